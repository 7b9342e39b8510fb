"""Thema's beheren: names, locks, merges, splits and retirements, each with what it does and how to take it back."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import state
from dashboard.app_pages.choices import follow_old_name
from dashboard.app_pages.curating_forms import Chosen, show_lock, show_merge, show_rename, show_retire
from dashboard.app_pages.curating_split import show_split
from dashboard.app_pages.deciding import ask_name
from dashboard.app_pages.history import show_history, take_back
from dashboard.app_pages.opening import open_publication
from dashboard.app_pages.pending_notes import list_pending, names_with_decided, show_pending
from dashboard.components.filters import Wording, choose_button, choose_one
from dashboard.components.frame import show_banner, show_lead, show_note, show_title
from dashboard.data import Publication, open_register
from dashboard.texts import curating as texts
from dashboard.texts import deciding, numbers
from dashboard.texts.frame import PAGES
from dashboard.views.rows import records

_AWAY = ("merge", "retire", "dismiss")


def show() -> None:
    """Show the page."""
    publication = open_publication(PAGES["beheren"])
    show_title(texts.TITLE, texts.LEAD)
    who = ask_name()
    names = dict(
        zip(publication.active_themes["theme_id"], publication.active_themes["label_nl"], strict=True)
    )
    ordered = dict(sorted(names.items(), key=lambda pair: pair[1].casefold()))
    follow_old_name(publication)
    theme_id = choose_one(state.THEME, ordered, Wording(texts.THEME), default=next(iter(ordered)))
    chosen = _choose(publication, theme_id, who)
    _show_theme(chosen)
    if who and chosen.decided.status == "active":
        _show_decisions(chosen)
    list_pending(publication)
    _show_gone(publication, who)
    whose = choose_button(state.HISTORY, texts.HISTORIES, Wording(texts.HISTORY_OF), "dit")
    show_history(publication, texts.KINDS, who, f"theme:{theme_id}" if whose == "dit" else None)


def _choose(publication: Publication, theme_id: str, who: str) -> Chosen:
    register = open_register()
    seen = register.version()
    history = register.history(f"theme:{theme_id}")
    theme = publication.themes[publication.themes["theme_id"] == theme_id].iloc[0]
    last = 0 if history.empty else int(history["decision_id"].iloc[0])
    return Chosen(publication, theme, register.state().theme(theme_id), who, seen, f"{theme_id}_{last}")


def _show_theme(chosen: Chosen) -> None:
    theme = chosen.theme
    st.header(str(theme["label_nl"]), anchor=False)
    show_lead(str(theme["definition_nl"]))
    show_note(texts.size(int(theme["n_bouwstenen"]), int(theme["n_conversations"])))
    if chosen.decided.locked:
        show_banner(texts.LOCKED)
    show_pending(chosen.publication, [chosen.theme_id])
    st.page_link(
        "app_pages/theme.py", label=texts.TO_THEME, query_params=state.link_to_theme(str(theme["label_nl"]))
    )


def _show_decisions(chosen: Chosen) -> None:
    show_rename(chosen)
    show_lock(chosen)
    if not chosen.decided.locked:
        show_merge(chosen)
        show_split(chosen)
        show_retire(chosen)


def _show_gone(publication: Publication, who: str) -> None:
    """Show the themes that people took away, each with a button that brings it back."""
    register = open_register()
    history = register.history()
    rows = records(history[history["active"] & history["kind"].isin(_AWAY)])
    away = [row for row in rows if _is_away(row)]
    if not away:
        return
    st.header(texts.GONE, anchor=False)
    show_note(texts.GONE_NOTE)
    names = names_with_decided(publication)
    for row in away:
        theme_id = _theme_of(row)
        left, right = st.columns([5, 2], vertical_alignment="center")
        told = deciding.line(
            row["kind_nl"], names.get(theme_id, theme_id), row["by"], numbers.moment(_iso(row["at"]))
        )
        with left:
            show_note(told)
        if who:
            number = int(row["decision_id"])
            right.button(
                texts.RESTORE, key=f"terug_{number}", type="tertiary", on_click=take_back, args=(number, who)
            )


def _is_away(row: dict[str, object]) -> bool:
    """Tell whether the theme of a decision is still away because of it."""
    known = open_register().state()
    theme = known.theme(_theme_of(row))
    return theme.status != "active" or (theme.theme_id in known.settled and not theme.accepted)


def _theme_of(row: dict[str, object]) -> str:
    return str(row["main"]).partition(":")[2]


def _iso(moment: object) -> str:
    return pd.Timestamp(str(moment)).isoformat()


show()
