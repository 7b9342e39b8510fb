"""Names whose place in a letter or a form gives them away: after a label, in a signature, addressed, surname first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from pipeline.text.grammar import PREFIXES, is_lower_case_given_name, may_start_name, take_name
from pipeline.text.words import Word

_LABEL = re.compile(
    r"(?:^|\n|[.;]\s|\()[ \t>*•-]*(?:deelnemers?|aanwezig(?:en)?|afwezig(?:en)?|gespreksleiders?"
    r"|gespreksbegeleiders?"
    r"|notulist(?:e|en)?|verslag(?:legger|legging)?|verslaggever|opgesteld door|ingevuld door|ingezonden door"
    r"|gesproken met|namen?|contact(?:persoon|personen)?|auteurs?|reporter|(?:tafel)?begeleiders?|facilitator"
    r"|voorzitter|afzender|van|aan|from|to|cc|bcc|door|tafelgenoten|groepsleden|dank aan|met dank aan|leiding"
    r"|ondertekend(?: door)?|leidinggevende|invuller|inbreng|gesprek met|interview met|getekend|w\.g\."
    r"|actie(?:houder)?)"
    r"\s?[:=]\s*(?P<rest>[^\n]+)",
    re.IGNORECASE,
)
_TASK = re.compile(
    r"(?:^|\n)[ \t>*•-]*(?:actie(?:punt|houder)?|taak|inbreng|tip|idee|reactie|quote|citaat)\s(?:van\s)?"
    r"(?P<rest>[^\n:]{2,40}):",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:\b(?:met (?:vriendelijke|hartelijke|collegiale|warme) groet(?:en|jes)?"
    r"|(?:vriendelijke |hartelijke |veel |lieve )?groet(?:en|jes)?|mvg|vr\.? ?gr\.?|gr|hgr|m\.v\.g\."
    r"|hoogachtend|liefs"
    r"|dank(?: en groet)?|bedankt|grt|grtz?|regards)\b[\s,.!]*(?:uit \w+[\s,.]*)?(?:van\s)?|\s[-–—~]{1,2}\s?)"
    r"(?P<name>[^\W\d_][^\W\d_.'’-]*\.?(?:[ ][^\W\d_][^\W\d_.'’-]*){0,3})[\s.!)\"”']*(?=$|\n|\()",
    re.IGNORECASE,
)
_REVERSED = re.compile(
    r"(?<![\w])[A-ZÀ-Þ][\w’'-]+,\s?(?:(?:van|de|der|den|ter|ten|te|'t|el|al|v\.?d\.?),?\s)*(?:[A-Z](?:h"
    r"|hr)?\.\s?){1,4}"
    r"(?:(?:van|de|der|den|ter|ten|te|'t|el|al|v\.?d\.?)(?:\s(?:de|der|den|'t))?(?![\w]))?"
)
# Bruin, Nicolette de: as address books write it, before the next header or the end.
_REVERSED_GIVEN = re.compile(
    r"(?<![\w])[A-ZÀ-Þ][\w’'-]+,\s[A-ZÀ-Þ][\w’'-]+\s(?:van|de|der|den|ter|ten|te|'t|el)"
    r"(?:\s(?:de|der|den|het|'t))?(?=\s*(?:$|[\n;<(]|Verzonden|Aan|CC|Cc|Onderwerp))"
)
_INITIALS_BEFORE_GIVEN = re.compile(r"(?:(?<![\w])(?:[A-Z]\.\s?){1,4})(?=\(\[naam\]\))")
_SPEAKER = re.compile(r"(?:^|\n)[-–•* ]{0,3}(?P<name>[^\W\d_]{3,})(?=\s?[:(])")
_ADDRESSED = re.compile(
    r"(?:^|[\n\"'“‘„]|[.!?]\s)(?P<name>[A-ZÀ-Þ][^\W\d_]+), (?:jij|je|u|kun|wil|zeg)\b",
)


def find_labelled(text: str, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Yield names after a label such as Deelnemers: or Cc:, or within one (Actie De Wit:)."""
    for match in chain(_LABEL.finditer(text), _TASK.finditer(text)):
        start, end = match.span("rest")
        k, stop = _words_within(words, start, end)
        while k < stop:
            after = min(take_name(words, k, certain=False), stop)
            if after > k and may_start_name(words[k]) and not (words[k].place and not words[k].first):
                yield k, after
            k = max(after, k + 1)


def find_signatures(text: str, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Yield names under a letter or after a dash."""
    for match in _CLOSING.finditer(text):
        start, end = _words_within(words, *match.span("name"))
        inside = words[start:end]
        is_dash = match.group().strip()[:1] in "-–—~"
        if not inside or inside[0].place or not all(_is_signed(word) for word in inside):
            continue
        if inside[0].first_alone or (not is_dash and may_start_name(inside[0])):
            yield start, end


def find_addressed(text: str, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Yield first names of people who are spoken to (Roos, jij wilde iets zeggen), also when they mean more."""
    for match in _ADDRESSED.finditer(text):
        start, end = _words_within(words, *match.span("name"))
        if end == start + 1 and words[start].first and words[start].shaped:
            yield start, end


def find_speakers(text: str, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Yield first names that open a line and are followed by a colon (nadia: niet alles vastleggen)."""
    for match in _SPEAKER.finditer(text):
        start, end = _words_within(words, *match.span("name"))
        if end == start + 1 and _is_speaker(words[start]):
            yield start, end


def _is_speaker(word: Word) -> bool:
    if word.token.is_capitalised:
        return word.first_alone and word.shaped and not word.ordinary
    return is_lower_case_given_name(word) and not word.lemma


def find_reversed(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places (start, end, in characters) of names such as Zandvoort, M. van, and of H. in H. (Hessel)."""
    for pattern in (_REVERSED, _REVERSED_GIVEN, _INITIALS_BEFORE_GIVEN):
        yield from (match.span() for match in pattern.finditer(text))


def _is_signed(word: Word) -> bool:
    """Tell whether a word can be part of a signature; first names are signed without capital as well."""
    is_part = word.token.kind != "word" or word.lower in PREFIXES or len(word.token.text) == 1
    is_name = word.listed or word.unknown
    return not (word.kept or word.acronym) and (is_part or (is_name and (word.shaped or word.first_alone)))


def _words_within(words: Sequence[Word], start: int, end: int) -> tuple[int, int]:
    inside = [k for k, word in enumerate(words) if start <= word.token.start < end]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)
