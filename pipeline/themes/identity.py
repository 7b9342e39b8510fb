"""Clusters live one run, themes live on: which cluster is which earlier theme, and what became of the rest."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

MIN_OVERLAP = 0.3
MIN_SIMILARITY = 0.85
MIN_SHARE = 0.5

Vector = NDArray[np.float32]
Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Cluster:
    """A group of bouwstenen that this run found.

    Parameters
    ----------
    new_id
        The id that it gets when it is no earlier theme.
    bouwsteen_ids
        Its members.
    centroid
        Mean of its embeddings, shape (n_dims,).
    """

    new_id: str
    bouwsteen_ids: frozenset[str]
    centroid: Vector = field(repr=False, compare=False)


@dataclass(frozen=True)
class EarlierTheme:
    """A theme as the run before left it; a locked one keeps its identity whatever this run finds."""

    theme_id: str
    bouwsteen_ids: frozenset[str]
    centroid: Vector = field(repr=False, compare=False)
    locked: bool = False


@dataclass(frozen=True)
class Event:
    """One identity decision; `overlap` (0-1) is the share of bouwstenen on which it rests."""

    kind: str
    theme_id: str
    other_theme_id: str | None
    overlap: float
    decided_by: str = "model"


@dataclass(frozen=True)
class Matching:
    """Theme id per cluster (in the order given), locked themes that no cluster continues, and the events."""

    theme_ids: tuple[str, ...]
    kept_theme_ids: tuple[str, ...]
    events: tuple[Event, ...]


def match_themes(
    clusters: Sequence[Cluster],
    earlier: Sequence[EarlierTheme],
    known_bouwsteen_ids: Collection[str],
) -> Matching:
    """Return which cluster continues which earlier theme.

    Shared bouwstenen decide first, centroids second, each by optimal assignment (Hungarian method); locked
    themes choose before the others.

    Parameters
    ----------
    clusters, earlier
        In any order; the outcome does not depend on it.
    known_bouwsteen_ids
        Bouwstenen that the earlier run had and that still exist: only these can be compared.

    Returns
    -------
    Matching
        Ids per cluster, and one event per cluster and per earlier theme that ended.
    """
    order = sorted(range(len(clusters)), key=lambda i: clusters[i].new_id)
    found = [clusters[i] for i in order]
    before = sorted(earlier, key=lambda theme: theme.theme_id)
    shared, found_sizes, before_sizes = _count_shared(found, before, known_bouwsteen_ids)
    overlap = shared / np.maximum(found_sizes[:, None] + before_sizes[None, :] - shared, 1)
    partner = _assign(found, before, overlap)
    ids = [before[partner[i]].theme_id if i in partner else cluster.new_id for i, cluster in enumerate(found)]
    events = [
        *_continued(before, partner, overlap),
        *_born(found, before, partner, shared / np.maximum(found_sizes[:, None], 1)),
        *_ended(ids, before, partner, shared / np.maximum(before_sizes[None, :], 1)),
    ]
    kept = tuple(t.theme_id for j, t in enumerate(before) if t.locked and j not in partner.values())
    by_place = dict(zip(order, ids, strict=True))
    return Matching(tuple(by_place[i] for i in range(len(clusters))), kept, tuple(events))


def emerging_id(label_nl: str, bouwsteen_ids: Iterable[str]) -> str:
    """Return an id for a new theme from its content: readable words of the label, a hash of its bouwstenen."""
    plain = unicodedata.normalize("NFKD", label_nl.lower()).encode("ascii", "ignore").decode()
    slug = "-".join("".join(c if c.isalnum() else " " for c in plain).split())[:32].strip("-")
    digest = hashlib.sha256("\n".join(sorted(bouwsteen_ids)).encode()).hexdigest()[:8]
    return f"opkomend-{slug}-{digest}" if slug else f"opkomend-{digest}"


def _count_shared(
    found: Sequence[Cluster], before: Sequence[EarlierTheme], known: Collection[str]
) -> tuple[Matrix, NDArray[np.float64], NDArray[np.float64]]:
    columns = {bouwsteen_id: place for place, bouwsteen_id in enumerate(known)}
    new = _memberships([c.bouwsteen_ids for c in found], columns)
    old = _memberships([t.bouwsteen_ids for t in before], columns)
    sizes = [np.asarray(m.sum(axis=1), dtype=np.float64).ravel() for m in (new, old)]
    return np.asarray((new @ old.T).todense(), dtype=np.float64), sizes[0], sizes[1]


def _memberships(groups: Sequence[frozenset[str]], columns: dict[str, int]) -> sp.csr_matrix:
    cells = [(row, columns[b]) for row, group in enumerate(groups) for b in group if b in columns]
    rows, places = ([cell[0] for cell in cells], [cell[1] for cell in cells])
    return sp.csr_matrix((np.ones(len(cells)), (rows, places)), shape=(len(groups), len(columns)))


def _assign(found: Sequence[Cluster], before: Sequence[EarlierTheme], overlap: Matrix) -> dict[int, int]:
    partner: dict[int, int] = {}
    locked = np.array([theme.locked for theme in before], dtype=bool)
    similarity = _cosines([c.centroid for c in found], [t.centroid for t in before])
    for group in (locked, ~locked):
        for score, least in ((overlap, MIN_OVERLAP), (similarity, MIN_SIMILARITY)):
            _add_pairs(partner, np.where((score >= least) & group[None, :], score, 0.0))
    return partner


def _add_pairs(partner: dict[int, int], score: Matrix) -> None:
    free = score.copy()
    free[list(partner.keys()), :] = 0.0
    free[:, list(partner.values())] = 0.0
    for row, column in zip(*linear_sum_assignment(free, maximize=True), strict=True):
        if free[row, column] > 0:
            partner[int(row)] = int(column)


def _cosines(left: Sequence[Vector], right: Sequence[Vector]) -> Matrix:
    if not left or not right or len(left[0]) != len(right[0]):
        # Another representation than last time: centroids say nothing, shared bouwstenen still do.
        return np.zeros((len(left), len(right)))
    rows, columns = np.stack(left).astype(np.float64), np.stack(right).astype(np.float64)
    norms = np.linalg.norm(rows, axis=1)[:, None] * np.linalg.norm(columns, axis=1)[None, :]
    return np.asarray(rows @ columns.T / np.maximum(norms, 1e-12))


def _continued(before: Sequence[EarlierTheme], partner: dict[int, int], overlap: Matrix) -> list[Event]:
    events = [Event("continued", before[j].theme_id, None, float(overlap[i, j])) for i, j in partner.items()]
    kept = [t.theme_id for j, t in enumerate(before) if t.locked and j not in partner.values()]
    return sorted(events + [Event("continued", t, None, 1.0) for t in kept], key=lambda e: e.theme_id)


def _born(
    found: Sequence[Cluster], before: Sequence[EarlierTheme], partner: dict[int, int], share: Matrix
) -> list[Event]:
    events = []
    for i, cluster in enumerate(found):
        if i in partner:
            continue
        source = int(share[i].argmax()) if before else -1
        if before and share[i, source] >= MIN_SHARE:
            events.append(Event("split", cluster.new_id, before[source].theme_id, float(share[i, source])))
        else:
            events.append(Event("new", cluster.new_id, None, 0.0))
    return events


def _ended(
    ids: Sequence[str], before: Sequence[EarlierTheme], partner: dict[int, int], share: Matrix
) -> list[Event]:
    events = []
    for j, theme in enumerate(before):
        if theme.locked or j in partner.values():
            continue
        heir = int(share[:, j].argmax()) if ids else -1
        if ids and share[heir, j] >= MIN_SHARE:
            events.append(Event("merged", theme.theme_id, ids[heir], float(share[heir, j])))
        else:
            events.append(Event("retired", theme.theme_id, None, float(share[heir, j]) if ids else 0.0))
    return events
