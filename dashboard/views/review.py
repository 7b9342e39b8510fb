"""Which bouwstenen a person should look at first, and what that work amounts to."""

from __future__ import annotations

import pandas as pd


def order_doubtful(quotes: pd.DataFrame) -> list[str]:
    """Return ids of bouwstenen to review, the most telling first.

    The least certain of each theme, and the longest without a theme, take turns: so no theme is forgotten
    (uncertainty sampling, Lewis & Gale 1994, with a turn per class).
    """
    waiting = quotes[quotes["assigned_by"] != "person"]
    waiting = waiting.assign(
        group=waiting["theme_id"].astype("object").where(waiting["theme_id"].notna(), ""),
        doubt=waiting["probability"].fillna(1.0),
        length=-waiting["text"].str.len(),
    )
    waiting = waiting.sort_values(["doubt", "length", "bouwsteen_id"])
    turn = waiting.groupby("group", sort=False).cumcount()
    return list(waiting.assign(turn=turn).sort_values("turn", kind="stable")["bouwsteen_id"].astype("str"))


def count_agreement(quotes: pd.DataFrame, corrections: pd.DataFrame) -> tuple[int, int]:
    """Return how many reviewed bouwstenen have the model's main theme from a person too, and how many were compared.

    Only bouwstenen count that this run assigned by itself.
    """
    said = corrections[corrections["rank"].fillna(1) == 1].set_index("bouwsteen_id")["theme_id"]
    own = quotes[(quotes["assigned_by"] == "model") & quotes["bouwsteen_id"].isin(said.index)]
    same = own["theme_id"].astype("object") == own["bouwsteen_id"].map(said).astype("object")
    return int(same.sum()), len(own)
