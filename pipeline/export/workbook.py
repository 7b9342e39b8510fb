"""All tables as one Excel workbook, and as CSV files in a ZIP, each with the data dictionary.

In the workbook every text is written as text: one that starts with =, +, - or @ is never a formula. A CSV file can't
say what is text, and holds every value exactly as it is; the note in the ZIP says how to open it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import numpy as np
import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from pipeline.export.dictionary import describe_tables, list_tables, name_headings
from pipeline.tables import TABLES, Column

MAX_ROWS = 1_048_575
"""Rows below the heading that one sheet can hold; the rest goes on a next sheet."""

MAX_TEXT = 32_767
CUT_NL = " [… afgekapt, de hele tekst staat in de CSV-bestanden]"

_FIXED_MOMENT = datetime(2000, 1, 1)
_WIDTHS = {"text": 24, "integer": 12, "number": 12, "boolean": 12, "date": 12, "time_utc": 18}
_NUMBER_FORMATS = {"date": "dd-mm-yyyy", "time_utc": "dd-mm-yyyy hh:mm", "number": "0.000"}
_EPOCH = pd.Timestamp("1899-12-30")
_READ_ME_NL = """Alle tabellen van rode-draden, als CSV (UTF-8, komma ertussen, punt in getallen).

De waarden staan er precies zoals ze zijn. Open een bestand in Excel daarom niet door erop te dubbelklikken, maar via
Gegevens > Van tekst/CSV, en kies 'Tekst' voor kolommen met tekst: een tekst die met =, +, - of @ begint, wordt anders
voor een formule aangezien. In het Excel-bestand met alle tabellen is dat al geregeld.

Wat een rij van elke tabel is, staat in tabellen.csv. Wat elke kolom betekent, staat in toelichting.csv.
"""


def write_workbook(tables: Mapping[str, pd.DataFrame]) -> bytes:
    """Return an .xlsx with the data dictionary and a sheet per declared table; the same tables, the same bytes."""
    output = BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(output, options) as book:
        book.set_properties({"title": "rode draden: alle tabellen", "created": _FIXED_MOMENT})
        heading = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        formats = {kind: book.add_format({"num_format": code}) for kind, code in _NUMBER_FORMATS.items()}
        _write_guide(book.add_worksheet("Tabellen"), list_tables(), (18, 100), heading)
        widths = (16, 22, 28, 18, 8, 12, 40, 100)
        _write_guide(book.add_worksheet("Toelichting"), describe_tables(), widths, heading)
        for name in TABLES:
            if name in tables:
                _write_table(book, name, tables[name], heading, formats)
    return output.getvalue()


def write_csv_archive(tables: Mapping[str, pd.DataFrame]) -> bytes:
    """Return a ZIP with a CSV file per table, the data dictionary and a note; the same tables, the same bytes."""
    output = BytesIO()
    with ZipFile(output, "w", ZIP_DEFLATED) as archive:
        _add_member(archive, "LEESMIJ.txt", _READ_ME_NL)
        _add_member(archive, "tabellen.csv", list_tables().to_csv(index=False, lineterminator="\n"))
        _add_member(archive, "toelichting.csv", describe_tables().to_csv(index=False, lineterminator="\n"))
        for name in TABLES:
            if name in tables:
                _add_member(archive, f"{name}.csv", tables[name].to_csv(index=False, lineterminator="\n"))
    return output.getvalue()


def _add_member(archive: ZipFile, name: str, text: str) -> None:
    member = ZipInfo(name, _FIXED_MOMENT.timetuple()[:6])
    member.compress_type = ZIP_DEFLATED
    member.external_attr = 0o644 << 16
    archive.writestr(member, text.encode("utf-8"))


def _write_guide(sheet: Worksheet, guide: pd.DataFrame, widths: Iterable[int], heading: Format) -> None:
    _write_heading(sheet, list(guide.columns), heading, len(guide))
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    for number, row in enumerate(guide.itertuples(index=False), start=1):
        for column, value in enumerate(row):
            sheet.write_string(number, column, str(value))


def _write_table(
    book: xlsxwriter.Workbook,
    name: str,
    frame: pd.DataFrame,
    heading: Format,
    formats: Mapping[str, Format],
) -> None:
    columns = TABLES[name].columns
    for part, first in enumerate(range(0, max(len(frame), 1), MAX_ROWS), start=1):
        rows = frame.iloc[first : first + MAX_ROWS]
        sheet = book.add_worksheet(name if part == 1 else f"{name} {part}")
        _write_heading(sheet, name_headings(name), heading, len(rows))
        for number, column in enumerate(columns):
            width = 80 if column.name == "text" else _WIDTHS[column.kind]
            sheet.set_column(number, number, width, formats.get(column.kind))
        _write_rows(sheet, rows, columns, formats)


def _write_heading(sheet: Worksheet, names: Iterable[str], heading: Format, n_rows: int) -> None:
    names = list(names)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, n_rows, len(names) - 1)
    for column, name in enumerate(names):
        sheet.write_string(0, column, name, heading)


def _write_rows(
    sheet: Worksheet, frame: pd.DataFrame, columns: Iterable[Column], formats: Mapping[str, Format]
) -> None:
    columns = list(columns)
    writers = [sheet.write_string if c.kind in {"text", "boolean"} else sheet.write_number for c in columns]
    styles = [formats.get(column.kind) for column in columns]
    cells = [_list_values(frame[column.name], column.kind) for column in columns]
    for number, row in enumerate(zip(*cells, strict=True), start=1):
        for column, value in enumerate(row):
            if value is not None:
                writers[column](number, column, value, styles[column])


def _list_values(values: pd.Series[Any], kind: str) -> list[object]:
    """Return the values as Excel holds them: text, or a number (days since 1900 for a date); None where missing."""
    missing = values.isna().to_numpy(dtype=bool)
    if kind == "boolean":
        held = np.where(values.fillna(False).to_numpy(dtype=bool), "ja", "nee").astype(object)
    elif kind == "text":
        held = np.array([_fit(value) for value in values.where(~missing, "")], dtype=object)
    elif kind in {"date", "time_utc"}:
        moments = pd.to_datetime(values)
        naive = moments.dt.tz_convert(None) if moments.dt.tz is not None else moments
        held = ((naive - _EPOCH) / pd.Timedelta(days=1)).to_numpy(dtype=object)
    else:
        held = values.to_numpy(dtype=object)
    held[missing] = None
    return list(held)


def _fit(text: object) -> str:
    content = str(text)
    return content if len(content) <= MAX_TEXT else content[: MAX_TEXT - len(CUT_NL)] + CUT_NL
