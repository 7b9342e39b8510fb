"""Polls on a page: the results beside their theme, and the question to which theme a statement belongs."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard.app_pages.deciding import now, record
from dashboard.components.frame import show_lead, show_note
from dashboard.components.tables import show_table
from dashboard.data import Publication, open_register
from dashboard.texts import numbers
from dashboard.texts import polls as texts
from dashboard.texts import review as review_texts
from pipeline.export.pollresults import WHAT_IS_A_POLL, PollStatement, list_statements

NOTHING = ""


def show_polls(publication: Publication, theme_id: str) -> None:
    """Show the results of polls about a theme; nothing when there are none."""
    statements = _statements(publication, theme_id)
    if not statements:
        return
    st.header(texts.TITLE, anchor=False)
    show_note(WHAT_IS_A_POLL)
    for statement in statements:
        show_lead(statement.text)
        _show_counts(statement)
        show_note(f"{statement.told} {statement.placed}")
    st.page_link("app_pages/review.py", label=texts.TO_REVIEW)


def show_statements_to_place(publication: Publication, who: str, seen: int) -> None:
    """Ask for the theme of a statement that the program placed and nobody looked at; nothing when there is none."""
    decided = set(open_register().corrections()["bouwsteen_id"])
    theme_ids = [None, *publication.poll_themes["theme_id"].dropna().unique()]
    waiting = [
        (statement, theme_id)
        for theme_id in theme_ids
        for statement in _statements(publication, theme_id)
        if statement.assigned_by == "model" and statement.statement_id not in decided
    ]
    if not waiting or not who:
        return
    st.header(texts.PLACE, anchor=False)
    show_note(f"{texts.many(len(waiting))} {texts.PLACE_LEAD}")
    themes = publication.active_themes.sort_values("label_nl")
    names = dict(zip(themes["theme_id"], themes["label_nl"], strict=True))
    options = [NOTHING, *names]
    statement, suggested = waiting[0]
    show_lead(statement.text)
    show_note(f"{statement.told} {statement.placed}")
    key = f"thema_{statement.statement_id}"
    st.selectbox(
        texts.THEME,
        options,
        index=options.index(suggested) if suggested in options else 0,
        format_func=lambda theme_id: names.get(theme_id, review_texts.NONE),
        key=key,
    )
    st.button(texts.KEEP, key=f"leg_{key}", on_click=_keep, args=(statement.statement_id, key, who, seen))


def _statements(publication: Publication, theme_id: str | None) -> tuple[PollStatement, ...]:
    return list_statements(
        publication.poll_results, publication.poll_themes, theme_id, publication.min_group_conversations
    )


def _show_counts(statement: PollStatement) -> None:
    if not statement.options:
        return
    rows = [
        (option.label, numbers.whole(option.n_people), numbers.percent(option.share))
        for option in statement.options
    ]
    show_table(pd.DataFrame(rows, columns=list(texts.COLUMNS)), texts.CAPTION, numbers=texts.COLUMNS[1:])


def _keep(statement_id: str, key: str, who: str, seen: int) -> None:
    theme_ids = [st.session_state[key]] if st.session_state[key] != NOTHING else []
    record(lambda register: register.correct(statement_id, theme_ids, by=who, at=now(), seen=seen))
