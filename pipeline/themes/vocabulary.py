"""Words and phrases that recur or rise beyond what the catalogues predict, and the statements that carry them.

Short statements have too few words each to be clustered well; words that live in many statements have enough company.
So words are clustered first, by the statements in which they occur, and statements follow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from pipeline.themes.clusters import NOISE, cut_graph
from pipeline.themes.corpus import Corpus, Places
from pipeline.themes.phrases import count_phrases

MIN_SURPRISE = 6.0
MIN_TIMES_EXPECTED = 5.0
MIN_RISE = 6.0
MIN_CONVERSATIONS = 4
MIN_ORGANISATIONS = 3
MAX_TERMS = 400
_PRIOR_TEXTS = 5.0
_MIN_TOGETHER = 2
_MIN_NPMI = 0.3
_RESOLUTION = 1.0


@dataclass(frozen=True)
class SurprisingTerms:
    """Terms that occur in more conversations than expected.

    Parameters
    ----------
    terms
        As lemmas, shape (n_terms,).
    present
        Whether a statement carries a term, shape (n_texts, n_terms).
    surprise
        Log-likelihood ratio (Dunning 1993) of the count against the expected count, in nats, shape (n_terms,).
    n_conversations, n_expected
        Conversations with the term, and how many the catalogues predict, shape (n_terms,).
    rise
        Signed log-likelihood ratio of the later half of the conversations against the earlier one.
    """

    terms: NDArray[np.str_]
    present: sp.csr_matrix
    surprise: NDArray[np.float64]
    n_conversations: NDArray[np.float64]
    n_expected: NDArray[np.float64]
    rise: NDArray[np.float64]


@dataclass(frozen=True)
class WordCluster:
    """Terms that live in the same statements, strongest first, and the statements that carry them, surest first."""

    terms: tuple[str, ...]
    places: Places
    certainty: NDArray[np.float32]
    n_conversations: int
    n_expected: float
    rises: bool


@dataclass(frozen=True)
class CatalogueWords:
    """What the catalogues' examples say: lemmas per example, and the class (column of the probabilities) of each."""

    lemmas: Sequence[Sequence[str]]
    classes: NDArray[np.int64]


def find_surprising_terms(
    corpus: Corpus,
    catalogue: CatalogueWords,
    probability: NDArray[np.float32],
    stop_words: frozenset[str],
) -> SurprisingTerms:
    """Return the terms that recur over conversations and organisations, or rise, beyond what the catalogues predict.

    The expected count of a term is the sum over the statements of its frequency in the examples of their probable
    themes.

    Parameters
    ----------
    probability
        Of each class per statement, shape (n_texts, n_classes); what is missing to 1 is spread over all classes.
    """
    counts, terms = count_phrases(corpus.lemmas, stop_words, MIN_CONVERSATIONS)
    present = (counts > 0).astype(np.float64).tocsr()
    conversation, n_conversations = _groups(corpus.conversations)
    organisation, n_organisations = _groups(corpus.organisations)
    observed = _groups_with(present, conversation, n_conversations)
    known = corpus.organisations != ""
    widely = _groups_with(present[known], organisation[known], n_organisations) >= MIN_ORGANISATIONS
    kept = np.flatnonzero((observed >= MIN_CONVERSATIONS) & widely)
    present, terms, observed = present[:, kept].tocsr(), terms[kept], observed[kept]
    n_texts = np.asarray(present.sum(axis=0)).ravel()
    expected = _expected_texts(terms, catalogue, probability, stop_words) * observed / np.maximum(n_texts, 1)
    surprise = _surprise(observed, expected)
    rise = _rise(present, corpus)
    recurs = (surprise >= MIN_SURPRISE) & (observed >= MIN_TIMES_EXPECTED * expected)
    strong = np.flatnonzero(recurs | (rise >= MIN_RISE))
    best = np.sort(strong[np.lexsort((terms[strong], -(surprise + np.maximum(rise, 0))[strong]))][:MAX_TERMS])
    return SurprisingTerms(
        terms[best], present[:, best].tocsr(), surprise[best], observed[best], expected[best], rise[best]
    )


def cluster_terms(found: SurprisingTerms, embeddings: NDArray[np.float32], seed: int) -> list[WordCluster]:
    """Return clusters of terms with the statements that carry them; a term without company has no cluster.

    Parameters
    ----------
    embeddings
        Of the statements, float32, shape (n_texts, n_dims).
    """
    labels = cut_graph(_company(found.present), _RESOLUTION, seed)
    groups = [np.flatnonzero(labels == label) for label in np.unique(labels[labels != NOISE])]
    return [_word_cluster(found, embeddings, columns) for columns in groups]


