"""Background subjects that come alive: recognised by the classifier, counted against the subjects that do not.

A subject has forty examples where a theme has hundreds, so its probabilities are low even where it is right. What
tells a live subject is that many more statements score high on it than on other subjects, most of which nobody talks
about. These others are the decoys (the target-decoy method of mass spectrometry: Elias and Gygi 2007): at each cut-off
the median count over the other subjects estimates how many of a subject's statements are false.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import poisson

MIN_PRECISION = 0.65
MAX_CHANCE = 0.003
KEEP_PRECISION = 0.5
_KEEP_SIZE = 0.5
_SMALLEST_CUT = 4
_LARGEST_SHARE = 0.25
_CUTS_PER_DOUBLING = 12
_TINY = 1e-12

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class LiveSubject:
    """A background subject with the statements in which it lives.

    Parameters
    ----------
    theme_id
        Its id in the background catalogue.
    places
        Statements, surest first.
    certainty
        0-1 per statement: the estimated precision at the cut where it just takes part.
    precision
        Estimated share of right ones among all of them, 0-1.
    """

    theme_id: str
    places: NDArray[np.int64]
    certainty: Floats
    precision: float


@dataclass(frozen=True)
class Cut:
    """The statements above a cut-off, surest first, how sure each is (0-1), and the estimated share of right ones."""

    places: NDArray[np.int64]
    certainty: Floats
    precision: float


def subject_scores(probability: Floats, reference: Floats) -> Floats:
    """Return log-probabilities on one scale for all subjects: 0 at the median of the reference, 1 at its top hundredth.

    Parameters
    ----------
    probability
        Of each background subject per statement, shape (n_texts, n_subjects).
    reference
        The same for statements known to be about something else: held-out predictions of the catalogue's examples,
        shape (n_reference, n_subjects).

    Returns
    -------
    numpy.ndarray
        float32, shape (n_texts, n_subjects).
    """
    logs = np.log(reference + np.float32(_TINY))
    middle, high = np.quantile(logs, 0.5, axis=0), np.quantile(logs, 0.99, axis=0)
    scaled = (np.log(probability + np.float32(_TINY)) - middle) / np.maximum(high - middle, _TINY)
    return np.asarray(scaled, dtype=np.float32)


def find_live_subjects(
    scores: Floats, subject_ids: Sequence[str], min_bouwstenen: int, shown_before: Collection[str] = ()
) -> list[LiveSubject]:
    """Return the background subjects that are alive, the one with most expected right statements first.

    A statement counts for the live subject on which it scores highest.

    Parameters
    ----------
    scores
        From `subject_scores`, shape (n_texts, n_subjects).
    subject_ids
        Of the columns.
    min_bouwstenen
        Fewer statements are not a live subject.
    shown_before
        Subjects that the run before found: they stay on less evidence than new ones need, so that a proposal does not
        come and go with every few conversations.
    """
    n_texts, n_subjects = scores.shape
    if n_texts < _SMALLEST_CUT or n_subjects < 2:
        return []
    rising = np.sort(scores.T, axis=1)
    kept = max(1, int(min_bouwstenen * _KEEP_SIZE))
    least = [kept if theme_id in shown_before else min_bouwstenen for theme_id in subject_ids]
    cuts: dict[int, Cut] = {}
    for subject in range(n_subjects):
        decoys = [row for other, row in enumerate(rising) if other != subject]
        cut = cut_by_decoys(scores[:, subject], decoys, least[subject], MIN_PRECISION, MAX_CHANCE)
        if cut is None and subject_ids[subject] in shown_before:
            cut = cut_by_decoys(scores[:, subject], decoys, least[subject], KEEP_PRECISION)
        if cut is not None:
            cuts[subject] = cut
    if not cuts:
        return []
    # Subjects that do not live compete by chance alone, and would only take right statements away.
    columns = np.array(sorted(cuts))
    nearest = columns[scores[:, columns].argmax(axis=1)]
    live = []
    for subject, cut in cuts.items():
        own = nearest[cut.places] == subject
        if own.sum() >= least[subject]:
            live.append(LiveSubject(subject_ids[subject], cut.places[own], cut.certainty[own], cut.precision))
    return sorted(live, key=lambda found: (-found.precision * len(found.places), found.theme_id))


def cut_by_decoys(
    scores: Floats, decoys: Sequence[Floats], min_size: int, min_precision: float, max_chance: float = 1.0
) -> Cut | None:
    """Return the largest group of high scores with the asked precision; None when there is none of `min_size`.

    Parameters
    ----------
    scores
        Shape (n_texts,).
    decoys
        Scores of each thing that does not live, rising, all of shape (n_decoy_texts,); counts are scaled to n_texts.
    max_chance
        Probability under which so many high scores must be, at some cut-off, if they came at the decoys' rate.
    """
    sizes = _cut_sizes(len(scores))
    thresholds = np.sort(scores)[-sizes]
    above = np.stack([len(rising) - np.searchsorted(rising, thresholds) for rising in decoys])
    false = np.median(above, axis=0) * (len(scores) / len(decoys[0]))
    precision = np.clip(1 - false / sizes, 0, 1)
    large = sizes >= min_size
    # No decoy at all says no more than "about one or fewer".
    unlikely = poisson.sf(sizes - 1, np.maximum(false, 1)) < max_chance
    good = np.flatnonzero((precision >= min_precision) & large)
    if not len(good) or not (unlikely & large).any():
        return None
    size = int(sizes[good[-1]])
    # Estimated precision falls with the cut, apart from noise: make it do so, to read it as a certainty.
    falling = np.maximum.accumulate(precision[::-1])[::-1]
    certainty = np.interp(np.arange(1, size + 1), sizes, falling).astype(np.float32)
    among = np.flatnonzero(scores >= thresholds[good[-1]])
    highest = among[np.lexsort((among, -scores[among]))][:size]
    return Cut(highest, certainty, float(precision[good[-1]]))


def _cut_sizes(n_texts: int) -> NDArray[np.int64]:
    largest = max(_SMALLEST_CUT, int(n_texts * _LARGEST_SHARE))
    n_cuts = 1 + int(np.ceil(_CUTS_PER_DOUBLING * np.log2(largest / _SMALLEST_CUT)))
    return np.unique(np.geomspace(_SMALLEST_CUT, largest, n_cuts).round().astype(np.int64))
