"""A small chart of one theme over time: its share per period, with the interval behind it."""

from __future__ import annotations

import pandas as pd

from pipeline.export import dutch
from pipeline.export.drawing import Drawing
from pipeline.export.fonts import REGULAR, SEMIBOLD
from pipeline.export.publication import records
from pipeline.export.ribbon import split_known
from pipeline.export.typesetting import COLOURS

WIDTH_MM, HEIGHT_MM = 170.0, 44.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 12.0, 168.0, 5.5, 34.0


def draw_course(course: pd.DataFrame, label: str, period: str, top: float) -> str | None:
    """Return the chart as SVG, or None when no period has enough conversations.

    Parameters
    ----------
    course
        As `Publication.course_of` gives it.
    top
        Share (0-1) at the upper edge; the same for all charts of a document, so that they compare.
    """
    shares = course["share"].to_numpy(dtype="float64")
    runs = split_known(shares)
    if not runs:
        return None
    drawing = Drawing(WIDTH_MM, HEIGHT_MM, label, describe_course(course, label, period))
    x = [_LEFT + (_RIGHT - _LEFT) * (i + 0.5) / len(course) for i in range(len(course))]
    _draw_grid(drawing, top)
    low, high = ([_height(v, top) for v in course[name]] for name in ("share_low", "share_high"))
    y = [_height(share, top) for share in shares]
    for run in runs:
        there = " ".join(f"L{x[i]:.2f} {high[i]:.2f}" for i in run)
        back = " ".join(f"L{x[i]:.2f} {low[i]:.2f}" for i in reversed(run))
        drawing.path(f"M{there[1:]} {back}Z", fill=COLOURS["wash"])
        line = " ".join(f"L{x[i]:.2f} {y[i]:.2f}" for i in run)
        drawing.path(f"M{line[1:]}", stroke=COLOURS["thread"], width=0.7)
        for i in run:
            drawing.circle(x[i], y[i], 1.0, COLOURS["thread"])
            drawing.text(x[i], y[i] - 2.4, dutch.percent(shares[i]), 8, COLOURS["ink"], SEMIBOLD, "middle")
    _name_periods(drawing, course, x, period)
    return drawing.finish()


def describe_course(course: pd.DataFrame, label: str, period: str) -> str:
    """Return the chart in words, for who can't see it."""
    told = [
        f"{dutch.period_name(row['period_start'], period)} {dutch.percent(row['share'])} "
        f"({dutch.percent_range(row['share_low'], row['share_high'])})"
        for row in records(course.dropna(subset=["share"]))
    ]
    return f"{label}, aandeel van de gesprekken: {', '.join(told)}."


def _height(share: float, top: float) -> float:
    return _BOTTOM - (_BOTTOM - _TOP) * min(share / top, 1.0)


def _draw_grid(drawing: Drawing, top: float) -> None:
    step = next(step for step in (0.05, 0.1, 0.25, 0.5) if top / step <= 4.5)
    for number in range(int(top / step + 1e-9) + 1):
        y = _height(number * step, top)
        drawing.path(f"M{_LEFT} {y:.2f}H{_RIGHT}", stroke=COLOURS["line"], width=0.15 if number else 0.35)
        drawing.text(_LEFT - 1.5, y + 1.0, dutch.percent(number * step), 7.5, COLOURS["soft"], anchor="end")


def _name_periods(drawing: Drawing, course: pd.DataFrame, x: list[float], period: str) -> None:
    every = -(-len(course) // 8)
    for i, row in enumerate(records(course)):
        if i % every:
            continue
        name = dutch.period_name(row["period_start"], period)
        drawing.text(x[i], _BOTTOM + 4.2, name, 7.5, COLOURS["soft"], REGULAR, "middle")
        total = dutch.whole(row["n_conversations_total"])
        told = f"{total} gespr." if row["enough"] else f"{total}: te weinig"
        drawing.text(x[i], _BOTTOM + 7.8, told, 7, COLOURS["soft"], REGULAR, "middle")
