"""Tables of a form: which cell labels which, whether beside it, below it or within it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.ingest.labels import Label, is_printed, match_label, split_label
from pipeline.ingest.reader import Block


@dataclass(frozen=True)
class CellRole:
    """What a block of a table is.

    Parameters
    ----------
    label
        What its text answers or belongs to; None for a label or a printed line.
    start
        Where in the block's text that begins, after a label at its start.
    heads
        Field that it is the label of, for what follows below the table; '' for none.
    """

    label: Label | None
    start: int = 0
    heads: str = ""


@dataclass(frozen=True)
class _Cell:
    """A cell: its blocks' numbers, its own label, and where the content after that label begins."""

    row: int
    column: int
    blocks: tuple[int, ...]
    label: Label | None
    content: tuple[tuple[int, int], ...]
    is_inline: bool = False


def find_cell_roles(blocks: Sequence[Block]) -> dict[int, CellRole]:
    """Return the roles of the cells that a label governs; other cells have none and are read as flowing text."""
    tables: dict[int, dict[tuple[int, int], list[int]]] = {}
    for number, block in enumerate(blocks):
        if block.table is not None and block.row is not None and block.column is not None:
            tables.setdefault(block.table, {}).setdefault((block.row, block.column), []).append(number)
    roles: dict[int, CellRole] = {}
    for places in tables.values():
        roles |= _roles_of_table(blocks, places)
    return roles


def _roles_of_table(blocks: Sequence[Block], places: dict[tuple[int, int], list[int]]) -> dict[int, CellRole]:
    seen = _Seen()
    roles: dict[int, CellRole] = {}
    for place in sorted(places):
        seen.begin(place[0])
        left = seen.left
        cell = _read_cell(blocks, place, tuple(places[place]), left)
        governing = cell.label if cell.content else None
        outer = _governing(seen, place[1])
        if cell.label is None:
            governing = outer
        elif outer is not None and _is_text_below(cell, cell.label, outer, left):
            governing = outer
            cell = replace(cell, label=None, content=tuple((number, 0) for number in cell.blocks))
        seen.add(cell)
        starts = dict(cell.content)
        for number in cell.blocks:
            if number in starts and governing is not None:
                roles[number] = CellRole(governing, starts[number])
            elif number not in starts:
                roles[number] = CellRole(None, heads=_heads(cell))
    return roles


def _is_text_below(cell: _Cell, label: Label, outer: Label, left: _Cell | None) -> bool:
    """Tell whether what looks like a label is a text: 'Dilemma: ...' below 'Ons dilemma', 'weten' beside 'Hoofd'."""
    if outer.is_meta or label.is_meta:
        return False
    if cell.is_inline:
        return outer.field == label.field
    beside_label = left is not None and left.label == outer and not left.content
    return not label.is_exact and (outer.field == label.field or beside_label)


def _heads(cell: _Cell) -> str:
    return cell.label.field if cell.label is not None and not cell.label.is_meta and not cell.content else ""


def _read_cell(
    blocks: Sequence[Block], place: tuple[int, int], numbers: tuple[int, ...], left: _Cell | None
) -> _Cell:
    answers_left = left is not None and left.label is not None and left.label.is_meta and not left.content
    first = blocks[numbers[0]].text
    headline, _, rest = first.partition("\n")
    label = match_label(headline)
    # On a page the margin breaks a label; elsewhere a line break ends it.
    if rest and (label is None or blocks[numbers[0]].box is not None) and (whole := match_label(first)):
        label, headline, rest = whole, first, ""
    # To the right of a question stands its answer, even when it is a word that is a label elsewhere.
    if answers_left and (label is None or not label.is_meta):
        return _Cell(*place, numbers, None, tuple((number, 0) for number in numbers))
    if label is not None:
        content = [(numbers[0], len(headline) + 1)] if rest.strip() and not is_printed(rest) else []
        content += [
            (number, 0) for number in numbers[1:] if label.is_meta or not is_printed(blocks[number].text)
        ]
        return _Cell(*place, numbers, label, tuple(content))
    if found := split_label(headline):
        content = [(numbers[0], found[1]), *((number, 0) for number in numbers[1:])]
        return _Cell(*place, numbers, found[0], tuple(content), is_inline=True)
    return _Cell(
        *place, numbers, None, tuple((number, 0) for number in numbers if not is_printed(blocks[number].text))
    )


class _Seen:
    """The cells read so far, row by row: the nearest to the left, and the nearest labels to the left and above."""

    def __init__(self) -> None:
        self._row = -1
        self._above: dict[int, _Cell] = {}
        self.left: _Cell | None = None
        self.label_left: _Cell | None = None

    def begin(self, row: int) -> None:
        """Say that the next cell is in this row."""
        if row != self._row:
            self._row, self.left, self.label_left = row, None, None

    def label_above(self, column: int) -> _Cell | None:
        """Return the nearest cell above with a label."""
        return self._above.get(column)

    def add(self, cell: _Cell) -> None:
        """Take a cell that was read."""
        self.left = cell
        if cell.label is not None:
            self.label_left = self._above[cell.column] = cell


def _governing(seen: _Seen, column: int) -> Label | None:
    """Return the label of a cell that has none of its own: right before it, else above it, else further left."""
    if seen.left is not None and seen.left.label is not None and not seen.left.content:
        return seen.left.label
    above = seen.label_above(column)
    if above is not None and not above.content:
        return above.label
    further = seen.label_left
    return further.label if further is not None and not further.content else None
