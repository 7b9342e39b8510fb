"""Names beside names: in a row with one that was found, and the same name again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.text.grammar import PREFIXES, after_prefixes, is_lower_case_given_name, take_name
from pipeline.text.words import Word

_LONGEST_PART = 6
_LONGEST_NAME = 5
_ROW_WORDS = frozenset({"en", "of", "plus"})
_BETWEEN_NAMES = re.compile(r"\s*(?:,|;|/|&|\+|,?\s(?:en|of|plus|samen met)\s)\s*", re.IGNORECASE)


def find_rows(
    text: str, words: Sequence[Word], ranges: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Yield names in a row with names that were found, before and after them: Ria, Aïcha en De Wit."""
    found = dict(ranges)
    ends = {end: start for start, end in ranges}
    for start, end in ranges:
        yield from _find_before(text, words, start, ends)
        yield from _find_after(text, words, end, found)


def _find_after(
    text: str, words: Sequence[Word], place: int, found: dict[int, int]
) -> Iterator[tuple[int, int]]:
    while place < len(words):
        start = place + (words[place].lower in _ROW_WORDS)
        if start >= len(words) or start in found:
            return
        between = text[words[place - 1].token.end : words[start].token.start]
        end = _take_member(words, start)
        if end == start or not _BETWEEN_NAMES.fullmatch(between):
            return
        yield start, end
        place = end


def _find_before(
    text: str, words: Sequence[Word], start: int, ends: dict[int, int]
) -> Iterator[tuple[int, int]]:
    while start > 0:
        end = start - (start > 1 and words[start - 1].lower in _ROW_WORDS)
        between = text[words[end - 1].token.end : words[start].token.start]
        if end in ends or not _BETWEEN_NAMES.fullmatch(between):
            return
        starts = (k for k in range(max(0, end - _LONGEST_NAME), end) if _take_member(words, k) == end)
        first = next(starts, end)
        if first == end:
            return
        yield first, end
        start = first


def _take_member(words: Sequence[Word], k: int) -> int:
    """Return the end of what can be a name in a row of names and starts at word k, or k."""
    word = words[k]
    after = after_prefixes(words, k)
    if after > k:
        name = words[after]
        is_name = (
            word.token.is_capitalised and name.shaped and (name.prefixed or name.surname or name.unknown)
        )
        return after + 1 if is_name else k
    if word.token.kind == "initial":
        return take_name(words, k, certain=False)
    is_surname = word.surname_alone and not (
        word.place or word.foreign or (word.ordinary and word.token.opens)
    )
    is_name = word.shaped and (word.first or word.unknown or is_surname)
    if is_name:
        return max(take_name(words, k, certain=False), k + 1)
    is_short = word.first_alone and len(word.token.text) == 2 and not (word.meant_otherwise or word.function)
    return k + (is_short or is_lower_case_given_name(word))


def find_parts_before(
    _text: str, words: Sequence[Word], ranges: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Yield the ordinary word with a capital before a name, which within a sentence can only be its first part."""
    for start, _ in ranges:
        if not start or not words[start].token.joined or words[start].token.kind != "word":
            continue
        word = words[start - 1]
        is_part = word.shaped and not word.token.opens and not (word.noun or word.place or word.compound)
        if is_part and words[start].unknown and len(word.token.text) <= _LONGEST_PART:
            yield start - 1, start


def find_again(
    _text: str, words: Sequence[Word], ranges: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Yield the parts of the names found that stand alone elsewhere in the text."""
    known = {
        word.lower
        for start, end in ranges
        for word in words[start:end]
        if word.token.kind == "word" and len(word.token.text) > 2 and word.lower not in PREFIXES
        if not (word.ordinary and not word.first)
    }
    for k, word in enumerate(words):
        forms = (word.lower, word.token.without_possessive.lower(), word.lower.removesuffix("tje"))
        is_known = any(form in known for form in forms)
        if is_known and word.token.is_capitalised and not word.kept:
            yield k, k + 1
