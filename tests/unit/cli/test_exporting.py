from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from pipeline.cli.exporting import export
from pipeline.errors import ExportError, NoPublicationError
from pipeline.register import Register
from pipeline.store import Store
from pipeline.tables import TABLES

BOUWSTEEN = "av-1/moet_erin/0"
ROWS: dict[str, list[dict[str, object]]] = {
    "conversations": [{"conversation_id": "av-1", "file_id": "f1", "report_form": "canvas"}],
    "bouwstenen": [
        {
            "bouwsteen_id": BOUWSTEEN,
            "conversation_id": "av-1",
            "file_id": "f1",
            "field": "moet_erin",
            "position": 0,
            "text": "Zeg het als het niet kan.",
            "n_masked": 0,
            "char_start": 0,
            "char_end": 25,
        }
    ],
    "assignments": [
        {
            "bouwsteen_id": BOUWSTEEN,
            "theme_id": "tegenspraak",
            "rank": 1,
            "probability": 0.9,
            "assigned_by": "model",
        }
    ],
    "themes": [
        {
            "theme_id": "tegenspraak",
            "label_nl": "Tegenspraak",
            "definition_nl": "Tegengeluid geven.",
            "origin": "codebook",
            "status": "active",
            "n_bouwstenen": 1,
            "n_conversations": 1,
            "n_organisations": 0,
        }
    ],
}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    with Store(folder).new_run("20240701T120000000000Z") as run:
        for name, table in TABLES.items():
            run.write_table(name, table.from_rows(ROWS[name]) if name in ROWS else table.empty())
        run.write_manifest(
            {
                "run_id": "20240701T120000000000Z",
                "finished_at": "2024-07-01T12:00:00+00:00",
                "sample": False,
                "rows": run.count_rows(),
                "settings": {
                    "privacy": {"min_group_conversations": 3},
                    "trends": {"confidence": 0.95},
                },
            }
        )
    return folder


def _run(*arguments: object) -> str:
    result = CliRunner().invoke(export, [str(a) for a in arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


@pytest.mark.parametrize(
    ("command", "names"),
    [
        ("poster", {"plaat.svg", "plaat.png", "plaat.pdf"}),
        ("dossier", {"dossier.docx", "dossier.pdf"}),
        (
            "feedback",
            {"terugkoppeling av-1.docx", "terugkoppeling av-1.html", "terugkoppeling av-1.eml"},
        ),
        ("wiki", {"markdown", "mediawiki"}),
        ("workbook", {"rode-draden.xlsx"}),
        ("csv", {"rode-draden csv.zip"}),
        ("qda", {"rode-draden.qdpx"}),
    ],
)
def test_each_command_writes_its_files_and_says_where(
    data: Path, tmp_path: Path, command: str, names: set[str]
) -> None:
    folder = tmp_path / "uit"

    said = _run(command, folder, "--data", data)

    assert {path.name for path in folder.iterdir()} == names
    assert "uit" in said.replace("\n", "")


def test_a_dossier_of_a_basket_holds_what_the_person_collected(data: Path, tmp_path: Path) -> None:
    with Register(Store(data).register_path) as register:
        register.add_to_basket("Sam", [BOUWSTEEN], at=pd.Timestamp("2024-07-02", tz="UTC").to_pydatetime())

    _run("dossier", tmp_path / "uit", "--data", data, "--basket", "Sam")

    assert (tmp_path / "uit" / "dossier.pdf").stat().st_size > 10_000


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        (("--basket", "Niemand"), ExportError, "the basket is empty"),
        (("--basket", "Sam", "--quotes", "lijst.txt"), ExportError, "either --basket or --quotes"),
        (("--quotes", "bestaat-niet.txt"), ExportError, "can't be read"),
        (("--theme", "onbekend"), ExportError, "no theme onbekend"),
    ],
    ids=["empty-basket", "two-choices", "no-file", "theme"],
)
def test_what_can_not_be_made_is_said_and_nothing_is_written(
    data: Path, tmp_path: Path, arguments: tuple[str, ...], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        _run("dossier", tmp_path / "uit", "--data", data, *arguments)

    assert not (tmp_path / "uit").exists()


def test_without_a_publication_the_error_says_how_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(NoPublicationError, match="rode-draden run"):
        _run("poster", tmp_path / "uit", "--data", tmp_path / "leeg")


def test_a_folder_that_can_not_be_written_is_said(data: Path, tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("geen map", encoding="utf-8")

    with pytest.raises(ExportError, match="can't be written"):
        _run("poster", tmp_path / "bestand", "--data", data)
