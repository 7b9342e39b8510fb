"""Pictures of the places where quotes were written; drawn when somebody asks, and kept for a while."""

from __future__ import annotations

import os
from pathlib import Path

import pandas as pd
import streamlit as st

from dashboard.data import Publication, open_store
from pipeline.originals import (
    INBOX_VARIABLE,
    PLACE_COLUMNS,
    NoPicture,
    NoPictureError,
    cut_quote,
    find_original,
    find_place,
    has_picture,
)
from pipeline.store import Store


def stands_on_page(publication: Publication, row: pd.Series) -> bool:
    """Tell whether a quote stands on a page that can be drawn: of a PDF or a picture."""
    if pd.isna(row["box"]):
        return False
    files = publication.files
    media_types = files.loc[files["file_id"] == row["file_id"], "media_type"]
    return any(has_picture(str(media_type), int(row["page"]), str(row["box"])) for media_type in media_types)


def draw_place(publication: Publication, bouwsteen_id: str) -> bytes:
    """Return the picture of a quote's place as PNG.

    Raises
    ------
    NoPictureError
        Saying why there is none.
    """
    inbox = os.environ.get(INBOX_VARIABLE)
    if not inbox or not Path(inbox).is_dir():
        raise NoPictureError(NoPicture.NO_INBOX)
    return _draw(str(open_store().data_dir.resolve()), publication.run_id, inbox, bouwsteen_id)


@st.cache_data(max_entries=100, show_spinner=False)
def _draw(data_dir: str, run_id: str, inbox: str, bouwsteen_id: str) -> bytes:
    store = Store(Path(data_dir))
    bouwstenen = store.read_table("bouwstenen", run_id, PLACE_COLUMNS)
    file_id = str(bouwstenen.loc[bouwstenen["bouwsteen_id"] == bouwsteen_id, "file_id"].iloc[0])
    files = store.read_table("files", run_id)
    media_type = str(files.loc[files["file_id"] == file_id, "media_type"].iloc[0])
    place = find_place(bouwstenen[bouwstenen["file_id"] == file_id], media_type, bouwsteen_id)
    return cut_quote(find_original(files, Path(inbox), file_id), place)
