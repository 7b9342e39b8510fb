"""Draws the two forms: heading, questions about the conversation, boxes, the figure of the model, footer."""

from __future__ import annotations

from typing import Final

from pipeline.export.figure import ANCHORS, draw_figure
from pipeline.export.fonts import BOLD, ITALIC, REGULAR, SEMIBOLD
from pipeline.export.formpage import INK, LINE, PAPER, SOFT_INK, THREAD, WHITE, FormPage, PlacedField, Rect
from pipeline.formdefs import (
    CANVAS,
    DOMAIN_LABELS,
    FORMAT_LABELS,
    META_FIELDS,
    RETURN_SENTENCE,
    VERSION_FIELD,
    FieldDef,
    FormDef,
)

_A4: Final = (595.0, 842.0)
_MARGIN: Final = 34.0
_GAP: Final = 9.0
_CHOICES: Final = {"domein": tuple(DOMAIN_LABELS.values()), "format": tuple(FORMAT_LABELS.values())}

_CANVAS_META: Final = ((("gesprek", 96.0), ("datum", 118.0), ("organisatie", 209.0), ("domein", 98.0),
                        ("format", 134.0), ("deelnemers", 74.0)),)  # fmt: skip
_MODEL_META: Final = (
    (("gesprek", 130.0), ("datum", 130.0), ("organisatie", 249.0)),
    (("domein", 130.0), ("format", 249.0), ("deelnemers", 130.0)),
)

_CANVAS_BOXES: Final = {
    "opbrengst": Rect(34, 46, 262, 410),
    "moet_erin": Rect(305, 308, 246, 148),
    "moet_er_niet_in": Rect(560, 308, 248, 148),
    "meegeven": Rect(305, 163, 246, 136),
    "dilemma": Rect(560, 163, 248, 136),
    "voorbeeld": Rect(305, 46, 503, 108),
}
_MODEL_BOXES: Final = {
    "hoofd": Rect(34, 450, 184, 208),
    "hart": Rect(377, 487, 184, 171),
    "handen": Rect(34, 167, 184, 274),
    "buik": Rect(377, 327, 184, 151),
    "voeten": Rect(377, 167, 184, 151),
    "overstijgend": Rect(34, 46, 527, 112),
}
_FIGURE: Final = Rect(226, 176, 143, 456)


def draw_form(form: FormDef) -> FormPage:
    """Return the blank form as a drawn page with its fields at their places."""
    if form.form_id == CANVAS.form_id:
        page = FormPage(_A4[1], _A4[0])
        _draw_heading(page, form)
        _draw_meta(page, _CANVAS_META, page.height - 105)
        _draw_boxes(page, form, _CANVAS_BOXES)
    else:
        page = FormPage(*_A4)
        _draw_heading(page, form)
        _draw_meta(page, _MODEL_META, page.height - 114)
        _draw_figure_with_leaders(page)
        _draw_boxes(page, form, _MODEL_BOXES)
    _draw_footer(page, form)
    return page


def _draw_heading(page: FormPage, form: FormDef) -> None:
    top = page.height
    with page.decoration():
        canvas = page.canvas
        canvas.setFillColor(INK)
        canvas.rect(0, top - 9, page.width, 9, stroke=0, fill=1)
        canvas.setStrokeColor(THREAD)
        canvas.setLineWidth(1.6)
        end = page.width
        path = canvas.beginPath()
        path.moveTo(0, top - 24)
        path.curveTo(end * 0.35, top - 6, end * 0.55, top - 60, end * 0.78, top - 40)
        path.curveTo(end * 0.86, top - 33, end * 0.84, top - 14, end * 0.79, top - 24)
        path.curveTo(end * 0.74, top - 36, end * 0.92, top - 62, end, top - 34)
        canvas.drawPath(path, stroke=1, fill=0)
    page.line("P", _MARGIN, top - 36, form.subtitle_nl, SEMIBOLD, 9.5, THREAD)
    page.line("H1", _MARGIN, top - 61, form.title_nl, BOLD, 24)
    page.paragraph(_MARGIN, top - 77, page.width - 2 * _MARGIN, form.instruction_nl, REGULAR, 9)


