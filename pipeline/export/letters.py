"""Letters that a file can hold and that our typeface has.

What people write may hold emoji, other scripts, or marks that an XML file can't hold. A PDF for everyone (PDF/UA) may
hold no letter that can't be drawn, so each of those is drawn as a box; a Word file and a wiki page keep them.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final

from reportlab.pdfbase import pdfmetrics

from pipeline.export.fonts import REGULAR, register_fonts

BOX: Final = "□"
BOX_NOTE: Final = (
    f"Een teken dat ons lettertype niet heeft, zoals een emoji, staat hier als {BOX}. In het Word-bestand staat het er "
    "wel."
)
_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def drawable(text: str) -> str:
    """Return a text with a box for every letter that the typeface lacks; line breaks and tabs stay."""
    return "".join(letter if letter in _letters() or letter in "\n\t" else BOX for letter in text)


def draw_all(value: Any) -> Any:
    """Return plain values (dicts, lists, texts) with every text made drawable."""
    if isinstance(value, str):
        return drawable(value)
    if isinstance(value, dict):
        return {name: draw_all(item) for name, item in value.items()}
    return [draw_all(item) for item in value] if isinstance(value, (list, tuple)) else value


def xml_text(text: str) -> str:
    """Return a text with a box for every mark that XML can't hold."""
    return _NOT_XML.sub(BOX, text)


@cache
def _letters() -> frozenset[str]:
    register_fonts()
    font: Any = pdfmetrics.getFont(REGULAR)
    known = map(chr, font.face.charToGlyph)
    return frozenset(letter for letter in known if letter.isprintable() or letter == "\u00a0")
