"""Every page: before the first publication, filled, and filtered to nothing."""

from pathlib import Path

import pytest
from reading import OpenPage, seen

from pipeline.store import Store

PAGES = (
    "overview",
    "themes",
    "theme",
    "over_time",
    "quotes",
    "files",
    "basket",
    "taking",
    "new",
    "curating",
    "review",
    "coverage",
    "method",
)


@pytest.mark.parametrize("page", PAGES)
def test_page_before_the_first_publication_says_what_to_do(page: str, empty_data: Path, open_page: OpenPage):
    app = open_page(page)
    assert "Er is nog niets gepubliceerd" in seen(app)
    assert "rode-draden run" in seen(app)


@pytest.mark.parametrize("page", [*PAGES, "help"])
def test_page_with_a_publication_has_a_title_and_says_that_the_sample_is_invented(
    page: str, filled_data: Path, open_page: OpenPage
):
    app = open_page(page)
    assert len(app.title) == 1
    assert "verzonnen" in seen(app)


@pytest.mark.parametrize("page", PAGES)
def test_page_over_an_incomplete_publication_says_so_instead_of_failing(
    page: str, filled_data: Path, open_page: OpenPage
):
    Store(filled_data).table_path("assignments").unlink()
    assert "kunnen niet worden gelezen" in seen(open_page(page))


def test_help_opens_before_the_first_publication(empty_data: Path, open_page: OpenPage):
    text = seen(open_page("help"))
    assert "Je schrijft aan de gids" in text
    assert "verzonnen" not in text


def test_help_opens_over_an_incomplete_publication(filled_data: Path, open_page: OpenPage):
    Store(filled_data).table_path("assignments").unlink()
    assert "Je schrijft aan de gids" in seen(open_page("help"))


@pytest.mark.parametrize(
    ("page", "query"),
    [
        ("themes", {"domeinen": "Uitvoering", "tot": "februari 2021"}),
        ("quotes", {"zoek": "olifant"}),
        ("quotes", {"themas": "Trots", "velden": "Opbrengst"}),
        ("files", {"zoek": "bestaat-niet"}),
    ],
)
def test_page_filtered_to_nothing_says_so(
    page: str, query: dict[str, str], filled_data: Path, open_page: OpenPage
):
    text = seen(open_page(page, **query))
    assert "Haal een filter weg" in text or "haal een filter weg" in text
