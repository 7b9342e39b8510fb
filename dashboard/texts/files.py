"""Sentences of the page Inzendingen."""

from __future__ import annotations

from dashboard.texts import numbers

TITLE = "Inzendingen"
LEAD = "Elk bestand dat binnenkwam staat hier, met wat ermee is gebeurd. Er raakt niets kwijt."
BALANCE_NAMES = ("ontvangen", "gelezen", "dubbel", "leeg", "niet gelezen")
ATTENTION = "Vraagt aandacht"
ATTENTION_CAPTION = "Bestanden die niet zijn gelezen of leeg bleken"
NO_ATTENTION = "Alle bestanden zijn gelezen. Er is niets dat aandacht vraagt."
INCOMPLETE = "Gesprekken waarvan iets ontbreekt"
INCOMPLETE_NOTE = "Deze gesprekken tellen mee, maar vallen weg zodra je filtert op wat ontbreekt."
INCOMPLETE_CAPTION = "Gesprekken, wat er ontbreekt en het bestand waarin je het kunt aanvullen"
ALL = "Alle bestanden"
STATUS = "Status"
SEARCH = "Zoek op bestandsnaam"
SEARCH_PLACEHOLDER = "deel van de naam"
ANY = "Alle"
EMPTY_TITLE = "Geen bestanden bij deze keuze"
EMPTY = (
    "Geen enkel bestand voldoet aan deze filters.",
    "Haal een filter weg of zoek op een ander deel van de naam.",
)
DOWNLOAD = "Download de hele lijst (CSV)"
COLUMNS = ("Bestand", "Soort", "Ontvangen", "Status", "Bouwstenen", "Toelichting")
ATTENTION_COLUMNS = ("Bestand", "Status", "Wat je kunt doen")
INCOMPLETE_COLUMNS = ("Gesprek", "Ontbreekt", "Bestand")
FACTS = {"held_on": "datum", "organisation": "organisatie", "domain": "domein", "format": "gespreksvorm"}
EMPTY_FILE = "Er stond geen tekst in die een bouwsteen is. Is het formulier leeg ingestuurd?"


def balance(received: int, read: int, duplicate: int, empty: int, rejected: int) -> str:
    """Return the balance as a sum anyone can check."""
    return (
        f"{numbers.whole(received)} ontvangen = {numbers.whole(read)} gelezen + {numbers.whole(duplicate)} "
        "dubbel + "
        f"{numbers.whole(empty)} leeg + {numbers.whole(rejected)} niet gelezen."
    )


def duplicate_of(path: str) -> str:
    """Return of which file a file is the double."""
    return f"Zelfde inhoud als {path}"


def caption(first: int, last: int, total: int) -> str:
    """Return which part of the list is shown."""
    return f"Bestand {numbers.whole(first)} tot en met {numbers.whole(last)} van {numbers.whole(total)}"


def more(number: int) -> str:
    """Return that a table is longer than what is shown."""
    return f"En nog {numbers.whole(number)}; filter de lijst hieronder op status, of download hem."
