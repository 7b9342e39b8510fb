"""Citaten: search and filter everything that was said, each quote with its source."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from dashboard import state
from dashboard.app_pages.choices import choose_conversations, choose_fields, choose_organisations, theme_names
from dashboard.app_pages.opening import open_publication
from dashboard.app_pages.pending_notes import show_pending
from dashboard.app_pages.quote_actions import show_collecting, show_with_actions
from dashboard.app_pages.quotes_table import as_csv
from dashboard.components.filters import Wording, ask_words, choose_button, choose_many, choose_page
from dashboard.components.frame import show_empty, show_note, show_title
from dashboard.components.sources import make_quotes
from dashboard.data import Publication, open_search
from dashboard.texts import quotes as texts
from dashboard.views.filters import Filters, select_quotes
from dashboard.views.privacy import hide_organisations, may_name_organisations, shown_organisations
from dashboard.views.search import count_pages, keep_hits, take_page, words_to_mark
from pipeline.errors import StoreError

THIS_PAGE = "app_pages/quotes.py"
PER_PAGE = 20
SURE = 0.7
LENGTHS = {"alle": (0, None), "kort": (0, 60), "lang": (150, None)}
MAX_DOWNLOAD = 10_000


def show() -> None:
    """Show the page."""
    publication = open_publication(texts.TITLE)
    show_title(texts.TITLE, texts.LEAD)
    names = theme_names(publication)
    words, filters = _ask(publication, names)
    show_pending(publication, filters.themes)
    selected = select_quotes(publication.quotes, publication.mentions, filters)
    found, marked = _search(publication, selected, words)
    if found.empty:
        show_empty(texts.EMPTY_TITLE, texts.EMPTY)
        st.page_link(THIS_PAGE, label=texts.CLEAR)
        return
    minimum = publication.min_group_conversations
    named = may_name_organisations(found, minimum)
    shown = shown_organisations(publication.conversations, minimum)
    show_note(texts.found(len(found), found["conversation_id"].nunique()))
    if not named:
        show_note(texts.exposure(minimum))
    collected = show_collecting()
    n_pages = count_pages(len(found), PER_PAGE)
    page = choose_page(state.PAGE, n_pages, texts.PREVIOUS, texts.NEXT, texts.page(n_pages))
    rows = hide_organisations(take_page(found, page, PER_PAGE), shown, named)
    show_with_actions(publication, rows, make_quotes(rows, names, marked), collected)
    download = hide_organisations(found.head(MAX_DOWNLOAD), shown, named)
    st.download_button(
        texts.DOWNLOAD, partial(as_csv, download, names), file_name="rode-draden-citaten.csv", mime="text/csv"
    )


def _search(
    publication: Publication, selected: pd.DataFrame, words: str
) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Return the selected quotes that were searched for, best first, and the words to mark in them."""
    like = st.query_params.get(state.LIKE)
    if like:
        return _more_like(publication, selected, like), ()
    if not words:
        return selected, ()
    try:
        result = open_search(publication.run_id).search(words)
    except StoreError:
        show_note(texts.NO_SEARCH)
        return selected, ()
    if result.corrections:
        show_note(texts.corrected(result.corrections))
    return keep_hits(selected, result.hits), words_to_mark(words, result.corrections)


def _more_like(publication: Publication, selected: pd.DataFrame, bouwsteen_id: str) -> pd.DataFrame:
    """Return the selected quotes that are like one quote, that one first."""
    source = publication.quotes[publication.quotes["bouwsteen_id"] == bouwsteen_id]
    try:
        hits = open_search(publication.run_id).more_like([str(text) for text in source["text"]])
    except StoreError:
        show_note(texts.NO_SEARCH)
        return keep_hits(selected, source[["bouwsteen_id"]])
    show_note(texts.like(str(source["text"].iloc[0]) if len(source) else ""))
    st.page_link(THIS_PAGE, label=texts.ALL_QUOTES)
    itself_first = pd.concat([source[["bouwsteen_id"]].assign(score=float("inf")), hits])
    return keep_hits(selected, itself_first.drop_duplicates("bouwsteen_id"))


def _ask(publication: Publication, names: dict[str, str]) -> tuple[str, Filters]:
    search, theme = st.columns(2)
    with search:
        words = ask_words(state.WORDS, Wording(texts.SEARCH, texts.SEARCH_PLACEHOLDER, texts.SEARCH_HELP))
    with theme:
        themes = choose_many(state.THEMES, names, Wording(texts.THEMES, texts.ANY))
    with st.expander(texts.MORE_FILTERS, expanded=_any_in_address()):
        filters = choose_conversations(publication)
        first, second, third, fourth = st.columns([3, 3, 2, 2])
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
        with fourth:
            length = choose_button(
                state.LENGTH, texts.LENGTHS, Wording(texts.LENGTH, help=texts.LENGTH_HELP), "alle"
            )
    shortest, longest = LENGTHS[length]
    return words, replace(
        filters,
        themes=themes,
        organisations=organisations,
        fields=fields,
        min_probability=SURE if sure == "zeker" else 0.0,
        min_length=shortest,
        max_length=longest,
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
        state.LENGTH,
    )
    return any(name in st.query_params for name in asked)


show()
