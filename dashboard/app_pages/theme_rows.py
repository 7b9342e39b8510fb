"""Themes of a publication as rows of a list, for the pages that list them."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard import state
from dashboard.app_pages.pending_notes import short_pending
from dashboard.components.quotes import Quote
from dashboard.components.shares import Share, sparkline
from dashboard.components.sources import make_quotes
from dashboard.components.style import Palette, palette
from dashboard.components.themes import ThemeRow
from dashboard.data import Publication
from dashboard.texts import labels, numbers
from dashboard.texts import overview as texts
from dashboard.views.periods import choose_period, select_periods
from dashboard.views.privacy import hide_organisations, shown_organisations
from dashboard.views.rows import records


def make_theme_rows(publication: Publication, ranked: pd.DataFrame) -> list[ThemeRow]:
    """Return a row per theme of `views.shares.rank_themes`, in that order."""
    period = choose_period(publication.theme_periods)
    courses = select_periods(publication.theme_periods, list(ranked["theme_id"]), period, "share")
    by_theme = dict(list(courses.groupby("theme_id")["value"]))
    directions = publication.trends.set_index("theme_id")["direction"]
    quotes = first_quotes(publication)
    colours = palette()
    pending = short_pending(publication)
    return [
        ThemeRow(
            label=theme["label_nl"],
            query=state.link_to_theme(theme["label_nl"]),
            share=share_of(theme),
            share_text=share_text(theme),
            verdict=_verdict(directions.get(theme["theme_id"])),
            line=_line(by_theme.get(theme["theme_id"]), theme["label_nl"], period, colours),
            remark=_remark(theme, pending.get(theme["theme_id"])),
            quote=quotes.get(theme["theme_id"]),
        )
        for theme in records(ranked)
    ]


def _remark(theme: dict[str, Any], pending: str | None) -> str:
    recognised = texts.recognised(texts.quality(*measured(theme))[0])
    return f"{recognised} · {pending}" if pending else recognised


def first_quotes(publication: Publication) -> dict[str, Quote]:
    """Return the most typical quote per theme id."""
    typical = publication.theme_quotes[publication.theme_quotes["kind"] == "typical"]
    best = typical.sort_values("rank").drop_duplicates("theme_id")
    rows = publication.quotes[publication.quotes["bouwsteen_id"].isin(best["bouwsteen_id"])]
    shown = shown_organisations(publication.conversations, publication.min_group_conversations)
    hidden = hide_organisations(rows, shown, named=True)
    by_bouwsteen = dict(zip(hidden["bouwsteen_id"], make_quotes(hidden, {}, with_why=False), strict=True))
    pairs = zip(best["theme_id"], best["bouwsteen_id"], strict=True)
    return {str(theme_id): by_bouwsteen[wanted] for theme_id, wanted in pairs if wanted in by_bouwsteen}


def share_text(row: dict[str, Any]) -> str:
    """Return the share of a ranked theme or group in words, or that there are too few conversations."""
    share = share_of(row)
    if share is None:
        return texts.too_few(row["n_found"], row["n_total"])
    return texts.share(share.value, share.low, share.high, row["n_found"], row["n_total"])


def share_of(row: dict[str, Any]) -> Share | None:
    """Return the share of a ranked theme or group, or None when there are too few conversations."""
    return Share(row["share"], row["share_low"], row["share_high"]) if row["enough"] else None


def measured(theme: dict[str, Any]) -> tuple[float | None, float | None, float | None]:
    """Return the agreement with people (F1) and its bounds, None where it was not measured."""
    f1, low, high = (
        None if pd.isna(theme[name]) else float(theme[name]) for name in ("f1", "f1_low", "f1_high")
    )
    return f1, low, high


def _verdict(direction: str | None) -> tuple[str, str] | None:
    return (direction, f"{labels.ARROWS[direction]} {labels.DIRECTIONS[direction]}") if direction else None


def _line(values: pd.Series | None, label: str, period: str, colours: Palette) -> str:
    present = values.dropna() if values is not None else None
    if values is None or present is None or len(present) < 2:
        return ""
    told = texts.line_description(
        label,
        labels.PER_PERIOD[period],
        numbers.percent(float(present.iloc[0])),
        numbers.percent(float(present.iloc[-1])),
    )
    return sparkline(values, told, colours)
