"""The step "read": every file of the inbox through the sandbox into files, conversations, bouwstenen and polls.

What a file gave is kept in the cache by its path, size and time, so that one new file costs the reading of one file.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from pipeline.config import Settings
from pipeline.errors import RejectError
from pipeline.ingest.assemble import assemble_tables
from pipeline.ingest.forms import Context
from pipeline.ingest.imap import FoundMessage
from pipeline.ingest.inbox import FoundFile
from pipeline.ingest.limits import Limits
from pipeline.ingest.organisations import parse_organisations
from pipeline.ingest.reader import Attachment
from pipeline.ingest.submission import ReadFile, Submission, submission_from_json, submission_to_json
from pipeline.ingest.workers import run_in_workers
from pipeline.run.arrivals import Arrival, Arrivals
from pipeline.run.onefile import ReadingResult, ReadingTask, read_file, reject_file
from pipeline.run.plan import STEPS, fingerprint_step
from pipeline.run.progress import Progress
from pipeline.store import Store, write_atomically
from pipeline.tables import ORGANISATIONS

ORGANISATIONS_FILE = "organisations.yaml"

# These say nothing of the file itself: the next run tries again.
_PASSING_REASONS = {"vanished", "timeout", "memory", "crashed"}


def read_inbox(
    settings: Settings, store: Store, arrivals: Arrivals, progress: Progress
) -> dict[str, pd.DataFrame]:
    """Return files, conversations, bouwstenen and polls of the inbox; read only what is not in the cache."""
    step = STEPS[0]
    fixed = fingerprint_step(step, settings, {})
    found = arrivals.items
    keys = [_cache_key(file, fixed) for file in found]
    paths = [store.cache_path("read", key, "json") for key in keys]
    known = {n: submission_from_json(path.read_bytes()) for n, path in enumerate(paths) if path.is_file()}
    progress.start(step.name, len(found))
    progress.advance(len(known))
    to_read = [n for n in range(len(found)) if n not in known]
    for n, submission in _read_submissions(arrivals, to_read, settings):
        known[n] = submission
        if not any(file.reason in _PASSING_REASONS for file in submission):
            write_atomically(paths[n], submission_to_json(submission))
        progress.advance()
    tables = assemble_tables(known[n] for n in range(len(found)))
    return {
        "files": tables.files,
        "conversations": tables.conversations,
        "bouwstenen": tables.bouwstenen,
        "poll_results": tables.poll_results,
        "organisations": list_organisations(settings.paths.codebook / ORGANISATIONS_FILE),
    }


def list_organisations(path: Path) -> pd.DataFrame:
    """Return the table `organisations`: every organisation that the program knows, heard or not."""
    known = parse_organisations(path.read_text(encoding="utf-8"), path.name).entries
    return ORGANISATIONS.from_rows({"name": one.name, "kind": one.kind} for one in known)


def _read_submissions(
    arrivals: Arrivals, numbers: list[int], settings: Settings
) -> Iterator[tuple[int, Submission]]:
    """Yield each submission when all its files are read; files inside a file are read right after it."""
    limits = Limits(**settings.ingest.model_dump())
    queue = _Queue(arrivals, numbers, limits, settings.paths.codebook / ORGANISATIONS_FILE)
    if not numbers:
        return
    for task, outcome in run_in_workers(read_file, queue, limits):
        result = outcome if isinstance(outcome, ReadingResult) else reject_file(task, outcome)
        done = queue.add(task, result)
        if done is not None:
            yield task.top, done


class _Queue(Iterator[ReadingTask]):
    """The files to read, as an iterator that grows: what was inside a file goes before the next submission."""

    def __init__(self, arrivals: Arrivals, numbers: list[int], limits: Limits, organisations: Path) -> None:
        self._arrivals = arrivals
        self._limits = limits
        self._organisations = organisations
        self._numbers = deque(numbers)
        self._inside: deque[ReadingTask] = deque()
        self._entries: dict[int, dict[int, ReadFile]] = {}
        self._n_open: dict[int, int] = {}
        self._n_files: dict[int, int] = {}

    def __next__(self) -> ReadingTask:
        if self._inside:
            return self._inside.popleft()
        if not self._numbers:
            raise StopIteration
        top = self._numbers.popleft()
        arrival = self._arrivals.items[top]
        self._entries[top], self._n_open[top], self._n_files[top] = {}, 1, 1
        found, attachment = None, None
        if isinstance(arrival.origin, FoundFile):
            found = arrival.origin
        else:
            attachment = self._fetch(arrival, arrival.origin)
        return ReadingTask(
            top, 0, None, 0, arrival.path, found, attachment, self._limits, self._organisations, Context()
        )

    def _fetch(self, arrival: Arrival, message: FoundMessage) -> Attachment:
        try:
            return Attachment(arrival.path, self._arrivals.fetch(message, self._limits), message.received_at)
        except RejectError as error:
            return Attachment(arrival.path, b"", message.received_at, error.reason)

    def add(self, task: ReadingTask, result: ReadingResult) -> Submission | None:
        """Take the result of a task; return its submission when this was the last file of it."""
        top = task.top
        self._entries[top][task.number] = result.file
        for attachment in result.attachments:
            self._inside.append(
                ReadingTask(
                    top,
                    self._n_files[top],
                    task.number,
                    task.depth + 1,
                    f"{task.path}/{attachment.name}",
                    None,
                    attachment,
                    self._limits,
                    self._organisations,
                    result.context,
                )
            )
            self._n_files[top] += 1
        self._n_open[top] += len(result.attachments) - 1
        if self._n_open[top]:
            return None
        entries = self._entries.pop(top)
        return tuple(entries[number] for number in sorted(entries))


def _cache_key(file: Arrival, fixed: dict[str, str]) -> str:
    parts = [file.path, str(file.size_bytes), file.modified_at.isoformat(), *sorted(fixed.values())]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]
