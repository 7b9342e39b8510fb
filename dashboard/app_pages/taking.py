"""Meenemen: every document and table that can be downloaded, made on request."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pandas as pd
import streamlit as st

from dashboard import state
from dashboard.app_pages.choices import months_between, theme_names
from dashboard.app_pages.deciding import ask_name
from dashboard.app_pages.opening import open_publication
from dashboard.app_pages.taking_parts import offer
from dashboard.components.filters import Wording, choose_button, choose_many, choose_month, choose_one
from dashboard.components.frame import show_note, show_title
from dashboard.data import Publication, open_register, read_for_export
from dashboard.texts import taking as texts
from dashboard.views import takeaways
from dashboard.views.takeaways import Files
from pipeline.export.dossier import Choice
from pipeline.export.publication import Publication as ExportPublication

MAX_FEEDBACK = 1_000
PER_GROUP = {"4": "4", "8": "8", "15": "15", "30": "30"}
EVERYTHING, BASKET = texts.DOSSIER_SCOPES


def show() -> None:
    """Show the page."""
    publication = open_publication(texts.TITLE)
    show_title(texts.TITLE, texts.LEAD)
    show_note(texts.HOW)
    st.header(texts.BEFORE, anchor=False)
    _show_forms()
    st.header(texts.READING, anchor=False)
    show_note(texts.small_groups(publication.min_group_conversations))
    _show_dossier(publication)
    _show_whole(publication, "plaat", texts.POSTER, takeaways.make_picture)
    _show_whole(publication, "wiki", texts.WIKI, takeaways.make_wiki_pages)
    st.header(texts.GIVING_BACK, anchor=False)
    _show_feedback(publication)
    st.header(texts.ANALYSING, anchor=False)
    _show_tables(publication, "werkmap", texts.WORKBOOK, takeaways.make_workbook)
    _show_tables(publication, "csv", texts.CSV, takeaways.make_csv)
    _show_whole(publication, "project", texts.QDA, takeaways.make_project)


def _show_forms() -> None:
    with _box(texts.FORMS):
        names = {"": texts.ALL_FORMS, **{name: name for name in takeaways.list_forms()}}
        name = choose_one(state.FORM, names, Wording(texts.FORMS_CHOICE))
        offer("formulieren", texts.FORMS.make, (name,), lambda _: takeaways.make_forms(name or None))


def _show_dossier(publication: Publication) -> None:
    with _box(texts.DOSSIER):
        scope = choose_button(
            state.SCOPE, texts.DOSSIER_SCOPES, Wording(texts.DOSSIER_OF), default=EVERYTHING
        )
        chosen = _basket() if scope == BASKET else None
        if chosen == ():
            return
        left, middle, right = st.columns(3)
        with left:
            theme_ids = choose_many(
                state.THEMES, theme_names(publication), Wording(texts.DOSSIER_THEMES, texts.ALL_THEMES)
            )
        with middle:
            months = months_between(publication.conversations["held_on"])
            since = choose_month(state.SINCE, months, Wording(texts.DOSSIER_SINCE, texts.ANY_MONTH))
        with right:
            per_group = choose_one(state.PER_GROUP, PER_GROUP, Wording(texts.PER_GROUP), default="8")
        choice = Choice(theme_ids, chosen, None if since is None else pd.Timestamp(since), int(per_group))
        offer(
            "dossier",
            texts.DOSSIER.make,
            (publication.run_id, choice),
            lambda advance: takeaways.make_dossier(_for_export(publication), choice, advance),
        )


def _basket() -> tuple[str, ...]:
    """Return what is in the reader's basket; say so when nothing is, or nobody says whose it is."""
    who = ask_name()
    chosen = tuple(open_register().basket(who)["bouwsteen_id"]) if who else ()
    if who and not chosen:
        show_note(texts.EMPTY_BASKET)
        st.page_link("app_pages/quotes.py", label=texts.TO_QUOTES)
    return chosen


def _show_feedback(publication: Publication) -> None:
    with _box(texts.FEEDBACK):
        numbers = sorted(publication.quotes["conversation_id"].astype("str").unique())
        is_many = len(numbers) > MAX_FEEDBACK
        names = {} if is_many else {"": texts.all_conversations(len(numbers))}
        names |= {number: number for number in numbers}
        if is_many:
            show_note(texts.too_many(MAX_FEEDBACK))
        number = choose_one(state.CONVERSATION, names, Wording(texts.FEEDBACK_CHOICE))
        offer(
            "terugkoppeling",
            texts.FEEDBACK.make,
            (publication.run_id, number),
            lambda advance: takeaways.make_feedback(_for_export(publication), number or None, advance),
        )


def _show_whole(
    publication: Publication, item: str, words: texts.Words, make: Callable[[ExportPublication], Files]
) -> None:
    with _box(words):
        offer(item, words.make, (publication.run_id,), lambda _: make(_for_export(publication)))


def _show_tables(
    publication: Publication, item: str, words: texts.Words, make: Callable[[dict[str, pd.DataFrame]], Files]
) -> None:
    with _box(words):
        offer(item, words.make, (publication.run_id,), lambda _: make(read_for_export(publication)))


@contextmanager
def _box(words: texts.Words) -> Iterator[None]:
    """Frame one download: what it is called and what it is for, then what stands in the block."""
    with st.container(border=True):
        st.subheader(words.title, anchor=False)
        show_note(words.why)
        yield


def _for_export(publication: Publication) -> ExportPublication:
    return ExportPublication(read_for_export(publication), publication.manifest)


show()
