"""The data dictionary in Dutch."""

import re
from pathlib import Path

import yaml

from pipeline.export import dictionary
from pipeline.export.dictionary import describe_tables, list_tables
from pipeline.tables import TABLES

_MEANINGS = yaml.safe_load(
    Path(dictionary.__file__).with_name("dictionary_nl.yaml").read_text(encoding="utf-8")
)


def test_every_table_is_explained() -> None:
    assert list(list_tables()["Tabel"]) == list(TABLES)


def test_every_column_has_a_meaning_that_is_a_sentence() -> None:
    described = describe_tables()

    assert len(described) == sum(len(table.columns) for table in TABLES.values())
    assert described["Betekenis"].str.fullmatch(r"[^a-z].*\.|[a-z_0-9]+ .*\.", flags=re.DOTALL).all()


def test_nothing_is_explained_that_is_no_column() -> None:
    columns = {name: set(table.column_names) for name, table in TABLES.items()}

    assert _MEANINGS["overal"].keys() <= set.union(*columns.values())
    assert set(_MEANINGS) - {"overal", "tabellen"} <= set(TABLES)
    for name, table_columns in columns.items():
        assert _MEANINGS.get(name, {}).keys() <= table_columns
