"""The lines of In de tijd as a picture to take along."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pandas as pd
import streamlit as st

from dashboard.components.style import DASHES, LIGHT
from dashboard.texts import over_time as texts


def show_picture_download(drawn: pd.DataFrame, names: Sequence[str], per_period: str, note: str) -> None:
    """Show the button that makes and hands out the picture; it is made when it is asked for.

    Parameters
    ----------
    drawn
        Rows as the chart draws them (see `components.charts.draw_lines`), small groups left out.
    """
    st.download_button(
        texts.DOWNLOAD_PICTURE,
        partial(_make_picture, drawn, tuple(names), per_period, note),
        file_name="rode-draden-in-de-tijd.png",
        mime="image/png",
    )


def _make_picture(drawn: pd.DataFrame, names: tuple[str, ...], per_period: str, note: str) -> bytes:
    # Here, as setting a picture loads libraries that no other part of the page needs.
    from pipeline.export.lines import LineStyle, Wording, draw_lines

    styles = [
        LineStyle(colour, "" if dash[1] == 0 else " ".join(f"{step * 0.4:g}" for step in dash))
        for colour, dash in zip(LIGHT.series, DASHES, strict=True)
    ]
    wording = Wording(
        texts.picture_title(per_period), note, texts.description(list(names), per_period, len(drawn))
    )
    return draw_lines(drawn, names, styles[: len(names)], wording)
