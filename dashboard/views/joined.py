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
    `probability`, `assigned_by`, `reason`, of the side theme `side_theme_id`.
    """
    counted = bouwstenen[bouwstenen["duplicate_of"].isna()].drop(columns=["duplicate_of"])
    paths = files.drop_duplicates("file_id")[["file_id", "path"]]
    main = assignments.loc[
        assignments["rank"] == 1, ["bouwsteen_id", "theme_id", "probability", "assigned_by", "reason"]
    ]
    side = assignments.loc[assignments["rank"] == 2, ["bouwsteen_id", "theme_id"]]
    parts = [
        counted,
        _look_up(_with_categories(conversations[_FACTS]), "conversation_id", counted),
        _look_up(_with_categories(paths), "file_id", counted),
        _look_up(_with_categories(main), "bouwsteen_id", counted),
        _look_up(_with_categories(side), "bouwsteen_id", counted).rename(
            columns={"theme_id": "side_theme_id"}
        ),
    ]
    quotes = _with_categories(pd.concat(parts, axis="columns"))
    return quotes.sort_values(
        ["held_on", "conversation_id", "field", "position"],
        ascending=[False, True, True, True],
        ignore_index=True,
    )


def join_mentions(assignments: pd.DataFrame, quotes: pd.DataFrame) -> pd.DataFrame:
    """Return one row per counted bouwsteen and theme with the facts that filters ask for."""
    kept = assignments[["bouwsteen_id", "theme_id", "rank", "probability"]]
    facts = _look_up(quotes[["bouwsteen_id", "field", *_FACTS]], "bouwsteen_id", kept)
    mentions = pd.concat([kept, facts], axis="columns")
    return _with_categories(mentions[mentions["conversation_id"].notna()].reset_index(drop=True))


def _look_up(table: pd.DataFrame, key: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Return, for each of the rows, the row of a table with that key; missing values where it has none.

    Faster than a merge on half a million texts, as each text is hashed once.
    """
    found = table.drop_duplicates(key).set_index(key).reindex(rows[key])
    return found.set_axis(rows.index)


def _with_categories(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.astype({name: "category" for name in _CATEGORIES if name in frame.columns})
