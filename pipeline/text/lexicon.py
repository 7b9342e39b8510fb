"""Word lists behind masking: names, places and streets, ordinary Dutch words, and what is kept.

Names, places and streets are read at run time from the package data of deduce, without starting deduce itself
(which takes a minute and 1.2 GB the first time). Ordinary words come from the dictionaries of simplemma and the base
forms of spaCy.
"""

from __future__ import annotations

import gzip
import json
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import resources
from importlib.util import find_spec
from pathlib import Path

from simplemma.strategies import DefaultDictionaryFactory

from pipeline.errors import ModelError

_DIRECTIONS = frozenset({
    "nieuw", "noord", "oost", "zuid", "west", "midden", "noordoost", "noordwest", "zuidoost",
    "zuidwest", "centrum", "sint", "groot", "klein",
})  # fmt: skip
_SURNAME_PREFIXES = frozenset({"de", "den", "van", "van de", "van der", "van den", "ter", "ten", "te", "het"})
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SHORTEST_MISSPELT = 7
_STRESS = str.maketrans("áéíóú", "aeiou")
_DEDUCE_LISTS = "data/lookup/src"


@dataclass(frozen=True)
class Lexicon:
    """Lists in lower case, so that look-up does not depend on how somebody writes.

    Parameters
    ----------
    first_names, surnames
        Names of people; `surnames` also holds the part after a prefix (vries of de Vries).
    mainly_first
        Of these, what is hardly ever anything else, though it is in the dictionary.
    seldom_first, seldom_surname
        Of these, what far more often means something else.
    prefixed_surnames
        The part after a prefix only.
    places, streets
        Of the Netherlands; streets as in the register of addresses.
    words
        Ordinary Dutch words by their form; in capitals only what always has one (Frans, Haags).
    english
        Ordinary English words by their form.
    lemmas
        Base forms of Dutch nouns, verbs and adjectives; more of them than `words`, without the other forms.
    own_words
        Words that the dictionaries miss.
    kept
        Phrases per number of words that are never personal data, longest first.
    cues
        Words that tell a person is near, per sort of cue.
    """

    first_names: frozenset[str]
    surnames: frozenset[str]
    mainly_first: frozenset[str]
    seldom_first: frozenset[str]
    seldom_surname: frozenset[str]
    prefixed_surnames: frozenset[str]
    places: frozenset[str]
    streets: frozenset[str]
    words: Mapping[str, str]
    english: Mapping[str, str]
    lemmas: frozenset[str]
    own_words: frozenset[str]
    kept: Mapping[str, tuple[tuple[str, ...], ...]]
    cues: Mapping[str, frozenset[str]]

    def is_ordinary(self, word: str) -> bool:
        """Tell whether a word is in the dictionary, as it stands or in lower case."""
        lower = word.lower()
        if lower in self.mainly_first and not (word == lower and lower in self.cues["seldom_lower"]):
            return False
        stressed = word if word != lower else _without_stress(word)
        return lower in self.own_words or lower in self.words or word in self.words or stressed in self.words

    def is_nearly_ordinary(self, word: str) -> bool:
        """Tell whether a longer word is one letter off an ordinary one (concurentie), or ends in a long one."""
        lower = word.lower()
        if any(lower[cut:] in self.words for cut in range(2, len(lower) - 4)):
            return True
        if len(lower) < _SHORTEST_MISSPELT:
            return False
        cuts = [(lower[:cut], lower[cut:]) for cut in range(len(lower) + 1)]
        variants = {head + tail[1:] for head, tail in cuts}
        variants |= {head + letter + tail for head, tail in cuts for letter in _LETTERS}
        variants |= {head + letter + tail[1:] for head, tail in cuts for letter in _LETTERS}
        return any(variant in self.words for variant in variants)

    def is_compound(self, word: str, shortest: int) -> bool:
        """Tell whether a word is two ordinary words of `shortest` letters or more in one (noodnummer)."""
        lower = word.lower()
        for cut in range(shortest, len(lower) - shortest + 1):
            tail, head = lower[cut:], lower[:cut]
            if tail in self.words and (head in self.words or head.removesuffix("s") in self.words):
                return True
        return False

    def is_place(self, word: str) -> bool:
        """Tell whether a word is a place, also in the possessive and with a direction before it (Oost-Groningen)."""
        lower = word.lower()
        parts = lower.split("-")
        if len(parts) > 1 and (parts[0] in _DIRECTIONS or all(map(self._is_part_of_place, parts))):
            return True
        is_name = lower in self.first_names or lower in self.surnames
        is_possessive = lower.removesuffix("s") in self.places and not is_name
        return lower in self.places or is_possessive

    def _is_part_of_place(self, part: str) -> bool:
        return part in self.places or part in _DIRECTIONS

    def is_kept(self, word: str) -> bool:
        """Tell whether a word by itself is never personal data."""
        return (word.lower(),) in self.kept.get(word.lower(), ())

    def is_lemma(self, word: str) -> bool:
        """Tell whether a word, or what is left without an ending of the plural, is a base form."""
        lower = word.lower()
        return any(form in self.lemmas for form in (lower, lower.removesuffix("en"), lower.removesuffix("s")))

    def is_english(self, word: str) -> bool:
        """Tell whether a word is in the English dictionary."""
        return word.lower() in self.english

    def is_first_name(self, word: str) -> bool:
        """Tell whether a word is a listed first name; of a double name the first part counts."""
        lower = word.lower()
        head = lower.split("-")[0]
        return (
            lower in self.first_names
            or head in self.first_names
            or _without_accents(head) in self.first_names
        )

    def is_seldom_first(self, word: str) -> bool:
        """Tell whether a listed first name far more often means something else, with or without accents (hè)."""
        lower = word.lower()
        return lower in self.seldom_first or _without_accents(lower) in self.seldom_first

    def is_surname(self, word: str) -> bool:
        """Tell whether a word is a listed surname; of a double name one part is enough."""
        lower = word.lower()
        if lower in self.surnames or _without_accents(lower) in self.surnames:
            return True
        return "-" in lower and any(part in self.surnames for part in lower.split("-"))


