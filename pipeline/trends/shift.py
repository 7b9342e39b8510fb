"""Why a theme's share differs from the previous run: other conversations, or another judgement of the same ones.

With S the share of conversations in which the theme lives, and the same conversations those that hold exactly the same
bouwstenen in both runs::

    model shift = S(same conversations, judged now) - S(same conversations, judged before)
    data shift  = S(now) - S(before) - model shift

The two add up to the whole difference.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import stats

from pipeline.config import TrendSettings
from pipeline.tables import THEME_SHIFTS
from pipeline.trends.alive import Alive, Numbers, gather_alive

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class RunTables:
    """The tables of one run that shares follow from."""

    assignments: pd.DataFrame
    conversations: pd.DataFrame
    bouwstenen: pd.DataFrame


def split_shifts(
    before: RunTables, now: RunTables, theme_ids: Sequence[str], settings: TrendSettings
) -> pd.DataFrame:
    """Return `theme_shifts`: per theme the share before and now, and what of the difference is data and what is model.

    Shares are those of all conversations, with and without a date, not standardised. The parts have no value where
    the two runs share no conversation; no share where a run has no conversation.
    """
    old, new = (gather_alive(r.assignments, r.conversations, r.bouwstenen, theme_ids) for r in (before, now))
    same_ids = _same_conversations(before.bouwstenen, now.bouwstenen)
    in_old, in_new = (np.isin(np.array(a.conversation_ids, dtype=object), same_ids) for a in (old, new))
    columns: dict[str, object] = {
        "theme_id": list(theme_ids),
        "share_before": _mean(old),
        "share_now": _mean(new),
    }
    if in_old.any():
        margin = float(stats.norm.ppf((1 + settings.confidence) / 2))
        columns |= _describe("model_shift", *_model_shift(old, new, in_old, in_new), margin)
        columns |= _describe("data_shift", *_data_shift(old, new, in_old, in_new), margin)
    return THEME_SHIFTS.validate(pd.DataFrame(columns).reindex(columns=THEME_SHIFTS.column_names))


def _same_conversations(before: pd.DataFrame, now: pd.DataFrame) -> npt.NDArray[np.object_]:
    old, new = (
        frame[frame["duplicate_of"].isna()]
        .sort_values("bouwsteen_id")
        .groupby("conversation_id")[["bouwsteen_id", "text"]]
        .agg("\n".join)
        for frame in (before, now)
    )
    both = old.merge(new, left_index=True, right_index=True, suffixes=("", "_now"))
    equal = (both["bouwsteen_id"] == both["bouwsteen_id_now"]) & (both["text"] == both["text_now"])
    return np.array(both.index[equal], dtype=object)


def _mean(alive: Alive) -> Numbers:
    return alive.probability.mean(axis=0) if alive.conversation_ids else np.full(len(alive.theme_ids), np.nan)


def _model_shift(old: Alive, new: Alive, in_old: Flags, in_new: Flags) -> tuple[Numbers, Numbers]:
    """Return the shift and its variance, each float64 (n_themes,); the same rows stand in the same order in both."""
    difference = new.probability[in_new] - old.probability[in_old]
    return difference.mean(axis=0), difference.var(axis=0) / len(difference)


def _data_shift(old: Alive, new: Alive, in_old: Flags, in_new: Flags) -> tuple[Numbers, Numbers]:
    """Return the shift and its variance: what came, against the same, less what went, against the same."""
    came, came_variance = _replacement(new.probability, in_new)
    went, went_variance = _replacement(old.probability, in_old)
    return came - went, came_variance + went_variance


def _replacement(chance: Numbers, same: Flags) -> tuple[Numbers, Numbers]:
    others = chance[~same]
    if not len(others):
        nothing = np.zeros(chance.shape[1])
        return nothing, nothing
    part = len(others) / len(chance)
    means = [others.mean(axis=0), chance[same].mean(axis=0)]
    variances = [m * (1 - m) / n for m, n in zip(means, (len(others), int(same.sum())), strict=True)]
    return part * (means[0] - means[1]), part**2 * (variances[0] + variances[1])


def _describe(name: str, shift: Numbers, variance: Numbers, margin: float) -> dict[str, object]:
    width = margin * np.sqrt(variance)
    return {
        name: shift.clip(-1, 1),
        f"{name}_low": (shift - width).clip(-1, 1),
        f"{name}_high": (shift + width).clip(-1, 1),
    }
