"""Sentences about decisions that the next run applies."""

from __future__ import annotations

TITLE = "Besloten, en nog niet verwerkt"
_SENTENCES = {
    "renamed": "heeft een nieuwe naam of omschrijving. Die zie je al; de volgende verwerking neemt die over.",
    "original_name": "krijgt bij de volgende verwerking zijn eerdere naam en omschrijving terug.",
    "merged": "gaat bij de volgende verwerking op in {other}.",
    "receives": "krijgt er bij de volgende verwerking de citaten van {other} bij.",
    "split": "wordt bij de volgende verwerking gesplitst: een deel van de citaten gaat naar {other}.",
    "made": "wordt bij de volgende verwerking een eigen thema, gesplitst uit {other}.",
    "retired": "verdwijnt bij de volgende verwerking uit de lijst met thema’s.",
    "accepted": "is aangenomen en wordt bij de volgende verwerking een thema.",
    "dismissed": "is afgewezen en staat er na de volgende verwerking niet meer.",
    "returned": "komt bij de volgende verwerking terug.",
}
_SHORT = {
    "merged": "gaat straks op in {other}",
    "receives": "krijgt straks {other} erbij",
    "split": "wordt straks gesplitst",
    "retired": "vervalt straks",
    "accepted": "aangenomen",
    "dismissed": "afgewezen",
    "renamed": "nieuwe naam",
}


def sentence(kind: str, theme: str, other: str) -> str:
    """Return what the next run does with a theme."""
    return f"‘{theme}’ " + _SENTENCES[kind].format(other=f"‘{other}’")


def short(kind: str, other: str) -> str:
    """Return the same in a few words, for lists."""
    return _SHORT.get(kind, "verandert straks").format(other=f"‘{other}’")
