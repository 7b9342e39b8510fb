"""Dutch dates in running text, in figures and in words; only whole dates, never a guess at a day or a year."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

_MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
_SHORT_MONTHS = {
    "jan": 1,
    "feb": 2,
    "febr": 2,
    "mrt": 3,
    "apr": 4,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "sept": 9,
    "okt": 10,
    "oct": 10,
    "nov": 11,
    "dec": 12,
}
_UNITS = (
    "een",
    "twee",
    "drie",
    "vier",
    "vijf",
    "zes",
    "zeven",
    "acht",
    "negen",
    "tien",
    "elf",
    "twaalf",
    "dertien",
    "veertien",
    "vijftien",
    "zestien",
    "zeventien",
    "achttien",
    "negentien",
)
_ORDINALS = (
    "eerste",
    "tweede",
    "derde",
    "vierde",
    "vijfde",
    "zesde",
    "zevende",
    "achtste",
    "negende",
    "tiende",
    "elfde",
    "twaalfde",
    "dertiende",
    "veertiende",
    "vijftiende",
    "zestiende",
    "zeventiende",
    "achttiende",
    "negentiende",
    "twintigste",
)
# The programme's conversations lie well within these; a year outside them is a file number or a birth date.
_FIRST_YEAR, _LAST_YEAR = 2000, 2099

_MONTH_NUMBERS = {name: number for number, name in enumerate(_MONTHS, start=1)} | _SHORT_MONTHS


def _day_words() -> dict[str, int]:
    days = {word: number for number, word in enumerate(_UNITS, start=1)} | {"één": 1}
    days |= {word: number for number, word in enumerate(_ORDINALS, start=1)}
    for unit in range(1, 10):
        joint = "ën" if _UNITS[unit - 1].endswith("e") else "en"
        for spelling in {joint, "en"}:
            days[f"{_UNITS[unit - 1]}{spelling}twintig"] = 20 + unit
            days[f"{_UNITS[unit - 1]}{spelling}twintigste"] = 20 + unit
    days |= {"twintig": 20, "dertig": 30, "eenendertig": 31, "dertigste": 30, "eenendertigste": 31}
    return days


_DAY_WORDS = _day_words()
_MONTH = "|".join(sorted(_MONTH_NUMBERS, key=len, reverse=True))
_DAY = "|".join(sorted(_DAY_WORDS, key=len, reverse=True))
_YEAR_WORDS = {
    f"tweeduizend{joint}{word}": 2000 + number
    for word, number in _DAY_WORDS.items()
    if not word.endswith(("de", "ste"))
    for joint in ("", "en")
}
_YEAR = "|".join(sorted(_YEAR_WORDS, key=len, reverse=True))
_ISO = re.compile(r"(?<!\d)(?P<y>20\d\d)[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(?<![\d-])(?P<y>20\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?![\d-])")
_FIGURES = re.compile(
    r"(?<![\d.])(?P<d>\d{1,2})\s?[-/.]\s?(?P<m>\d{1,2})\s?[-/.]\s?(?P<y>(?:20)?\d\d|'\d\d)(?!\d)"
)
_NAMED = re.compile(
    rf"(?<!\w)(?:(?P<d>\d{{1,2}})(?:e|ste|de)?|(?P<dw>{_DAY}))\s?[- ]?\s?(?P<m>{_MONTH})\b\.?,?\s?[- ]?\s?"
    rf"(?:(?P<y>20\d\d|'\d\d)|(?P<yw>{_YEAR}))(?!\d)",
    re.IGNORECASE,
)


def find_dates(text: str) -> list[dt.date]:
    """Return the dates in a text, in their order; what can't be a date of a conversation is left out."""
    found = sorted(_matches(text), key=lambda pair: pair[0])
    return [date for _, date in found]


def _matches(text: str) -> Iterator[tuple[int, dt.date]]:
    for pattern in (_ISO, _FIGURES, _NAMED):
        for match in pattern.finditer(text):
            if date := _date_of(match):
                yield match.start(), date
    for match in _COMPACT.finditer(text):
        if date := _date_of(match):
            yield match.start(), date


def _date_of(match: re.Match[str]) -> dt.date | None:
    groups = match.groupdict()
    year = _YEAR_WORDS[groups["yw"].lower()] if groups.get("yw") else int(groups["y"].lstrip("'"))
    year += 2000 if year < 100 else 0
    month = groups["m"].lower()
    day = _DAY_WORDS[groups["dw"].lower()] if groups.get("dw") else int(groups["d"])
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return dt.date(year, _MONTH_NUMBERS.get(month) or int(month), day)
    except ValueError:
        return None


def number_of_word(word: str) -> int | None:
    """Return the number a Dutch number word up to thirty-one stands for."""
    return _DAY_WORDS.get(word.lower())
