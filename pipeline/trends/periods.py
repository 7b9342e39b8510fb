"""The share of conversations in which a theme lives, per month, quarter, half year and year, with its interval.

The interval comes from resampling the conversations of a period, with membership of the theme drawn anew by its
probability in each resample. Within a group of conversations that is drawing from a coin with the group's mean
probability; its Bayesian form (Rubin, The Bayesian Bootstrap, Annals of Statistics 9, 1981), a Beta variate with one
pseudo-conversation half alive, does not collapse to a point where all or none of a few conversations hold the theme.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline.config import TrendSettings
from pipeline.tables import PERIODS, THEME_PERIODS
from pipeline.trends.alive import Alive, Codes, Numbers, gather_alive
from pipeline.trends.standard import Estimate, Mix, measure_mix, plan_estimate, sum_by_group

MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}


def count_periods(
    assignments: pd.DataFrame,
    conversations: pd.DataFrame,
    bouwstenen: pd.DataFrame,
    theme_ids: Sequence[str],
    settings: TrendSettings,
    seed: int,
) -> pd.DataFrame:
    """Return `theme_periods`: every theme in every period from the first to the last conversation with a date.

    Shares are standardised to the mix of domain and format of the whole span. A period with fewer conversations than
    `settings.min_conversations` has no share.
    """
    alive = gather_alive(assignments, conversations, bouwstenen, theme_ids).dated()
    if not alive.conversation_ids or not alive.theme_ids:
        return THEME_PERIODS.empty()
    mix = measure_mix(alive)
    parts = [
        _measure_period(alive, mix, (period, start, rows), settings, seed)
        for period in PERIODS
        for start, rows in _split_span(alive.held_on, MONTHS[period])
    ]
    return THEME_PERIODS.validate(pd.concat(parts, ignore_index=True))


def start_periods(held_on: npt.NDArray[np.datetime64], n_months: int) -> npt.NDArray[np.datetime64]:
    """Return datetime64[M] (n_conversations,): the first month of the period each date lies in."""
    months = held_on.astype("datetime64[M]").astype(np.int64)
    return np.asarray((months // n_months * n_months).astype("datetime64[M]"))


def _split_span(held_on: npt.NDArray[np.datetime64], n_months: int) -> Iterator[tuple[np.datetime64, Codes]]:
    starts = start_periods(held_on, n_months).astype(np.int64)
    order = np.argsort(starts, kind="stable")
    for start in range(int(starts.min()), int(starts.max()) + 1, n_months):
        first, last = np.searchsorted(starts[order], [start, start + n_months])
        yield np.datetime64(start, "M"), np.sort(order[first:last])


def _measure_period(
    alive: Alive,
    mix: Mix,
    period: tuple[str, np.datetime64, Codes],
    settings: TrendSettings,
    seed: int,
) -> pd.DataFrame:
    name, start, rows = period
    n_themes, enough = len(alive.theme_ids), len(rows) >= settings.min_conversations
    frame = pd.DataFrame(
        {
            "theme_id": alive.theme_ids,
            "period": name,
            "period_start": pd.Timestamp(start.astype("datetime64[D]")),
            "n_bouwstenen": alive.n_bouwstenen[rows].sum(axis=0),
            "n_conversations": (alive.n_bouwstenen[rows] > 0).sum(axis=0),
            "n_conversations_total": len(rows),
            "enough": enough,
        }
    )
    shares = np.full((4, n_themes), np.nan)
    if enough:
        chance = alive.probability[rows]
        estimate = plan_estimate(mix.cell[rows], mix)
        keys = [f"{seed}|{theme_id}|{name}|{start}" for theme_id in alive.theme_ids]
        shares[:3] = _estimate_shares(chance, estimate, mix, keys, settings)
        shares[3] = chance.mean(axis=0).clip(0, 1)
    for column, values in zip(("share", "share_low", "share_high", "share_raw"), shares, strict=True):
        frame[column] = values
    return frame


def _estimate_shares(
    chance: Numbers, estimate: Estimate, mix: Mix, keys: Sequence[str], settings: TrendSettings
) -> Numbers:
    """Return float64 (3, n_themes): share, lower and upper bound."""
    sums = sum_by_group(chance, estimate.group, len(estimate.size))
    share = estimate.constant + estimate.coefficient @ (sums / estimate.size[:, None])
    tail = (1 - settings.confidence) / 2
    bounds = np.empty((2, len(keys)))
    half = estimate.coefficient / 2
    for column, key in enumerate(keys):
        rng = generator_for(key)
        held, missed = sums[:, column] + half, (estimate.size - sums[:, column]).clip(0) + half
        draws = rng.beta(held, missed, (settings.bootstrap_rounds, len(half))) @ estimate.coefficient
        bounds[:, column] = np.quantile(estimate.constant[column] + draws, [tail, 1 - tail])
    # The classifier's doubt makes differences smaller and, once they are given back their size, less certain.
    bounds = (bounds - share) / np.sqrt(mix.reliability)
    share = mix.overall + (share - mix.overall) / mix.reliability
    bounds += share
    low, high = np.minimum(bounds[0], share), np.maximum(bounds[1], share)
    return np.vstack([share, low, high]).clip(0, 1)


def generator_for(key: str) -> np.random.Generator:
    """Return a generator of its own for a key, so that one theme's draws do not hang on which others there are."""
    return np.random.default_rng(int.from_bytes(hashlib.blake2b(key.encode(), digest_size=16).digest()))
