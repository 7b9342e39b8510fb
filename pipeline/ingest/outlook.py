"""Messages saved by Outlook (.msg): the body as blocks, everything attached as files of its own.

The library opens the container (MS-CFB, MS-OXMSG). Its streams are read here, because its own properties
raise on the first value that is not as the specification says.
"""

from __future__ import annotations

import email.mime.application
import email.mime.multipart
import email.mime.text
import email.policy
import email.utils
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.parser import HeaderParser
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.errors import EmptyReason, RejectError, RejectReason
from pipeline.ingest import kinds, mapi
from pipeline.ingest.decoration import is_decoration
from pipeline.ingest.limits import DEFAULT_LIMITS, Limits
from pipeline.ingest.mail import decode_bytes, decode_words, message_facts, parse_date, safe_name
from pipeline.ingest.reader import Attachment, Document, ReceivedFile

if TYPE_CHECKING:
    from oxmsg.storage import Storage

_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_ROOT_HEADER_BYTES, _EMBEDDED_HEADER_BYTES = 32, 24
_EMBEDDED = f"__substg1.0_{mapi.ATTACH_DATA:04X}{mapi.OBJECT:04X}"
_MAX_DEPTH = 10


class OutlookReader:
    """Reads one message as Outlook saves it."""

    name = "outlook"

    def __init__(self, limits: Limits = DEFAULT_LIMITS) -> None:
        self._limits = limits

    def accepts(self, received: ReceivedFile) -> bool:
        """Tell whether the bytes are a message in a compound file."""
        return received.media_type == kinds.MSG

    def read(self, received: ReceivedFile) -> Document:
        """Return the body and the attachments; a message inside it comes out as .eml."""
        message = _Message(_open(received.data), _ROOT_HEADER_BYTES)
        attached = message.attachment_storages
        if len(attached) > self._limits.max_parts:
            raise RejectError(RejectReason.TOO_MANY_PARTS, f"{len(attached)} attachments")
        return Document(
            blocks=tuple(mapi.outlook_blocks(message.plain, message.html, message.rtf, message.subject)),
            facts=message_facts(message.subject, message.sender, message.sent_at),
            attachments=tuple(_attachments(message, message.sent_at or received.received_at)),
        )


def _open(data: bytes) -> Storage:
    import olefile
    from oxmsg.storage import Storage

    try:
        with olefile.OleFileIO(data) as container:
            return Storage.from_ole(container)
    except (OSError, ValueError, IndexError, struct.error, AttributeError, RecursionError) as error:
        raise RejectError(RejectReason.DAMAGED, type(error).__name__) from None


