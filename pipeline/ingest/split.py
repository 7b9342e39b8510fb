"""One stretch of text to thoughts: list items, typed lines, or groups of sentences of a long paragraph.

A short paragraph is one thought, however many sentences it has; only a long one is cut, never inside quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from pipeline.ingest.plaintext import LIST_MARK

# A paragraph up to here is one thought.
_MAX_CHARS = 600
_MAX_SENTENCES = 5
# What a long paragraph is cut into.
_GROUP_CHARS = 320
# Lines at most this wide were not broken by a margin, so each break was meant.
_NARROW = 50
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s+[\"'“‘«„(\[]?[A-ZÀ-Þ0-9]|\s*$)")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:bijv|bv|o\.a|i\.p\.v|m\.b\.t|t\.a\.v|d\.w\.z|nl|ca|dr|mr|drs|ir|ing|prof|mw|mevr|dhr|nr|art|blz|p|jl|a\.s|resp|evt|incl|excl"
    r"|vs|min|max|st|[A-Z])\.$",
    re.IGNORECASE,
)
_BROKEN_WORD = re.compile(r"(?<=\w)-\n\s*(?!(?:en|of|als|noch)\b)(?=\w)")
_QUOTES = {"“": "”", "„": "”", "«": "»", "‘": "’"}

Span = tuple[int, int]
_BreakRule = Callable[[str, str, int], bool]


def single_spaced(text: str) -> str:
    """Return a text with its white space made single; a word broken at the end of a line is joined, hyphen and all."""
    return " ".join(_BROKEN_WORD.sub("-", text).split())


def split_typed(text: str) -> list[Span]:
    """Cut what someone typed in a box: list items, else lines; a line that runs on joins the one above it."""
    return _cut(text, _is_typed_break)


def split_flowing(text: str) -> list[Span]:
    """Cut flowing text: list items, else paragraphs as they stand, long ones into groups of sentences."""
    return [part for span in _cut(text, _is_flowing_break) for part in _cut_long(text, span)]


def split_laid_out(text: str) -> list[Span]:
    """Cut a paragraph of a page, whose lines the margin broke: list items, long ones in groups of sentences."""
    return [part for span in _cut(text, lambda above, line, width: False) for part in _cut_long(text, span)]


def _cut(text: str, is_break: _BreakRule) -> list[Span]:
    lines = list(_lines(text))
    if not lines:
        return []
    width = max(end - start for start, end in lines)
    has_marks = any(LIST_MARK.match(text[start:end]) for start, end in lines)
    spans: list[Span] = [lines[0]]
    for (_, end_above), (start, end) in pairwise(lines):
        blank = text.count("\n", end_above, start) > 1
        marked = LIST_MARK.match(text[start:end]) is not None
        in_item = has_marks and not marked and LIST_MARK.match(text[spans[-1][0] : spans[-1][1]]) is not None
        if (
            blank
            or marked
            or (
                not in_item
                and is_break(text[spans[-1][0] : end_above].rpartition("\n")[2], text[start:end], width)
            )
        ):
            spans.append((start, end))
        else:
            spans[-1] = (spans[-1][0], end)
    return [span for span in (_trim(text, span) for span in spans) if span[0] < span[1]]


def _is_typed_break(above: str, line: str, width: int) -> bool:
    """Tell whether a new line in a box starts a new thought; only pasted text has lines that run on."""
    runs_on = (
        width > _NARROW + 10
        and len(above) >= 0.7 * width
        and line[:1].islower()
        and above.rstrip()[-1:] not in ".!?:;\"'”"
    )
    return not runs_on


def _is_flowing_break(above: str, line: str, width: int) -> bool:
    """Tell whether a line was ended on purpose: it is narrow, or its successor's first word would have fitted."""
    if width <= _NARROW:
        return True
    first_word = line.split(maxsplit=1)[0] if line.split() else ""
    return len(above) + 1 + len(first_word) < 0.8 * width


def _lines(text: str) -> Iterator[Span]:
    for match in re.finditer(r"[^\n]+", text):
        if match[0].strip():
            yield match.span()


def _trim(text: str, span: Span) -> Span:
    """Take white space, list marks and empty bullets off the ends."""
    start, end = span
    start += len(text[start:end]) - len(text[start:end].lstrip())
    if mark := LIST_MARK.match(text[start:end]):
        start += mark.end()
    end = start + len(text[start:end].rstrip())
    if not any(character.isalnum() for character in text[start:end]):
        return start, start
    return start, end


def _cut_long(text: str, span: Span) -> Iterator[Span]:
    start, end = span
    ends = list(_sentence_ends(text[start:end]))
    if end - start <= _MAX_CHARS and len(ends) <= _MAX_SENTENCES:
        yield span
        return
    begin = 0
    for position, sentence_end in enumerate(ends):
        next_end = ends[position + 1] if position + 1 < len(ends) else None
        if next_end is None or next_end - begin > _GROUP_CHARS:
            yield _trim(text, (start + begin, start + sentence_end))
            begin = sentence_end


def _sentence_ends(text: str) -> Iterator[int]:
    """Yield where sentences end; inside quotation marks no sentence ends but the last."""
    quoted = _quoted_spans(text)
    last = 0
    for match in _SENTENCE_END.finditer(text):
        inside = any(start < match.start() and match.end() < end for start, end in quoted)
        if inside or _ABBREVIATION.search(text[last : match.start() + 1]):
            continue
        last = match.end()
        yield last
    if text[last:].strip():
        yield len(text)


def _quoted_spans(text: str) -> list[Span]:
    spans: list[Span] = []
    opened: tuple[int, str] | None = None
    for position, character in enumerate(text):
        if opened is not None and character == opened[1] and _closes(text, position):
            spans.append((opened[0], position + 1))
            opened = None
        elif opened is None and character in _QUOTES:
            opened = (position, _QUOTES[character])
        elif opened is None and character in "\"'" and _opens(text, position):
            opened = (position, character)
    return spans


def _opens(text: str, position: int) -> bool:
    before, after = text[position - 1 : position], text[position + 1 : position + 2]
    return (not before or before.isspace() or before in "([") and bool(after) and not after.isspace()


def _closes(text: str, position: int) -> bool:
    after = text[position + 1 : position + 2]
    return not after or not after.isalnum()
