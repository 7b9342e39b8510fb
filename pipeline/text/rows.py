"""Names beside names: in a row with one that was found, and the same name again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.text.grammar import PREFIXES, is_lower_case_given_name, take_name
from pipeline.text.words import Word

_LONGEST_PART = 6
_ROW_WORDS = frozenset({"en", "of", "plus"})
_BETWEEN_NAMES = re.compile(r"\s*(?:,|;|/|&|\+|,?\s(?:en|of|plus|samen met)\s)\s*", re.IGNORECASE)


def find_rows(
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
            after = max(take_name(words, following, certain=False), following + 1)
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
    is_name = (word.shaped and (word.first or word.unknown)) or is_lower_case_given_name(word)
    return bool(_BETWEEN_NAMES.fullmatch(between)) and is_name


def find_parts_before(words: Sequence[Word], ranges: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the ordinary word with a capital before a name, which within a sentence can only be its first part."""
    for start, _ in ranges:
        if not start or not words[start].token.joined or words[start].token.kind != "word":
            continue
        word = words[start - 1]
        is_part = word.shaped and not word.token.opens and not (word.noun or word.place or word.compound)
        if is_part and words[start].unknown and len(word.token.text) <= _LONGEST_PART:
            yield start - 1, start


def find_again(words: Sequence[Word], ranges: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
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
