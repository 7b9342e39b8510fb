"""Speed is measured on whatever kinds of file are there, with and without the other program."""

from pathlib import Path

import pytest

from pipeline.bench import speed

REPORT = "Verslag van het gesprek op 3 maart 2024\n\nVerhalen\n\nEen collega durfde nee te zeggen.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("een.txt", "twee.txt", "drie.md"):
        (tmp_path / name).write_text(REPORT, encoding="utf-8")
    return tmp_path


def test_each_kind_is_measured_by_folder_and_ending(folder, monkeypatch):
    monkeypatch.setattr(speed, "load_rival", lambda: None)
    measured = list(speed.measure_speed([folder]))
    assert [(one.kind, one.n_files, one.n_bouwstenen) for one in measured] == [
        (f"{folder.name} .md", 1, 1),
        (f"{folder.name} .txt", 2, 2),
    ]
    assert all(one.files_per_s > 0 and one.rival_files_per_s is None for one in measured)


def test_number_of_files_per_kind_is_kept_to(folder, monkeypatch):
    monkeypatch.setattr(speed, "load_rival", lambda: None)
    assert [one.n_files for one in speed.measure_speed([folder], max_files=1)] == [1, 1]


def test_refusing_a_file_is_no_speed(folder, monkeypatch):
    def convert(path: Path) -> str:
        return sum(range(300_000)) and path.read_text("utf-8") if path.suffix == ".txt" else ""

    monkeypatch.setattr(speed, "load_rival", lambda: convert)
    refused, converted = speed.measure_speed([folder])
    assert (refused.rival_n_texts, refused.rival_files_per_s) == (0, None)
    assert converted.rival_n_texts == 2
    assert converted.rival_files_per_s is not None
