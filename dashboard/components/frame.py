"""What frames every page: language, style, banner, title, and what stands there when there is nothing."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

import streamlit as st

from dashboard.components.style import palette, style_sheet

# A file of our own: Streamlit would fetch a named icon or an emoji for the tab from the internet.
ICON = str(Path(__file__).parent / "icon.svg")
_DUTCH = "<script>document.documentElement.lang = 'nl';</script>"


def prepare_page() -> None:
    """Set the language of the page, which Streamlit leaves at English, and the style sheet."""
    st.html(style_sheet(palette()))
    st.html(_DUTCH, unsafe_allow_javascript=True)


def show_banner(text: str) -> None:
    """Show a remark that holds for the whole page."""
    st.html(f'<div class="rd-banner" role="note">{escape(text)}</div>')


def show_title(title: str, lead: str) -> None:
    """Show the title of a page and the one sentence below it."""
    st.title(title, anchor=False)
    show_lead(lead)


def show_lead(text: str) -> None:
    """Show a paragraph in the size of an introduction."""
    st.html(f'<p class="rd-lead">{escape(text)}</p>')


def show_note(text: str) -> None:
    """Show a remark in small type."""
    st.html(f'<p class="rd-note">{escape(text)}</p>')


def show_explanation(paragraphs: Sequence[str]) -> None:
    """Show paragraphs of explanation on a quiet panel."""
    st.html('<div class="rd-explain">' + "".join(f"<p>{escape(text)}</p>" for text in paragraphs) + "</div>")


def show_list(points: Sequence[str], ordered: bool = False) -> None:
    """Show points below each other, with numbers when their order matters."""
    tag = "ol" if ordered else "ul"
    items = "".join(f"<li>{escape(point)}</li>" for point in points)
    st.html(f'<{tag} class="rd-steps">{items}</{tag}>')


def show_figures(figures: Sequence[tuple[str, str]]) -> None:
    """Show a few figures, each with what it counts: pairs of number and name."""
    pairs = "".join(
        f"<div><dt>{escape(name)}</dt><dd>{escape(number)}</dd></div>" for number, name in figures
    )
    st.html(f'<dl class="rd-figures">{pairs}</dl>')


def show_empty(title: str, paragraphs: Sequence[str]) -> None:
    """Show why there is nothing here and what the reader can do."""
    body = "".join(f"<p>{escape(text)}</p>" for text in paragraphs)
    st.html(f'<div class="rd-empty"><h2>{escape(title)}</h2>{body}</div>')


def show_tags(names: Sequence[str]) -> None:
    """Show words as a list of small labels."""
    st.html(
        '<p class="rd-tags">'
        + " ".join(f'<span class="rd-tag">{escape(name)}</span>' for name in names)
        + "</p>"
    )


def show_wordmark(name: str) -> None:
    """Show the name of the program above the menu, with a thread through it."""
    colours = palette()
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 44" width="200" height="44">'
        f'<path d="M2 36C34 28 44 42 78 36S132 26 158 34S190 34 198 30" fill="none" stroke="{colours.accent}" '
        'stroke-width="2.5" stroke-linecap="round"/>'
        '<text x="2" y="24" font-family="Charter, Bitstream Charter, Cambria, Liberation Serif, Georgia, serif" '
        f'font-size="24" font-weight="600" fill="{colours.ink}">{escape(name)}</text></svg>'
    )
    st.logo(drawing, size="large")
