"""Lines read from the picture of a page to blocks: what was written in a form's box comes out under that box's field.

A picture tells neither fonts nor line ends. What does: the borders that are drawn, the labels that the forms are known
to have, and whether the next word would still have fitted on a line.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from statistics import median

from pipeline.formdefs import TEMPLATE_SENTENCES
from pipeline.ingest.labels import Label, is_printed, match_label
from pipeline.ingest.layout import Paragraph, Rectangle, Word, around, read_words
from pipeline.ingest.lostborders import boxes_below_labels
from pipeline.ingest.plaintext import LIST_MARK
from pipeline.ingest.reader import BlockKind

# A label stands at most this many line heights above its box: there can be a question of two lines in between.
_MAX_LABEL_GAP = 4.0
# Room, in letters, that must be left before a line counts as ended on purpose; places of words are estimates.
_SPARE_LETTERS = 0.8
_SPARE_LETTERS_IN_LIST = 3.0
# A line that fills less of the width than this was ended on purpose, even when the next starts with a small letter.
_SHORT_LINE_SHARE = 0.6
_NEW_THOUGHT_GAP = 1.7


# Words after which a sentence goes on, so that a capital on the next line is a name.
_NEVER_LAST = {
    "aan", "als", "bij", "dat", "de", "den", "der", "deze", "die", "dit", "door", "een", "elke", "en",
    "er", "geen", "haar", "heer", "het", "hun", "iedere", "in", "is", "jouw", "maar", "met", "mevrouw",
    "mijn", "na", "naar", "of", "om", "onder", "ons", "onze", "op", "over", "per", "samen", "te",
    "tegen", "ten", "ter", "tot", "tussen", "uit", "van", "via", "voor", "vanuit", "waar", "want",
    "was", "wat", "wie", "zijn", "zoals", "zonder",
}  # fmt: skip
# A line of at least so many letters is a printed sentence when this share of them stands in one in the same order.
_MIN_PRINTED_LETTERS = 10
_PRINTED_SHARE = 0.85


@dataclass(frozen=True)
class ReadLine:
    """One line of text on a straightened picture, its place in pixels, and how sure the reading is (0-1)."""

    text: str
    place: Rectangle
    confidence: float

    @property
    def letter_width(self) -> float:
        """Return the mean width of a letter, in pixels."""
        return self.place.width / max(1, len(self.text))


@dataclass(frozen=True)
class Piece:
    """Text that belongs together: what will be one block."""

    text: str
    place: Rectangle
    kind: BlockKind
    field: str = ""


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


_SENTENCES = tuple(_letters(sentence) for sentence in TEMPLATE_SENTENCES)


def read_form(lines: Sequence[ReadLine], boxes: Sequence[Rectangle]) -> list[Piece]:
    """Return what stands on a page: first what is outside the boxes with a known label, then box by box.

    Parameters
    ----------
    lines
        In any order.
    boxes
        Rectangles drawn on the page, smallest first.
    """
    page = _read_boxes(lines, boxes)
    if lost := _lost_boxes(page):
        boxes = [*boxes, *lost]
        page = _read_boxes(lines, boxes)
    rest = [line for line in page.parts if id(line) not in page.used]
    pieces = list(page.pieces)
    if pieces:
        answers, rest = _answers(rest, page.usual)
        pieces += answers
        # What is nearly the form's own is that, misread; nobody wrote it.
        rest = [line for line in rest if is_printed(line.text) or not _is_nearly_printed(line.text)]
    return [*_unlabelled(rest, boxes, page.usual), *pieces]


@dataclass(frozen=True)
class _Boxed:
    """What stands in boxes: all parts of lines, the usual height of one, ids of those in a box, and pieces."""

    parts: Sequence[ReadLine]
    usual: float
    used: frozenset[int]
    pieces: Sequence[Piece]


def _read_boxes(lines: Sequence[ReadLine], boxes: Sequence[Rectangle]) -> _Boxed:
    """Return what stands in each box with a known label, from the top of the page to the bottom."""
    parts = [part for line in lines for part in _cut_at_borders(line, boxes)]
    heights = [part.place.height for part in parts]
    usual = median(heights) if heights else 1.0
    held = _held_lines(parts, boxes)
    labels = [(line, label) for line in parts if (label := match_label(line.text)) is not None]
    used: set[int] = set()
    pieces: list[Piece] = []
    for box in sorted(boxes, key=lambda box: (box.top, box.x0)):
        found = _label_of(box, held[box], labels, usual)
        if found is None:
            continue
        label_line, label = found
        own = [line for line in held[box] if line is not label_line]
        written = own if label.is_meta else _without_printed(own)
        used |= {id(line) for line in (*own, label_line)}
        pieces += _pieces(written, box, label.field)
    return _Boxed(parts, usual, frozenset(used), pieces)


def _lost_boxes(page: _Boxed) -> list[Rectangle]:
    """Return the boxes of which the label stands on the page and the border does not."""
    labels: list[Rectangle] = []
    written: list[Rectangle] = []
    printed: list[Rectangle] = []
    for line in page.parts:
        label = match_label(line.text)
        if id(line) in page.used:
            continue
        if label is not None and label.is_exact and not label.is_meta:
            labels.append(line.place)
        else:
            (printed if is_printed(line.text) else written).append(line.place)
    return boxes_below_labels(labels, written, printed, page.usual)


def _answers(lines: Sequence[ReadLine], usual: float) -> tuple[list[Piece], list[ReadLine]]:
    """Return answers that stand right below a question about the conversation, and the lines that are left."""
    answers: list[Piece] = []
    used: set[int] = set()
    for line in lines:
        label = match_label(line.text)
        if label is None or not (label.is_meta and label.is_exact):
            continue
        below = [other for other in lines if other is not line and _is_below(other.place, line.place, usual)]
        used.add(id(line))
        if below:
            answer = min(below, key=lambda other: other.place.top)
            used.add(id(answer))
            answers.append(Piece(answer.text, answer.place, "form_field", label.field))
    return answers, [line for line in lines if id(line) not in used]


def _is_below(place: Rectangle, label: Rectangle, usual: float) -> bool:
    return 0 < place.top - label.top < 2.5 * usual and abs(place.x0 - label.x0) < 2.0 * usual


def _without_printed(lines: Sequence[ReadLine]) -> list[ReadLine]:
    """Return lines that are not the form's own; the end of a printed sentence may stand on the next line."""
    written: list[ReadLine] = []
    printed = ""
    for line in sorted(lines, key=lambda line: line.place.top):
        together = f"{printed} {line.text}".strip()
        if _is_nearly_printed(line.text) or (printed and _is_nearly_printed(together)):
            printed = together
        else:
            written.append(line)
            printed = ""
    return written


