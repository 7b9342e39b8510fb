"""Where a quote was written: the place on its page, the rest of its field, and the rest of its conversation."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import state
from dashboard.components.frame import show_note
from dashboard.components.surroundings import show_lines
from dashboard.data import Publication
from dashboard.pictures import draw_place, stands_on_page
from dashboard.texts import labels
from dashboard.texts import places as texts
from dashboard.views.surroundings import Field, find_surroundings
from pipeline.originals import NoPictureError


def show_place_button(publication: Publication, row: pd.Series) -> bool:
    """Show the button that opens and closes the place of a quote; return whether it is open."""
    bouwsteen_id = str(row["bouwsteen_id"])
    is_open = st.query_params.get(state.PLACE) == bouwsteen_id
    label = texts.HIDE if is_open else texts.SHOW if stands_on_page(publication, row) else texts.SHOW_TEXT
    st.button(
        label, key=f"plek_{bouwsteen_id}", type="tertiary", on_click=_toggle, args=(bouwsteen_id, is_open)
    )
    return is_open


def _toggle(bouwsteen_id: str, is_open: bool) -> None:
    if is_open:
        st.query_params.pop(state.PLACE, None)
    else:
        st.query_params[state.PLACE] = bouwsteen_id


def show_place(publication: Publication, row: pd.Series) -> None:
    """Show the picture of a quote's place, or why there is none, and what was written around it."""
    bouwsteen_id = str(row["bouwsteen_id"])
    own, others = find_surroundings(publication.quotes, bouwsteen_id)
    with st.container(border=True, key=f"plaats_{bouwsteen_id}"):
        _show_picture(publication, row)
        _show_field(own, texts.in_field(own.name), bouwsteen_id)
        with st.expander(texts.CONVERSATION):
            for field in others:
                _show_field(field, labels.field(field.name), bouwsteen_id)
            if not others:
                show_note(texts.NOTHING_ELSE)


def _show_picture(publication: Publication, row: pd.Series) -> None:
    try:
        with st.spinner(texts.DRAWING):
            picture = draw_place(publication, str(row["bouwsteen_id"]))
    except NoPictureError as error:
        show_note(texts.NO_PICTURE[error.reason.value])
        return
    st.image(picture, alt=texts.picture(str(row["field"]), int(row["page"])))
    show_note(texts.CAPTION)


def _show_field(field: Field, title: str, bouwsteen_id: str) -> None:
    show_lines(title, [(text, own == bouwsteen_id) for own, text in field.lines], texts.THIS_QUOTE)
