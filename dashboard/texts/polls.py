"""Sentences about polls: beside a theme, and where a person says to which theme a statement belongs."""

from __future__ import annotations

from dashboard.texts import numbers

TITLE = "Uit een peiling"
CAPTION = "Wat mensen kozen"
COLUMNS = ("Antwoord", "Mensen", "Deel")
TO_REVIEW = "Hoort een stelling bij een ander thema? Kies het bij Nakijken"
PLACE = "Stellingen uit peilingen"
PLACE_LEAD = (
    "Een stelling uit een peiling staat bij het thema waar zij over gaat. Bij deze stellingen koos het programma. "
    "Klopt het?"
)
THEME = "Thema van de stelling"
KEEP = "Leg het thema van de stelling vast"


def many(number: int) -> str:
    """Return how many statements a person can still look at."""
    return (
        f"{numbers.counted(number, 'stelling', 'stellingen')} waarvan nog niemand het thema heeft nagekeken."
    )
