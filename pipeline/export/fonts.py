"""The typeface of everything that is drawn: Source Sans Pro (SIL Open Font License), embedded in the file."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

REGULAR: Final = "SourceSansPro-Regular"
ITALIC: Final = "SourceSansPro-It"
SEMIBOLD: Final = "SourceSansPro-Semibold"
BOLD: Final = "SourceSansPro-Bold"

FIELD_FONT: Final = "Helvetica"
"""What people type stands in a standard font that every viewer has, so that any letter can be typed."""


@cache
def register_fonts() -> None:
    """Make the typeface known to reportlab; once per process."""
    folder = files("font_source_sans_pro") / "files"
    for name in (REGULAR, ITALIC, SEMIBOLD, BOLD):
        pdfmetrics.registerFont(TTFont(name, str(folder / f"{name}.ttf")))


def wrap_text(text: str, font: str, size: float, width: float) -> list[str]:
    """Return the lines of a text set in a column; words wider than the column are broken.

    Parameters
    ----------
    text
        Line breaks in it are kept.
    size, width
        In points.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split():
            longer = f"{line} {word}" if line else word
            if pdfmetrics.stringWidth(longer, font, size) <= width:
                line = longer
                continue
            if line:
                lines.append(line)
            *full, line = _break_word(word, font, size, width)
            lines.extend(full)
        lines.append(line)
    return lines


def _break_word(word: str, font: str, size: float, width: float) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and pdfmetrics.stringWidth(pieces[-1] + letter, font, size) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def fit_text(
    text: str, font: str, width: float, height: float, largest: float = 11.0
) -> tuple[float, list[str]]:
    """Return the largest size (points, in halves, at least 4) at which a text fits a box, and its lines."""
    size = largest
    lines = wrap_text(text, font, size, width)
    while size > 4 and len(lines) * size * LEADING > height:
        size -= 0.5
        lines = wrap_text(text, font, size, width)
    return size, lines


LEADING: Final = 1.2
"""Distance between lines, as a multiple of the font size."""
