"""What a run changed since the one before it."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Changes:
    """Differences between two runs; `earlier_f1` is the mean over themes in the older one, None if not measured."""

    conversations: int
    bouwstenen: int
    new_themes: tuple[str, ...]
    gone_themes: tuple[str, ...]
    grown: pd.DataFrame
    earlier_f1: float | None


def compare_runs(
    themes: pd.DataFrame, earlier: pd.DataFrame, rows: dict[str, int], earlier_rows: dict[str, int]
) -> Changes:
    """Return what changed; `grown` holds `theme_id`, `label_nl`, `n_new` of themes with more or fewer conversations.

    Parameters
    ----------
    themes, earlier
        The table `themes` of both runs.
    rows, earlier_rows
        Row counts per table of both runs, from their manifests.
    """
    before = earlier.set_index("theme_id")
    both = themes[themes["theme_id"].isin(before.index)]
    n_before = both["theme_id"].map(before["n_conversations"]).astype("int64")
    grown = both[["theme_id", "label_nl"]].assign(n_new=both["n_conversations"].astype("int64") - n_before)
    grown = grown[grown["n_new"] != 0].sort_values("n_new", ascending=False, ignore_index=True)
    return Changes(
        conversations=rows.get("conversations", 0) - earlier_rows.get("conversations", 0),
        bouwstenen=rows.get("bouwstenen", 0) - earlier_rows.get("bouwstenen", 0),
        new_themes=tuple(themes.loc[~themes["theme_id"].isin(before.index), "label_nl"]),
        gone_themes=tuple(earlier.loc[~earlier["theme_id"].isin(themes["theme_id"]), "label_nl"]),
        grown=grown,
        earlier_f1=None if earlier["f1"].isna().all() else float(earlier["f1"].mean()),
    )


def order_shifts(shifts: pd.DataFrame, themes: pd.DataFrame) -> pd.DataFrame:
    """Return why the share of each of the themes moved since the previous run, the largest move first."""
    rows = themes[["theme_id", "label_nl"]].merge(shifts, on="theme_id")
    rows = rows.dropna(subset=["share_before", "share_now", "data_shift", "model_shift"])
    moved = (rows["share_now"] - rows["share_before"]).abs()
    order = moved.sort_values(ascending=False, kind="stable").index
    return rows.assign(moved=moved).loc[order].reset_index(drop=True)


def largest_shifts(shifts: pd.DataFrame, themes: pd.DataFrame, n: int) -> pd.DataFrame:
    """Return the `n` themes whose share moved most since the previous run, of those that moved a point or more."""
    rows = order_shifts(shifts, themes)
    return rows[rows["moved"] >= 0.01].head(n)
