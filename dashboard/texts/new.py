"""Sentences of the page Nieuw."""

from __future__ import annotations

TITLE = "Nieuw"
LEAD = "Onderwerpen die vaak terugkomen en niet in de lijst met thema’s staan. Jij beslist."
NONE_TITLE = "Geen nieuwe onderwerpen"
NONE = (
    "Er is nu geen onderwerp dat in genoeg gesprekken en bij genoeg organisaties terugkomt.",
    "Na nieuwe inzendingen kijkt het programma opnieuw.",
)
EVIDENCE = "Waarom voorgesteld"
TERMS = "Woorden die erbij horen"
QUOTES = "Wat er is gezegd"
DECIDE = "Beslis over dit onderwerp"
LABEL = "Naam van het thema"
LABEL_PLACEHOLDER = "een naam die mensen zelf zouden gebruiken"
DEFINITION = "Omschrijving"
DEFINITION_PLACEHOLDER = "Wat hoort erbij, en wat juist niet?"
EXAMPLES = "Citaten die er zeker bij horen"
EXAMPLES_HELP = "Wat je aanvinkt, wordt een voorbeeld. Daarmee leert het programma het thema herkennen."
ACCEPT = "Neem aan als thema"
MERGE_INTO = "Of voeg samen met"
MERGE_PLACEHOLDER = "Kies een thema"
MERGE = "Voeg samen"
DISMISS = "Wijs af"
DISMISS_HELP = "Het onderwerp wordt niet opnieuw voorgesteld. Je kunt dit later terugdraaien."
DECIDED = "Hierover is al beslist. Na de volgende verwerking is het te zien in de lijst met thema’s."
MISSING_LABEL = "Geef het thema eerst een naam."
MISSING_TARGET = "Kies eerst een thema om mee samen te voegen."
ACCEPTED = "Aangenomen. Bij de volgende verwerking is het een thema."
MERGED = "Samengevoegd. Bij de volgende verwerking telt het daar mee."
DISMISSED = "Afgewezen. Het wordt niet opnieuw voorgesteld."
KINDS = ("accept", "merge", "split", "rename", "lock", "unlock", "retire", "dismiss")
