"""Numbers, dates and periods in Dutch notation."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pandas as pd

MONTHS = (
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
DASH = "–"


def whole(number: float) -> str:
    """Return 12345 as `12.345`."""
    return f"{number:,.0f}".replace(",", ".")


def decimal(number: float, digits: int = 2) -> str:
    """Return 0.5 as `0,50`."""
    return f"{number:,.{digits}f}".translate(str.maketrans(",.", ".,"))


def percent(share: float) -> str:
    """Return 0.421 as `42 %`; a share above 0 that rounds to it as `<1 %`."""
    if 0 < share < 0.005:
        return "<1\u00a0%"
    return f"{share * 100:.0f}\u00a0%"


def percent_range(low: float, high: float) -> str:
    """Return 0.33 and 0.52 as `33–52 %`."""
    return f"{low * 100:.0f}{DASH}{high * 100:.0f}\u00a0%"


def signed(change: float) -> str:
    """Return 0.083 as `+8`: percentage points with their sign, a real minus."""
    rounded = round(change * 100)
    sign = "+" if rounded > 0 else "−" if rounded < 0 else ""
    return f"{sign}{abs(rounded)}"


def signed_range(low: float, high: float) -> str:
    """Return -0.02 and 0.18 as `−2 tot +18`."""
    return f"{signed(low)} tot {signed(high)}"


def points(change: float) -> str:
    """Return 0.083 as `+8 procentpunt`."""
    return f"{signed(change)} procentpunt"


def counted(number: int, one: str, more: str) -> str:
    """Return a number with its noun: `1 gesprek`, `12 gesprekken`."""
    return f"{whole(number)}\u00a0{one if number == 1 else more}"


def conversations(number: int) -> str:
    """Return a number of conversations in words."""
    return counted(number, "gesprek", "gesprekken")


def bouwstenen(number: int) -> str:
    """Return a number of bouwstenen in words."""
    return counted(number, "bouwsteen", "bouwstenen")


def day(value: date | pd.Timestamp | None) -> str:
    """Return a date as `14 juni 2021` that stays on one line, or `datum onbekend`."""
    if value is None or pd.isna(value):
        return "datum onbekend"
    return f"{value.day}\u00a0{MONTHS[value.month - 1]}\u00a0{value.year}"


def month(value: date | pd.Timestamp) -> str:
    """Return a date as `juni 2021`."""
    return f"{MONTHS[value.month - 1]} {value.year}"


def moment(value: str) -> str:
    """Return an ISO time as a day and hour in the Netherlands."""
    local = datetime.fromisoformat(value).astimezone(ZoneInfo("Europe/Amsterdam"))
    return f"{day(local.date())}, {local:%H.%M} uur"


def period_name(start: pd.Timestamp, period: str) -> str:
    """Return the name of a period that starts on a day: `2e kwartaal 2021`, `1e helft 2021`."""
    if period == "month":
        return month(start)
    if period == "quarter":
        return f"{(start.month + 2) // 3}e kwartaal {start.year}"
    if period == "half_year":
        return f"{'1e' if start.month < 7 else '2e'} helft {start.year}"
    return str(start.year)


def size(n_bytes: int) -> str:
    """Return a file size as `24 kB` or `1,3 MB`."""
    return f"{decimal(n_bytes / 1e6, 1)} MB" if n_bytes >= 1e6 else f"{whole(max(n_bytes / 1e3, 1))} kB"
