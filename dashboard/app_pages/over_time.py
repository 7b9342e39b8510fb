"""In de tijd: chosen themes against each other, each apart, or as a table; and whether they really changed."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import state
from dashboard.app_pages.choices import theme_names
from dashboard.app_pages.opening import open_publication
from dashboard.app_pages.pending_notes import show_pending
from dashboard.app_pages.time_picture import show_picture_download
from dashboard.app_pages.time_tables import show_before_after, show_since_previous, show_trends
from dashboard.components.charts import draw_lines, draw_small, show_legend
from dashboard.components.filters import Wording, choose_button, choose_many
from dashboard.components.frame import show_empty, show_note, show_title
from dashboard.components.style import palette
from dashboard.components.tables import show_table
from dashboard.data import Publication
from dashboard.texts import frame, labels, numbers
from dashboard.texts import over_time as texts
from dashboard.views.periods import choose_period, count_thin_periods, select_periods
from dashboard.views.rows import each_row

MAX_LINES = 6


def show() -> None:
    """Show the page."""
    publication = open_publication(texts.TITLE)
    show_title(texts.TITLE, texts.LEAD)
    names = theme_names(publication)
    largest = publication.active_themes.sort_values("n_conversations", ascending=False)["theme_id"].head(3)
    chosen = choose_many(
        state.THEMES,
        names,
        Wording(texts.CHOOSE, texts.CHOOSE_PLACEHOLDER, texts.CHOOSE_HELP),
        default=list(largest),
        at_most=MAX_LINES,
    )
    with st.container(horizontal=True, gap="medium"):
        period = choose_button(
            state.PERIOD, labels.PERIODS, Wording(texts.PERIOD), choose_period(publication.theme_periods)
        )
        measure = choose_button(
            state.MEASURE, texts.MEASURES, Wording(texts.MEASURE, help=texts.MEASURE_HELP), "share"
        )
        view = choose_button(state.VIEW, texts.VIEWS, Wording(texts.VIEW), "lijnen")
    show_pending(publication, chosen)
    if chosen:
        _show_course(publication, {theme: names[theme] for theme in chosen}, period, measure, view)
    else:
        show_empty(texts.NONE_TITLE, texts.NONE)
    show_trends(publication)
    show_before_after(publication)
    show_since_previous(publication)


def _show_course(
    publication: Publication, chosen: dict[str, str], period: str, measure: str, view: str
) -> None:
    rows = select_periods(publication.theme_periods, list(chosen), period, measure)
    rows = _with_texts(rows, chosen, measure)
    n_thin, n_periods = count_thin_periods(rows)
    if rows["value"].isna().all():
        show_empty(texts.NO_POINTS_TITLE, texts.NO_POINTS)
        return
    table = rows[["when", "label", "share", "reach", "n_conversations", "n_conversations_total"]].astype(
        "str"
    )
    table.columns = list(texts.TABLE_COLUMNS)
    _draw(rows, list(chosen.values()), measure, view, table, labels.PER_PERIOD[period], n_periods)
    show_note(frame.WHAT_IS_A_SHARE)
    if n_thin:
        show_note(texts.thin(n_thin, n_periods, publication.min_period_conversations))
    with st.container(horizontal=True):
        st.download_button(
            texts.DOWNLOAD,
            table.to_csv(index=False, sep=";").encode("utf-8-sig"),
            file_name=f"rode-draden-{labels.PERIODS[period].lower()}.csv",
            mime="text/csv",
        )
        note = texts.picture_note(len(publication.conversations), measure == "share", publication.is_sample)
        show_picture_download(_to_draw(rows, measure), list(chosen.values()), labels.PER_PERIOD[period], note)


def _draw(
    rows: pd.DataFrame,
    names: list[str],
    measure: str,
    view: str,
    table: pd.DataFrame,
    per_period: str,
    n_periods: int,
) -> None:
    told = texts.description(names, per_period, n_periods)
    drawn = _to_draw(rows, measure)
    if view == "tabel":
        show_table(table, texts.TABLE_CAPTION, numbers=texts.TABLE_NUMBERS)
    elif view == "klein":
        _draw_apart(drawn, names, per_period, n_periods)
    else:
        show_legend(names, palette())
        st.altair_chart(
            draw_lines(drawn, names, palette(), with_doubt=measure == "share"),
            theme=None,
            width="stretch",
            alt=told,
        )


def _to_draw(rows: pd.DataFrame, measure: str) -> pd.DataFrame:
    drawn = rows[["label", "period_start", "period_end", "value", "share_low", "share_high", "when", "told"]]
    return drawn.assign(share_low=float("nan"), share_high=float("nan")) if measure == "share_raw" else drawn


def _draw_apart(drawn: pd.DataFrame, names: list[str], per_period: str, n_periods: int) -> None:
    top = float(drawn[["value", "share_high"]].max().max())
    for first in range(0, len(names), 3):
        for column, name in zip(st.columns(3), names[first : first + 3], strict=False):
            with column:
                st.subheader(name, anchor=False)
                st.altair_chart(
                    draw_small(drawn[drawn["label"] == name], top, palette()),
                    theme=None,
                    width="stretch",
                    alt=texts.description([name], per_period, n_periods),
                )


def _with_texts(rows: pd.DataFrame, names: dict[str, str], measure: str) -> pd.DataFrame:
    shares, reaches, told = [], [], []
    for row in each_row(rows):
        there = pd.notna(row.value)
        shares.append(numbers.percent(row.value) if there else texts.TOO_FEW)
        with_reach = there and measure == "share" and pd.notna(row.share_low)
        reaches.append(numbers.percent_range(row.share_low, row.share_high) if with_reach else "")
        told.append(texts.point(shares[-1], reaches[-1], row.n_conversations, row.n_conversations_total))
    when = [
        numbers.period_name(start, period)
        for start, period in zip(rows["period_start"], rows["period"], strict=True)
    ]
    return rows.assign(label=rows["theme_id"].map(names), when=when, share=shares, reach=reaches, told=told)


show()