def _is_nearly_printed(text: str) -> bool:
    """Tell whether a line is the form's own, or was before some letters of it were misread."""
    if is_printed(text):
        return True
    letters = _letters(text)
    return len(letters) >= _MIN_PRINTED_LETTERS and any(
        sum(match.size for match in _matching(sentence, letters)) >= _PRINTED_SHARE * len(letters)
        for sentence in _SENTENCES
        if len(sentence) >= _PRINTED_SHARE * len(letters)
    )


def _matching(sentence: str, letters: str) -> list[Match]:
    """Return the stretches of at least three letters that two texts share, in order."""
    matcher = SequenceMatcher(None, sentence, letters, autojunk=False)
    return [match for match in matcher.get_matching_blocks() if match.size >= 3]


def _cut_at_borders(line: ReadLine, boxes: Sequence[Rectangle]) -> list[ReadLine]:
    """Return the parts of a line that was read across the border of two boxes."""
    words = _words(line)
    groups = itertools.groupby(words, key=lambda word: _box_of(word.place, boxes))
    runs = [list(run) for _, run in groups]
    if len(runs) < 2:
        return [line]
    return [
        ReadLine(" ".join(word.text for word in run), around([word.place for word in run]), line.confidence)
        for run in runs
    ]


def _box_of(place: Rectangle, boxes: Sequence[Rectangle]) -> Rectangle | None:
    return next((box for box in boxes if box.holds(place)), None)


def _held_lines(lines: Sequence[ReadLine], boxes: Sequence[Rectangle]) -> dict[Rectangle, list[ReadLine]]:
    held: dict[Rectangle, list[ReadLine]] = {box: [] for box in boxes}
    for line in lines:
        box = _box_of(line.place, boxes)
        if box is not None:
            held[box].append(line)
    return held


def _label_of(
    box: Rectangle, held: Sequence[ReadLine], labels: Sequence[tuple[ReadLine, Label]], usual: float
) -> tuple[ReadLine, Label] | None:
    """Return the label of a box: its first line, else the nearest right above it.

    A word that is a label by another name is one only when nothing better is; a box with the labels of several fields
    is a frame around them.
    """
    top = min((line.place.top for line in held), default=0.0)
    inside = [(line, label) for line, label in labels if any(line is other for other in held)]
    first = [found for found in inside if found[0].place.top <= top + 0.5 * usual]
    if len({label.field for _line, label in inside if label.is_exact}) > 1:
        return None
    above = _nearest_above(box, labels, usual)
    exact = [found for found in (*first, above) if found is not None and found[1].is_exact]
    return next((found for found in (*exact, *first, above) if found is not None), None)


def _nearest_above(
    box: Rectangle, labels: Sequence[tuple[ReadLine, Label]], usual: float
) -> tuple[ReadLine, Label] | None:
    above = [
        (box.top - line.place.bottom, number)
        for number, (line, _label) in enumerate(labels)
        if -usual <= box.top - line.place.bottom <= _MAX_LABEL_GAP * usual
        and min(line.place.x1, box.x1) - max(line.place.x0, box.x0) > 0.5 * line.place.width
    ]
    return labels[min(above)[1]] if above else None


