"""Files of the sample that can't be read: too old, locked, cut off."""

from __future__ import annotations

from io import BytesIO
from struct import pack
from typing import Final

from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from pipeline.export.fonts import FIELD_FONT

_FREE: Final = 0xFFFFFFFF
_END: Final = 0xFFFFFFFE
_TABLE: Final = 0xFFFFFFFD
_SECTOR: Final = 512
_WORD_CLASS: Final = bytes.fromhex("0609020000000000c000000000000046")


def make_locked_pdf(lines: list[str], password: str) -> bytes:
    """Return a PDF that opens with a password only."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1, encrypt=StandardEncryption(password, strength=128))
    canvas.setFont(FIELD_FONT, 11)
    for number, line in enumerate(lines):
        canvas.drawString(60, 780 - 18 * number, line)
    canvas.save()
    return buffer.getvalue()


def make_old_word_file(text: str) -> bytes:
    """Return a Word 97 file: a compound file (MS-CFB, version 3) whose WordDocument stream holds the text."""
    stream = pack("<HH", 0xA5EC, 0x00C1).ljust(2048, b"\0") + text.encode("cp1252")
    stream = stream.ljust(max(4096, -(-len(stream) // _SECTOR) * _SECTOR), b"\0")
    n_sectors = len(stream) // _SECTOR
    chain = [_TABLE, _END, *range(3, n_sectors + 2), _END]
    table = pack(f"<{len(chain)}I", *chain).ljust(_SECTOR, b"\xff")
    entries = _entry("Root Entry", 5, 1, _END, 0, _WORD_CLASS) + _entry(
        "WordDocument", 2, _FREE, 2, len(stream)
    )
    return _header() + table + entries.ljust(_SECTOR, b"\0") + stream


def _header() -> bytes:
    start = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    versions = pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    counts = pack("<IIIIIIIIII", 0, 1, 1, 0, 4096, _END, 0, _END, 0, 0)
    return (start + versions + counts).ljust(_SECTOR, b"\xff")


def _entry(
    name: str, kind: int, child: int, first_sector: int, size: int, class_id: bytes = bytes(16)
) -> bytes:
    encoded = (name + "\0").encode("utf-16-le")
    links = pack("<HBBIII", len(encoded), kind, 1, _FREE, _FREE, child)
    return encoded.ljust(64, b"\0") + links + class_id + bytes(20) + pack("<IQ", first_sector, size)
