"""Shares of conversations with their interval: for all themes, and for one theme per group."""

from __future__ import annotations

from statistics import NormalDist

import pandas as pd


def interval(n: pd.Series, n_total: pd.Series, confidence: float) -> pd.DataFrame:
    """Return the score interval of a share as columns `share_low` and `share_high` (0-1; NaN where n_total is 0).

    Wilson, E. B. (1927), Probable inference, the law of succession, and statistical inference, JASA 22.
    """
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    total = n_total.astype("float64").where(n_total > 0)
    share = n.astype("float64") / total
    centre = (share + z**2 / (2 * total)) / (1 + z**2 / total)
    half = z / (1 + z**2 / total) * (share * (1 - share) / total + z**2 / (4 * total**2)) ** 0.5
    return pd.DataFrame({"share_low": (centre - half).clip(0, 1), "share_high": (centre + half).clip(0, 1)})


def rank_themes(
    themes: pd.DataFrame,
    mentions: pd.DataFrame,
    n_conversations: int,
    min_conversations: int,
    confidence: float,
) -> pd.DataFrame:
    """Return the themes with the share of conversations in which each lives, largest first.

    Parameters
    ----------
    themes
        The themes to rank; all of them come back.
    mentions
        The mentions that count, one row per bouwsteen and theme.
    n_conversations
        Number of conversations that could have held them.
    min_conversations, confidence
        Below this number no share is given (`enough` is False); level of the interval, 0-1.

    Returns
    -------
    DataFrame with the columns of `themes` plus `n_found`, `n_lines`, `n_total`, `share`, `share_low`, `share_high`
    and `enough`.
    """
    per_theme = mentions.groupby("theme_id", observed=True)
    found = per_theme["conversation_id"].nunique()
    lines = per_theme["bouwsteen_id"].size()
    ranked = themes.assign(
        n_found=_counts(themes["theme_id"], found),
        n_lines=_counts(themes["theme_id"], lines),
        n_total=n_conversations,
    )
    ranked = _with_share(ranked, min_conversations, confidence)
    return ranked.sort_values(
        ["n_found", "n_lines", "label_nl"], ascending=[False, False, True], ignore_index=True
    )


def spread_over(
    conversations: pd.DataFrame,
    mentions: pd.DataFrame,
    column: str,
    min_conversations: int,
    confidence: float,
) -> pd.DataFrame:
    """Return per group of conversations the share in which the mentions' theme lives, largest group first.

    Columns: `group`, `n_found`, `n_total`, `share`, `share_low`, `share_high`, `enough`. Conversations whose group
    is unknown are left out.
    """
    total = conversations.groupby(column, observed=True)["conversation_id"].nunique()
    found = mentions.groupby(column, observed=True)["conversation_id"].nunique()
    groups = pd.DataFrame({"group": total.index.astype("str"), "n_total": total.to_numpy()})
    groups["n_found"] = _counts(groups["group"], found)
    groups = _with_share(groups, min_conversations, confidence)
    return groups.sort_values(["n_total", "group"], ascending=[False, True], ignore_index=True)


def count_fields(mentions: pd.DataFrame) -> pd.DataFrame:
    """Return per field of the form the number of bouwstenen and conversations: `field`, `n_lines`, `n_found`."""
    grouped = mentions.groupby("field", observed=True)
    counts = pd.DataFrame({"n_lines": grouped.size(), "n_found": grouped["conversation_id"].nunique()})
    counts = counts.rename_axis("field").reset_index().astype({"field": "str"})
    return counts.sort_values(
        ["n_found", "n_lines", "field"], ascending=[False, False, True], ignore_index=True
    )


def count_overlap(mentions: pd.DataFrame, theme_id: str) -> pd.DataFrame:
    """Return the other themes in the conversations of one theme: `theme_id`, `n_found`, `n_total`, most first."""
    here = mentions.loc[mentions["theme_id"] == theme_id, "conversation_id"].unique()
    others = mentions[mentions["conversation_id"].isin(here) & (mentions["theme_id"] != theme_id)]
    found = (
        others.groupby("theme_id", observed=True)["conversation_id"].nunique().sort_values(ascending=False)
    )
    return pd.DataFrame(
        {"theme_id": found.index.astype("str"), "n_found": found.to_numpy(), "n_total": len(here)}
    )


def _counts(ids: pd.Series, counts: pd.Series) -> pd.Series:
    by_id = pd.Series(counts.to_numpy(), index=counts.index.astype("str"), dtype="int64")
    return ids.map(by_id).fillna(0).astype("int64")


def _with_share(counts: pd.DataFrame, min_conversations: int, confidence: float) -> pd.DataFrame:
    enough = counts["n_total"] >= max(min_conversations, 1)
    share = counts["n_found"] / counts["n_total"].where(counts["n_total"] > 0)
    doubt = interval(counts["n_found"], counts["n_total"], confidence)
    return counts.assign(
        share=share.where(enough),
        share_low=doubt["share_low"].where(enough),
        share_high=doubt["share_high"].where(enough),
        enough=enough,
    )
