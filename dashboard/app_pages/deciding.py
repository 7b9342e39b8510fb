"""What pages on which people decide share: who decides, recording a decision, and its history."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import UTC, datetime
from typing import Any

import streamlit as st

from dashboard.components.frame import show_note
from dashboard.data import Publication, open_register
from dashboard.texts import deciding as texts
from dashboard.texts import numbers
from dashboard.views.rows import records
from pipeline.errors import RegisterError
from pipeline.register import Register, StaleDecisionError

NAME_KEY = "naam"
WHO_KEY = "wie"
MAX_HISTORY = 20


def ask_name() -> str:
    """Ask who decides; kept while the browser window is open, and never in the address bar."""
    st.text_input(
        texts.NAME,
        value=who_decides(),
        key=NAME_KEY,
        placeholder=texts.NAME_PLACEHOLDER,
        help=texts.NAME_HELP,
        max_chars=80,
        autocomplete="name",
        on_change=_remember_name,
    )
    if not who_decides():
        show_note(texts.NAME_FIRST)
    return who_decides()


def _remember_name() -> None:
    # A widget forgets its value on the way to another page; this does not.
    st.session_state[WHO_KEY] = str(st.session_state[NAME_KEY] or "").strip()


def who_decides() -> str:
    """Return the name given before, or an empty text."""
    return str(st.session_state.get(WHO_KEY, ""))


def now() -> datetime:
    """Return the time of a decision."""
    return datetime.now(UTC)


def record(decide: Callable[[Register], Any], told: str = texts.RECORDED) -> bool:
    """Record a decision and say so; say it too when somebody was earlier or it is impossible."""
    try:
        decide(open_register())
    except StaleDecisionError:
        st.toast(texts.STALE, icon=":material/group:")
        return False
    except RegisterError as error:
        st.toast(texts.impossible(str(error)), icon=":material/error:")
        return False
    st.toast(told, icon=":material/check:")
    return True


def show_history(publication: Publication, kinds: Collection[str], who: str) -> None:
    """Show the latest decisions of these kinds, each with a button that takes it back."""
    st.header(texts.HISTORY, anchor=False)
    history = open_register().history()
    rows = history[history["kind"].isin(list(kinds))].head(MAX_HISTORY)
    if rows.empty:
        show_note(texts.NO_HISTORY)
    for row in records(rows):
        _show_decision(row, _about(row, publication), who)


def _show_decision(row: dict[str, Any], about: str, who: str) -> None:
    left, right = st.columns([5, 2], vertical_alignment="center")
    told = texts.line(row["kind_nl"], about, row["by"], numbers.moment(row["at"].isoformat()))
    with left:
        show_note(told if row["active"] else f"{told} {texts.TAKEN_BACK}")
    if row["active"] and who:
        number = int(row["decision_id"])
        right.button(texts.UNDO, key=f"undo_{number}", type="tertiary", on_click=_undo, args=(number, who))


def _undo(number: int, who: str) -> None:
    record(lambda register: register.undo(number, by=who, at=now()), texts.UNDONE)


def _about(row: dict[str, Any], publication: Publication) -> str:
    payload = row["payload"]
    if "label_nl" in payload:
        return str(payload["label_nl"])
    named = [payload.get("into"), payload.get("theme_id"), *payload.get("theme_ids", [])]
    names = dict(zip(publication.themes["theme_id"], publication.themes["label_nl"], strict=True))
    themes = [str(names.get(theme_id, theme_id)) for theme_id in named if theme_id]
    return ", ".join(
        dict.fromkeys([*themes, *([payload["bouwsteen_id"]] if "bouwsteen_id" in payload else [])])
    )
