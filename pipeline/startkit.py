"""What goes out around the forms, read once from `startkit.yaml`: letters, facilitator's cards, and the poll.

The documents in `pipeline.export` are drawn from it, and the readers know its sentences, so that a card that comes
back is never taken for what was said.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml

from pipeline.errors import CodebookError
from pipeline.formdefs import FORMAT_LABELS, FORMS, RETURN_ADDRESS, FormDef, form_of

FILE_NAME: Final = "startkit.yaml"

POLL_COLUMNS: Final = ("peiling", "datum", "organisatie", "thema", "stelling", "optie", "aantal")
"""Columns in which results of a poll come back: one row per option of a statement, with how many people chose it."""


@dataclass(frozen=True)
class Block:
    """A piece of a letter: exactly one of these, the formats of a conversation being a list of their own."""

    lead: str = ""
    heading: str = ""
    text: str = ""
    points: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    formats: bool = False

    def __post_init__(self) -> None:
        if sum(map(bool, (self.lead, self.heading, self.text, self.points, self.steps, self.formats))) != 1:
            raise ValueError("a block of a letter holds one of lead, heading, text, points, steps, formats")


@dataclass(frozen=True)
class Letter:
    """A message to people: for a page of the intranet, and as an e-mail that is ready to be sent."""

    letter_id: str
    file_name: str
    subject: str
    above: str
    title: str
    blocks: tuple[Block, ...]
    greeting: str
    sender: str


@dataclass(frozen=True)
class Step:
    """A part of a conversation and how long it takes."""

    minutes: int
    what: str
    how: str


@dataclass(frozen=True)
class Card:
    """What a facilitator has on the table: what it is for, what is needed, and what happens when."""

    format: str
    form: str
    file_name: str
    title: str
    purpose: str
    needs: tuple[str, ...]
    questions_title: str
    questions: tuple[str, ...]
    steps: tuple[Step, ...]

    @property
    def form_def(self) -> FormDef:
        """The form that is filled in at the end."""
        return form_of(self.form)


@dataclass(frozen=True)
class CardWords:
    """What every card says; `forms` holds the heading above the boxes, by form."""

    above: str
    footer: str
    needs: str
    tips: str
    forms: dict[str, str]


@dataclass(frozen=True)
class Statement:
    """A statement of the poll and the theme it belongs to."""

    theme: str
    text: str


@dataclass(frozen=True)
class Poll:
    """A short poll for the intranet."""

    poll_id: str
    file_name: str
    result_name: str
    title: str
    lead: str
    note: str
    options: tuple[str, ...]
    statements: tuple[Statement, ...]
    return_above: str
    return_title: str
    column_heads: tuple[str, str, str]
    columns: dict[str, str]
    how_to_return: tuple[str, ...]

    def __post_init__(self) -> None:
        if tuple(self.columns) != POLL_COLUMNS:
            raise ValueError(f"the columns of the results are {', '.join(POLL_COLUMNS)}, in this order")

    def sentences(self) -> tuple[str, ...]:
        """Return everything the poll says."""
        said = [
            self.title,
            self.lead,
            self.note,
            " ".join(self.options),
            self.return_above,
            self.return_title,
        ]
        said.append(" ".join(self.column_heads))
        return (*said, *self.how_to_return, *self.columns.values(), *(one.text for one in self.statements))


@dataclass(frozen=True)
class Startkit:
    """Everything that goes out around the forms."""

    people: int
    minutes: int
    letters: tuple[Letter, ...]
    cards: tuple[Card, ...]
    card_words: CardWords
    tips: tuple[str, ...]
    poll: Poll

    def __post_init__(self) -> None:
        for card in self.cards:
            total = sum(step.minutes for step in card.steps)
            if total != self.minutes:
                raise ValueError(f"the steps of {card.file_name} take {total} minutes, not {self.minutes}")
            if card.form not in {form.form_id for form in FORMS}:
                raise ValueError(f"{card.file_name} names the form {card.form}, which is not there")
        if {card.format for card in self.cards} != set(FORMAT_LABELS):
            raise ValueError(f"there must be a card for each of {', '.join(FORMAT_LABELS)}")

    def sentences(self) -> tuple[str, ...]:
        """Return everything the documents say, without what is one word: in itself nothing that was said at a table."""
        said = [text for letter in self.letters for text in _sentences_of_letter(letter)]
        for card in self.cards:
            said += [card.title, card.purpose, card.questions_title, *card.needs, *card.questions]
            said += [text for step in card.steps for text in (step.what, step.how)]
        words = self.card_words
        said += [words.above, words.footer, words.needs, words.tips, *words.forms.values(), *self.tips]
        said += self.poll.sentences()
        return tuple(dict.fromkeys(text for text in said if " " in text))


def _sentences_of_letter(letter: Letter) -> list[str]:
    said = [letter.subject, letter.title, letter.greeting, letter.sender]
    for block in letter.blocks:
        said += [block.lead, block.heading, block.text, *block.points, *block.steps]
    return said


@cache
def read_startkit() -> Startkit:
    """Return the kit that comes with the program."""
    return parse_startkit((files("pipeline") / FILE_NAME).read_text(encoding="utf-8"))


def parse_startkit(text: str) -> Startkit:
    """Return the kit in the text of a file, with the address of the mailbox filled in.

    Raises
    ------
    CodebookError
        When a part is missing or unknown, or says what can't be: a timetable that doesn't add up.
    """
    try:
        raw: dict[str, Any] = _as_tuples(yaml.safe_load(text.replace("{mailbox}", RETURN_ADDRESS)))
        letters = [
            Letter(**{**letter, "blocks": tuple(Block(**block) for block in letter["blocks"])})
            for letter in raw["letters"]
        ]
        cards = [
            Card(**{**card, "steps": tuple(Step(**step) for step in card["steps"])}) for card in raw["cards"]
        ]
        statements = tuple(Statement(**statement) for statement in raw["poll"]["statements"])
        parts = {
            "letters": tuple(letters),
            "cards": tuple(cards),
            "card_words": CardWords(**raw["card_words"]),
            "poll": Poll(**{**raw["poll"], "statements": statements}),
        }
        return Startkit(**{**raw, **parts})
    except (yaml.YAMLError, TypeError, KeyError, ValueError) as error:
        raise CodebookError(f"{FILE_NAME} can't be used: {error}") from error


def _as_tuples(value: Any) -> Any:
    """Return plain values with every list as a tuple, which nobody can change."""
    if isinstance(value, list):
        return tuple(_as_tuples(item) for item in value)
    return {key: _as_tuples(item) for key, item in value.items()} if isinstance(value, dict) else value
