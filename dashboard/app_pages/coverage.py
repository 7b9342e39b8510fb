"""Dekking: who has been heard, against what the startkit asks, and where nobody spoke yet."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard.app_pages.opening import open_publication
from dashboard.components.charts import draw_months
from dashboard.components.frame import show_note, show_title
from dashboard.components.style import palette
from dashboard.components.tables import show_table
from dashboard.texts import coverage as texts
from dashboard.texts import files as file_texts
from dashboard.texts import labels, numbers
from dashboard.views.coverage import (
    count_grid,
    count_group_sizes,
    count_half_years,
    count_kinds,
    count_months,
    count_organisations,
    empty_cells,
)
from dashboard.views.rows import each_row


def show() -> None:
    """Show the page."""
    publication = open_publication(texts.TITLE)
    conversations = publication.conversations
    show_title(texts.TITLE, texts.LEAD)
    _show_grid(conversations)
    _show_half_years(conversations)
    _show_groups(conversations)
    _show_months(conversations)
    _show_kinds(conversations, publication.organisations, publication.min_group_conversations)
    _show_organisations(conversations, publication.min_group_conversations)


def _show_grid(conversations: pd.DataFrame) -> None:
    st.header(texts.BY_DOMAIN, anchor=False)
    grid = count_grid(conversations, list(labels.DOMAINS), list(labels.FORMATS))
    table = grid.rename(index=labels.DOMAINS, columns=labels.FORMATS)
    table[texts.TOTAL] = table.sum(axis=1)
    table.loc[texts.TOTAL] = table.sum()
    texted = table.map(numbers.whole).rename_axis(texts.DOMAIN).reset_index()
    show_table(texted, texts.BY_DOMAIN_CAPTION, numbers=list(table.columns))
    st.subheader(texts.WHITE, anchor=False)
    spots = [(labels.DOMAINS[domain], labels.FORMATS[form]) for domain, form in empty_cells(grid)]
    show_note(texts.white_spots(spots) if spots else texts.NO_WHITE)
    for fact, name in file_texts.FACTS.items():
        missing = int(conversations[fact].isna().sum())
        if missing:
            show_note(texts.without_fact(missing, name))


def _show_half_years(conversations: pd.DataFrame) -> None:
    grid = count_half_years(conversations, list(labels.DOMAINS))
    if grid.columns.empty:
        return
    st.header(texts.BY_HALF_YEAR, anchor=False)
    starts = [pd.Timestamp(start) for start in grid.columns]
    silent = [labels.DOMAINS[domain].lower() for domain in grid.index[grid.iloc[:, -1] == 0]]
    if silent:
        show_note(texts.silent(silent, numbers.month(starts[-1])))
    table = grid.rename(index=labels.DOMAINS).map(numbers.whole)
    table.columns = [numbers.period_name(start, "half_year") for start in starts]
    show_table(
        table.rename_axis(texts.DOMAIN).reset_index(),
        texts.BY_HALF_YEAR_CAPTION,
        numbers=list(table.columns),
    )


def _show_groups(conversations: pd.DataFrame) -> None:
    st.header(texts.GROUPS, anchor=False)
    people = conversations["n_participants"].dropna()
    if len(people):
        show_note(texts.group_size(float(people.mean()), len(people), len(conversations)))
        sizes = count_group_sizes(conversations, texts.SMALLEST_GROUP, texts.LARGEST_GROUP)
        show_note(texts.group_sizes(*sizes))
    show_note(texts.mixed(int((conversations["domain"] == "gemengd").sum()), len(conversations)))


def _show_months(conversations: pd.DataFrame) -> None:
    months = count_months(conversations)
    if months.empty:
        return
    st.header(texts.BY_MONTH, anchor=False)
    named = months.assign(when=months["month"].map(numbers.month))
    most = next(each_row(named.sort_values("n_conversations", ascending=False)))
    told = texts.months_description(
        named["when"].iloc[0], named["when"].iloc[-1], most.when, most.n_conversations
    )
    st.altair_chart(draw_months(named, palette()), theme=None, width="stretch", alt=told)
    with st.expander(texts.TABLE):
        rows = [(row.when, numbers.whole(row.n_conversations)) for row in each_row(named)]
        show_table(
            pd.DataFrame(rows, columns=list(texts.MONTH_COLUMNS)),
            texts.BY_MONTH_CAPTION,
            numbers=texts.MONTH_COLUMNS[1:],
        )


def _show_kinds(conversations: pd.DataFrame, organisations: pd.DataFrame, minimum: int) -> None:
    if organisations.empty:
        return
    st.header(texts.BY_KIND, anchor=False)
    show_note(texts.BY_KIND_NOTE)
    rows = []
    for row in each_row(count_kinds(conversations, organisations)):
        is_small = 0 < row.n_conversations < minimum
        held = texts.fewer(minimum) if is_small else numbers.whole(row.n_conversations)
        heard = texts.fewer(minimum) if is_small else numbers.whole(row.n_heard)
        rows.append((texts.kind(row.kind), held, heard, numbers.whole(row.n_known)))
    show_table(
        pd.DataFrame(rows, columns=list(texts.KIND_COLUMNS)),
        texts.BY_KIND_CAPTION,
        numbers=texts.KIND_COLUMNS[1:],
    )


def _show_organisations(conversations: pd.DataFrame, minimum: int) -> None:
    st.header(texts.BY_ORGANISATION, anchor=False)
    counts, n_small = count_organisations(conversations, minimum)
    show_note(texts.organisations(len(counts), n_small, minimum))
    if len(counts):
        show_note(texts.ORGANISATION_NOTE)
        rows = [
            (
                row.organisation,
                numbers.whole(row.n_conversations),
                numbers.whole(row.n_conversations // texts.PER_TMG_MEMBER),
            )
            for row in each_row(counts)
        ]
        with st.expander(texts.BY_ORGANISATION):
            show_table(
                pd.DataFrame(rows, columns=list(texts.ORGANISATION_COLUMNS)),
                texts.BY_ORGANISATION,
                numbers=texts.ORGANISATION_COLUMNS[1:],
            )


show()
