"""A document to passages: stretches of text with the label that stands above, before or beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.formdefs import VERSION_FIELD
from pipeline.ingest.cells import CellRole, find_cell_roles
from pipeline.ingest.dates import find_dates
from pipeline.ingest.facts import read_participants
from pipeline.ingest.labels import Label, form_of_field, is_printed, match_label, split_label
from pipeline.ingest.placed import find_placed_roles
from pipeline.ingest.reader import Block
from pipeline.ingest.split import single_spaced

_MAX_ANSWER_CHARS = 120
_MAX_INTRODUCTION_CHARS = 500
_MAX_TITLE_WORDS = 12
_PART = re.compile(r"\s*(?:\t|\||;|·|•| {3,})\s*")
_ABOUT = re.compile(
    r"gesprek|spraken|vakmanschap|sessie|bijeenkomst|tafel|verslag|dialoog|deelnemers|aanwezig", re.IGNORECASE
)


@dataclass(frozen=True)
class Passage:
    """A stretch of one block.

    Parameters
    ----------
    field
        Box or heading it belongs to; None when nothing says.
    block, start, end
        Number of the block, and the stretch within its text.
    is_typed
        Whether someone typed it line by line in a box, rather than as flowing text.
    """

    field: str | None
    block: int
    start: int
    end: int
    is_typed: bool


@dataclass
class Reading:
    """What one pass over a document gave.

    Parameters
    ----------
    passages
        In reading order.
    answers
        Answers to the form's questions about the conversation, by the id of the question.
    around
        Titles, headings, printed lines and introductions.
    """

    passages: list[Passage] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    around: list[str] = field(default_factory=list)


def read_passages(blocks: Sequence[Block]) -> Reading:
    """Return the passages of a document."""
    flow = _Flow(blocks, {**find_placed_roles(blocks), **find_cell_roles(blocks)})
    for number, block in enumerate(blocks):
        flow.read(number, block)
    _set_introductions_apart(flow.reading, blocks)
    return flow.reading


def field_label(name: str) -> Label | None:
    """Return the label that a form field's own name stands for, numbering and parents of the name set aside."""
    for part in (name, name.rpartition(".")[2]):
        bare = re.sub(r"\[\d+\]|[_\s-]?\d+$", "", part)
        spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", bare).replace("_", " ").replace(".", " ")
        if label := match_label(spaced):
            return label
    return None


class _Flow:
    """One pass in reading order, with the label that holds until the next."""

    def __init__(self, blocks: Sequence[Block], roles: Mapping[int, CellRole]) -> None:
        self.reading = Reading()
        self._blocks = blocks
        self._roles = roles
        self._field: str | None = None
        self._question: str | None = None
        self._headlines = _headline_fields(blocks)

    def read(self, number: int, block: Block) -> None:
        """Read one block."""
        if block.name == VERSION_FIELD:
            self.reading.answers[VERSION_FIELD] = block.text
        elif block.kind == "form_field" and (label := field_label(block.name)):
            self._keep(label, number, 0, len(block.text), is_typed=True)
        elif role := self._roles.get(number):
            self._read_cell(number, block, role)
        elif "\n" in block.text and block.box and (label := self._label_of(number, block, block.text)):
            self._follow(label)
        elif is_printed(block.text) and match_label(block.text) is None and self._question is None:
            self.reading.around.append(block.text)
        else:
            for start, end in _laid_out_spans(block.text) if block.box else _line_spans(block.text):
                self._read_line(number, block, start, end)

    def _read_cell(self, number: int, block: Block, role: CellRole) -> None:
        if role.heads:
            self._field, self._question = role.heads, None
        if role.label is None or (is_printed(block.text) and not role.label.is_meta):
            self.reading.around.append(block.text)
            return
        if role.label.is_meta:
            self._keep(role.label, number, role.start, len(block.text), is_typed=True)
            return
        for start, end in _line_spans(block.text):
            line = block.text[start:end]
            if end <= role.start or is_printed(line):
                self.reading.around.append(line)
            else:
                self._keep(role.label, number, max(start, role.start), end, is_typed=True)

    def _read_line(self, number: int, block: Block, start: int, end: int) -> None:
        line = block.text[start:end]
        if self._question is not None:
            self.reading.answers.setdefault(self._question, line.strip())
            self._question = None
        elif label := self._label_of(number, block, line):
            self._follow(label)
        elif answers := _inline_answers(line):
            for question, answer in answers.items():
                self.reading.answers.setdefault(question, answer)
            self.reading.around.append(line)
        elif is_printed(line):
            self.reading.around.append(line)
        elif block.kind == "heading":
            self._field = None
            self.reading.around.append(line)
        else:
            start += self._take_inline_label(line)
            self._add(Passage(self._field, number, start, end, is_typed=block.kind == "form_field"))

    def _follow(self, label: Label) -> None:
        self._question = label.field if label.is_meta else None
        self._field = self._field if label.is_meta else label.field

    def _take_inline_label(self, line: str) -> int:
        """Follow a label such as 'Hoofd: ...' and return how much of the line it takes."""
        found = split_label(line)
        if found is None or found[0].is_meta or not self._may_be_inline(found[0]):
            return 0
        self._field = found[0].field
        return found[1]

    def _may_be_inline(self, label: Label) -> bool:
        """Tell whether 'Dilemma: ...' is a label here: not where only other forms' labels have own lines."""
        if label.field in (self._field, *self._headlines):
            return False
        return not self._headlines or form_of_field(label.field) in {
            form_of_field(name) for name in self._headlines
        }

    def _label_of(self, number: int, block: Block, line: str) -> Label | None:
        label = match_label(line)
        if label is None or (block.kind == "list_item" and not line.rstrip().endswith(":")):
            return None
        if block.kind == "heading" or line.rstrip().endswith((":", "?")) or line.isupper():
            return label
        if label.is_exact:
            return label
        # Below its own label a single word that is another name of it is a keyword.
        if label.field == self._field and len(line.split()) == 1:
            return None
        # One word can be a heading or a keyword; above a text or a list it is a heading.
        following = self._blocks[number + 1] if number + 1 < len(self._blocks) else None
        is_headline = (
            "\n" not in block.text
            and following is not None
            and (following.kind == "list_item" or len(following.text.split()) > 4 or len(line.split()) > 1)
        )
        return label if is_headline else None

    def _is_below_list(self, block: Block) -> bool:
        """Tell whether a paragraph stands right below the items of a list, where it is no item."""
        last = self.reading.passages[-1] if self.reading.passages else None
        return last is not None and self._blocks[last.block].kind == "list_item" and block.kind == "paragraph"

    def _keep(self, label: Label, number: int, start: int, end: int, is_typed: bool) -> None:
        if label.is_meta:
            self.reading.answers.setdefault(label.field, single_spaced(self._blocks[number].text[start:end]))
        else:
            self._add(Passage(label.field, number, start, end, is_typed))

    def _add(self, passage: Passage) -> None:
        """Keep a passage; a line right below another of the same block and field makes one passage with it."""
        last = self.reading.passages[-1] if self.reading.passages else None
        if (
            last is not None
            and (last.block, last.field) == (passage.block, passage.field)
            and not (self._blocks[passage.block].text[last.end : passage.start].strip())
        ):
            self.reading.passages[-1] = Passage(
                last.field, last.block, last.start, passage.end, last.is_typed
            )
        else:
            self.reading.passages.append(passage)


