"""Clusters among the statements that no catalogue explains, by BERTopic with our own representation and clusterer.

The only home of BERTopic, used as a library of parts. It is imported where it is used: that takes seconds, and silences
warnings for the whole process, which is undone here.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from sklearn.feature_extraction.text import CountVectorizer

from pipeline.themes.clusters import NOISE, LeidenClusterer

Places = NDArray[np.int64]


@dataclass(frozen=True)
class Topic:
    """One cluster of statements: places of its members, and its terms (lemmas) by c-TF-IDF, strongest first."""

    places: Places
    terms: tuple[str, ...]


def find_topics(
    documents: Sequence[str], embeddings: NDArray[np.float32], clusterer: LeidenClusterer, n_terms: int
) -> list[Topic]:
    """Return the topics among documents, largest first.

    Parameters
    ----------
    documents
        Lemmas joined by blanks, length n_texts; stop words left out.
    embeddings
        float32, shape (n_texts, n_dims).
    clusterer
        Not fitted yet.
    n_terms
        Terms per topic.
    """
    if len(documents) <= clusterer.n_neighbours:
        return []
    with _bertopic_imported():
        from bertopic import BERTopic
        from bertopic.dimensionality import BaseDimensionalityReduction
        from bertopic.vectorizers import ClassTfidfTransformer

        model = BERTopic(
            # With precomputed embeddings BERTopic deletes accents unless a language is named.
            language="multilingual",
            embedding_model=None,
            umap_model=BaseDimensionalityReduction(),
            hdbscan_model=clusterer,
            vectorizer_model=CountVectorizer(
                tokenizer=str.split, token_pattern=None, lowercase=False, ngram_range=(1, 2)
            ),
            ctfidf_model=ClassTfidfTransformer(reduce_frequent_words=True),
            top_n_words=n_terms,
            calculate_probabilities=False,
        )
        # BERTopic may write into the embeddings it is given.
        labels = np.asarray(model.fit_transform(list(documents), embeddings.copy())[0])
    names = [int(name) for name in np.unique(labels) if name != NOISE]
    topics = [
        Topic(np.flatnonzero(labels == name), tuple(t for t, _ in model.get_topic(name) if t))
        for name in names
    ]
    return sorted(topics, key=lambda topic: (-len(topic.places), topic.places.tolist()))


def class_weights(counts: sp.csr_matrix) -> NDArray[np.float64]:
    """Return class-based TF-IDF (Grootendorst 2022) of counted terms.

    Parameters
    ----------
    counts
        Terms per class, shape (n_classes, n_terms); every term occurs.

    Returns
    -------
    numpy.ndarray
        Weights >= 0, shape (n_classes, n_terms).
    """
    with _bertopic_imported():
        from bertopic.vectorizers import ClassTfidfTransformer

        floats = counts.astype(np.float64)
        transformer = ClassTfidfTransformer(reduce_frequent_words=True).fit(floats)
        return np.asarray(transformer.transform(floats).todense(), dtype=np.float64)


@contextmanager
def _bertopic_imported() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
