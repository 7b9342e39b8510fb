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
    is_lower_case_given_name,
    may_start_name,
    take_after_el,
    take_lower_case_full_name,
    take_lower_case_name,
    take_name,
)
from pipeline.text.kept import find_kept
from pipeline.text.lexicon import Lexicon
from pipeline.text.rows import find_again, find_parts_before, find_rows
from pipeline.text.signatures import (
    find_addressed,
    find_labelled,
    find_reversed,
    find_signatures,
    find_speakers,
)
from pipeline.text.spans import MASK, Kind, Span
from pipeline.text.tokens import read_tokens
from pipeline.text.words import Word, look_up_words

# Of words that open a sentence and that the dictionary may miss: plurals, ideas, adjectives.
_ABSTRACT_ENDINGS = (
    "en", "ie", "iek", "eit", "ers", "isch", "ische", "lijk", "aal", "ief", "age", "ment", "ou", "sel", "ing", "schap",
)  # fmt: skip
_FORMER = re.compile(r"^(?:oud|ex|vice|loco|kandidaat|interim|plaatsvervangend|adjunct|hoofd|mede|duo)-")
_VERBS_WITH_HET = frozenset({
    "is", "was", "waren", "zijn", "wordt", "werd", "heb", "heeft", "had", "hadden", "hebben", "geef", "gaf", "vroeg",
    "vertelde", "zei", "vraag", "legde",
})  # fmt: skip
_VERBS_OF_NAMING = frozenset({"noem", "noemt", "noemde", "noemen", "noemden"})
_NAMING_VERBS = frozenset({"heet", "heette", "heten", "heetten", "genaamd", "geheten"})
_AFTER_OPENING = frozenset({"van", "uit", "en", "bij", "die", "zijn", "haar"})
_CERTAIN_ARTICLES = frozenset({"den", "der", "'t", "’t"})
_SHORTEST_LOWER = 5
_SHORTEST_NAME = 4
_LONGEST_NAME = 11
_POINTING = frozenset({"de", "die", "het", "dat", "deze", "dit", "elke", "zo"})


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
        for find in (find_labelled, find_signatures, find_addressed, find_speakers):
            ranges += find(text, words)
        # Each looks only at what was found before it, or two names could go on finding each other.
        for find_beside in (find_rows, find_parts_before, find_again):
            ranges += tuple(find_beside(text, words, tuple(ranges)))
        spans = [Span(words[a].token.start, words[b - 1].token.end, Kind.NAME) for a, b in ranges]
        return spans + [Span(*place, Kind.NAME) for place in find_reversed(text)]

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
        lower, following = _FORMER.sub("", words[i].lower), words[start]
        if self._names_thing(words, i):
            return i, i
        is_pointed = bool(i) and words[i - 1].lower in _POINTING
        if lower in self._cues["unknown_person"] and not is_pointed:
            return _take_any(words, start)
        if lower in self._cues["bearer"] and following.place and following.token.is_capitalised:
            return start, start + self._speaks(words, start + 1)
        is_name = may_start_name(following) and self._announces(lower, words, start)
        return start, take_name(words, start, certain=False) if is_name else start

    def _names_thing(self, words: Sequence[Word], i: int) -> bool:
        """Tell whether word i is the verb that names a thing (de app heet)."""
        return i > 0 and words[i].lower in _NAMING_VERBS and words[i - 1].lower in self._cues["thing"]

    def _announces(self, cue: str, words: Sequence[Word], start: int) -> bool:
        """Tell whether a cue makes a person of the capitalised word after it."""
        following = words[start]
        if cue.endswith(("collega", "buurvrouw", "buurman")) or cue in self._cues["person"]:
            return following.listed or not following.place
        if cue in {"aldus", "volgens"} and following.surname_alone and not following.place:
            return True
        is_office = cue in self._cues["office"]
        if is_office and following.surname:
            end = take_name(words, start, certain=False)
            if self._speaks(words, end):
                return True
        return (is_office or cue in self._cues["lead"]) and _is_clearly_name(following)

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
        elif _is_bare_initial(words, i):
            end = take_name(words, i + 1, certain=False)
        elif after_prefixes(words, i) > i:
            is_thing = bool(i) and words[i].token.joined and words[i - 1].lower in self._cues["direction"]
            end = i if is_thing else _take_prefixed_surname(words, i, self._cues["speech"])
            if end == i and word.token.text == "el":
                end = take_after_el(words, i)
        elif not word.token.is_capitalised:
            end = take_lower_case_full_name(words, i)
            is_given = end == i and is_lower_case_given_name(word)
            if is_given and (self._is_announced(words, i) or self._opens_in_lower_case(words, i)):
                end = i + 1
        elif word.shaped:
            end = self._take_capitalised(words, i)
        return end

    def _is_announced(self, words: Sequence[Word], i: int) -> bool:
        """Tell whether the words around a first name without a capital say that a person is meant."""
        word, cues = words[i], self._cues
        if i and words[i - 1].token.kind == "prefix":
            return False
        before = words[i - 1].lower if i and words[i - 1].token.end + 3 > word.token.start else ""
        after = words[i + 1].lower if i + 1 < len(words) and words[i + 1].token.joined else ""
        introduces = before == "ben" and i > 1 and words[i - 2].lower in {"ik", "hoi", "hallo"}
        if introduces or before in cues["given_name"] or before in cues["person"] | cues["office"]:
            return True
        if word.lower in cues["seldom_lower"]:
            return False
        if word.foreign or word.lemma:
            return after in cues["speech"] or before in cues["beside_person"]
        if before in cues["preposition"] | cues["lead"] or after in cues["verb"]:
            return True
        return (
            len(word.lower) >= _SHORTEST_LOWER
            and before not in cues["determiner"] | cues["direction"] | cues["thing"]
        )

    def _opens_in_lower_case(self, words: Sequence[Word], i: int) -> bool:
        """Tell whether a clear first name without a capital opens a note: linda van de balie, samira en ik."""
        word = words[i]
        if not word.token.opens or word.lemma or word.lower in self._cues["seldom_lower"]:
            return False
        return i + 1 == len(words) or words[i + 1].lower in _AFTER_OPENING

    def _take_capitalised(self, words: Sequence[Word], i: int) -> int:
        end = take_name(words, i, certain=False)
        if end - i >= 2 and _is_full_name(words, i, end):
            return end
        word = words[i]
        before = words[i - 1].lower if i and word.token.joined else ""
        after = words[i + 1].lower if i + 1 < len(words) and words[i + 1].token.joined else ""
        if i and word.token.joined and self._names_thing(words, i - 1):
            return i
        is_certain = word.first_alone and not word.meant_otherwise and before not in self._cues["thing"]
        if before in self._cues["determiner"] and not (is_certain or _is_pronoun_before(words, i)):
            return i
        if (word.listed or word.unknown) and self._is_introduced(words, i):
            return i + 1
        is_name = (
            self._stands_alone(word, before, after, _stands_in_capital_row(words, i))
            if word.listed
            else self._is_rare_name(words, i, before, after)
        )
        return i + 1 if is_name else i

    def _is_introduced(self, words: Sequence[Word], i: int) -> bool:
        """Tell whether the words after word i say who it is: (adviseur), van de balie, uit mijn team, en ik."""
        cues = self._cues
        word, following = words[i], words[i + 1 : i + 4]
        lowers = [w.lower for w in following]
        if not following or word.function:
            return False
        gap = following[0].token.start - word.token.end
        if gap == 2 and not following[0].token.joined and lowers[0] in cues["office"] | cues["person"]:
            return not word.token.opens or word.surname or word.first or word.unknown
        if not following[0].token.joined or word.place:
            return False
        if lowers[0] == "en" and len(lowers) > 1 and lowers[1] in cues["companion"]:
            return not (word.ordinary and not word.first)
        is_at_work = lowers[0] in {"van", "uit", "bij"} and len(lowers) > 1
        return is_at_work and (word.first or word.unknown) and bool(cues["workplace"] & set(lowers[1:]))

    def _stands_alone(self, word: Word, before: str, after: str, in_capital_row: bool) -> bool:
        """Tell whether a capitalised listed name is meant as one, given the words that touch it."""
        if before in self._cues["thing"]:
            return False
        if word.first_alone and not word.meant_otherwise:
            return True
        if word.place and before in self._cues["place"]:
            return False
        opens = word.token.opens
        speaks = after in self._cues["speech"]
        if word.first_alone:
            return not opens or speaks or after in self._cues["acts"]
        if word.surname_alone and not word.meant_otherwise:
            return not (opens and (word.foreign or word.lemma)) or after in self._cues["verb"]
        acts = (
            opens and after in self._cues["acts"] and word.surname_alone and not (word.foreign or word.lemma)
        )
        return ((speaks or acts) and not word.place) or _is_noun_as_surname(word, before, in_capital_row)

    def _is_rare_name(self, words: Sequence[Word], i: int, before: str, after: str) -> bool:
        """Tell whether a capitalised word that no list knows is a name, given the words that touch it."""
        word = words[i]
        if not word.unknown or word.foreign or word.compound:
            return False
        if word.token.opens:
            if after in self._cues["speech"]:
                return True
            is_abstract = word.lower.endswith(_ABSTRACT_ENDINGS)
            is_in_list = after == "" and i + 1 < len(words) and words[i + 1].lower not in _AFTER_OPENING
            looks = not is_in_list and self._looks_like_name(word)
            return not is_abstract and (after in self._cues["verb"] or looks)
        is_clause = after in self._cues["verb"] | self._cues["never"] | self._cues["preposition"]
        is_adjective = word.lower.endswith(("se", "sche")) and after != "" and not is_clause
        return not (is_adjective or before in self._cues["direction"])

    def _looks_like_name(self, word: Word) -> bool:
        """Tell whether an unknown word that opens a sentence can only be a name: short, no adjective, no typo."""
        letters = word.lower
        is_short = _SHORTEST_NAME <= len(letters) <= _LONGEST_NAME and letters.isalpha()
        has_vowels = len(re.findall(r"[aeiouyàáâäãåèéêëìíîïòóôöùúûü]", letters)) > 1
        is_adjective = letters.endswith(("se", "sche", "aans")) or any(c in "áéíóú" for c in letters)
        return is_short and has_vowels and not is_adjective and not self._lexicon.is_nearly_ordinary(letters)


