"""Candidate themes: what is proposed to people, each with its evidence, and which of them are shown."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from pipeline.themes.corpus import Corpus, Places, Spread

DUPLICATE_SIMILARITY = 0.85
DUPLICATE_OVERLAP = 0.5

T = TypeVar("T")


@dataclass(frozen=True)
class Candidate:
    """A theme that is proposed to people.

    Parameters
    ----------
    theme_id
        Stable: the background subject's own, or from the content.
    origin
        background or emerged.
    label_nl, definition_nl
        Proposals in Dutch.
    places, certainty
        Bouwstenen in it (places in the corpus), surest first, and how sure each is (0-1).
    reliability
        Estimated precision or stability, 0-1.
    evidence_nl
        Why it is proposed, for people.
    spread
        Size and spread of its bouwstenen.
    stability, coherence
        Share of reruns that found it (0-1); mean NPMI of its terms (-1 to 1); None where it does not apply.
    """

    theme_id: str
    origin: str
    label_nl: str
    definition_nl: str
    places: Places = field(repr=False, compare=False)
    certainty: NDArray[np.float32] = field(repr=False, compare=False)
    reliability: float
    evidence_nl: str
    spread: Spread
    stability: float | None = None
    coherence: float | None = None

    @property
    def score(self) -> float:
        """Expected number of conversations in which it truly lives; candidates are ranked by it."""
        return float(self.reliability * self.spread.n_conversations)


@dataclass(frozen=True)
class Subject:
    """A subject of the background catalogue; `near` is the id of one that readers would take for the same theme."""

    theme_id: str
    label_nl: str
    definition_nl: str
    near: str = ""

    @property
    def family(self) -> str:
        """The same for subjects that are shown as one."""
        return self.near or self.theme_id


def choose_candidates(
    corpus: Corpus,
    found: Sequence[Candidate],
    settled: Mapping[str, Collection[str]],
    max_candidates: int,
) -> list[Candidate]:
    """Return the candidates to show, best evidence first.

    Of near-duplicates (a shared half of the smaller one, or centroids with cosine >= 0.85) the better one stays; what
    people dismissed, merged or retired is left out, recognised by its id or by its bouwstenen.

    Parameters
    ----------
    settled
        Bouwsteen ids per candidate that is not to be proposed again.
    """
    ranked = sorted(found, key=lambda c: (-c.score, c.theme_id))
    decided = [frozenset(ids) for _, ids in sorted(settled.items())]
    kept: list[tuple[Candidate, _Whereabouts]] = []
    for candidate in ranked:
        if len(kept) == max_candidates:
            break
        here = _Whereabouts.of(corpus, candidate)
        members = frozenset(corpus.ids[place] for place in candidate.places.tolist())
        known = candidate.theme_id in settled or any(overlaps(members, ids) for ids in decided)
        if not known and not any(here.nearly(other) for _, other in kept):
            kept.append((candidate, here))
    return [candidate for candidate, _ in kept]


@dataclass(frozen=True)
class _Whereabouts:
    """Places of a candidate's bouwstenen, and the direction of their mean vector."""

    places: frozenset[int]
    direction: NDArray[np.float32]

    @classmethod
    def of(cls, corpus: Corpus, candidate: Candidate) -> _Whereabouts:
        centroid = corpus.centroid(candidate.places)
        return cls(
            frozenset(candidate.places.tolist()), centroid / max(float(np.linalg.norm(centroid)), 1e-12)
        )

    def nearly(self, other: _Whereabouts) -> bool:
        if overlaps(self.places, other.places):
            return True
        return float(self.direction @ other.direction) >= DUPLICATE_SIMILARITY


def overlaps(left: frozenset[T], right: frozenset[T]) -> bool:
    """Tell whether two groups share at least half of the smaller one."""
    smaller = min(len(left), len(right))
    return smaller > 0 and len(left & right) / smaller >= DUPLICATE_OVERLAP
