"""The card a facilitator has on the table: per format the timetable, the questions and the boxes of the form."""

from __future__ import annotations

from itertools import accumulate
from typing import Any

from pipeline.export.typesetting import make_pdf
from pipeline.export.wordpage import WordPage
from pipeline.startkit import Card, Startkit

_BACK = "Achterkant"


def make_card_files(card: Card, kit: Startkit) -> dict[str, bytes]:
    """Return a card as a tagged PDF and as a Word document, under the names of their files."""
    return {
        f"{card.file_name}.pdf": make_card_pdf(card, kit),
        f"{card.file_name}.docx": make_card_word(card, kit),
    }


def make_card_pdf(card: Card, kit: Startkit) -> bytes:
    """Return a card on one A4 page; the longer a part of the conversation takes, the higher it is."""
    words = kit.card_words
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
        "above": words.above,
        "title": card.title,
        "footer": words.footer,
        "purpose": card.purpose,
        "agenda-title": _agenda_title(kit),
        "steps": steps,
        "needs": card.needs,
        "questions-title": card.questions_title,
        "questions": card.questions,
        "needs-title": words.needs,
        "tips-title": words.tips,
        "form-title": words.forms[card.form],
        "boxes": [(box.label_nl, box.prompt_nl) for box in card.form_def.boxes],
        "tips": kit.tips,
    }
    return make_pdf("startkit", values)


def make_card_word(card: Card, kit: Startkit) -> bytes:
    """Return a card as a Word document, to be changed at will."""
    words = kit.card_words
    page = WordPage(card.title, words.above, words.footer, margin_mm=15)
    page.ribbon()
    page.title(card.title, words.above)
    page.paragraph(card.purpose, 12)
    page.heading(_agenda_title(kit), 2)
    rows = [(span, step.what, step.how) for step, span in zip(card.steps, _spans(card), strict=True)]
    page.table(("Minuten", "Wat", "Hoe"), rows, [""] * len(rows), (22, 38, 105))
    page.heading(words.needs, 2)
    page.points(card.needs)
    page.heading(_BACK, 1)
    page.heading(card.questions_title, 2)
    page.points(card.questions)
    page.heading(words.forms[card.form], 2)
    boxes = [(box.label_nl, box.prompt_nl) for box in card.form_def.boxes]
    page.table(("Vak", "Vraag"), boxes, [""] * len(boxes), (55, 110))
    page.heading(words.tips, 2)
    page.points(kit.tips)
    return page.finish()


def _spans(card: Card) -> list[str]:
    ends = list(accumulate(step.minutes for step in card.steps))
    return [f"{end - step.minutes}–{end}" for step, end in zip(card.steps, ends, strict=True)]


def _agenda_title(kit: Startkit) -> str:
    return f"{kit.minutes} minuten met {kit.people} mensen"
