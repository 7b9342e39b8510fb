"""How much of what was read from a picture is words that exist: a reading model is sure of its nonsense too.

Words are looked up in simplemma's list of word forms; a Dutch compound counts when both halves are in it. Words
with a capital (names, abbreviations) and words of one or two letters say nothing. In the sample 97 % of the words
exist; in lines that the model made of scribbles, fewer than half.
"""

from __future__ import annotations

import re
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]{3,}")
_MIN_HALF_CHARS = 4


def count_words(text: str, language: str = "nl") -> tuple[int, int]:
    """Return how many words of a text exist, and how many there are to judge."""
    words = [word for word in _WORD.findall(text) if word[0].islower()]
    return sum(_exists(word, language) for word in words), len(words)


@lru_cache(maxsize=20_000)
def _exists(word: str, language: str) -> bool:
    return _is_listed(word, language) or _is_compound(word.lower(), language)


def _is_listed(word: str, language: str) -> bool:
    from simplemma import is_known

    return any(is_known(form, lang=language) for form in (word, word.lower()))


def _is_compound(word: str, language: str) -> bool:
    cuts = range(_MIN_HALF_CHARS, len(word) - _MIN_HALF_CHARS + 1)
    return any(
        _is_listed(word[cut:], language) and any(_is_listed(half, language) for half in _forms(word[:cut]))
        for cut in cuts
    )


def _forms(half: str) -> tuple[str, ...]:
    """Return the first half of a compound as it stands, and without a linking s."""
    return (half, half[:-1]) if half.endswith("s") and len(half) > _MIN_HALF_CHARS else (half,)
