"""Dutch names, numbers and dates, as every exported document writes them."""

from __future__ import annotations

from typing import Final

import pandas as pd

FICTION: Final = (
    "Dit is een voorbeeld. Alle gesprekken en citaten zijn verzonnen. De namen van organisaties zijn echt, "
    "maar zeggen hier niets."
)
WHAT_IS_A_SHARE: Final = (
    "Een aandeel zegt in welk deel van de gesprekken een thema voorkomt. Het is geen stemming en geen peiling: "
    "het zegt niet hoeveel ambtenaren iets vinden, en niet of zij het ermee eens zijn."
)
QUOTES_ARE_REAL: Final = (
    "Alle citaten staan er letterlijk zoals ze zijn opgeschreven. Alleen persoonsgegevens zijn vervangen, "
    "bijvoorbeeld door [naam]."
)
FIELDS: Final = {
    "moet_erin": "Dit moet erin",
    "moet_er_niet_in": "Dit moet er niet in",
    "dilemma": "Dilemma’s",
    "opbrengst": "Opbrengst van het gesprek",
    "meegeven": "Dit willen wij meegeven",
    "voorbeeld": "Voorbeelden uit de praktijk",
    "verhaal": "Verhalen",
    "citaat": "Uitspraken uit het gesprek",
    "rode_draad": "Rode draden volgens de deelnemers",
    "hoofd": "Hoofd: weten en begrijpen",
    "hart": "Hart: voelen en waarvoor je staat",
    "handen": "Handen: doen",
    "buik": "Buik: aanvoelen en wat wringt",
    "voeten": "Voeten: waar je staat en heen gaat",
    "overstijgend": "Overstijgende vraag",
    "afsluiting": "Afsluiting",
}
"""Field id -> heading, in the order in which documents show them."""

PLACES: Final = {
    "moet_erin": "moet erin",
    "moet_er_niet_in": "moet er niet in",
    "rode_draad": "rode draad",
    "overstijgend": "overstijgende vraag",
}
"""Field id -> how a source names it, where that differs from the id."""

_MONTHS: Final = (
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


def name_field(field: str) -> str:
    """Return the heading of a field; a field that isn't known here keeps its own name."""
    return FIELDS.get(field, field.replace("_", " ").capitalize())


def name_place(field: str, position: int, page: int | None) -> str:
    """Return where in a conversation something stands: field, number within it, page."""
    place = f"{PLACES.get(field, field.replace('_', ' '))} {position + 1}"
    return place if page is None else f"{place}, pagina {page}"


def whole(number: float) -> str:
    """Return 12345 as `12.345`."""
    return f"{number:,.0f}".replace(",", ".")


def percent(share: float) -> str:
    """Return 0.421 as `42 %`; a share above 0 that rounds to it as `<1 %`."""
    return "<1\u00a0%" if 0 < share < 0.005 else f"{share * 100:.0f}\u00a0%"


def percent_range(low: float, high: float) -> str:
    """Return 0.33 and 0.52 as `33–52 %`."""
    return f"{low * 100:.0f}–{high * 100:.0f}\u00a0%"


def points(change: float) -> str:
    """Return 0.083 as `+8`, with a real minus sign: a change in percentage points."""
    rounded = round(change * 100)
    return f"{'+' if rounded > 0 else '−' if rounded < 0 else ''}{abs(rounded)}"


def counted(number: int, one: str, more: str) -> str:
    """Return a number with its noun: `1 gesprek`, `12 gesprekken`."""
    return f"{whole(number)}\u00a0{one if number == 1 else more}"


def conversations(number: int) -> str:
    """Return a number of conversations in words."""
    return counted(number, "gesprek", "gesprekken")


def bouwstenen(number: int) -> str:
    """Return a number of bouwstenen in words."""
    return counted(number, "bouwsteen", "bouwstenen")


def day(value: pd.Timestamp) -> str:
    """Return a date as `14 juni 2021`."""
    return f"{value.day}\u00a0{_MONTHS[value.month - 1]}\u00a0{value.year}"


def month(value: pd.Timestamp) -> str:
    """Return a date as `juni 2021`."""
    return f"{_MONTHS[value.month - 1]}\u00a0{value.year}"


def period_name(start: pd.Timestamp, period: str) -> str:
    """Return the name of a period that starts on a day: `2e kwartaal 2021`, `1e helft 2021`."""
    if period == "month":
        return month(start)
    if period == "quarter":
        return f"{(start.month + 2) // 3}e kwartaal {start.year}"
    if period == "half_year":
        return f"{'1e' if start.month < 7 else '2e'} helft {start.year}"
    return str(start.year)


def join_words(words: list[str]) -> str:
    """Return a list as Dutch writes it: `a, b en c`."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} en {words[-1]}" if words else ""
