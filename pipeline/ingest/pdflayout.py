"""The text layer of one PDF page as blocks: words grouped by the boxes drawn around them, then by column and paragraph.

Reading straight across the page would interleave the boxes of a canvas, which stand side by side.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.ingest.layout import Rectangle, Word, read_words
from pipeline.ingest.reader import Block, Box

if TYPE_CHECKING:
    from pdfplumber.page import Page

_MIN_BOX_WIDTH = 40.0
_MIN_BOX_HEIGHT = 14.0
_MAX_PAGE_SHARE = 0.85
_MAX_BOXES = 1000
_MAX_EDGES = 2000
# Edges closer than this, in points, are two strokes of one line.
_SAME_EDGE = 3.0
_TABLES_PER_PAGE = 1000


def read_layout(page: Page, number: int) -> Iterator[Block]:
    """Yield the paragraphs of a page, box by box; places as shares of the page, cells with their row and column."""
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
    cells = _ruled_cells(page, number)
    for paragraph in read_words(words, _drawn_boxes(page, width * height, cells)):
        place = paragraph.place
        edges = (
            (place.x0 - left) / width,
            (place.top - top) / height,
            (place.x1 - left) / width,
            (place.bottom - top) / height,
        )
        cell = cells.get(paragraph.box) if paragraph.box is not None else None
        yield Block(
            paragraph.text,
            "cell" if cell is not None and paragraph.kind == "paragraph" else paragraph.kind,
            table=cell.table if cell else None,
            row=cell.row if cell else None,
            column=cell.column if cell else None,
            page=number,
            box=Box(*(min(1.0, max(0.0, edge)) for edge in edges)),
        )


@dataclass(frozen=True)
class _Cell:
    table: int
    row: int
    column: int


def _ruled_cells(page: Page, number: int) -> dict[Rectangle, _Cell]:
    """Return the cells of tables with ruled lines and more than one column, by their rectangle."""
    if len(page.edges) > _MAX_EDGES:
        return {}
    cells: dict[Rectangle, _Cell] = {}
    for position, table in enumerate(page.find_tables()):
        rows = [row.cells for row in table.rows]
        if max((sum(cell is not None for cell in row) for row in rows), default=0) < 2:
            continue
        for row, row_cells in enumerate(rows):
            for column, cell in enumerate(row_cells):
                if cell is not None:
                    place = Rectangle(*(round(float(edge), 1) for edge in cell))
                    cells.setdefault(place, _Cell(number * _TABLES_PER_PAGE + position, row, column))
    return cells


def _drawn_boxes(page: Page, page_area: float, cells: Iterable[Rectangle]) -> list[Rectangle]:
    """Return the rectangles that could hold text, smallest first: cells, drawn boxes and rounded ones."""
    known = list(cells)
    drawn = {_rectangle(shape) for shape in [*page.rects, *page.curves][:_MAX_BOXES]}
    drawn = {box for box in drawn if not any(_is_same(box, cell) for cell in known)}
    return sorted(
        (
            box
            for box in {*drawn, *known}
            if box.width >= _MIN_BOX_WIDTH
            and box.height >= _MIN_BOX_HEIGHT
            and box.area <= _MAX_PAGE_SHARE * page_area
        ),
        key=lambda box: (box.area, box.top, box.x0),
    )


def _is_same(one: Rectangle, other: Rectangle) -> bool:
    pairs = ((one.x0, other.x0), (one.top, other.top), (one.x1, other.x1), (one.bottom, other.bottom))
    return all(abs(a - b) <= _SAME_EDGE for a, b in pairs)


def _rectangle(shape: dict[str, Any]) -> Rectangle:
    return Rectangle(*(round(float(shape[edge]), 1) for edge in ("x0", "top", "x1", "bottom")))
