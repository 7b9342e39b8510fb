"""Which bouwstenen a person should look at first, and what that work amounts to."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
import pandas as pd
import pyarrow as pa


def order_doubtful(quotes: pd.DataFrame) -> list[str]:
    """Return ids of bouwstenen to review, the most telling first.

    The least certain of each theme, and the longest without a theme, take turns: so no theme is forgotten
    (uncertainty sampling, Lewis & Gale 1994, with a turn per class).
    """
    waiting = quotes[quotes["assigned_by"] != "person"]
    ordered = pa.table(
        {
            "bouwsteen_id": pa.array(waiting["bouwsteen_id"]),
            "doubt": waiting["probability"].fillna(1.0).to_numpy(),
            "length": waiting["text"].str.len().to_numpy(),
            "group": waiting["theme_id"].cat.codes.to_numpy(),
        }
    ).sort_by([("doubt", "ascending"), ("length", "descending"), ("bouwsteen_id", "ascending")])
    group = ordered["group"].to_pandas()
    turn = group.groupby(group).cumcount().to_numpy()
    ids: list[str] = ordered["bouwsteen_id"].take(pa.array(np.argsort(turn, kind="stable"))).to_pylist()
    return ids


def count_agreement(quotes: pd.DataFrame, corrections: pd.DataFrame) -> tuple[int, int]:
    """Return how many reviewed bouwstenen have the model's main theme from a person too, and how many were compared.

    Only bouwstenen count that this run assigned by itself.
    """
    said = corrections[corrections["rank"].fillna(1) == 1].set_index("bouwsteen_id")["theme_id"]
    own = quotes[(quotes["assigned_by"] == "model") & quotes["bouwsteen_id"].isin(said.index)]
    same = own["theme_id"].astype("object") == own["bouwsteen_id"].map(said).astype("object")
    return int(same.sum()), len(own)


def likely_themes(
    row: pd.Series, nearest: Mapping[str, str], active: Collection[str], n_themes: int
) -> list[str]:
    """Return the themes that a bouwsteen is most likely about: the program's own, what is like those, the largest.

    Parameters
    ----------
    row
        Of `views.joined.join_quotes`.
    nearest
        Theme with the most similar words, by theme.
    active
        Themes that can be chosen, largest first.
    """
    own = [str(row[name]) for name in ("theme_id", "side_theme_id") if pd.notna(row[name])]
    wanted = [*own, *(nearest[theme_id] for theme_id in own if theme_id in nearest), *active]
    return [theme_id for theme_id in dict.fromkeys(wanted) if theme_id in active][:n_themes]
