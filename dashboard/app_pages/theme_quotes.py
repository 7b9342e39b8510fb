"""The quotes on the page of one theme: typical, dissenting, most recent, and one from each domain."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import state
from dashboard.app_pages.quote_actions import show_collecting, show_with_actions
from dashboard.components.filters import Wording, choose_button
from dashboard.components.frame import show_note
from dashboard.components.sources import make_quotes
from dashboard.data import Publication
from dashboard.texts import theme as texts
from dashboard.views.privacy import hide_organisations, may_name_organisations, shown_organisations
from dashboard.views.theme_quotes import choose_quotes

N_QUOTES = 8


def show_theme_quotes(publication: Publication, theme_id: str, names: dict[str, str]) -> None:
    """Show the chosen kind of quotes of a theme, each with its source."""
    st.header(texts.QUOTES, anchor=False)
    kind = choose_button(state.KIND, texts.KINDS, Wording(texts.KIND), "typerend")
    show_note(texts.KIND_NOTES[kind])
    mentions = publication.mentions[publication.mentions["theme_id"] == theme_id]
    published = publication.theme_quotes[publication.theme_quotes["theme_id"] == theme_id]
    ids = choose_quotes(mentions, published, kind, N_QUOTES)
    rows = publication.quotes[publication.quotes["bouwsteen_id"].isin(ids)]
    rows = rows.set_index("bouwsteen_id", drop=False).reindex(
        [i for i in ids if i in set(rows["bouwsteen_id"])]
    )
    if rows.empty:
        show_note(texts.NO_QUOTES)
    else:
        hidden = _hidden(publication, rows, mentions)
        show_with_actions(publication, hidden, make_quotes(hidden, names), show_collecting())
    st.page_link(
        "app_pages/quotes.py", label=texts.ALL_QUOTES, query_params=state.link_to_quotes([names[theme_id]])
    )


def _hidden(publication: Publication, rows: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    minimum = publication.min_group_conversations
    return hide_organisations(
        rows,
        shown_organisations(publication.conversations, minimum),
        may_name_organisations(mentions, minimum),
    )
