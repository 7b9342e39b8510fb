"""One thread of the poster in its lane: name and share, the band through time, the quote it leads to."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from pipeline.export.drawing import MM_PER_POINT, Drawing
from pipeline.export.fonts import REGULAR, SEMIBOLD, wrap_text
from pipeline.export.posterquote import LEADING_MM, QUOTE_POINTS, QUOTE_WIDTH, SOURCE_POINTS, PosterQuote
from pipeline.export.publication import records
from pipeline.export.ribbon import band_path, split_known
from pipeline.export.typesetting import COLOURS

CHART_LEFT, CHART_RIGHT = 112.0, 262.0
QUOTE_LEFT = 272.0
_LABEL_LEFT = 34.0
_THREAD_MM = 0.42
TONES = (("share_high", COLOURS["wash"]), ("share", COLOURS["thread"]), ("share_low", COLOURS["core"]))
"""Colour of each of a thread's widths, the widest first: what may be, what was found, what is sure."""

_MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}


@dataclass(frozen=True)
class TimeScale:
    """From dates to places, and from shares to widths.

    Parameters
    ----------
    start, end
        What the chart's left and right edge stand for.
    top
        The share (0-1) that fills a lane.
    """

    start: pd.Timestamp
    end: pd.Timestamp
    top: float

    def place(self, moment: pd.Timestamp) -> float:
        """Return the place of a date, in mm from the left of the page."""
        return CHART_LEFT + (CHART_RIGHT - CHART_LEFT) * ((moment - self.start) / (self.end - self.start))

    def middle_of(self, start: pd.Timestamp, period: str) -> float:
        """Return the place of the middle of a period."""
        return (self.place(start) + self.place(start + pd.DateOffset(months=_MONTHS[period]))) / 2


@dataclass(frozen=True)
class Lane:
    """What stands in a lane; `centre` and `height` in mm, `course` as `Publication.course_of` gives it."""

    centre: float
    height: float
    label: str
    share: str
    course: pd.DataFrame
    quote: PosterQuote | None


def draw_lane(drawing: Drawing, lane: Lane, scale: TimeScale) -> None:
    """Draw one thread with what belongs to it."""
    size, lines = _fit_label(lane.label)
    for number, line in enumerate(reversed(lines)):
        y = lane.centre - 1.5 - number * size * 1.1 * MM_PER_POINT
        drawing.text(_LABEL_LEFT, y, line, size, COLOURS["ink"], SEMIBOLD)
    drawing.text(_LABEL_LEFT, lane.centre + 4.1, lane.share, 9.5, COLOURS["soft"])
    _draw_thread(drawing, lane, scale)
    if lane.quote is not None:
        _draw_quote(drawing, lane, lane.quote)


def _fit_label(label: str) -> tuple[float, list[str]]:
    """Return the size in points and the lines of a name: one line down to 11 points, then more lines of 9."""
    width = (CHART_LEFT - _LABEL_LEFT - 3) / MM_PER_POINT
    for size in (14.0, 13.0, 12.0, 11.0):
        lines = wrap_text(label, SEMIBOLD, size, width)
        if len(lines) == 1:
            return size, lines
    return 9.0, wrap_text(label, SEMIBOLD, 9.0, width)


def _draw_thread(drawing: Drawing, lane: Lane, scale: TimeScale) -> None:
    course = lane.course
    middles = [
        (scale.place(row["period_start"]) + scale.place(row["period_end"])) / 2 for row in records(course)
    ]
    runs = split_known(course["share"].to_numpy(dtype="float64"))
    known_from = min((middles[run[0]] for run in runs), default=CHART_RIGHT)
    known_to = max((middles[run[-1]] for run in runs), default=CHART_RIGHT)
    drawing.path(
        f"M{CHART_LEFT} {lane.centre:.2f}H{known_from:.2f}", stroke=COLOURS["thread"], width=_THREAD_MM
    )
    for before, after in pairwise(runs):
        gap = f"M{middles[before[-1]]:.2f} {lane.centre:.2f}H{middles[after[0]]:.2f}"
        drawing.path(gap, stroke=COLOURS["thread"], width=_THREAD_MM, dash="0.1 1.3")
    end = QUOTE_LEFT - 3.5 if lane.quote else known_to
    drawing.path(f"M{known_to:.2f} {lane.centre:.2f}H{end:.2f}", stroke=COLOURS["thread"], width=_THREAD_MM)
    for measure, colour in TONES:
        for run in runs:
            _draw_band(drawing, lane, scale, middles, run, measure, colour)


def _draw_band(
    drawing: Drawing,
    lane: Lane,
    scale: TimeScale,
    middles: list[float],
    run: list[int],
    measure: str,
    colour: str,
) -> None:
    """Draw the band of one run of known periods, tapering to the thread half a period before and after it."""
    shares = lane.course[measure].to_numpy(dtype="float64")[run]
    half = np.maximum(shares / scale.top * lane.height * 0.46, _THREAD_MM / 2)
    starts, ends = lane.course["period_start"], lane.course["period_end"]
    x = [scale.place(starts[run[0]]), *(middles[i] for i in run), scale.place(ends[run[-1]])]
    width = np.array([_THREAD_MM / 2, *half, _THREAD_MM / 2])
    drawing.path(
        band_path(x, list(lane.centre + width), list(lane.centre - width)),
        fill=colour,
    )


def _draw_quote(drawing: Drawing, lane: Lane, quote: PosterQuote) -> None:
    drawing.circle(QUOTE_LEFT - 3.5, lane.centre, 0.95, COLOURS["thread"])
    lines = wrap_text(quote.text, REGULAR, QUOTE_POINTS, QUOTE_WIDTH)
    height = len(lines) * LEADING_MM + 3.4
    y = lane.centre - height / 2 + 3.3
    for line in lines:
        drawing.text(QUOTE_LEFT, y, line, QUOTE_POINTS, COLOURS["ink"])
        y += LEADING_MM
    drawing.text(QUOTE_LEFT, y - 0.6, quote.source, SOURCE_POINTS, COLOURS["soft"])
