"""The same conversation arriving twice: found by its words, because a copied form keeps its reference.

Two submissions are one conversation when most words of the smaller one stand in the other too. A shared
reference lowers the bar; it never decides alone, since people fill in copies of one form.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

import numpy as np
from scipy import sparse
from sklearn.feature_extraction.text import CountVectorizer

MIN_CONTAINMENT = 0.8
MIN_CONTAINMENT_SAME_REFERENCE = 0.5
MIN_TEXT_SIMILARITY = 0.75
# A word in more conversations than this says nothing about two of them being the same.
MAX_CONVERSATIONS_PER_WORD = 50
MIN_SHARED_WORDS = 4
_WORD = r"(?u)\b[^\W\d_]{5,}\b"


@dataclass(frozen=True)
class Copy:
    """A conversation as it stands in one file.

    Parameters
    ----------
    order
        Sorts the better copy first (typed before photographed, earlier before later).
    """

    reference: str | None
    texts: tuple[str, ...]
    order: tuple[float | str, ...]


def find_duplicate_conversations(copies: Sequence[Copy]) -> dict[int, int]:
    """Return, for each copy that is a duplicate, the position of the copy that is kept instead."""
    if len(copies) < 2:
        return {}
    containment = _word_containment([" ".join(copy.texts) for copy in copies])
    kept_by: dict[int, int] = {}
    pairs = sorted(
        zip(*containment.nonzero(), strict=True),
        key=lambda pair: (copies[pair[0]].order, copies[pair[1]].order),
    )
    for first, second in pairs:
        if copies[first].order >= copies[second].order or second in kept_by or first in kept_by:
            continue
        same_reference = (
            copies[first].reference is not None and copies[first].reference == copies[second].reference
        )
        needed = MIN_CONTAINMENT_SAME_REFERENCE if same_reference else MIN_CONTAINMENT
        if containment[first, second] >= needed:
            kept_by[int(second)] = int(first)
    return kept_by


def match_texts(kept: Sequence[str], other: Sequence[str]) -> list[int | None]:
    """Return, for each text of the other copy, the position of the kept text that says the same, or None."""
    normal = [_normal(text) for text in kept]
    matches: list[int | None] = []
    for text in map(_normal, other):
        scores = [_similarity(text, candidate) for candidate in normal]
        best = int(np.argmax(scores)) if scores else -1
        matches.append(best if scores and scores[best] >= MIN_TEXT_SIMILARITY else None)
    return matches


def _similarity(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < MIN_TEXT_SIMILARITY or matcher.quick_ratio() < MIN_TEXT_SIMILARITY:
        return 0.0
    return matcher.ratio()


def _word_containment(texts: list[str]) -> sparse.csr_array:
    """Return shared rare words as a share of the smaller copy's rare words, (n_copies, n_copies), sparse."""
    try:
        words = CountVectorizer(
            binary=True, token_pattern=_WORD, max_df=MAX_CONVERSATIONS_PER_WORD, dtype=np.float32
        ).fit_transform(texts)
    except ValueError:  # no text holds a word of five letters
        return sparse.csr_array((len(texts), len(texts)), dtype=np.float32)
    shared = sparse.coo_array(words @ words.T)
    sizes = np.asarray(words.sum(axis=1)).ravel()
    keep = (shared.data >= MIN_SHARED_WORDS) & (shared.row != shared.col)
    smaller = np.minimum(sizes[shared.row[keep]], sizes[shared.col[keep]])
    return sparse.csr_array(
        (shared.data[keep] / smaller, (shared.row[keep], shared.col[keep])), shape=shared.shape
    )


def _normal(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()
