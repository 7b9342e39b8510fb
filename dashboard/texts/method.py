"""Sentences of the page Verantwoording."""

from __future__ import annotations

from dashboard.texts import numbers

TITLE = "Verantwoording"
LEAD = "Hoe dit werkt, hoe goed het is, en wat je er niet uit mag afleiden."
HOW = "Hoe het werkt"
STEPS = (
    "Inzendingen worden gelezen: formulieren, verslagen, presentaties, tabellen, e-mails en foto’s. Elk "
    "bestand krijgt een "
    "plaats in de lijst bij Inzendingen, ook als het niet lukte.",
    "Namen, adressen, nummers en andere persoonsgegevens worden afgeschermd voordat er iets wordt bewaard.",
    "De tekst wordt verdeeld in bouwstenen: steeds één gedachte. De woorden worden niet veranderd.",
    "Bij elke bouwsteen kiest het programma een hoofdthema en soms een neventhema, of geen thema. Het "
    "leert van voorbeelden "
    "en van wat mensen verbeteren. De voorbeelden zijn verzonnen uitspraken.",
    "Wat buiten de lijst met thema’s valt en vaak terugkomt, stelt het programma voor als nieuw "
    "onderwerp. Een mens beslist.",
    "Per thema wordt geteld in welk deel van de gesprekken het voorkomt, per periode en met een marge.",
)
SHARES = "Wat een aandeel is"
STANDARD = (
    "Bij In de tijd zijn aandelen gecorrigeerd: alsof elke periode dezelfde mix van domeinen en "
    "gespreksvormen had. De marge "
    "komt daar uit herhaald trekken van gesprekken, met de twijfel van het programma erin. Op de andere "
    "bladzijden is het "
    "aandeel gewoon geteld; de marge is die van Wilson (1927)."
)
QUALITY = "Hoe goed het is"
QUALITY_NOTE = (
    "F1 is een maat voor overeenstemming met mensen, van 0 (nooit gelijk) tot 1 (altijd gelijk). Hij "
    "weegt mee wat is gemist "
    "en wat ten onrechte is gekozen."
)
QUALITY_COLUMNS = ("Thema", "Herkenning", "F1", "Marge", "Gemiddelde zekerheid")
QUALITY_NUMBERS = ("F1", "Marge", "Gemiddelde zekerheid")
QUALITY_CAPTION = "Hoe goed elk thema wordt herkend"
LIMITS = "Wat je er niet uit mag afleiden"
LIMITS_POINTS = (
    "Dit is geen peiling. Wie meedeed, is niet door loting gekozen.",
    "Een groot thema is niet belangrijker dan een klein thema. Het komt in meer gesprekken voor.",
    "Het programma leest geen toon. Trots en pijn kunnen onder hetzelfde thema staan. Lees daarom de "
    "citaten.",
    "Een gesprek dat niet is opgeschreven of niet is ingestuurd, telt niet mee.",
)
PRIVACY = "Privacy"
PRIVACY_POINTS = (
    "Persoonsgegevens zijn afgeschermd voordat de tekst wordt opgeslagen, doorzocht of getoond. Geen "
    "enkele afscherming is "
    "volmaakt: zie je toch een naam, meld het aan de beheerder.",
    "Alles draait op deze computer. Er gaat niets naar internet of naar een AI-dienst, en er wordt geen "
    "gebruik gemeten.",
)
RUN = "Deze verwerking"
SETTINGS = "Instellingen"
SETTINGS_COLUMNS = ("Onderdeel", "Instelling", "Waarde")
STEPS_NL = {
    "read": "Inzendingen lezen",
    "words": "Woorden ontleden",
    "themes": "Thema’s herkennen en zoeken",
    "trends": "In de tijd volgen",
}
STEP_COLUMNS = ("Stap", "Seconden", "Geheugen (MB)")
STEP_NUMBERS = ("Seconden", "Geheugen (MB)")
STEP_CAPTION = "Hoe lang elke stap duurde"
VERSIONS = "Versies"
VERSION_COLUMNS = ("Onderdeel", "Versie")


def run(run_id: str, finished: str) -> str:
    """Return which run is shown."""
    return f"Verwerking {run_id}, klaar op {finished}."


def unassigned(n_without: int, n_all: int) -> str:
    """Return how many bouwstenen have no theme."""
    return (
        f"{numbers.bouwstenen(n_without)} van de {numbers.whole(n_all)} "
        f"({numbers.percent(n_without / n_all)}) kregen geen "
        "thema. Liever geen thema dan een gok."
    )


def small_groups(minimum: int) -> str:
    """Return how small groups are protected."""
    return (
        f"Organisaties met minder dan {minimum} gesprekken worden nergens apart getoond. Bij een selectie "
        "van minder dan "
        f"{minimum} gesprekken staan er geen organisaties en geen bestandsnamen bij."
    )
