"""A quote with its source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st


@dataclass(frozen=True)
class Quote:
    """What stands on the screen for one quote: its text, the lines of its source, and words to mark."""

    text: str
    source: str
    why: str = ""
    marked: tuple[str, ...] = ()


def show_quotes(quotes: Sequence[Quote]) -> None:
    """Show quotes below each other."""
    st.html("".join(quote_html(quote) for quote in quotes))


def quote_html(quote: Quote) -> str:
    """Return one quote with its source as HTML."""
    why = f"<br>{escape(quote.why)}" if quote.why else ""
    return (
        f'<figure class="rd-quote"><blockquote>{_mark(quote.text, quote.marked)}</blockquote>'
        f"<figcaption>{escape(quote.source)}{why}</figcaption></figure>"
    )


def _mark(text: str, words: tuple[str, ...]) -> str:
    if not words:
        return escape(text)
    pattern = re.compile("(" + "|".join(re.escape(word) for word in words) + ")", re.IGNORECASE)
    pieces = pattern.split(text)
    return "".join(
        f"<mark>{escape(piece)}</mark>" if i % 2 else escape(piece) for i, piece in enumerate(pieces)
    )
