from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pandas as pd
import pytest

from pipeline.export import workbook
from pipeline.export.dictionary import describe_tables
from pipeline.export.workbook import write_csv_archive, write_workbook
from pipeline.tables import TABLES

AWKWARD = [
    "=1+1",
    "+31",
    "- een streepje",
    "@iedereen",
    "https://voorbeeld.nl",
    "regel\nregel",
    "é ‘aanhaling’ <&>",
    "_x0041_",
]


def _bouwstenen(texts: list[str]) -> pd.DataFrame:
    return TABLES["bouwstenen"].from_rows(
        {
            "bouwsteen_id": f"b{number}",
            "conversation_id": "g1",
            "file_id": "f1",
            "field": "opbrengst",
            "position": number,
            "text": text,
            "n_masked": 0,
            "char_start": 0,
            "char_end": len(text),
        }
        for number, text in enumerate(texts)
    )


def _conversations() -> pd.DataFrame:
    row = {
        "conversation_id": "g1",
        "file_id": "f1",
        "held_on": pd.Timestamp("2024-03-05"),
        "report_form": "canvas",
    }
    return TABLES["conversations"].from_rows([row])


def _open(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(data))


def test_every_text_comes_back_byte_for_byte_and_none_is_a_formula() -> None:
    sheet = _open(write_workbook({"bouwstenen": _bouwstenen(AWKWARD)}))["bouwstenen"]

    cells = [row[TABLES["bouwstenen"].column_names.index("text")] for row in sheet.iter_rows(min_row=2)]

    assert [cell.value.replace("_x005F_x0041_", "_x0041_") for cell in cells] == AWKWARD
    assert all(cell.data_type != "f" for cell in cells)


def test_dates_are_dates_and_missing_values_are_empty_cells() -> None:
    sheet = _open(write_workbook({"conversations": _conversations()}))["conversations"]
    names = TABLES["conversations"].column_names

    values = dict(zip(names, next(sheet.iter_rows(min_row=2, values_only=True)), strict=True))

    assert values["held_on"] == pd.Timestamp("2024-03-05")
    assert values["organisation"] is None


def test_the_dictionary_names_every_column_of_every_table() -> None:
    book = _open(write_workbook({}))

    listed = {(row[0], row[1]) for row in book["Toelichting"].iter_rows(min_row=2, values_only=True)}

    assert listed == {(table.name, name) for table in TABLES.values() for name in table.column_names}


def test_headings_within_a_table_differ() -> None:
    assert not describe_tables().duplicated(["Tabel", "Naam"]).any()


def test_more_rows_than_a_sheet_holds_go_on_a_next_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MAX_ROWS", 3)

    book = _open(write_workbook({"bouwstenen": _bouwstenen(AWKWARD)}))

    assert [book[name].max_row - 1 for name in ("bouwstenen", "bouwstenen 2", "bouwstenen 3")] == [3, 3, 2]


def test_a_text_too_long_for_a_cell_says_that_it_was_cut() -> None:
    sheet = _open(write_workbook({"bouwstenen": _bouwstenen(["a" * 40_000])}))["bouwstenen"]

    value = next(sheet.iter_rows(min_row=2, values_only=True))[
        TABLES["bouwstenen"].column_names.index("text")
    ]

    assert value.endswith(workbook.CUT_NL)
    assert len(value) == workbook.MAX_TEXT


def test_csv_files_hold_every_value_exactly() -> None:
    table = _bouwstenen(AWKWARD)

    with ZipFile(BytesIO(write_csv_archive({"bouwstenen": table}))) as archive:
        names = archive.namelist()
        back = pd.read_csv(archive.open("bouwstenen.csv"), keep_default_na=False)

    assert names == ["LEESMIJ.txt", "tabellen.csv", "toelichting.csv", "bouwstenen.csv"]
    assert back["text"].tolist() == AWKWARD


def test_the_same_tables_give_the_same_bytes() -> None:
    tables = {"bouwstenen": _bouwstenen(AWKWARD), "conversations": _conversations()}

    assert write_workbook(tables) == write_workbook(tables)
    assert write_csv_archive(tables) == write_csv_archive(tables)
