"""Facts about a conversation: looked for in the form, the text around it, the file name and the mail, in that order.

What none of them says stays None; nothing is guessed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.formdefs import (
    DOMAIN_LABELS,
    FORMAT_LABELS,
    REFERENCE_PATTERN,
    REPORT_FORMS,
    TEMPLATE_PATTERN,
)
from pipeline.ingest.dates import find_dates, number_of_word
from pipeline.ingest.found import Context
from pipeline.ingest.labels import normalise

_REFERENCE = re.compile(REFERENCE_PATTERN, re.IGNORECASE)
_TEMPLATE = re.compile(TEMPLATE_PATTERN, re.IGNORECASE)
_NUMBER = r"(?P<n>\d{1,3}|[a-zéë]+)"
_PARTICIPANTS = re.compile(
    rf"\b{_NUMBER}\s+(?:deelnemende )?(?:deelnemers|aanwezigen|collega['’]s|mensen|personen|medewerkers|ambtenaren"
    r"|gesprekspartners)\b",
    re.IGNORECASE,
)
_DOMAIN_WORDS = re.compile(r"\bdomein\s*:?\s*(?P<name>[a-z]+)", re.IGNORECASE)
_MAX_PARTICIPANTS = 500
_REPORT_WORDS = (
    ("beeldverslag", re.compile(r"beeld\s?verslag", re.IGNORECASE)),
    ("reporter", re.compile(r"\breporter", re.IGNORECASE)),
    ("verslag", re.compile(r"verslag", re.IGNORECASE)),
)


@dataclass(frozen=True)
class Facts:
    """The facts of one conversation, each None where no source gives it."""

    reference: str | None = None
    held_on: dt.date | None = None
    held_on_from: str | None = None
    organisation: str | None = None
    organisation_from: str | None = None
    domain: str | None = None
    format: str | None = None
    n_participants: int | None = None
    template: str | None = None


def find_facts(answers: Mapping[str, str], around: Sequence[str], context: Context) -> Facts:
    """Return the facts of a conversation.

    Parameters
    ----------
    answers
        What the form's questions about the conversation were answered with, by the id of the question.
    around
        Titles, headings, footers and introductions: text about the conversation, not from it.
    context
        What is known from outside the document.
    """
    text = "\n".join(around)
    held_on, held_on_from = _held_on(answers, text, context)
    organisation, organisation_from = _organisation(answers, text, context)
    template = _TEMPLATE.search(answers.get("formulierversie", "")) or _TEMPLATE.search(text)
    return Facts(
        reference=_reference(answers, text, context),
        held_on=held_on,
        held_on_from=held_on_from,
        organisation=organisation,
        organisation_from=organisation_from,
        domain=read_domain(answers.get("domein", "")) or _domain_in(text),
        format=read_format(answers.get("format", "")) or _format_in(text),
        n_participants=read_participants(answers.get("deelnemers", "")) or _participants_in(text),
        template=f"{template[1].lower()} {template[2]}" if template else None,
    )


def _reference(answers: Mapping[str, str], text: str, context: Context) -> str | None:
    answer = answers.get("gesprek", "").strip()
    for source in (answer, text, context.path, context.mail_subject):
        if found := _REFERENCE.search(source):
            return found[0]
    # A reference of one's own making is a reference when it looks like one: short, with a figure in it.
    return answer if re.fullmatch(r"[\w./-]{2,24}", answer) and re.search(r"\d", answer) else None


def _held_on(answers: Mapping[str, str], text: str, context: Context) -> tuple[dt.date | None, str | None]:
    for source, content in (
        ("form", answers.get("datum", "")),
        ("text", text),
        ("file", _last_part(context.path)),
        ("mail", context.mail_subject),
    ):
        if dates := find_dates(content.replace("_", "-")):
            return dates[0], source
    return (context.mail_sent_on, "mail") if context.mail_sent_on else (None, None)


def _organisation(answers: Mapping[str, str], text: str, context: Context) -> tuple[str | None, str | None]:
    organisations = context.organisations
    answer = " ".join(answers.get("organisatie", "").split())
    if answer:
        # A name outside the table is kept as it was written: it is an answer, and no guess.
        return organisations.named(answer) or answer, "form"
    file_name = re.sub(r"[_\-.]+", " ", _last_part(context.path))
    for source, content in (("text", text), ("file", file_name), ("mail", context.mail_subject)):
        if found := organisations.mentioned(content):
            return found, source
    owner = organisations.of_domain(context.mail_domain)
    return (owner, "mail") if owner else (None, None)


def _last_part(path: str) -> str:
    return path.rpartition("/")[2]


def read_domain(answer: str) -> str | None:
    """Return the id of a domain as a form writes it."""
    return _chosen(answer, DOMAIN_LABELS)


def read_format(answer: str) -> str | None:
    """Return the id of a format as a form writes it."""
    return _chosen(answer, FORMAT_LABELS)


def _chosen(answer: str, labels: Mapping[str, str]) -> str | None:
    """Return the id that an answer names by its id or its label; two of them are no answer."""
    given = f" {normalise(answer)} "
    # Without spaces, because a narrow cell breaks a long word.
    joined = given.replace(" ", "")
    exact = [key for key, label in labels.items() if joined in (key, normalise(label).replace(" ", ""))]
    named = exact or [
        key for key, label in labels.items() if f" {normalise(label)} " in given or f" {key} " in given
    ]
    return named[0] if len(named) == 1 else None


def _domain_in(text: str) -> str | None:
    found = _DOMAIN_WORDS.search(text)
    return read_domain(found["name"]) if found else None


def _format_in(text: str) -> str | None:
    words = normalise(text)
    named = [key for key, label in FORMAT_LABELS.items() if f" {normalise(label)} " in f" {words} "]
    return named[0] if len(named) == 1 else None


def read_participants(answer: str) -> int | None:
    """Return a number of participants from an answer such as '8', 'acht' or '8 deelnemers'."""
    if figures := re.search(r"(?<!\d)\d{1,3}(?!\d)", answer):
        return _sensible(int(figures[0]))
    words = (number_of_word(word) for word in re.findall(r"[a-zéë]+", answer.lower()))
    return next((number for number in words if number), None)


def _participants_in(text: str) -> int | None:
    for found in _PARTICIPANTS.finditer(text):
        number = int(found["n"]) if found["n"].isdigit() else number_of_word(found["n"])
        if number and _sensible(number):
            return number
    return None


def _sensible(number: int) -> int | None:
    return number if 1 <= number <= _MAX_PARTICIPANTS else None


def report_form_in(text: str) -> str | None:
    """Return the kind of report that a title or subject names."""
    return next((form for form, pattern in _REPORT_WORDS if pattern.search(text)), None)


def read_report_form(answer: str) -> str | None:
    """Return the kind of report that a table's cell names."""
    return next((form for form in REPORT_FORMS if normalise(answer) == form), None)
