"""What was decided, by whom and when, latest first; each decision with a button that takes it back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import state
from dashboard.app_pages.deciding import now, record
from dashboard.app_pages.pending_notes import names_with_decided
from dashboard.components.filters import choose_page
from dashboard.components.frame import show_note
from dashboard.data import Publication, open_register
from dashboard.texts import basket as basket_texts
from dashboard.texts import deciding as texts
from dashboard.texts import numbers
from dashboard.views.rows import records
from dashboard.views.search import count_pages, take_page

PER_PAGE = 20
_TAKES_PART = ("into", "theme_id", "source_theme_id")


def show_history(
    publication: Publication,
    kinds: Collection[str],
    who: str,
    subject: str | None = None,
    by: str | None = None,
) -> None:
    """Show the decisions of these kinds; only about one subject or by one person when asked."""
    st.header(texts.HISTORY, anchor=False)
    history = open_register().history()
    taken_back = _taken_back(history)
    rows = open_register().history(subject, by)
    rows = rows[rows["kind"].isin(list(kinds))]
    if rows.empty:
        show_note(texts.NO_HISTORY)
        return
    n_pages = count_pages(len(rows), PER_PAGE)
    page = choose_page(state.HISTORY_PAGE, n_pages, texts.EARLIER, texts.LATER, texts.page(n_pages))
    shown = records(take_page(rows, page, PER_PAGE))
    names = names_with_decided(publication)
    said = _texts_of(publication, shown)
    for row in shown:
        told = texts.line(
            row["kind_nl"], _about(row, names, said), row["by"], numbers.moment(row["at"].isoformat())
        )
        if not row["active"]:
            told = f"{told} {taken_back.get(int(row['decision_id']), texts.TAKEN_BACK)}"
        _show_decision(row, told, who)


def _taken_back(history: pd.DataFrame) -> dict[int, str]:
    """Return per decision that was taken back by whom and when, the last time counting."""
    undos = history[history["undoes"].notna()].iloc[::-1]
    return {
        int(row["undoes"]): texts.taken_back(row["by"], numbers.moment(row["at"].isoformat()))
        for row in records(undos)
    }


def _show_decision(row: dict[str, Any], told: str, who: str) -> None:
    left, right = st.columns([5, 2], vertical_alignment="center")
    with left:
        show_note(told)
    if row["active"] and who:
        number = int(row["decision_id"])
        right.button(
            texts.UNDO, key=f"undo_{number}", type="tertiary", on_click=take_back, args=(number, who)
        )


def take_back(number: int, who: str) -> None:
    """Undo a decision."""
    record(lambda register: register.undo(number, by=who, at=now()), texts.UNDONE)


def _texts_of(publication: Publication, rows: Sequence[dict[str, Any]]) -> dict[str, str]:
    """Return the first words of the bouwstenen that decisions are about."""
    wanted = {bouwsteen_id for row in rows for bouwsteen_id in _bouwstenen(row)[:1]}
    quotes = publication.quotes[publication.quotes["bouwsteen_id"].isin(wanted)]
    return {
        str(row["bouwsteen_id"]): texts.shortened(str(row["text"]))
        for row in records(quotes[["bouwsteen_id", "text"]])
    }


def _bouwstenen(row: dict[str, Any]) -> list[str]:
    payload = row["payload"]
    return [payload["bouwsteen_id"]] if "bouwsteen_id" in payload else list(payload.get("bouwsteen_ids", []))


def _about(row: dict[str, Any], names: dict[str, str], said: dict[str, str]) -> str:
    """Return what a decision is about: names of themes, words of a quote, and what was chosen."""
    payload = row["payload"]
    theme_ids = [payload[key] for key in _TAKES_PART if payload.get(key)] + list(payload.get("theme_ids", []))
    themes = [payload["label_nl"]] if payload.get("label_nl") else []
    themes += [names.get(theme_id, theme_id) for theme_id in theme_ids]
    quoted = (
        [] if themes and "bouwsteen_id" not in payload else [said.get(b, b) for b in _bouwstenen(row)[:1]]
    )
    more = texts.and_more(len(_bouwstenen(row)) - 1) if quoted else ""
    chosen = [basket_texts.STATUSES.get(payload.get("status") or "", "")] if "status" in payload else []
    noted = [str(payload["note"])] if payload.get("note") else []
    return ", ".join(dict.fromkeys([*(q + more for q in quoted), *themes, *chosen, *noted]))
