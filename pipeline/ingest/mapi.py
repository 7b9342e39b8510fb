"""What Outlook's two containers (.msg and winmail.dat) share: property numbers and the packed RTF body.

Sources: Microsoft's open specifications MS-OXPROPS (numbers) and MS-OXRTFCP (packed RTF).
"""

from __future__ import annotations

import struct

from pipeline.ingest.mail import body_blocks, decode_bytes
from pipeline.ingest.reader import Block

SUBJECT, BODY, HTML, RTF = 0x0037, 0x1000, 0x1013, 0x1009
HEADERS, SENDER_ADDRESS, SENDER_SMTP, SENT_AT, DELIVERED_AT = 0x007D, 0x0C1F, 0x5D01, 0x0039, 0x0E06
CODEPAGE, INTERNET_CODEPAGE = 0x3FFD, 0x3FDE
ATTACH_DATA, ATTACH_LONG_NAME, ATTACH_NAME, DISPLAY_NAME = 0x3701, 0x3707, 0x3704, 0x3001
ATTACH_TYPE, ATTACH_CONTENT_ID = 0x370E, 0x3712
STRING8, UNICODE, OBJECT, BINARY = 0x1E, 0x1F, 0x0D, 0x102

_COMPRESSED, _UNCOMPRESSED = 0x75465A4C, 0x414C454D
_RTF_WINDOW = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor "
    rb"MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    b"\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
_WINDOW_SIZE = 4096


def outlook_blocks(plain: str, html: str, packed_rtf: bytes, subject: str) -> list[Block]:
    """Return the body as blocks: from the plain text, else the HTML, else the RTF."""
    if not plain.strip() and not html.strip() and packed_rtf:
        plain = _text_of_rtf(unpack_rtf(packed_rtf))
    return body_blocks([plain], [html], subject)


def codepage_name(number: int) -> str:
    """Return Python's name of a Windows code page."""
    return "utf-8" if number == 65001 else "latin-1" if number == 28591 else f"cp{number}"


def unpack_rtf(data: bytes) -> bytes:
    """Return packed RTF unpacked; what can't be unpacked ends early."""
    if len(data) < 16:
        return b""
    _packed_size, raw_size, magic = struct.unpack_from("<III", data)
    if magic == _UNCOMPRESSED:
        return data[16 : 16 + raw_size]
    return _inflate(data[16:]) if magic == _COMPRESSED else b""


def _inflate(data: bytes) -> bytes:
    window = bytearray(_RTF_WINDOW.ljust(_WINDOW_SIZE, b"\0"))
    write = len(_RTF_WINDOW)
    result = bytearray()
    at = 0
    while at < len(data):
        control, at = data[at], at + 1
        for bit in range(8):
            if at >= len(data):
                break
            if not control >> bit & 1:
                piece, at = bytes((data[at],)), at + 1
            elif at + 1 >= len(data):
                return bytes(result)
            else:
                token, at = int.from_bytes(data[at : at + 2], "big"), at + 2
                if token >> 4 == write:
                    return bytes(result)
                piece = _copy(window, token >> 4, (token & 15) + 2, write)
            for byte in piece:
                window[write] = byte
                write = (write + 1) % _WINDOW_SIZE
            result += piece
    return bytes(result)


def _copy(window: bytearray, start: int, length: int, write: int) -> bytes:
    """Return a stretch of the window; it may run into what the copy itself writes."""
    piece = bytearray()
    for i in range(length):
        place = (start + i) % _WINDOW_SIZE
        behind = (place - write) % _WINDOW_SIZE
        piece.append(piece[behind] if behind < len(piece) else window[place])
    return bytes(piece)


def _text_of_rtf(data: bytes) -> str:
    from striprtf.striprtf import rtf_to_text

    text: str = rtf_to_text(decode_bytes(data, "cp1252"), errors="replace")
    return text
