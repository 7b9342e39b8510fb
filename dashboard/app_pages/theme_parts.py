"""Parts of the page of one theme: its course, where it lives, and in which fields it stands."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from dashboard import state
from dashboard.app_pages.theme_rows import share_of, share_text
from dashboard.components.charts import draw_lines
from dashboard.components.figure import show_figure
from dashboard.components.frame import show_note
from dashboard.components.shares import show_share_list
from dashboard.components.style import palette
from dashboard.components.tables import show_table
from dashboard.data import Publication
from dashboard.texts import labels, numbers
from dashboard.texts import over_time as time_texts
from dashboard.texts import theme as texts
from dashboard.views.periods import choose_period, select_periods
from dashboard.views.rows import each_row, records
from dashboard.views.shares import count_fields, spread_over


def show_course(publication: Publication, theme_id: str, name: str) -> None:
    """Show the share of the theme over time."""
    st.header(texts.COURSE, anchor=False)
    period = choose_period(publication.theme_periods)
    rows = select_periods(publication.theme_periods, [theme_id], period, "share")
    if rows["value"].notna().sum() < 2:
        show_note(texts.NO_COURSE)
        return
    when = [numbers.period_name(start, period) for start in rows["period_start"]]
    told = [numbers.percent(value) if pd.notna(value) else texts.TOO_FEW for value in rows["value"]]
    drawn = rows.assign(label=name, when=when, told=told)[
        ["label", "period_start", "period_end", "value", "share_low", "share_high", "when", "told"]
    ]
    chart = draw_lines(drawn, [name], palette(), with_doubt=True).properties(height=240)
    st.altair_chart(
        chart,
        theme=None,
        width="stretch",
        alt=time_texts.description([name], labels.PER_PERIOD[period], len(rows)),
    )
    st.page_link("app_pages/over_time.py", label=texts.TO_LINES, query_params=state.link_to_lines([name]))


def show_spread(publication: Publication, mentions: pd.DataFrame) -> None:
    """Show in which domains, formats and organisations the theme lives."""
    st.header(texts.SPREAD, anchor=False)
    left, right = st.columns(2, gap="large")
    with left:
        _show_groups(publication, mentions, "domain", texts.BY_DOMAIN, labels.DOMAINS)
    with right:
        _show_groups(publication, mentions, "format", texts.BY_FORMAT, labels.FORMATS)
    minimum = publication.min_group_conversations
    with st.expander(texts.BY_ORGANISATION):
        if mentions["conversation_id"].nunique() < minimum:
            show_note(texts.no_organisations(minimum))
            return
        _show_groups(publication, mentions, "organisation", texts.BY_ORGANISATION, {})
        show_note(texts.small_groups(minimum))


def _show_groups(
    publication: Publication, mentions: pd.DataFrame, column: str, title: str, names: Mapping[str, str]
) -> None:
    st.subheader(title, anchor=False)
    groups = records(_groups(publication, mentions, column))
    show_share_list(
        [(names.get(row["group"], row["group"]), share_of(row), share_text(row)) for row in groups]
    )


def _groups(publication: Publication, mentions: pd.DataFrame, column: str) -> pd.DataFrame:
    groups = spread_over(
        publication.conversations,
        mentions,
        column,
        publication.min_period_conversations,
        publication.confidence,
    )
    return groups[groups["n_total"] >= publication.min_group_conversations]


def show_fields(mentions: pd.DataFrame) -> None:
    """Show the figure of 'de' ambtenaar with the theme in it, and the other fields of the forms."""
    counts = count_fields(mentions)
    by_field = dict(zip(counts["field"], counts["n_found"], strict=True))
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader(texts.FIGURE, anchor=False)
        body = {part: int(by_field.get(part, 0)) for part in labels.BODY_FIELDS}
        if any(body.values()):
            told = texts.figure([(labels.field(part), n) for part, n in body.items()])
            show_figure(body, labels.FIELDS, told, palette())
        else:
            show_note(texts.NO_FIGURE)
    with right:
        rows = [
            (labels.field(row.field), numbers.whole(row.n_lines), numbers.whole(row.n_found))
            for row in each_row(counts)
        ]
        st.subheader(texts.FIELDS, anchor=False)
        show_table(
            pd.DataFrame(rows, columns=list(texts.FIELD_COLUMNS)), texts.FIELDS, numbers=texts.FIELD_NUMBERS
        )
