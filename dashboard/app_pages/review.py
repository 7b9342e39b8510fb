"""Nakijken: one doubtful bouwsteen at a time, by keyboard if wanted."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard.app_pages.deciding import ask_name, now, record
from dashboard.app_pages.history import show_history
from dashboard.app_pages.opening import open_publication
from dashboard.app_pages.poll_parts import show_statements_to_place
from dashboard.components.frame import show_empty, show_note, show_title
from dashboard.components.quotes import show_quotes
from dashboard.components.sources import make_quotes
from dashboard.data import Publication, open_register
from dashboard.texts import review as texts
from dashboard.views.privacy import hide_organisations, shown_organisations
from dashboard.views.review import count_agreement

SKIPPED_KEY = "overgeslagen"
NOTHING = ""


def show() -> None:
    """Show the page."""
    publication = open_publication(texts.TITLE)
    show_title(texts.TITLE, texts.LEAD)
    who = ask_name()
    register = open_register()
    seen = register.version()
    corrections = register.corrections()
    skipped: list[str] = st.session_state.setdefault(SKIPPED_KEY, [])
    done = {*corrections["bouwsteen_id"], *skipped}
    waiting = [bouwsteen_id for bouwsteen_id in publication.doubtful if bouwsteen_id not in done]
    if not waiting:
        show_empty(texts.DONE_TITLE, texts.DONE)
    else:
        show_note(texts.progress(len(waiting)))
        _show_question(publication, waiting[0], who, seen)
    show_statements_to_place(publication, who, seen)
    _show_gain(publication, corrections)
    show_history(publication, texts.KINDS, who)


def _show_question(publication: Publication, bouwsteen_id: str, who: str, seen: int) -> None:
    row = publication.quotes[publication.quotes["bouwsteen_id"] == bouwsteen_id]
    shown = shown_organisations(publication.conversations, publication.min_group_conversations)
    names = dict(zip(publication.themes["theme_id"], publication.themes["label_nl"], strict=True))
    st.header(texts.QUESTION, anchor=False)
    show_quotes(make_quotes(hide_organisations(row, shown, named=True), names))
    if not who:
        return
    options = [NOTHING, *publication.active_themes.sort_values("label_nl")["theme_id"]]
    suggested = row["theme_id"].astype("object").iloc[0]
    main_key, side_key = f"hoofd_{bouwsteen_id}", f"neven_{bouwsteen_id}"
    st.selectbox(
        texts.MAIN,
        options,
        index=options.index(suggested) if suggested in options else 0,
        format_func=lambda theme_id: names.get(theme_id, texts.NONE),
        key=main_key,
    )
    st.selectbox(
        texts.SIDE, options, format_func=lambda theme_id: names.get(theme_id, texts.NO_SIDE), key=side_key
    )
    with st.container(horizontal=True):
        st.button(
            texts.KEEP,
            key="vastleggen",
            type="primary",
            shortcut="Alt+V",
            on_click=_keep,
            args=(bouwsteen_id, main_key, side_key, who, seen),
        )
        st.button(texts.SKIP, key="overslaan", shortcut="Alt+S", on_click=_skip, args=(bouwsteen_id,))
    show_note(texts.KEYS)


def _keep(bouwsteen_id: str, main_key: str, side_key: str, who: str, seen: int) -> None:
    chosen = [st.session_state[key] for key in (main_key, side_key) if st.session_state[key] != NOTHING]
    theme_ids = list(dict.fromkeys(chosen))
    record(lambda register: register.correct(bouwsteen_id, theme_ids, by=who, at=now(), seen=seen))


def _skip(bouwsteen_id: str) -> None:
    st.session_state[SKIPPED_KEY] = [*st.session_state.get(SKIPPED_KEY, []), bouwsteen_id]


def _show_gain(publication: Publication, corrections: pd.DataFrame) -> None:
    st.header(texts.GAIN, anchor=False)
    reviewed = corrections.drop_duplicates("bouwsteen_id")
    since = reviewed["at"] > pd.Timestamp(publication.manifest["finished_at"])
    show_note(texts.gained(len(reviewed), int(since.sum())))
    n_same, n_all = count_agreement(publication.quotes, corrections)
    if n_all:
        show_note(texts.agreement(n_same, n_all))
    f1 = publication.active_themes["f1"].mean()
    if publication.changes is not None and publication.changes.earlier_f1 is not None and pd.notna(f1):
        show_note(texts.recognition(publication.changes.earlier_f1, float(f1)))


show()
