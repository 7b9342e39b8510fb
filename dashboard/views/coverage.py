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


def count_half_years(conversations: pd.DataFrame, domains: Sequence[str]) -> pd.DataFrame:
    """Return the number of conversations per domain (rows) and half year (columns, its first day), zeros included."""
    known = conversations.dropna(subset=["domain", "held_on"])
    if known.empty:
        return pd.DataFrame(index=list(domains))
    held = known["held_on"].dt
    first_days = pd.to_datetime({"year": held.year, "month": ((held.month - 1) // 6) * 6 + 1, "day": 1})
    grid = pd.crosstab(known["domain"].astype("object"), first_days)
    span = pd.date_range(first_days.min(), first_days.max(), freq="6MS")
    return grid.reindex(index=list(domains), columns=span, fill_value=0).astype("int64")


def count_group_sizes(conversations: pd.DataFrame, smallest: int, largest: int) -> tuple[int, int, int]:
    """Return how many groups were smaller than `smallest`, between the two (both included), and larger."""
    sizes = conversations["n_participants"].dropna()
    return (
        int((sizes < smallest).sum()),
        int(sizes.between(smallest, largest).sum()),
        int((sizes > largest).sum()),
    )


def count_organisations(conversations: pd.DataFrame, minimum: int) -> tuple[pd.DataFrame, int]:
    """Return `organisation`, `n_conversations` of those with at least `minimum`, and how many have fewer."""
    counts = conversations["organisation"].dropna().astype("object").value_counts()
    enough = counts[counts >= minimum].sort_index().sort_values(ascending=False, kind="stable")
    frame = pd.DataFrame({"organisation": enough.index, "n_conversations": enough.to_numpy()})
    return frame, int((counts < minimum).sum())


def count_kinds(conversations: pd.DataFrame, organisations: pd.DataFrame) -> pd.DataFrame:
    """Return per kind of organisation how many were heard, least heard first.

    Parameters
    ----------
    organisations
        Every organisation that the program knows: `name`, `kind`.

    Returns
    -------
    DataFrame with `kind`, `n_conversations`, `n_heard` and `n_known` organisations.
    """
    held = conversations["organisation"].dropna().astype("object").value_counts()
    counted = organisations.assign(n=organisations["name"].map(held).fillna(0).astype("int64"))
    grouped = counted.groupby("kind")["n"]
    kinds = pd.DataFrame(
        {
            "n_conversations": grouped.sum(),
            "n_heard": grouped.apply(lambda numbers: int((numbers > 0).sum())),
            "n_known": grouped.size(),
        }
    ).reset_index()
    share = kinds["n_heard"] / kinds["n_known"]
    order = kinds.assign(share=share).sort_values(["share", "n_conversations", "kind"]).index
    return kinds.loc[order].reset_index(drop=True)
