"""Mandje: the quotes a writer collected, with status, note and download."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import state
from dashboard.app_pages.choices import theme_names
from dashboard.app_pages.deciding import ask_name, now, record
from dashboard.app_pages.history import show_history
from dashboard.app_pages.opening import open_publication
from dashboard.app_pages.quote_actions import mark_told, take_out
from dashboard.app_pages.quote_place import show_place, show_place_button
from dashboard.app_pages.quotes_table import as_csv
from dashboard.components.filters import Wording, choose_button
from dashboard.components.frame import show_empty, show_note, show_title
from dashboard.components.quotes import Quote, quote_html
from dashboard.components.sources import make_quotes
from dashboard.data import Publication, open_register
from dashboard.texts import basket as texts
from dashboard.texts import deciding
from dashboard.views.privacy import hide_organisations, may_name_organisations, shown_organisations


def show() -> None:
    """Show the page."""
    publication = open_publication(texts.TITLE)
    show_title(texts.TITLE, texts.LEAD)
    who = ask_name()
    if not who:
        return
    collected = list(open_register().basket(who)["bouwsteen_id"])
    rows = publication.quotes[publication.quotes["bouwsteen_id"].isin(collected)]
    rows = rows.set_index("bouwsteen_id", drop=False)
    rows = rows.loc[[wanted for wanted in collected if wanted in rows.index]].reset_index(drop=True)
    if rows.empty:
        show_empty(texts.EMPTY_TITLE, texts.EMPTY)
        st.page_link("app_pages/quotes.py", label=texts.TO_QUOTES)
    else:
        show_note(texts.held(len(rows), who))
        if len(rows) < len(collected):
            show_note(texts.GONE)
        _show_rows(publication, rows, who)
    _show_history(publication, who)


def _show_history(publication: Publication, who: str) -> None:
    """Show who did what with quotes, of this person or of all."""
    whose = choose_button(state.HISTORY, texts.HISTORIES, Wording(texts.HISTORY_OF), "mij")
    show_history(publication, texts.KINDS, who, by=who if whose == "mij" else None)


def _show_rows(publication: Publication, rows: pd.DataFrame, who: str) -> None:
    minimum = publication.min_group_conversations
    named = may_name_organisations(publication.quotes, minimum)
    rows = hide_organisations(rows, shown_organisations(publication.conversations, minimum), named)
    names = theme_names(publication)
    marks = open_register().quotes().set_index("bouwsteen_id")
    quotes = make_quotes(rows, names)
    notes = [_mark(marks, bouwsteen_id, "note") for bouwsteen_id in rows["bouwsteen_id"]]
    with st.container(horizontal=True):
        text = "\n".join(texts.as_text(q.text, q.source, note) for q, note in zip(quotes, notes, strict=True))
        st.download_button(texts.DOWNLOAD_TEXT, text.encode(), file_name="mandje.txt", mime="text/plain")
        st.download_button(texts.DOWNLOAD_TABLE, as_csv(rows, names), file_name="mandje.csv", mime="text/csv")
    seen = open_register().version()
    for (_, row), quote in zip(rows.iterrows(), quotes, strict=True):
        _show_one(publication, row, quote, marks, who, seen)


def _show_one(
    publication: Publication, row: pd.Series, quote: Quote, marks: pd.DataFrame, who: str, seen: int
) -> None:
    bouwsteen_id = str(row["bouwsteen_id"])
    st.html(quote_html(quote))
    marked = mark_told(marks, bouwsteen_id)
    if marked:
        show_note(marked)
    if show_place_button(publication, row):
        show_place(publication, row)
    status, note, out = st.columns([2, 4, 2], vertical_alignment="bottom")
    # With what was last noted in the key, a field starts anew when somebody else changed it.
    status_key = f"stand_{bouwsteen_id}_{_mark(marks, bouwsteen_id, 'status')}"
    note_key = f"notitie_{bouwsteen_id}_{_mark(marks, bouwsteen_id, 'note')}"
    with status:
        options = list(texts.STATUSES)
        st.selectbox(
            texts.STATUS,
            options,
            index=options.index(_mark(marks, bouwsteen_id, "status")),
            format_func=lambda option: texts.STATUSES[option],
            key=status_key,
            on_change=_set_status,
            args=(bouwsteen_id, status_key, who, seen),
        )
    with note:
        st.text_input(
            texts.NOTE,
            value=_mark(marks, bouwsteen_id, "note"),
            key=note_key,
            placeholder=texts.NOTE_PLACEHOLDER,
            max_chars=300,
            on_change=_set_note,
            args=(bouwsteen_id, note_key, who, seen),
        )
    out.button(
        texts.TAKE_OUT,
        key=f"uit_{bouwsteen_id}",
        type="tertiary",
        on_click=take_out,
        args=(bouwsteen_id, who),
    )


def _mark(marks: pd.DataFrame, bouwsteen_id: str, name: str) -> str:
    return str(marks[name].fillna("").get(bouwsteen_id, ""))


def _set_status(bouwsteen_id: str, key: str, who: str, seen: int) -> None:
    status = st.session_state[key] or None
    record(
        lambda register: register.set_quote_status(bouwsteen_id, status, by=who, at=now(), seen=seen),
        deciding.RECORDED_QUOTE,
    )


def _set_note(bouwsteen_id: str, key: str, who: str, seen: int) -> None:
    note = str(st.session_state[key] or "")
    record(
        lambda register: register.set_quote_note(bouwsteen_id, note, by=who, at=now(), seen=seen),
        deciding.RECORDED_QUOTE,
    )


show()
