"""Colours and the style sheet: one accent, system fonts, light and dark."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import streamlit as st


@dataclass(frozen=True)
class Palette:
    """Colours of one appearance; `series` are told apart by colour-blind readers too."""

    ink: str
    soft: str
    paper: str
    panel: str
    line: str
    accent: str
    wash: str
    link: str
    series: tuple[str, ...]


LIGHT = Palette(
    ink="#1f2126",
    soft="#565b64",
    paper="#fdfcfa",
    panel="#f4f1ec",
    line="#d9d4cb",
    accent="#9c2c3b",
    wash="#ecccd0",
    link="#8e2534",
    series=("#9c2c3b", "#1f5f8b", "#8a6100", "#2f6b4f", "#6a4c93", "#4b4f57"),
)
DARK = Palette(
    ink="#eceae6",
    soft="#b3b6bd",
    paper="#16171a",
    panel="#212327",
    line="#3d4046",
    accent="#ee8f99",
    wash="#5c2e36",
    link="#f2a3ab",
    series=("#ee8f99", "#7fb8e0", "#e0b65a", "#7fc7a0", "#c3a5ea", "#c5c8ce"),
)
DASHES: tuple[tuple[int, ...], ...] = ((1, 0), (6, 3), (2, 2), (8, 3, 2, 3), (12, 4), (4, 2, 1, 2))


def palette() -> Palette:
    """Return the colours of the appearance the reader uses."""
    return DARK if st.context.theme.type == "dark" else LIGHT


def style_sheet(colours: Palette) -> str:
    """Return the style sheet of every page in these colours."""
    roots = "; ".join(
        f"--rd-{name}: {getattr(colours, name)}"
        for name in ("ink", "soft", "paper", "panel", "line", "accent", "wash", "link")
    )
    return f"<style>:root {{ {roots} }}\n{_rules()}</style>"


@cache
def _rules() -> str:
    return (Path(__file__).parent / "style.css").read_text(encoding="utf-8")
