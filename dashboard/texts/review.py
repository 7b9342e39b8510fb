"""Sentences of the page Nakijken."""

from __future__ import annotations

from dashboard.texts import numbers

TITLE = "Nakijken"
LEAD = "Hier helpt jouw oordeel het meest: citaten waarvan het programma het minst zeker is."
QUESTION = "Waar gaat dit over?"
SUGGESTED = "Het programma denkt"
NO_SUGGESTION = "Het programma weet het niet."
MAIN = "Hoofdthema"
SIDE = "Neventhema (als het er een heeft)"
NONE = "geen van deze thema’s"
NO_SIDE = "geen neventhema"
KEEP = "Leg vast"
SKIP = "Sla over"
OTHER = "Een ander thema, of twee thema’s"
KEYS = (
    "Met het toetsenbord: Alt+1 tot en met Alt+4 kiest een thema, Alt+0 geen van alle, Alt+S slaat over. Voor een "
    "ander thema: ga met Tab naar de lijsten en leg vast met Alt+V."
)
TABLE = "Wat de verwerkingen leerden van mensen"
TABLE_COLUMNS = ("Verwerking", "Nagekeken citaten", "Herkenning (F1)")
TABLE_NUMBERS = ("Nagekeken citaten", "Herkenning (F1)")
NOT_MEASURED = "niet gemeten"
F1 = (
    "De herkenning is een getal van 0 tot 1: hoe goed het programma het eens is met mensen, over citaten die het niet "
    "eerder zag. Ze verandert ook door nieuwe inzendingen en nieuwe thema’s, dus niet elk verschil komt van nakijken."
)
DONE_TITLE = "Alles is nagekeken"
DONE = (
    "Er zijn geen citaten meer waar je oordeel veel helpt.",
    "Na de volgende verwerking zijn er misschien nieuwe.",
)
GAIN = "Wat het oplevert"
KINDS = ("correct",)


def progress(n_waiting: int) -> str:
    """Return how many wait."""
    return f"{numbers.counted(n_waiting, 'citaat wacht', 'citaten wachten')} op een oordeel, de twijfelachtigste eerst."


def gained(n_all: int, n_since: int) -> str:
    """Return how much was reviewed, and what of it is used when."""
    reviewed = numbers.counted(n_all, "citaat is", "citaten zijn")
    return (
        f"{reviewed} door mensen nagekeken, waarvan {numbers.whole(n_since)} na deze verwerking. Daar "
        "leert het "
        "programma van bij de volgende."
    )


def agreement(n_same: int, n_all: int) -> str:
    """Return how often people agreed with the program."""
    return (
        f"Van de nagekeken citaten in deze publicatie die het programma een thema gaf, kreeg "
        f"{numbers.percent(n_same / n_all)} van een mens hetzelfde hoofdthema "
        f"({numbers.whole(n_same)} van {numbers.whole(n_all)})."
    )


def kept(number: int) -> str:
    """Return how many quotes have the theme that a person gave them."""
    return f"{numbers.counted(number, 'citaat staat', 'citaten staan')} in deze publicatie zoals mensen het zeiden."