def _draw_meta(page: FormPage, rows: tuple[tuple[tuple[str, float], ...], ...], top: float) -> None:
    definitions = {field.field_id: field for field in META_FIELDS}
    for row in rows:
        x = _MARGIN
        for field_id, width in row:
            _draw_meta_field(page, definitions[field_id], Rect(x, top - 17, width, 17))
            x += width + _GAP
        top -= 35


def _draw_meta_field(page: FormPage, field: FieldDef, rect: Rect) -> None:
    page.line("P", rect.x, rect.top + 4, field.label_nl, SEMIBOLD, 8.5)
    with page.decoration():
        page.canvas.setStrokeColor(LINE)
        page.canvas.setFillColor(WHITE)
        page.canvas.setLineWidth(0.7)
        page.canvas.rect(rect.x, rect.y, rect.width, rect.height, stroke=1, fill=1)
    tooltip = f"{field.label_nl}: {field.prompt_nl}" if field.prompt_nl else field.label_nl
    inner = Rect(rect.x + 1, rect.y + 1, rect.width - 2, rect.height - 2)
    page.field(PlacedField(field.field_id, tooltip, inner, options=_CHOICES.get(field.field_id, ())))


def _draw_boxes(page: FormPage, form: FormDef, places: dict[str, Rect]) -> None:
    for box in form.boxes:
        _draw_box(page, box, places[box.field_id])


def _draw_box(page: FormPage, box: FieldDef, rect: Rect) -> None:
    with page.decoration():
        page.canvas.setFillColor(PAPER)
        page.canvas.setStrokeColor(LINE)
        page.canvas.setLineWidth(0.8)
        page.canvas.roundRect(rect.x, rect.y, rect.width, rect.height, 5, stroke=1, fill=1)
        page.canvas.setFillColor(THREAD)
        page.canvas.circle(rect.x + 12, rect.top - 14, 3, stroke=0, fill=1)
    page.line("H2", rect.x + 20, rect.top - 18, box.label_nl, SEMIBOLD, 12.5)
    below = page.paragraph(rect.x + 10, rect.top - 31, rect.width - 20, box.prompt_nl, ITALIC, 8.5)
    height = below + 4 - (rect.y + 7)
    inner = Rect(rect.x + 8, rect.y + 7, rect.width - 16, height)
    with page.decoration():
        page.canvas.setFillColor(WHITE)
        page.canvas.rect(inner.x, inner.y, inner.width, inner.height, stroke=0, fill=1)
    page.field(PlacedField(box.field_id, f"{box.label_nl}. {box.prompt_nl}", inner, multiline=True))


def _draw_figure_with_leaders(page: FormPage) -> None:
    description = (
        "Getekende figuur van een ambtenaar, met lijnen van hoofd, hart, handen, buik en voeten naar hun vak."
    )
    with page.marked("Figure", description):
        draw_figure(page.canvas, _FIGURE)
        page.canvas.saveState()
        page.canvas.setStrokeColor(THREAD)
        page.canvas.setFillColor(THREAD)
        page.canvas.setLineWidth(0.9)
        page.canvas.setDash(1, 2.5)
        for field_id, (part_x, part_y) in ANCHORS.items():
            box = _MODEL_BOXES[field_id]
            x, y = _FIGURE.x + part_x * _FIGURE.width, _FIGURE.y + part_y * _FIGURE.height
            edge = box.x + box.width if box.x < x else box.x
            page.canvas.line(x, y, edge, min(max(y, box.y + 20), box.top - 20))
            page.canvas.circle(x, y, 2.4, stroke=0, fill=1)
        page.canvas.restoreState()


def _draw_footer(page: FormPage, form: FormDef) -> None:
    page.line("P", _MARGIN, 24, RETURN_SENTENCE, REGULAR, 8.5, SOFT_INK)
    right = page.width - _MARGIN
    page.line("P", right - 112, 24, "Formulier", REGULAR, 8.5, SOFT_INK)
    place = Rect(right - 74, 19, 74, 16)
    page.field(PlacedField(VERSION_FIELD, f"Formulier en versie: {form.template}", place, read_only=True))
