"""Outlook's own container (winmail.dat): the message text and the attachments inside it.

The format is Microsoft's open specification MS-OXTNEF: a signature, a key, then attributes of level, id,
length, value and checksum. Properties of messages and attachments (MS-OXCMAPI) are read only as far as
names, bytes and bodies.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.errors import EmptyReason, RejectError, RejectReason
from pipeline.ingest import kinds, mapi
from pipeline.ingest.decoration import is_decoration
from pipeline.ingest.limits import DEFAULT_LIMITS, Limits
from pipeline.ingest.mail import decode_bytes, safe_name
from pipeline.ingest.reader import Attachment, Document, ReceivedFile

_SIGNATURE = 0x223E9F78
_ATT_BODY, _ATT_SUBJECT = 0x0002800C, 0x00018004
_ATT_MESSAGE_PROPS, _ATT_PROPS = 0x00069003, 0x00069005
_ATT_TITLE, _ATT_DATA, _ATT_RENDER, _ATT_CODEPAGE = 0x00018010, 0x0006800F, 0x00069002, 0x00069007
_FIXED_SIZES = {2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 10: 4, 11: 4, 20: 8, 64: 8, 72: 16, 1: 0}
_MULTIPLE = 0x1000
_TEXT_PROPERTIES = {mapi.SUBJECT: "subject", mapi.BODY: "plain", mapi.HTML: "html"}


class TnefReader:
    """Reads winmail.dat."""

    name = "tnef"

    def __init__(self, limits: Limits = DEFAULT_LIMITS) -> None:
        self._limits = limits

    def accepts(self, received: ReceivedFile) -> bool:
        """Tell whether the bytes are a TNEF stream."""
        return received.media_type == kinds.TNEF

    def read(self, received: ReceivedFile) -> Document:
        """Return the body and the attachments.

        Raises
        ------
        RejectError
            DAMAGED when nothing of the stream can be read; a stream that ends too early gives what came
            before.
        """
        message = _parse(received.data)
        if len(message.files) > self._limits.max_parts:
            raise RejectError(RejectReason.TOO_MANY_PARTS, f"{len(message.files)} attachments")
        attachments = tuple(
            Attachment(
                safe_name(file.name, f"bijlage-{number}.bin"), file.data, received.received_at, file.reason
            )
            for number, file in enumerate(message.files, start=1)
        )
        return Document(
            blocks=tuple(mapi.outlook_blocks(message.plain, message.html, message.rtf, message.subject)),
            facts={"subject": message.subject} if message.subject else {},
            attachments=attachments,
        )


@dataclass
class _File:
    name: str = ""
    data: bytes = b""
    is_inline: bool = False

    @property
    def reason(self) -> EmptyReason | None:
        """Return why it is no submission: a logo or line in the text."""
        return EmptyReason.DECORATION if self.is_inline and is_decoration(self.data) else None


@dataclass
class _Message:
    subject: str = ""
    codepage: str = "cp1252"
    plain: str = ""
    html: str = ""
    rtf: bytes = b""
    files: list[_File] = field(default_factory=list)


def _parse(data: bytes) -> _Message:
    if len(data) < 6 or struct.unpack_from("<I", data)[0] != _SIGNATURE:
        raise RejectError(RejectReason.DAMAGED, "no TNEF signature")
    message = _Message()
    for attribute, value in _attributes(data):
        if attribute == _ATT_RENDER:
            message.files.append(_File())
        elif attribute == _ATT_CODEPAGE and len(value) >= 4:
            message.codepage = mapi.codepage_name(struct.unpack_from("<I", value)[0])
        elif attribute in (_ATT_TITLE, _ATT_DATA, _ATT_PROPS):
            _read_file(attribute, value, message)
        else:
            _read_message(attribute, value, message)
    return message


def _attributes(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 6
    while at + 9 <= len(data):
        _level, attribute, length = struct.unpack_from("<BII", data, at)
        at += 9
        if at + length > len(data):
            return
        yield attribute, data[at : at + length]
        at += length + 2


def _read_message(attribute: int, value: bytes, message: _Message) -> None:
    if attribute == _ATT_SUBJECT:
        message.subject = message.subject or _text(value, message.codepage)
    elif attribute == _ATT_BODY:
        message.plain = message.plain or _text(value, message.codepage)
    elif attribute == _ATT_MESSAGE_PROPS:
        for name, kind, content in _properties(value):
            if name == mapi.RTF:
                message.rtf = content
            elif attribute_name := _TEXT_PROPERTIES.get(name):
                setattr(message, attribute_name, _property_text(kind, content, message.codepage))


def _read_file(attribute: int, value: bytes, message: _Message) -> None:
    if not message.files:
        message.files.append(_File())
    file = message.files[-1]
    if attribute == _ATT_TITLE:
        file.name = file.name or _text(value, message.codepage)
    elif attribute == _ATT_DATA:
        file.data = value
    else:
        names: dict[int, str] = {}
        for name, kind, content in _properties(value):
            if name in (mapi.ATTACH_LONG_NAME, mapi.ATTACH_NAME, mapi.DISPLAY_NAME):
                names[name] = _property_text(kind, content, message.codepage)
            elif name == mapi.ATTACH_CONTENT_ID:
                file.is_inline = bool(content.strip(b"\0"))
            elif name == mapi.ATTACH_DATA and not file.data:
                # An embedded object starts with the identifier of its interface, 16 bytes.
                file.data = content[16:] if kind == mapi.OBJECT else content
        file.name = (
            names.get(mapi.ATTACH_LONG_NAME)
            or file.name
            or names.get(mapi.ATTACH_NAME)
            or names.get(mapi.DISPLAY_NAME, "")
        )


def _properties(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Yield the id, type and (first) value of each property; ends quietly where the bytes end."""
    try:
        (n_properties,) = struct.unpack_from("<I", data)
        at = 4
        for _ in range(n_properties):
            kind, name = struct.unpack_from("<HH", data, at)
            at += 4
            if name >= 0x8000:
                at = _after_name(data, at)
            values, at = _values(data, at, kind)
            yield name, kind & ~_MULTIPLE, values[0] if values else b""
    except struct.error:
        return


