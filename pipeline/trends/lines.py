"""A straight line through the share of each theme over time, other things equal.

Per theme, least squares over conversations: the chance that the theme lives in it, on time, with domain, format and
(for spans of two years and more) the time of the year beside it. Time is cleared of those first (Frisch and Waugh,
Econometrica 1, 1933), so all themes are fitted in one product.

The interval is a sandwich with HC3 residuals (MacKinnon and White, J. Econometrics 29, 1985) to which the classifier's
own variance p(1 - p) is added, and half a conversation's, so that a theme nobody named is not called certain. The
p-value comes from permuting residuals over dates (Freedman and Lane, J. Business & Economic Statistics 1, 1983): no
normal distribution is needed for rare themes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import stats

from pipeline.trends.alive import Alive, Numbers
from pipeline.trends.reliability import measure_reliability

N_PERMUTATIONS = 9999
SEASON_DAYS = 730
_CHUNK_VALUES = 8_000_000
_TINY = 1e-9


@dataclass(frozen=True)
class Design:
    """What is known of each conversation.

    Parameters
    ----------
    kinds
        float64 (n_conversations, n_kinds), orthonormal: constant, domain, format.
    season
        float64 (n_conversations, 0 or 2): sine and cosine of the time of the year, as they are.
    others
        float64 (n_conversations, n_others), orthonormal: kinds and season.
    time
        float64 (n_conversations,): 0 at the first conversation, 1 at the last.
    time_left
        float64 (n_conversations,): time, cleared of the others.
    """

    kinds: Numbers
    season: Numbers
    others: Numbers
    time: Numbers
    time_left: Numbers

    @property
    def can_tell_time(self) -> bool:
        """Whether time differs between conversations that are otherwise equal, with something left to judge by."""
        n_left = len(self.time) - self.others.shape[1] - 1
        return n_left >= 3 and float(self.time_left @ self.time_left) > _TINY * len(self.time)


@dataclass(frozen=True)
class Lines:
    """The fitted lines; every array float64 (n_themes,) unless said otherwise.

    Parameters
    ----------
    change, low, high
        Change of the share from the first to the last conversation, with its interval.
    p_value
        Two-sided, of no change.
    reliability
        What the classifier's doubt left of the change before it was given back its size.
    variance
        float64 (n_conversations, n_themes): variance of each residual, doubt included.
    """

    change: Numbers
    low: Numbers
    high: Numbers
    p_value: Numbers
    reliability: Numbers
    variance: Numbers


def make_design(alive: Alive) -> Design:
    """Return the design of conversations that all have a date; at least one."""
    days = alive.held_on.astype("datetime64[D]").astype(np.int64).astype(np.float64)
    span = max(float(np.ptp(days)), 1.0)
    time = (days - days.min()) / span
    season = np.zeros((len(days), 0))
    if span >= SEASON_DAYS:
        angle = 2 * np.pi * days / 365.2425
        season = np.column_stack([np.sin(angle), np.cos(angle)])
    indicators = [np.eye(codes.max() + 1)[codes] for codes in (alive.domain, alive.format)]
    kinds = make_orthonormal(np.column_stack([np.ones(len(days)), *indicators]))
    others = make_orthonormal(np.column_stack([kinds, season]))
    return Design(kinds, season, others, time, clear(time[:, None], others)[:, 0])


def make_orthonormal(columns: Numbers) -> Numbers:
    """Return an orthonormal basis, float64 (n_rows, rank), of what the columns span."""
    left, sizes, _ = np.linalg.svd(columns, full_matrices=False)
    return np.asarray(left[:, sizes > _TINY * sizes.max()])


def clear(values: Numbers, others: Numbers) -> Numbers:
    """Return what the orthonormal `others` don't explain of `values`, float64 (n_rows, n_columns)."""
    return np.asarray(values - others @ (others.T @ values))


def fit_lines(chance: Numbers, design: Design, confidence: float, rng: np.random.Generator) -> Lines:
    """Return the lines through `chance`, float64 (n_conversations, n_themes); the design must be able to tell time."""
    n, time = len(chance), design.time_left
    left = clear(chance, design.others)
    size = float(time @ time)
    change = time @ left / size
    leverage = (design.others**2).sum(axis=1) + time**2 / size
    residual = (left - np.outer(time, change)) / np.maximum(1 - leverage, 1 / n)[:, None]
    variance = residual**2 + chance * (1 - chance) + 0.5 / (n + 1)
    spread = time**2 @ variance
    reliability = measure_reliability(chance)
    change = change / reliability
    margin = (
        stats.t.ppf((1 + confidence) / 2, n - design.others.shape[1] - 1)
        * np.sqrt(spread / reliability)
        / size
    )
    p_value = _permute(left, time, np.abs(time @ left), rng)
    return Lines(change, change - margin, change + margin, p_value, reliability, variance)


def _permute(left: Numbers, time: Numbers, observed: Numbers, rng: np.random.Generator) -> Numbers:
    n_extreme = np.zeros(left.shape[1])
    n_done, n_chunk = 0, max(1, _CHUNK_VALUES // len(time))
    while n_done < N_PERMUTATIONS:
        n_now = min(n_chunk, N_PERMUTATIONS - n_done)
        shuffled = rng.permuted(np.broadcast_to(time, (n_now, len(time))), axis=1)
        n_extreme += (np.abs(shuffled @ left) >= observed - _TINY).sum(axis=0)
        n_done += n_now
    return np.asarray((n_extreme + 1) / (N_PERMUTATIONS + 1))
