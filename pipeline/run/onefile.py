"""One file through its reader, masked: what a worker of the step "read" does.

It loads no more than reading needs, because every worker process starts with it. Nothing unmasked leaves the worker
but the bytes of attachments, which go straight back into a worker.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.errors import EmptyReason, RejectError, RejectReason
from pipeline.ingest.forms import Context, FoundBouwsteen, FoundConversation, find_conversations
from pipeline.ingest.inbox import FoundFile, read_found
from pipeline.ingest.kinds import EMPTY, media_type_of
from pipeline.ingest.limits import Limits
from pipeline.ingest.organisations import Organisations, parse_organisations
from pipeline.ingest.poll import FoundPollRow, find_poll, statement_id_of
from pipeline.ingest.reader import Attachment, Document, ReceivedFile
from pipeline.ingest.readers import make_readers, reader_for
from pipeline.ingest.submission import MaskedRow, ReadConversation, ReadFile, file_id_of
from pipeline.ingest.tabular import find_headers
from pipeline.text.privacy import Masker

# A file inside a file inside a file …: nobody sends that on purpose.
_MAX_DEPTH = 6


@dataclass(frozen=True)
class ReadingTask:
    """One file to read, in a worker.

    Parameters
    ----------
    top, number, parent
        Number of the submission; position of this file and of the file around it within the submission.
    depth
        Files around this one.
    found, attachment
        Where the bytes are: a file in the inbox, or what came out of the file or mailbox around it.
    context
        What the file around it tells about the conversation.
    """

    top: int
    number: int
    parent: int | None
    depth: int
    path: str
    found: FoundFile | None
    attachment: Attachment | None
    limits: Limits
    organisations_path: Path
    context: Context


@dataclass(frozen=True)
class ReadingResult:
    """What a worker made of one file: its entry for the ledger, masked, and the files inside it."""

    file: ReadFile
    attachments: tuple[Attachment, ...]
    context: Context


def read_file(task: ReadingTask) -> ReadingResult:
    """Read one file and mask what it gives; runs in a worker."""
    data = _bytes_of(task)
    received_at = _received_at(task)
    media_type = media_type_of(data)
    masker = load_masker(task.organisations_path)
    entry = ReadFile(
        file_id=file_id_of(data),
        path=masker.mask_path(task.path),
        parent=task.parent,
        media_type=media_type,
        size_bytes=len(data),
        received_at=_iso(received_at),
        reader=None,
        status="empty",
        reason=None,
    )
    if (empty_reason := _known_to_be_empty(task)) is not None:
        return ReadingResult(replace(entry, reason=empty_reason.value), (), task.context)
    received = ReceivedFile(task.path, data, media_type, received_at)
    try:
        return _read_document(task, received, entry, masker)
    except RejectError as error:
        return ReadingResult(replace(entry, status="rejected", reason=error.reason.value), (), task.context)


def reject_file(task: ReadingTask, error: RejectError) -> ReadingResult:
    """Account for a file whose worker was stopped or died; its path is masked here, since no worker did."""
    try:
        data = _bytes_of(task)
    except RejectError:
        # The bytes are gone or too many: the path stands in for them.
        data = task.path.encode()
    file = ReadFile(
        file_id=file_id_of(data),
        path=load_masker(task.organisations_path).mask_path(task.path),
        parent=task.parent,
        media_type=media_type_of(data),
        size_bytes=task.found.size_bytes if task.found else len(data),
        received_at=_iso(_received_at(task)),
        reader=None,
        status="rejected",
        reason=error.reason.value,
    )
    return ReadingResult(file, (), task.context)


@cache
def load_masker(organisations_path: Path) -> Masker:
    """Return the masker, made once per process; it knows the organisations of the codebook."""
    entries = _organisations(organisations_path).entries
    return Masker.load(name for entry in entries for name in (entry.name, *entry.abbreviations, *entry.also))


def _read_document(
    task: ReadingTask, received: ReceivedFile, entry: ReadFile, masker: Masker
) -> ReadingResult:
    if task.attachment and isinstance(task.attachment.reason, RejectReason):
        raise RejectError(task.attachment.reason)
    if task.depth > _MAX_DEPTH or task.number > task.limits.max_parts:
        raise RejectError(RejectReason.TOO_MANY_PARTS)
    if received.media_type == EMPTY:
        return ReadingResult(entry, (), task.context)
    reader = reader_for(received, make_readers(task.limits))
    if reader is None:
        raise RejectError(RejectReason.UNKNOWN_KIND, received.media_type)
    document = reader.read(received)
    context = replace(
        _context_after(task.context, document),
        file_id=entry.file_id,
        path=task.path,
        media_type=received.media_type,
        organisations=_organisations(task.organisations_path),
    )
    entry = replace(entry, reader=reader.name, **_contents_of(document, context, masker))
    # The table of organisations is the same in every worker: it does not travel.
    return ReadingResult(entry, document.attachments, replace(context, organisations=Organisations()))


def _contents_of(document: Document, context: Context, masker: Masker) -> dict[str, Any]:
    """Return what a document makes of its file: status, reason, and conversations or results of a poll."""
    poll = find_poll(document.blocks, context)
    # A workbook may hold conversations on one sheet and a poll on another; nothing else of it was said at a table.
    is_only_poll = poll is not None and not find_headers(document.blocks)
    conversations = () if is_only_poll else find_conversations(document, context)
    read = tuple(_mask_conversation(found, masker) for found in conversations if found.bouwstenen)
    rows = tuple(_mask_poll_row(row, masker) for row in poll or ())
    if read or rows or document.attachments:
        return {"status": "read", "conversations": read, "poll": rows, "unread_pages": document.unread_pages}
    if document.unread_pages:
        raise RejectError(RejectReason.UNREADABLE)
    return {"status": "empty", "reason": EmptyReason.BLANK_POLL.value if is_only_poll else None}


def _mask_poll_row(row: FoundPollRow, masker: Masker) -> MaskedRow:
    statement = masker.mask(row.statement).text
    return {
        "poll": masker.mask(row.poll).text,
        "statement_id": statement_id_of(statement),
        "statement": statement,
        "option": masker.mask(row.option).text,
        "position": row.position,
        "n_people": row.n_people,
        "held_on": row.held_on.isoformat() if row.held_on else None,
        "organisation": _mask_fact(row.organisation, masker),
        "theme_named": _mask_fact(row.theme, masker),
    }


def _context_after(context: Context, document: Document) -> Context:
    """Return the context with what a mail tells, for its own text and for what came with it."""
    if "sender_domain" not in document.facts:
        return context
    sent_at = document.facts.get("sent_at")
    return replace(
        context,
        mail_sent_on=datetime.fromisoformat(sent_at).date() if sent_at else None,
        mail_subject=document.facts.get("subject", ""),
        mail_domain=document.facts.get("sender_domain", ""),
    )


def _mask_conversation(conversation: FoundConversation, masker: Masker) -> ReadConversation:
    reference = _mask_fact(conversation.reference, masker)
    facts: MaskedRow = {
        "held_on": conversation.held_on.isoformat() if conversation.held_on else None,
        "held_on_from": conversation.held_on_from,
        "organisation": _mask_fact(conversation.organisation, masker),
        "organisation_from": conversation.organisation_from,
        "domain": conversation.domain,
        "format": conversation.format,
        "report_form": conversation.report_form,
        "n_participants": conversation.n_participants,
        "template": conversation.template,
    }
    return ReadConversation(
        reference, facts, tuple(_mask_bouwsteen(b, masker) for b in conversation.bouwstenen)
    )


def _mask_fact(value: str | None, masker: Masker) -> str | None:
    return None if value is None else masker.mask(value).text


def _mask_bouwsteen(bouwsteen: FoundBouwsteen, masker: Masker) -> MaskedRow:
    masked = masker.mask(bouwsteen.text)
    return {
        "field": bouwsteen.field,
        "position": bouwsteen.position,
        "text": masked.text,
        "n_masked": len(masked.spans),
        "page": bouwsteen.page,
        "box": None if bouwsteen.box is None else str(bouwsteen.box),
        "char_start": bouwsteen.char_start,
        "char_end": bouwsteen.char_end,
        "ocr_confidence": bouwsteen.confidence,
    }


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(UTC).isoformat(timespec="seconds")


@cache
def _organisations(path: Path) -> Organisations:
    return parse_organisations(path.read_text(encoding="utf-8"), path.name)


def _bytes_of(task: ReadingTask) -> bytes:
    if task.attachment is not None:
        return task.attachment.data
    assert task.found is not None
    return read_found(task.found, task.limits)


def _received_at(task: ReadingTask) -> datetime | None:
    if task.attachment is not None:
        return task.attachment.received_at
    return task.found.modified_at if task.found else None


def _known_to_be_empty(task: ReadingTask) -> EmptyReason | None:
    """Return why a file is no submission, where that is known before reading it."""
    if task.attachment is not None:
        return task.attachment.reason if isinstance(task.attachment.reason, EmptyReason) else None
    return EmptyReason.SYSTEM_FILE if task.found and task.found.is_system_file else None