def _is_bare_initial(words: Sequence[Word], i: int) -> bool:
    """Tell whether word i is an initial without a full stop before a listed surname with a prefix (R de Keijzer)."""
    letter = words[i].token
    after = after_prefixes(words, i + 1) if i + 1 < len(words) and words[i + 1].token.joined else i + 1
    is_letter = len(letter.text) == 1 and letter.is_capitalised
    return is_letter and after > i + 1 and words[after].shaped and words[after].prefixed


def _is_noun_as_surname(word: Word, before: str, in_capital_row: bool) -> bool:
    """Tell whether a surname that is a word as well (Bakker) is meant as one: the only capital within a sentence."""
    is_candidate = word.surname_alone and not (word.token.is_all_caps or word.foreign or word.place)
    return is_candidate and before != "" and not in_capital_row


def _stands_in_capital_row(words: Sequence[Word], i: int) -> bool:
    """Tell whether the word before or after word i has a capital too, as in a heading or an official name."""
    is_after = words[i].token.joined and words[i - 1].token.is_capitalised and not words[i - 1].function
    return is_after or (
        i + 1 < len(words) and words[i + 1].token.joined and words[i + 1].token.is_capitalised
    )


def _is_pronoun_before(words: Sequence[Word], i: int) -> bool:
    """Tell whether the het or haar before word i belongs to the verb: was het Jansen, noem haar Roos."""
    if i < 2:
        return False
    verb, pronoun = words[i - 2].lower, words[i - 1].lower
    return (pronoun == "het" and verb in _VERBS_WITH_HET) or (pronoun == "haar" and verb in _VERBS_OF_NAMING)


