"""The notebooks run from top to bottom on the published sample."""

import runpy
from pathlib import Path

import pytest

NOTEBOOKS = sorted((Path(__file__).resolve().parent.parent / "notebooks").glob("*.py"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_runs(path, sample_run, monkeypatch):
    monkeypatch.setenv("RODE_DRADEN_DATA", str(sample_run.settings.paths.data))
    runpy.run_path(str(path))


def test_there_are_notebooks():
    assert NOTEBOOKS