def _after_name(data: bytes, at: int) -> int:
    """Return where a named property's value starts: after its namespace, its kind and its number or name."""
    (kind,) = struct.unpack_from("<I", data, at + 16)
    at += 20
    if kind == 0:
        return at + 4
    (length,) = struct.unpack_from("<I", data, at)
    return at + 4 + _padded(length)


def _values(data: bytes, at: int, kind: int) -> tuple[list[bytes], int]:
    base = kind & ~_MULTIPLE
    if base in _FIXED_SIZES:
        n_values, size = 1, _FIXED_SIZES[base]
        if kind & _MULTIPLE:
            (n_values,) = struct.unpack_from("<I", data, at)
            at += 4
        end = at + n_values * size
        if end > len(data):
            raise struct.error("value beyond the end")
        return [data[at : at + size]], end
    (n_values,) = struct.unpack_from("<I", data, at)
    at += 4
    values = []
    for _ in range(n_values):
        (length,) = struct.unpack_from("<I", data, at)
        at += 4
        if at + length > len(data):
            raise struct.error("value beyond the end")
        values.append(data[at : at + length])
        at += _padded(length)
    return values, at


def _padded(length: int) -> int:
    return (length + 3) // 4 * 4


def _property_text(kind: int, content: bytes, codepage: str) -> str:
    if kind == mapi.UNICODE:
        return content.decode("utf-16-le", "replace").rstrip("\0")
    return _text(content, codepage)


def _text(value: bytes, codepage: str) -> str:
    return decode_bytes(value.rstrip(b"\0"), codepage).replace("\r\n", "\n")
