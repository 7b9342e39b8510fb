"""Words with places to paragraphs: by the boxes around them, by column, by line, by the width lines could have had."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from pipeline.ingest.plaintext import LIST_MARK
from pipeline.ingest.reader import BlockKind

# After these a capital is a name's.
_BEFORE_NAMES = frozenset({
    "van", "aan", "met", "bij", "een", "het", "der", "den", "uit", "dat", "als", "die", "dan", "hun", "ons", "mijn",
    "mevrouw", "meneer", "heer", "minister", "staatssecretaris", "collega", "ministerie", "dienst", "naar", "voor",
    "door", "over", "tegen", "onder", "tussen", "vanuit", "onze", "deze", "rond", "oude", "nieuwe", "sinds", "volgens",
})  # fmt: skip
# A heading is this much higher than the usual text of its page, and short.
_HEADING_SIZE = 1.15
_MAX_HEADING_WORDS = 10
# Two words of one line further apart than this, in line heights, belong to different columns.
_COLUMN_GAP = 1.6
# Baselines further apart than this, in line heights, start a new paragraph.
_PARAGRAPH_GAP = 1.5
_SENTENCE_ENDS = tuple(".!?…:;")
_OPENING, _CLOSING = tuple("\"“„«'‘"), tuple("\"”»'’")
_BULLET_ALONE = re.compile(r"[-*+•◦▪‣·–●○■□✓➢►]|\(?\d{1,2}[.)]")


@dataclass(frozen=True)
class Rectangle:
    """A rectangle in points from the top left."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        """Return the width in points."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Return the height in points."""
        return self.bottom - self.top

    @property
    def area(self) -> float:
        """Return the area in square points."""
        return self.width * self.height

    def holds(self, other: Rectangle) -> bool:
        """Tell whether the middle of another rectangle lies inside this one."""
        x, y = (other.x0 + other.x1) / 2, (other.top + other.bottom) / 2
        return self.x0 <= x <= self.x1 and self.top <= y <= self.bottom


@dataclass(frozen=True)
class Word:
    """A word, where it stands, and the font it is set in."""

    text: str
    place: Rectangle
    font: str = ""


@dataclass(frozen=True)
class Line:
    """Words that stand beside each other."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """Return the words with a space between them."""
        return " ".join(word.text for word in self.words)

    @property
    def place(self) -> Rectangle:
        """Return the rectangle around the words."""
        return around([word.place for word in self.words])

    @property
    def font(self) -> str:
        """Return the font of the last word, since a bullet before it often has one of its own."""
        return self.words[-1].font


@dataclass(frozen=True)
class Paragraph:
    """Lines that belong together.

    Parameters
    ----------
    text
        The lines with a line break between them.
    place
        Around the words.
    kind
        What it looks like.
    box
        The drawn rectangle it stands in, if any.
    """

    text: str
    place: Rectangle
    kind: BlockKind
    box: Rectangle | None = None


_Column = tuple[list[Line], Rectangle | None, bool]


def around(places: Sequence[Rectangle]) -> Rectangle:
    """Return the smallest rectangle around others."""
    return Rectangle(
        min(p.x0 for p in places),
        min(p.top for p in places),
        max(p.x1 for p in places),
        max(p.bottom for p in places),
    )


def read_words(words: Sequence[Word], boxes: Sequence[Rectangle]) -> Iterator[Paragraph]:
    """Yield paragraphs in reading order.

    Parameters
    ----------
    words
        In any order.
    boxes
        Drawn rectangles, smallest first; a word belongs to the first that holds it.
    """
    groups: dict[Rectangle | None, list[Word]] = {}
    for word in words:
        groups.setdefault(next((box for box in boxes if box.holds(word.place)), None), []).append(word)
    parents = _box_parents([box for box in groups if box is not None])
    usual = _usual_height(words)
    for column, box, is_alone in _columns_of_box(None, groups, parents):
        for lines in _paragraphs(column, box if is_alone else None):
            yield _paragraph(lines, box, usual)


def _usual_height(words: Sequence[Word]) -> float:
    """Return the height that most characters of the page have."""
    heights: Counter[float] = Counter()
    for word in words:
        heights[round(word.place.height, 0)] += len(word.text)
    return heights.most_common(1)[0][0] if heights else 0.0


def _box_parents(boxes: Sequence[Rectangle]) -> dict[Rectangle, Rectangle | None]:
    """Return the smallest box around each box."""
    ordered = sorted(boxes, key=lambda box: box.area)
    return {
        box: next((other for other in ordered[position + 1 :] if other.holds(box)), None)
        for position, box in enumerate(ordered)
    }


def _columns_of_box(
    box: Rectangle | None,
    groups: dict[Rectangle | None, list[Word]],
    parents: dict[Rectangle, Rectangle | None],
) -> list[_Column]:
    """Return the columns of lines in a box, those of the boxes inside it at their place between its own."""
    own = _columns(_lines(groups.get(box, [])))
    # What stands alone in a box could have run on to its edge.
    parts = [[(column, box, len(own) == 1)] for column in own]
    parts += [_columns_of_box(inner, groups, parents) for inner, parent in parents.items() if parent == box]
    return [column for part in _in_reading_order(parts) for column in part]


def _lines(words: Sequence[Word]) -> list[Line]:
    """Return the lines of a group of words, cut where a gap is as wide as between columns."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.place.top + word.place.bottom, word.place.x0)):
        middle = (word.place.top + word.place.bottom) / 2
        row = next(
            (row for row in reversed(rows[-3:]) if row[0].place.top <= middle <= row[0].place.bottom), None
        )
        if row is None:
            rows.append([word])
        else:
            row.append(word)
    lines = []
    for row in rows:
        row.sort(key=lambda word: word.place.x0)
        start = 0
        for index in range(1, len(row)):
            gap = row[index].place.x0 - row[index - 1].place.x1
            bullet = index - start == 1 and _BULLET_ALONE.fullmatch(row[start].text)
            if gap > _COLUMN_GAP * row[index].place.height * (2.5 if bullet else 1.0):
                lines.append(Line(tuple(row[start:index])))
                start = index
        lines.append(Line(tuple(row[start:])))
    return lines


