"""Nobody exposed: organisations with few conversations are not shown apart."""

from __future__ import annotations

import pandas as pd


def shown_organisations(conversations: pd.DataFrame, minimum: int) -> list[str]:
    """Return the organisations with at least `minimum` conversations, in order of the alphabet."""
    counts = conversations.groupby("organisation", observed=True)["conversation_id"].nunique()
    return sorted(counts.index[counts >= minimum].astype("str"), key=str.casefold)


def may_name_organisations(selected: pd.DataFrame, minimum: int) -> bool:
    """Return whether a selection has enough conversations to say from which organisations they are."""
    return bool(selected["conversation_id"].nunique() >= minimum)


def hide_organisations(quotes: pd.DataFrame, shown: list[str], named: bool) -> pd.DataFrame:
    """Return the quotes with `organisation` and `path` emptied where they may not be shown.

    Parameters
    ----------
    shown
        Organisations that have enough conversations.
    named
        Whether the selection as a whole has enough conversations.
    """
    known = quotes["organisation"].notna()
    open_to_all = (
        quotes["organisation"].isin(shown) | ~known if named else pd.Series(False, index=quotes.index)
    )
    organisation = quotes["organisation"].astype("object").where(open_to_all, None)
    path = quotes["path"].astype("object").where(open_to_all, None)
    return quotes.assign(organisation=organisation, path=path, hidden=~open_to_all & known)
