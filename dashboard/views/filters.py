"""What a reader asked to see, and the rows that remain."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd


@dataclass(frozen=True)
class Filters:
    """A selection; an empty tuple, None or 0 asks for nothing in particular.

    Parameters
    ----------
    themes, fields
        Theme ids and field ids; they select bouwstenen.
    domains, organisations, formats, report_forms
        Facts of the conversation.
    since, until
        First and last day, both included. A conversation without a date falls outside any span.
    min_probability
        Lowest certainty (0-1) of an assignment to one of `themes`.
    min_length, max_length
        Characters of the text, both included; for quotes only.
    """

    themes: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    report_forms: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    min_probability: float = 0.0
    min_length: int = 0
    max_length: int | None = None

    @property
    def narrows_conversations(self) -> bool:
        """Whether anything is asked of the conversation itself."""
        return bool(
            self.domains
            or self.organisations
            or self.formats
            or self.report_forms
            or self.since
            or self.until
        )


def select_conversations(conversations: pd.DataFrame, filters: Filters) -> pd.DataFrame:
    """Return the conversations (or rows that carry their facts) that the filters leave."""
    keep = pd.Series(True, index=conversations.index)
    for column, wanted in (
        ("domain", filters.domains),
        ("organisation", filters.organisations),
        ("format", filters.formats),
        ("report_form", filters.report_forms),
    ):
        if wanted:
            keep &= conversations[column].isin(list(wanted))
    if filters.since:
        keep &= conversations["held_on"] >= pd.Timestamp(filters.since)
    if filters.until:
        keep &= conversations["held_on"] <= pd.Timestamp(filters.until)
    return conversations[keep]


def select_mentions(mentions: pd.DataFrame, filters: Filters) -> pd.DataFrame:
    """Return the mentions (a bouwsteen and a theme, with facts) that the filters leave."""
    rows = select_conversations(mentions, filters)
    if filters.themes:
        rows = rows[rows["theme_id"].isin(list(filters.themes))]
    if filters.fields:
        rows = rows[rows["field"].isin(list(filters.fields))]
    return rows[rows["probability"] >= filters.min_probability] if filters.min_probability else rows


def select_quotes(quotes: pd.DataFrame, mentions: pd.DataFrame, filters: Filters) -> pd.DataFrame:
    """Return the quotes that the filters leave; with themes asked for, those that carry one of them.

    Parameters
    ----------
    quotes, mentions
        All of them, as `views.joined` made them.
    """
    rows = select_conversations(quotes, filters)
    if filters.fields:
        rows = rows[rows["field"].isin(list(filters.fields))]
    if filters.min_length or filters.max_length is not None:
        rows = rows[rows["text"].str.len().between(filters.min_length, filters.max_length or float("inf"))]
    if filters.themes or filters.min_probability:
        chosen = mentions["probability"] >= filters.min_probability
        if filters.themes:
            chosen &= mentions["theme_id"].isin(list(filters.themes))
        carries = np.zeros(len(quotes), dtype="bool")
        carries[mentions.loc[chosen, "place"]] = True
        rows = rows[carries[rows.index]]
    return rows