def _headline_fields(blocks: Sequence[Block]) -> set[str]:
    """Return the fields that have a line of their own as label."""
    labels = (
        match_label(line)
        for block in blocks
        if block.kind != "list_item" and block.table is None
        for line in block.text.split("\n")
    )
    return {label.field for label in labels if label and not label.is_meta}


def _inline_answers(line: str) -> dict[str, str]:
    """Return the answers on a line such as 'Datum: 14 juni 2021 | Deelnemers: 8'."""
    answers: dict[str, str] = {}
    for part in _PART.split(line):
        found = split_label(part)
        if found is None or not found[0].is_meta or len(part) > _MAX_ANSWER_CHARS:
            return {}
        answers[found[0].field] = part[found[1] :].strip()
    return answers


def _laid_out_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield a paragraph of a page as a whole, but for a label on its first line."""
    first = len(text.partition("\n")[0])
    if first < len(text) and match_label(text[:first]):
        yield 0, first
        first += 1
    else:
        first = 0
    yield first, len(text)


def _line_spans(text: str) -> Iterator[tuple[int, int]]:
    for match in re.finditer(r"[^\n]+", text):
        if match[0].strip():
            yield match.span()


def _set_introductions_apart(reading: Reading, blocks: Sequence[Block]) -> None:
    """Take passages that tell about the conversation, above its first label, out of the thoughts."""
    has_labels = any(passage.field for passage in reading.passages)
    kept: list[Passage] = []
    for position, passage in enumerate(reading.passages):
        text = blocks[passage.block].text[passage.start : passage.end]
        is_opening = (
            passage.field is None and not any(p.field for p in kept) and (has_labels or position == 0)
        )
        if is_opening and (is_introduction(text) or (has_labels and _is_title(text))):
            reading.around.append(text)
        else:
            kept.append(passage)
    reading.passages = kept


def _is_title(text: str) -> bool:
    """Tell whether a line above the first label is a title: short, and no sentence."""
    return len(text.split()) <= _MAX_TITLE_WORDS and text.rstrip()[-1:] not in ".!?;\"'”’»"


def is_introduction(text: str) -> bool:
    """Tell whether a text says when or with whom a conversation was held, rather than what was said."""
    if len(text) > _MAX_INTRODUCTION_CHARS or not _ABOUT.search(text):
        return False
    return bool(find_dates(text)) or (
        len(text) < 200 and read_participants(text) is not None and "deelnemers" in text.lower()
    )
