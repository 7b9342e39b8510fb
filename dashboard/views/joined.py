"""The published tables joined once per run, so that every page filters instead of joining."""

from __future__ import annotations

import pandas as pd

_FACTS = ["conversation_id", "held_on", "organisation", "domain", "format", "report_form"]
_CATEGORIES = [
    "conversation_id",
    "organisation",
    "domain",
    "format",
    "report_form",
    "field",
    "theme_id",
    "path",
]


def join_quotes(
    bouwstenen: pd.DataFrame, conversations: pd.DataFrame, files: pd.DataFrame, assignments: pd.DataFrame
) -> pd.DataFrame:
    """Return one row per counted bouwsteen with its conversation, file and themes, newest conversation first.

    Added columns: those of the conversation, `path` of the file, and of the main theme `theme_id`,
    `probability`, `assigned_by`, `reason`, of the side theme `side_theme_id` and `side_reason`.
    """
    counted = bouwstenen[bouwstenen["duplicate_of"].isna()]
    paths = files.drop_duplicates("file_id").set_index("file_id")["path"]
    main = assignments.loc[
        assignments["rank"] == 1, ["bouwsteen_id", "theme_id", "probability", "assigned_by", "reason"]
    ]
    side = assignments.loc[assignments["rank"] == 2, ["bouwsteen_id", "theme_id", "reason"]]
    side = side.rename(columns={"theme_id": "side_theme_id", "reason": "side_reason"})
    quotes = (
        counted.drop(columns=["duplicate_of"])
        .merge(conversations[_FACTS], on="conversation_id", how="left")
        .merge(main.drop_duplicates("bouwsteen_id"), on="bouwsteen_id", how="left")
        .merge(side.drop_duplicates("bouwsteen_id"), on="bouwsteen_id", how="left")
    )
    quotes["path"] = quotes["file_id"].map(paths)
    quotes = quotes.sort_values(
        ["held_on", "conversation_id", "field", "position"],
        ascending=[False, True, True, True],
        ignore_index=True,
    )
    return _with_categories(quotes)


def join_mentions(assignments: pd.DataFrame, quotes: pd.DataFrame) -> pd.DataFrame:
    """Return one row per bouwsteen and theme with the facts that filters ask for."""
    facts = quotes[["bouwsteen_id", "field", *_FACTS]]
    kept = assignments[["bouwsteen_id", "theme_id", "rank", "probability"]]
    return _with_categories(kept.merge(facts, on="bouwsteen_id", how="inner"))


def _with_categories(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.astype({name: "category" for name in _CATEGORIES if name in frame.columns})
