"""What looks like personal data and is kept: public figures, and things that are named after people."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.text.lexicon import Lexicon
from pipeline.text.tokens import Token

_NAME = r"(?:(?:[Vv]an|[Dd]e|[Dd]er|[Dd]en|[Tt]er|[Tt]en|[Tt]e|['’]t|[Hh]et)[ -])*[A-ZÀ-Þ][\w’'.]*(?:[- ](?:(?:van|de|der|den|ter|en)[- ])*[A-ZÀ-Þ][\w’']*)*"
_THING_FIRST = re.compile(
    rf"\b(?i:(?:staats|parlementaire (?:enquête)?|enquête|onderzoeks|advies)?commissie|(?:spoed|novelle|initiatief)?wet|motie|amendement"
    rf"|kabinet|(?:vergader)?zaal|leerstoel|advies|rapport|fonds|prijs|norm|plan|nota|lijst|methode|model|formule|richtlijn|toets"
    rf"|criteria|doctrine|arrest|akkoord|debat|stichting|instituut|school|college|museum|gebouw|toren)"
    rf"(?:-| (?=[A-ZÀ-Þ])){_NAME}(?: [IVX]+\b)?"
)
_THING_LAST = re.compile(
    r"(?<![\w-])(?:[A-ZÀ-Þ][\w.’']*[ -])?(?:[A-ZÀ-Þ][\w.’']*[ -]|(?:van|de|der|den|ter|ten|te|'t)[ -]){0,4}[A-ZÀ-Þ][\w’']*?"
    r"-?(?i:huis|zaal|gebouw|prijs|lezing|penning|school|college|museum|stadion|arena|brug|tunnel|instituut|academie"
    r"|leerstoel|fonds|stichting|toren|vleugel|kazerne|ziekenhuis|norm|wet|commissie|motie|kabinet|doctrine|gemaal|complex"
    r"|universiteit|bibliotheek|kliniek|mc|kamer|codes?|methode|model|cyclus|principe|schaal|toets|akkoord|luchthaven|airport)(?:es|en|s)?\b"
)
_LOOSE_THING = re.compile(
    r"^(?:huis|zaal|kamer|code|model|wet|school|brug|toren|prijs|kliniek|complex|motie)", re.I
)


def find_kept(text: str, tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield the places (start, end) of names that are not a private person's."""
    yield from _find_phrases(tokens, lexicon)
    for match in _THING_FIRST.finditer(text):
        yield match.span()
    for match in _THING_LAST.finditer(text):
        if not _LOOSE_THING.match(match.group()):
            yield match.span()


def _find_phrases(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    lowered = [token.lower for token in tokens]
    for i, word in enumerate(lowered):
        for phrase in lexicon.kept.get(word, ()):
            if tuple(lowered[i : i + len(phrase)]) == phrase:
                yield tokens[i].start, tokens[i + len(phrase) - 1].end
                break