def _pieces(lines: Sequence[ReadLine], box: Rectangle, field: str) -> list[Piece]:
    """Return the thoughts in a box, each with the lines it was wrapped over put after each other."""
    if not lines:
        return []
    rows = _rows(lines)
    left = min(line.place.x0 for line in lines)
    # Text keeps the same distance to the right border as it does to the left one.
    right = box.x1 - (left - box.x0)
    steps = [below.place.top - above.place.top for above, below in itertools.pairwise(rows)]
    step = min(steps) if steps else 0.0
    has_marks = any(LIST_MARK.match(row.text) for row in rows)
    parts = [[rows[0]]]
    for above, below in itertools.pairwise(rows):
        if _starts_thought(above, below, right, left, step, has_marks):
            parts.append([below])
        else:
            parts[-1].append(below)
    return [
        Piece(" ".join(row.text for row in part), around([row.place for row in part]), "form_field", field)
        for part in parts
    ]


def _starts_thought(
    above: ReadLine, below: ReadLine, right: float, left: float, step: float, has_marks: bool
) -> bool:
    if LIST_MARK.match(below.text) or below.place.top - above.place.top > _NEW_THOUGHT_GAP * step:
        return True
    letter = min(above.letter_width, below.letter_width)
    first_word = len(below.text.split()[0]) * letter
    spare = right - above.place.x1 - letter - first_word
    if spare < (_SPARE_LETTERS_IN_LIST if has_marks else _SPARE_LETTERS) * letter:
        return not has_marks and _is_new_sentence(above.text, below.text)
    if not below.text[:1].islower():
        return True
    is_short = above.place.x1 - left < _SHORT_LINE_SHARE * (right - left)
    return is_short and not has_marks and not above.text.endswith((",", "-"))


def _is_new_sentence(above: str, below: str) -> bool:
    """Tell whether a capital below a full line starts a thought: Dutch has few inside a sentence, names left aside."""
    last, first = above.rpartition(" ")[2], below.partition(" ")[0]
    is_open = last[-1:].isalnum() and last[:1].islower() and last.casefold() not in _NEVER_LAST
    return is_open and first[:1].isupper() and not first[1:2].isupper()


def _rows(lines: Sequence[ReadLine]) -> list[ReadLine]:
    """Return lines from top to bottom; parts that stand beside each other make one."""
    rows: list[list[ReadLine]] = []
    for line in sorted(lines, key=lambda line: line.place.top + line.place.bottom):
        middle = (line.place.top + line.place.bottom) / 2
        if rows and rows[-1][0].place.top + 0.2 * line.place.height < middle < rows[-1][0].place.bottom:
            rows[-1].append(line)
        else:
            rows.append([line])
    joined = []
    for row in rows:
        row.sort(key=lambda line: line.place.x0)
        confidence = min(line.confidence for line in row)
        place = around([line.place for line in row])
        joined.append(ReadLine(" ".join(line.text for line in row), place, confidence))
    return joined


def _unlabelled(lines: Sequence[ReadLine], boxes: Sequence[Rectangle], usual: float) -> list[Piece]:
    """Return lines without a box of their own as paragraphs, column by column."""
    words = [word for line in lines for word in _words(_of_usual_height(line, usual))]
    return [_piece(paragraph) for paragraph in read_words(words, boxes)]


def _piece(paragraph: Paragraph) -> Piece:
    return Piece(paragraph.text, paragraph.place, paragraph.kind)


def _of_usual_height(line: ReadLine, usual: float) -> ReadLine:
    """Return a line whose height tells the size of its letters: what is found depends on which letters are in it."""
    place = line.place
    if not 0.65 * usual <= place.height <= 1.3 * usual:
        return line
    middle = (place.top + place.bottom) / 2
    level = Rectangle(place.x0, middle - usual / 2, place.x1, middle + usual / 2)
    return ReadLine(line.text, level, line.confidence)


def _words(line: ReadLine) -> list[Word]:
    """Return the words of a line; their places by their share of its letters, since only lines are found."""
    place, font = line.place, _font(line.text)
    words, at = [], 0
    for is_space, run in itertools.groupby(line.text, str.isspace):
        text = "".join(run)
        if not is_space:
            x0 = place.x0 + at * line.letter_width
            words.append(
                Word(text, Rectangle(x0, place.top, x0 + len(text) * line.letter_width, place.bottom), font)
            )
        at += len(text)
    return words


def _font(text: str) -> str:
    """Return what stands in for a font: labels and printed sentences have their own; no label ends in a full stop."""
    return (
        "label"
        if match_label(text) and not text.endswith(".")
        else "printed"
        if is_printed(text)
        else "written"
    )
