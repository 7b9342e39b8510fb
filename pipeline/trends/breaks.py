"""Change points and seasons: other shapes that a theme's share can take over time.

A change point is the quarter from which the share is another. All quarter starts with enough conversations on both
sides are tried (Andrews, Econometrica 61, 1993); how large the largest of so many statistics gets by chance is
drawn from their joint normal distribution, so the p-value is that of the search as a whole.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import stats

from pipeline.trends.alive import Numbers
from pipeline.trends.lines import Design, clear, make_orthonormal

MIN_QUARTERS = 6
MIN_SIDE = 0.15
N_DRAWS = 9999


@dataclass(frozen=True)
class ChangePoints:
    """The best step of each theme.

    Parameters
    ----------
    on
        datetime64[D] (n_themes,): first day of the quarter.
    p_value
        float64 (n_themes,): of no step anywhere.
    beats_line
        bool (n_themes,): a step explains more than a straight line does.
    """

    on: npt.NDArray[np.datetime64]
    p_value: Numbers
    beats_line: npt.NDArray[np.bool_]


def find_change_points(
    chance: Numbers,
    design: Design,
    quarters: npt.NDArray[np.datetime64],
    variance: Numbers,
    rng: np.random.Generator,
) -> ChangePoints | None:
    """Return the best step per theme, or None with fewer than `MIN_QUARTERS` quarters.

    Parameters
    ----------
    chance, variance
        float64 (n_conversations, n_themes).
    quarters
        datetime64[M] (n_conversations,): first month of the quarter of each conversation.
    """
    starts = np.unique(quarters)
    if len(starts) < MIN_QUARTERS:
        return None
    after = (quarters[:, None] >= starts[None, 1:]).astype(np.float64)
    balanced = np.minimum(after.mean(axis=0), 1 - after.mean(axis=0)) >= MIN_SIDE
    steps = clear(after, design.others)
    sizes = np.sqrt((steps**2).sum(axis=0))
    usable = balanced & (sizes > 1e-6 * np.sqrt(len(quarters)))
    if not usable.any():
        return None
    steps = steps[:, usable] / sizes[usable]
    spread = np.sqrt(variance.mean(axis=0))
    score = np.abs(steps.T @ chance) / spread
    line = np.abs(design.time_left @ chance) / np.linalg.norm(design.time_left) / spread
    best = score.argmax(axis=0)
    by_chance = np.sort(_draw_largest(steps, rng))
    n_larger = len(by_chance) - np.searchsorted(by_chance, score.max(axis=0), side="left")
    return ChangePoints(
        starts[1:][usable][best].astype("datetime64[D]"),
        np.asarray((n_larger + 1) / (len(by_chance) + 1)),
        score.max(axis=0) > line,
    )


def _draw_largest(steps: Numbers, rng: np.random.Generator) -> Numbers:
    values, vectors = np.linalg.eigh(steps.T @ steps)
    root = vectors * np.sqrt(values.clip(0))
    return np.asarray(np.abs(rng.standard_normal((N_DRAWS, len(values))) @ root.T).max(axis=1))


def measure_seasons(chance: Numbers, design: Design, variance: Numbers) -> tuple[Numbers, Numbers]:
    """Return swing (share between the high and the low of the year) and p-value, each float64 (n_themes,).

    Both are not-a-number where the span is too short to tell a season from a change.
    """
    n_themes = chance.shape[1]
    if not design.season.shape[1]:
        return np.full(n_themes, np.nan), np.full(n_themes, np.nan)
    rest = make_orthonormal(np.column_stack([design.kinds, design.time]))
    waves_left = clear(design.season, rest)
    inner = np.linalg.pinv(waves_left.T @ waves_left)
    slopes = inner @ (waves_left.T @ chance)
    swing = 2 * np.sqrt((slopes**2).sum(axis=0))
    meat = np.einsum("ni,nt,nj->tij", waves_left, variance, waves_left, optimize=True)
    covariance = inner @ meat @ inner
    wald = np.einsum("it,tij,jt->t", slopes, np.linalg.pinv(covariance), slopes)
    n_left = len(chance) - rest.shape[1] - 2
    return swing.clip(0, 1), np.asarray(stats.f.sf(wald / 2, 2, n_left))
