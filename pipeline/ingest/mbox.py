"""Mailboxes in one file (.mbox, RFC 4155): each message is a file of its own."""

from __future__ import annotations

import re

from pipeline.ingest import kinds
from pipeline.ingest.reader import Attachment, Document, ReceivedFile

# A message starts at a "From " line at the very start or after an empty line.
_START = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\r\n\r\n))From [^\r\n]+\r?\n")
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)


class MailboxReader:
    """Takes a mailbox apart; its size is bounded by the file's, so the number of messages needs no limit."""

    name = "mbox"

    def accepts(self, received: ReceivedFile) -> bool:
        """Tell whether the bytes are a mailbox."""
        return received.media_type == kinds.MBOX

    def read(self, received: ReceivedFile) -> Document:
        """Return the messages as attachments, numbered in their order."""
        starts = [match.span() for match in _START.finditer(received.data)]
        ends = [start for start, _ in starts[1:]] + [len(received.data)]
        return Document(
            attachments=tuple(
                Attachment(
                    f"bericht-{number:05d}.eml", _unquote(received.data[start:end]), received.received_at
                )
                for number, ((_, start), end) in enumerate(zip(starts, ends, strict=True), start=1)
            )
        )


def _unquote(message: bytes) -> bytes:
    return _QUOTED_FROM.sub(rb"\1", message.rstrip(b"\r\n") + b"\n")
