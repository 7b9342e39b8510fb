"""What we sent out ourselves and came back: an invitation that is forwarded, a facilitator's card, the poll.

A text is ours as far as its words stand in threes in the startkit. Of a document that is mostly ours, only what is
clearly somebody else's is kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from pipeline.formdefs import TEMPLATE_SENTENCES
from pipeline.ingest.found import FoundBouwsteen
from pipeline.ingest.labels import normalise
from pipeline.startkit import read_startkit

MOSTLY_OURS: Final = 0.6
"""Part of a document's words, 0-1, from which it is one of ours."""

_OURS: Final = 0.5
_SHORT_WORDS: Final = 3
_Threes = frozenset[tuple[str, ...]]


def drop_own_text(bouwstenen: Sequence[FoundBouwsteen]) -> list[FoundBouwsteen]:
    """Return the bouwstenen without those that a document of ours says itself, numbered anew.

    A document that is not mostly ours is returned as it is: people quote questions, and say what the poll says too.
    """
    shares = [(_share_of_ours(one.text), len(one.text.split())) for one in bouwstenen]
    n_words = sum(n for _, n in shares)
    if not n_words or sum(share * n for share, n in shares) < MOSTLY_OURS * n_words:
        return list(bouwstenen)
    kept: list[FoundBouwsteen] = []
    counts: Counter[str] = Counter()
    for one, (share, n) in zip(bouwstenen, shares, strict=True):
        if share < _OURS and n > _SHORT_WORDS:
            kept.append(replace(one, position=counts[one.field]))
            counts[one.field] += 1
    return kept


def _share_of_ours(text: str) -> float:
    """Return which part of the words, 0-1, stands in three words in a row that we wrote."""
    words = normalise(text).split()
    if len(words) < _SHORT_WORDS:
        return 0.0
    ours: set[int] = set()
    for start in range(len(words) - 2):
        if tuple(words[start : start + 3]) in _our_threes():
            ours.update(range(start, start + 3))
    return len(ours) / len(words)


@cache
def _our_threes() -> _Threes:
    texts = (*read_startkit().sentences(), *TEMPLATE_SENTENCES)
    split = [normalise(text).split() for text in texts]
    return frozenset(tuple(words[n : n + 3]) for words in split for n in range(len(words) - 2))
