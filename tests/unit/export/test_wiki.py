import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st
from small_publication import AWKWARD, make_publication

from pipeline.export.markup import escape_markdown, escape_wiki, unescape_markdown
from pipeline.export.wiki import MARKDOWN, MEDIAWIKI, make_wiki


def _shown_by_mediawiki(text: str) -> str:
    return unescape(re.sub(r"</?nowiki>", "", text.replace("</nowiki><br /><nowiki>", "\n")))


def _quotes_in_markdown(page: str) -> set[str]:
    quotes = re.findall(r"(?m)^> (.+(?:\n> .+)*)\\\n> — ", page)
    return {unescape_markdown(quote.replace("\n> ", "\n")) for quote in quotes}


def test_every_quote_in_markdown_is_the_text_of_the_table() -> None:
    pages = make_wiki(make_publication(), MARKDOWN)

    found = _quotes_in_markdown(pages["rode-draden-een.md"].decode())

    assert found == set(AWKWARD) - {AWKWARD[6]}


def test_every_quote_in_mediawiki_is_the_text_of_the_table() -> None:
    page = make_wiki(make_publication(), MEDIAWIKI)["rode-draden-een.wiki"].decode()

    found = {_shown_by_mediawiki(q) for q in re.findall(r"(?s)<blockquote>(.*?)<br /><small>", page)}

    assert found == set(AWKWARD) - {AWKWARD[6]}


@given(st.text())
def test_escaped_markdown_reads_back(text: str) -> None:
    assert unescape_markdown(escape_markdown(text)) == text


@given(st.text(alphabet=st.characters(exclude_characters="\r")))
def test_escaped_wiki_text_reads_back(text: str) -> None:
    assert _shown_by_mediawiki(escape_wiki(text)) == text


def test_addresses_are_made_of_the_theme_id() -> None:
    assert list(make_wiki(make_publication(), MARKDOWN)) == [
        "rode-draden.md",
        "rode-draden-een.md",
        "rode-draden-oud.md",
        "rode-draden-twee.md",
    ]


def test_a_merged_theme_keeps_a_page_that_points_on() -> None:
    assert make_wiki(make_publication(), MEDIAWIKI)["rode-draden-oud.wiki"] == (
        b"#REDIRECT [[rode-draden-een]]\n"
    )


def test_the_index_links_to_every_theme() -> None:
    index = make_wiki(make_publication(), MARKDOWN)["rode-draden.md"].decode()

    assert "(rode-draden-een.md)" in index
    assert "(rode-draden-twee.md)" in index


def test_the_same_data_give_the_same_pages() -> None:
    assert make_wiki(make_publication(), MARKDOWN) == make_wiki(make_publication(), MARKDOWN)
