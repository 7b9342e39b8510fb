"""The poll for the intranet: as a document to copy it from, and as the tables in which its results come back."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.export.fixedzip import fix_zip
from pipeline.export.typesetting import COLOURS, make_pdf
from pipeline.export.wordpage import WordPage
from pipeline.formdefs import RETURN_ADDRESS
from pipeline.startkit import POLL_COLUMNS, Poll

_ABOVE = "Gesprekken over ambtelijk vakmanschap · peiling"
_NEEDED = ("stelling", "optie", "aantal")
_WIDTHS = (14, 12, 26, 20, 66, 26, 10)


def make_poll_files(poll: Poll) -> dict[str, bytes]:
    """Return the poll and the blank tables for its results, under the names of their files."""
    return {
        f"{poll.file_name}.pdf": make_poll_pdf(poll),
        f"{poll.file_name}.docx": make_poll_word(poll),
        f"{poll.result_name}.csv": make_result_csv(poll),
        f"{poll.result_name}.xlsx": make_result_workbook(poll),
    }


def make_poll_pdf(poll: Poll) -> bytes:
    """Return the poll as a tagged PDF: the statements, and on a page of its own how results come back."""
    values: dict[str, Any] = {
        "kind": "poll",
        "above": _ABOVE,
        "title": poll.title,
        "footer": RETURN_ADDRESS,
        "lead": poll.lead,
        "note": poll.note,
        "statements": [statement.text for statement in poll.statements],
        "options": poll.options,
        "return-above": poll.return_above,
        "return-title": poll.return_title,
        "how-to-return": poll.how_to_return,
        "return-columns": poll.column_heads,
        "return-rows": _tell_columns(poll),
    }
    return make_pdf("startkit", values)


def make_poll_word(poll: Poll) -> bytes:
    """Return the poll as a Word document."""
    page = WordPage(poll.title, _ABOVE, RETURN_ADDRESS, margin_mm=15)
    page.ribbon()
    page.title(poll.title, _ABOVE)
    page.paragraph(poll.lead, 12)
    for number, statement in enumerate(poll.statements, start=1):
        page.heading(f"{number}. {statement.text}", 3)
        page.paragraph(
            "     ".join(f"○\u00a0{option.replace(' ', chr(0xA0))}" for option in poll.options), 10
        )
    page.paragraph(poll.note, 9.5, "soft")
    page.heading(poll.return_title, 1)
    page.points(poll.how_to_return, numbered=True)
    rows = _tell_columns(poll)
    page.table(poll.column_heads, rows, [""] * len(rows), (28, 18, 119))
    return page.finish()


def make_result_csv(poll: Poll) -> bytes:
    """Return the table for results as CSV, with semicolons and a mark by which Dutch Excel knows its letters."""
    output = StringIO()
    writer = csv.writer(output, delimiter=";", lineterminator="\r\n")
    writer.writerow(POLL_COLUMNS)
    writer.writerows(_result_rows(poll))
    return output.getvalue().encode("utf-8-sig")


def make_result_workbook(poll: Poll) -> bytes:
    """Return the table for results as an Excel workbook with an explanation."""
    workbook = Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Uitslag"
    sheet.append(list(POLL_COLUMNS))
    for row in _result_rows(poll):
        sheet.append(list(row))
    for cell in sheet[1]:
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor=COLOURS["ink"][1:].upper())
    for letter, width in zip("ABCDEFG", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    for (cell,) in sheet.iter_rows(min_row=2, min_col=5, max_col=5):
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
    explanation = workbook.create_sheet("Toelichting")
    explanation.column_dimensions["A"].width = 110
    for line in (poll.return_title, *poll.how_to_return):
        explanation.append([line])
    explanation["A1"].font = Font(bold=True, size=14)
    output = BytesIO()
    workbook.save(output)
    return fix_zip(output.getvalue())


def _result_rows(poll: Poll) -> list[tuple[str, ...]]:
    return [
        (poll.title, "", "", statement.theme, statement.text, option, "")
        for statement in poll.statements
        for option in poll.options
    ]


def _tell_columns(poll: Poll) -> list[tuple[str, ...]]:
    return [(name, "ja" if name in _NEEDED else "nee", meaning) for name, meaning in poll.columns.items()]
