"""The candidates that wait for a decision."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd


def open_candidates(candidates: pd.DataFrame, decided: Collection[str]) -> pd.DataFrame:
    """Return the candidates about which nobody decided yet, most conversations first."""
    rows = candidates[~candidates["theme_id"].isin(list(decided))]
    return rows.sort_values(["n_conversations", "theme_id"], ascending=[False, True], ignore_index=True)


def members(mentions: pd.DataFrame, theme_id: str) -> list[str]:
    """Return the bouwstenen of a candidate, most certain first."""
    rows = mentions[mentions["theme_id"] == theme_id]
    rows = rows.sort_values(["probability", "bouwsteen_id"], ascending=[False, True])
    return list(rows["bouwsteen_id"].astype("str"))
