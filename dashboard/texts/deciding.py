"""Sentences around decisions of people: who decides, what was recorded, and how to take it back."""

from __future__ import annotations

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
HISTORY_COLUMNS = ("Wanneer", "Wie", "Wat", "Waarover")
TAKEN_BACK = "(teruggedraaid)"


def impossible(reason: str) -> str:
    """Return that a decision can't be recorded, with the reason as the register gives it."""
    return f"Dit kan niet worden vastgelegd. Melding: {reason}"


def line(kind: str, about: str, who: str, when: str) -> str:
    """Return one decision in words."""
    return f"{kind.capitalize()}: {about} ({who}, {when})"
