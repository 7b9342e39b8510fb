"""Real e-mail messages with fixed bytes: date, message number and boundaries come from the content."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from email import message_from_bytes
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256
from html import escape
from typing import Final

from pipeline.export.sample_people import Person
from pipeline.formdefs import RETURN_ADDRESS

_MEDIA_TYPES: Final = {
    "pdf": ("application", "pdf"),
    "docx": ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pptx": ("application", "vnd.openxmlformats-officedocument.presentationml.presentation"),
    "xlsx": ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "doc": ("application", "msword"),
}


@dataclass(frozen=True)
class MailFile:
    """A file that travels with a mail."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Mail:
    """What a person would see of a mail before sending it."""

    sender: Person
    subject: str
    sent_at: datetime
    text: str
    files: Sequence[MailFile] = ()
    headers: tuple[tuple[str, str], ...] = ()


def make_mail(mail: Mail, encoding: str = "quoted-printable") -> bytes:
    """Return a plain-text mail as it arrives (RFC 5322, lines end in CRLF)."""
    message = _start(mail)
    message.set_content(mail.text, cte=encoding)
    return _finish(message, mail)


def make_html_mail(mail: Mail, signature_picture: bytes) -> bytes:
    """Return a mail in plain text and HTML, with a small picture in the signature, as office programs send it."""
    message = _start(mail)
    message.set_content(mail.text, cte="quoted-printable")
    paragraphs = "".join(
        f"<p>{escape(part).replace(chr(10), '<br>')}</p>" for part in mail.text.strip().split("\n\n")
    )
    html = f'<html><body style="font-family:Verdana;font-size:9pt">{paragraphs}<img src="cid:beeldmerk@example.nl" ' \
           'alt="beeldmerk" width="60"></body></html>\n'  # fmt: skip
    message.add_alternative(html, subtype="html", cte="quoted-printable")
    html_part = message.get_payload(1)
    assert isinstance(html_part, EmailMessage)
    html_part.add_related(
        signature_picture,
        "image",
        "png",
        cid="<beeldmerk@example.nl>",
        filename="image001.png",
        disposition="inline",
    )
    return _finish(message, mail)


def make_forwarding_mail(mail: Mail, forwarded: bytes) -> bytes:
    """Return a mail that carries another mail as an attachment (message/rfc822)."""
    message = _start(mail)
    message.set_content(mail.text, cte="quoted-printable")
    message.add_attachment(message_from_bytes(forwarded, policy=SMTP))
    return _finish(message, mail)


def make_mbox(mails: Iterable[bytes]) -> bytes:
    """Return mails as one mailbox file (RFC 4155, lines that begin with "From " escaped)."""
    parts = []
    for mail in mails:
        lines = mail.replace(b"\r\n", b"\n").split(b"\n")
        parts.append(b"From vakmanschap@example.nl Mon Jan  1 00:00:00 2024")
        parts.extend(b">" + line if line.lstrip(b">").startswith(b"From ") else line for line in lines)
    return b"\n".join(parts) + b"\n"


def sent_after(day: date, n_days: int, hour: int, minute: int) -> datetime:
    """Return a moment (UTC) on the first working day from `n_days` after a date."""
    sent_on = day + timedelta(days=n_days)
    while sent_on.weekday() > 4:
        sent_on += timedelta(days=1)
    return datetime.combine(sent_on, time(hour, minute), tzinfo=UTC)


def _start(mail: Mail) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    user, _, domain = mail.sender.address.partition("@")
    message["From"] = Address(mail.sender.name, user, domain)
    message["To"] = Address("Vakmanschap", *RETURN_ADDRESS.split("@"))
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(mail.sent_at)
    message["Message-ID"] = f"<{_number_of(mail)}@example.nl>"
    for name, value in mail.headers:
        message[name] = value
    return message


def _finish(message: EmailMessage, mail: Mail) -> bytes:
    for file in mail.files:
        main, sub = _MEDIA_TYPES.get(file.name.rpartition(".")[2].lower(), ("application", "octet-stream"))
        message.add_attachment(file.data, main, sub, filename=file.name)
    for number, part in enumerate(message.walk()):
        if part.is_multipart():
            part.set_boundary(f"=_{_number_of(mail)}_{number}")
    return message.as_bytes()


def _number_of(mail: Mail) -> str:
    return sha256(f"{mail.sender.address}|{mail.subject}|{mail.sent_at.isoformat()}".encode()).hexdigest()[
        :24
    ]
