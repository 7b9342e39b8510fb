"""A quote between the lines it was written among."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st


def show_lines(title: str, lines: Sequence[tuple[str, bool]], told: str) -> None:
    """Show the lines of one field; `told` says for a screen reader which is the quote."""
    items = "".join(_line(text, is_quote, told) for text, is_quote in lines)
    st.html(f'<div class="rd-field"><p class="rd-field-name">{escape(title)}</p><ul>{items}</ul></div>')


def _line(text: str, is_quote: bool, told: str) -> str:
    if not is_quote:
        return f"<li>{escape(text)}</li>"
    return f'<li class="own"><mark>{escape(text)}</mark> <span class="rd-visually-hidden">{escape(told)}</span></li>'
