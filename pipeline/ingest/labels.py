"""Recognises what a form prints: the labels of its boxes and questions, and sentences that nobody wrote."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from pipeline.formdefs import (
    FORMS,
    META_FIELDS,
    REFERENCE_PATTERN,
    REPORT_FIELDS,
    TEMPLATE_PATTERN,
    TEMPLATE_SENTENCES,
    FieldDef,
)
from pipeline.ingest.plaintext import LIST_MARK

_MAX_LABEL_CHARS = 90
_MIN_FUZZY_CHARS = 7
_FUZZY_RATIO = 0.87
_SEPARATOR = re.compile(r"\s*(?::|\s[-–—]\s|\t|\s\|\s)\s*")
_PAGE_MARK = re.compile(
    r"\b(?:pagina|blad|dia|slide|page)\s*\d+(?:\s*(?:van|/|of)\s*\d+)?\b|^\s*\d{1,3}\s*(?:/\s*\d{1,3})?\s*$",
    re.IGNORECASE,
)
# Questions that other forms ask: their answers are no bouwstenen, and often someone's name.
OTHER_QUESTIONS = (
    "verslag", "verslag door", "verslaglegger", "verslaglegging", "reporter", "notulist", "gespreksleider",
    "gespreksleiding", "gespreksbegeleider", "begeleider", "begeleiding", "facilitator", "contactpersoon",
    "ingevuld door", "ingezonden door", "naam", "namen", "auteur", "e mail", "e mailadres", "mailadres", "telefoon",
    "telefoonnummer", "locatie", "plaats", "tijd", "tijdstip", "functie", "afdeling", "versie", "handtekening",
)  # fmt: skip
_FOOTER_WORDS = re.compile(r"\b(?:formulier|versie|formulierversie|gespreksnummer|kenmerk|v)\b")
# From this many words in a row on, a piece of a printed sentence is recognised as a piece.
_MIN_PIECE_WORDS = 3


@dataclass(frozen=True)
class Label:
    """A label that was recognised.

    Parameters
    ----------
    field
        Id of a box or heading, or of a question about the conversation.
    is_meta
        Whether it asks about the conversation itself.
    is_exact
        Whether it is the form's own label and no synonym or variant.
    """

    field: str
    is_meta: bool
    is_exact: bool


def normalise(text: str) -> str:
    """Return a label's normal form: lower case, no list mark or punctuation, single spaces."""
    bare = LIST_MARK.sub("", text.strip(), count=1) if LIST_MARK.match(text) else text
    bare = bare.replace("’", "'").replace("‘", "'").lower()
    return (
        " ".join(re.sub(r"[^\w' ]|_", " ", bare).replace("'", " ' ").replace(" ' s ", "'s ").split())
        .replace(" ' ", " ")
        .strip(" '")
    )


def _entries() -> Iterator[tuple[str, Label]]:
    boxes = [box for form in FORMS for box in form.boxes]
    for definition, is_meta in [
        *((box, False) for box in (*boxes, *REPORT_FIELDS)),
        *((field, True) for field in META_FIELDS),
    ]:
        for name in _own_names(definition):
            yield normalise(name), Label(definition.field_id, is_meta, is_exact=True)
        for name in definition.synonyms:
            yield normalise(name), Label(definition.field_id, is_meta, is_exact=False)


def _own_names(definition: FieldDef) -> tuple[str, ...]:
    return definition.label_nl, definition.field_id.replace("_", " ")


def _labels() -> dict[str, Label]:
    labels: dict[str, Label] = {}
    for name, label in _entries():
        if name not in labels or (label.is_exact and not labels[name].is_exact):
            labels[name] = label
    for name in OTHER_QUESTIONS:
        labels.setdefault(name, Label(f"other {name}", is_meta=True, is_exact=False))
    return labels


