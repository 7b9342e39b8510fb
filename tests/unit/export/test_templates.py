import re
import zipfile
from io import BytesIO
from itertools import pairwise

import pypdfium2
import pytest
from docx import Document
from pypdf import PdfReader
from reportlab.pdfbase.pdfmetrics import stringWidth

from pipeline.export.fonts import LEADING, fit_text, wrap_text
from pipeline.export.formlayout import draw_form
from pipeline.export.tableform import make_table_form
from pipeline.export.templates import make_kit_files, make_pdf_form, make_printed_form, make_word_form
from pipeline.formdefs import FORMS, META_FIELDS, TABLE_COLUMNS, VERSION_FIELD

forms = pytest.mark.parametrize("form", FORMS, ids=lambda form: form.form_id)
LONG = " ".join(["Wie aan de telefoon merkt dat een brief niet klopt, moet dat ergens kwijt kunnen."] * 18)


def values_of(form, text="- Eén gedachte\n- Nog één (met haakjes)"):
    boxes = {box.field_id: text for box in form.boxes}
    meta = {field.field_id: f"waarde {field.field_id}" for field in META_FIELDS}
    return {**boxes, **meta, "gesprek": "AV-2021-d001"}


@forms
@pytest.mark.parametrize("make", [make_pdf_form, make_printed_form, make_word_form])
def test_same_values_give_the_same_bytes(form, make):
    assert make(form, values_of(form)) == make(form, values_of(form))


@forms
def test_pdf_fields_are_those_of_the_definition(form):
    fields = PdfReader(BytesIO(make_pdf_form(form))).get_fields()
    expected = {field.field_id for field in (*form.boxes, *META_FIELDS)} | {VERSION_FIELD}
    assert set(fields) == expected


@forms
def test_blank_pdf_holds_nothing_but_its_version(form):
    fields = PdfReader(BytesIO(make_pdf_form(form))).get_fields()
    assert {name: field.value for name, field in fields.items() if field.value} == {
        VERSION_FIELD: form.template
    }


@forms
def test_filled_pdf_gives_back_what_was_filled_in(form):
    values = values_of(form)
    fields = PdfReader(BytesIO(make_pdf_form(form, values))).get_fields()
    assert {name: fields[name].value for name in values} == values


@forms
def test_every_pdf_field_says_what_it_is_and_takes_several_lines_where_needed(form):
    fields = PdfReader(BytesIO(make_pdf_form(form))).get_fields()
    assert all(field["/TU"] for field in fields.values())
    multiline = {name for name, field in fields.items() if field.get("/Ff", 0) & (1 << 12)}
    assert multiline == {box.field_id for box in form.boxes}


@forms
def test_pdf_is_tagged_in_dutch_and_every_field_has_its_element(form):
    reader = PdfReader(BytesIO(make_pdf_form(form)))
    root = reader.root_object
    assert root["/Lang"] == "nl-NL"
    assert root["/MarkInfo"]["/Marked"]
    elements = root["/StructTreeRoot"]["/K"]["/K"]
    named = [e.get_object()["/K"]["/Obj"]["/T"] for e in elements if e.get_object()["/S"] == "/Form"]
    assert named == [field.name for field in draw_form(form).fields]


@forms
def test_marked_content_is_closed_and_numbered_as_in_the_structure(form):
    page = PdfReader(BytesIO(make_pdf_form(form))).pages[0]
    content = page.get_contents().get_data().decode("latin-1")
    numbers = [int(number) for number in re.findall(r"/MCID (\d+)", content)]
    assert numbers == list(range(len(numbers)))
    assert len(re.findall(r"\bB[DM]C\b", content)) == len(re.findall(r"\bEMC\b", content))


@forms
@pytest.mark.parametrize("make", [make_pdf_form, make_printed_form])
def test_long_text_is_drawn_whole(form, make):
    with pypdfium2.PdfDocument(make(form, values_of(form, LONG))) as pdf:
        if make is make_pdf_form:
            pdf.init_forms()
            pypdfium2.raw.FPDFPage_Flatten(pdf[0], 0)
        text = " ".join(pdf[0].get_textpage().get_text_range().split())
    assert text.count("ergens kwijt kunnen.") == 18 * len(form.boxes)


@forms
def test_fields_lie_on_the_page_and_do_not_overlap(form):
    page = draw_form(form)
    rects = [field.rect for field in page.fields]
    for rect in rects:
        assert rect.x >= 0
        assert rect.y >= 0
        assert rect.x + rect.width <= page.width
        assert rect.top <= page.height
    for number, one in enumerate(rects):
        for other in rects[number + 1 :]:
            apart_x = one.x + one.width <= other.x or other.x + other.width <= one.x
            assert apart_x or one.top <= other.y or other.top <= one.y


@forms
def test_word_form_has_each_label_beside_its_box(form):
    values = values_of(form)
    document = Document(BytesIO(make_word_form(form, values)))
    beside = {}
    for table in document.tables:
        for row in table.rows:
            cells = [cell.text for cell in row.cells]
            beside.update({label.split("\n")[0]: value for label, value in pairwise(cells)})
    for field in (*form.boxes, *META_FIELDS):
        assert beside[field.label_nl] == values[field.field_id].replace("- ", "")


@forms
def test_word_form_carries_reference_and_version(form):
    document = Document(BytesIO(make_word_form(form, values_of(form))))
    assert document.core_properties.identifier == "AV-2021-d001"
    assert document.core_properties.keywords == form.template
    assert form.template in document.sections[0].footer.paragraphs[0].text


def test_office_files_hold_no_moment_of_saving():
    for data in (make_word_form(FORMS[0]), make_table_form()):
        with zipfile.ZipFile(BytesIO(data)) as archive:
            assert {member.date_time for member in archive.infolist()} == {(2000, 1, 1, 0, 0, 0)}
            core = archive.read("docProps/core.xml").decode()
        assert set(re.findall(r"\d{4}-\d\d-\d\dT", core)) == {"2000-01-01T"}


def test_table_form_begins_with_the_columns_a_submission_needs():
    from python_calamine import CalamineWorkbook

    sheet = CalamineWorkbook.from_filelike(BytesIO(make_table_form())).get_sheet_by_index(0)
    assert sheet.to_python()[0] == list(TABLE_COLUMNS)


def test_blank_forms_are_handed_out_in_every_kind():
    names = set(make_kit_files())
    assert names >= {
        "Responscanvas.pdf",
        "Responscanvas.docx",
        "Model van de ambtenaar.pdf",
        "Model van de ambtenaar.docx",
        "Tabel met gesprekken.xlsx",
    }


def test_wrapped_lines_fit_and_lose_no_letter():
    text = f"{'onafgebroken' * 12} en gewone woorden\nnieuwe regel"
    lines = wrap_text(text, "Helvetica", 10, 90)
    assert all(stringWidth(line, "Helvetica", 10) <= 90 for line in lines)
    assert "".join(lines).replace(" ", "") == re.sub(r"\s", "", text)


def test_fitted_text_stays_within_the_box():
    size, lines = fit_text(LONG, "Helvetica", 200, 100)
    assert len(lines) * size * LEADING <= 100
    assert size >= 4
