"""E-mail messages (.eml): the body as blocks, everything attached as files of its own.

The parser of the standard library reads any bytes without failing (RFC 5322, 2045-2047, 2231); the older
policy ``compat32`` is used because the newer one raises on headers that real mail programs write. What it
can't decode is decoded here, never dropped.
"""

from __future__ import annotations

import email
import email.policy
import email.utils
import mimetypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message

from pipeline.errors import EmptyReason, RejectError, RejectReason
from pipeline.ingest import kinds
from pipeline.ingest.decoration import is_decoration
from pipeline.ingest.limits import DEFAULT_LIMITS, Limits
from pipeline.ingest.mailtext import own_blocks, own_text, unfold_flowed
from pipeline.ingest.reader import Attachment, Block, Document, ReceivedFile

_MAX_DEPTH = 40
_ACCEPT_ANYTHING = {
    "iso-8859-1",
    "latin-1",
    "latin1",
    "us-ascii",
    "ascii",
    "iso-8859-15",
    "windows-1252",
    "cp1252",
}
_MAX_NAME_CHARS = 120
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_CID = re.compile(r"cid:([^\"'\s>)]+)", re.IGNORECASE)


class MailReader:
    """Reads one e-mail message."""

    name = "mail"

    def __init__(self, limits: Limits = DEFAULT_LIMITS) -> None:
        self._limits = limits

    def accepts(self, received: ReceivedFile) -> bool:
        """Tell whether the bytes are a message."""
        return received.media_type == kinds.EML

    def read(self, received: ReceivedFile) -> Document:
        """Return the body and the attachments."""
        message = email.message_from_bytes(_as_ascii_based(received.data), policy=email.policy.compat32)
        sent_at = sent_at_of(message)
        parts = _Parts()
        _collect(message, parts, depth=0)
        if len(parts.files) > self._limits.max_parts:
            raise RejectError(RejectReason.TOO_MANY_PARTS, f"{len(parts.files)} attachments")
        received_at = sent_at or received.received_at
        subject = decode_words(message.get("Subject"))
        facts = message_facts(subject, decode_words(message.get("From")), sent_at)
        return Document(
            blocks=tuple(body_blocks(parts.plain, parts.html, subject)),
            facts=facts,
            attachments=tuple(_attachments(parts, received_at)),
        )


@dataclass
class _Parts:
    """What was found in the tree of a message, in its order."""

    plain: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    files: list[Message] = field(default_factory=list)


def body_blocks(plain: list[str], html: list[str], subject: str) -> list[Block]:
    """Return the writer's own text as blocks: from the plain text when there is any, else from the HTML."""
    from pipeline.ingest.html import blocks_of_html
    from pipeline.ingest.plaintext import blocks_of_text

    text = "\n\n".join(part.strip("\n") for part in plain if part.strip())
    if text:
        return list(blocks_of_text(own_text(text, subject)))
    blocks = [block for part in html if part.strip() for block in blocks_of_html(part)]
    return own_blocks(blocks, subject)


def message_facts(subject: str, sender: str, sent_at: datetime | None) -> dict[str, str]:
    """Return what is known of a message; of the sender only the domain, since an address is a person's."""
    _name, address = email.utils.parseaddr(sender)
    domain = address.rpartition("@")[2].strip(" .>").lower() if "@" in address else ""
    facts = {"subject": subject, "sender_domain": domain, "sent_at": sent_at.isoformat() if sent_at else ""}
    return {key: value for key, value in facts.items() if value}


def sent_at_of(message: Message) -> datetime | None:
    """Return when a message was sent, in UTC; without a date of its own, when the last server took it."""
    dates = [message.get("Date"), *(value.rpartition(";")[2] for value in message.get_all("Received", []))]
    return next((moment for value in dates if (moment := parse_date(value)) is not None), None)


def parse_date(value: object) -> datetime | None:
    """Return a date header's moment in UTC, or None when it is missing or no date."""
    if value is None:
        return None
    try:
        moment = email.utils.parsedate_to_datetime(str(value).strip())
        moment = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    # A clock that was never set, or a typing error.
    return moment if _FIRST_YEAR <= moment.year <= _LAST_YEAR else None


def decode_words(value: object) -> str:
    """Return a header's text with its encoded words (RFC 2047) decoded, on one line."""
    if value is None:
        return ""
    raw = str(value)
    try:
        pieces = decode_header(raw)
    except (HeaderParseError, ValueError, AssertionError):
        pieces = [(raw, None)]
    text = "".join(
        piece if isinstance(piece, str) else decode_bytes(piece, charset) for piece, charset in pieces
    )
    return " ".join(_repair_surrogates(text).split())


