"""The forms as Word documents: a table with a label beside each box, the form's version in the footer."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any, Final

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from pipeline.export.figure import figure_png
from pipeline.export.fixedzip import fix_zip
from pipeline.formdefs import CANVAS, META_FIELDS, RETURN_SENTENCE, FieldDef, FormDef

_INK: Final = RGBColor(0x14, 0x32, 0x3F)
_SOFT_INK: Final = RGBColor(0x52, 0x64, 0x6B)
_THREAD: Final = RGBColor(0xB8, 0x32, 0x1F)
_PAPER: Final = "F6F3EC"
_LINE: Final = "9FB0B6"
_MARGIN_MM: Final = 15
_LABEL_MM: Final = 52
_FIGURE_MM: Final = 42


def make_word_form(form: FormDef, values: Mapping[str, str] | None = None) -> bytes:
    """Return a form as a Word document.

    Parameters
    ----------
    values
        Text per field id; lines that start with "- " become a bulleted list. Missing fields stay empty.
    """
    filled = values or {}
    document = Document()
    _set_up(document, form, filled.get("gesprek", ""))
    _add_heading(document, form)
    _add_meta_table(document, filled)
    if form is CANVAS:
        _add_boxes(document, form, filled, picture=None)
    else:
        _add_boxes(document, form, filled, picture=figure_png(3 * 143))
    output = BytesIO()
    document.save(output)
    return fix_zip(output.getvalue())


def _set_up(document: Any, form: FormDef, reference: str) -> None:
    properties = document.core_properties
    properties.title = form.title_nl
    properties.subject = form.subtitle_nl
    properties.author = form.subtitle_nl
    properties.keywords = form.template
    properties.version = form.version
    properties.identifier = reference
    properties.language = "nl-NL"
    normal = document.styles["Normal"]
    normal.font.name = "Calibri"
    normal.font.size = Pt(10.5)
    normal.paragraph_format.space_after = Pt(2)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "nl-NL")
    normal.element.get_or_add_rPr().append(language)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    if form is CANVAS:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Mm(_MARGIN_MM))
    footer = section.footer.paragraphs[0]
    _add_run(footer, f"{RETURN_SENTENCE}    Formulier {form.template}", 8.5, _SOFT_INK)


def _add_heading(document: Any, form: FormDef) -> None:
    _add_run(document.add_paragraph(), form.subtitle_nl, 10, _THREAD, bold=True)
    title = document.add_heading(level=1)
    title.paragraph_format.space_before = Pt(0)
    _add_run(title, form.title_nl, 24, _INK, bold=True)
    _add_run(document.add_paragraph(), form.instruction_nl, 9.5, _SOFT_INK)


def _add_meta_table(document: Any, values: Mapping[str, str]) -> None:
    width = document.sections[0].page_width - 2 * Mm(_MARGIN_MM)
    table = _add_table(document, 2, [int(width * share) for share in (0.165, 0.1683) * 3])
    for number, field in enumerate(META_FIELDS):
        row, column = divmod(number, 3)
        label, value = table.cell(row, 2 * column), table.cell(row, 2 * column + 1)
        _shade(label)
        _add_run(label.paragraphs[0], field.label_nl, 9, _INK, bold=True)
        _add_run(value.paragraphs[0], values.get(field.field_id, ""), 10.5, _INK)
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _add_boxes(document: Any, form: FormDef, values: Mapping[str, str], picture: bytes | None) -> None:
    n_before = 1 if picture else 0
    taken = Mm(_FIGURE_MM) * n_before + Mm(_LABEL_MM)
    box_width = document.sections[0].page_width - 2 * Mm(_MARGIN_MM) - taken
    table = _add_table(document, len(form.boxes), [Mm(_FIGURE_MM)] * n_before + [Mm(_LABEL_MM), box_width])
    for row, box in enumerate(form.boxes):
        table.rows[row].height = Mm(16 if form is CANVAS else 31)
        label, value = table.cell(row, n_before), table.cell(row, n_before + 1)
        _fill_label(label, box)
        _fill_box(value, values.get(box.field_id, ""))
    if picture:
        beside = table.cell(0, 0).merge(table.cell(len(form.boxes) - 1, 0))
        shape = beside.paragraphs[0].add_run().add_picture(BytesIO(picture), width=Mm(_FIGURE_MM - 5))
        shape._inline.docPr.set(
            "descr", "Getekende figuur van een ambtenaar, met een rode draad van hoofd tot voeten"
        )


def _fill_label(cell: Any, box: FieldDef) -> None:
    _shade(cell)
    _add_run(cell.paragraphs[0], box.label_nl, 12, _INK, bold=True)
    prompt = cell.add_paragraph()
    _add_run(prompt, box.prompt_nl, 8.5, _SOFT_INK)
    prompt.runs[0].italic = True


def _fill_box(cell: Any, text: str) -> None:
    for number, line in enumerate(text.split("\n")):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        if line.startswith("- "):
            paragraph.style = "List Bullet"
        _add_run(paragraph, line.removeprefix("- "), 10.5, _INK)


def _add_table(document: Any, n_rows: int, widths: list[int]) -> Any:
    table = document.add_table(rows=n_rows, cols=len(widths))
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width
    borders = OxmlElement("w:tblBorders")
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{edge}")
        for name, value in (("val", "single"), ("sz", "6"), ("space", "0"), ("color", _LINE)):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    table._tbl.tblPr.append(borders)
    return table


def _shade(cell: Any) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", _PAPER)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _add_run(paragraph: Any, text: str, size: float, colour: RGBColor, bold: bool = False) -> None:
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    run.font.color.rgb = colour
    run.bold = bold or None
