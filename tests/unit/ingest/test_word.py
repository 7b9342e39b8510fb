import io

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from pipeline.ingest import kinds
from pipeline.ingest.reader import Block, ReceivedFile
from pipeline.ingest.word import WordReader


def blocks_of(document) -> tuple[Block, ...]:
    buffer = io.BytesIO()
    document.save(buffer)
    return WordReader().read(ReceivedFile("a.docx", buffer.getvalue(), kinds.DOCX)).blocks


def with_xml(inner: str):
    document = docx.Document()
    document.element.body.insert(0, parse_xml(f"<w:p {nsdecls('w')}>{inner}</w:p>"))
    return document


def test_headings_lists_and_cells_are_told_apart() -> None:
    document = docx.Document()
    document.add_heading("Citaten", level=1)
    document.add_paragraph("Eén", style="List Bullet")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[1].text = "in een cel"

    found = [(block.text, block.kind, block.row, block.column) for block in blocks_of(document)]

    assert found == [
        ("Citaten", "heading", None, None),
        ("Eén", "list_item", None, None),
        ("in een cel", "cell", 0, 1),
    ]


def test_tracked_changes_give_the_final_text() -> None:
    document = with_xml(
        '<w:r><w:t xml:space="preserve">Durf </w:t></w:r>'
        '<w:del w:id="1" w:author="a"><w:r><w:delText>niet </w:delText></w:r></w:del>'
        '<w:ins w:id="2" w:author="a"><w:r><w:t xml:space="preserve">altijd </w:t></w:r></w:ins>'
        "<w:r><w:t>te vragen</w:t></w:r>"
    )

    assert blocks_of(document)[0].text == "Durf altijd te vragen"


def test_content_control_is_read_with_its_name_and_a_placeholder_is_not() -> None:
    control = (
        "<w:sdt><w:sdtPr><w:tag w:val='{tag}'/>{placeholder}</w:sdtPr>"
        "<w:sdtContent><w:r><w:t>{text}</w:t></w:r></w:sdtContent></w:sdt>"
    )
    document = with_xml(control.format(tag="hoofd", placeholder="", text="Weten"))
    empty = control.format(tag="hart", placeholder="<w:showingPlcHdr/>", text="Klik hier")
    document.element.body.insert(1, parse_xml(f"<w:p {nsdecls('w')}>{empty}</w:p>"))

    assert [(block.name, block.text) for block in blocks_of(document)] == [("hoofd", "Weten")]


def test_hidden_text_and_field_codes_are_left_out() -> None:
    document = with_xml(
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>verborgen</w:t></w:r>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>te zien</w:t></w:r>"
    )

    assert [block.text for block in blocks_of(document)] == ["te zien"]


def test_text_box_is_read_once() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>in het kader</w:t></w:r></w:p></w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    document = with_xml(
        f"<w:r><mc:AlternateContent {mc}><mc:Choice Requires='wps'><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )

    assert [block.text for block in blocks_of(document)] == ["in het kader"]
