"""From what was read of each file to the tables: files, conversations, bouwstenen and results of polls."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from pipeline.errors import EmptyReason, RejectReason
from pipeline.ingest.duplicates import Copy, find_duplicate_conversations, match_texts
from pipeline.ingest.poll import gather_polls
from pipeline.ingest.submission import MaskedRow, ReadConversation, ReadFile, Submission
from pipeline.tables import BOUWSTENEN, CONVERSATIONS, FILES, POLL_RESULTS, UNREAD_PAGES

DUPLICATE_NL = "Hetzelfde bestand of gesprek is al gelezen; het telt één keer mee."
EMPTY_NL = "In dit bestand staan geen bouwstenen."
POLL = "poll"
POLL_NL = (
    "Dit is de uitslag van een peiling, geen gesprek. De aantallen staan bij het thema van elke stelling."
)
POLL_REPLACED_NL = "Een latere uitslag van dezelfde peiling komt hiervoor in de plaats."


@dataclass(frozen=True)
class InboxTables:
    """The tables that reading an inbox gives."""

    files: pd.DataFrame
    conversations: pd.DataFrame
    bouwstenen: pd.DataFrame
    poll_results: pd.DataFrame


@dataclass(frozen=True)
class _Found:
    """A conversation with the file it stands in and its number within that file."""

    file: ReadFile
    number: int
    conversation: ReadConversation

    @property
    def key(self) -> tuple[str, int]:
        return self.file.file_id, self.number

    def as_copy(self) -> Copy:
        rows = self.conversation.bouwstenen
        photographed = any(row.get("ocr_confidence") is not None for row in rows)
        order = (
            float(photographed),
            -float(len(rows)),
            self.file.received_at or "9",
            self.file.file_id,
            float(self.number),
        )
        return Copy(self.conversation.reference, tuple(str(row["text"]) for row in rows), order)


def assemble_tables(submissions: Iterable[Submission]) -> InboxTables:
    """Build the tables; each file of each submission gets one row in `files`.

    The result does not depend on the order of the submissions.
    """
    ordered = sorted((s for s in submissions if s), key=lambda s: (s[0].received_at or "9", s[0].path))
    entries = [(file, submission) for submission in ordered for file in submission]
    kept_files = _first_of_each([file for file, _ in entries])
    found = [
        _Found(file, number, conversation)
        for file, _ in entries
        if kept_files[file.file_id] is file
        for number, conversation in enumerate(file.conversations)
    ]
    found.sort(key=lambda f: f.as_copy().order)
    duplicates = find_duplicate_conversations([f.as_copy() for f in found])
    conversation_ids = _name_conversations(found, duplicates)
    bouwstenen = _bouwsteen_rows(found, duplicates, conversation_ids)
    conversations = [
        {"conversation_id": conversation_ids[i], "file_id": f.file.file_id, **f.conversation.facts}
        for i, f in enumerate(found)
        if i not in duplicates
    ]
    frame = BOUWSTENEN.from_rows(bouwstenen)
    frame = frame.sort_values(
        ["conversation_id", "duplicate_of", "file_id", "char_start", "bouwsteen_id"], na_position="first"
    )
    counted = frame[frame["duplicate_of"].isna()].groupby("file_id").size().to_dict()
    polls, replaced = gather_polls(file for file, _ in entries if kept_files[file.file_id] is file)
    kept_in = {found[i].file.file_id: found[kept].file.file_id for i, kept in duplicates.items()}
    n_bouwstenen = {str(k): int(v) for k, v in counted.items()}
    files = _file_rows(entries, kept_files, kept_in, replaced, n_bouwstenen)
    results = POLL_RESULTS.from_rows(polls).sort_values(
        ["poll", "statement_id", "held_on", "organisation", "position"]
    )
    return InboxTables(
        FILES.from_rows(files),
        CONVERSATIONS.validate(CONVERSATIONS.from_rows(conversations).sort_values("conversation_id")),
        BOUWSTENEN.validate(frame),
        POLL_RESULTS.validate(results),
    )


def _first_of_each(files: Sequence[ReadFile]) -> dict[str, ReadFile]:
    kept: dict[str, ReadFile] = {}
    for file in files:
        kept.setdefault(file.file_id, file)
    return kept


def _name_conversations(found: Sequence[_Found], duplicates: dict[int, int]) -> list[str]:
    """Return an id per conversation: the form's reference where it is its own, else made from the file."""
    taken: set[str] = set()
    names: list[str] = []
    for i, one in enumerate(found):
        if i in duplicates:
            names.append("")
            continue
        name = _slug(one.conversation.reference or "")
        if not name or name in taken:
            name = "-".join(
                part for part in (name, one.file.file_id[:8], str(one.number) if one.number else "") if part
            )
        taken.add(name)
        names.append(name)
    return [names[duplicates.get(i, i)] for i in range(len(found))]


