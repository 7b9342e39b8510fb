"""More like this: from a few chosen statements or words to a candidate theme, within a second.

Few statements share words with one another, so nearness in words finds little. The classifier knows more: each
statement has a score on each of the background subjects, and the pattern of these scores over the chosen ones says
what they have in common. One step of relevance feedback (Rocchio 1971) follows; more steps drift.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.themes.candidates import Subject
from pipeline.themes.corpus import Corpus, Places
from pipeline.themes.recognise import Cut, cut_by_decoys

MIN_CHOSEN = 3
MIN_PRECISION = 0.5
_SHARPNESS = 6
_FEEDBACK = 5
_CHOSEN_WEIGHT = 2
_DECOYS = 24
_DECOY_TEXTS = 20_000
_SMALLEST = 4

Floats = NDArray[np.float32]


def more_like(scores: Floats, chosen: Places, seed: int) -> Cut | None:
    """Return the statements that belong with the chosen ones, the chosen first.

    Parameters
    ----------
    scores
        From `family_scores`, shape (n_texts, n_families).
    chosen
        Places of at least three statements; five are better.
    seed
        For the random sets of statements against which the cut-off is found.

    Returns
    -------
    Cut or None
        None when the chosen statements have nothing in common that others have too.
    """
    seeds = np.unique(chosen)
    if len(seeds) < MIN_CHOSEN:
        return None
    ranking = _with_feedback(scores, seeds)
    others = np.setdiff1d(np.arange(len(scores)), seeds)
    if len(others) < _SMALLEST:
        return None
    cut = cut_by_decoys(ranking[others], _decoy_scores(scores, len(seeds), seed), _SMALLEST, MIN_PRECISION)
    if cut is None:
        return None
    certainty = np.concatenate([np.ones(len(seeds), dtype=np.float32), cut.certainty])
    return Cut(np.concatenate([seeds, others[cut.places]]), certainty, cut.precision)


def family_scores(scores: Floats, subjects: Sequence[Subject]) -> tuple[Floats, list[str]]:
    """Return the highest score per family of subjects that readers would take for one theme, and the families.

    Parameters
    ----------
    scores
        From `pipeline.themes.recognise.subject_scores`, shape (n_texts, n_subjects).
    """
    columns: dict[str, list[int]] = {}
    for column, subject in enumerate(subjects):
        columns.setdefault(subject.family, []).append(column)
    highest = [scores[:, some].max(axis=1) for some in columns.values()]
    return np.column_stack(highest) if highest else scores, list(columns)


def find_carriers(corpus: Corpus, lemmas: Collection[str], n_statements: int) -> Places:
    """Return the statements that carry most of some words, at most `n_statements`; to start `more_like` from words.

    Parameters
    ----------
    lemmas
        The words as lemmas, in small letters.
    """
    wanted = frozenset(lemmas)
    hits = np.array([len(wanted.intersection(text)) / (1 + np.log1p(len(text))) for text in corpus.lemmas])
    carriers = np.flatnonzero(hits > 0)
    return carriers[np.lexsort((carriers, -hits[carriers]))][:n_statements]


def _with_feedback(scores: Floats, chosen: Places) -> Floats:
    first = scores @ _pattern(scores[chosen])
    first[chosen] = -np.inf
    nearest = np.argsort(-first, kind="stable")[:_FEEDBACK]
    together = np.concatenate([np.repeat(scores[chosen], _CHOSEN_WEIGHT, axis=0), scores[nearest]])
    return np.asarray(scores @ _pattern(together), dtype=np.float32)


def _pattern(rows: Floats) -> Floats:
    """Return the weight of each subject in what these statements have in common, adding up to 1."""
    strength = np.maximum(rows.mean(axis=0), 1e-6) ** _SHARPNESS
    return np.asarray(strength / strength.sum(), dtype=np.float32)


def _decoy_scores(scores: Floats, n_chosen: int, seed: int) -> list[Floats]:
    """Return the scores that random sets of statements give, rising, shape (n_decoy_texts,) each."""
    random = np.random.default_rng(seed)
    texts = scores
    if len(scores) > _DECOY_TEXTS:
        texts = scores[np.sort(random.choice(len(scores), _DECOY_TEXTS, replace=False))]
    found = []
    for _ in range(_DECOYS):
        chosen = random.choice(len(texts), min(n_chosen, len(texts)), replace=False)
        others = np.setdiff1d(np.arange(len(texts)), chosen)
        found.append(np.sort(_with_feedback(texts, chosen)[others]))
    return found
