"""What the ledger keeps of one file as received: plain, masked values that can be cached as JSON.

A submission is a top-level file with everything that was inside it, the file itself first.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass

MaskedRow = dict[str, object]


@dataclass(frozen=True)
class ReadConversation:
    """One conversation found in a file.

    Parameters
    ----------
    reference
        The form's own reference, or None.
    facts
        Columns of `conversations` other than ids, dates as ISO text.
    bouwstenen
        Columns of `bouwstenen` other than ids; texts masked.
    """

    reference: str | None
    facts: MaskedRow
    bouwstenen: tuple[MaskedRow, ...]


@dataclass(frozen=True)
class ReadFile:
    """What became of one file: read, empty or rejected; duplicates are found later, over all files.

    Parameters
    ----------
    path
        Masked path below the inbox.
    parent
        Position of the containing file within the submission, or None.
    received_at
        ISO 8601, UTC.
    unread_pages
        Pages, from 1, of which not everything could be read.
    poll
        Columns of `poll_results` other than the file's id, dates as ISO text, for a file with results of a poll.
    """

    file_id: str
    path: str
    parent: int | None
    media_type: str
    size_bytes: int
    received_at: str | None
    reader: str | None
    status: str
    reason: str | None
    conversations: tuple[ReadConversation, ...] = ()
    poll: tuple[MaskedRow, ...] = ()
    unread_pages: tuple[int, ...] = ()


Submission = tuple[ReadFile, ...]


def file_id_of(data: bytes) -> str:
    """Return the id of a file: the first 16 hexadecimal digits of the SHA-256 of its bytes."""
    return hashlib.sha256(data).hexdigest()[:16]


def submission_to_json(submission: Submission) -> bytes:
    """Return a submission as JSON."""
    return json.dumps([asdict(file) for file in submission], ensure_ascii=False).encode()


def submission_from_json(content: bytes) -> Submission:
    """Return the submission that `submission_to_json` wrote."""
    return tuple(_file_from(entry) for entry in json.loads(content))


def _file_from(entry: dict[str, object]) -> ReadFile:
    conversations, poll = entry.pop("conversations"), entry.pop("poll")
    assert isinstance(conversations, list)
    unread = entry.pop("unread_pages")
    assert isinstance(poll, list)
    assert isinstance(unread, list)
    found = tuple(ReadConversation(c["reference"], c["facts"], tuple(c["bouwstenen"])) for c in conversations)
    return ReadFile(**entry, conversations=found, poll=tuple(poll), unread_pages=tuple(unread))  # type: ignore[arg-type]
