"""The text layer of one PDF page as blocks: words grouped by the boxes drawn around them, then by column and paragraph.

Reading straight across the page would interleave the boxes of a canvas, which stand side by side.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pipeline.ingest.layout import Rectangle, Word, read_words
from pipeline.ingest.reader import Block, Box

if TYPE_CHECKING:
    from pdfplumber.page import Page

_MIN_BOX_WIDTH = 40.0
_MIN_BOX_HEIGHT = 14.0
_MAX_PAGE_SHARE = 0.85
_MAX_BOXES = 2000


def read_layout(page: Page, number: int) -> Iterator[Block]:
    """Yield the paragraphs of a page, box by box; places as shares of the page."""
    left, top, right, bottom = (float(value) for value in page.bbox)
    width, height = (right - left) or 1.0, (bottom - top) or 1.0
    words = [
        Word(
            found["text"],
            Rectangle(found["x0"], found["top"], found["x1"], found["bottom"]),
            found["fontname"],
        )
        for found in page.extract_words(extra_attrs=["fontname"], use_text_flow=False, x_tolerance_ratio=0.18)
    ]
    for paragraph in read_words(words, _drawn_boxes(page, width * height)):
        place = paragraph.place
        edges = (
            (place.x0 - left) / width,
            (place.top - top) / height,
            (place.x1 - left) / width,
            (place.bottom - top) / height,
        )
        yield Block(
            paragraph.text,
            paragraph.kind,
            page=number,
            box=Box(*(min(1.0, max(0.0, edge)) for edge in edges)),
        )


def _drawn_boxes(page: Page, page_area: float) -> list[Rectangle]:
    """Return the rectangles that could hold text: drawn boxes, rounded ones, and the cells of ruled tables."""
    shapes = [*page.rects, *page.curves]
    found = {_rectangle(shape) for shape in shapes[:_MAX_BOXES]}
    if len(page.edges) <= _MAX_BOXES:
        found |= {
            Rectangle(*(float(edge) for edge in cell)) for table in page.find_tables() for cell in table.cells
        }
    return sorted(
        (
            box
            for box in found
            if box.width >= _MIN_BOX_WIDTH
            and box.height >= _MIN_BOX_HEIGHT
            and box.area <= _MAX_PAGE_SHARE * page_area
        ),
        key=lambda box: (box.area, box.top, box.x0),
    )


def _rectangle(shape: dict[str, Any]) -> Rectangle:
    return Rectangle(*(round(float(shape[edge]), 1) for edge in ("x0", "top", "x1", "bottom")))
