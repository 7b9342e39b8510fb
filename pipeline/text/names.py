"""Names of people, by what stands around them first and by lists of names second.

A name that no list knows is found by its shape beside a cue (mevrouw, collega, volgens, a signature) or as a row of
capitalised words that are no ordinary words, places, organisations or public figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.text.kept import find_kept
from pipeline.text.lexicon import Lexicon
from pipeline.text.spans import MASK, Kind, Span
from pipeline.text.tokens import Token, read_tokens

_PREFIXES = frozenset(
    "van de der den het 't ’t ten ter te el al ben bin bint ibn ait aït oulad ould da dos das do di del della du des la"
    " le los von zu zum zur vd v.d. vander vanden vande v/d v.d v.d.. d' d’ abu abd abdel sint san santa mac op in aan"
    " bij uit voor over onder 's ’s".split()
)
_NEEDS_ARTICLE = frozenset("op in aan bij uit voor over onder".split())
_ARTICLES = frozenset("de den der het 't ’t".split())
_LABEL = re.compile(
    r"(?:^|\n|\.\s|;\s)[ \t>*•-]*(?:deelnemers?|aanwezig(?:en)?|afwezig(?:en)?|gespreksleiders?|gespreksbegeleiders?|notulist(?:e|en)?"
    r"|verslag(?:legger|legging)?|verslaggever|opgesteld door|ingevuld door|ingezonden door|gesproken met|naam|namen|contact(?:persoon|personen)?"
    r"|auteurs?|reporter|begeleiders?|facilitator|voorzitter|afzender|van|aan|from|to|cc|bcc|door|tafelgenoten|groepsleden"
    r"|met dank aan|ondertekend(?: door)?|leidinggevende|invuller|inbreng)\s?[:=]\s*(?P<rest>[^\n]+)",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:\b(?:met (?:vriendelijke|hartelijke|collegiale|warme) groet(?:en|jes)?|(?:vriendelijke |hartelijke |veel |lieve )?groet(?:en|jes)?"
    r"|mvg|vr\.? ?gr\.?|gr|hgr|m\.v\.g\.|hoogachtend|liefs|dank(?: en groet)?|bedankt|grt|regards)\b[\s,.!]*(?:uit \w+[\s,.]*)?(?:van\s)?|\s[-–—~]\s?)"
    r"(?P<name>[^\W\d_][^\W\d_.'’-]*(?:[ ][^\W\d_][^\W\d_.'’-]*){0,3})[\s.!)\"”']*(?=$|\n|\()",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Word:
    """A token and what the lists know of it."""

    token: Token
    kept: bool
    ordinary: bool
    foreign: bool
    first: bool
    surname: bool
    place: bool

    @property
    def capital(self) -> bool:
        return self.token.is_capitalised

    @property
    def listed(self) -> bool:
        return self.first or self.surname

    @property
    def acronym(self) -> bool:
        token = self.token
        return token.is_all_caps and (len(token.text) <= 3 or (len(token.text) <= 6 and not self.listed))

    @property
    def shaped(self) -> bool:
        """Whether it is written as a name: a capital, two letters or more, no compound such as Woo-verzoek."""
        text = self.token.text
        tail = text.rpartition("-")[2]
        return self.capital and len(text) > 1 and not self.acronym and (tail[:1].isupper() or "-" not in text)


class NameFinder:
    """Finds names of people in one text after another."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        cues = lexicon.cues
        self._titles = cues["title"]
        self._people = cues["person"]
        self._offices = cues["office"]
        self._leads = cues["lead"]
        self._verbs = cues["verb"]
        self._prepositions = cues["preposition"]

    def find(self, text: str) -> list[Span]:
        """Return the names in a text."""
        tokens = read_tokens(text)
        kept = [*find_kept(text, tokens, self._lexicon), *(match.span() for match in MASK.finditer(text))]
        words = [self._look_up(token, kept) for token in tokens]
        spans = list(self._find_in_running_text(words))
        spans += self._find_after_labels(text, words)
        spans += self._find_closings(text, words)
        return spans + list(self._find_again(words, spans))

    def _look_up(self, token: Token, kept: list[tuple[int, int]]) -> _Word:
        bare = token.without_possessive
        lexicon = self._lexicon
        known_place = token.lower in lexicon.places
        return _Word(
            token,
            kept=any(start < token.end and token.start < end for start, end in kept),
            ordinary=lexicon.is_ordinary(token.text) and token.kind == "word",
            first=lexicon.is_first_name(token.text) or (bare != token.text and lexicon.is_first_name(bare)),
            surname=lexicon.is_surname(token.text) or (bare != token.text and lexicon.is_surname(bare)),
            foreign=lexicon.is_english(token.text),
            place=known_place,
        )

    def _find_in_running_text(self, words: list[_Word]) -> Iterator[Span]:
        i = 0
        while i < len(words):
            start, end = self._name_at(words, i)
            if end > start:
                yield Span(words[start].token.start, words[end - 1].token.end, Kind.NAME)
                i = end
            else:
                i += 1

    def _name_at(self, words: list[_Word], i: int) -> tuple[int, int]:
        """Return the range of words (start, end) of a name that is announced by or starts at word i."""
        lower = words[i].token.lower.rstrip(".")
        if lower in self._titles and not words[i].kept:
            start = self._skip_titles(words, i + 1)
            end = self._take(words, start, certain=True)
            if end == start:
                end = self._take_lower_case(words, start)
            if end > start:
                return start, end
        announced = self._announced(words, i, lower)
        if announced > i + 1:
            return i + 1, announced
        return i, self._unannounced(words, i)

    def _skip_titles(self, words: list[_Word], i: int) -> int:
        while i < len(words) and words[i].token.lower.rstrip(".") in self._titles:
            i += 1
        return i

    def _announced(self, words: list[_Word], i: int, lower: str) -> int:
        """Return the end of a name after a word such as collega, directeur, volgens or genaamd, else 0."""
        if i + 1 >= len(words) or words[i].kept:
            return 0
        following = words[i + 1]
        if (
            lower.endswith(("collega", "buurvrouw", "buurman"))
            or lower in self._people
            or lower in self._leads
        ):
            if _is_person_like(following):
                return self._take(words, i + 1, certain=False)
            if lower == "collega" and following.first and not following.ordinary:
                return self._take_lower_case(words, i + 1)
        is_office = lower in self._offices
        if is_office and _is_person_like(following) and (following.first or not following.ordinary):
            return self._take(words, i + 1, certain=False)
        return 0

    def _take(self, words: list[_Word], i: int, certain: bool) -> int:
        """Return the end of the name that starts at word i: initials, given names, prefixes, surnames."""
        end = i
        while end < len(words):
            word = words[end]
            if end > i and not word.token.joined:
                if not _continues_after_initial(words, end):
                    break
            if word.kept:
                break
            if word.token.kind == "initial" and word.capital:
                end += 1
                continue
            after = self._after_prefixes(words, end)
            if after > end and after < len(words) and self._may_follow_prefix(words[after], certain):
                end = after + 1
                continue
            if after == end and _is_name_part(word, first_part=end == i, certain=certain):
                end += 1
                continue
            break
        if end > i and all(w.token.kind == "initial" for w in words[i:end]):
            return end if certain else i
        return end

    def _after_prefixes(self, words: list[_Word], i: int) -> int:
        """Return the place after the prefixes (van, de, el …) that start at word i; i when there are none."""
        end = i
        while end < len(words) and words[end].token.lower in _PREFIXES and not words[end].kept:
            if end > i and not words[end].token.joined:
                break
            end += 1
        if end >= len(words) or not words[end].token.joined:
            return i
        if end == i + 1 and words[i].token.lower in _NEEDS_ARTICLE:
            return i
        if (
            end == i + 2
            and words[i].token.lower in _NEEDS_ARTICLE
            and words[i + 1].token.lower not in _ARTICLES
        ):
            return i
        return end

    @staticmethod
    def _may_follow_prefix(word: _Word, certain: bool) -> bool:
        if not word.shaped or word.kept:
            return False
        return certain or word.listed or not (word.place or word.ordinary)

    def _take_lower_case(self, words: list[_Word], i: int) -> int:
        """Return the end of a name written without capitals after a title, else i."""
        if i >= len(words) or not words[i].token.joined or words[i].kept:
            return i
        after = self._after_prefixes(words, i)
        if after > i:
            surname = words[after]
            known = surname.token.lower.split("-")[0] in self._lexicon.prefixed_surnames
            return after + 1 if known and not surname.kept and not self._is_function(surname) else i
        word = words[i]
        if word.first and not word.ordinary:
            return max(i + 1, self._take_lower_case(words, i + 1))
        if (
            word.surname
            and not self._is_function(word)
            and (not word.ordinary or self._ends_phrase(words, i))
        ):
            return i + 1
        return i

    def _is_function(self, word: _Word) -> bool:
        return word.token.lower in self._offices or word.token.lower in self._lexicon.cues["not_lower_name"]

    def _ends_phrase(self, words: list[_Word], i: int) -> bool:
        return i + 1 >= len(words) or not words[i + 1].token.joined or words[i + 1].token.lower in self._verbs

    def _unannounced(self, words: list[_Word], i: int) -> int:
        """Return the end of a name that starts at word i without a cue before it, else i."""
        word = words[i]
        if word.kept:
            return i
        if word.token.kind == "initial":
            return self._initials_and_surname(words, i)
        if self._after_prefixes(words, i) > i:
            return self._prefixed_surname(words, i)
        if not word.capital:
            return self._lower_case_full_name(words, i)
        if not word.shaped or word.token.kind != "word":
            return i
        end = self._take(words, i, certain=False)
        if end - i >= 2 and self._is_full_name(words, i, end):
            return end
        return i + 1 if self._stands_alone_as_name(words, i) else i

    def _initials_and_surname(self, words: list[_Word], i: int) -> int:
        end = self._take(words, i, certain=False)
        if end < len(words) and all(w.token.kind == "initial" for w in words[i:end]):
            return i
        has_surname = any(w.token.kind == "word" and w.capital for w in words[i:end])
        return end if has_surname else i

    def _prefixed_surname(self, words: list[_Word], i: int) -> int:
        after = self._after_prefixes(words, i)
        name = words[after]
        first_prefix = words[i].token
        if not first_prefix.is_capitalised or not name.shaped or name.kept:
            return i
        if first_prefix.opens and first_prefix.lower in _NEEDS_ARTICLE | {"het"}:
            return i
        is_listed = name.token.lower.split("-")[0] in self._lexicon.prefixed_surnames or name.surname
        if is_listed and not name.place:
            return max(after + 1, self._take(words, i, certain=False))
        unknown = not (name.ordinary or name.place or name.first)
        if (not first_prefix.opens or after - i > 1) and unknown:
            return max(after + 1, self._take(words, i, certain=False))
        return i

    def _lower_case_full_name(self, words: list[_Word], i: int) -> int:
        """Jan jansen and fatima el amrani: a first name and a surname from the lists, both without other meaning."""
        word = words[i]
        if not word.first or word.ordinary or word.place or len(word.token.text) < 3 or i + 1 >= len(words):
            return i
        after = self._after_prefixes(words, i + 1)
        if after > i + 1 and words[after].token.lower.split("-")[0] in self._lexicon.prefixed_surnames:
            return after + 1
        following = words[i + 1]
        if following.token.joined and following.surname and not following.ordinary and not following.kept:
            return i + 2
        return i

    def _is_full_name(self, words: list[_Word], i: int, end: int) -> bool:
        """Tell whether a row of capitalised words is a first name with a surname."""
        head, last = words[i], words[end - 1]
        parts = [w for w in words[i:end] if w.token.lower not in _PREFIXES]
        if len(parts) < 2:
            return False
        if head.first:
            return not (head.ordinary and head.token.opens) or last.surname or not last.ordinary
        if head.place or any(w.acronym for w in parts):
            return False
        if head.ordinary or all(w.foreign for w in parts):
            return False
        return not any(w.ordinary and not w.listed for w in parts) and not (last.place and not last.surname)

    def _stands_alone_as_name(self, words: list[_Word], i: int) -> bool:
        word = words[i]
        token = word.token
        if token.is_all_caps and len(token.text) < 4:
            return False
        before = words[i - 1].token.lower if i and token.joined else ""
        after = words[i + 1].token.lower if i + 1 < len(words) and words[i + 1].token.joined else ""
        speaks = after in self._verbs
        if word.listed and not word.ordinary and not word.place:
            return len(token.text) > 3 or not token.opens or speaks
        if word.first and not token.opens:
            return before in self._prepositions or speaks or before in self._people or before == "en"
        if word.listed and speaks:
            return after in self._lexicon.cues["speech"]
        return not (word.ordinary or word.place) and not token.opens and after in self._lexicon.cues["speech"]

    def _find_after_labels(self, text: str, words: list[_Word]) -> Iterator[Span]:
        for match in _LABEL.finditer(text):
            start, end = match.span("rest")
            inside = [k for k, w in enumerate(words) if start <= w.token.start < end]
            k = inside[0] if inside else 0
            while inside and k <= inside[-1]:
                stop = self._take(words, k, certain=False)
                if stop > k and not self._is_function(words[k]) and words[k].capital:
                    yield Span(words[k].token.start, words[stop - 1].token.end, Kind.NAME)
                k = max(stop, k + 1)

    def _find_closings(self, text: str, words: list[_Word]) -> Iterator[Span]:
        for match in _CLOSING.finditer(text):
            start, end = match.span("name")
            inside = [w for w in words if start <= w.token.start < end]
            if (
                inside
                and inside[0].capital
                and any(_is_person_like(w) and (w.listed or not w.ordinary) for w in inside)
            ):
                if not any(w.kept for w in inside):
                    yield Span(start, inside[-1].token.end, Kind.NAME)

    def _find_again(self, words: list[_Word], spans: list[Span]) -> Iterator[Span]:
        """Yield the parts of the names found that stand alone elsewhere in the text."""
        known: set[str] = set()
        for word in words:
            token = word.token
            inside = any(s.start <= token.start and token.end <= s.end for s in spans)
            is_part = token.kind == "word" and len(token.text) > 2 and token.lower not in _PREFIXES
            if inside and is_part and not (word.ordinary and not word.first):
                known.add(token.lower)
        for word in words:
            token = word.token
            bare = token.without_possessive.lower()
            if word.capital and not word.kept and (token.lower in known or bare in known):
                yield Span(token.start, token.end, Kind.NAME)


def _is_person_like(word: _Word) -> bool:
    """Tell whether a word after a cue can be somebody's name."""
    if word.kept or not word.token.joined or word.acronym:
        return False
    if word.token.kind == "initial":
        return True
    if word.token.lower in _PREFIXES:
        return word.capital
    return word.shaped and (word.listed or not (word.ordinary or word.place))


def _is_name_part(word: _Word, first_part: bool, certain: bool) -> bool:
    if word.token.kind != "word" or not word.shaped:
        return False
    if certain or word.listed:
        return True
    return not word.ordinary and not (word.place and first_part)


def _continues_after_initial(words: list[_Word], i: int) -> bool:
    return words[i - 1].token.kind == "initial" and words[i].token.start - words[i - 1].token.end <= 1
