"""Inzendingen: the ledger of files, and what asks for attention."""

from __future__ import annotations

from dataclasses import astuple
from functools import partial

import pandas as pd
import streamlit as st

from dashboard import state
from dashboard.app_pages.opening import open_publication
from dashboard.components.filters import Wording, ask_words, choose_many, choose_page
from dashboard.components.frame import show_empty, show_figures, show_note, show_title
from dashboard.components.tables import show_table
from dashboard.data import Publication
from dashboard.texts import files as texts
from dashboard.texts import labels, numbers
from dashboard.texts import quotes as quote_texts
from dashboard.views.ledger import count_files, incomplete_conversations, needs_attention, select_files
from dashboard.views.rows import records
from dashboard.views.search import count_pages, take_page

PER_PAGE = 50
MAX_ATTENTION = 50


def show() -> None:
    """Show the page."""
    publication = open_publication(texts.TITLE)
    show_title(texts.TITLE, texts.LEAD)
    balance = count_files(publication.files)
    show_figures(list(zip((numbers.whole(n) for n in astuple(balance)), texts.BALANCE_NAMES, strict=True)))
    show_note(texts.balance(*astuple(balance)))
    _show_attention(publication.files)
    _show_incomplete(publication)
    _show_all(publication.files)


def _show_attention(files: pd.DataFrame) -> None:
    st.header(texts.ATTENTION, anchor=False)
    rows = needs_attention(files)
    if rows.empty:
        show_note(texts.NO_ATTENTION)
        return
    show_table(
        pd.DataFrame(
            {
                texts.ATTENTION_COLUMNS[0]: rows["path"],
                texts.ATTENTION_COLUMNS[1]: rows["status"].map(labels.STATUSES),
                texts.ATTENTION_COLUMNS[2]: rows["reason_nl"].fillna(texts.EMPTY_FILE),
            }
        ).head(MAX_ATTENTION),
        texts.ATTENTION_CAPTION,
    )
    if len(rows) > MAX_ATTENTION:
        show_note(texts.more(len(rows) - MAX_ATTENTION))


def _show_incomplete(publication: Publication) -> None:
    rows = incomplete_conversations(publication.conversations)
    if rows.empty:
        return
    st.header(texts.INCOMPLETE, anchor=False)
    show_note(texts.INCOMPLETE_NOTE)
    paths = publication.files.drop_duplicates("file_id").set_index("file_id")["path"]
    missing = [
        ", ".join(name for fact, name in texts.FACTS.items() if pd.isna(row[fact])) for row in records(rows)
    ]
    table = pd.DataFrame(
        dict(
            zip(
                texts.INCOMPLETE_COLUMNS,
                (rows["conversation_id"], missing, rows["file_id"].map(paths)),
                strict=True,
            )
        )
    )
    show_table(table.head(MAX_ATTENTION), texts.INCOMPLETE_CAPTION)
    if len(rows) > MAX_ATTENTION:
        show_note(texts.more(len(rows) - MAX_ATTENTION))


def _show_all(files: pd.DataFrame) -> None:
    st.header(texts.ALL, anchor=False)
    left, right = st.columns(2)
    with left:
        statuses = choose_many(state.STATUS, labels.STATUSES, Wording(texts.STATUS, texts.ANY))
    with right:
        words = ask_words(state.WORDS, Wording(texts.SEARCH, texts.SEARCH_PLACEHOLDER))
    rows = select_files(files, statuses, words)
    if rows.empty:
        show_empty(texts.EMPTY_TITLE, texts.EMPTY)
        return
    n_pages = count_pages(len(rows), PER_PAGE)
    page = choose_page(state.PAGE, n_pages, quote_texts.PREVIOUS, quote_texts.NEXT, quote_texts.page(n_pages))
    first = (page - 1) * PER_PAGE
    shown = take_page(rows, page, PER_PAGE)
    show_table(
        _as_texts(shown), texts.caption(first + 1, first + len(shown), len(rows)), numbers=("Bouwstenen",)
    )
    st.download_button(
        texts.DOWNLOAD, partial(_as_csv, rows), file_name="rode-draden-inzendingen.csv", mime="text/csv"
    )


def _as_csv(rows: pd.DataFrame) -> bytes:
    return _as_texts(rows).to_csv(index=False, sep=";").encode("utf-8-sig")


def _as_texts(rows: pd.DataFrame) -> pd.DataFrame:
    told = [_explain(row) for row in records(rows)]
    values = (
        rows["path"],
        rows["media_type"].map(labels.kind_of_file),
        rows["received_at"].map(numbers.day),
        rows["status"].map(labels.STATUSES),
        rows["n_bouwstenen"].map(numbers.whole),
        told,
    )
    return pd.DataFrame(dict(zip(texts.COLUMNS, values, strict=True)))


def _explain(row: dict[str, object]) -> str:
    if row["status"] == "duplicate":
        return texts.duplicate_of(str(row["reason"]))
    return str(row["reason_nl"]) if isinstance(row["reason_nl"], str) else ""


show()
