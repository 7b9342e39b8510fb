"""Sentences of the page on which people look after the themes."""

from __future__ import annotations

from dashboard.texts import numbers

TITLE = "Thema’s beheren"
LEAD = (
    "Geef een thema een betere naam, zet het vast, voeg thema’s samen, splits er een, of neem er een uit gebruik. "
    "Alles is terug te draaien."
)
THEME = "Welk thema"
TO_THEME = "Bekijk dit thema"
TO_CURATING = "Beheer dit thema"
LOCKED = "Dit thema staat vast. Niemand kan het samenvoegen, splitsen of uit gebruik nemen tot iemand het losmaakt."
NO_LABEL = "Geef het thema eerst een naam."
TAKEN_LABEL = "Er is al een thema met deze naam. Kies een andere, of voeg de thema’s samen."

RENAME = "Naam en omschrijving"
RENAME_EFFECT = (
    "De nieuwe naam en omschrijving zie je meteen overal in dit dashboard. De volgende verwerking neemt ze over, ook "
    "in de documenten. De citaten bij het thema veranderen er niet door."
)
LABEL = "Naam"
LABEL_PLACEHOLDER = "een naam die mensen zelf zouden gebruiken"
DEFINITION = "Omschrijving"
DEFINITION_PLACEHOLDER = "Wat hoort erbij, en wat juist niet?"
KEEP_NAME = "Leg de naam vast"
RENAMED = "De nieuwe naam is vastgelegd."

LOCKING = "Vastzetten"
LOCK_EFFECT = (
    "Een thema dat vaststaat, kan niemand samenvoegen, splitsen of uit gebruik nemen. Ook een verwerking verandert het "
    "dan niet. Naam en omschrijving kun je nog wel verbeteren."
)
UNLOCK_EFFECT = "Na het losmaken kan iedereen dit thema weer samenvoegen, splitsen of uit gebruik nemen."
LOCK = "Zet vast"
UNLOCK = "Maak los"
LOCK_DONE = "Het thema staat vast."
UNLOCK_DONE = "Het thema is los."

MERGE = "Samenvoegen"
MERGE_EFFECT = (
    "Bij de volgende verwerking horen alle citaten van dit thema bij het thema dat je kiest. Dit thema verdwijnt dan "
    "uit de lijsten; de geschiedenis blijft."
)
MERGE_INTO = "Voeg samen met"
MERGE_PLACEHOLDER = "Kies het thema dat blijft"
DO_MERGE = "Voeg samen"
NO_TARGET = "Kies eerst het thema dat blijft."
MERGED = "Vastgelegd. Bij de volgende verwerking zijn de thema’s samengevoegd."

SPLIT = "Splitsen"
SPLIT_EFFECT = (
    "De citaten die je kiest, worden de voorbeelden van een nieuw thema. Bij de volgende verwerking zoekt het "
    "programma welke andere citaten er ook bij horen. De rest blijft bij dit thema."
)
SPLIT_FIND = "Zoek citaten in dit thema"
SPLIT_FIND_PLACEHOLDER = "bijvoorbeeld: loket"
SPLIT_WORDS = "Of kies een woord dat in dit thema vaak voorkomt"
SPLIT_LIKE = "Toon wat op de gekozen citaten lijkt"
SPLIT_LIKE_HELP = "Zet bovenaan de citaten van dit thema met dezelfde bijzondere woorden."
SPLIT_NONE = "In dit thema staat dat woord niet."
SPLIT_LABEL = "Naam van het nieuwe thema"
SPLIT_DEFINITION = "Omschrijving van het nieuwe thema"
DO_SPLIT = "Splits dit thema"
NO_CHOSEN = "Kies eerst de citaten van het nieuwe thema."
SPLIT_DONE = "Vastgelegd. Bij de volgende verwerking is het een eigen thema."

RETIRE = "Uit gebruik nemen"
RETIRE_EFFECT = (
    "Bij de volgende verwerking staat dit thema nergens meer. Zijn citaten krijgen dan een ander thema of geen, en het "
    "onderwerp wordt niet opnieuw voorgesteld. Je kunt het altijd terughalen."
)
DO_RETIRE = "Neem uit gebruik"
RETIRED = "Vastgelegd. Bij de volgende verwerking vervalt dit thema."

GONE = "Samengevoegd, afgewezen of uit gebruik"
GONE_NOTE = (
    "Terughalen geldt bij de volgende verwerking: het thema krijgt dan zijn naam en zijn citaten weer."
)
RESTORE = "Haal terug"
HISTORY_OF = "Waarvan"
HISTORIES = {"dit": "Dit thema", "alles": "Alle thema’s"}
KINDS = ("accept", "merge", "split", "rename", "lock", "unlock", "retire", "dismiss")


def size(n_bouwstenen: int, n_conversations: int) -> str:
    """Return how large a theme is in this publication."""
    return (
        f"{numbers.counted(n_bouwstenen, 'citaat', 'citaten')} uit {numbers.conversations(n_conversations)}."
    )


def shown(n_shown: int, n_found: int) -> str:
    """Return how many of the statements that were found are shown."""
    if n_shown == n_found:
        return f"{numbers.counted(n_found, 'citaat', 'citaten')}. Vink aan wat bij het nieuwe thema hoort."
    return (
        f"{numbers.whole(n_shown)} van {numbers.counted(n_found, 'citaat', 'citaten')}. Vink aan wat bij het nieuwe "
        "thema hoort, of zoek op een woord."
    )


def chosen(number: int) -> str:
    """Return how many statements were chosen."""
    return f"{numbers.counted(number, 'citaat', 'citaten')} gekozen voor het nieuwe thema."
