"""Names of people, by what stands around them first and by lists of names second.

A name that no list knows is found by its shape beside a cue (mevrouw, collega, volgens, a signature), in a row of
names, or as a row of capitalised words that are no ordinary words, places, organisations or public figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.text.grammar import (
    BEFORE_ARTICLE,
    PREFIXES,
    after_prefixes,
    take_lower_case_full_name,
    take_lower_case_name,
    take_name,
)
from pipeline.text.kept import find_kept
from pipeline.text.lexicon import Lexicon
from pipeline.text.spans import MASK, Kind, Span
from pipeline.text.tokens import read_tokens
from pipeline.text.words import Word, look_up_words

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
# Of words that open a sentence and that the dictionary may miss: plurals, ideas, adjectives.
_ABSTRACT_ENDINGS = (
    "en",
    "ie",
    "iek",
    "eit",
    "ers",
    "isch",
    "ische",
    "lijk",
    "aal",
    "ief",
    "age",
    "ment",
    "ou",
    "sel",
    "ing",
    "schap",
)
_ROW_WORDS = frozenset({"en", "of", "plus"})
_BETWEEN_NAMES = re.compile(r"\s*(?:,|;|/|&|\+|,?\s(?:en|of|plus|samen met)\s)\s*", re.IGNORECASE)


class NameFinder:
    """Finds names of people in one text after another."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._cues = lexicon.cues

    def find(self, text: str) -> list[Span]:
        """Return the names in a text."""
        tokens = read_tokens(text)
        kept = [*find_kept(text, tokens, self._lexicon), *(match.span() for match in MASK.finditer(text))]
        words = look_up_words(tokens, kept, self._lexicon)
        ranges = list(self._find_in_running_text(words))
        ranges += self._find_after_labels(text, words)
        ranges += self._find_closings(text, words)
        ranges += _find_rows(text, words, ranges)
        ranges += _find_again(words, ranges)
        spans = [Span(words[a].token.start, words[b - 1].token.end, Kind.NAME) for a, b in ranges]
        return spans + [Span(*match.span(), Kind.NAME) for match in _REVERSED.finditer(text)]

    def _find_in_running_text(self, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
        i = 0
        while i < len(words):
            start, end = self._name_at(words, i)
            if end > start:
                yield start, end
            i = max(end, i + 1)

    def _name_at(self, words: Sequence[Word], i: int) -> tuple[int, int]:
        """Return the range of words (start, end) of a name that word i announces or starts."""
        if not words[i].kept:
            for announced in (self._after_title, self._after_cue):
                start, end = announced(words, i)
                if end > start:
                    return start, end
        return i, self._unannounced(words, i)

    def _after_title(self, words: Sequence[Word], i: int) -> tuple[int, int]:
        """Return a name after mevrouw, dhr., drs.; any capitalised word is one there."""
        start = i
        while (
            start < len(words) and self._is_title(words[start]) and (start == i or words[start].kept is False)
        ):
            start += 1
        if start == i or start >= len(words):
            return i, i
        follows = (
            words[start].token.joined
            or words[start - 1].token.text.endswith(".")
            or _after_full_stop(words, start)
        )
        if not follows:
            return i, i
        end = take_name(words, start, certain=not words[start].place or words[start].listed)
        if end == start:
            end = take_lower_case_name(words, start, self._cues)
        return start, end

    def _is_title(self, word: Word) -> bool:
        return word.lower.rstrip(".") in self._cues["title"] and not word.acronym

    def _after_cue(self, words: Sequence[Word], i: int) -> tuple[int, int]:
        """Return a name after collega, directeur, volgens, genaamd."""
        start = i + 1
        if start >= len(words) or not words[start].token.joined:
            return i, i
        lower, following = words[i].lower, words[start]
        is_colleague = lower.endswith(("collega", "buurvrouw", "buurman"))
        if (
            is_colleague
            and following.first_alone
            and not following.ordinary
            and not following.token.is_capitalised
        ):
            return start, take_lower_case_name(words, start, self._cues)
        if not _may_start_name(following):
            return i, i
        end = take_name(words, start, certain=False)
        if is_colleague or lower in self._cues["person"]:
            return (start, end) if following.listed or not following.place else (i, i)
        if lower in self._cues["office"] and words[start].surname and self._speaks(words, end):
            return start, end
        is_cue = lower in self._cues["lead"] or lower in self._cues["office"]
        return (start, end) if is_cue and _is_clearly_name(following) else (i, i)

    def _speaks(self, words: Sequence[Word], i: int) -> bool:
        return i < len(words) and words[i].token.joined and words[i].lower in self._cues["verb"]

    def _unannounced(self, words: Sequence[Word], i: int) -> int:
        """Return the end of a name that starts at word i without a cue before it, else i."""
        word = words[i]
        end = i
        if word.kept or word.function:
            return i
        if word.token.kind == "initial":
            end = _take_initials_and_surname(words, i)
        elif after_prefixes(words, i) > i:
            is_thing = bool(i) and words[i].token.joined and words[i - 1].lower in self._cues["direction"]
            end = i if is_thing else _take_prefixed_surname(words, i, self._cues["speech"])
        elif not word.token.is_capitalised:
            end = take_lower_case_full_name(words, i)
        elif word.shaped:
            end = self._take_capitalised(words, i)
        return end

    def _take_capitalised(self, words: Sequence[Word], i: int) -> int:
        end = take_name(words, i, certain=False)
        if end - i >= 2 and _is_full_name(words, i, end):
            return end
        word = words[i]
        before = words[i - 1].lower if i and word.token.joined else ""
        after = words[i + 1].lower if i + 1 < len(words) and words[i + 1].token.joined else ""
        is_name = (
            self._stands_alone(word, before, after)
            if word.listed
            else self._is_rare_name(word, before, after)
        )
        return i + 1 if is_name else i

    def _stands_alone(self, word: Word, before: str, after: str) -> bool:
        """Tell whether a capitalised listed name is meant as one, given the words that touch it."""
        if word.first_alone and not word.meant_otherwise:
            return True
        if before in self._cues["determiner"] or (word.place and before in self._cues["place"]):
            return False
        opens = word.token.opens
        speaks = after in self._cues["speech"]
        if word.first_alone:
            return not opens or speaks
        if word.surname_alone and not word.meant_otherwise:
            return not opens or after in self._cues["verb"]
        return speaks and not word.place

    def _is_rare_name(self, word: Word, before: str, after: str) -> bool:
        """Tell whether a capitalised word that no list knows is a name, given the words that touch it."""
        if not word.unknown or word.foreign or word.compound or before in self._cues["determiner"]:
            return False
        if word.token.opens:
            is_abstract = word.lower.endswith(_ABSTRACT_ENDINGS)
            return after in self._cues["speech"] or (after in self._cues["verb"] and not is_abstract)
        is_adjective = word.lower.endswith(("se", "sche")) and after != ""
        return not (is_adjective or before in self._cues["direction"])

    def _find_after_labels(self, text: str, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
        for match in _LABEL.finditer(text):
            start, end = match.span("rest")
            k, stop = _words_within(words, start, end)
            while k < stop:
                after = min(take_name(words, k, certain=False), stop)
                if after > k and _may_start_name(words[k]) and not (words[k].place and not words[k].first):
                    yield k, after
                k = max(after, k + 1)

    def _find_closings(self, text: str, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
        for match in _CLOSING.finditer(text):
            start, end = _words_within(words, *match.span("name"))
            inside = words[start:end]
            is_dash = match.group().strip()[:1] in "-–—~"
            if not inside or inside[0].place or not all(_is_signed(word) for word in inside):
                continue
            if inside[0].first_alone or (not is_dash and _may_start_name(inside[0])):
                yield start, end


def _is_signed(word: Word) -> bool:
    """Tell whether a word can be part of a signature; first names are signed without capital as well."""
    is_part = word.token.kind != "word" or word.lower in PREFIXES or len(word.token.text) == 1
    is_name = word.listed or word.unknown
    return not (word.kept or word.acronym) and (is_part or (is_name and (word.shaped or word.first_alone)))


def _is_clearly_name(word: Word) -> bool:
    """Tell whether a word after volgens or directeur is a person, no place, organisation or department."""
    if word.lower in PREFIXES or word.token.kind == "initial" or word.first:
        return True
    return not word.meant_otherwise and not (word.foreign and not word.listed)


def _may_start_name(word: Word) -> bool:
    if word.token.kind == "initial":
        return True
    if word.lower in PREFIXES:
        return word.token.is_capitalised and not word.kept
    return word.shaped and (word.listed or word.unknown)


def _after_full_stop(words: Sequence[Word], i: int) -> bool:
    """Tell whether a full stop with spaces stands between: the tokens leave the stop of dhr. out."""
    return 0 < words[i].token.start - words[i - 1].token.end <= 2 and not words[i].token.joined


def _words_within(words: Sequence[Word], start: int, end: int) -> tuple[int, int]:
    inside = [k for k, word in enumerate(words) if start <= word.token.start < end]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def _take_initials_and_surname(words: Sequence[Word], i: int) -> int:
    end = take_name(words, i, certain=False)
    has_surname = any(word.token.kind == "word" and len(word.token.text) > 1 for word in words[i:end])
    return end if has_surname else i


def _take_prefixed_surname(words: Sequence[Word], i: int, speech: frozenset[str]) -> int:
    """Return the end of a surname that starts with a capitalised prefix (Van der Meulen), else i."""
    after = after_prefixes(words, i)
    first_prefix, name = words[i].token, words[after]
    if not first_prefix.is_capitalised or not name.shaped:
        return i
    if not first_prefix.opens:
        return max(after + 1, take_name(words, i, certain=True)) if not name.noun else i
    if first_prefix.lower in BEFORE_ARTICLE | {"het", "tot"}:
        return i
    is_rare = after - i > 1 and name.unknown
    end = take_name(words, i, certain=True)
    if end < len(words) and words[end].token.joined and words[end].lower in speech and not name.noun:
        return max(after + 1, end)
    is_listed = (name.prefixed or name.surname) and not (name.place and first_prefix.lower != "de")
    return max(after + 1, take_name(words, i, certain=False)) if is_listed or is_rare else i


def _is_full_name(words: Sequence[Word], i: int, end: int) -> bool:
    """Tell whether a row of capitalised words is a first name with a surname."""
    head, last = words[i], words[end - 1]
    parts = [word for word in words[i:end] if word.lower not in PREFIXES]
    if len(parts) < 2:
        return False
    if head.first_alone and not (head.ordinary and head.token.opens):
        return True
    if head.first:
        return last.surname or last.prefixed or end - i > len(parts)
    is_adjective = head.lower.endswith(("se", "sche")) and not last.unknown
    if head.meant_otherwise or head.compound or is_adjective or (last.place and not last.surname):
        return False
    return not any((word.ordinary or word.foreign) and not word.listed for word in parts)


def _find_rows(
    text: str, words: Sequence[Word], ranges: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Yield names that no list knows in a row with names: Ria, Aïcha en Wobbe."""
    found = dict(ranges)
    ends = {end: start for start, end in ranges}
    for start, end in ranges:
        yield from _find_before(text, words, start, ends)
        place = end
        while place < len(words):
            following = place + (words[place].lower in _ROW_WORDS)
            if following >= len(words) or not _is_row_member(
                text, words, following, words[place - 1].token.end
            ):
                break
            after = take_name(words, following, certain=False)
            if following in found or after <= following:
                break
            yield following, after
            place = after


def _find_before(
    text: str, words: Sequence[Word], start: int, ends: dict[int, int]
) -> Iterator[tuple[int, int]]:
    k = start - 1
    if k > 0 and words[k].lower in _ROW_WORDS:
        k -= 1
    if k < 0 or k + 1 in ends or not (words[k].shaped and (words[k].unknown or words[k].first)):
        return
    if _BETWEEN_NAMES.fullmatch(text[words[k].token.end : words[start].token.start]):
        yield k, k + 1


def _is_row_member(text: str, words: Sequence[Word], k: int, place: int) -> bool:
    word = words[k]
    between = text[place : word.token.start]
    return bool(_BETWEEN_NAMES.fullmatch(between)) and word.shaped and (word.first or word.unknown)


def _find_again(words: Sequence[Word], ranges: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the parts of the names found that stand alone elsewhere in the text."""
    known = {
        word.lower
        for start, end in ranges
        for word in words[start:end]
        if word.token.kind == "word" and len(word.token.text) > 2 and word.lower not in PREFIXES
        if not (word.ordinary and not word.first)
    }
    for k, word in enumerate(words):
        is_known = word.lower in known or word.token.without_possessive.lower() in known
        if is_known and word.token.is_capitalised and not word.kept:
            yield k, k + 1
