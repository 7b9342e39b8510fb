"""Files that are zip archives of XML parts: opened within limits on what comes out, parsed without entities.

Sizes are checked twice: as the archive declares them, before anything is unpacked, and by counting while unpacking,
because a declaration can lie.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError

import defusedxml.ElementTree
from defusedxml.common import DefusedXmlException

from pipeline.errors import RejectError, RejectReason
from pipeline.ingest.limits import DEFAULT_LIMITS, Limits

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_CHUNK_BYTES = 1 << 16
_ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    KeyError,
    ValueError,
    UnicodeDecodeError,
)


# Only looked at in large members: small texts pack well without being a bomb.
_MAX_RATIO = 200
_RATIO_FROM_BYTES = 10_000_000
# An office file with a thousand pictures is odd but honest; these are parts, not attachments.
_MAX_MEMBERS = 10_000


class Package:
    """The members of a zip archive, read one at a time within limits."""

    def __init__(self, archive: zipfile.ZipFile, max_bytes: int) -> None:
        self._archive = archive
        self._max_bytes = max_bytes
        self._n_unpacked = 0
        self.names = tuple(archive.namelist())
        # Some writers use backslashes or another case in part names; the standard compares them without case.
        self._by_key = {name.replace("\\", "/").strip("/").lower(): name for name in self.names}

    def __contains__(self, name: str) -> bool:
        return name.strip("/").lower() in self._by_key

    def read(self, name: str) -> bytes:
        """Return one member, unpacked.

        Raises
        ------
        RejectError
            DAMAGED when it is missing or torn, ENCRYPTED, or BOMB when more comes out than is allowed.
        """
        key = name.strip("/").lower()
        if key not in self._by_key:
            raise RejectError(RejectReason.DAMAGED, "a part is missing from the package")
        chunks = []
        try:
            with self._archive.open(self._by_key[key]) as member:
                while chunk := member.read(_CHUNK_BYTES):
                    self._n_unpacked += len(chunk)
                    if self._n_unpacked > self._max_bytes:
                        raise RejectError(RejectReason.BOMB, "more bytes come out than the archive may hold")
                    chunks.append(chunk)
        except RuntimeError as error:
            raise RejectError(RejectReason.ENCRYPTED, "a member of the archive has a password") from error
        except _ZIP_ERRORS as error:
            raise RejectError(RejectReason.DAMAGED, type(error).__name__) from error
        return b"".join(chunks)

    def read_xml(self, name: str) -> Element:
        """Return the root element of one member; entities are refused."""
        return parse_xml(self.read(name))


def open_package(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Package:
    """Open an archive after checking what it declares.

    Raises
    ------
    RejectError
        DAMAGED, BOMB (declared size or ratio) or TOO_MANY_PARTS.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _ZIP_ERRORS as error:
        raise RejectError(RejectReason.DAMAGED, type(error).__name__) from error
    members = archive.infolist()
    if len(members) > _MAX_MEMBERS:
        raise RejectError(RejectReason.TOO_MANY_PARTS, f"{len(members)} members")
    if sum(member.file_size for member in members) > limits.max_unpacked_bytes:
        raise RejectError(RejectReason.BOMB, "declared size above the limit")
    for member in members:
        if member.file_size > _RATIO_FROM_BYTES and member.file_size > _MAX_RATIO * max(
            1, member.compress_size
        ):
            raise RejectError(RejectReason.BOMB, "a member is packed too tightly")
    return Package(archive, limits.max_unpacked_bytes)


def parse_xml(data: bytes) -> Element:
    """Return the root element; entity declarations, internal or external, are refused.

    Raises
    ------
    RejectError
        DAMAGED for XML that is not well formed, BOMB for entities.
    """
    try:
        root: Element = defusedxml.ElementTree.fromstring(data)
    except DefusedXmlException as error:
        raise RejectError(RejectReason.BOMB, "the XML declares entities") from error
    except (ParseError, ValueError, LookupError, UnicodeError) as error:
        raise RejectError(RejectReason.DAMAGED, type(error).__name__) from error
    return root


def local(element: Element) -> str:
    """Return the name of an element without its namespace; '' for comments and instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
