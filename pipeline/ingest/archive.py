"""ZIP archives: each member is a file of its own in the ledger.

Unpacking stays within limits on size, ratio, number and depth; sizes are checked as declared and again
while unpacking.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pipeline.errors import EmptyReason, RejectError, RejectReason
from pipeline.ingest import kinds
from pipeline.ingest.inbox import is_system_name
from pipeline.ingest.limits import DEFAULT_LIMITS, Limits
from pipeline.ingest.reader import Attachment, Document, ReceivedFile

_ENCRYPTED_FLAG = 0x1
_CHUNK_BYTES = 1 << 16
# Only looked at in large members: small texts pack well without being a bomb.
_MAX_RATIO = 200
_RATIO_FROM_BYTES = 10_000_000
_ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    KeyError,
)
# Archive in archive in archive; the path of a member counts how deep it stands.
MAX_DEPTH = 5
_ZIP_IN_PATH = re.compile(r"\.zip(?=/)", re.IGNORECASE)


class ArchiveReader:
    """Unpacks a ZIP archive; its members are read by their own readers."""

    name = "archive"

    def __init__(self, limits: Limits = DEFAULT_LIMITS) -> None:
        self._limits = limits

    def accepts(self, received: ReceivedFile) -> bool:
        """Tell whether the bytes are a plain archive, not a document that happens to be packed."""
        return received.media_type == kinds.ZIP

    def read(self, received: ReceivedFile) -> Document:
        """Return the members as attachments; folders are left out.

        Raises
        ------
        RejectError
            BOMB, TOO_MANY_PARTS (members, or archives in archives) or DAMAGED for the archive as a whole. A
            member with a password or an unsafe name is rejected by itself.
        """
        if len(_ZIP_IN_PATH.findall(received.path)) >= MAX_DEPTH:
            raise RejectError(RejectReason.TOO_MANY_PARTS, "archives nested too deep")
        with _open(received.data) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            _check(members, self._limits)
            unpacker = _Unpacker(archive, self._limits.max_unpacked_bytes)
            return Document(attachments=tuple(unpacker.unpack(m, received.received_at) for m in members))


def _open(data: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except _ZIP_ERRORS as error:
        raise RejectError(RejectReason.DAMAGED, type(error).__name__) from None


def _check(members: Sequence[zipfile.ZipInfo], limits: Limits) -> None:
    """Judge an archive by what it declares, before anything is unpacked."""
    if len(members) > limits.max_parts:
        raise RejectError(RejectReason.TOO_MANY_PARTS, f"{len(members)} members")
    if sum(member.file_size for member in members) > limits.max_unpacked_bytes:
        raise RejectError(RejectReason.BOMB, "declared size above the limit")
    if any(m.file_size > max(_RATIO_FROM_BYTES, _MAX_RATIO * m.compress_size) for m in members):
        raise RejectError(RejectReason.BOMB, "a member is packed too tightly")


@dataclass
class _Unpacker:
    """Unpacks members one at a time, counting what came out of all of them together."""

    archive: zipfile.ZipFile
    max_bytes: int
    n_unpacked: int = 0

    def unpack(self, member: zipfile.ZipInfo, received_at: datetime | None) -> Attachment:
        name = safe_member_path(member.filename)
        if name is None:
            return Attachment(_flat_name(member.filename), b"", received_at, RejectReason.UNSAFE_PATH)
        if member.flag_bits & _ENCRYPTED_FLAG:
            return Attachment(name, b"", received_at, RejectReason.ENCRYPTED)
        try:
            data = self._bytes_of(member)
        except _ZIP_ERRORS:
            return Attachment(name, b"", received_at, RejectReason.DAMAGED)
        return Attachment(name, data, received_at, EmptyReason.SYSTEM_FILE if is_system_name(name) else None)

    def _bytes_of(self, member: zipfile.ZipInfo) -> bytes:
        chunks = []
        with self.archive.open(member) as stream:
            while chunk := stream.read(_CHUNK_BYTES):
                self.n_unpacked += len(chunk)
                if self.n_unpacked > self.max_bytes:
                    raise RejectError(RejectReason.BOMB, "more bytes come out than declared")
                chunks.append(chunk)
        return b"".join(chunks)


def safe_member_path(name: str) -> str | None:
    """Return a member's path with forward slashes, or None when it would leave the archive's own folder."""
    path = name.replace("\\", "/")
    parts = [part for part in path.split("/") if part not in ("", ".")]
    if path.startswith("/") or re.match(r"[A-Za-z]:", path) or ".." in parts or "\0" in path:
        return None
    printable = ["".join(c if c.isprintable() else "_" for c in part) for part in parts]
    return "/".join(printable) or None


def _flat_name(name: str) -> str:
    flat = re.sub(r"[^\w.-]+", "_", name.replace("\0", "")).strip("._")
    return flat or "naamloos"