def load_lexicon(organisations: Iterable[str] = ()) -> Lexicon:
    """Return the word lists; names of organisations are kept as they are.

    Raises
    ------
    ModelError
        When the package data of deduce isn't where it should be.
    """
    first = _deduce_list("names/lst_first_name")
    surnames = _deduce_list("names/lst_surname")
    prefixed = _deduce_list("names/lst_interfix_surname")
    own_places = _own_list("places")
    places = set(own_places)
    for part in ("residence", "municipality", "province", "region"):
        places |= _deduce_list(f"locations/lst_placename/lst_{part}")
    dictionaries = DefaultDictionaryFactory()
    return Lexicon(
        first_names=frozenset(first | _own_list("first_names")),
        surnames=frozenset(surnames | prefixed | _own_list("surnames")),
        mainly_first=frozenset(_own_list("mainly_first_names")),
        seldom_first=frozenset(_own_list("seldom_first_names")),
        seldom_surname=frozenset(_own_list("seldom_surnames")),
        prefixed_surnames=frozenset(prefixed),
        places=frozenset(places),
        streets=frozenset(_deduce_list("locations/lst_street")),
        words=dictionaries.get_dictionary("nl"),
        english=dictionaries.get_dictionary("en"),
        lemmas=_read_lemmas(),
        own_words=frozenset(_own_list("ordinary_words")),
        kept=_by_first_word(
            _own_list("kept")
            | {p for p in own_places if " " in p}
            | {p for p in places if " " in p and not _is_surname_too(p, prefixed)}
            | {o.lower() for o in organisations}
        ),
        cues=_read_cues(),
    )


def _is_surname_too(place: str, prefixed: set[str]) -> bool:
    """Tell whether a hamlet is far better known as a surname (De Boer, Den Berg); the towns are in our own list."""
    prefix, _, name = place.rpartition(" ")
    return prefix in _SURNAME_PREFIXES and name in prefixed


def _without_stress(word: str) -> str:
    """Return a word without the accents that only give it weight (óns, dié)."""
    return word.translate(_STRESS)


def _without_accents(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).replace("ı", "i")


def _deduce_list(name: str) -> set[str]:
    spec = find_spec("deduce")
    if spec is None or not spec.submodule_search_locations:
        raise ModelError("masking needs the package deduce; install the project again with: uv sync")
    path = Path(spec.submodule_search_locations[0]) / _DEDUCE_LISTS / name / "items.txt"
    if not path.is_file():
        raise ModelError(
            f"masking misses the list {name} of the package deduce; install deduce 3.0.6 or newer"
        )
    return {line.strip().lower() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()}


def _read_lemmas() -> frozenset[str]:
    path = resources.files("spacy_lookups_data") / "data" / "nl_lemma_index.json.gz"
    content: dict[str, list[str]] = json.loads(gzip.decompress(path.read_bytes()))
    return frozenset(word for part in ("noun", "adj", "verb") for word in content[part])


def _own_lines(name: str) -> Iterable[str]:
    path = resources.files("pipeline.text") / "data" / f"{name}.txt"
    for line in path.read_text(encoding="utf-8").splitlines():
        content = line.split("#")[0].strip().lower()
        if content:
            yield content


def _own_list(name: str) -> set[str]:
    return set(_own_lines(name))


def _read_cues() -> dict[str, frozenset[str]]:
    """Return the words per cue; a line of the file is ``sort: word, word``."""
    cues: dict[str, set[str]] = {}
    for line in _own_lines("person_cues"):
        sort, _, words = line.partition(":")
        cues.setdefault(sort.strip(), set()).update(word.strip() for word in words.split(",") if word.strip())
    return {sort: frozenset(words) for sort, words in cues.items()}


def _by_first_word(phrases: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        words = tuple(phrase.split())
        by_first.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(group, key=len, reverse=True)) for first, group in by_first.items()}
