"""A picture of themes against each other over time, to put in a document or a presentation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from pipeline.export import dutch
from pipeline.export.drawing import Drawing
from pipeline.export.fonts import REGULAR, SEMIBOLD
from pipeline.export.ribbon import split_known
from pipeline.export.typesetting import COLOURS, make_pngs

WIDTH_MM, HEIGHT_MM = 260.0, 150.0
PPI = 200.0
_LEFT, _RIGHT, _BOTTOM = 16.0, 254.0, 128.0
_LEGEND_TOP, _LEGEND_STEP = 19.0, 6.0
_MAX_NAMES = 12


@dataclass(frozen=True)
class LineStyle:
    """How the line of one theme is drawn: its colour, and its dashes in mm (an empty text for a whole line)."""

    colour: str
    dashes: str


@dataclass(frozen=True)
class Wording:
    """What stands around the lines: a title above, a note below, and the whole in words for who can't see it."""

    title: str
    note: str
    description: str


def draw_lines(
    rows: pd.DataFrame, labels: Sequence[str], styles: Sequence[LineStyle], wording: Wording
) -> bytes:
    """Return the lines as a PNG picture.

    Parameters
    ----------
    rows
        Columns `label`, `period_start`, `when` (its name) and `value`, `share_low`, `share_high` (0-1; missing where
        a period has too few conversations, bounds also where there is no interval).
    labels, styles
        Themes in the order of the legend, and a style for each.
    """
    drawing = Drawing(WIDTH_MM, HEIGHT_MM, wording.title, wording.description)
    drawing.rectangle(0, 0, WIDTH_MM, HEIGHT_MM, "#ffffff")
    drawing.text(_LEFT, 10.0, wording.title, 15, COLOURS["ink"], SEMIBOLD)
    top = _LEGEND_TOP + _LEGEND_STEP * len(labels) + 2.0
    highest = max(float(rows[["value", "share_high"]].max().max()), 0.05)
    periods = rows.drop_duplicates("period_start").sort_values("period_start")
    frame = _Frame(list(periods["period_start"]), top, highest)
    _draw_grid(drawing, frame, [str(name) for name in periods["when"]])
    for number, (label, style) in enumerate(zip(labels, styles, strict=True)):
        _draw_legend(drawing, number, label, style)
        own = rows[rows["label"] == label].sort_values("period_start")
        _draw_line(drawing, frame, own, style, (number - (len(labels) - 1) / 2) * 0.9)
    drawing.text(_LEFT, HEIGHT_MM - 5.0, wording.note, 9, COLOURS["soft"])
    return make_pngs([drawing.finish()], PPI)[0]


@dataclass(frozen=True)
class _Frame:
    """The field in which lines are drawn: its periods from left to right, its upper edge in mm and the share there."""

    periods: list[pd.Timestamp]
    top: float
    highest: float

    def x(self, period: pd.Timestamp) -> float:
        return _LEFT + (_RIGHT - _LEFT) * (self.periods.index(period) + 0.5) / len(self.periods)

    def y(self, share: float) -> float:
        return _BOTTOM - (_BOTTOM - self.top) * share / self.highest


def _draw_grid(drawing: Drawing, frame: _Frame, names: Sequence[str]) -> None:
    step = next(step for step in (0.01, 0.02, 0.05, 0.1, 0.2, 0.25) if frame.highest / step <= 6)
    for number in range(int(frame.highest / step + 1e-9) + 1):
        y = frame.y(number * step)
        drawing.path(f"M{_LEFT} {y:.2f}H{_RIGHT}", stroke=COLOURS["line"], width=0.2 if number else 0.4)
        drawing.text(_LEFT - 1.5, y + 1.2, dutch.percent(number * step), 9.5, COLOURS["soft"], anchor="end")
    every = -(-len(names) // _MAX_NAMES)
    for number in range(0, len(names), every):
        x = frame.x(frame.periods[number])
        short = names[number].replace(" kwartaal ", " kw. ")
        drawing.text(x, _BOTTOM + 5.5, short, 9.5, COLOURS["soft"], REGULAR, "middle")


def _draw_legend(drawing: Drawing, number: int, label: str, style: LineStyle) -> None:
    y = _LEGEND_TOP + _LEGEND_STEP * number
    drawing.path(f"M{_LEFT} {y - 1.4:.2f}h12", stroke=style.colour, width=0.8, dash=style.dashes)
    drawing.text(_LEFT + 15.0, y, label, 11.5, COLOURS["ink"])


def _draw_line(drawing: Drawing, frame: _Frame, own: pd.DataFrame, style: LineStyle, aside: float) -> None:
    """Draw one theme; `aside` (mm) keeps the intervals of several themes beside each other."""
    values = own["value"].to_numpy(dtype="float64")
    x = [frame.x(period) + aside for period in own["period_start"]]
    for place, (low, high) in enumerate(zip(own["share_low"], own["share_high"], strict=True)):
        if pd.notna(values[place]) and pd.notna(low):
            drawing.path(
                f"M{x[place]:.2f} {frame.y(low):.2f}V{frame.y(high):.2f}", stroke=style.colour, width=0.25
            )
    for run in split_known(values):
        line = " ".join(f"L{x[place]:.2f} {frame.y(values[place]):.2f}" for place in run)
        drawing.path(f"M{line[1:]}", stroke=style.colour, width=0.8, dash=style.dashes)
        for place in run:
            drawing.circle(x[place], frame.y(values[place]), 1.1, style.colour)
