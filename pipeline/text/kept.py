"""What looks like personal data and is kept: public figures, and things that are named after people."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.text.lexicon import Lexicon
from pipeline.text.tokens import Token

_NAME = (
    r"(?:(?:[Vv]an|[Dd]e|[Dd]er|[Dd]en|[Tt]er|[Tt]en|[Tt]e|['’]t"
    r"|[Hh]et)[ -])*[A-ZÀ-Þ][\w’'.]*(?:[-/ ](?:(?:van|de|der|den|ter|en)[- ])*[A-ZÀ-Þ][\w’']*)*"
)
_THING_FIRST = re.compile(
    rf"\b(?i:(?:staats|parlementaire (?:enquête)?|enquête|onderzoeks|advies)?commissie|(?:spoed|novelle"
    rf"|initiatief)?wet|motie|amendement"
    rf"|kabinet|(?:vergader)?zaal|leerstoel|advies|rapport|fonds|prijs|norm|plan|nota|lijst|methode|model"
    rf"|formule|richtlijn|toets"
    rf"|criteria|doctrine|arrest|akkoord|debat|stichting|instituut|school|college|museum|gebouw|toren)"
    rf"(?:-| (?=[A-ZÀ-Þ])){_NAME}(?: [IVX]+\b)?"
)
_SUFFIXES = (
    "huis|zaal|gebouw|prijs|lezing|penning|school|college|museum|stadion|arena|brug|tunnel|instituut|academie"
    "|leerstoel|fonds|stichting|toren|vleugel|kazerne|ziekenhuis|norm|wet|commissie|motie|kabinet"
    "|doctrine|gemaal"
    "|complex|universiteit|bibliotheek|kliniek|kamer|codes?|methode|model|cyclus|principe|schaal|toets"
    "|akkoord|route"
    "|luchthaven|airport|aanpak|affaire|arrest|regeling|beurs|stichting|penning|dag|jaar|effect|syndroom"
    "|piramide"
)
_BEFORE_THING = r"(?:[A-ZÀ-Þ][\w.’']*[ -]|(?:van|de|der|den|ter|ten|te|'t|[Vv]an|[Dd]e|[Tt]er)[ -]){0,4}"
_HYPHENED_THING = re.compile(rf"(?<![\w-]){_BEFORE_THING}[A-ZÀ-Þ][\w’']*-(?i:{_SUFFIXES})(?:e|en|s)?\b")
_JOINED_THING = re.compile(
    rf"\b(?i:de|het|een|'t|ons|onze|dit"
    rf"|deze) (?P<name>{_BEFORE_THING}[A-ZÀ-Þ][\w’']+?(?i:{_SUFFIXES})(?:en|s)?)\b"
)


_CERTAIN_THING = re.compile(
    rf"(?<![\w-])(?:[A-ZÀ-Þ][\w.’']* ){_BEFORE_THING}[A-ZÀ-Þ][\w’']*?(?:zaal|prijs|lezing|penning"
    rf"|leerstoel|museum|stadion)\b"
)

_SPACED_THING = re.compile(
    rf"(?<![\w-])(?:[A-ZÀ-Þ][\w.’']* ){_BEFORE_THING}(?:Huis|Museum|Stadion|Arena|ArenA|School|College"
    rf"|Fonds|Foundation|Instituut"
    r"|Universiteit|University|Zaal|Prijs|Award|Kerk|Ziekenhuis|Academie|Airport|Bibliotheek|Stichting"
    r"|Penning|Lezing|Hospital|Gymnasium|Lyceum|Centrum|Centre|Center|Kliniek|Klinieken|Kazerne|Brug"
    r"|Tunnel|Toren|Theater|Leerstoel|Partners|Advocaten|Consultancy|Advies|Groep|Holding|Bank|Plein|Park)\b"
)


def find_kept(text: str, tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield the places (start, end) of names that are not a private person's."""
    yield from _find_phrases(tokens, lexicon)
    for pattern in (_THING_FIRST, _HYPHENED_THING, _CERTAIN_THING, _SPACED_THING):
        for match in pattern.finditer(text):
            yield match.span()
    for match in _JOINED_THING.finditer(text):
        if " " in match["name"] or not lexicon.is_surname(match["name"]):
            yield match.span("name")


def _find_phrases(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    lowered = [token.lower for token in tokens]
    for i, word in enumerate(lowered):
        for phrase in lexicon.kept.get(word, ()):
            if tuple(lowered[i : i + len(phrase)]) != phrase:
                continue
            is_person = (
                _follows_title(tokens, i, lexicon) if len(phrase) > 1 else _follows_given(tokens, i, lexicon)
            )
            if not is_person:
                yield tokens[i].start, tokens[i + len(phrase) - 1].end
            break


def _follows_given(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> bool:
    """Tell whether a title, initial or first name makes somebody else of Weber or Drees."""
    if not i or not tokens[i].is_capitalised or not (tokens[i].joined or tokens[i - 1].text.endswith(".")):
        return False
    before = tokens[i - 1]
    is_given = (
        before.is_capitalised and lexicon.is_first_name(before.text) and not lexicon.is_ordinary(before.text)
    )
    return before.kind == "initial" or is_given or _follows_title(tokens, i, lexicon)


def _follows_title(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> bool:
    """Tell whether a title makes a person of a name that a place has too (mevrouw de boer)."""
    before = tokens[i - 1].lower.rstrip(".") if i else ""
    return before in lexicon.cues["title"] | {"collega"}
