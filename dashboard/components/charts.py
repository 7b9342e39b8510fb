"""Charts of shares over time; each comes with a text alternative, and a table stands beside it."""

from __future__ import annotations

from html import escape
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from dashboard.components.shares import as_data_uri
from dashboard.components.style import DASHES, Palette

_AXIS_PERCENT = "format(datum.value * 100, '.0f') + ' %'"
_AXIS_YEAR = "utcmonth(datum.value) == 0 ? utcyear(datum.value) + '' : ''"


def draw_lines(rows: pd.DataFrame, labels: list[str], colours: Palette, with_doubt: bool) -> alt.LayerChart:
    """Return themes against each other over time, a line per theme, told apart by colour and by dashes.

    Parameters
    ----------
    rows
        Columns `label`, `period_start`, `period_end`, `value`, `share_low`, `share_high` (0-1) and texts
        `when` and `told`.
    labels
        Names of the themes, in the order of the legend.
    with_doubt
        Whether the intervals are drawn: a band behind one line, strokes at the points of several.
    """
    scale = alt.Scale(domain=labels, range=list(colours.series[: len(labels)]))
    dashes = alt.Scale(domain=labels, range=[list(dash) for dash in DASHES[: len(labels)]])
    color = alt.Color("label:N", scale=scale, legend=None)
    dash = alt.StrokeDash("label:N", scale=dashes, legend=None)
    base = alt.Chart(_side_by_side(rows, labels)).encode(x=_time_axis(), color=color)
    line = base.mark_line(strokeWidth=2.5).encode(y=_share_axis(), strokeDash=dash)
    points = base.mark_point(filled=True, size=60, opacity=1).encode(y=_share_axis(), tooltip=_tooltip())
    doubt = (
        _band(base)
        if len(labels) == 1
        else base.mark_rule(strokeWidth=2, opacity=0.4).encode(
            y=alt.Y("share_low:Q", title=None), y2="share_high:Q"
        )
    )
    layers = [doubt, line, points] if with_doubt else [line, points]
    chart: alt.LayerChart = _calm(alt.layer(*layers).properties(height=380), colours)
    return chart


def draw_months(rows: pd.DataFrame, colours: Palette) -> alt.Chart:
    """Return a bar per month; columns `month`, `n_conversations` and the text `when`."""
    count = alt.Y(
        "n_conversations:Q", axis=alt.Axis(title=None, tickMinStep=1, tickCount=4, labelBaseline="bottom")
    )
    told = [alt.Tooltip("when:N", title="Maand"), alt.Tooltip("n_conversations:Q", title="Gesprekken")]
    bars = alt.Chart(rows).mark_bar(color=colours.accent, width={"band": 0.8})
    month = alt.X("month:T", timeUnit="utcyearmonth", axis=_years(), scale=alt.Scale(type="utc"))
    chart: alt.Chart = _calm(bars.encode(x=month, y=count, tooltip=told).properties(height=200), colours)
    return chart


def show_legend(labels: list[str], colours: Palette) -> None:
    """Show which line is which theme, outside the chart so that it wraps on a narrow screen."""
    items = []
    for label, colour, dash in zip(labels, colours.series, DASHES, strict=False):
        line = (
            '<svg xmlns="http://www.w3.org/2000/svg" width="34" height="10"><path d="M1 5H33" '
            f'stroke="{colour}" stroke-width="3" stroke-dasharray="{" ".join(map(str, dash))}"/></svg>'
        )
        items.append(f'<span><img src="{as_data_uri(line)}" alt=""> {escape(label)}</span>')
    st.html(f'<p class="rd-legend">{"".join(items)}</p>')


def _side_by_side(rows: pd.DataFrame, labels: list[str]) -> pd.DataFrame:
    """Move the points of each theme a little, so that intervals stand beside each other instead of on top."""
    step = (rows["period_end"] - rows["period_start"]) * 0.09
    offset = rows["label"].map({label: i - (len(labels) - 1) / 2 for i, label in enumerate(labels)})
    return rows.assign(period_start=rows["period_start"] + step * offset)


def draw_small(rows: pd.DataFrame, top: float, colours: Palette) -> alt.LayerChart:
    """Return one theme in a small chart whose axis runs to `top`, 0-1, so that charts beside it compare."""
    base = alt.Chart(rows).encode(x=_time_axis(), color=alt.value(colours.accent))
    line = base.mark_line(strokeWidth=2).encode(y=_share_axis(top))
    points = base.mark_point(filled=True, size=30, opacity=1).encode(y=_share_axis(top), tooltip=_tooltip())
    layers = [line, points] if rows["share_low"].isna().all() else [_band(base), line, points]
    chart: alt.LayerChart = _calm(alt.layer(*layers).properties(height=130), colours)
    return chart


def _time_axis() -> alt.X:
    return alt.X("period_start:T", axis=_years(), scale=alt.Scale(type="utc"))


def _years() -> alt.Axis:
    return alt.Axis(title=None, labelExpr=_AXIS_YEAR, tickCount="month", grid=False, ticks=False)


def _share_axis(top: float | None = None) -> alt.Y:
    # Above its line, so that the lowest share does not stand on the first year.
    axis = alt.Axis(title=None, labelExpr=_AXIS_PERCENT, tickCount=5, labelBaseline="bottom")
    return alt.Y(
        "value:Q",
        axis=axis,
        scale=alt.Scale(domainMin=0, nice=True) if top is None else alt.Scale(domain=[0, top]),
    )


def _band(base: alt.Chart) -> Any:
    return base.mark_area(opacity=0.16).encode(y=alt.Y("share_low:Q", title=None), y2="share_high:Q")


def _tooltip() -> list[alt.Tooltip]:
    return [
        alt.Tooltip("label:N", title="Thema"),
        alt.Tooltip("when:N", title="Periode"),
        alt.Tooltip("told:N", title="Aandeel"),
    ]


def _calm(chart: Any, colours: Palette) -> Any:
    return (
        chart.configure(background="transparent", font="system-ui, sans-serif")
        .configure_view(strokeWidth=0)
        .configure_axis(
            gridColor=colours.line,
            gridOpacity=0.6,
            domainColor=colours.line,
            labelColor=colours.soft,
            labelFontSize=12,
            labelFlush=False,
        )
    )
