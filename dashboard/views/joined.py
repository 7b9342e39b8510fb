"""The published tables joined once per run, so that every page filters instead of joining."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

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
    counted = _with_categories(counted)
    paths = files.drop_duplicates("file_id")[["file_id", "path"]]
    assigned = _with_categories(assignments)
    main = assigned.loc[
        assigned["rank"] == 1, ["bouwsteen_id", "theme_id", "probability", "assigned_by", "reason"]
    ]
    side = assigned.loc[assigned["rank"] == 2, ["bouwsteen_id", "theme_id"]]
    parts = [
        counted,
        _look_up(_with_categories(conversations[_FACTS]), "conversation_id", counted),
        _look_up(_with_categories(paths), "file_id", counted),
        _look_up(main, "bouwsteen_id", counted),
        _look_up(side, "bouwsteen_id", counted).rename(columns={"theme_id": "side_theme_id"}),
    ]
    quotes = pd.concat(parts, axis="columns")
    return quotes.iloc[_newest_first(quotes)].reset_index(drop=True)


def join_mentions(assignments: pd.DataFrame, quotes: pd.DataFrame) -> pd.DataFrame:
    """Return one row per counted bouwsteen and theme with the facts that filters ask for.

    `place` is the row of its quote in `quotes`.
    """
    kept = _with_categories(assignments[["bouwsteen_id", "theme_id", "rank", "probability"]])
    place = _places(pa.array(kept["bouwsteen_id"]), pa.array(quotes["bouwsteen_id"]))
    kept = kept.assign(place=place)[place >= 0].reset_index(drop=True)
    facts = quotes[["field", *_FACTS]].iloc[kept["place"]].reset_index(drop=True)
    return pd.concat([kept, facts], axis="columns")


def _look_up(table: pd.DataFrame, key: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Return, for each of the rows, the first row of a table with that key; missing values where it has none."""
    known = pa.array(table[key].astype("str"))
    wanted = rows[key]
    if isinstance(wanted.dtype, pd.CategoricalDtype):
        # Each text is looked up once, and -1 (missing) finds the last place, which is put there for it.
        places = np.append(_places(pa.array(wanted.cat.categories), known), -1)[wanted.cat.codes]
    else:
        places = _places(pa.array(wanted), known)
    facts = table.drop(columns=key).reset_index(drop=True)
    return facts.reindex(places).set_axis(rows.index)


def _places(wanted: pa.Array, known: pa.Array) -> npt.NDArray[np.int64]:
    """Return where each wanted text stands first among the known ones, -1 where it does not.

    Arrow finds half a million texts in a tenth of a second; an index of pandas takes ten times as long.
    """
    found = pc.index_in(wanted, value_set=known.cast(wanted.type))
    places: npt.NDArray[np.int64] = found.fill_null(-1).to_numpy(zero_copy_only=False).astype("int64")
    return places


def _newest_first(quotes: pd.DataFrame) -> npt.NDArray[np.int64]:
    """Return the order: latest conversation first, those without a date last, and as in the form within one."""
    held = quotes["held_on"].to_numpy(dtype="datetime64[us]").astype("int64")
    latest_first = np.where(quotes["held_on"].isna(), np.iinfo("int64").max, -held)
    keys = (
        quotes["position"].to_numpy(dtype="int64"),
        _alphabetic(quotes["field"]),
        _alphabetic(quotes["conversation_id"]),
        latest_first,
    )
    return np.lexsort(keys)


def _alphabetic(column: pd.Series) -> npt.NDArray[np.int64]:
    """Return numbers in the order of the alphabet for a column of categories."""
    rank = np.argsort(np.argsort(column.cat.categories.to_numpy(dtype="object")))
    return rank[column.cat.codes]


def _with_categories(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame with texts that return often as categories; what is a category already stays as it is."""
    texts = [name for name in _CATEGORIES if name in frame.columns]
    return frame.astype(
        {name: "category" for name in texts if not isinstance(frame[name].dtype, pd.CategoricalDtype)}
    )
