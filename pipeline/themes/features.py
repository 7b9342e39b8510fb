"""Text as numbers without a language model: TF-IDF of lemmas, of pairs of lemmas, and of pieces of words.

All words are kept: a stop list costs accuracy, because *niet*, *geen*, *zonder* and *zelf* carry the meaning here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer

from pipeline.themes.statements import Statement

Floats = npt.NDArray[np.float32]

_PIECES = (2, 6)
_REACH = 5
_MIN_TEXTS = 2
_FEW = 100


class TextFeatures:
    """Turns statements into sparse rows; the vocabulary comes from the statements it is fitted on.

    Four blocks, each of length 1 per statement: lemmas; lemmas and neighbouring pairs; pairs of lemmas up to five
    words apart, in their order; pieces of two to six characters within words.
    """

    def __init__(self) -> None:
        shared: dict[str, Any] = {"sublinear_tf": True, "dtype": np.float32}
        self._of_lemmas = (
            TfidfVectorizer(analyzer=list, **shared),
            TfidfVectorizer(analyzer=_single_and_paired, **shared),
            TfidfVectorizer(analyzer=_loosely_paired, **shared),
        )
        self._of_text = TfidfVectorizer(analyzer="char_wb", ngram_range=_PIECES, **shared)

    def fit_transform(self, statements: Sequence[Statement]) -> sparse.csr_matrix:
        """Learn the vocabulary and return the rows of the statements, (n_statements, n_features)."""
        min_df = _MIN_TEXTS if len(statements) >= _FEW else 1
        for block in (self._of_lemmas[2], self._of_text):
            block.set_params(min_df=min_df)
        blocks = [
            block.fit_transform(statement.lemmas for statement in statements) for block in self._of_lemmas
        ]
        blocks.append(self._of_text.fit_transform(statement.text for statement in statements))
        return sparse.hstack(blocks, format="csr", dtype=np.float32)

    def transform(self, statements: Sequence[Statement]) -> sparse.csr_matrix:
        """Return the rows of statements, (n_statements, n_features)."""
        blocks = [block.transform(statement.lemmas for statement in statements) for block in self._of_lemmas]
        blocks.append(self._of_text.transform(statement.text for statement in statements))
        return sparse.hstack(blocks, format="csr", dtype=np.float32)

    def rarity(self, lemmas: Sequence[str]) -> Floats:
        """Return how rare each lemma is among the statements learnt from: its inverse document frequency."""
        counted = self._of_lemmas[0]
        idf = np.append(counted.idf_, counted.idf_.max())
        return idf[[counted.vocabulary_.get(lemma, -1) for lemma in lemmas]].astype(np.float32)


def in_chunks(statements: Sequence[Statement], size: int) -> Iterator[tuple[int, Sequence[Statement]]]:
    """Yield the statements in pieces of at most `size`, each with the position it starts at."""
    for start in range(0, len(statements), size):
        yield start, statements[start : start + size]


def _single_and_paired(lemmas: Iterable[str]) -> list[str]:
    single = list(lemmas)
    return single + [f"{first} {second}" for first, second in pairwise(single)]


def _loosely_paired(lemmas: Iterable[str]) -> list[str]:
    single = list(lemmas)
    return [
        f"{first} {second}"
        for place, first in enumerate(single)
        for second in single[place + 1 : place + 1 + _REACH]
    ]
