"""The inbox: which files people sent in, in a fixed order, and their bytes.

Every file below the folder is listed, so that the ledger accounts for all of them. Files that the system or
an office program left there by itself are listed too, marked with `system_file`. Links that lead out of the
folder are listed and never followed. The folders of a maildir (``cur`` and ``new``; ``tmp`` holds
half-written mail and is left out of the list, as the standard asks) need no care of their own: their
messages are files without an extension, recognised by content.
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pipeline.errors import RejectError, RejectReason
from pipeline.ingest.limits import Limits

_SYSTEM_NAMES = {
    ".ds_store",
    "thumbs.db",
    "desktop.ini",
    ".localized",
    ".directory",
    ".gitkeep",
    ".gitignore",
}
_SYSTEM_PREFIXES = ("~$", ".~lock.", "._")


@dataclass(frozen=True)
class FoundFile:
    """One file in the inbox, not yet read.

    Parameters
    ----------
    path
        Below the inbox, with forward slashes.
    location
        Where it stands on this machine.
    size_bytes, modified_at
        As the file system says; `modified_at` in UTC.
    """

    path: str
    location: Path
    size_bytes: int
    modified_at: datetime

    @property
    def is_system_file(self) -> bool:
        """Tell whether a program left this file behind rather than a person: nothing to read in it."""
        return is_system_name(self.path)


def is_system_name(path: str) -> bool:
    """Tell whether a name is one that systems and office programs give to their own traces."""
    name = path.rsplit("/", 1)[-1].lower()
    return name in _SYSTEM_NAMES or name.startswith(_SYSTEM_PREFIXES) or path.startswith("__MACOSX/")


def list_inbox(folder: Path) -> list[FoundFile]:
    """Return every file below a folder, ordered by path (by code point, so the same on every machine).

    A missing folder holds no files.
    """
    found = [_describe(folder, location) for location in _walk(folder)]
    return sorted(found, key=lambda file: file.path)


def read_found(found: FoundFile, limits: Limits) -> bytes:
    """Return the bytes of a file.

    Raises
    ------
    RejectError
        VANISHED when it is gone or can't be opened, TOO_LARGE, UNSAFE_PATH for a link out of the inbox or
        what is no file.
    """
    inbox = found.location.parents[found.path.count("/")].resolve()
    try:
        real = found.location.resolve(strict=True)
        if not real.is_relative_to(inbox):
            raise RejectError(RejectReason.UNSAFE_PATH, "link out of the inbox")
        if not stat.S_ISREG(real.stat().st_mode):
            raise RejectError(RejectReason.UNSAFE_PATH, "not a regular file")
        with real.open("rb") as file:
            data = file.read(limits.max_unpacked_bytes + 1)
    except (OSError, RuntimeError) as error:
        raise RejectError(RejectReason.VANISHED, type(error).__name__) from None
    if len(data) > limits.max_unpacked_bytes:
        raise RejectError(RejectReason.TOO_LARGE, f"more than {limits.max_unpacked_mb} MB")
    return data


def _walk(folder: Path) -> list[Path]:
    locations = []
    for parent, folders, names in os.walk(folder, followlinks=False):
        here = Path(parent)
        if {"cur", "new", "tmp"} <= set(folders):
            folders.remove("tmp")
        locations += [here / name for name in names]
        locations += [here / name for name in folders if (here / name).is_symlink()]
    return locations


def _describe(folder: Path, location: Path) -> FoundFile:
    path = location.relative_to(folder).as_posix()
    try:
        facts = location.stat()
    except (OSError, RuntimeError):
        facts = location.lstat()
    return FoundFile(path, location, facts.st_size, datetime.fromtimestamp(facts.st_mtime, UTC))
