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
KEYS = "Met het toetsenbord: Alt+V legt vast, Alt+S slaat over."
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


def recognition(before: float, after: float) -> str:
    """Return how recognition changed since the previous run."""
    return (
        f"Gemiddelde herkenning van de thema’s (F1): {numbers.decimal(before)} bij de vorige verwerking, "
        f"{numbers.decimal(after)} nu."
    )
