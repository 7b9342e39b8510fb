"""Which quotes stand on the page of a theme."""

from __future__ import annotations

import pandas as pd

_PUBLISHED = {"typerend": "typical", "anders": "dissenting"}


def choose_quotes(mentions: pd.DataFrame, published: pd.DataFrame, kind: str, n_quotes: int) -> list[str]:
    """Return the bouwsteen ids of one kind of quotes, the first to read first.

    Parameters
    ----------
    mentions, published
        Mentions of the theme, and its rows of `theme_quotes`.
    kind
        `typerend` and `anders` as published; `nieuw` the last said, one per conversation; `domein` the most certain
        of each domain.
    """
    if kind in _PUBLISHED:
        rows = published[published["kind"] == _PUBLISHED[kind]].sort_values("rank")
        return list(rows["bouwsteen_id"].head(n_quotes))
    if kind == "nieuw":
        rows = mentions.dropna(subset="held_on").sort_values(["held_on", "probability"], ascending=False)
        return list(rows.drop_duplicates("conversation_id")["bouwsteen_id"].head(n_quotes))
    rows = mentions.dropna(subset="domain").sort_values(
        ["probability", "bouwsteen_id"], ascending=[False, True]
    )
    return list(rows.drop_duplicates("domain")["bouwsteen_id"].head(n_quotes))
