"""Tables of the page In de tijd: whether themes really changed, and two spans compared."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import state
from dashboard.app_pages.choices import months_between
from dashboard.components.filters import Wording, choose_one
from dashboard.components.frame import show_note
from dashboard.components.tables import show_table
from dashboard.data import Publication
from dashboard.texts import labels, numbers
from dashboard.texts import over_time as texts
from dashboard.views.before_after import compare_spans, middle_month
from dashboard.views.changes import order_shifts
from dashboard.views.periods import order_trends
from dashboard.views.rows import each_row


def show_trends(publication: Publication) -> None:
    """Show the verdict on every theme over the whole span."""
    st.header(texts.TRENDS, anchor=False)
    show_note(texts.TRENDS_NOTE)
    show_note(texts.SEASON_NOTE)
    rows = [
        (
            row.label_nl,
            f"{labels.ARROWS[row.direction]}\u00a0{labels.DIRECTIONS[row.direction]}",
            *_change(row),
            labels.PHASES.get(row.phase, ""),
            numbers.month(row.change_point_on) if pd.notna(row.change_point_on) else "",
            texts.season(row.season_swing) if row.season_q_value <= publication.false_discovery_rate else "",
        )
        for row in each_row(order_trends(publication.trends, publication.active_themes))
    ]
    show_table(
        pd.DataFrame(rows, columns=list(texts.TREND_COLUMNS)),
        texts.TREND_CAPTION,
        numbers=texts.TREND_NUMBERS,
    )


def show_before_after(publication: Publication) -> None:
    """Show the share of every theme before a month that the reader chooses beside the share since."""
    st.header(texts.BEFORE_AFTER, anchor=False)
    middle = middle_month(publication.conversations)
    if middle is None:
        show_note(texts.NO_DATES)
        return
    show_note(texts.BEFORE_AFTER_NOTE)
    months = months_between(publication.conversations["held_on"])
    split = choose_one(
        state.SPLIT,
        {f"{month}": name for month, name in months.items()},
        Wording(texts.SPLIT),
        default=str(middle),
    )
    compared = compare_spans(
        publication.active_themes,
        publication.conversations,
        publication.mentions,
        date.fromisoformat(split),
        publication.min_period_conversations,
        publication.confidence,
    )
    first = next(each_row(compared))
    show_note(texts.spans(first.total_before, first.total_after, months[date.fromisoformat(split)]))
    rows = [
        (row.label_nl, _share(row.share_before), _share(row.share_after), *_change(row))
        for row in each_row(compared)
    ]
    show_table(
        pd.DataFrame(rows, columns=list(texts.BEFORE_AFTER_COLUMNS)),
        texts.BEFORE_AFTER_CAPTION,
        numbers=texts.BEFORE_AFTER_NUMBERS,
    )


def show_since_previous(publication: Publication) -> None:
    """Show why the share of each theme differs from the previous run: other conversations, or another judgement."""
    st.header(texts.SINCE_PREVIOUS, anchor=False)
    shifts = order_shifts(publication.theme_shifts, publication.active_themes)
    if shifts.empty:
        show_note(texts.FIRST_RUN)
        return
    show_note(texts.SINCE_PREVIOUS_NOTE)
    rows = [
        (
            row.label_nl,
            numbers.percent(row.share_before),
            numbers.percent(row.share_now),
            numbers.signed(row.data_shift),
            _reach(row.data_shift_low, row.data_shift_high),
            numbers.signed(row.model_shift),
            _reach(row.model_shift_low, row.model_shift_high),
        )
        for row in each_row(shifts)
    ]
    show_table(
        pd.DataFrame(rows, columns=list(texts.SINCE_PREVIOUS_COLUMNS)),
        texts.SINCE_PREVIOUS_CAPTION,
        numbers=texts.SINCE_PREVIOUS_NUMBERS,
    )


def _reach(low: float, high: float) -> str:
    return numbers.signed_range(low, high) if pd.notna(low) else ""


def _share(value: float) -> str:
    return numbers.percent(value) if pd.notna(value) else texts.TOO_FEW


def _change(row: Any) -> tuple[str, str]:
    """Return a change and its interval in words, empty where they are not known."""
    change = numbers.signed(row.change) if pd.notna(row.change) else ""
    return change, _reach(row.change_low, row.change_high)
