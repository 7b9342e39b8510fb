"""What goes out: canvas and model of 'de' ambtenaar, blank or filled, and the letters, cards and poll around them.

What the boxes are called stands in `pipeline.formdefs`, and what the rest says in `pipeline.startkit`; the readers of
what comes back use both. Every function returns the bytes of a file; the same values give the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from pipeline.export.cards import make_card_files
from pipeline.export.fonts import LEADING, REGULAR, fit_text
from pipeline.export.formfields import add_fields
from pipeline.export.formlayout import draw_form
from pipeline.export.formpage import INK, FormPage
from pipeline.export.formword import make_word_form
from pipeline.export.invitation import make_letter_files
from pipeline.export.poll import make_poll_files
from pipeline.export.tableform import make_table_form
from pipeline.formdefs import FORMS, VERSION_FIELD, FormDef
from pipeline.startkit import Startkit, read_startkit

__all__ = [
    "list_kit",
    "make_kit_files",
    "make_pdf_form",
    "make_printed_form",
    "make_table_form",
    "make_word_form",
]


def list_kit(kit: Startkit | None = None) -> dict[str, Callable[[], dict[str, bytes]]]:
    """Return everything that goes out: per document what makes it, in all its forms, by the name of each file."""
    kit = kit or read_startkit()
    made: dict[str, Callable[[], dict[str, bytes]]] = {
        form.title_nl.replace("'", ""): partial(_make_form_files, form) for form in FORMS
    }
    made["Tabel met gesprekken"] = lambda: {"Tabel met gesprekken.xlsx": make_table_form()}
    made |= {letter.file_name: partial(make_letter_files, letter, kit) for letter in kit.letters}
    made |= {card.file_name: partial(make_card_files, card, kit) for card in kit.cards}
    made[kit.poll.file_name] = partial(make_poll_files, kit.poll)
    return made


def make_kit_files(kit: Startkit | None = None) -> dict[str, bytes]:
    """Return everything that goes out, under the name it is handed out with: forms, letters, cards and poll."""
    return {name: data for make in list_kit(kit).values() for name, data in make().items()}


def _make_form_files(form: FormDef) -> dict[str, bytes]:
    name = form.title_nl.replace("'", "")
    return {f"{name}.pdf": make_pdf_form(form), f"{name}.docx": make_word_form(form)}


def make_pdf_form(form: FormDef, values: Mapping[str, str] | None = None) -> bytes:
    """Return a form as a fillable PDF.

    Parameters
    ----------
    values
        Text per field id (boxes and `pipeline.formdefs.META_FIELDS`); fields without a value stay empty.
    """
    page = draw_form(form)
    filled = {**(values or {}), VERSION_FIELD: form.template}
    return add_fields(_finish(page, form, filled), page, filled)


def make_printed_form(form: FormDef, values: Mapping[str, str] | None = None) -> bytes:
    """Return a form as a PDF without fields, the values printed on the page."""
    page = draw_form(form)
    filled = {**(values or {}), VERSION_FIELD: form.template}
    _print_values(page, filled)
    return _finish(page, form, filled)


def _finish(page: FormPage, form: FormDef, values: Mapping[str, str]) -> bytes:
    keywords = " ".join(filter(None, (form.template, values.get("gesprek"))))
    return page.finish(form.title_nl, form.subtitle_nl, keywords)


def _print_values(page: FormPage, values: Mapping[str, str]) -> None:
    canvas = page.canvas
    canvas.setFillColor(INK)
    for field in page.fields:
        rect = field.rect
        size, lines = fit_text(
            values.get(field.name, ""), REGULAR, rect.width - 5, rect.height - 5, largest=10.5
        )
        canvas.setFont(REGULAR, size)
        y = rect.top - 2.5 - size if field.multiline else rect.y + (rect.height - size) / 2 + size * 0.2
        for line in lines:
            canvas.drawString(rect.x + 2.5, y, line)
            y -= size * LEADING
