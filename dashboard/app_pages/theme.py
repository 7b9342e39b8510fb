"""Thema: everything about one theme, from definition to history."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import state
from dashboard.app_pages.choices import follow_old_name, theme_names
from dashboard.app_pages.deciding import who_decides
from dashboard.app_pages.history import show_history
from dashboard.app_pages.opening import open_publication
from dashboard.app_pages.pending_notes import show_pending
from dashboard.app_pages.poll_parts import show_polls
from dashboard.app_pages.theme_parts import show_course, show_fields, show_spread
from dashboard.app_pages.theme_quotes import show_theme_quotes
from dashboard.app_pages.theme_rows import measured, share_of, share_text
from dashboard.components.filters import Wording, choose_one
from dashboard.components.frame import show_banner, show_empty, show_lead, show_note, show_tags
from dashboard.components.shares import share_bar
from dashboard.components.tables import show_table
from dashboard.data import Publication, open_register
from dashboard.texts import curating as curating_texts
from dashboard.texts import frame, labels, numbers
from dashboard.texts import overview as overview_texts
from dashboard.texts import theme as texts
from dashboard.views.rows import each_row, records
from dashboard.views.shares import count_overlap, rank_themes


def show() -> None:
    """Show the page."""
    publication = open_publication(frame.PAGES["thema"])
    follow_old_name(publication)
    names = theme_names(publication)
    largest = publication.active_themes.sort_values("n_conversations", ascending=False)["theme_id"].iloc[0]
    theme_id = choose_one(state.THEME, names, Wording(texts.CHOOSE), default=str(largest))
    theme = publication.themes[publication.themes["theme_id"] == theme_id]
    _show_head(publication, theme.iloc[0])
    mentions = publication.mentions[publication.mentions["theme_id"] == theme_id]
    if mentions.empty:
        show_empty(texts.EMPTY_TITLE, texts.EMPTY)
        show_polls(publication, theme_id)
        return
    _show_share(publication, theme, mentions)
    show_theme_quotes(publication, theme_id, names)
    show_course(publication, theme_id, names[theme_id])
    show_polls(publication, theme_id)
    show_spread(publication, mentions)
    show_fields(mentions)
    _show_neighbours(publication, theme.iloc[0], names)
    _show_quality(theme.iloc[0])
    _show_history(publication, theme_id)
    show_history(publication, curating_texts.KINDS, who_decides(), f"theme:{theme_id}")


def _show_head(publication: Publication, theme: pd.Series) -> None:
    st.title(str(theme["label_nl"]), anchor=False)
    show_lead(str(theme["definition_nl"]))
    if theme["status"] == "candidate":
        show_banner(f"{texts.CANDIDATE} {theme['evidence_nl'] if pd.notna(theme['evidence_nl']) else ''}")
    show_pending(publication, [str(theme["theme_id"])])
    if open_register().state().theme(str(theme["theme_id"])).locked:
        show_banner(curating_texts.LOCKED)
    show_note(texts.where(str(theme["origin"])))
    if theme["status"] == "active":
        st.page_link(
            "app_pages/curating.py",
            label=curating_texts.TO_CURATING,
            query_params=state.link_to_theme(str(theme["label_nl"])),
        )


def _show_share(publication: Publication, theme: pd.DataFrame, mentions: pd.DataFrame) -> None:
    ranked = rank_themes(
        theme,
        mentions,
        len(publication.conversations),
        publication.min_period_conversations,
        publication.confidence,
    )
    counted = records(ranked)[0]
    left, right = st.columns(2, gap="large")
    with left:
        st.header(texts.SHARE, anchor=False)
        share = share_of(counted)
        if share:
            st.html(share_bar(share))
        show_lead(share_text(counted))
        show_note(frame.WHAT_IS_A_SHARE)
    with right:
        st.header(texts.TERMS, anchor=False)
        terms = publication.theme_terms[publication.theme_terms["theme_id"] == theme["theme_id"].iloc[0]]
        show_tags(list(terms.sort_values("rank")["term"]))


def _show_neighbours(publication: Publication, theme: pd.Series, names: dict[str, str]) -> None:
    st.header(texts.NEIGHBOURS, anchor=False)
    overlap = count_overlap(publication.mentions, str(theme["theme_id"]))
    overlap = overlap[overlap["theme_id"].isin(names)].head(6)
    if len(overlap):
        table = [
            (names[row.theme_id], numbers.whole(row.n_found), numbers.percent(row.n_found / row.n_total))
            for row in each_row(overlap)
        ]
        show_table(
            pd.DataFrame(table, columns=list(texts.NEIGHBOUR_COLUMNS)),
            texts.NEIGHBOURS_NOTE,
            numbers=texts.NEIGHBOUR_NUMBERS,
        )
    if pd.notna(theme["nearest_theme_id"]) and theme["nearest_theme_id"] in names:
        show_note(texts.nearest(names[theme["nearest_theme_id"]], float(theme["nearest_similarity"])))


def _show_quality(theme: pd.Series) -> None:
    st.header(texts.QUALITY, anchor=False)
    label, explanation = overview_texts.quality(*measured(records(theme.to_frame().T)[0]))
    show_lead(label.capitalize())
    show_note(explanation)
    show_note(
        texts.further_quality(
            *(_number(theme[name]) for name in ("mean_probability", "coherence", "stability"))
        )
    )


def _show_history(publication: Publication, theme_id: str) -> None:
    st.header(texts.HISTORY, anchor=False)
    events = publication.theme_events
    rows = events[(events["theme_id"] == theme_id) | (events["other_theme_id"] == theme_id)]
    if rows.empty:
        show_note(texts.NO_HISTORY)
        return
    all_names = dict(zip(publication.themes["theme_id"], publication.themes["label_nl"], strict=True))
    other = rows["other_theme_id"].where(rows["theme_id"] == theme_id, rows["theme_id"])
    table = pd.DataFrame(
        dict(
            zip(
                texts.HISTORY_COLUMNS,
                (
                    rows["run_id"],
                    rows["kind"].map(labels.EVENTS),
                    other.map(all_names).fillna(""),
                    rows["decided_by"].replace("model", texts.MODEL),
                ),
                strict=True,
            )
        )
    )
    show_table(table, texts.HISTORY)


def _number(value: float) -> float | None:
    return None if pd.isna(value) else float(value)


show()
