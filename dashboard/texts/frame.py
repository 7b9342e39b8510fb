"""Sentences that every page shows: navigation, banner, and what stands there when there is nothing."""

from __future__ import annotations

APP = "rode draden"
PAGES = {
    "overzicht": "Overzicht",
    "themas": "Thema’s",
    "thema": "Thema",
    "tijd": "In de tijd",
    "citaten": "Citaten",
    "hulp": "Hulp",
    "mandje": "Mandje",
    "meenemen": "Meenemen",
    "nieuw": "Nieuw",
    "beheren": "Thema’s beheren",
    "nakijken": "Nakijken",
    "dekking": "Dekking",
    "inzendingen": "Inzendingen",
    "verantwoording": "Verantwoording",
}
SECTIONS = ("Lezen", "Werken", "Controleren")

SAMPLE = (
    "Dit is een voorbeeld. Alle gesprekken, citaten en bestanden zijn verzonnen. De echte namen van "
    "organisaties staan "
    "er alleen bij om het voorbeeld herkenbaar te maken."
)
READING = "De gegevens worden gelezen. Dat hoeft na elke verwerking maar één keer."
NOTHING_YET_TITLE = "Er is nog niets gepubliceerd"
NOTHING_YET = (
    "Zodra de inzendingen zijn verwerkt, staan hier de rode draden.",
    "Zet bestanden in de map met inzendingen en draai daarna: rode-draden run.",
    "Eerst kijken hoe het werkt? Draai: rode-draden demo. Dat verwerkt verzonnen voorbeelden.",
)
BROKEN_TITLE = "De gegevens kunnen niet worden gelezen"
BROKEN = (
    "De publicatie in de gegevensmap is niet volledig of past niet bij deze versie van het programma.",
    "Draai opnieuw: rode-draden run. Blijft dit staan? Geef de melding hieronder door aan de beheerder.",
)
WHAT_IS_A_SHARE = (
    "Een aandeel zegt in welk deel van de gesprekken een thema voorkomt. Het is geen stemming en geen "
    "peiling: het "
    "zegt niet hoeveel ambtenaren iets vinden, en niet of zij het ermee eens zijn."
)


def what_is_an_interval(confidence: float) -> str:
    """Explain the interval behind a share."""
    return (
        f"Achter elk aandeel staat tussen haakjes hoe zeker het is. Met {confidence * 100:.0f} procent "
        "zekerheid ligt "
        "het echte aandeel tussen die twee getallen. Hoe minder gesprekken, hoe verder ze uit elkaar liggen."
    )
