"""Labels and texts by their places on a page, where reading order alone can't tell: boxes side by side, answers below.

Needed for printed and photographed forms; a page with one column is left to reading order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.ingest.cells import CellRole
from pipeline.ingest.labels import Label, is_printed, match_label
from pipeline.ingest.reader import Block, Box

# An answer to a question stands within this many line heights below it.
_MAX_ANSWER_GAP = 3.0
_MIN_OVERLAP = 0.3


@dataclass(frozen=True)
class _Printed:
    """A label where it is printed."""

    number: int
    label: Label
    box: Box


def find_placed_roles(blocks: Sequence[Block]) -> dict[int, CellRole]:
    """Return, by number, the blocks that belong to a label by their place."""
    pages: dict[int, list[int]] = {}
    for number, block in enumerate(blocks):
        if (
            block.page is not None
            and block.box is not None
            and block.table is None
            and block.kind != "form_field"
        ):
            pages.setdefault(block.page, []).append(number)
    roles: dict[int, CellRole] = {}
    for numbers in pages.values():
        roles |= _roles_of_page(blocks, numbers)
    return roles


def _roles_of_page(blocks: Sequence[Block], numbers: Sequence[int]) -> dict[int, CellRole]:
    labels = [
        _Printed(number, label, box)
        for number in numbers
        if (box := blocks[number].box) is not None and (label := match_label(blocks[number].text)) is not None
    ]
    roles: dict[int, CellRole] = {}
    questions = [printed for printed in labels if printed.label.is_meta]
    answered = _answers(blocks, numbers, questions, {printed.number for printed in labels})
    for number, question in answered.items():
        roles[number] = CellRole(question.label)
        roles[question.number] = CellRole(None)
    boxes = [printed for printed in labels if not printed.label.is_meta]
    if not _stand_side_by_side(boxes):
        return roles
    taken = {printed.number for printed in boxes} | set(roles)
    for number in numbers:
        block = blocks[number]
        if number in taken or block.box is None or is_printed(block.text):
            continue
        if (above := _nearest_above(block.box, boxes)) is not None:
            roles[number] = CellRole(above.label)
    return roles


def _stand_side_by_side(labels: Sequence[_Printed]) -> bool:
    return any(_overlap(one.box, other.box) <= 0 for one in labels for other in labels)


def _answers(
    blocks: Sequence[Block], numbers: Sequence[int], questions: Sequence[_Printed], labels: set[int]
) -> dict[int, _Printed]:
    """Return the answer blocks of questions: right beside a question, else right below it."""
    answers: dict[int, _Printed] = {}
    free = [number for number in numbers if number not in labels]
    for question in questions:
        candidates = [
            (gap, number)
            for number in free
            if number not in answers
            and (box := blocks[number].box) is not None
            and (gap := _gap(question, box, questions)) is not None
        ]
        if candidates:
            answers[min(candidates)[1]] = question
    return answers


def _gap(question: _Printed, box: Box, questions: Sequence[_Printed]) -> float | None:
    """Return how far an answer stands from its question, in line heights; None when it can't be its answer."""
    height = max(1e-6, question.box.bottom - question.box.top)
    middle = (box.top + box.bottom) / 2
    if question.box.top <= middle <= question.box.bottom and box.x0 >= question.box.x1 - 0.01:
        between = any(
            question.box.x1 < other.box.x0 < box.x0 and other.box.top <= middle <= other.box.bottom
            for other in questions
        )
        return None if between else 0.1 + (box.x0 - question.box.x1)
    distance = (box.top - question.box.bottom) / height
    if -0.3 <= distance <= _MAX_ANSWER_GAP and _overlap(question.box, box) > 0:
        return 1.0 + distance
    return None


def _nearest_above(box: Box, labels: Sequence[_Printed]) -> _Printed | None:
    above = [
        label
        for label in labels
        if label.box.top < box.top + 0.002
        and _overlap(label.box, box) >= _MIN_OVERLAP * min(label.box.x1 - label.box.x0, box.x1 - box.x0)
    ]
    return max(above, key=lambda label: label.box.top) if above else None


def _overlap(one: Box, other: Box) -> float:
    return min(one.x1, other.x1) - max(one.x0, other.x0)
