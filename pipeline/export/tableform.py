"""The table in which several conversations are sent in at once: a workbook with an explanation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.export.fixedzip import fix_zip
from pipeline.formdefs import TABLE_COLUMNS

_WIDTHS: Final = (16, 12, 32, 15, 11, 14, 12, 16, 90)
_EXPLANATION: Final = (
    "Zo vult u de tabel in",
    "Elke regel is één gedachte uit een gesprek. Herhaal de gegevens van het gesprek op elke regel.",
    "Bij veld staat waar de gedachte hoort: een vak van het canvas of het model, of een kopje uit het verslag.",
    "Noem geen namen van burgers of collega's.",
)


def make_table_form(rows: Iterable[Sequence[str | int | date]] = ()) -> bytes:
    """Return the table as an Excel workbook; each row holds the values of `pipeline.formdefs.TABLE_COLUMNS`."""
    workbook = Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Gesprekken"
    sheet.append(list(TABLE_COLUMNS))
    for row in rows:
        sheet.append(list(row))
    _style(sheet)
    explanation = workbook.create_sheet("Toelichting")
    for line in _EXPLANATION:
        explanation.append([line])
    explanation["A1"].font = Font(bold=True, size=14)
    explanation.column_dimensions["A"].width = 110
    output = BytesIO()
    workbook.save(output)
    return fix_zip(output.getvalue())


def _style(sheet: Worksheet) -> None:
    for cell in sheet[1]:
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="14323F")
    for letter, width in zip("ABCDEFGHI", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    for (cell,) in sheet.iter_rows(min_row=2, min_col=9, max_col=9):
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    for (cell,) in sheet.iter_rows(min_row=2, min_col=2, max_col=2):
        cell.number_format = "dd-mm-yyyy"
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
