"""What every table and column means, for Dutch readers: the declarations, with a meaning in Dutch beside each."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pandas as pd
import yaml

from pipeline.tables import TABLES, Column

_KINDS_NL = {
    "text": "tekst",
    "integer": "geheel getal",
    "number": "getal",
    "boolean": "waar of onwaar",
    "date": "datum",
    "time_utc": "datum en tijd (UTC)",
}


def describe_tables() -> pd.DataFrame:
    """Return the data dictionary: one row per column of every table, with Dutch headings."""
    rows = [
        {
            "Tabel": table.name,
            "Kolom": column.name,
            "Naam": heading,
            "Soort": _KINDS_NL[column.kind],
            "Sleutel": "ja" if column.name in table.key else "",
            "Mag leeg zijn": "nee" if column.required else "ja",
            "Waarden": _describe_values(column),
            "Betekenis": explain_column(table.name, column.name),
        }
        for table in TABLES.values()
        for column, heading in zip(table.columns, name_headings(table.name), strict=True)
    ]
    return pd.DataFrame(rows)


def list_tables() -> pd.DataFrame:
    """Return what a row of every table is, in Dutch: Tabel, Betekenis."""
    return pd.DataFrame(
        [{"Tabel": name, "Betekenis": meaning} for name, meaning in _meanings()["tabellen"].items()]
    )


def explain_column(table_name: str, column_name: str) -> str:
    """Return what a column means, in Dutch, with its unit."""
    meanings = _meanings()
    own = meanings.get(table_name, {})
    return own[column_name] if column_name in own else meanings["overal"][column_name]


@cache
def _meanings() -> dict[str, dict[str, str]]:
    path = Path(__file__).with_name("dictionary_nl.yaml")
    meanings: dict[str, dict[str, str]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return meanings


def name_headings(table_name: str) -> list[str]:
    """Return the Dutch heading of each column; two with the same name get the column's own name behind it."""
    columns = TABLES[table_name].columns
    labels = [column.label_nl for column in columns]
    return [
        label if labels.count(label) == 1 else f"{label} ({column.name})"
        for label, column in zip(labels, columns, strict=True)
    ]


def _describe_values(column: Column) -> str:
    if column.values:  # noqa: PD011 - not a pandas object
        return ", ".join(column.values)
    if column.minimum is not None and column.maximum is not None:
        return f"{column.minimum:g} tot en met {column.maximum:g}"
    if column.minimum is not None:
        return f"vanaf {column.minimum:g}"
    return "" if column.maximum is None else f"tot en met {column.maximum:g}"
