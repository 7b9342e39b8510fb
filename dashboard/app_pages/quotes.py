"""Citaten: search and filter everything that was said, each quote with its source."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from dashboard import state
from dashboard.app_pages.choices import choose_conversations, choose_fields, choose_organisations, theme_names
from dashboard.app_pages.opening import open_publication
from dashboard.components.filters import Wording, ask_words, choose_button, choose_many, choose_page
from dashboard.components.frame import show_empty, show_note, show_title
from dashboard.components.quotes import show_quotes
from dashboard.components.sources import make_quotes
from dashboard.data import Publication
from dashboard.texts import labels, numbers
from dashboard.texts import quotes as texts
from dashboard.views.filters import Filters, select_quotes
from dashboard.views.privacy import hide_organisations, may_name_organisations, shown_organisations
from dashboard.views.search import count_pages, find_words, take_page

PER_PAGE = 20
SURE = 0.7
MAX_DOWNLOAD = 10_000


def show() -> None:
    """Show the page."""
    publication = open_publication(texts.TITLE)
    show_title(texts.TITLE, texts.LEAD)
    names = theme_names(publication)
    words, filters = _ask(publication, names)
    found = find_words(select_quotes(publication.quotes, publication.mentions, filters), words)
    if found.empty:
        show_empty(texts.EMPTY_TITLE, texts.EMPTY)
        st.page_link("app_pages/quotes.py", label=texts.CLEAR)
        return
    minimum = publication.min_group_conversations
    named = may_name_organisations(found, minimum)
    shown = shown_organisations(publication.conversations, minimum)
    show_note(texts.found(len(found), found["conversation_id"].nunique()))
    if not named:
        show_note(texts.exposure(minimum))
    page = choose_page(
        state.PAGE, count_pages(len(found), PER_PAGE), texts.PREVIOUS, texts.NEXT, texts.PAGE, texts.OF
    )
    rows = hide_organisations(take_page(found, page, PER_PAGE), shown, named)
    show_quotes(make_quotes(rows, names, tuple(words.split())))
    download = hide_organisations(found.head(MAX_DOWNLOAD), shown, named)
    st.download_button(
        texts.DOWNLOAD, _as_csv(download, names), file_name="rode-draden-citaten.csv", mime="text/csv"
    )


def _ask(publication: Publication, names: dict[str, str]) -> tuple[str, Filters]:
    search, theme = st.columns(2)
    with search:
        words = ask_words(state.WORDS, Wording(texts.SEARCH, texts.SEARCH_PLACEHOLDER, texts.SEARCH_HELP))
    with theme:
        themes = choose_many(state.THEMES, names, Wording(texts.THEMES, texts.ANY))
    with st.expander(texts.MORE_FILTERS, expanded=_any_in_address()):
        filters = choose_conversations(publication)
        first, second, third = st.columns([2, 1, 1])
        with first:
            organisations = choose_organisations(publication)
        with second:
            fields = choose_fields(publication)
        with third:
            sure = choose_button(
                state.CERTAINTY,
                texts.CERTAINTIES,
                Wording(texts.CERTAINTY, help=texts.CERTAINTY_HELP),
                "alles",
            )
    return words, replace(
        filters,
        themes=themes,
        organisations=organisations,
        fields=fields,
        min_probability=SURE if sure == "zeker" else 0.0,
    )


def _any_in_address() -> bool:
    asked = (
        state.DOMAINS,
        state.FORMATS,
        state.SINCE,
        state.UNTIL,
        state.ORGANISATIONS,
        state.FIELDS,
        state.CERTAINTY,
    )
    return any(name in st.query_params for name in asked)


def _as_csv(rows: pd.DataFrame, names: dict[str, str]) -> bytes:
    table = pd.DataFrame(
        {
            "citaat": rows["text"],
            "thema": rows["theme_id"].astype("object").map(names),
            "organisatie": rows["organisation"],
            "datum": rows["held_on"].map(numbers.day),
            "gesprek": rows["conversation_id"],
            "domein": rows["domain"].astype("object").map(labels.DOMAINS),
            "veld": rows["field"].astype("object").map(labels.field),
            "bestand": rows["path"],
            "pagina": rows["page"],
        }
    )
    return table.to_csv(index=False, sep=";").encode("utf-8-sig")


show()
