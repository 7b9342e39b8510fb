"""A mailbox read straight from its server (IMAP4rev1, RFC 3501), without changing anything in it.

Messages are listed by their number, which stays the same as long as the folder's UIDVALIDITY does, so what was read
before need not be fetched again. The folder is opened with EXAMINE and bodies are fetched with PEEK: no message becomes
"seen". Nothing fetched is written to disk.
"""

from __future__ import annotations

import imaplib
import ipaddress
import re
import ssl
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from urllib.parse import unquote, urlsplit

from pipeline.errors import ConfigError, MailboxError, RejectError, RejectReason
from pipeline.ingest.limits import Limits

_ENCRYPTED_PORT, _PLAIN_PORT = 993, 143
_TIMEOUT_S = 60
_CHUNK = 500
_UID = re.compile(rb"UID (\d+)")
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")
_VALIDITY = re.compile(rb"\d+")


@dataclass(frozen=True)
class MailboxAddress:
    """Where a mailbox is.

    Parameters
    ----------
    is_encrypted
        Whether the connection is encrypted from its first byte (imaps).
    """

    host: str
    port: int
    user: str
    folder: str
    is_encrypted: bool


@dataclass(frozen=True)
class FoundMessage:
    """One message in a mailbox, not yet fetched.

    Parameters
    ----------
    path
        ``folder/uidvalidity-uid.eml``: names this message for good.
    """

    path: str
    uid: int
    size_bytes: int
    received_at: datetime | None


def parse_mailbox_url(url: str) -> MailboxAddress:
    """Return the parts of ``imaps://user@host/folder`` (or ``imap://``; the port and the folder may be left out).

    Raises
    ------
    ConfigError
        When it is no such address, or holds a password.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("imap", "imaps") or not parts.hostname or not parts.username:
        raise ConfigError("the mailbox must be written as imaps://user@host/folder")
    if parts.password is not None:
        raise ConfigError("the mailbox address holds a password; take it out and put it in the environment")
    is_encrypted = parts.scheme == "imaps"
    return MailboxAddress(
        parts.hostname,
        parts.port or (_ENCRYPTED_PORT if is_encrypted else _PLAIN_PORT),
        unquote(parts.username),
        unquote(parts.path.strip("/")) or "INBOX",
        is_encrypted,
    )


class Mailbox:
    """An open connection to one folder; use it in a ``with`` block."""

    def __init__(self, address: MailboxAddress, password: str) -> None:
        self.address = address
        self._connection = _connect(address, password)
        try:
            self._validity = _examine(self._connection, address.folder)
        except MailboxError:
            self._close()
            raise

    def __enter__(self) -> Mailbox:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def list_messages(self) -> list[FoundMessage]:
        """Return every message in the folder, by rising number; only sizes and dates are fetched."""
        found = self._ask("SEARCH", "ALL")
        uids = sorted(int(uid) for line in found if isinstance(line, bytes) for uid in line.split())
        return [message for chunk in _chunks(uids) for message in self._describe(chunk)]

    def read_message(self, message: FoundMessage, limits: Limits) -> bytes:
        """Return the bytes of a message, and leave it unseen.

        Raises
        ------
        RejectError
            TOO_LARGE, or VANISHED when it was deleted since it was listed.
        """
        if message.size_bytes > limits.max_unpacked_bytes:
            raise RejectError(RejectReason.TOO_LARGE, f"more than {limits.max_unpacked_mb} MB")
        for line in self._ask("FETCH", str(message.uid), "(BODY.PEEK[])"):
            if isinstance(line, tuple):
                return bytes(line[1])
        raise RejectError(RejectReason.VANISHED, "no longer in the mailbox")

    def _close(self) -> None:
        try:
            self._connection.logout()
        except (imaplib.IMAP4.error, OSError):
            self._connection.shutdown()

    def _describe(self, uids: Sequence[int]) -> Iterator[FoundMessage]:
        asked = ",".join(map(str, uids))
        described = []
        for line in self._ask("FETCH", asked, "(UID INTERNALDATE RFC822.SIZE)"):
            text = line[0] if isinstance(line, tuple) else line
            if isinstance(text, bytes) and (uid := _UID.search(text)):
                size = _SIZE.search(text)
                path = f"{self.address.folder}/{self._validity}-{int(uid[1])}.eml"
                described.append(FoundMessage(path, int(uid[1]), int(size[1]) if size else 0, _moment(text)))
        yield from sorted(described, key=lambda message: message.uid)

    def _ask(self, command: str, *arguments: str) -> list[bytes | tuple[bytes, bytes] | None]:
        try:
            status, answer = self._connection.uid(command, *arguments)
        except (imaplib.IMAP4.error, OSError) as error:
            raise MailboxError(_failed(self.address, type(error).__name__)) from None
        if status != "OK":
            raise MailboxError(_failed(self.address, f"{command} was refused"))
        return list(answer)


def _connect(address: MailboxAddress, password: str) -> imaplib.IMAP4:
    try:
        if address.is_encrypted:
            context = ssl.create_default_context()
            connection: imaplib.IMAP4 = imaplib.IMAP4_SSL(
                address.host, address.port, ssl_context=context, timeout=_TIMEOUT_S
            )
        else:
            connection = imaplib.IMAP4(address.host, address.port, timeout=_TIMEOUT_S)
            if "STARTTLS" in connection.capabilities:
                connection.starttls(ssl.create_default_context())
            elif not _is_this_machine(address.host):
                raise MailboxError(_failed(address, "the connection is not encrypted; use imaps://"))
    except (imaplib.IMAP4.error, OSError) as error:
        raise MailboxError(_failed(address, type(error).__name__)) from None
    try:
        connection.login(address.user, password)
    except (imaplib.IMAP4.error, OSError, UnicodeEncodeError):
        connection.shutdown()
        raise MailboxError(_failed(address, "the user name or password is not accepted")) from None
    return connection


def _examine(connection: imaplib.IMAP4, folder: str) -> int:
    """Open a folder for reading only and return its UIDVALIDITY."""
    try:
        status, _answer = connection.select(_quoted(folder), readonly=True)
        _kind, validity = connection.response("UIDVALIDITY")
    except (imaplib.IMAP4.error, OSError) as error:
        raise MailboxError(f"the folder {folder} can't be opened ({type(error).__name__})") from None
    if status != "OK":
        raise MailboxError(f"the mailbox has no folder {folder}; check its name in config.yaml")
    number = _VALIDITY.search(validity[0]) if validity and isinstance(validity[0], bytes) else None
    return int(number[0]) if number else 0


def _failed(address: MailboxAddress, what: str) -> str:
    return f"the mailbox at {address.host} can't be read: {what}"


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _quoted(folder: str) -> str:
    """Return a folder's name as IMAP writes it: modified UTF-7 (RFC 3501, 5.1.3) between quotation marks."""
    pieces = []
    for run in re.findall(r"[\x20-\x7e]+|[^\x20-\x7e]+", folder):
        if run.isascii() and run.isprintable():
            pieces.append(run.replace("&", "&-").replace("\\", "\\\\").replace('"', '\\"'))
        else:
            pieces.append(run.encode("utf-7").decode("ascii").replace("+", "&", 1).replace("/", ","))
    return f'"{"".join(pieces)}"'


def _moment(text: bytes) -> datetime | None:
    date = imaplib.Internaldate2tuple(text)
    return datetime(*date[:6]).astimezone(UTC) if date else None


def _chunks(uids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(uids), _CHUNK):
        yield uids[start : start + _CHUNK]
