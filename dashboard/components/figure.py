"""The figure of 'de' ambtenaar, its five parts coloured by how often a theme stands there."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import streamlit as st

from dashboard.components.shares import as_data_uri
from dashboard.components.style import Palette

# Outlines drawn for this project on a canvas of 240 by 360, from head to feet.
_SHAPES = {
    "hoofd": '<ellipse cx="120" cy="46" rx="32" ry="37"/>',
    "hart": '<path d="M84 92Q120 82 156 92Q166 96 168 112L163 160Q120 170 77 160L72 112Q74 96 84 92Z"/>',
    "handen": '<path d="M67 104Q54 108 51 126L40 196Q34 202 36 212Q42 222 52 216Q58 208 56 198L70 152Z"/>'
    '<path d="M173 104Q186 108 189 126L200 196Q206 202 204 212Q198 222 188 216Q182 208 184 198L170 152Z"/>',
    "buik": '<path d="M77 165Q120 175 163 165L166 214Q120 226 74 214Z"/>',
    "voeten": '<path d="M75 219Q96 226 117 225L113 316Q112 326 118 334Q116 342 100 341L82 341Q72 338 82 328'
    'Q88 322 87 314Z"/>'
    '<path d="M165 219Q144 226 123 225L127 316Q128 326 122 334Q124 342 140 341L158 341Q168 338 158 328'
    'Q152 322 153 314Z"/>',
}
_LABEL_PLACES = {
    "hoofd": (120, 51),
    "hart": (120, 132),
    "handen": (46, 232),
    "buik": (120, 200),
    "voeten": (120, 357),
}


def show_figure(
    counts: Mapping[str, int], names: Mapping[str, str], description: str, colours: Palette
) -> None:
    """Show the figure; a part is darker the more conversations name the theme there, with the number in it.

    Parameters
    ----------
    counts
        Number of conversations per part; a part that is absent counts 0.
    names, description
        Dutch names of the parts; the text alternative.
    """
    st.html(
        f'<img class="rd-figure" src="{as_data_uri(draw_figure(counts, names, colours))}" '
        f'alt="{escape(description, quote=True)}">'
    )


def draw_figure(counts: Mapping[str, int], names: Mapping[str, str], colours: Palette) -> str:
    """Return the figure as an SVG drawing."""
    most = max([*counts.values(), 1])
    parts = "".join(
        f'<g fill="{colours.accent}" fill-opacity="{_strength(counts.get(part, 0), most):.2f}" '
        f'stroke="{colours.ink}" stroke-width="1.4" stroke-linejoin="round">{shape}</g>'
        for part, shape in _SHAPES.items()
    )
    texts = "".join(
        f'<text x="{x}" y="{y}" text-anchor="middle" font-family="system-ui, sans-serif" font-size="11.5" '
        f'font-weight="600" fill="{colours.ink}" stroke="{colours.paper}" stroke-width="3" paint-order="stroke">'
        f"{escape(names[part])} {counts.get(part, 0)}</text>"
        for part, (x, y) in _LABEL_PLACES.items()
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 366">{parts}{texts}</svg>'


def _strength(count: int, most: int) -> float:
    return 0.04 + 0.66 * count / most
