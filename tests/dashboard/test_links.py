"""A link reproduces a view, and what a reader chooses stands in the address bar."""

from pathlib import Path

from reading import OpenPage, seen


def test_link_to_words_and_a_theme_shows_only_quotes_with_both(filled_data: Path, open_page: OpenPage):
    app = open_page("quotes", zoek="loket", themas="Trots")
    quotes = seen(app).split("<blockquote>")[1:]
    assert quotes
    assert all("<mark>loket</mark>" in quote and "Thema: Trots" in quote for quote in quotes)


def test_next_page_button_turns_the_page_and_the_address(filled_data: Path, open_page: OpenPage):
    app = open_page("quotes")
    first = seen(app)
    app.button(key="pagina_verder").click().run()
    assert app.query_params["pagina"] == "2"
    assert seen(app).split("<blockquote>")[1] != first.split("<blockquote>")[1]


def test_page_number_beyond_the_last_falls_back_to_the_first(filled_data: Path, open_page: OpenPage):
    app = open_page("quotes", pagina="999")
    assert app.number_input(key="pagina").value == 1


def test_link_to_one_theme_opens_that_theme(filled_data: Path, open_page: OpenPage):
    assert open_page("theme", thema="Vertrouwen").title[0].value == "Vertrouwen"


def test_unknown_theme_in_a_link_opens_the_largest(filled_data: Path, open_page: OpenPage):
    assert open_page("theme", thema="Bestaat niet").title[0].value in ("Tegenspraak", "Trots", "Vertrouwen")


def test_over_time_link_shows_the_chosen_period_as_a_table(filled_data: Path, open_page: OpenPage):
    text = seen(open_page("over_time", themas="Trots", periode="Jaar", weergave="Tabel"))
    assert "25\u00a0%" in text
    assert "2021" in text


def test_periods_with_few_conversations_say_so_instead_of_a_share(filled_data: Path, open_page: OpenPage):
    text = seen(open_page("over_time", themas="Trots", periode="Kwartaal"))
    assert "Te weinig gesprekken per periode" in text
