"""What every page does first: get the publication, or show why there is none."""

from __future__ import annotations

from typing import NoReturn

import streamlit as st

from dashboard.components.frame import show_banner, show_empty, show_note
from dashboard.data import Publication, read_publication
from dashboard.decided import show_decided_names
from dashboard.texts import frame as texts
from pipeline.errors import RodeDradenError


def open_publication(title: str) -> Publication:
    """Return the published run with the names that people gave since; without one, show what to do and end the page."""
    try:
        publication = read_publication()
    except RodeDradenError as error:
        _stop_with(title, texts.BROKEN_TITLE, texts.BROKEN, str(error))
    if publication is None:
        _stop_with(title, texts.NOTHING_YET_TITLE, texts.NOTHING_YET)
    _say_when_sample(publication)
    return show_decided_names(publication)


def open_without_publication() -> None:
    """Say that the sample is shown, where it is; for a page that can do without a publication."""
    try:
        publication = read_publication()
    except RodeDradenError:
        return
    if publication is not None:
        _say_when_sample(publication)


def _say_when_sample(publication: Publication) -> None:
    if publication.is_sample:
        show_banner(texts.SAMPLE)


def _stop_with(title: str, reason: str, paragraphs: tuple[str, ...], detail: str = "") -> NoReturn:
    st.title(title, anchor=False)
    show_empty(reason, paragraphs)
    if detail:
        show_note(detail)
    st.stop()
