"""Where the boxes of a form are when their borders did not survive: thin grey lines are gone in a black-and-white scan.

Labels that stand side by side show the columns; a box runs from its label to the next one below it. Nothing that was
written crosses a border, so a line that runs on past a column shows that its box is wider.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.ingest.layout import Rectangle


def boxes_below_labels(
    labels: Sequence[Rectangle], written: Sequence[Rectangle], printed: Sequence[Rectangle], usual: float
) -> list[Rectangle]:
    """Return a box for each label, smallest first; none when no two labels stand side by side.

    Parameters
    ----------
    labels
        Places of the labels of boxes without a border, in pixels.
    written, printed
        Places of the other lines, in pixels; those that the form prints can stand anywhere, so they show no column.
    usual
        Height of a line, in pixels.
    """
    if not any(_is_beside(one, other) for one in labels for other in labels if one is not other):
        return []
    margin = usual / 2
    everything = (*labels, *written, *printed)
    lowest = max(place.bottom for place in everything)
    boxes = []
    limits = [_right_limit(label, labels, written, margin) for label in labels]
    for label, limit in zip(labels, limits, strict=True):
        next_tops = [
            other.top
            for other, reach in zip(labels, limits, strict=True)
            if other.top > label.bottom and other.x0 - margin < limit and reach > label.x0 - margin
        ]
        bottom = min(next_tops) - 1.0 if next_tops else lowest
        boxes.append(Rectangle(label.x0 - margin, label.top, limit, bottom))
    columns = [_as_wide_as_written(box, boxes, everything, margin) for box in boxes]
    return sorted(columns, key=lambda box: (box.area, box.top, box.x0))


def _is_beside(one: Rectangle, other: Rectangle) -> bool:
    return one.top < (other.top + other.bottom) / 2 < one.bottom


def _right_limit(
    label: Rectangle, labels: Sequence[Rectangle], written: Sequence[Rectangle], margin: float
) -> float:
    """Return where the first column begins that nothing below a label runs into."""
    below = [other.top for other in labels if other.top > label.bottom and _same_column(other, label, margin)]
    own = [
        line
        for line in written
        if label.top <= line.top < min(below, default=float("inf")) and line.x0 > label.x0 - 2 * margin
    ]
    starts = sorted(other.x0 - margin for other in labels if other.x0 - margin > label.x1)
    for start in starts:
        if not any(line.x0 < start - margin and line.x1 > start + 2 * margin for line in own):
            return start
    return max(place.x1 for place in (*labels, *written)) + margin


def _same_column(one: Rectangle, other: Rectangle, margin: float) -> bool:
    return abs(one.x0 - other.x0) < 2 * margin


def _as_wide_as_written(
    box: Rectangle, boxes: Sequence[Rectangle], places: Sequence[Rectangle], margin: float
) -> Rectangle:
    """Return a box no wider than the widest line in its column: a drawing can stand between two columns."""
    column = [other for other in boxes if _same_column(other, box, margin)]
    ends = [place.x1 for place in places if any(other.holds(place) for other in column)]
    right = min(box.x1, max(ends, default=box.x1) + margin)
    return Rectangle(box.x0, box.top, right, box.bottom)
