"""Themes are curated on the screen: what was decided shows at once, is undoable, and two people lose nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from publications import RUN_ID, write_publication
from reading import OpenPage, seen
from streamlit.testing.v1 import AppTest

from pipeline.register import Register
from pipeline.store import Store

PERSON = "A. Proef"
Act = Callable[[AppTest], object]


@pytest.fixture
def register(filled_data: Path) -> Register:
    return Register(Store(filled_data).register_path)


@pytest.fixture
def curate(register: Register, open_page: OpenPage) -> Callable[..., AppTest]:
    def open_it(theme: str = "Trots", who: str = PERSON) -> AppTest:
        app = open_page("curating", thema=theme)
        return app.text_input(key="naam").set_value(who).run()

    return open_it


def _field(app: AppTest, start: str) -> str:
    """Return the key of the field of a form, which also holds when the theme was last decided about."""
    return next(
        str(w.key)
        for kind in (app.text_input, app.text_area, app.selectbox)
        for w in kind
        if str(w.key).startswith(start)
    )


def _press(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click().run()
    assert not app.exception
    return app


def _rename(app: AppTest, theme_id: str, label: str) -> AppTest:
    app.text_input(key=_field(app, f"naam_{theme_id}")).set_value(label)
    return _press(app, f"hernoemen_{theme_id}")


def _toasts(app: AppTest) -> str:
    return " ".join(toast.value for toast in app.toast)


def test_without_a_name_nothing_can_be_decided(register: Register, open_page: OpenPage):
    app = open_page("curating", thema="Trots")
    assert not [button for button in app.button if not str(button.key).startswith("FormSubmitter")]
    assert "Vul eerst je naam in" in seen(app)


def test_new_name_shows_on_every_page_at_once(curate, register: Register, open_page: OpenPage):
    _rename(curate(), "trots", "Trots en plezier")
    assert register.themes().set_index("theme_id").loc["trots", "label_nl"] == "Trots en plezier"
    for page in ("overview", "themes"):
        app = open_page(page)
        assert "Trots en plezier" in [link.proto.label for link in app.get("page_link")]
    assert "Trots en plezier" in open_page("quotes").multiselect(key="themas").options
    assert "‘Trots en plezier’ heeft een nieuwe naam" in seen(open_page("theme", thema="Trots en plezier"))


@pytest.mark.parametrize("page", ["theme", "curating"])
def test_link_with_an_earlier_name_still_opens_the_theme(page: str, curate, open_page: OpenPage):
    app = _rename(curate(), "trots", "Trots en plezier")
    _rename(app, "trots", "Plezier")
    for name in ("Trots", "Trots en plezier", "Plezier"):
        opened = open_page(page, thema=name)
        assert "Plezier" in [e.value for kind in (opened.title, opened.header) for e in kind]


def test_name_of_another_theme_is_refused(curate, register: Register):
    app = _rename(curate(), "trots", " vertrouwen ")
    assert register.history().empty
    assert "Er is al een thema met deze naam" in _toasts(app)


def test_locked_theme_offers_no_merge_split_or_end(curate, register: Register):
    app = _press(curate(), "slot_trots")
    assert register.state().theme("trots").locked
    keys = {str(button.key) for button in app.button}
    assert not keys & {"samen_trots", "einde_trots", "splitsen_trots"}
    _press(app, "slot_trots")
    assert "einde_trots" in {str(button.key) for button in app.button}


def test_merge_says_on_both_themes_what_the_next_run_does(curate, register: Register, open_page: OpenPage):
    app = curate()
    app.selectbox(key=_field(app, "doel_trots")).set_value("vertrouwen")
    _press(app, "samen_trots")
    assert register.state().target_of("trots") == "vertrouwen"
    assert "‘Trots’ gaat bij de volgende verwerking op in ‘Vertrouwen’" in seen(
        open_page("theme", thema="Trots")
    )
    assert "de citaten van ‘Trots’ bij" in seen(open_page("theme", thema="Vertrouwen"))
    assert "gaat straks op in ‘Vertrouwen’" in seen(open_page("themes"))


def test_retired_theme_can_be_brought_back(curate, register: Register):
    app = _press(curate(), "einde_trots")
    assert "‘Trots’ verdwijnt bij de volgende verwerking" in seen(app)
    assert "einde_trots" not in {str(button.key) for button in app.button}
    _press(app, "terug_1")
    assert register.state().theme("trots").status == "active"
    assert "‘Trots’ verdwijnt" not in seen(app)


def test_theme_that_a_run_took_away_can_still_be_brought_back(curate, register: Register, filled_data: Path):
    app = _press(curate(), "einde_trots")
    assert "Trots" in seen(app)
    write_publication(filled_data, RUN_ID.replace("01-02", "12-31"))
    app.run()
    assert "terug_1" in {str(button.key) for button in app.button}


def test_split_with_proposals_by_word_and_by_likeness(curate, register: Register):
    app = curate()
    app.text_input(key=_field(app, "zoekin_trots")).set_value("loket").run()
    first = next(box for box in app.checkbox if str(box.key).startswith("kies_trots"))
    bouwsteen_id = str(first.key).removeprefix("kies_trots_0_")
    assert r"Trots op \<ons\> loket" in first.label
    first.check().run()
    app.toggle[0].set_value(True).run()
    assert not app.exception
    assert len([box for box in app.checkbox if str(box.key).startswith("kies_trots")]) > 1
    app.text_input(key=_field(app, "nieuwnaam_trots")).set_value("Trots op het loket")
    _press(app, "splitsen_trots")
    made = register.themes().query("split_from == 'trots'")
    assert made["label_nl"].tolist() == ["Trots op het loket"]
    assert register.corrections()["bouwsteen_id"].tolist() == [bouwsteen_id]
    assert "gesplitst uit ‘Trots’" in seen(app)


def test_history_shows_who_and_when_and_the_last_decision_can_be_undone(curate, register: Register):
    app = _rename(curate(), "trots", "Trots en plezier")
    assert f"({PERSON}, " in seen(app)
    _press(app, "undo_1")
    assert f"teruggedraaid door {PERSON}" in seen(app)
    assert register.state().theme("trots").label_nl is None


def test_history_of_one_theme_leaves_the_others_out(curate, register: Register):
    _press(curate("Vertrouwen"), "slot_vertrouwen")
    app = _press(curate(), "slot_trots")
    assert seen(app).count("Thema vastgezet:") == 1
    app.segmented_control(key="geschiedenis").set_value("alles").run()
    assert seen(app).count("Thema vastgezet:") == 2


@pytest.mark.parametrize(
    ("act", "told"),
    [
        (lambda app: _rename(app, "trots", "Plezier"), "Iemand anders heeft hier net over beslist"),
        (lambda app: _press(app, "einde_trots"), "Iemand anders heeft hier net over beslist"),
        (lambda app: _press(app, "slot_trots"), "Iemand anders heeft hier net over beslist"),
    ],
)
def test_decision_on_a_stale_screen_is_told_and_changes_nothing(
    act: Act, told: str, curate, register: Register
):
    first, second = curate(who="Eerste"), curate(who="Tweede")
    _rename(first, "trots", "Trots en plezier")
    act(second)
    assert told in _toasts(second)
    assert register.history()["by"].tolist() == ["Eerste"]
    # The second sees what the first did, also in the form.
    assert "Trots en plezier" in [title.value for title in second.header]
    assert second.text_input(key=_field(second, "naam_trots")).value == "Trots en plezier"
    _rename(second, "trots", "Plezier")
    assert register.history()["by"].tolist() == ["Tweede", "Eerste"]


def test_two_people_with_different_themes_are_not_in_each_others_way(curate, register: Register):
    first, second = curate("Trots", "Eerste"), curate("Vertrouwen", "Tweede")
    _rename(first, "trots", "Trots en plezier")
    _press(second, "slot_vertrouwen")
    assert register.history()["by"].tolist() == ["Tweede", "Eerste"]


def test_decisions_that_a_run_knew_are_no_longer_waiting(curate, register: Register, filled_data: Path):
    app = _press(curate(), "einde_trots")
    assert "nog niet verwerkt" in seen(app)
    write_publication(filled_data, RUN_ID.replace("01-02", "12-31"), register_version=register.version())
    assert "nog niet verwerkt" not in seen(app.run())
