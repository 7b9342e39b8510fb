"""A theme in a list: its name, its share with doubt, its course, and a quote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from dashboard.components.quotes import Quote, quote_html
from dashboard.components.shares import Share, share_bar


@dataclass(frozen=True)
class ThemeRow:
    """What stands on the screen for one theme; texts are ready to read.

    Parameters
    ----------
    query
        Parameters of the link to its page.
    share
        None when there are too few conversations; `share_text` then says so.
    verdict
        Direction code and its text; None when it was not judged.
    line
        Image of its course, or an empty text.
    """

    label: str
    query: Sequence[tuple[str, str]]
    share: Share | None
    share_text: str
    verdict: tuple[str, str] | None
    line: str
    remark: str
    quote: Quote | None


def show_with_quote(row: ThemeRow, page: str) -> None:
    """Show a theme with its course and a quote; its name is the link to its page."""
    left, right = st.columns([5, 6], gap="medium")
    with left:
        st.page_link(page, label=row.label, query_params=list(row.query))
        st.html(f'{_share(row)}<div class="rd-course">{row.line}{_verdict(row)}</div>')
    if row.quote:
        right.html(quote_html(row.quote))


def show_on_one_line(row: ThemeRow, page: str) -> None:
    """Show a theme in a compact list; its name is the link to its page."""
    left, middle, right = st.columns([7, 8, 6], gap="small", vertical_alignment="center")
    left.page_link(page, label=row.label, query_params=list(row.query))
    middle.html(_share(row))
    right.html(
        f'<div class="rd-course">{_verdict(row)}<span class="rd-remark">{escape(row.remark)}</span></div>'
    )


def _share(row: ThemeRow) -> str:
    return f'{share_bar(row.share) if row.share else ""}<p class="rd-share-text">{escape(row.share_text)}</p>'


def _verdict(row: ThemeRow) -> str:
    if not row.verdict:
        return ""
    code, told = row.verdict
    return f'<span class="rd-verdict {escape(code)}">{escape(told)}</span>'
