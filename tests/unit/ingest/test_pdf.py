import io

import pytest
from pypdf import PdfReader as Pypdf
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, ByteStringObject, DictionaryObject, NameObject, TextStringObject
from reportlab.pdfgen.canvas import Canvas

from pipeline.errors import RejectError, RejectReason
from pipeline.export.templates import make_pdf_form
from pipeline.formdefs import CANVAS
from pipeline.ingest import kinds
from pipeline.ingest.limits import Limits
from pipeline.ingest.pdf import PdfReader
from pipeline.ingest.reader import Document, ReceivedFile


def read(data: bytes, limits: Limits | None = None) -> Document:
    return PdfReader(limits or Limits()).read(ReceivedFile("a.pdf", data, kinds.PDF))


def drawn(draw, n_pages: int = 1) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(600, 800))
    for _ in range(n_pages):
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def changed_form(change) -> bytes:
    writer = PdfWriter(clone_from=Pypdf(io.BytesIO(make_pdf_form(CANVAS, {"opbrengst": "Lef"}))))
    change(writer)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def field_of(writer: PdfWriter, name: str) -> DictionaryObject:
    return next(a.get_object() for a in writer.pages[0]["/Annots"] if a.get_object()["/T"] == name)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (TextStringObject("Eén – “lef”"), "Eén – “lef”"),
        (ByteStringObject("Eén".encode("utf-16")), "Eén"),
        (ByteStringObject(b"E\xe9n"), "Eén"),
        (TextStringObject("a\rb\r\nc"), "a\nb\nc"),
    ],
)
def test_value_of_a_field_is_read_in_every_encoding(value, text: str) -> None:
    data = changed_form(lambda writer: field_of(writer, "opbrengst").__setitem__(NameObject("/V"), value))

    assert {block.name: block.text for block in read(data).blocks}["opbrengst"] == text


def test_rich_text_stands_in_for_a_value_that_is_missing() -> None:
    def change(writer: PdfWriter) -> None:
        field = field_of(writer, "opbrengst")
        field[NameObject("/V")] = TextStringObject("")
        field[NameObject("/RV")] = TextStringObject("<body><p>Lef &amp; <b>moed</b></p><p>Rust</p></body>")

    assert {block.name: block.text for block in read(changed_form(change)).blocks}[
        "opbrengst"
    ] == "Lef & moed\nRust"


def test_field_knows_its_place_on_the_page() -> None:
    block = next(
        block for block in read(changed_form(lambda writer: None)).blocks if block.name == "opbrengst"
    )

    assert block.page == 1
    assert block.box is not None
    assert 0 < block.box.x0 < block.box.x1 < 1
    assert 0 < block.box.top < block.box.bottom < 1


def test_form_that_lives_in_xfa_alone_is_rejected_with_advice() -> None:
    def change(writer: PdfWriter) -> None:
        form = writer.root_object["/AcroForm"].get_object()
        form[NameObject("/XFA")] = ArrayObject()
        form[NameObject("/Fields")] = ArrayObject()

    with pytest.raises(RejectError) as caught:
        read(changed_form(change))

    assert caught.value.reason == RejectReason.XFA_FORM


def test_locked_pdf_is_rejected_and_one_with_an_empty_password_is_read() -> None:
    def locked(password: str) -> bytes:
        return changed_form(
            lambda writer: writer.encrypt(user_password=password, owner_password="x", algorithm="RC4-128")
        )

    with pytest.raises(RejectError) as caught:
        read(locked("geheim"))

    assert caught.value.reason == RejectReason.ENCRYPTED
    assert any(block.text == "Lef" for block in read(locked("")).blocks)


def test_damaged_pdf_becomes_a_reject() -> None:
    with pytest.raises(RejectError) as caught:
        read(b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog")

    assert caught.value.reason == RejectReason.DAMAGED


def test_too_many_pages_are_refused() -> None:
    with pytest.raises(RejectError) as caught:
        read(drawn(lambda canvas: canvas.drawString(50, 700, "pagina"), n_pages=4), Limits(max_pages=3))

    assert caught.value.reason == RejectReason.TOO_MANY_PARTS


def test_boxes_side_by_side_are_read_one_after_the_other() -> None:
    def draw(canvas: Canvas) -> None:
        for x, words in ((50, ("links een", "links twee")), (320, ("rechts een", "rechts twee"))):
            canvas.rect(x, 500, 230, 200)
            for number, line in enumerate(words):
                canvas.drawString(x + 10, 680 - 14 * number, line)

    joined = " ".join(block.text for block in read(drawn(draw)).blocks).split()

    assert joined == ["links", "een", "links", "twee", "rechts", "een", "rechts", "twee"]


def test_lines_broken_by_the_margin_make_one_paragraph_and_bullets_do_not() -> None:
    def draw(canvas: Canvas) -> None:
        lines = (
            "Deze regel is zo lang dat hij aan de rand van de bladzijde werd",
            "afgebroken en dus doorloopt.",
            "- Eerste punt",
            "- Tweede punt",
        )
        for number, line in enumerate(lines):
            canvas.drawString(50, 700 - 14 * number, line)

    assert [(block.text.count("\n"), block.kind) for block in read(drawn(draw)).blocks] == [
        (1, "paragraph"),
        (0, "list_item"),
        (0, "list_item"),
    ]
