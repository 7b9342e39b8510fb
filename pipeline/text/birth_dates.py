"""Dates of birth."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.text.spans import Kind, Span

_MONTH = (
    r"(?:jan(?:uari)?|feb(?:ruari)?|mrt|maart|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?|sept?(?:ember)?"
    r"|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DATE = (
    rf"(?:\d{{1,2}}\s?[-/. ]\s?\d{{1,2}}\s?[-/. ]\s?(?:\d{{4}}|'?\d{{2}})|(?:19"
    rf"|20)\d{{2}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}"
    rf"|\d{{1,2}}(?:e|ste|de)?[ -]{_MONTH}(?:[ -](?:\d{{4}}|'\d{{2}}|\d{{2}}))?|(?:19|20)\d{{6}})"
)
_BIRTH = re.compile(
    rf"(?:\bgeboren\b|\bgeboorte(?:datum|dag)\w*|\bgeb\b\.?|\bjarig\b|\bverjaardag\b|\bverjaart\b"
    rf"|\bgbd?\b\.?|✱|\*"
    rf"|\bdob\b|\bdate of birth\b)[^\d\n]{{0,28}}?(?P<date>{_DATE})(?!\d)",
    re.IGNORECASE,
)
_BIRTH_AFTER = re.compile(
    rf"(?<!\d)(?P<date>{_DATE})(?!\d)[\s)(,]{{1,3}}(?:is\s)?(?:(?:haar|zijn|mijn|als|de|het|hun)\s)?"
    r"(?:geboren\b|geboorte(?:datum|dag)\b|jarig\b|verjaardag\b)",
    re.IGNORECASE,
)

# In a note a full date of another generation behind a name needs no word: [naam], 12-9-1949.
_BEHIND_NAME = re.compile(r"\[naam\]\)?\s?[,;(]?\s?(?P<date>\d{1,2}[-/.]\d{1,2}[-/.](?:19\d{2}|200\d))(?!\d)")


def find_birth_dates(text: str) -> Iterator[Span]:
    """Yield dates that the words around them call a date of birth, or that stand behind a masked name."""
    for pattern in (_BIRTH, _BIRTH_AFTER, _BEHIND_NAME):
        for match in pattern.finditer(text):
            yield Span(*match.span("date"), Kind.BIRTH_DATE)
