"""Bytes of a text file to characters, whatever program wrote them."""

from __future__ import annotations

import codecs

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Eight-bit code pages that Dutch offices have used; the first wins a tie.
_CODE_PAGES = ("cp1252", "mac_roman", "cp850")
# What Dutch text holds besides ASCII. Statistical detectors need pages of text; a table may hold one accent.
_EXPECTED = frozenset("éëïóöüèáàêâôûîíúäçñÉËÏÓÖÜÁÀÈÇ“”„‘’–—…•€·°²½×§«»\u00a0")


def decode_text(data: bytes) -> str:
    """Return the text of a file; a line feed ends each line.

    UTF-8 is recognised by decoding without an error, UTF-16 and UTF-32 by their mark or by their zero bytes, and
    other text is weighed between the code pages in use here.
    Bytes that fit nowhere become U+FFFD, so that nothing is dropped.
    """
    return _decode(data).replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def _decode(data: bytes) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding, "replace")
    if wide := _wide_encoding(data):
        return data.decode(wide, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return max((data.decode(page, "replace") for page in _CODE_PAGES), key=_n_expected)


def _n_expected(text: str) -> int:
    """Return how many characters are what Dutch text holds, less those that it never does."""
    return sum(1 if character in _EXPECTED else -1 for character in text if ord(character) > 127)


def _wide_encoding(data: bytes) -> str | None:
    """Recognise UTF-16 without a mark: in Latin text every other byte is zero."""
    start = data[:4096]
    if len(start) < 4:
        return None
    even, odd = start[0::2].count(0), start[1::2].count(0)
    if max(even, odd) < 0.6 * len(start) / 2:
        return None
    return "utf-16-be" if even > odd else "utf-16-le"
