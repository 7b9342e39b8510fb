"""Nobody exposed: small groups are not shown apart, and the page says why."""

from pathlib import Path

import pandas as pd
from reading import OpenPage, seen

from pipeline.store import Store


def test_organisation_with_one_conversation_is_never_named(filled_data: Path, open_page: OpenPage):
    for page in ("overview", "theme", "quotes"):
        assert "Eiland" not in seen(open_page(page))


def test_organisation_with_one_conversation_can_not_be_chosen(filled_data: Path, open_page: OpenPage):
    options = open_page("quotes").multiselect(key="organisaties").options
    assert "Dienst Duin" in options
    assert "Eiland" not in options


def test_selection_of_two_conversations_names_no_organisation_and_says_why(
    filled_data: Path, open_page: OpenPage
):
    text = seen(open_page("quotes", van="februari 2021", tot="maart 2021"))
    assert "Deze selectie heeft minder dan 3 gesprekken" in text
    assert "Dienst Duin" not in text
    assert ".pdf" not in text


def test_larger_selection_names_organisations_and_files(filled_data: Path, open_page: OpenPage):
    text = seen(open_page("quotes"))
    assert "Dienst Duin" in text
    assert ".pdf" in text


def test_text_from_a_form_is_shown_as_text_and_not_as_html(filled_data: Path, open_page: OpenPage):
    text = seen(open_page("quotes", themas="Trots"))
    assert "&lt;ons&gt;" in text
    assert "<ons>" not in text


def test_kind_with_few_conversations_shows_no_number(filled_data: Path, open_page: OpenPage):
    known = pd.DataFrame(
        {"name": ["Dienst Duin", "Ministerie van Zee", "Eiland"], "kind": ["dienst", "ministerie", "zbo"]}
    )
    known.to_parquet(Store(filled_data).table_path("organisations"), index=False)
    text = seen(open_page("coverage"))
    row = text.split("Zelfstandig bestuursorgaan")[1].split("</tr>")[0]
    assert row.count("minder dan 3") == 2
