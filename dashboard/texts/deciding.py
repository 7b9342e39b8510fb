"""Sentences around decisions of people: who decides, what was recorded, and how to take it back."""

from __future__ import annotations

from dashboard.texts import numbers

NAME = "Je naam"
NAME_PLACEHOLDER = "bijvoorbeeld: A. de Vries"
NAME_HELP = (
    "Bij elke beslissing staat wie haar nam en wanneer. Zo kan een ander haar begrijpen of terugdraaien."
)
NAME_FIRST = "Vul eerst je naam in. Dan kun je hier beslissingen vastleggen."
STALE = (
    "Iemand anders heeft hier net over beslist. De bladzijde is bijgewerkt; kijk of je keuze nog nodig is."
)
RECORDED = "Vastgelegd. Dit telt mee bij de volgende verwerking."
RECORDED_QUOTE = "Vastgelegd."
UNDONE = "Ongedaan gemaakt."
UNDO = "Maak ongedaan"
HISTORY = "Wat er is besloten"
NO_HISTORY = "Er is nog niets besloten."
EARLIER = "Nieuwer"
LATER = "Ouder"
TAKEN_BACK = "(teruggedraaid)"
_SHORT = 60


def impossible(reason: str) -> str:
    """Return that a decision can't be recorded, with the reason as the register gives it."""
    return f"Dit kan niet worden vastgelegd. Melding: {reason}"


def line(kind: str, about: str, who: str, when: str) -> str:
    """Return one decision in words."""
    return f"{kind.capitalize()}: {about} ({who}, {when})"


def page(n_pages: int) -> str:
    """Return what the number of a page of the history is of."""
    return f"Bladzijde (van {numbers.whole(n_pages)})"


def taken_back(who: str, when: str) -> str:
    """Return who took a decision back, and when."""
    return f"(teruggedraaid door {who}, {when})"


def shortened(text: str) -> str:
    """Return the first words of a quote."""
    text = text.strip('"“”')
    cut = text if len(text) <= _SHORT else text[:_SHORT].rsplit(" ", 1)[0] + " …"
    return f"“{cut}”"


def and_more(number: int) -> str:
    """Return that a decision is about more quotes."""
    return f" en {numbers.whole(number)} andere" if number > 0 else ""
