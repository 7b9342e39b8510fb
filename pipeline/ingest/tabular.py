"""Table submissions: a workbook or CSV with a bouwsteen per row, and its conversation beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.errors import RejectError, RejectReason
from pipeline.formdefs import TABLE_COLUMNS
from pipeline.ingest.facts import find_facts, read_report_form
from pipeline.ingest.found import UNLABELLED_FIELD, Context, FoundBouwsteen, FoundConversation
from pipeline.ingest.labels import match_label, normalise
from pipeline.ingest.reader import Block

_NEEDED = {"gesprek", "tekst"}
_SYNONYMS = {
    "bouwsteen": "tekst",
    "bouwstenen": "tekst",
    "opmerking": "tekst",
    "uitspraak": "tekst",
    "vorm van terugkoppeling": "vorm",
    "gespreksvorm": "format",
    "box": "veld",
    "vak": "veld",
    "onderdeel van het formulier": "veld",
    "aantal deelnemers": "deelnemers",
}
_MAX_HEADER_ROW = 20
_Row = dict[str, tuple[int, Block]]


@dataclass(frozen=True)
class _Header:
    """A header: the table and row it stands in, and the column number of each name."""

    table: int
    row: int
    names: dict[int, str]


def find_headers(blocks: Sequence[Block]) -> list[_Header]:
    """Return the header of each table that is a submission; none when no table is one.

    Raises
    ------
    RejectError
        BAD_COLUMNS when a header names several of the columns, but not those that are needed.
    """
    rows: dict[tuple[int, int], dict[int, str]] = {}
    for block in blocks:
        if (
            block.kind == "cell"
            and block.table is not None
            and block.row is not None
            and block.column is not None
        ):
            names = rows.setdefault((block.table, block.row), {})
            if name := _column_name(block.text):
                names[block.column] = name
    headers: list[_Header] = []
    nearly = False
    for (table, row), names in sorted(rows.items()):
        found = set(names.values())
        if row > _MAX_HEADER_ROW or any(header.table == table for header in headers):
            continue
        if found >= _NEEDED:
            headers.append(_Header(table, row, names))
        nearly = nearly or (len(found) >= 3 and bool(found & {"tekst", "veld", "vorm"}))
    if nearly and not headers:
        raise RejectError(RejectReason.BAD_COLUMNS)
    return headers


def _column_name(text: str) -> str | None:
    name = normalise(text)
    return name if name in TABLE_COLUMNS else _SYNONYMS.get(name)


def read_table_conversations(
    blocks: Sequence[Block], offsets: Sequence[int], headers: Sequence[_Header], context: Context
) -> list[FoundConversation]:
    """Return the conversations of a table submission, in the order in which they first appear.

    Parameters
    ----------
    blocks, offsets
        Of the document, and where each block begins in its text.
    headers
        From `find_headers`.
    context
        For the table of organisations; a table's facts stand in its rows.
    """
    groups: dict[str, list[_Row]] = {}
    for header in headers:
        for row in _rows(blocks, header):
            if "gesprek" in row and "tekst" in row:
                groups.setdefault(row["gesprek"][1].text.strip(), []).append(row)
    return [_conversation(reference, rows, offsets, context) for reference, rows in groups.items()]


def _rows(blocks: Sequence[Block], header: _Header) -> Iterator[_Row]:
    rows: dict[int, _Row] = {}
    for number, block in enumerate(blocks):
        if (
            block.table == header.table
            and block.row is not None
            and block.row > header.row
            and block.column in header.names
        ):
            rows.setdefault(block.row, {})[header.names[block.column]] = (number, block)
    yield from (rows[row] for row in sorted(rows))


def _conversation(
    reference: str, rows: list[_Row], offsets: Sequence[int], context: Context
) -> FoundConversation:
    answers: dict[str, str] = {}
    for row in rows:
        for name, (_, block) in row.items():
            answers.setdefault(name, block.text)
    # The file's own name and mail say nothing of each of the conversations in it.
    facts = find_facts(answers, (), Context(organisations=context.organisations))
    counts: dict[str, int] = {}
    bouwstenen = []
    for row in rows:
        field = _field_of(row["veld"][1].text) if "veld" in row else UNLABELLED_FIELD
        number, block = row["tekst"]
        position = counts.get(field, 0)
        counts[field] = position + 1
        start = offsets[number] + len(block.text) - len(block.text.lstrip())
        bouwstenen.append(
            FoundBouwsteen(
                field,
                position,
                " ".join(block.text.split()),
                block.page,
                block.box,
                start,
                offsets[number] + len(block.text.rstrip()),
                block.confidence,
            )
        )
    return FoundConversation(
        reference,
        read_report_form(answers.get("vorm", "")) or "tabel",
        tuple(bouwstenen),
        facts.held_on,
        facts.held_on_from,
        facts.organisation,
        facts.organisation_from,
        facts.domain,
        facts.format,
        facts.n_participants,
        facts.template,
    )


def _field_of(text: str) -> str:
    """Return the id of the field a cell names; a name of one's own becomes an id of the same shape."""
    label = match_label(text)
    if label is not None and not label.is_meta:
        return label.field
    return re.sub(r"\W+", "_", text.strip().lower()).strip("_") or UNLABELLED_FIELD