def _take_any(words: Sequence[Word], start: int) -> tuple[int, int]:
    """Return the name after ene or zekere: any capitalised word, or one that no list knows."""
    word = words[start]
    if word.shaped:
        return start, take_name(words, start, certain=True)
    is_rare = word.unknown and not (word.compound or word.foreign or word.lemma or word.kept)
    has_noun = start + 1 < len(words) and words[start + 1].ordinary and words[start + 1].lower not in PREFIXES
    return start, start + 1 if (is_rare and not has_noun) or is_lower_case_given_name(word) else start


def _is_clearly_name(word: Word) -> bool:
    """Tell whether a word after volgens or directeur is a person, no place, organisation or department."""
    if word.lower in PREFIXES or word.token.kind == "initial" or word.first:
        return True
    return not word.meant_otherwise and not (word.foreign and not word.listed)


def _after_full_stop(words: Sequence[Word], i: int) -> bool:
    """Tell whether a full stop with spaces stands between: the tokens leave the stop of dhr. out."""
    return 0 < words[i].token.start - words[i - 1].token.end <= 2 and (
        words[i].token.opens or words[i].token.is_capitalised
    )


def _take_initials_and_surname(words: Sequence[Word], i: int) -> int:
    end = take_name(words, i, certain=False)
    has_surname = any(word.token.kind == "word" and len(word.token.text) > 1 for word in words[i:end])
    return end if has_surname else i


