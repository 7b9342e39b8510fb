"""Themes over time, as published per period."""

from __future__ import annotations

import pandas as pd

PERIODS = ("month", "quarter", "half_year", "year")
_MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}


def choose_period(periods: pd.DataFrame) -> str:
    """Return the shortest period of which most have enough conversations, else the longest."""
    for period in PERIODS:
        rows = periods[periods["period"] == period].drop_duplicates("period_start")
        if len(rows) >= 3 and rows["enough"].mean() >= 0.75:
            return period
    return PERIODS[-1]


def select_periods(periods: pd.DataFrame, theme_ids: list[str], period: str, measure: str) -> pd.DataFrame:
    """Return the rows of these themes and this period length, in order of time.

    Parameters
    ----------
    measure
        `share` (standardised to the fixed mix, with interval) or `share_raw` (as counted, without interval).

    Returns
    -------
    DataFrame with columns of the table plus `value` (0-1, missing where there is not enough) and `period_end`.
    """
    rows = periods[(periods["period"] == period) & periods["theme_id"].isin(theme_ids)]
    rows = rows.sort_values(["period_start", "theme_id"], ignore_index=True)
    value = rows[measure].where(rows["enough"].astype("bool"))
    end = rows["period_start"] + pd.DateOffset(months=_MONTHS[period])
    return rows.assign(value=value, period_end=end)


def count_thin_periods(rows: pd.DataFrame) -> tuple[int, int]:
    """Return how many periods have too few conversations for a share, and how many there are."""
    once = rows.drop_duplicates("period_start")
    return int((~once["enough"].astype("bool")).sum()), len(once)


def order_trends(trends: pd.DataFrame, themes: pd.DataFrame) -> pd.DataFrame:
    """Return the trend of every theme with its label: rising first, largest change first."""
    order = {"up": 0, "down": 1, "unclear": 2, "flat": 3}
    rows = themes[["theme_id", "label_nl"]].merge(trends, on="theme_id", how="inner")
    rows = rows.assign(order=rows["direction"].map(order), size=rows["change"].abs())
    rows = rows.sort_values(["order", "size"], ascending=[True, False], ignore_index=True)
    return rows.drop(columns=["order", "size"])
