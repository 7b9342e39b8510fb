"""What a person decides lands in the register, with who, and can be taken back."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from publications import RUN_ID, write_publication
from reading import OpenPage, seen
from streamlit.testing.v1 import AppTest

from pipeline.register import Register
from pipeline.store import Store

PERSON = "A. Proef"


@pytest.fixture
def register(filled_data: Path) -> Register:
    return Register(Store(filled_data).register_path)


def _with_name(app: AppTest) -> AppTest:
    return app.text_input(key="naam").set_value(PERSON).run()


def test_without_a_name_nothing_can_be_decided(filled_data: Path, open_page: OpenPage):
    for page in ("new", "review"):
        app = open_page(page)
        assert not [b for b in app.button if not str(b.key).startswith("plek_")]
        assert "Vul eerst je naam in" in seen(app)


def test_accepted_candidate_gets_its_name_and_examples(register: Register, open_page: OpenPage):
    app = _with_name(open_page("new"))
    app.text_input(key="label_thuiswerken").set_value("Werken op afstand").run()
    app.button(key="accept_thuiswerken").click().run()
    themes = register.themes().set_index("theme_id")
    assert themes.loc["thuiswerken", "label_nl"] == "Werken op afstand"
    assert len(register.corrections()) == 5
    assert "Geen nieuwe onderwerpen" in seen(app)


def test_accepting_can_be_taken_back(register: Register, open_page: OpenPage):
    app = _with_name(open_page("new"))
    app.button(key="accept_thuiswerken").click().run()
    app.button(key="undo_1").click().run()
    assert "accept_thuiswerken" in {button.key for button in app.button}
    assert register.history()["by"].unique().tolist() == [PERSON]


def test_dismissed_candidate_is_remembered_by_all_its_bouwstenen(register: Register, open_page: OpenPage):
    app = _with_name(open_page("new"))
    app.button(key="dismiss_thuiswerken").click().run()
    assert set(register.settled()["theme_id"]) == {"thuiswerken"}
    assert len(register.settled()) == 6


def test_merging_asks_for_a_theme_first(register: Register, open_page: OpenPage):
    app = _with_name(open_page("new"))
    app.button(key="merge_thuiswerken").click().run()
    assert register.history().empty
    app.selectbox(key="target_thuiswerken").set_value("trots").run()
    app.button(key="merge_thuiswerken").click().run()
    assert register.themes().set_index("theme_id").loc["thuiswerken", "target_theme_id"] == "trots"


def test_two_people_at_once_lose_nothing_and_the_second_is_told(register: Register, open_page: OpenPage):
    first, second = _with_name(open_page("new")), _with_name(open_page("new"))
    first.button(key="accept_thuiswerken").click().run()
    second.button(key="dismiss_thuiswerken").click().run()
    assert list(register.history()["kind"]) == ["accept"]
    assert any("Iemand anders" in toast.value for toast in second.toast)


def _button(app: AppTest, start: str) -> str:
    return next(str(button.key) for button in app.button if str(button.key).startswith(start))


def test_ten_answers_of_one_press_are_kept_and_each_asks_the_next(register: Register, open_page: OpenPage):
    app = _with_name(open_page("review"))
    asked = []
    for number in range(10):
        key = _button(app, f"kies_{number % 3}_")
        asked.append(key.split("_", 2)[2])
        app.button(key=key).click().run()
        assert not app.exception
    corrections = register.corrections()
    assert sorted(corrections["bouwsteen_id"].unique()) == sorted(asked)
    assert len(set(asked)) == 10
    assert corrections["theme_id"].isna().sum() == 4
    assert set(corrections["by"]) == {PERSON}
    assert "10\u00a0citaten zijn door mensen nagekeken" in seen(app)


def test_main_and_side_theme_are_chosen_from_all_themes(register: Register, open_page: OpenPage):
    app = _with_name(open_page("review"))
    key = _button(app, "vastleggen_")
    bouwsteen_id = key.removeprefix("vastleggen_")
    app.selectbox(key=f"hoofd_{bouwsteen_id}").set_value("trots").run()
    app.selectbox(key=f"neven_{bouwsteen_id}").set_value("vertrouwen").run()
    app.button(key=key).click().run()
    assert register.corrections()["theme_id"].tolist() == ["trots", "vertrouwen"]


def test_theme_that_was_taken_away_is_no_answer(register: Register, open_page: OpenPage):
    register.retire("trots", by=PERSON, at=datetime.now(UTC))
    app = _with_name(open_page("review"))
    key = _button(app, "vastleggen_").removeprefix("vastleggen_")
    assert "Trots" not in app.selectbox(key=f"hoofd_{key}").options


def test_skipped_bouwsteen_is_not_recorded(register: Register, open_page: OpenPage):
    app = _with_name(open_page("review"))
    before = seen(app).split("<blockquote>")[1]
    app.button(key=_button(app, "overslaan_")).click().run()
    assert seen(app).split("<blockquote>")[1] != before
    assert register.corrections().empty


def test_page_shows_what_earlier_runs_learned(register: Register, filled_data: Path, open_page: OpenPage):
    app = _with_name(open_page("review"))
    for _ in range(3):
        app.button(key=_button(app, "kies_1_")).click().run()
    assert "waarvan 3 na deze verwerking" in seen(app)
    write_publication(filled_data, RUN_ID.replace("01-02", "12-31"), register_version=register.version())
    text = seen(app.run())
    assert "waarvan 0 na deze verwerking" in text
    table = text.split("Wat de verwerkingen leerden van mensen")[-1]
    cells = re.findall(r'<td[^>]*class="number"[^>]*>(?:<[^>]*>)*([^<]*)', table)
    assert cells[::2] == ["3", "0"]


def _collect(open_page: OpenPage) -> tuple[AppTest, str]:
    """Put the first quote that was found in the basket; return the page Mandje and the quote."""
    app = _with_name(open_page("quotes", zoek="loket"))
    key = _button(app, "mand_")
    app.button(key=key).click().run()
    app.switch_page("app_pages/basket.py").run()
    return app, key.removeprefix("mand_")


def _mark(app: AppTest, quote: str, status: str) -> AppTest:
    box = next(one for one in app.selectbox if str(one.key).startswith(f"stand_{quote}_"))
    box.set_value(status).run()
    return app


def test_collected_quotes_keep_status_and_note(register: Register, open_page: OpenPage):
    app, quote = _collect(open_page)
    assert list(register.basket(PERSON)["bouwsteen_id"]) == [quote]
    _mark(app, quote, "approved")
    app.text_input(key=f"notitie_{quote}_").set_value("voor hoofdstuk 2").run()
    marks = register.quotes().set_index("bouwsteen_id").loc[quote]
    assert (marks["status"], marks["note"]) == ("approved", "voor hoofdstuk 2")
    assert "Stand: goedgekeurd, notitie: “voor hoofdstuk 2”" in seen(open_page("quotes", zoek="loket"))
    app.button(key=f"uit_{quote}").click().run()
    assert register.basket(PERSON).empty


def test_history_of_the_basket_says_who_and_when_and_each_step_can_be_undone(
    register: Register, open_page: OpenPage
):
    app, quote = _collect(open_page)
    _mark(app, quote, "used")
    text = seen(app)
    assert re.search(rf"Status van een citaat gezet: .*gebruikt \({PERSON}, ", text)
    assert "In het mandje gelegd: “Trots op" in text
    app.button(key="undo_2").click().run()
    assert register.quotes()["status"].isna().all()
    app.button(key="undo_1").click().run()
    assert "Je mandje is leeg" in seen(app)
    assert seen(app).count(f"(teruggedraaid door {PERSON}, ") == 2


def test_second_person_is_told_that_a_quote_was_marked_meanwhile(register: Register, open_page: OpenPage):
    first, quote = _collect(open_page)
    second = _with_name(open_page("basket"))
    _mark(first, quote, "used")
    _mark(second, quote, "approved")
    assert any("Iemand anders" in toast.value for toast in second.toast)
    assert register.quotes()["status"].tolist() == ["used"]
    box = next(one for one in second.selectbox if str(one.key).startswith(f"stand_{quote}_"))
    assert box.value == "used"


def test_more_like_this_starts_with_the_quote_itself(filled_data: Path, open_page: OpenPage):
    text = seen(open_page("quotes", lijkt_op="g03:hart:0"))
    assert "Trots op &lt;ons&gt; loket 3" in text.split("<blockquote>")[1]
