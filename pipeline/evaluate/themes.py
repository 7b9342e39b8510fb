"""How well the catalogue's themes are recognised, measured against labels that took no part in learning.

Multi-label F1 is the sample average with a bootstrap interval, as ThemeFinder's public evaluation computes it. The
calibration error is the expected one over ten bins of equal width (Guo et al. 2017).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from sklearn.metrics import f1_score

from pipeline.evaluate.gold import GoldStatement
from pipeline.themes.classify import Predictions

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

_N_BINS = 10
_CERTAIN_SHARE = 1 / 3
_COVERAGES = (0.1, 0.2, 1 / 3, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


@dataclass(frozen=True)
class Marked:
    """Predictions beside the gold labels.

    Parameters
    ----------
    main, side
        Gold label per statement; "" where there is no side theme.
    inside
        Whether the gold label is a theme of the catalogue.
    best
        The most likely theme of the catalogue, per statement.
    certainty
        Its probability, 0-1.
    outside
        Whether the program leaves the statement without a theme of the catalogue.
    members
        Whether each theme is assigned as main or side theme, (n_statements, n_catalogue).
    """

    theme_ids: tuple[str, ...]
    main: npt.NDArray[np.str_]
    side: npt.NDArray[np.str_]
    inside: Flags
    best: npt.NDArray[np.str_]
    certainty: Floats
    outside: Flags
    members: Flags

    @property
    def right(self) -> Flags:
        """Whether the most likely theme is the gold main theme."""
        return np.asarray(self.best == self.main)

    @property
    def touched(self) -> Flags:
        """Whether the most likely theme is the gold main or side theme."""
        return np.asarray((self.best == self.main) | (self.best == self.side))


def mark(
    gold: Sequence[GoldStatement],
    predictions: Predictions,
    min_probability: float,
    min_side_probability: float,
) -> Marked:
    """Put predictions beside gold labels, with the thresholds of the settings."""
    n = predictions.n_catalogue
    ids = predictions.theme_ids[:n]
    probability = predictions.probability[:, :n].astype(np.float64)
    best = probability.argmax(axis=1)
    certainty = probability.max(axis=1)
    left_out = predictions.outside_probability >= predictions.outside_threshold
    outside = (certainty < min_probability) | left_out
    member = predictions.member_probability[:, :n].copy()
    everyone = np.arange(len(best))
    member[everyone, best] = 0
    second = member.argmax(axis=1)
    members = np.zeros_like(member, dtype=bool)
    members[everyone, best] = ~outside
    members[everyone, second] = (member[everyone, second] >= min_side_probability) & ~outside
    main = np.array([statement.main for statement in gold])
    return Marked(
        theme_ids=ids,
        main=main,
        side=np.array([statement.side or "" for statement in gold]),
        inside=np.isin(main, ids),
        best=np.array(ids)[best],
        certainty=certainty,
        outside=outside,
        members=members,
    )


def score_known_themes(marked: Marked, seed: int, rounds: int = 1000) -> pd.DataFrame:
    """Return every measure with its 95 % bootstrap interval: measure, value, low, high, n.

    Main theme, main-or-side and macro-F1 are over statements whose gold label is in the catalogue; "none" is over all.
    """
    rng = np.random.default_rng(seed)
    inside = np.flatnonzero(marked.inside)
    everyone = np.arange(len(marked.main))
    sample_f1 = _sample_f1(marked)
    measures: list[tuple[str, npt.NDArray[np.int64], Callable[[npt.NDArray[np.int64]], float]]] = [
        ("main theme right", inside, lambda rows: float(marked.right[rows].mean())),
        ("main or side theme right", inside, lambda rows: float(marked.touched[rows].mean())),
        ("macro-F1", inside, lambda rows: _macro_f1(marked, rows)),
        ("multi-label F1, sample average", inside, lambda rows: float(sample_f1[rows].mean())),
        ("precision on the most certain third", inside, lambda rows: _certain(marked, rows, _CERTAIN_SHARE)),
        (
            "precision on the most certain third, all",
            everyone,
            lambda rows: _certain(marked, rows, _CERTAIN_SHARE),
        ),
        (
            "calibration error",
            everyone,
            lambda rows: calibration_error(marked.certainty[rows], marked.right[rows]),
        ),
        ("none of these, F1", everyone, lambda rows: _none_f1(marked, rows)),
        ("left without a theme", everyone, lambda rows: float(marked.outside[rows].mean())),
    ]
    rows = []
    for name, over, measure in measures:
        draws = (
            [measure(over[rng.integers(0, len(over), len(over))]) for _ in range(rounds)] if len(over) else []
        )
        low, high = np.quantile(draws, [0.025, 0.975]) if draws else (np.nan, np.nan)
        value = measure(over) if len(over) else np.nan
        rows.append({"measure": name, "value": value, "low": low, "high": high, "n": len(over)})
    return pd.DataFrame(rows)


def precision_by_coverage(marked: Marked) -> pd.DataFrame:
    """Return how often the main theme is right among the most certain statements: coverage, precision, n."""
    order = np.argsort(-marked.certainty, kind="stable")
    sizes = [max(1, round(share * len(order))) for share in _COVERAGES]
    return pd.DataFrame(
        {
            "coverage": _COVERAGES,
            "precision": [float(marked.right[order[:size]].mean()) for size in sizes],
            "main_or_side": [float(marked.touched[order[:size]].mean()) for size in sizes],
            "n": sizes,
        }
    )


def score_per_theme(marked: Marked) -> pd.DataFrame:
    """Return precision, recall and F1 per theme of the catalogue, with the number of gold statements."""
    rows = []
    given = np.where(marked.outside, "", marked.best)
    for theme_id in marked.theme_ids:
        hits = int(((given == theme_id) & (marked.main == theme_id)).sum())
        n_given, n_gold = int((given == theme_id).sum()), int((marked.main == theme_id).sum())
        rows.append(
            {
                "theme_id": theme_id,
                "precision": hits / n_given if n_given else np.nan,
                "recall": hits / n_gold if n_gold else np.nan,
                "f1": 2 * hits / (n_given + n_gold) if n_given + n_gold else np.nan,
                "n": n_gold,
            }
        )
    return pd.DataFrame(rows)


def calibration_error(certainty: Floats, right: Flags) -> float:
    """Return the expected calibration error over ten bins, 0-1."""
    bins = np.clip((certainty * _N_BINS).astype(int), 0, _N_BINS - 1)
    gaps = [
        abs(float(right[bins == number].mean()) - float(certainty[bins == number].mean()))
        * (bins == number).mean()
        for number in np.unique(bins)
    ]
    return float(sum(gaps))


def _sample_f1(marked: Marked) -> Floats:
    gold = np.column_stack(
        [(marked.main == theme_id) | (marked.side == theme_id) for theme_id in marked.theme_ids]
    )
    both = (gold & marked.members).sum(axis=1)
    total = gold.sum(axis=1) + marked.members.sum(axis=1)
    return np.asarray(np.where(total > 0, 2 * both / np.maximum(total, 1), 1.0))


def _macro_f1(marked: Marked, rows: npt.NDArray[np.int64]) -> float:
    labels = [theme_id for theme_id in marked.theme_ids if (marked.main[rows] == theme_id).any()]
    return float(
        f1_score(marked.main[rows], marked.best[rows], labels=labels, average="macro", zero_division=0)
    )


def _certain(marked: Marked, rows: npt.NDArray[np.int64], share: float) -> float:
    chosen = rows[np.argsort(-marked.certainty[rows], kind="stable")[: max(1, round(share * len(rows)))]]
    return float(marked.right[chosen].mean())


def _none_f1(marked: Marked, rows: npt.NDArray[np.int64]) -> float:
    return float(f1_score(~marked.inside[rows], marked.outside[rows], zero_division=0))