def _take_prefixed_surname(words: Sequence[Word], i: int, speech: frozenset[str]) -> int:
    """Return the end of a surname that starts with a capitalised prefix (Van der Meulen), else i."""
    after = after_prefixes(words, i)
    prefix, name = words[i].token, words[after]
    if not prefix.is_capitalised or not name.shaped:
        return i
    if not prefix.opens:
        return max(after + 1, take_name(words, i, certain=True)) if not name.noun else i
    if prefix.lower in BEFORE_ARTICLE | {"het", "tot"} or _is_heading(words, after):
        return i
    end = take_name(words, i, certain=True)
    if end < len(words) and words[end].token.joined and words[end].lower in speech and not name.noun:
        return max(after + 1, end)
    is_rare = after - i > 1 and (name.unknown or words[after - 1].lower in _CERTAIN_ARTICLES)
    is_listed = (name.prefixed or name.surname) and not (name.place and prefix.lower != "de")
    return max(after + 1, take_name(words, i, certain=False)) if is_listed or is_rare else i


def _is_heading(words: Sequence[Word], after: int) -> bool:
    """Tell whether a word after Van or De is a nationality, or stands in a line where every word has a capital."""
    name = words[after]
    following = words[after + 1] if after + 1 < len(words) else None
    is_capital_row = (
        following is not None
        and following.token.joined
        and following.token.is_capitalised
        and not following.listed
    )
    return is_capital_row or (name.lower.endswith(("se", "sche")) and not name.surname_alone)


def _is_full_name(words: Sequence[Word], i: int, end: int) -> bool:
    """Tell whether a row of capitalised words is a first name with a surname."""
    head, last = words[i], words[end - 1]
    parts = [word for word in words[i:end] if word.lower not in PREFIXES]
    if len(parts) < 2:
        return False
    if head.first_alone and not (head.ordinary and head.token.opens):
        return True
    if head.first:
        return last.surname or last.prefixed or last.token.kind == "initial" or end - i > len(parts)
    is_adjective = head.lower.endswith(("se", "sche")) and not last.unknown
    if head.meant_otherwise or head.compound or is_adjective or (last.place and not last.surname):
        return False
    return not any((word.ordinary or word.foreign) and not word.listed for word in parts)
