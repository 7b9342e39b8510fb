"""Thema's: every theme with its share in the chosen conversations, and the candidates apart."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import state
from dashboard.app_pages.choices import choose_conversations
from dashboard.app_pages.opening import open_publication
from dashboard.app_pages.theme_rows import make_theme_rows, measured
from dashboard.components.frame import show_empty, show_note, show_title
from dashboard.components.tables import show_table
from dashboard.components.themes import show_on_one_line
from dashboard.data import Publication
from dashboard.texts import frame, labels, numbers
from dashboard.texts import overview as texts
from dashboard.views.filters import select_conversations, select_mentions
from dashboard.views.rows import each_row, records
from dashboard.views.shares import rank_themes

THEME_PAGE = "app_pages/theme.py"


def show() -> None:
    """Show the page."""
    publication = open_publication(texts.THEMES_TITLE)
    show_title(texts.THEMES_TITLE, texts.THEMES_LEAD)
    filters = choose_conversations(publication)
    conversations = select_conversations(publication.conversations, filters)
    if conversations.empty:
        show_empty(texts.THEMES_EMPTY_TITLE, texts.THEMES_EMPTY)
        return
    mentions = select_mentions(publication.mentions, filters)
    ranked = rank_themes(
        publication.active_themes,
        mentions,
        len(conversations),
        publication.min_period_conversations,
        publication.confidence,
    )
    show_note(texts.selection(len(conversations), len(publication.conversations)))
    show_note(texts.RANKING_NOTE)
    for row in make_theme_rows(publication, ranked):
        show_on_one_line(row, THEME_PAGE)
    show_note(frame.WHAT_IS_A_SHARE)
    with st.expander(texts.TABLE):
        show_table(_as_texts(publication, ranked), texts.TABLE_CAPTION, numbers=texts.TABLE_NUMBERS)
    st.header(texts.CANDIDATES, anchor=False)
    show_candidates(publication)


def show_candidates(publication: Publication) -> None:
    """Show the themes that the program proposes, with why."""
    candidates = publication.candidate_themes.sort_values("n_conversations", ascending=False)
    show_note(texts.CANDIDATES_NOTE if len(candidates) else texts.NO_NEW)
    for row in each_row(candidates):
        st.page_link(THEME_PAGE, label=row.label_nl, query_params=state.link_to_theme(row.label_nl))
        spread = texts.candidate(row.n_conversations, row.n_organisations)
        show_note(f"{spread}. {row.evidence_nl}" if pd.notna(row.evidence_nl) else spread)


def _as_texts(publication: Publication, ranked: pd.DataFrame) -> pd.DataFrame:
    directions = publication.trends.set_index("theme_id")["direction"]
    rows = [
        (
            theme["label_nl"],
            numbers.whole(theme["n_found"]),
            numbers.percent(theme["share"]) if theme["enough"] else texts.TOO_FEW,
            numbers.percent_range(theme["share_low"], theme["share_high"]) if theme["enough"] else "",
            numbers.whole(theme["n_lines"]),
            labels.DIRECTIONS[directions.get(theme["theme_id"], "unclear")],
            texts.quality(*measured(theme))[0],
        )
        for theme in records(ranked)
    ]
    return pd.DataFrame(rows, columns=list(texts.TABLE_COLUMNS))


show()
