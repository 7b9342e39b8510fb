"""Results of a poll: a table with a row per option of a statement and how many people chose it.

A poll is no conversation: it gives no bouwstenen. One standing of a poll is its results in one organisation on one
day; a standing that arrives again replaces the earlier one, row by row.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.errors import RejectError, RejectReason
from pipeline.ingest import kinds
from pipeline.ingest.dates import find_dates
from pipeline.ingest.found import Context
from pipeline.ingest.labels import normalise
from pipeline.ingest.reader import Block
from pipeline.ingest.submission import MaskedRow, ReadFile
from pipeline.startkit import POLL_COLUMNS

NEEDED: Final = frozenset({"stelling", "optie", "aantal"})
UNNAMED_POLL: Final = "peiling"

_SYNONYMS: Final = {
    "poll": "peiling",
    "naam peiling": "peiling",
    "peildatum": "datum",
    "antwoord": "optie",
    "antwoordoptie": "optie",
    "keuze": "optie",
    "aantal mensen": "aantal",
    "aantal antwoorden": "aantal",
    "aantal keer": "aantal",
}
_SHEETS: Final = frozenset({kinds.CSV, kinds.XLSX, kinds.XLSB, kinds.ODS})
_MAX_HEADER_ROW: Final = 20
_TOTALS: Final = frozenset({"totaal", "som", "alle antwoorden"})
_COUNT: Final = re.compile(r"\d{1,9}|\d{1,3}(?:[. \u00a0]\d{3}){1,2}")
_Cells = dict[str, str]
_Key = tuple[object, ...]


@dataclass(frozen=True)
class FoundPollRow:
    """How many people chose an option of a statement; what the file does not say is None.

    Parameters
    ----------
    position
        Number of the option within its statement, from 0.
    theme
        The theme as the file names it.
    """

    poll: str
    statement: str
    option: str
    position: int
    n_people: int
    held_on: dt.date | None
    organisation: str | None
    theme: str | None


def find_poll(blocks: Sequence[Block], context: Context) -> tuple[FoundPollRow, ...] | None:
    """Return the results in a sheet or CSV file, none when nothing is filled in yet, or None when it is no poll.

    Raises
    ------
    RejectError
        POLL_COLUMNS, POLL_COUNTS or POLL_TWICE, for a poll that can't be counted.
    """
    if context.media_type not in _SHEETS:
        return None
    rows = [row for table in _tables(blocks).values() for row in _rows_below_header(table)]
    if not rows:
        return () if any(_has_header(table) for table in _tables(blocks).values()) else None
    return tuple(_read_rows(rows, context))


def statement_id_of(statement: str) -> str:
    """Return the id of a statement: the same words are the same statement, in every poll."""
    return f"stelling-{hashlib.sha256(normalise(statement).encode()).hexdigest()[:12]}"


def gather_polls(files: Iterable[ReadFile]) -> tuple[list[MaskedRow], dict[str, str]]:
    """Return the rows of `poll_results`, and per file that a later one replaced wholly, the id of that one.

    Parameters
    ----------
    files
        Each once, in order of arrival.
    """
    kept: dict[_Key, tuple[str, MaskedRow]] = {}
    last: dict[str, str] = {}
    polls = [file for file in files if file.poll]
    for file in polls:
        for row in file.poll:
            key = tuple(row[name] for name in ("poll", "statement_id", "option", "organisation", "held_on"))
            if key in kept:
                last[kept[key][0]] = file.file_id
            kept[key] = (file.file_id, row)
    rows = [{"file_id": file_id, **row} for file_id, row in kept.values()]
    present = {file_id for file_id, _ in kept.values()}
    replaced = {file.file_id: last[file.file_id] for file in polls if file.file_id not in present}
    return rows, replaced


def _tables(blocks: Sequence[Block]) -> dict[int, dict[int, dict[int, str]]]:
    """Return the texts of the cells by table, row and column."""
    tables: dict[int, dict[int, dict[int, str]]] = {}
    for block in blocks:
        if block.table is not None and block.row is not None and block.column is not None:
            cells = tables.setdefault(block.table, {}).setdefault(block.row, {})
            cells[block.column] = f"{cells.get(block.column, '')}\n{block.text}".strip()
    return tables


def _header_of(table: Mapping[int, dict[int, str]]) -> tuple[int, dict[int, str]] | None:
    """Return the row of the header and the name of each known column; None when the table is no poll.

    Raises
    ------
    RejectError
        POLL_COLUMNS when statements are named but not everything that is needed.
    """
    for row in sorted(table):
        if row > _MAX_HEADER_ROW:
            break
        names = {column: name for column, text in table[row].items() if (name := _column_name(text))}
        found = set(names.values())
        if found >= NEEDED:
            return row, names
        if "stelling" in found and len(table[row]) > 1 and not found & {"gesprek", "tekst"}:
            raise RejectError(RejectReason.POLL_COLUMNS, f"{len(found)} of {len(POLL_COLUMNS)} columns")
    return None


def _has_header(table: Mapping[int, dict[int, str]]) -> bool:
    return _header_of(table) is not None


def _column_name(text: str) -> str | None:
    name = normalise(text)
    return name if name in (*POLL_COLUMNS, "gesprek", "tekst") else _SYNONYMS.get(name)


def _rows_below_header(table: Mapping[int, dict[int, str]]) -> Iterator[_Cells]:
    """Yield the filled rows by column name; statements of which no option has a count are not filled in."""
    header = _header_of(table)
    if header is None:
        return
    top, names = header
    rows = [
        {names[column]: text for column, text in table[row].items() if column in names}
        for row in sorted(table)
        if row > top
    ]
    counted = {_statement_of(row) for row in rows if row.get("aantal")}
    for row in rows:
        is_total = normalise(row.get("optie", "")) in _TOTALS
        if not is_total and (row.get("aantal") or _statement_of(row) in counted - {""}):
            yield row


def _statement_of(row: _Cells) -> str:
    return normalise(row.get("stelling", ""))


def _read_rows(rows: Sequence[_Cells], context: Context) -> Iterator[FoundPollRow]:
    positions: dict[str, int] = {}
    seen: set[_Key] = set()
    for row in rows:
        if not row.get("stelling") or not row.get("optie"):
            raise RejectError(RejectReason.POLL_COLUMNS, "a count without statement or option")
        found = _read_row(row, positions.get(_statement_of(row), 0), context)
        positions[_statement_of(row)] = found.position + 1
        key = (found.poll, _statement_of(row), normalise(found.option), found.organisation, found.held_on)
        if key in seen:
            raise RejectError(RejectReason.POLL_TWICE, "an option stands twice with one statement")
        seen.add(key)
        yield found


def _read_row(row: _Cells, position: int, context: Context) -> FoundPollRow:
    count = row.get("aantal", "")
    if not _COUNT.fullmatch(count):
        raise RejectError(RejectReason.POLL_COUNTS, "a count that is no whole number")
    answer = row.get("organisatie", "")
    dates = find_dates(row.get("datum", ""))
    return FoundPollRow(
        poll=" ".join(row.get("peiling", "").split()) or UNNAMED_POLL,
        statement=" ".join(row["stelling"].split()),
        option=" ".join(row["optie"].split()),
        position=position,
        n_people=int(re.sub(r"\D", "", count)),
        held_on=dates[0] if dates else None,
        organisation=_organisation_of(answer, context),
        theme=row.get("thema") or None,
    )


def _organisation_of(answer: str, context: Context) -> str | None:
    """Return what the row says, else whose mail it came in: two senders who name nobody don't replace each other."""
    if answer:
        return context.organisations.named(answer) or answer
    return context.organisations.of_domain(context.mail_domain) if context.mail_domain else None