def _company(present: sp.csr_matrix) -> sp.csr_matrix:
    """Return the graph of terms that stand in the same statements more than chance, weighted by NPMI (Bouma 2009)."""
    together = sp.triu(present.T @ present, k=1).tocoo()
    often = together.data >= _MIN_TOGETHER
    rows, columns, joint = together.row[often], together.col[often], together.data[often] / present.shape[0]
    single = np.asarray(present.mean(axis=0)).ravel()
    npmi = np.log(joint / (single[rows] * single[columns])) / -np.log(np.minimum(joint, 1 - 1e-9))
    kept = (npmi >= _MIN_NPMI) | (joint >= 1)
    graph = sp.csr_matrix(
        (np.maximum(npmi[kept], _MIN_NPMI), (rows[kept], columns[kept])), shape=(len(single), len(single))
    )
    return (graph + graph.T).tocsr()


def resample(found: SurprisingTerms, places: Places) -> SurprisingTerms:
    """Return the same terms as a part of the statements would show them; for reruns."""
    return replace(found, present=found.present[places].tocsr())


def _word_cluster(
    found: SurprisingTerms, embeddings: NDArray[np.float32], columns: NDArray[np.int64]
) -> WordCluster:
    weight = found.surprise[columns] + np.maximum(found.rise[columns], 0)
    order = np.lexsort((found.terms[columns], -weight))
    strength = found.present[:, columns] @ weight
    carriers = np.flatnonzero(strength > 0)
    centre = embeddings[carriers].T @ strength[carriers]
    nearness = embeddings[carriers] @ (centre / max(float(np.linalg.norm(centre)), 1e-12))
    sure = strength[carriers] / strength.max() * np.clip(nearness, 0, 1)
    ranked = np.lexsort((carriers, -sure))
    return WordCluster(
        tuple(str(term) for term in found.terms[columns][order]),
        carriers[ranked],
        (sure / max(float(sure.max()), 1e-12))[ranked].astype(np.float32),
        int(found.n_conversations[columns][order][0]),
        float(found.n_expected[columns][order][0]),
        bool((found.rise[columns] >= MIN_RISE).any()),
    )


def _expected_texts(
    terms: NDArray[np.str_],
    catalogue: CatalogueWords,
    probability: NDArray[np.float32],
    stop_words: frozenset[str],
) -> NDArray[np.float64]:
    """Return in how many statements the catalogues predict each term, shape (n_terms,)."""
    counts, names = count_phrases(catalogue.lemmas, stop_words, 1)
    place = {name: column for column, name in enumerate(names)}
    columns = np.array([place.get(term, -1) for term in terms], dtype=np.int64)
    known = (counts > 0).astype(np.float64).tocsr()[:, np.maximum(columns, 0)] @ sp.diags(
        (columns >= 0).astype(float)
    )
    n_classes = probability.shape[1]
    member = sp.csr_matrix(
        (np.ones(len(catalogue.classes)), (catalogue.classes, np.arange(len(catalogue.classes)))),
        shape=(n_classes, len(catalogue.classes)),
    )
    sizes = np.asarray(member.sum(axis=1)).ravel()
    overall = (np.asarray(known.sum(axis=0)).ravel() + 0.5) / (len(catalogue.classes) + 1)
    rates = (np.asarray((member @ known).todense()) + _PRIOR_TEXTS * overall) / (sizes + _PRIOR_TEXTS)[
        :, None
    ]
    mass = probability.sum(axis=0, dtype=np.float64)
    expected: NDArray[np.float64] = mass @ rates + max(0.0, len(probability) - float(mass.sum())) * overall
    return expected


def _rise(present: sp.csr_matrix, corpus: Corpus) -> NDArray[np.float64]:
    """Return how much more conversations of the later half carry each term than of the earlier, signed, in nats."""
    dated = ~np.isnat(corpus.held_on)
    if not dated.any():
        return np.zeros(present.shape[1])
    days = corpus.held_on[dated]
    late = days > np.sort(days)[(len(days) - 1) // 2]
    counts = []
    sizes = []
    for part in (late, ~late):
        rows = np.flatnonzero(dated)[part]
        group, n_groups = _groups(corpus.conversations[rows])
        counts.append(_groups_with(present[rows], group, n_groups))
        sizes.append(max(n_groups, 1))
    together = (counts[0] + counts[1]) / sum(sizes)
    deviance = sum(np.abs(_surprise(n, together * size)) for n, size in zip(counts, sizes, strict=True))
    return np.where(counts[0] / sizes[0] > counts[1] / sizes[1], deviance, -np.abs(deviance))


def _surprise(observed: NDArray[np.float64], expected: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the signed Poisson log-likelihood ratio of counts, in nats."""
    ratio = observed * np.log(np.maximum(observed, 1e-12) / np.maximum(expected, 1e-12)) - (
        observed - expected
    )
    return np.where(observed >= expected, ratio, -ratio)


def _groups(names: NDArray[np.str_]) -> tuple[NDArray[np.int64], int]:
    unique, index = np.unique(names, return_inverse=True)
    return index.astype(np.int64), len(unique)


def _groups_with(present: sp.csr_matrix, group: NDArray[np.int64], n_groups: int) -> NDArray[np.float64]:
    """Return per term how many groups of statements carry it."""
    member = sp.csr_matrix(
        (np.ones(len(group)), (group, np.arange(len(group)))), shape=(n_groups, len(group))
    )
    return np.asarray(((member @ present) > 0).sum(axis=0), dtype=np.float64).ravel()
