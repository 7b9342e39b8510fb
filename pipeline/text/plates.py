"""Licence plates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.text.context import is_case_number
from pipeline.text.spans import Kind, Span

_SIDECODES = (
    r"[A-Z]{2}{s}\d{2}{s}\d{2}|\d{2}{s}\d{2}{s}[A-Z]{2}|\d{2}{s}[A-Z]{2}{s}\d{2}|[A-Z]{2}{s}\d{2}{s}[A-Z]{2}"
    r"|[A-Z]{2}{s}[A-Z]{2}{s}\d{2}|\d{2}{s}[A-Z]{2}{s}[A-Z]{2}|\d{2}{s}[A-Z]{3}{s}\d|\d{s}[A-Z]{3}{s}\d{2}"
    r"|[A-Z]{2}{s}\d{3}{s}[A-Z]|[A-Z]{s}\d{3}{s}[A-Z]{2}|[A-Z]{3}{s}\d{2}{s}[A-Z]|[A-Z]{s}\d{2}{s}[A-Z]{3}"
    r"|\d{s}[A-Z]{2}{s}\d{3}|\d{3}{s}[A-Z]{2}{s}\d|[A-Z]{3}{s}\d{2}{s}\d{2}"
)
_DASHED_PLATE = re.compile(rf"(?<![\w-])(?:{_SIDECODES.replace('{s}', '[-‐–·]')})(?![\w-])", re.IGNORECASE)
_LOOSE_PLATE = re.compile(rf"(?<![\w-])(?:{_SIDECODES.replace('{s}', '[ .-]{0,3}')})(?![\w-])", re.IGNORECASE)
_VEHICLE = re.compile(
    r"\b(?:kenteken\w*|nummerbord\w*|nummerplaat\w*|auto|dienstauto|leaseauto|wagen|bus|busje"
    r"|bestelbus\w*|motor|scooter"
    r"|vrachtwagen|aanhanger|caravan|camper|volkswagen|golf|polo|opel|toyota|renault|peugeot|volvo|tesla"
    r"|skoda|ford|kia"
    r"|fiat|citro[eë]n|mercedes|audi|bmw|seat|hyundai|nissan|mazda|suzuki|dacia|geparkeerd\w*|parkeer\w*)\b",
    re.IGNORECASE,
)


def find_plates(text: str) -> Iterator[Span]:
    """Yield licence plates by the sidecodes of the RDW; without dashes only beside a word for a vehicle."""
    for match in _DASHED_PLATE.finditer(text):
        has_one_case = match.group() in (match.group().upper(), match.group().lower())
        if has_one_case and not is_case_number(text, match.start()):
            yield Span(*match.span(), Kind.PLATE)
    if not _VEHICLE.search(text):
        return
    for match in _LOOSE_PLATE.finditer(text):
        near = text[max(0, match.start() - 45) : match.end() + 30]
        if match.group().islower() and "kenteken" not in near.lower():
            continue
        if _VEHICLE.search(near) and not is_case_number(text, match.start()):
            yield Span(*match.span(), Kind.PLATE)
