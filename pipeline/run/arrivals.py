"""What came in: the files of the inbox folder and the messages of a mailbox, listed alike and fetched when needed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from pipeline.config import MailboxSettings, Settings
from pipeline.errors import ConfigError
from pipeline.ingest.imap import FoundMessage, Mailbox, parse_mailbox_url
from pipeline.ingest.inbox import FoundFile, list_inbox
from pipeline.ingest.limits import Limits

MAILBOX_FOLDER = "postvak"
_UNKNOWN_MOMENT = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Arrival:
    """One file or message as it came in, not yet read.

    Parameters
    ----------
    path
        Below the inbox; for a message, a name of its own that never changes.
    origin
        Where its bytes are.
    """

    path: str
    size_bytes: int
    modified_at: datetime
    origin: FoundFile | FoundMessage


class Arrivals:
    """All that came in, in a fixed order; `fetch` gives the bytes of a message."""

    def __init__(self, files: list[FoundFile], mailbox: Mailbox | None) -> None:
        self._mailbox = mailbox
        messages = mailbox.list_messages() if mailbox else []
        self.items = [Arrival(f.path, f.size_bytes, f.modified_at, f) for f in files] + [
            Arrival(f"{MAILBOX_FOLDER}/{m.path}", m.size_bytes, m.received_at or _UNKNOWN_MOMENT, m)
            for m in messages
        ]

    def fetch(self, message: FoundMessage, limits: Limits) -> bytes:
        """Return the bytes of a message.

        Raises
        ------
        RejectError
            When it is too large or no longer there.
        """
        assert self._mailbox is not None
        return self._mailbox.read_message(message, limits)


@contextmanager
def open_arrivals(settings: Settings) -> Iterator[Arrivals]:
    """List what came in, and keep the mailbox open while the block runs.

    Raises
    ------
    ConfigError, MailboxError
        When the mailbox's address or password is not right, or it can't be reached.
    """
    files = list_inbox(settings.paths.inbox)
    if not settings.mailbox.url:
        yield Arrivals(files, None)
        return
    with Mailbox(parse_mailbox_url(settings.mailbox.url), _password(settings.mailbox)) as mailbox:
        yield Arrivals(files, mailbox)


def _password(mailbox: MailboxSettings) -> str:
    password = os.environ.get(mailbox.password_variable)
    if not password:
        raise ConfigError(
            f"the mailbox needs a password; put it in the environment as {mailbox.password_variable}"
        )
    return password
