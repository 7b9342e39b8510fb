"""How good each theme is, measured at every run: agreement with labels, coherence of its terms, near neighbours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pipeline.themes.classify import Held

Floats = npt.NDArray[np.float64]

_BOOTSTRAPS = 200
_NEAR_DUPLICATE = 0.85


@dataclass(frozen=True)
class Agreement:
    """F1 between the labels of a theme and what is predicted without their writer, with its 95 % interval.

    `n` is the number of statements labelled with the theme; `f1` is None where there are none.
    """

    theme_id: str
    f1: float | None
    low: float | None
    high: float | None
    n: int


@dataclass(frozen=True)
class Neighbour:
    """The theme whose centroid is nearest, and the cosine with it."""

    theme_id: str
    similarity: float

    @property
    def near_duplicate(self) -> bool:
        """Whether the two are so alike that a person should look at them."""
        return self.similarity >= _NEAR_DUPLICATE


def measure_agreement(held: Held, seed: int) -> dict[str, Agreement]:
    """Return the agreement per theme of the catalogue, over all labelled statements of the catalogue.

    A statement counts for its main theme. The interval is a bootstrap over writers' statements.
    """
    predictions = held.predictions
    n = predictions.n_catalogue
    ids = predictions.theme_ids[:n]
    column = {theme_id: place for place, theme_id in enumerate(ids)}
    gold = np.array([column.get(item.main, -1) for item in held.statements])
    chosen = gold >= 0
    best = predictions.probability[chosen, :n].argmax(axis=1)
    gold = gold[chosen]
    rng = np.random.default_rng(seed)
    draws = np.array([_f1(gold[rows], best[rows], n) for rows in _resamples(rng, len(gold))]).reshape(-1, n)
    value = _f1(gold, best, n)
    counts = np.bincount(gold, minlength=n)
    result = {}
    for place, theme_id in enumerate(ids):
        if not counts[place] or not len(draws):
            result[theme_id] = Agreement(theme_id, None, None, None, int(counts[place]))
            continue
        low, high = np.quantile(draws[:, place], [0.025, 0.975])
        result[theme_id] = Agreement(
            theme_id, float(value[place]), float(low), float(high), int(counts[place])
        )
    return result


def measure_coherence(
    terms: Mapping[str, Sequence[str]], lemmas: Sequence[Sequence[str]]
) -> dict[str, float | None]:
    """Return the mean NPMI of each theme's key terms, -1 to 1; None where fewer than two terms occur.

    Parameters
    ----------
    terms
        Key terms per theme, as lemmas; a phrase counts as present when all its lemmas are.
    lemmas
        Of every statement.

    Notes
    -----
    Normalised pointwise mutual information over statements (Bouma 2009); pairs that never occur together count -1.
    """
    wanted = {lemma for found in terms.values() for term in found for lemma in term.split()}
    places: dict[str, set[int]] = {lemma: set() for lemma in wanted}
    for place, statement in enumerate(lemmas):
        for lemma in wanted.intersection(statement):
            places[lemma].add(place)
    result: dict[str, float | None] = {}
    for theme_id, found in terms.items():
        sets = [
            set.intersection(*(places[lemma] for lemma in term.split())) for term in found if term.split()
        ]
        present = [one for one in sets if one]
        pairs = [
            _npmi(first, second, len(lemmas))
            for number, first in enumerate(present)
            for second in present[number + 1 :]
        ]
        result[theme_id] = float(np.mean(pairs)) if pairs else None
    return result


def nearest_themes(
    members: Mapping[str, npt.NDArray[np.int64]], embeddings: npt.NDArray[np.float32]
) -> dict[str, Neighbour]:
    """Return for each theme the one whose mean vector is nearest by cosine; empty with fewer than two themes.

    Parameters
    ----------
    members
        Places of its statements per theme; themes without any are left out.
    embeddings
        Vectors of length 1, (n_statements, n_dims).
    """
    ids = [theme_id for theme_id, places in members.items() if len(places)]
    if len(ids) < 2:
        return {}
    centroids = np.array([embeddings[members[theme_id]].mean(axis=0) for theme_id in ids], dtype=np.float64)
    centroids /= np.maximum(np.linalg.norm(centroids, axis=1, keepdims=True), 1e-12)
    similar = centroids @ centroids.T
    np.fill_diagonal(similar, -np.inf)
    return {
        theme_id: Neighbour(ids[int(row.argmax())], float(np.clip(row.max(), -1, 1)))
        for theme_id, row in zip(ids, similar, strict=True)
    }


def _resamples(rng: np.random.Generator, n: int) -> list[npt.NDArray[np.int64]]:
    return [rng.integers(0, n, n) for _ in range(_BOOTSTRAPS)] if n else []


def _f1(gold: npt.NDArray[np.int64], best: npt.NDArray[np.int64], n_themes: int) -> Floats:
    hits = np.bincount(gold[gold == best], minlength=n_themes)
    both = np.bincount(gold, minlength=n_themes) + np.bincount(best, minlength=n_themes)
    return np.asarray(2 * hits / np.maximum(both, 1), dtype=np.float64)


def _npmi(first: set[int], second: set[int], n: int) -> float:
    together = len(first & second)
    if not together:
        return -1.0
    if together == n:
        return 1.0
    joint = together / n
    return float(np.log(joint * n * n / (len(first) * len(second))) / -np.log(joint))
