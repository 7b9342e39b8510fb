"""The card a facilitator has on the table: per format the timetable, the questions and the boxes of the form."""

from __future__ import annotations

from itertools import accumulate
from typing import Any

from pipeline.export.typesetting import make_pdf
from pipeline.export.wordpage import WordPage
from pipeline.formdefs import CANVAS, RETURN_ADDRESS
from pipeline.startkit import Card, Startkit

_ABOVE = "Kaart voor de gespreksleider"
_FOOTER = f"Klaar? Stuur het ingevulde formulier naar {RETURN_ADDRESS}."
_BACK = "Achterkant"
_NEEDS, _TIPS = "Dit heb je nodig", "Voor jou als gespreksleider"


def make_card_files(card: Card, kit: Startkit) -> dict[str, bytes]:
    """Return a card as a tagged PDF and as a Word document, under the names of their files."""
    return {
        f"{card.file_name}.pdf": make_card_pdf(card, kit),
        f"{card.file_name}.docx": make_card_word(card, kit),
    }


def make_card_pdf(card: Card, kit: Startkit) -> bytes:
    """Return a card on one A4 page; the longer a part of the conversation takes, the higher it is."""
    steps = [
        {
            "span": span,
            "minutes": step.minutes,
            "minutes-told": f"{step.minutes} min",
            "what": step.what,
            "how": step.how,
        }
        for step, span in zip(card.steps, _spans(card), strict=True)
    ]
    values: dict[str, Any] = {
        "kind": "card",
        "above": _ABOVE,
        "title": card.title,
        "footer": _FOOTER,
        "purpose": card.purpose,
        "agenda-title": _agenda_title(kit),
        "steps": steps,
        "needs": card.needs,
        "questions-title": card.questions_title,
        "questions": card.questions,
        "form-title": _form_title(card),
        "boxes": [(box.label_nl, box.prompt_nl) for box in card.form_def.boxes],
        "tips": kit.tips,
    }
    return make_pdf("startkit", values)


def make_card_word(card: Card, kit: Startkit) -> bytes:
    """Return a card as a Word document, to be changed at will."""
    page = WordPage(card.title, _ABOVE, _FOOTER, margin_mm=15)
    page.title(card.title, _ABOVE)
    page.paragraph(card.purpose, 12)
    page.heading(_agenda_title(kit), 2)
    rows = [(span, step.what, step.how) for step, span in zip(card.steps, _spans(card), strict=True)]
    page.table(("Minuten", "Wat", "Hoe"), rows, [""] * len(rows), (22, 38, 105))
    page.heading(_NEEDS, 2)
    page.points(card.needs)
    page.heading(_BACK, 1)
    page.heading(card.questions_title, 2)
    page.points(card.questions)
    page.heading(_form_title(card), 2)
    boxes = [(box.label_nl, box.prompt_nl) for box in card.form_def.boxes]
    page.table(("Vak", "Vraag"), boxes, [""] * len(boxes), (55, 110))
    page.heading(_TIPS, 2)
    page.points(kit.tips)
    return page.finish()


def _spans(card: Card) -> list[str]:
    ends = list(accumulate(step.minutes for step in card.steps))
    return [f"{end - step.minutes}–{end}" for step, end in zip(card.steps, ends, strict=True)]


def _agenda_title(kit: Startkit) -> str:
    return f"{kit.minutes} minuten met {kit.people} mensen"


def _form_title(card: Card) -> str:
    return "De vakken van het canvas" if card.form_def is CANVAS else "De delen van het model"
