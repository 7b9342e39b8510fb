"""Who has been heard: conversations per domain, format, month and organisation."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd


def count_grid(conversations: pd.DataFrame, domains: Sequence[str], formats: Sequence[str]) -> pd.DataFrame:
    """Return the number of conversations per domain (rows) and format (columns), zeros included."""
    known = conversations.dropna(subset=["domain", "format"]).astype({"domain": "object", "format": "object"})
    grid = pd.crosstab(known["domain"], known["format"])
    return grid.reindex(index=list(domains), columns=list(formats), fill_value=0).astype("int64")


def empty_cells(grid: pd.DataFrame) -> list[tuple[str, str]]:
    """Return the combinations of domain and format without a conversation."""
    return [
        (str(domain), str(form))
        for domain in grid.index
        for form in grid.columns
        if not grid.loc[domain, form]
    ]


def count_months(conversations: pd.DataFrame) -> pd.DataFrame:
    """Return per month, from the first to the last, the number of conversations: `month`, `n_conversations`."""
    months = conversations["held_on"].dropna().dt.to_period("M").dt.start_time
    if months.empty:
        return pd.DataFrame({"month": pd.Series([], dtype="datetime64[us]"), "n_conversations": []})
    span = pd.date_range(months.min(), months.max(), freq="MS")
    counts = months.value_counts().reindex(span, fill_value=0)
    return pd.DataFrame({"month": span, "n_conversations": counts.to_numpy()})


def count_organisations(conversations: pd.DataFrame, minimum: int) -> tuple[pd.DataFrame, int]:
    """Return `organisation`, `n_conversations` of those with at least `minimum`, and how many have fewer."""
    counts = conversations["organisation"].dropna().astype("object").value_counts()
    enough = counts[counts >= minimum].sort_index().sort_values(ascending=False, kind="stable")
    frame = pd.DataFrame({"organisation": enough.index, "n_conversations": enough.to_numpy()})
    return frame, int((counts < minimum).sum())
