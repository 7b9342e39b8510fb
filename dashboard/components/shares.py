"""A share with its doubt: as a bar with a band, in words, and as a small line over time."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import pandas as pd
import streamlit as st

from dashboard.components.style import Palette


@dataclass(frozen=True)
class Share:
    """A share, 0-1, with its lower and upper bound."""

    value: float
    low: float
    high: float


def share_bar(share: Share) -> str:
    """Return a bar of a share with the band of its interval; the full width is every conversation.

    The bar says nothing to a screen reader: the words beside it do.
    """
    return (
        '<div class="rd-share" aria-hidden="true">'
        f'<span class="fill" style="width:{share.value:.2%}"></span>'
        f'<span class="band" style="left:{share.low:.2%};width:{share.high - share.low:.2%}"></span></div>'
    )


def show_share_list(rows: Sequence[tuple[str, Share | None, str]]) -> None:
    """Show groups below each other: name, share (None when there are too few conversations), and the words for it."""
    items = "".join(
        f'<li><span class="name">{escape(name)}</span>{share_bar(share) if share else ""}'
        f'<span class="told">{escape(told)}</span></li>'
        for name, share, told in rows
    )
    st.html(f'<ul class="rd-list">{items}</ul>')


def sparkline(values: pd.Series, description: str, colours: Palette) -> str:
    """Return an image of a line over time; missing values leave a gap, the last value gets a dot.

    Parameters
    ----------
    values
        Shares 0-1 in order of time, missing where there is not enough; at least one present.
    description
        The text alternative.
    """
    width, height, margin = 180, 40, 5
    top = max(float(values.max()), 0.05)
    step = (width - 2 * margin) / max(len(values) - 1, 1)
    points = [
        (margin + i * step, height - margin - float(v) / top * (height - 2 * margin)) if pd.notna(v) else None
        for i, v in enumerate(values)
    ]
    present = [point for point in points if point]
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="1.6" fill="{colours.accent}"/>' for x, y in present)
    x, y = present[-1]
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" preserveAspectRatio="none">'
        f'<path d="M{margin} {height - margin}H{width - margin}" stroke="{colours.line}" stroke-width="1"/>'
        f'<path d="{_path(points)}" fill="none" stroke="{colours.accent}" stroke-width="2" stroke-linejoin="round"/>'
        f'{dots}<circle cx="{x:.1f}" cy="{y:.1f}" r="3.4" fill="{colours.accent}"/></svg>'
    )
    return f'<img class="rd-spark" src="{as_data_uri(svg)}" alt="{escape(description, quote=True)}">'


def as_data_uri(svg: str) -> str:
    """Return an SVG drawing as the source of an image; Streamlit removes drawings that stand in HTML itself."""
    return "data:image/svg+xml;base64," + b64encode(svg.encode()).decode()


def _path(points: list[tuple[float, float] | None]) -> str:
    commands, drawing = [], False
    for point in points:
        if point:
            commands.append(f"{'L' if drawing else 'M'}{point[0]:.1f} {point[1]:.1f}")
        drawing = point is not None
    return "".join(commands)
