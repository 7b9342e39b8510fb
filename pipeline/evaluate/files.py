"""How reading stands up to any files: all of a folder through the sandbox, with what became of each and its cost."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import psutil

from pipeline.errors import EmptyReason, RejectError, RejectReason
from pipeline.ingest.forms import Context, find_conversations
from pipeline.ingest.inbox import FoundFile, list_inbox, read_found
from pipeline.ingest.kinds import EMPTY, media_type_of
from pipeline.ingest.limits import DEFAULT_LIMITS, MEGABYTE, Limits
from pipeline.ingest.reader import Attachment, Document, ReceivedFile
from pipeline.ingest.readers import make_readers, reader_for
from pipeline.ingest.workers import run_in_workers

_MAX_DEPTH = 6


@dataclass(frozen=True)
class FileOutcome:
    """What became of one file as received, and what it cost.

    Parameters
    ----------
    status
        read, empty or rejected.
    reason
        Why it was rejected or is no submission; '' when it was read.
    n_parts, n_parts_rejected
        Files inside it, at any depth.
    seconds
        Processor time in the worker, so that a busy machine changes nothing.
    peak_memory_mb
        Highest resident memory of the worker so far.
    """

    path: str
    media_type: str
    status: str
    reason: str
    detail: str
    n_bouwstenen: int
    n_parts: int
    n_parts_rejected: int
    seconds: float
    peak_memory_mb: float


@dataclass(frozen=True)
class _Part:
    path: str
    status: str
    n_bouwstenen: int
    reason: str = ""
    detail: str = ""


def measure_files(folder: Path, limits: Limits = DEFAULT_LIMITS) -> Iterator[FileOutcome]:
    """Yield what became of each file below a folder, in the order of their paths."""
    items = [(found, limits) for found in list_inbox(folder)]
    for (found, _limits), outcome in run_in_workers(_read_file, items, limits):
        if isinstance(outcome, RejectError):
            yield FileOutcome(
                found.path,
                "",
                "rejected",
                outcome.reason.value,
                outcome.detail,
                0,
                0,
                0,
                float(limits.timeout_s),
                0.0,
            )
        else:
            yield outcome


def summarise(outcomes: list[FileOutcome]) -> pd.DataFrame:
    """Return the number of files per kind (first folder of the path) and status or reason, with totals."""
    frame = pd.DataFrame(
        {
            "kind": [outcome.path.split("/")[0] if "/" in outcome.path else "" for outcome in outcomes],
            "outcome": [f"rejected: {o.reason}" if o.status == "rejected" else o.status for o in outcomes],
        }
    )
    return pd.crosstab(frame["kind"], frame["outcome"], margins=True, margins_name="total")


def slowest(outcomes: list[FileOutcome], n_files: int = 10) -> list[FileOutcome]:
    """Return the files that took longest, slowest first."""
    return sorted(outcomes, key=lambda outcome: -outcome.seconds)[:n_files]


def _read_file(item: tuple[FoundFile, Limits]) -> FileOutcome:
    found, limits = item
    started = time.process_time()
    data, media_type = b"", ""
    try:
        data = read_found(found, limits)
        media_type = media_type_of(data)
        parts = _read_parts(ReceivedFile(found.path, data, media_type, found.modified_at), limits, depth=0)
    except RejectError as error:
        parts = [_Part(found.path, "rejected", 0, error.reason.value, error.detail)]
    own, inside = parts[0], parts[1:]
    return FileOutcome(
        found.path,
        media_type,
        own.status,
        own.reason,
        own.detail,
        sum(part.n_bouwstenen for part in parts),
        len(inside),
        sum(part.status == "rejected" for part in inside),
        time.process_time() - started,
        _peak_memory_mb(),
    )


def _peak_memory_mb() -> float:
    """Return the highest resident memory of this process so far; now, where the system does not keep it."""
    if sys.platform == "win32":
        return psutil.Process().memory_info().rss / MEGABYTE
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _read_parts(received: ReceivedFile, limits: Limits, depth: int) -> list[_Part]:
    """Return what became of a file and of everything inside it, the file itself first."""
    document = _read(received, limits)
    conversations = find_conversations(document, Context(path=received.path, media_type=received.media_type))
    n_bouwstenen = sum(len(conversation.bouwstenen) for conversation in conversations)
    status = "read" if n_bouwstenen or document.attachments else "empty"
    parts = [_Part(received.path, status, n_bouwstenen)]
    for attachment in document.attachments:
        parts += _read_attachment(attachment, received, limits, depth + 1)
    return parts


def _read(received: ReceivedFile, limits: Limits) -> Document:
    if received.media_type == EMPTY:
        return Document()
    reader = reader_for(received, make_readers(limits))
    if reader is None:
        raise RejectError(RejectReason.UNKNOWN_KIND, received.media_type)
    return reader.read(received)


def _read_attachment(attachment: Attachment, parent: ReceivedFile, limits: Limits, depth: int) -> list[_Part]:
    path = f"{parent.path}/{attachment.name}"
    if isinstance(attachment.reason, EmptyReason):
        return [_Part(path, "empty", 0, attachment.reason.value)]
    if attachment.reason is not None or depth > _MAX_DEPTH:
        reason = attachment.reason or RejectReason.TOO_MANY_PARTS
        return [_Part(path, "rejected", 0, reason.value)]
    received = ReceivedFile(path, attachment.data, media_type_of(attachment.data), attachment.received_at)
    try:
        return _read_parts(received, limits, depth)
    except RejectError as error:
        return [_Part(path, "rejected", 0, error.reason.value, error.detail)]