def decode_bytes(data: bytes, charset: str | None) -> str:
    """Return text in its declared character set, else in the one it can be: UTF-8, else Windows-1252.

    Latin-1 and its relatives accept any bytes, so a wrong declaration of those is told by the bytes being UTF-8.
    """
    declared = "utf-8" if charset and charset.lower() in _ACCEPT_ANYTHING else None
    for name in (declared, charset, "utf-8", "cp1252"):
        if name and name.lower() not in ("unknown-8bit", "x-unknown"):
            try:
                return data.decode(name)
            except (LookupError, ValueError):
                continue
    return data.decode("latin-1")


def safe_name(name: str, fallback: str) -> str:
    """Return a file name without folders, control characters or excess length."""
    base = re.split(r"[/\\]", name.replace("\0", ""))[-1]
    base = "".join(character for character in base if character.isprintable()).strip(" .")
    if not base:
        return fallback
    stem, dot, ending = base.rpartition(".")
    return (
        base
        if len(base) <= _MAX_NAME_CHARS
        else stem[: _MAX_NAME_CHARS - len(ending) - 1] + dot + ending[:20]
    )


def _as_ascii_based(data: bytes) -> bytes:
    """Return a message that was saved as UTF-16 in UTF-8, which the parser knows."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace").encode("utf-8", "surrogateescape")
    return data


def _repair_surrogates(text: str) -> str:
    """Return text whose raw bytes (kept by the parser as surrogates) are decoded."""
    if not any("\udc80" <= character <= "\udcff" for character in text):
        return text
    return decode_bytes(text.encode("utf-8", "surrogateescape"), None)


def _collect(part: Message, parts: _Parts, depth: int) -> None:
    if depth > _MAX_DEPTH:
        raise RejectError(RejectReason.TOO_MANY_PARTS, "parts nested too deep")
    kind = part.get_content_type()
    children = part.get_payload()
    if part.is_multipart() and kind != "message/rfc822" and isinstance(children, list):
        for child in children:
            if isinstance(child, Message):
                _collect(child, parts, depth + 1)
    elif kind == "text/plain" and not _is_file(part):
        parts.plain.append(_text_of(part))
    elif kind == "text/html" and not _is_file(part):
        parts.html.append(_text_of(part))
    elif kind not in _BOOKKEEPING:
        parts.files.append(part)


_BOOKKEEPING = {
    "message/delivery-status",
    "application/pgp-signature",
    "application/pkcs7-signature",
    "application/x-pkcs7-signature",
}


def _is_file(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or part.get_filename() is not None


def _text_of(part: Message) -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    charset = part.get_param("charset")
    text = decode_bytes(payload, charset[2] if isinstance(charset, tuple) else charset)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    if str(part.get_param("format", "")).lower() == "flowed":
        return unfold_flowed(text, delete_space=str(part.get_param("delsp", "")).lower() == "yes")
    return text


def _attachments(parts: _Parts, received_at: datetime | None) -> Iterator[Attachment]:
    referenced = {match.lower() for html in parts.html for match in _CID.findall(html)}
    for number, part in enumerate(parts.files, start=1):
        data = _bytes_of(part)
        content_id = str(part.get("Content-ID", "")).strip(" <>").lower()
        inline = content_id in referenced or part.get_content_disposition() == "inline"
        reason = EmptyReason.DECORATION if inline and is_decoration(data) else None
        yield Attachment(_name_of(part, number), data, received_at, reason)


def _bytes_of(part: Message) -> bytes:
    payload = part.get_payload()
    if isinstance(payload, list):
        inner = payload[0] if payload else None
        return _flatten(inner) if isinstance(inner, Message) else b""
    decoded = part.get_payload(decode=True)
    return decoded if isinstance(decoded, bytes) else b""


def _flatten(message: Message) -> bytes:
    """Return a nested message as bytes; headers that can't be written as they came are written as text."""
    try:
        return message.as_bytes()
    except (UnicodeError, LookupError, ValueError, TypeError):
        return message.as_string().encode("utf-8", "surrogateescape")


def _name_of(part: Message, number: int) -> str:
    kind = part.get_content_type()
    if kind == "message/rfc822":
        fallback = f"bericht-{number}.eml"
    else:
        fallback = f"bijlage-{number}{mimetypes.guess_extension(kind) or '.bin'}"
    return safe_name(decode_words(part.get_filename()), fallback)
