"""What a run changed since the one before it."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Changes:
    """Differences between two runs; `earlier_f1` is the mean over themes in the older one, None if not measured.

    `earlier_finished_at` is when the older one was ready, as ISO text.
    """

    earlier_finished_at: str
    conversations: int
    bouwstenen: int
    new_themes: tuple[str, ...]
    gone_themes: tuple[str, ...]
    earlier_f1: float | None


def compare_runs(
    themes: pd.DataFrame,
    earlier: pd.DataFrame,
    rows: dict[str, int],
    earlier_rows: dict[str, int],
    earlier_finished_at: str,
) -> Changes:
    """Return what changed.

    Parameters
    ----------
    themes, earlier
        The table `themes` of both runs.
    rows, earlier_rows
        Row counts per table of both runs, from their manifests.
    """
    return Changes(
        earlier_finished_at=earlier_finished_at,
        conversations=rows.get("conversations", 0) - earlier_rows.get("conversations", 0),
        bouwstenen=rows.get("bouwstenen", 0) - earlier_rows.get("bouwstenen", 0),
        new_themes=tuple(themes.loc[~themes["theme_id"].isin(earlier["theme_id"]), "label_nl"]),
        gone_themes=tuple(earlier.loc[~earlier["theme_id"].isin(themes["theme_id"]), "label_nl"]),
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
