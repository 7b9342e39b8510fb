"""Presentations, workbooks and OpenDocument files."""

import io
import zipfile
from datetime import date

import openpyxl
import pytest
from pptx import Presentation
from pptx.util import Inches

from pipeline.errors import RejectError, RejectReason
from pipeline.ingest import kinds
from pipeline.ingest.oldoffice import OldOfficeReader
from pipeline.ingest.opendocument import OpenDocumentReader
from pipeline.ingest.presentation import PresentationReader
from pipeline.ingest.reader import ReceivedFile
from pipeline.ingest.workbook import WorkbookReader


def saved(document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def open_document(body: str) -> bytes:
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "text", "table", "drawing")
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:body>{body}</office:body></office:document-content>",
        )
    return buffer.getvalue()


def test_slide_gives_its_title_first_and_leaves_notes_out() -> None:
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    box = slide.shapes.add_textbox(Inches(1), Inches(2), Inches(3), Inches(1))
    box.text_frame.text = "Vertrouwen"
    slide.shapes.title.text = "Citaten"
    slide.notes_slide.notes_text_frame.text = "Niet voorlezen"

    blocks = PresentationReader().read(ReceivedFile("a.pptx", saved(deck), kinds.PPTX)).blocks

    assert [(block.text, block.kind, block.page) for block in blocks] == [
        ("Citaten", "heading", 1),
        ("Vertrouwen", "paragraph", 1),
    ]
    assert blocks[1].box is not None
    assert blocks[1].box.x0 == pytest.approx(0.1, abs=0.001)


def test_grouped_shapes_and_tables_are_read() -> None:
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    group = slide.shapes.add_group_shape()
    group.shapes.add_textbox(0, 0, Inches(1), Inches(1)).text_frame.text = "in een groep"
    table = slide.shapes.add_table(1, 2, 0, 0, Inches(4), Inches(1)).table
    table.cell(0, 1).text = "in een tabel"

    blocks = PresentationReader().read(ReceivedFile("a.pptx", saved(deck), kinds.PPTX)).blocks

    assert [(block.text, block.column) for block in blocks] == [("in een groep", None), ("in een tabel", 1)]


def test_workbook_writes_numbers_and_dates_as_people_do_and_skips_hidden_sheets() -> None:
    book = openpyxl.Workbook()
    book.active.append(["gesprek", 8, date(2021, 6, 14), 2.5])
    hidden = book.create_sheet("lijst")
    hidden.append(["keuze"])
    hidden.sheet_state = "hidden"

    blocks = WorkbookReader().read(ReceivedFile("a.xlsx", saved(book), kinds.XLSX)).blocks

    assert [block.text for block in blocks] == ["gesprek", "8", "2021-06-14", "2.5"]


def test_sheet_with_one_cell_far_away_is_refused() -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "tekst"
    book.active["XFD1048576"] = "ver weg"

    with pytest.raises(RejectError) as caught:
        WorkbookReader().read(ReceivedFile("a.xlsx", saved(book), kinds.XLSX))

    assert caught.value.reason == RejectReason.TOO_LARGE


def test_damaged_workbook_becomes_a_reject() -> None:
    data = saved(openpyxl.Workbook())

    with pytest.raises(RejectError) as caught:
        WorkbookReader().read(ReceivedFile("a.xlsx", data[: len(data) // 2], kinds.XLSX))

    assert caught.value.reason == RejectReason.DAMAGED


def test_open_text_gives_headings_items_and_cells_without_comments_and_deletions() -> None:
    body = (
        "<office:text><text:tracked-changes><text:p>weg</text:p></text:tracked-changes><text:h>Hoofd</text:h>"
        "<text:list><text:list-item><text:p>Weten<office:annotation><text:p>zeg je</text:p></office:annotation>"
        "</text:p>"
        "</text:list-item></text:list><table:table><table:table-row><table:table-cell><text:p>a</text:p>"
        "</table:table-cell>"
        "<table:table-cell><text:p>b<text:s text:c='2'/>c</text:p></table:table-cell></table:table-row>"
        "</table:table></office:text>"
    )

    blocks = OpenDocumentReader().read(ReceivedFile("a.odt", open_document(body), kinds.ODT)).blocks

    assert [(block.text, block.kind) for block in blocks] == [
        ("Hoofd", "heading"),
        ("Weten", "list_item"),
        ("a", "cell"),
        ("b  c", "cell"),
    ]


def test_sheet_with_a_million_empty_rows_costs_nothing() -> None:
    body = (
        "<office:spreadsheet><table:table><table:table-row table:number-rows-repeated='1048000'><table:table-cell "
        "table:number-columns-repeated='16384'/></table:table-row><table:table-row><table:table-cell>"
        "<text:p>tekst</text:p>"
        "</table:table-cell></table:table-row></table:table></office:spreadsheet>"
    )

    blocks = OpenDocumentReader().read(ReceivedFile("a.ods", open_document(body), kinds.ODS)).blocks

    assert [(block.text, block.row) for block in blocks] == [("tekst", 1048000)]


@pytest.mark.parametrize(
    ("kind", "reason"),
    [(kinds.DOC, RejectReason.OLD_OFFICE), (kinds.ENCRYPTED_OFFICE, RejectReason.ENCRYPTED)],
)
def test_old_and_locked_office_files_are_rejected_with_their_reason(kind: str, reason: RejectReason) -> None:
    with pytest.raises(RejectError) as caught:
        OldOfficeReader().read(ReceivedFile("a", b"", kind))

    assert caught.value.reason == reason
