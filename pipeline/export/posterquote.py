"""One quote for each thread of the poster: whole, typical, readable without its conversation, and none twice."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from pipeline.export import dutch
from pipeline.export.fonts import REGULAR, register_fonts, wrap_text
from pipeline.export.letters import drawable
from pipeline.export.publication import Publication

QUOTE_POINTS = 10.5
SOURCE_POINTS = 8.0
LEADING_MM = 4.45
QUOTE_WIDTH = 136 / 25.4 * 72
"""Width of the column of quotes, in points."""

_SHORTEST = 40
_SOURCE_MM = 3.4


@dataclass(frozen=True)
class PosterQuote:
    """A quote, whole as it was written, and the line below it that says where it stands."""

    bouwsteen_id: str
    text: str
    source: str


def choose_quotes(publication: Publication, theme_ids: list[str], height: float) -> dict[str, PosterQuote]:
    """Return a quote per theme that fits a lane of that height (mm) without being cut.

    A theme of which no representative quote fits, or has only letters that our typeface has, gets none.
    """
    register_fonts()
    chosen: dict[str, PosterQuote] = {}
    taken: set[str] = set()
    for theme_id in theme_ids:
        rows = publication.quotes_of(theme_id, "typical")
        rows = rows[~rows["bouwsteen_id"].isin(taken)]
        fitting = [row for _, row in rows.iterrows() if _fits(str(row["text"]), height)]
        if not fitting:
            continue
        best = min(fitting, key=_drawbacks)
        taken.add(str(best["bouwsteen_id"]))
        chosen[theme_id] = PosterQuote(str(best["bouwsteen_id"]), str(best["text"]), _source(best))
    return chosen


def _drawbacks(row: pd.Series) -> tuple[bool, bool]:
    """Return what makes a quote hard to read alone: masks, and being only keywords; order decides between equals."""
    return int(row["n_masked"]) > 0, len(str(row["text"])) < _SHORTEST


def _fits(text: str, height: float) -> bool:
    return _n_lines(text) <= _room(height) and drawable(text) == text and " ".join(text.split()) == text


def _n_lines(text: str) -> int:
    return len(wrap_text(text, REGULAR, QUOTE_POINTS, QUOTE_WIDTH))


def _room(height: float) -> int:
    return int((height - _SOURCE_MM) / LEADING_MM)


def _source(row: pd.Series) -> str:
    page = None if pd.isna(row["page"]) else int(row["page"])
    parts = [
        f"gesprek {row['conversation_id']}",
        dutch.name_place(str(row["field"]), int(row["position"]), page),
    ]
    if pd.notna(row["domain"]):
        parts.append(str(row["domain"]))
    if pd.notna(row["held_on"]):
        parts.append(dutch.month(row["held_on"]))
    return " · ".join(parts)
