"""Hulp: what to do first, for each kind of user, and what the words mean."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard.app_pages.opening import open_without_publication
from dashboard.components.frame import show_list, show_note, show_title
from dashboard.components.tables import show_table
from dashboard.texts import help as texts


def show() -> None:
    """Show the page; it needs no publication."""
    open_without_publication()
    show_title(texts.TITLE, texts.LEAD)
    for first in range(0, len(texts.ROLES), 2):
        for column, (role, steps) in zip(
            st.columns(2, gap="large"), texts.ROLES[first : first + 2], strict=True
        ):
            with column:
                st.header(role, anchor=False)
                _show_steps(steps)
    st.header(texts.HANDY, anchor=False)
    show_list(texts.HANDY_POINTS)
    st.header(texts.WORDS, anchor=False)
    show_table(pd.DataFrame(texts.MEANINGS, columns=list(texts.WORD_COLUMNS)), texts.WORDS_CAPTION)


def _show_steps(steps: tuple[texts.Step, ...]) -> None:
    for number, step in enumerate(steps, start=1):
        with st.container(gap=None):
            st.page_link(f"app_pages/{step.page}.py", label=f"{number}. {step.link}")
            show_note(step.what)


show()
