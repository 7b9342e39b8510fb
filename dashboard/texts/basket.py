"""Sentences of the page Mandje and of collecting quotes."""

from __future__ import annotations

from dashboard.texts import numbers

TITLE = "Mandje"
LEAD = "De citaten die je hebt verzameld, met hun bron. Zet erbij hoe ver je ermee bent, en neem ze mee."
COLLECT = "Verzamelen"
PUT_IN = "Leg in mandje"
TAKE_OUT = "Haal uit mandje"
PUT = "In het mandje gelegd."
TAKEN = "Uit het mandje gehaald."
MORE_LIKE = "Meer zoals dit"
EMPTY_TITLE = "Je mandje is leeg"
EMPTY = ("Ga naar Citaten en kies bij een citaat ‘Leg in mandje’.",)
TO_QUOTES = "Naar Citaten"
STATUS = "Stand"
STATUSES = {"": "nog niets gekozen", "proposed": "voorgesteld", "approved": "goedgekeurd", "used": "gebruikt"}
NOTE = "Notitie"
NOTE_PLACEHOLDER = "bijvoorbeeld: voor hoofdstuk 2"
DOWNLOAD_TEXT = "Download als tekst"
DOWNLOAD_TABLE = "Download als tabel (CSV)"
GONE = "Een citaat uit je mandje staat niet meer in deze publicatie."

HISTORY_OF = "Van wie"
HISTORIES = {"mij": "Van mij", "alles": "Van iedereen"}
KINDS = ("basket_add", "basket_remove", "quote_status", "quote_note")


def marked(status: str, note: str, who: str, when: str) -> str:
    """Return what people noted with a quote, the last change by whom and when."""
    parts = [
        part for part in (f"Stand: {status}" if status else "", f"notitie: “{note}”" if note else "") if part
    ]
    told = ", ".join(parts)
    return f"{told[0].upper()}{told[1:]} ({who}, {when})"


def to_basket(number: int) -> str:
    """Return the link to the basket."""
    return f"Mandje ({numbers.whole(number)})"


def held(number: int, person: str) -> str:
    """Return what is in whose basket."""
    return f"{numbers.counted(number, 'citaat', 'citaten')} in het mandje van {person}."


def as_text(quote: str, source: str, note: str) -> str:
    """Return a quote with its source as plain text."""
    return f"“{quote}”\n{source}\n" + (f"Notitie: {note}\n" if note else "")
