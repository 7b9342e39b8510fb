"""What pages on which people decide share: who decides, and recording a decision."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import streamlit as st

from dashboard.components.frame import show_note
from dashboard.data import open_register
from dashboard.texts import deciding as texts
from pipeline.errors import RegisterError
from pipeline.register import Register, StaleDecisionError

NAME_KEY = "naam"
WHO_KEY = "wie"


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
        st.toast(error.text_nl or texts.impossible(str(error)), icon=":material/error:")
        return False
    st.toast(told, icon=":material/check:")
    return True