def _slug(reference: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", reference.casefold()).strip("-")[:40]


def _bouwsteen_rows(
    found: Sequence[_Found], duplicates: dict[int, int], names: Sequence[str]
) -> list[MaskedRow]:
    rows: list[MaskedRow] = []
    for i, one in enumerate(found):
        own = one.conversation.bouwstenen
        # One file can hold several conversations that are doubles of the same one.
        suffix = f"~{one.file.file_id[:8]}{f'-{one.number}' if one.number else ''}" if i in duplicates else ""
        matched: list[str | None] = [None] * len(own)
        if i in duplicates:
            kept = found[duplicates[i]].conversation.bouwstenen
            positions = match_texts([str(r["text"]) for r in kept], [str(r["text"]) for r in own])
            matched = [None if p is None else _bouwsteen_id(names[i], "", kept[p]) for p in positions]
        rows += [
            {
                "bouwsteen_id": _bouwsteen_id(names[i], suffix, row),
                "conversation_id": names[i],
                "file_id": one.file.file_id,
                **row,
                "duplicate_of": kept_id,
            }
            for row, kept_id in zip(own, matched, strict=True)
        ]
    return rows


def _bouwsteen_id(conversation_id: str, suffix: str, row: MaskedRow) -> str:
    return f"{conversation_id}{suffix}/{row['field']}/{row['position']}"


def _file_rows(
    entries: Sequence[tuple[ReadFile, Submission]],
    kept_files: dict[str, ReadFile],
    kept_in: dict[str, str],
    replaced: dict[str, str],
    counted: dict[str, int],
) -> list[MaskedRow]:
    rows: list[MaskedRow] = []
    seen: dict[tuple[str, str], int] = {}
    for file, submission in entries:
        is_kept = kept_files[file.file_id] is file
        n_bouwstenen = counted.get(file.file_id, 0) if is_kept else 0
        status, reason, reason_nl = _outcome(file, is_kept, n_bouwstenen, kept_in, replaced)
        repeat = seen[file.file_id, file.path] = seen.get((file.file_id, file.path), 0) + 1
        rows.append(
            {
                "file_id": file.file_id,
                # The same attachment twice in one mail: both are accounted for.
                "path": file.path if repeat == 1 else f"{file.path} ({repeat})",
                "parent_file_id": None if file.parent is None else submission[file.parent].file_id,
                "media_type": file.media_type,
                "size_bytes": file.size_bytes,
                "received_at": pd.Timestamp(file.received_at) if file.received_at else None,
                "reader": file.reader,
                "status": status,
                "reason": reason,
                "reason_nl": reason_nl,
                "n_bouwstenen": n_bouwstenen,
            }
        )
    return rows


def unread_pages_nl(pages: Sequence[int]) -> str:
    """Say which pages could not be read, and what to do."""
    runs: list[list[int]] = []
    for page in sorted(pages):
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    parts = [str(run[0]) if len(run) == 1 else f"{run[0]} tot en met {run[-1]}" for run in runs]
    listed = " en ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
    return (
        f"Niet alles in dit bestand is goed gelezen: {'bladzijde' if len(pages) == 1 else 'bladzijden'} {listed}. "
        "Vergelijk met het origineel. Stuur wat mist opnieuw: als scherpe scan, in een eigen bestand, of uitgetypt."
    )


def _outcome(
    file: ReadFile, is_kept: bool, n_bouwstenen: int, kept_in: dict[str, str], replaced: dict[str, str]
) -> tuple[str, str | None, str | None]:
    """Return status, reason and the reason in words of a file, now that all files are known."""
    if file.status == "rejected":
        return file.status, file.reason, RejectReason(file.reason).text_nl if file.reason else None
    if not is_kept:
        return "duplicate", file.file_id, DUPLICATE_NL
    if file.poll and file.file_id not in replaced:
        return file.status, POLL, POLL_NL
    if file.conversations and not n_bouwstenen and file.file_id in kept_in:
        return "duplicate", kept_in[file.file_id], DUPLICATE_NL
    if file.poll and not n_bouwstenen:
        return "duplicate", replaced[file.file_id], POLL_REPLACED_NL
    return file.status, *_reason_of(file)


def _reason_of(file: ReadFile) -> tuple[str | None, str | None]:
    """Return the reason of a file that was read or is empty, and the same in words."""
    if file.status == "empty":
        return file.reason, EmptyReason(file.reason).text_nl if file.reason else EMPTY_NL
    if file.unread_pages:
        return UNREAD_PAGES, unread_pages_nl(file.unread_pages)
    return file.reason, None
