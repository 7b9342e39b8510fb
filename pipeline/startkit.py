"""What goes out around the forms, read once from `startkit.yaml`: letters, facilitator's cards, and the poll.

The documents in `pipeline.export` are drawn from it, and the readers know its sentences, so that a card that comes
back is never taken for what was said.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Final, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from pipeline.errors import CodebookError
from pipeline.formdefs import FORMAT_LABELS, FORMS, RETURN_ADDRESS, FormDef, form_of

FILE_NAME: Final = "startkit.yaml"

POLL_COLUMNS: Final = ("peiling", "datum", "organisatie", "thema", "stelling", "optie", "aantal")
"""Columns in which results of a poll come back: one row per option of a statement, with how many people chose it."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Block(_Part):
    """A piece of a letter: exactly one of these, the formats of a conversation being a list of their own."""

    lead: str = ""
    heading: str = ""
    text: str = ""
    points: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    formats: bool = False

    @model_validator(mode="after")
    def _hold_one_thing(self) -> Block:
        if sum(map(bool, (self.lead, self.heading, self.text, self.points, self.steps, self.formats))) != 1:
            raise ValueError("a block holds one of lead, heading, text, points, steps, formats")
        return self


class Letter(_Part):
    """A message to people: for a page of the intranet, and as an e-mail that is ready to be sent."""

    letter_id: str
    file_name: str
    subject: str
    above: str
    title: str
    blocks: tuple[Block, ...]
    greeting: str
    sender: str


class Step(_Part):
    """A part of a conversation and how long it takes."""

    minutes: int = Field(ge=1)
    what: str
    how: str


class Card(_Part):
    """What a facilitator has on the table: what it is for, what is needed, and what happens when."""

    format: Literal["vragen", "verhalen", "model"]
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


class CardWords(_Part):
    """What every card says; `forms` holds the heading above the boxes, by form."""

    above: str
    footer: str
    needs: str
    tips: str
    forms: dict[str, str]


class Statement(_Part):
    """A statement of the poll and the theme it belongs to."""

    theme: str
    text: str


class Poll(_Part):
    """A short poll for the intranet."""

    poll_id: str
    file_name: str
    result_name: str
    title: str
    lead: str
    note: str
    options: tuple[str, ...] = Field(min_length=2)
    statements: tuple[Statement, ...] = Field(min_length=1)
    return_above: str
    return_title: str
    column_heads: tuple[str, str, str]
    columns: dict[str, str]
    how_to_return: tuple[str, ...]

    @model_validator(mode="after")
    def _explain_every_column(self) -> Poll:
        if tuple(self.columns) != POLL_COLUMNS:
            raise ValueError(f"the columns of the results are {', '.join(POLL_COLUMNS)}, in this order")
        return self

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


class Startkit(_Part):
    """Everything that goes out around the forms."""

    people: int = Field(ge=2)
    minutes: int = Field(ge=1)
    letters: tuple[Letter, ...]
    cards: tuple[Card, ...]
    card_words: CardWords
    tips: tuple[str, ...]
    poll: Poll

    @model_validator(mode="after")
    def _fill_the_time(self) -> Startkit:
        for card in self.cards:
            total = sum(step.minutes for step in card.steps)
            if total != self.minutes:
                raise ValueError(f"the steps of {card.file_name} take {total} minutes, not {self.minutes}")
            if card.form not in {form.form_id for form in FORMS}:
                raise ValueError(f"{card.file_name} names the form {card.form}, which is not there")
        if {card.format for card in self.cards} != set(FORMAT_LABELS):
            raise ValueError(f"there must be a card for each of {', '.join(FORMAT_LABELS)}")
        return self

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
    """Return the kit, with the address of the mailbox filled in.

    Raises
    ------
    CodebookError
        When the file holds a mistake; all of them are named.
    """
    text = (files("pipeline") / FILE_NAME).read_text(encoding="utf-8")
    try:
        return Startkit.model_validate(yaml.safe_load(text.replace("{mailbox}", RETURN_ADDRESS)))
    except (yaml.YAMLError, ValidationError) as error:
        raise CodebookError(f"{FILE_NAME} can't be used: {error}") from error
