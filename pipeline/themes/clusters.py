"""Clusters of statements: a sparse graph of mutual nearest neighbours, cut into communities by the Leiden method.

Sources: Traag, Waltman and van Eck (2019), "From Louvain to Leiden: guaranteeing well-connected communities"; the
kNN graph with Leiden is far more stable between reruns on short texts than UMAP with HDBSCAN (see DECISIONS.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from sklearn.metrics import adjusted_mutual_info_score, adjusted_rand_score, v_measure_score
from sklearn.preprocessing import normalize
from sknetwork.clustering import Leiden

NOISE = -1
_BLOCK = 1024

Labels = NDArray[np.int64]
Embeddings = NDArray[np.float32]


@dataclass(frozen=True)
class ClusterScores:
    """Number of clusters, V-measure (0-1; Rosenberg and Hirschberg 2007) and adjusted mutual information (<= 1)."""

    n_clusters: int
    v_measure: float
    adjusted_mutual_information: float


class LeidenClusterer:
    """Leiden communities in the mutual kNN graph of embeddings, with the `fit`, `predict` and `labels_` of a clusterer.

    Parameters
    ----------
    n_neighbours
        Neighbours that each statement names; an edge needs both to name each other.
    resolution
        Higher gives more and smaller clusters.
    min_size
        Smaller clusters become noise (-1), as do statements without neighbours.
    seed
        Start of the random choices.
    """

    def __init__(self, n_neighbours: int, resolution: float, min_size: int, seed: int) -> None:
        self.n_neighbours = n_neighbours
        self.resolution = resolution
        self.min_size = min_size
        self.seed = seed
        self.labels_: Labels = np.empty(0, dtype=np.int64)
        self._centroids: Embeddings = np.empty((0, 0), dtype=np.float32)

    def fit(self, embeddings: Embeddings, y: object = None) -> LeidenClusterer:
        """Find clusters; `labels_` has shape (n_texts,), largest cluster 0, noise -1. `y` is not used."""
        rows = normalize(embeddings).astype(np.float32)
        graph = mutual_graph(nearest_neighbours(rows, self.n_neighbours))
        self.labels_ = cut_graph(graph, self.resolution, self.seed)
        self.labels_ = _drop_small(self.labels_, self.min_size)
        self._centroids = _centroids(rows, self.labels_)
        return self

    def predict(self, embeddings: Embeddings) -> Labels:
        """Return the nearest cluster by cosine for each row, shape (n_texts,); -1 when there is no cluster."""
        if not len(self._centroids):
            return np.full(len(embeddings), NOISE, dtype=np.int64)
        nearest: Labels = (normalize(embeddings) @ self._centroids.T).argmax(axis=1).astype(np.int64)
        return nearest


@dataclass(frozen=True)
class Neighbours:
    """The nearest statements of each, nearest first.

    Parameters
    ----------
    places, cosines
        Shape (n_texts, n_kept).
    """

    places: NDArray[np.int64]
    cosines: Embeddings

    def among(self, chosen: NDArray[np.int64], n_neighbours: int) -> Neighbours:
        """Return the neighbours among some of the statements, numbered by their place in `chosen` (rising).

        Where fewer than `n_neighbours` of a statement's neighbours were chosen, the row ends with cosines of 0.
        """
        number = np.full(len(self.places), -1, dtype=np.int64)
        number[chosen] = np.arange(len(chosen))
        places, cosines = number[self.places[chosen]], self.cosines[chosen]
        kept = np.argsort(places < 0, axis=1, kind="stable")[:, :n_neighbours]
        places = np.take_along_axis(places, kept, axis=1)
        cosines = np.where(places < 0, np.float32(0), np.take_along_axis(cosines, kept, axis=1))
        return Neighbours(np.maximum(places, 0), cosines)


def nearest_neighbours(rows: Embeddings, n_neighbours: int) -> Neighbours:
    """Return the nearest statements of each by cosine, without itself.

    Parameters
    ----------
    rows
        Embeddings of length 1, shape (n_texts, n_dims).
    """
    n_rows = len(rows)
    n_kept = max(0, min(n_neighbours, n_rows - 1))
    places = np.zeros((n_rows, n_kept), dtype=np.int64)
    cosines = np.zeros((n_rows, n_kept), dtype=np.float32)
    for start in range(0, n_rows if n_kept else 0, _BLOCK):
        block = rows[start : start + _BLOCK] @ rows.T
        here = np.arange(len(block))
        block[here, start + here] = -np.inf
        nearest = np.argpartition(-block, n_kept - 1, axis=1)[:, :n_kept]
        found = np.take_along_axis(block, nearest, axis=1)
        order = np.argsort(-found, axis=1, kind="stable")
        places[start : start + _BLOCK] = np.take_along_axis(nearest, order, axis=1)
        cosines[start : start + _BLOCK] = np.take_along_axis(found, order, axis=1)
    return Neighbours(places, cosines)


def mutual_graph(neighbours: Neighbours) -> sp.csr_matrix:
    """Return the graph in which two statements are joined when each is among the other's nearest.

    Returns
    -------
    scipy.sparse.csr_matrix
        Symmetric, shape (n_texts, n_texts), weights are cosines > 0.
    """
    n_rows, n_kept = neighbours.places.shape
    sources = np.repeat(np.arange(n_rows), n_kept)
    weights, targets = neighbours.cosines.ravel(), neighbours.places.ravel()
    kept = weights > 0
    graph = sp.csr_matrix((weights[kept], (sources[kept], targets[kept])), shape=(n_rows, n_rows))
    return graph.minimum(graph.T).tocsr()


def cut_graph(graph: sp.csr_matrix, resolution: float, seed: int) -> Labels:
    """Return the Leiden community of each node, shape (n_nodes,), largest first; -1 for nodes without edges."""
    labels = np.full(graph.shape[0], NOISE, dtype=np.int64)
    joined = np.flatnonzero(np.diff(graph.indptr))
    if len(joined):
        inner = graph[joined][:, joined]
        labels[joined] = Leiden(resolution=resolution, random_state=seed).fit_predict(inner)
    return labels


def stability_of(
    groups: Sequence[frozenset[int]], reruns: Sequence[tuple[NDArray[np.int64], Labels]], min_jaccard: float
) -> list[float]:
    """Return per group the share of reruns on resampled data that found it again (0-1).

    Parameters
    ----------
    groups
        Places of statements in the whole set.
    reruns
        Per rerun the places that took part and their labels.
    min_jaccard
        A group is found again when one cluster shares at least this much (intersection over union) with its members
        that took part.
    """
    found = np.zeros(len(groups))
    for places, labels in reruns:
        clusters = [
            frozenset(places[labels == label].tolist()) for label in np.unique(labels[labels != NOISE])
        ]
        present = frozenset(places.tolist())
        for i, group in enumerate(groups):
            here = group & present
            best = max((len(here & c) / len(here | c) for c in clusters), default=0.0) if here else 0.0
            found[i] += best >= min_jaccard
    return [float(count / len(reruns)) if reruns else 0.0 for count in found]


def resampled_places(conversations: NDArray[np.str_], share: float, seed: int) -> NDArray[np.int64]:
    """Return the places of the statements in a random share (0-1) of the conversations, rising."""
    names = np.unique(conversations)
    chosen = np.random.default_rng(seed).choice(names, max(1, round(share * len(names))), replace=False)
    return np.flatnonzero(np.isin(conversations, chosen))


def agreement(left: Labels, right: Labels) -> float:
    """Return the adjusted Rand index of two labellings, over what neither calls noise."""
    both = (left != NOISE) & (right != NOISE)
    return float(adjusted_rand_score(left[both], right[both]))


def cluster_scores(
    embeddings: Embeddings, truth: Sequence[str | int], clusterer: LeidenClusterer
) -> ClusterScores:
    """Return how well clusters agree with known labels; statements without a cluster go to the nearest one.

    The V-measure grows with the number of clusters; the adjusted mutual information is corrected for chance.
    """
    labels = clusterer.fit(embeddings).labels_
    labels = np.where(labels == NOISE, clusterer.predict(embeddings), labels)
    return ClusterScores(
        len(np.unique(labels)),
        float(v_measure_score(truth, labels)),
        float(adjusted_mutual_info_score(truth, labels)),
    )


def _drop_small(labels: Labels, min_size: int) -> Labels:
    names, counts = np.unique(labels[labels != NOISE], return_counts=True)
    order = sorted(zip(-counts, names, strict=True))
    kept = {int(name): new for new, (size, name) in enumerate(order) if -size >= min_size}
    return np.array([kept.get(int(label), NOISE) for label in labels], dtype=np.int64)


def _centroids(rows: Embeddings, labels: Labels) -> Embeddings:
    n_clusters = int(labels.max(initial=NOISE)) + 1
    members = [rows[labels == label].mean(axis=0) for label in range(n_clusters)]
    return (
        normalize(np.stack(members)).astype(np.float32)
        if members
        else np.empty((0, rows.shape[1]), np.float32)
    )
