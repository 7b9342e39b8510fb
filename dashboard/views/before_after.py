"""Two spans compared: the share of each theme before and after a day."""

from __future__ import annotations

from datetime import date

import pandas as pd

from dashboard.views.shares import rank_themes


def middle_month(conversations: pd.DataFrame) -> date | None:
    """Return the first day of the month that has half of the dated conversations before it, None without dates."""
    days = conversations["held_on"].dropna().sort_values()
    if days.empty:
        return None
    middle: pd.Timestamp = days.iloc[len(days) // 2]
    return middle.replace(day=1).date()


def compare_spans(
    themes: pd.DataFrame,
    conversations: pd.DataFrame,
    mentions: pd.DataFrame,
    split_on: date,
    min_conversations: int,
    confidence: float,
) -> pd.DataFrame:
    """Return the share of each theme before and from `split_on` on, and the difference with its interval.

    The interval is that of two independent shares (Newcombe, R. G. (1998), Interval estimation for the difference
    between independent proportions, Statistics in Medicine 17, method 10). It is missing where a span has fewer than
    `min_conversations` conversations. Conversations without a date count in neither span.

    Returns
    -------
    DataFrame, largest difference first, with `theme_id`, `label_nl`, `n_before`, `total_before`, `share_before`,
    `n_after`, `total_after`, `share_after`, `change`, `change_low`, `change_high` (-1 to 1).
    """
    moment = pd.Timestamp(split_on)
    spans = {
        "before": (conversations["held_on"] < moment, mentions["held_on"] < moment),
        "after": (conversations["held_on"] >= moment, mentions["held_on"] >= moment),
    }
    parts = []
    for name, (held, mentioned) in spans.items():
        ranked = rank_themes(themes, mentions[mentioned], int(held.sum()), min_conversations, confidence)
        columns = {
            "n_found": "n",
            "n_total": "total",
            "share": "share",
            "share_low": "low",
            "share_high": "high",
        }
        parts.append(
            ranked.set_index(["theme_id", "label_nl"])[list(columns)].rename(
                columns={old: f"{new}_{name}" for old, new in columns.items()}
            )
        )
    both = parts[0].join(parts[1])
    change = both["share_after"] - both["share_before"]
    below = (both["share_after"] - both["low_after"]) ** 2 + (both["high_before"] - both["share_before"]) ** 2
    above = (both["high_after"] - both["share_after"]) ** 2 + (both["share_before"] - both["low_before"]) ** 2
    both = both.assign(change=change, change_low=change - below**0.5, change_high=change + above**0.5)
    order = both["change"].abs().sort_values(ascending=False, kind="stable").index
    return (
        both.loc[order].drop(columns=["low_before", "high_before", "low_after", "high_after"]).reset_index()
    )
