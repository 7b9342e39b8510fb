"""Results of a poll stand beside their theme, and a person can say to which theme a statement belongs."""

from pathlib import Path

import pytest
from reading import OpenPage, seen

from pipeline.register import Register
from pipeline.store import Store
from pipeline.tables import TABLES

STATEMENTS = {
    "stelling-a": ("Ik ben trots op <ons> loket.", "trots", "file", None, (30, 12)),
    "stelling-b": ("Een ander mag mij tegenspreken.", "trots", "model", 0.41, (20, 5)),
    "stelling-c": ("De koffie is goed.", None, "model", None, (9, 9)),
    "stelling-d": ("Te weinig antwoorden.", "trots", "person", None, (1, 1)),
}


@pytest.fixture
def polled_data(filled_data: Path) -> Path:
    results = [
        {
            "poll": "Peiling mei",
            "statement_id": statement_id,
            "statement": text,
            "option": option,
            "position": position,
            "n_people": n_people,
            "organisation": "Eiland",
            "file_id": "f" * 16,
        }
        for statement_id, (text, *_, counts) in STATEMENTS.items()
        for position, (option, n_people) in enumerate(zip(("eens", "oneens"), counts, strict=True))
    ]
    placed = [
        {"statement_id": statement_id, "theme_id": theme, "assigned_by": by, "probability": probability}
        for statement_id, (_, theme, by, probability, _) in STATEMENTS.items()
    ]
    store = Store(filled_data)
    for name, rows in (("poll_results", results), ("poll_themes", placed)):
        TABLES[name].from_rows(rows).to_parquet(store.table_path(name), index=False)
    return filled_data


def test_poll_stands_beside_its_theme_with_counts_and_what_it_is_not(polled_data: Path, open_page: OpenPage):
    text = seen(open_page("theme", thema="Trots"))
    assert "Een peiling is geen stemming" in text
    assert "Ik ben trots op &lt;ons&gt; loket." in text
    assert "71" in text
    assert "42\u00a0mensen gaven antwoord" in text
    assert "Eiland" not in text


def test_statement_that_the_program_placed_says_that_it_is_uncertain(polled_data: Path, open_page: OpenPage):
    assert "Onzeker: het programma denkt" in seen(open_page("theme", thema="Trots"))


def test_few_answers_are_not_shown(polled_data: Path, open_page: OpenPage):
    assert "Minder dan 3 mensen" in seen(open_page("theme", thema="Trots"))


def test_theme_without_a_poll_says_nothing_about_polls(polled_data: Path, open_page: OpenPage):
    assert "peiling" not in seen(open_page("theme", thema="Vertrouwen")).replace(
        "geen stemming en geen peiling", ""
    )


def test_person_places_the_statements_that_nobody_looked_at(polled_data: Path, open_page: OpenPage):
    app = open_page("review")
    assert "Stellingen uit peilingen" not in seen(app)
    app.text_input(key="naam").set_value("A. Proef").run()
    assert "2\u00a0stellingen" in seen(app)
    assert "De koffie is goed." in seen(app)
    app.selectbox(key="thema_stelling-c").set_value("vertrouwen")
    app.button(key="leg_thema_stelling-c").click().run()
    with Register(Store(polled_data).register_path) as register:
        decided = register.corrections().set_index("bouwsteen_id")["theme_id"].to_dict()
    assert decided == {"stelling-c": "vertrouwen"}
    assert "Een ander mag mij tegenspreken." in seen(app)
    assert app.selectbox(key="thema_stelling-b").value == "trots"