def _columns(lines: list[Line]) -> list[list[Line]]:
    """Stack lines that stand above each other; a line joins the nearest column above it that it overlaps alone."""
    columns: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (line.place.top, line.place.x0)):
        above = [
            column
            for column in columns
            if _overlaps(around([part.place for part in column[-3:]]), line.place)
        ]
        open_columns = [
            column for column in above if line.place.top - column[-1].place.bottom < 4 * line.place.height
        ]
        if len(open_columns) == 1:
            open_columns[0].append(line)
        else:
            columns.append([line])
    return columns


def _overlaps(one: Rectangle, other: Rectangle) -> bool:
    return min(one.x1, other.x1) - max(one.x0, other.x0) > 0.2 * min(one.width, other.width)


def _in_reading_order(parts: list[list[_Column]]) -> list[list[_Column]]:
    """Order columns and boxes: what stands wholly above comes first, and of what stands side by side the left one."""
    left = [
        (around([line.place for column, _, _ in part for line in column]), part) for part in parts if part
    ]
    ordered = []
    while left:
        places = [place for place, _ in left]
        free = (
            item
            for item in left
            if not any(_goes_before(other, item[0]) for other in places if other is not item[0])
        )
        chosen = next(free, None) or min(left, key=lambda item: (item[0].top, item[0].x0))
        left.remove(chosen)
        ordered.append(chosen[1])
    return ordered


def _goes_before(one: Rectangle, other: Rectangle) -> bool:
    if one.bottom <= other.top + 2 or (_overlaps(one, other) and one.top < other.top):
        return True
    is_beside = one.top < other.bottom and one.bottom > other.top
    return is_beside and one.x1 <= other.x0 + 2


def _paragraphs(lines: list[Line], box: Rectangle | None) -> Iterator[list[Line]]:
    """Cut a column where the spacing, the font, a list mark or a line that ends early says so."""
    right = max(line.place.x1 for line in lines)
    if box is not None:
        margin = max(0.0, min(line.place.x0 for line in lines) - box.x0)
        right = max(right, box.x1 - margin)
    spacing = _usual_spacing(lines)
    part: list[Line] = []
    for line in lines:
        if part and _starts_paragraph(part, line, right, spacing, box is not None):
            yield part
            part = []
        part.append(line)
    yield part


def _usual_spacing(lines: list[Line]) -> float:
    steps = [below.place.top - above.place.top for above, below in pairwise(lines)]
    return min(steps) if steps else 0.0


def _starts_paragraph(part: list[Line], line: Line, right: float, spacing: float, is_boxed: bool) -> bool:
    above = part[-1]
    height = median((above.place.height, line.place.height))
    step = line.place.top - above.place.top
    if (
        LIST_MARK.match(line.text + " x")
        or above.font != line.font
        or _is_next_quote(above.text, line.text)
        or abs(above.place.height - line.place.height) > 0.15 * height
    ):
        return True
    if step > max(_PARAGRAPH_GAP * height, 1.3 * spacing):
        return True
    is_centred = _is_centred(above, line)
    if (
        (is_boxed or is_centred)
        and not LIST_MARK.match(part[0].text)
        and _starts_keyword(above.text, line.text)
    ):
        return True
    if is_centred:
        return False
    # The next word would have fitted here, so whoever wrote this began a new line on purpose; in the middle of a
    # sentence it must have fitted with ease, since on a scan its width is an estimate.
    room = right - above.place.x1 - line.words[0].place.width
    runs_on = line.text[:1].islower() and above.text[-1:] not in _SENTENCE_ENDS
    return room > (1.5 if runs_on else 0.35) * height


def _is_next_quote(above: str, line: str) -> bool:
    """Tell whether one quote ended and another begins."""
    return above[-1:] in _CLOSING and above[-2:-1] in _SENTENCE_ENDS and line[:1] in _OPENING


def _is_centred(above: Line, line: Line) -> bool:
    """Tell whether lines are centred under each other, so that where they end tells nothing."""
    middles = (above.place.x0 + above.place.x1) / 2 - (line.place.x0 + line.place.x1) / 2
    return abs(middles) < 3 and abs(above.place.x0 - line.place.x0) > 4


def _starts_keyword(above: str, line: str) -> bool:
    """Tell whether a line in a box begins a thought of its own: a capital after words that end no sentence."""
    last = above.rpartition(" ")[2]
    return (
        line[:1].isupper()
        and last.isalpha()
        and last.islower()
        and len(last) > 3
        and last not in _BEFORE_NAMES
    )


def _paragraph(lines: list[Line], box: Rectangle | None, usual_height: float) -> Paragraph:
    text = "\n".join(line.text for line in lines)
    return Paragraph(text, around([line.place for line in lines]), _kind(lines, text, usual_height), box)


def _kind(lines: list[Line], text: str, usual_height: float) -> BlockKind:
    if LIST_MARK.match(text):
        return "list_item"
    is_large = min(line.place.height for line in lines) >= _HEADING_SIZE * usual_height
    is_title = len(text.split()) <= _MAX_HEADING_WORDS and text[-1:] not in ".!?,;\"'”’»"
    return "heading" if is_large and is_title else "paragraph"
