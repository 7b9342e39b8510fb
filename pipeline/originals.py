"""From a quote back to the page it was written on: its file found again in the inbox, and a picture of the place.

A thin layer of its own between the run and the stages, for whoever shows quotes. The file is drawn in a process of its
own, with the limits of reading: a page that takes too long or too much harms nothing but its own picture.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import RejectError, RodeDradenError
from pipeline.ingest.inbox import FoundFile, list_inbox, read_found
from pipeline.ingest.limits import Limits
from pipeline.ingest.places import Place, cut_place, has_picture, parse_box
from pipeline.ingest.reader import Box, ReceivedFile
from pipeline.ingest.submission import file_id_of

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "INBOX_VARIABLE",
    "LIMITS",
    "PLACE_COLUMNS",
    "NoPicture",
    "NoPictureError",
    "Original",
    "cut_quote",
    "find_original",
    "find_place",
    "has_picture",
]

INBOX_VARIABLE = "RODE_DRADEN_INBOX"
LIMITS = Limits(workers=1, timeout_s=60, max_memory_mb=1024)
PLACE_COLUMNS = ("bouwsteen_id", "file_id", "page", "box", "n_masked", "ocr_confidence")
_ROOT = Path(__file__).resolve().parent.parent
_NO_PICTURE_CODE = 3
# A mail in an archive in a mail …: no deeper than is read.
_MAX_DEPTH = 8


class NoPicture(StrEnum):
    """Why a place has no picture."""

    NO_PAGES = "no_pages"
    MASKED = "masked"
    NO_INBOX = "no_inbox"
    GONE = "gone"
    FAILED = "failed"


class NoPictureError(RodeDradenError):
    """A quote's place can't be shown as a picture; `reason` says why."""

    def __init__(self, reason: NoPicture) -> None:
        super().__init__(f"no picture of this place: {reason.value}")
        self.reason = reason


@dataclass(frozen=True)
class Original:
    """A file as it was received, found again.

    Parameters
    ----------
    location
        The file in the inbox, which may be an e-mail or archive around it.
    trail
        File ids from that file down to the file itself.
    """

    location: Path
    trail: tuple[str, ...]
    media_type: str


def find_place(bouwstenen: pd.DataFrame, media_type: str, bouwsteen_id: str) -> Place:
    """Return where a bouwsteen stands, with what else may and may not be seen on that page.

    Parameters
    ----------
    bouwstenen
        Every row of its file, those counted elsewhere too; columns `PLACE_COLUMNS`.

    Raises
    ------
    NoPictureError
        NO_PAGES for a kind of file that has none; MASKED when something is masked in it or in the same box.
    """
    row = bouwstenen[bouwstenen["bouwsteen_id"] == bouwsteen_id].iloc[0]
    box = row["box"] if isinstance(row["box"], str) else None
    page = None if box is None else int(row["page"])
    if page is None or box is None or not has_picture(media_type, page, box):
        raise NoPictureError(NoPicture.NO_PAGES)
    beside = bouwstenen[(bouwstenen["page"] == page) & bouwstenen["box"].notna()]
    clean = beside["n_masked"] == 0
    place = Place(
        page,
        parse_box(box),
        tuple(parse_box(other) for other in dict.fromkeys(beside.loc[clean, "box"])),
        tuple(parse_box(other) for other in dict.fromkeys(beside.loc[~clean, "box"])),
        is_read=bool(row["ocr_confidence"] == row["ocr_confidence"]),
    )
    if int(row["n_masked"]) or place.is_covered:
        raise NoPictureError(NoPicture.MASKED)
    return place


def find_original(files: pd.DataFrame, inbox: Path, file_id: str) -> Original:
    """Return where a file of the ledger is now; by its bytes, so that it may have been moved or given another name.

    Parameters
    ----------
    files
        The table `files`.

    Raises
    ------
    NoPictureError
        GONE when no file in the inbox has these bytes (any more).
    """
    rows = files.drop_duplicates("file_id").set_index("file_id")
    found = list_inbox(inbox)
    for trail in _trails(files, file_id):
        top = rows.loc[trail[0]]
        alike = [file for file in found if file.size_bytes == top["size_bytes"]]
        for file in sorted(alike, key=lambda file, path=top["path"]: file.path != path):  # type: ignore[misc]
            if _has_bytes(file, trail[0]):
                return Original(file.location, trail, str(rows.loc[file_id, "media_type"]))
    raise NoPictureError(NoPicture.GONE)


def cut_quote(original: Original, place: Place) -> bytes:
    """Return the picture of a place as PNG, drawn in a process of its own.

    Raises
    ------
    NoPictureError
        GONE when the file changed since it was found, FAILED when it can't be drawn within the limits.
    """
    request = json.dumps({**asdict(original), "location": str(original.location), "place": asdict(place)})
    try:
        done = subprocess.run(
            [sys.executable, "-m", "pipeline.originals"],
            input=request.encode(),
            capture_output=True,
            timeout=LIMITS.timeout_s,
            cwd=_ROOT,
            check=False,
        )
    except (subprocess.TimeoutExpired, OSError):
        raise NoPictureError(NoPicture.FAILED) from None
    if done.returncode == _NO_PICTURE_CODE:
        raise NoPictureError(NoPicture.GONE)
    if done.returncode or not done.stdout:
        raise NoPictureError(NoPicture.FAILED)
    return done.stdout


def _trails(files: pd.DataFrame, file_id: str) -> Iterator[tuple[str, ...]]:
    """Yield the ways down to a file: itself when it lies in the inbox, else from each file that it came in."""
    open_trails: list[tuple[str, ...]] = [(file_id,)]
    while open_trails:
        trail = open_trails.pop(0)
        parents = files.loc[files["file_id"] == trail[0], "parent_file_id"]
        if parents.isna().any():
            yield trail
        if len(trail) <= _MAX_DEPTH:
            open_trails += [(str(parent), *trail) for parent in parents.dropna().unique()]


def _has_bytes(found: FoundFile, file_id: str) -> bool:
    try:
        return file_id_of(read_found(found, LIMITS)) == file_id
    except RejectError:
        return False


def _unpack(original: Original) -> bytes:
    """Return the bytes of the file itself, each file on the way recognised by its bytes.

    Raises
    ------
    NoPictureError
        GONE when a file is not what it was.
    """
    from pipeline.ingest.kinds import media_type_of
    from pipeline.ingest.readers import make_readers, reader_for

    try:
        data = original.location.read_bytes()
    except OSError:
        raise NoPictureError(NoPicture.GONE) from None
    candidates = [data]
    for step, file_id in enumerate(original.trail):
        data = next((one for one in candidates if file_id_of(one) == file_id), b"")
        if not data:
            raise NoPictureError(NoPicture.GONE)
        if step < len(original.trail) - 1:
            received = ReceivedFile(original.location.name, data, media_type_of(data))
            reader = reader_for(received, make_readers(LIMITS))
            candidates = [] if reader is None else [one.data for one in reader.read(received).attachments]
    return data


def _place_from(values: dict[str, Any]) -> Place:
    sharp, hidden = (tuple(Box(**box) for box in values[name]) for name in ("sharp", "hidden"))
    return Place(values["page"], Box(**values["box"]), sharp, hidden, values["is_read"])


def _answer() -> int:
    """Draw what is asked on the standard input, in a process of its own; return its exit code."""
    from pipeline.ingest.workerprocess import keep_silent, limit_address_space

    request = json.loads(sys.stdin.buffer.read())
    answer = os.dup(sys.stdout.fileno())
    keep_silent()
    limit_address_space(LIMITS.max_memory_mb)
    original = Original(Path(request["location"]), tuple(request["trail"]), request["media_type"])
    try:
        picture = cut_place(_unpack(original), original.media_type, _place_from(request["place"]), LIMITS)
    except NoPictureError:
        return _NO_PICTURE_CODE
    with os.fdopen(answer, "wb") as stream:
        stream.write(picture)
    return 0


if __name__ == "__main__":
    sys.exit(_answer())
