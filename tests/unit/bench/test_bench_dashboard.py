"""The bench of the dashboard: it says what is missing, and looks for words that stand on the screen."""

import sys
from pathlib import Path

import pytest

from pipeline.bench.browser import Browser
from pipeline.bench.dashboard import WALK, Timing, measure_dashboard
from pipeline.config import PROJECT_ROOT
from pipeline.errors import NoPublicationError, RodeDradenError

TEXTS = "\n".join(
    path.read_text(encoding="utf-8") for path in (PROJECT_ROOT / "dashboard" / "texts").glob("*.py")
)
NAVIGATION = (PROJECT_ROOT / "dashboard" / "app.py").read_text(encoding="utf-8")


@pytest.mark.parametrize("label", sorted({deed.label for _, deeds in WALK for deed in deeds}))
def test_what_the_walk_looks_for_stands_in_the_texts_of_the_dashboard(label: str):
    assert f'"{label}' in TEXTS


def test_every_page_of_the_menu_is_measured():
    addresses = {
        line.split('url_path="')[1].split('"')[0] for line in NAVIGATION.splitlines() if "url_path" in line
    }
    assert addresses - {"overzicht"} == {page for page, _ in WALK if page}


def test_folder_without_a_publication_is_a_clear_error(tmp_path: Path):
    with pytest.raises(NoPublicationError):
        next(measure_dashboard(tmp_path))


def test_without_selenium_the_bench_says_what_to_install(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "selenium", None)
    with pytest.raises(RodeDradenError, match="developer tools"):
        Browser()


def test_without_chromium_the_bench_says_so(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(RodeDradenError, match="not installed"):
        Browser()


@pytest.mark.parametrize(
    ("measured", "target", "verdict"),
    [(1.0, 2.0, "ok"), (2.5, 2.0, "TOO SLOW"), (1600.0, 1500.0, "TOO LARGE"), (3.0, None, "")],
)
def test_verdict_compares_with_the_target(measured: float, target: float | None, verdict: str):
    assert Timing("citaten", "again", measured, target).verdict == verdict
