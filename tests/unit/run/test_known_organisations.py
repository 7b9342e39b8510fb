"""The organisations that the program knows are published, heard or not."""

from pathlib import Path

from pipeline.config import PROJECT_ROOT
from pipeline.run.plan import STEPS
from pipeline.run.reading import ORGANISATIONS_FILE, list_organisations


def test_every_organisation_has_its_kind(tmp_path: Path):
    path = tmp_path / ORGANISATIONS_FILE
    path.write_text(
        '- name: "Dienst Duin"\n  kind: dienst\n- name: "Bureau Klif"\n  kind: zbo\n', encoding="utf-8"
    )
    table = list_organisations(path)
    assert table.to_dict("list") == {"name": ["Dienst Duin", "Bureau Klif"], "kind": ["dienst", "zbo"]}


def test_organisations_of_the_codebook_can_be_published():
    table = list_organisations(PROJECT_ROOT / "data" / "codebook" / ORGANISATIONS_FILE)
    assert table["name"].is_unique
    assert (table["kind"] != "").all()


def test_table_of_organisations_belongs_to_the_step_that_reads():
    assert "organisations" in STEPS[0].tables
