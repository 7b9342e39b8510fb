"""Nakijken: one doubtful bouwsteen at a time, by keyboard if wanted."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from dashboard.app_pages.deciding import ask_name, now, record
from dashboard.app_pages.history import show_history
from dashboard.app_pages.opening import open_publication
from dashboard.app_pages.poll_parts import show_statements_to_place
from dashboard.app_pages.quote_place import show_place, show_place_button
from dashboard.components.frame import show_empty, show_note, show_title
from dashboard.components.plain import as_plain
from dashboard.components.quotes import show_quotes
from dashboard.components.sources import make_quotes
from dashboard.components.tables import show_table
from dashboard.data import Publication, open_register
from dashboard.decided import read_learned
from dashboard.texts import numbers
from dashboard.texts import review as texts
from dashboard.views.privacy import hide_organisations, shown_organisations
from dashboard.views.review import count_agreement, likely_themes

SKIPPED_KEY = "overgeslagen"
NOTHING = ""
N_LIKELY = 4


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
    if show_place_button(publication, row.iloc[0]):
        show_place(publication, row.iloc[0])
    if not who:
        return
    themes = _choosable(publication)
    _show_likely(row.iloc[0], themes, who, seen)
    _show_other(row.iloc[0], themes, who, seen)
    show_note(texts.KEYS)


def _choosable(publication: Publication) -> pd.DataFrame:
    """Return the themes that a bouwsteen can be given: those that people did not take away since, largest first."""
    known = open_register().state()
    themes = publication.active_themes.sort_values("n_conversations", ascending=False)
    return themes[[known.theme(theme_id).status == "active" for theme_id in themes["theme_id"]]]


def _show_likely(row: pd.Series, themes: pd.DataFrame, who: str, seen: int) -> None:
    """Show the likely themes as buttons, each with a key of its own: one press is one answer.

    The buttons belong to one bouwsteen, so that a key pressed twice never answers the next question.
    """
    bouwsteen_id = str(row["bouwsteen_id"])
    names = dict(zip(themes["theme_id"], themes["label_nl"], strict=True))
    near = themes.dropna(subset="nearest_theme_id")
    nearest = dict(zip(near["theme_id"], near["nearest_theme_id"], strict=True))
    with st.container(horizontal=True):
        for number, theme_id in enumerate(likely_themes(row, nearest, list(names), N_LIKELY), start=1):
            st.button(
                as_plain(names[theme_id]),
                key=f"kies_{number}_{bouwsteen_id}",
                shortcut=f"Alt+{number}",
                on_click=_correct,
                args=(bouwsteen_id, [theme_id], who, seen),
            )
        st.button(
            texts.NONE.capitalize(),
            key=f"kies_0_{bouwsteen_id}",
            shortcut="Alt+0",
            on_click=_correct,
            args=(bouwsteen_id, [], who, seen),
        )
        st.button(
            texts.SKIP,
            key=f"overslaan_{bouwsteen_id}",
            type="tertiary",
            shortcut="Alt+S",
            on_click=_skip,
            args=(bouwsteen_id,),
        )


def _show_other(row: pd.Series, themes: pd.DataFrame, who: str, seen: int) -> None:
    """Ask for any theme as main and side theme; the program's own stand there already."""
    bouwsteen_id = str(row["bouwsteen_id"])
    by_name = themes.sort_values("label_nl", key=lambda column: column.str.casefold())
    names = dict(zip(by_name["theme_id"], by_name["label_nl"], strict=True))
    main_key, side_key = f"hoofd_{bouwsteen_id}", f"neven_{bouwsteen_id}"
    options = [NOTHING, *names]
    st.subheader(texts.OTHER, anchor=False)
    for label, none, key, column in (
        (texts.MAIN, texts.NONE, main_key, "theme_id"),
        (texts.SIDE, texts.NO_SIDE, side_key, "side_theme_id"),
    ):
        st.selectbox(
            label,
            options,
            index=options.index(row[column]) if row[column] in names else 0,
            format_func=partial(_name, names=names, otherwise=none),
            key=key,
        )
    st.button(
        texts.KEEP,
        key=f"vastleggen_{bouwsteen_id}",
        type="primary",
        shortcut="Alt+V",
        on_click=_keep,
        args=(bouwsteen_id, main_key, side_key, who, seen),
    )


def _name(theme_id: str, names: dict[str, str], otherwise: str) -> str:
    return names.get(theme_id, otherwise)


def _keep(bouwsteen_id: str, main_key: str, side_key: str, who: str, seen: int) -> None:
    chosen = [st.session_state[key] for key in (main_key, side_key) if st.session_state[key] != NOTHING]
    _correct(bouwsteen_id, list(dict.fromkeys(chosen)), who, seen)


def _correct(bouwsteen_id: str, theme_ids: list[str], who: str, seen: int) -> None:
    record(lambda register: register.correct(bouwsteen_id, theme_ids, by=who, at=now(), seen=seen))


def _skip(bouwsteen_id: str) -> None:
    st.session_state[SKIPPED_KEY] = [*st.session_state.get(SKIPPED_KEY, []), bouwsteen_id]


def _show_gain(publication: Publication, corrections: pd.DataFrame) -> None:
    st.header(texts.GAIN, anchor=False)
    reviewed = corrections.drop_duplicates("bouwsteen_id")
    learned = read_learned(publication)
    show_note(texts.gained(len(reviewed), max(0, len(reviewed) - learned[0].n_reviewed)))
    show_note(texts.kept(int((publication.quotes["assigned_by"] == "person").sum())))
    n_same, n_all = count_agreement(publication.quotes, corrections)
    if n_all:
        show_note(texts.agreement(n_same, n_all))
    rows = [
        (
            numbers.moment(one.finished_at),
            numbers.whole(one.n_reviewed),
            texts.NOT_MEASURED if one.f1 is None else numbers.decimal(one.f1),
        )
        for one in learned
    ]
    show_table(
        pd.DataFrame(rows, columns=list(texts.TABLE_COLUMNS)), texts.TABLE, numbers=texts.TABLE_NUMBERS
    )
    show_note(texts.F1)


show()