_LABELS = _labels()
_TEMPLATE = tuple(dict.fromkeys(normalise(sentence) for sentence in TEMPLATE_SENTENCES))
_PROMPTS = {definition.field_id: normalise(definition.prompt_nl) for definition in META_FIELDS}
_FOOTER = re.compile("|".join((REFERENCE_PATTERN, TEMPLATE_PATTERN)), re.IGNORECASE)


@lru_cache(maxsize=20_000)
def match_label(text: str) -> Label | None:
    """Return the label a whole line is, spelling variants and a printed question behind it included."""
    if len(text) > _MAX_LABEL_CHARS or not text.strip():
        return None
    name = normalise(text)
    # A narrow cell breaks a long label within a word.
    if found := _LABELS.get(name) or _LABELS.get(normalise(text.replace("\n", ""))):
        return found
    if found := _before_printed_rest(text):
        return found
    if (
        len(name) < _MIN_FUZZY_CHARS
        or any(character.isdigit() for character in name)
        or ":" in text.rstrip(": ")
    ):
        return None
    for candidate, label in _LABELS.items():
        if (
            abs(len(candidate) - len(name)) <= 2
            and len(candidate) >= _MIN_FUZZY_CHARS
            and (SequenceMatcher(None, candidate, name).ratio() >= _FUZZY_RATIO)
        ):
            return Label(label.field, label.is_meta, is_exact=False)
    return None


def _before_printed_rest(text: str) -> Label | None:
    """Recognise 'Hoofd (kennis)' and 'Hoofd - Wat moet de ambtenaar weten?': a label and another of its names."""
    parts = [part for part in re.split(r"[:(/–—]|\s-\s|\n", text) if part.strip()]
    if len(parts) < 2:
        return None
    first = _LABELS.get(normalise(parts[0]))
    rest = normalise(" ".join(parts[1:]))
    if first is None or not rest:
        return None
    other = _LABELS.get(rest)
    # Behind a question stands its answer, even when that is what a form is called.
    is_prompt = rest == _PROMPTS.get(first.field) if first.is_meta else _is_sentences(rest)
    if (other is not None and other.field == first.field) or is_prompt:
        return first
    return None


def split_label(line: str) -> tuple[Label, int] | None:
    """Return the label at the start of a line such as 'Hoofd: ...', and where what follows begins."""
    separator = _SEPARATOR.search(line[:_MAX_LABEL_CHARS])
    if separator is None or separator.end() >= len(line.rstrip()):
        return None
    label = _LABELS.get(normalise(line[: separator.start()]))
    return (label, separator.end()) if label else None


def form_of_field(field: str) -> str:
    """Return the id of the form that has a field; '' for the headings of reports."""
    return next((form.form_id for form in FORMS for box in form.boxes if box.field_id == field), "")


@lru_cache(maxsize=20_000)
def is_printed(text: str) -> bool:
    """Tell whether a line is what the form itself says: a sentence of it or a piece of one, a footer, a page number."""
    name = normalise(text)
    if not name:
        return True
    if name in _TEMPLATE:
        return True
    if len(name.split()) >= _MIN_PIECE_WORDS and any(
        f" {name} " in f" {sentence} " for sentence in _TEMPLATE
    ):
        return True
    return _is_footer(text) or _is_sentences(name)


def _is_sentences(name: str) -> bool:
    """Tell whether a text is nothing but printed sentences after each other."""
    return not _without_sentences(f" {name} ").strip()


def _without_sentences(name: str) -> str:
    for sentence in sorted(_TEMPLATE, key=len, reverse=True):
        if len(sentence.split()) >= 2:
            name = name.replace(f" {sentence} ", " ")
    return name


def _is_footer(text: str) -> bool:
    rest = _PAGE_MARK.sub(" ", _FOOTER.sub(" ", text))
    if rest == text:
        return False
    rest = _without_sentences(f" {normalise(rest)} ")
    return not _FOOTER_WORDS.sub(" ", rest).strip()
