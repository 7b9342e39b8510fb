"""Sentences around the place of a quote: the picture of the page, and what was written beside it."""

from __future__ import annotations

from dashboard.texts import labels

SHOW = "Toon de plek op de pagina"
SHOW_TEXT = "Toon wat eromheen staat"
HIDE = "Verberg de plek"
DRAWING = "De pagina wordt opgezocht en getekend."
CAPTION = (
    "Omkaderd: de plek van het citaat op de oorspronkelijke pagina. Wat onscherp is, is met opzet niet te lezen: daar "
    "kan iets over een persoon staan."
)
THIS_QUOTE = "(dit citaat)"
CONVERSATION = "Wat er verder in dit gesprek is opgeschreven"
NOTHING_ELSE = "In dit gesprek is verder niets opgeschreven."
NO_PICTURE = {
    "no_pages": "Dit soort bestand heeft geen pagina’s om te laten zien. Hieronder staat de tekst eromheen.",
    "masked": (
        "Van deze plek is geen beeld. In dit vak staat iets over een persoon, en dat blijft afgeschermd. "
        "Hieronder staat de tekst, met wat is afgeschermd tussen haken."
    ),
    "no_inbox": (
        "Van deze plek is nu geen beeld: het dashboard weet niet waar de inzendingen staan. Hieronder staat de tekst "
        "eromheen."
    ),
    "gone": (
        "Het oorspronkelijke bestand staat niet meer in de map met inzendingen, of is veranderd. Daarom is er geen "
        "beeld. Hieronder staat de tekst zoals die is gelezen."
    ),
    "failed": "De pagina kan nu niet worden getekend. Hieronder staat de tekst eromheen.",
}


def picture(field: str, page: int) -> str:
    """Return the text alternative of the picture."""
    return (
        f"Uitsnede van pagina {page} van het ingestuurde bestand: het veld {labels.field(field)}, met de plek van het "
        "citaat omkaderd."
    )


def in_field(field: str) -> str:
    """Return the heading above the lines of the quote's own field."""
    return f"In het veld ‘{labels.field(field)}’ staat"