@dataclass(frozen=True)
class _Properties:
    """The properties of one message or attachment, by number; what is missing or broken is empty."""

    storage: Storage
    header_bytes: int

    def text(self, *numbers: int) -> str:
        for number in numbers:
            if value := self._stream(number, mapi.UNICODE):
                return value.decode("utf-16-le", "replace").rstrip("\0")
            if value := self._stream(number, mapi.STRING8):
                return decode_bytes(value, self.codepage).rstrip("\0")
        return ""

    def binary(self, number: int) -> bytes:
        return self._stream(number, mapi.BINARY)

    def integer(self, number: int) -> int | None:
        value = self._fixed.get(number)
        return int(struct.unpack_from("<I", value)[0]) if value else None

    def moment(self, *numbers: int) -> datetime | None:
        for number in numbers:
            ticks = struct.unpack("<Q", self._fixed[number])[0] if number in self._fixed else 0
            # A date after the year 9999 is not one.
            if 0 < ticks < 2_650_000_000_000_000_000:
                return _EPOCH + timedelta(microseconds=ticks // 10)
        return None

    @property
    def codepage(self) -> str:
        return mapi.codepage_name(self.integer(mapi.CODEPAGE) or 1252)

    def _stream(self, number: int, kind: int) -> bytes:
        return self._streams.get(f"__substg1.0_{number:04X}{kind:04X}", b"")

    @cached_property
    def _streams(self) -> dict[str, bytes]:
        return {stream.name: stream.bytes_ for stream in self.storage.streams}

    @cached_property
    def _fixed(self) -> dict[int, bytes]:
        data = self._streams.get("__properties_version1.0", b"")[self.header_bytes :]
        rows = (data[at : at + 16] for at in range(0, len(data) - 15, 16))
        return {int.from_bytes(row[2:4], "little"): row[8:16] for row in rows}


class _Message(_Properties):
    """One message."""

    @property
    def subject(self) -> str:
        return " ".join(self.text(mapi.SUBJECT).split())

    @property
    def plain(self) -> str:
        return self.text(mapi.BODY).replace("\r\n", "\n").replace("\r", "\n")

    @property
    def html(self) -> str:
        codepage = mapi.codepage_name(self.integer(mapi.INTERNET_CODEPAGE) or 1252)
        return decode_bytes(self.binary(mapi.HTML), codepage) or self.text(mapi.HTML)

    @property
    def rtf(self) -> bytes:
        return self.binary(mapi.RTF)

    @property
    def sender(self) -> str:
        header = decode_words(HeaderParser().parsestr(self.text(mapi.HEADERS)).get("From"))
        return header if "@" in header else self.text(mapi.SENDER_SMTP, mapi.SENDER_ADDRESS)

    @property
    def sent_at(self) -> datetime | None:
        header = HeaderParser().parsestr(self.text(mapi.HEADERS)).get("Date")
        return self.moment(mapi.SENT_AT, mapi.DELIVERED_AT) or parse_date(header)

    @property
    def attachment_storages(self) -> list[Storage]:
        return sorted(self.storage.iter_attachment_storages(), key=lambda storage: storage.name)


def _attachments(message: _Message, received_at: datetime | None, depth: int = 0) -> Iterator[Attachment]:
    for number, storage in enumerate(message.attachment_storages, start=1):
        properties = _Properties(storage, header_bytes=8)
        inner = next((inner for inner in storage.storages if inner.name == _EMBEDDED), None)
        name = properties.text(mapi.ATTACH_LONG_NAME, mapi.ATTACH_NAME, mapi.DISPLAY_NAME)
        if inner is not None and "__properties_version1.0" in {stream.name for stream in inner.streams}:
            embedded = _Message(inner, _EMBEDDED_HEADER_BYTES)
            yield Attachment(
                f"bericht-{number}.eml", _as_eml(embedded, depth), embedded.sent_at or received_at
            )
            continue
        data = properties.binary(mapi.ATTACH_DATA)
        inline = bool(properties.text(mapi.ATTACH_CONTENT_ID))
        reason = EmptyReason.DECORATION if inline and is_decoration(data) else None
        yield Attachment(safe_name(name, f"bijlage-{number}.bin"), data, received_at, reason)


def _as_eml(message: _Message, depth: int) -> bytes:
    """Return an embedded message as the bytes of a mail of its own, the same at every run."""
    if depth >= _MAX_DEPTH:
        raise RejectError(RejectReason.TOO_MANY_PARTS, "messages nested too deep")
    mail = email.mime.multipart.MIMEMultipart(boundary=f"==bericht-in-bericht-{depth}==")
    mail["Subject"], mail["From"] = message.subject, message.sender
    if message.sent_at:
        mail["Date"] = email.utils.format_datetime(message.sent_at)
    if message.plain.strip() or not message.html.strip():
        mail.attach(email.mime.text.MIMEText(message.plain, "plain", "utf-8"))
    else:
        mail.attach(email.mime.text.MIMEText(message.html, "html", "utf-8"))
    for attachment in _attachments(message, None, depth + 1):
        part = email.mime.application.MIMEApplication(attachment.data)
        part.add_header("Content-Disposition", "attachment", filename=attachment.name)
        mail.attach(part)
    return mail.as_bytes(policy=email.policy.compat32)
