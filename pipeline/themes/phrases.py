"""Words and phrases worth counting, and how well they hang together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from sklearn.feature_extraction.text import CountVectorizer

MAX_PHRASE_WORDS = 3


def phrases(lemmas: Sequence[str], stop_words: frozenset[str]) -> Iterator[str]:
    """Yield each run of up to three lemmas that begins and ends with a word that means something."""
    telling = [place for place, lemma in enumerate(lemmas) if _has_meaning(lemma, stop_words)]
    for number, start in enumerate(telling):
        for last in telling[number : number + MAX_PHRASE_WORDS]:
            if last - start < MAX_PHRASE_WORDS:
                yield " ".join(lemmas[start : last + 1])


def count_phrases(
    lemmas: Sequence[Sequence[str]], stop_words: frozenset[str], min_texts: int
) -> tuple[sp.csr_matrix, NDArray[np.str_]]:
    """Return how often each phrase occurs in each text, and the phrases.

    Parameters
    ----------
    lemmas
        Per text, length n_texts.
    min_texts
        Rarer phrases are left out.

    Returns
    -------
    tuple
        Counts, shape (n_texts, n_phrases), and the phrases in alphabetical order, shape (n_phrases,).
    """
    vectorizer = CountVectorizer(analyzer=lambda text: list(phrases(text, stop_words)))
    if not any(next(phrases(text, stop_words), None) for text in lemmas):
        return sp.csr_matrix((len(lemmas), 0), dtype=np.int64), np.empty(0, dtype=np.str_)
    counts = vectorizer.fit_transform(lemmas).tocsr()
    names = vectorizer.get_feature_names_out().astype(np.str_)
    kept = np.flatnonzero(np.asarray((counts > 0).sum(axis=0)).ravel() >= min_texts)
    return counts[:, kept].tocsr(), names[kept]


def _has_meaning(lemma: str, stop_words: frozenset[str]) -> bool:
    return len(lemma) > 1 and lemma not in stop_words and any(character.isalpha() for character in lemma)
