"""What is masked: a place in the text and the kind of personal data that stands there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """A kind of personal data; the value is what the mask says, in Dutch."""

    EMAIL = "e-mailadres"
    ACCOUNT = "account"
    IBAN = "IBAN"
    BSN = "BSN"
    BIRTH_DATE = "geboortedatum"
    STAFF_NUMBER = "personeelsnummer"
    PLATE = "kenteken"
    PHONE = "telefoonnummer"
    ADDRESS = "adres"
    POSTCODE = "postcode"
    ROOM = "kamernummer"
    NAME = "naam"

    @property
    def mask(self) -> str:
        """What is shown instead."""
        return f"[{self.value}]"


_RANK = {kind: rank for rank, kind in enumerate(Kind)}
MASK = re.compile("|".join(re.escape(kind.mask) for kind in Kind))


@dataclass(frozen=True, order=True)
class Span:
    """Personal data from `start` up to `end` (characters of the original text)."""

    start: int
    end: int
    kind: Kind


@dataclass(frozen=True)
class Masked:
    """A text without its personal data, and where in the original that stood."""

    text: str
    spans: tuple[Span, ...]

    @property
    def n_masked(self) -> int:
        """Number of masks that were placed."""
        return len(self.spans)


def merge_spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return spans in order without overlap: those that overlap become one, of the most specific kind."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start < merged[-1].end:
            last = merged[-1]
            kind = min(last.kind, span.kind, key=_RANK.__getitem__)
            merged[-1] = Span(last.start, max(last.end, span.end), kind)
        else:
            merged.append(span)
    return tuple(merged)


def without_masks(text: str, spans: Iterable[Span]) -> list[Span]:
    """Return the spans cut so that they leave the masks alone that stand in the text already."""
    taken = [match.span() for match in MASK.finditer(text)]
    if not taken:
        return list(spans)
    pieces: list[Span] = []
    for span in spans:
        start = span.start
        for mask_start, mask_end in taken:
            if mask_end <= start or mask_start >= span.end:
                continue
            pieces.append(Span(start, mask_start, span.kind))
            start = mask_end
        pieces.append(Span(start, span.end, span.kind))
    return [piece for piece in pieces if any(c.isalnum() for c in text[max(piece.start, 0) : piece.end])]


def replace_spans(text: str, spans: Iterable[Span]) -> str:
    """Return the text with each span replaced by its mask; spans are in order and don't overlap."""
    parts: list[str] = []
    place = 0
    for span in spans:
        parts += [text[place : span.start], span.kind.mask]
        place = span.end
    return "".join([*parts, text[place:]])
