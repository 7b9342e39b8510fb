"""Verantwoording: how it works, how good it is, its limits, privacy, and what this run was made of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.app_pages.opening import open_publication
from dashboard.app_pages.theme_rows import measured
from dashboard.components.frame import show_list, show_note, show_title
from dashboard.components.tables import show_table
from dashboard.data import Publication
from dashboard.texts import frame, numbers
from dashboard.texts import method as texts
from dashboard.texts import overview as overview_texts
from dashboard.views.rows import records


def show() -> None:
    """Show the page."""
    publication = open_publication(texts.TITLE)
    show_title(texts.TITLE, texts.LEAD)
    st.header(texts.HOW, anchor=False)
    show_list(texts.STEPS, ordered=True)
    st.header(texts.SHARES, anchor=False)
    show_list([frame.WHAT_IS_A_SHARE, frame.what_is_an_interval(publication.confidence), texts.STANDARD])
    _show_quality(publication)
    st.header(texts.LIMITS, anchor=False)
    show_list(texts.LIMITS_POINTS)
    st.header(texts.PRIVACY, anchor=False)
    show_list([*texts.PRIVACY_POINTS, texts.small_groups(publication.min_group_conversations)])
    _show_run(publication.manifest)


def _show_quality(publication: Publication) -> None:
    st.header(texts.QUALITY, anchor=False)
    show_note(texts.QUALITY_NOTE)
    rows = []
    for theme in records(publication.active_themes.sort_values("label_nl")):
        f1, low, high = measured(theme)
        reach = (
            f"{numbers.decimal(low)} tot {numbers.decimal(high)}"
            if low is not None and high is not None
            else ""
        )
        sure = theme["mean_probability"]
        rows.append(
            (
                theme["label_nl"],
                overview_texts.quality(f1, low, high)[0],
                numbers.decimal(f1) if f1 is not None else "",
                reach,
                numbers.percent(sure) if pd.notna(sure) else "",
            )
        )
    show_table(
        pd.DataFrame(rows, columns=list(texts.QUALITY_COLUMNS)),
        texts.QUALITY_CAPTION,
        numbers=texts.QUALITY_NUMBERS,
    )
    n_all = len(publication.quotes)
    if n_all:
        show_note(texts.unassigned(int(publication.quotes["theme_id"].isna().sum()), n_all))


def _show_run(manifest: Mapping[str, Any]) -> None:
    st.header(texts.RUN, anchor=False)
    show_note(texts.run(manifest["run_id"], numbers.moment(manifest["finished_at"])))
    steps = [
        (texts.STEPS_NL.get(name, name), numbers.decimal(step["seconds"], 1), numbers.whole(step["peak_mb"]))
        for name, step in sorted(
            manifest["steps"].items(), key=lambda pair: [*texts.STEPS_NL, pair[0]].index(pair[0])
        )
    ]
    show_table(
        pd.DataFrame(steps, columns=list(texts.STEP_COLUMNS)), texts.STEP_CAPTION, numbers=texts.STEP_NUMBERS
    )
    with st.expander(texts.SETTINGS):
        rows = [
            (section, name, _in_dutch(value))
            for section, values in manifest["settings"].items()
            for name, value in values.items()
        ]
        show_table(pd.DataFrame(rows, columns=list(texts.SETTINGS_COLUMNS)), texts.SETTINGS)
    with st.expander(texts.VERSIONS):
        versions = [
            ("rode-draden", manifest["program"]["version"]),
            *manifest["program"]["libraries"].items(),
        ]
        show_table(pd.DataFrame(versions, columns=list(texts.VERSION_COLUMNS)), texts.VERSIONS)


def _in_dutch(value: object) -> str:
    return str(value).replace(".", ",") if isinstance(value, float) else str(value)


show()
