"""The filters that several pages share, asked in one row."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from dashboard import state
from dashboard.components.filters import Wording, choose_many, choose_month
from dashboard.data import Publication, open_register, read_publication
from dashboard.texts import labels, numbers
from dashboard.texts import quotes as texts
from dashboard.views.filters import Filters
from dashboard.views.privacy import shown_organisations


def theme_names(publication: Publication) -> dict[str, str]:
    """Return the names of the themes of the catalogue and of the candidates, by id."""
    shown = pd.concat([publication.active_themes.sort_values("label_nl"), publication.candidate_themes])
    return dict(zip(shown["theme_id"], shown["label_nl"], strict=True))


def follow_old_name(publication: Publication) -> None:
    """Let a link that was made under an earlier name of a theme open that theme."""
    asked = st.query_params.get(state.THEME)
    current = dict(zip(publication.themes["theme_id"], publication.themes["label_nl"], strict=True))
    if asked is None or asked in current.values():
        return
    decisions = reversed(open_register().decisions())
    former = [str(d.payload["theme_id"]) for d in decisions if d.payload.get("label_nl") == asked]
    if published := read_publication():
        themes = published.themes
        former += list(themes.loc[themes["label_nl"] == asked, "theme_id"])
    theme_id = next((one for one in former if one in current), None)
    if theme_id is not None:
        st.session_state[state.THEME] = theme_id


def choose_conversations(publication: Publication) -> Filters:
    """Ask for domains, formats and a span of months; return the selection."""
    first, second, third, fourth = st.columns(4)
    conversations = publication.conversations
    with first:
        domains = choose_many(
            state.DOMAINS,
            _present(labels.DOMAINS, conversations["domain"]),
            Wording(texts.DOMAINS, texts.ANY),
        )
    with second:
        formats = choose_many(
            state.FORMATS,
            _present(labels.FORMATS, conversations["format"]),
            Wording(texts.FORMATS, texts.ANY),
        )
    months = months_between(conversations["held_on"])
    with third:
        since = choose_month(state.SINCE, months, Wording(texts.SINCE, texts.ANY_MONTH))
    with fourth:
        until = choose_month(state.UNTIL, months, Wording(texts.UNTIL, texts.ANY_MONTH))
    return Filters(domains=domains, formats=formats, since=since, until=_last_day(until))


def choose_organisations(publication: Publication) -> tuple[str, ...]:
    """Ask for organisations; those with few conversations can't be chosen."""
    shown = shown_organisations(publication.conversations, publication.min_group_conversations)
    wording = Wording(
        texts.ORGANISATIONS, texts.ANY, texts.small_organisations(publication.min_group_conversations)
    )
    return choose_many(state.ORGANISATIONS, {name: name for name in shown}, wording)


def choose_fields(publication: Publication) -> tuple[str, ...]:
    """Ask for fields of the forms."""
    return choose_many(
        state.FIELDS, _present(labels.FIELDS, publication.quotes["field"]), Wording(texts.FIELDS, texts.ANY)
    )


def _present(names: dict[str, str], column: pd.Series) -> dict[str, str]:
    there = set(column.dropna().unique())
    return {code: name for code, name in names.items() if code in there}


def months_between(held_on: pd.Series) -> dict[date, str]:
    """Return the months from the first to the last conversation, each with its name."""
    days = held_on.dropna()
    if days.empty:
        return {}
    firsts = pd.date_range(days.min().replace(day=1), days.max(), freq="MS")
    return {first.date(): numbers.month(first) for first in firsts}


def _last_day(month: date | None) -> date | None:
    return (pd.Timestamp(month) + pd.offsets.MonthEnd(0)).date() if month else None
