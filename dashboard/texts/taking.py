"""Sentences of the page Meenemen."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.texts import numbers

TITLE = "Meenemen"
LEAD = "Alles wat je kunt downloaden: om te lezen, te delen of mee verder te werken."
HOW = (
    "Kies wat je nodig hebt en druk op Maak. Het bestand wordt dan gemaakt van de gegevens die nu zijn gepubliceerd. "
    "Daarna kun je het downloaden."
)
BUSY = "Even geduld, het wordt gemaakt …"
BEFORE = "Voor een gesprek"
READING = "Om te lezen en te laten zien"
GIVING_BACK = "Om terug te geven"
ANALYSING = "Om zelf verder te rekenen"


@dataclass(frozen=True)
class Words:
    """What a download is called, what it is for, and what its button says."""

    title: str
    why: str
    make: str


FORMS = Words(
    "Formulieren, uitnodiging en gesprekskaarten",
    "Wat je voor en na een gesprek nodig hebt: het responscanvas, het model van ‘de’ ambtenaar, de uitnodiging, een "
    "kaart voor de gespreksleider, de peiling en het dankbericht. Als PDF, en als Word om aan te passen.",
    "Maak de formulieren",
)
FORMS_CHOICE = "Wat heb je nodig?"
ALL_FORMS = "alles bij elkaar (ZIP)"

DOSSIER = Words(
    "Dossier voor de schrijvers",
    "Per thema wat het is, hoe het leeft en wat mensen zeiden, met genummerde bronnen. Als Word om in te werken "
    "en als PDF om te lezen.",
    "Maak het dossier",
)
DOSSIER_OF = "Welke citaten"
DOSSIER_SCOPES = {"alles": "alles", "mandje": "mijn mandje"}
DOSSIER_THEMES = "Thema’s"
ALL_THEMES = "alle thema’s"
DOSSIER_SINCE = "Gesprekken vanaf"
ANY_MONTH = "het begin"
PER_GROUP = "Citaten per kopje"
EMPTY_BASKET = "Je mandje is leeg. Leg eerst citaten in je mandje, op de bladzijde Citaten."
TO_QUOTES = "Naar Citaten"

POSTER = Words(
    "De plaat",
    "Alle rode draden door de tijd op één A3. De PDF is om te printen, de PNG voor in een presentatie, de SVG om te "
    "bewerken.",
    "Maak de plaat",
)
WIKI = Words(
    "Wikipagina’s",
    "Eén pagina per thema en een inhoudsopgave, voor een wiki of intranet. In Markdown en in MediaWiki.",
    "Maak de wikipagina’s",
)
FEEDBACK = Words(
    "Terugkoppeling aan deelnemers",
    "Wat een gesprek opleverde, bij welke thema’s dat hoort en hoe vaak die in alle gesprekken voorkomen. Als Word, "
    "als webpagina en als mail die klaarstaat om te versturen.",
    "Maak de terugkoppeling",
)
FEEDBACK_CHOICE = "Voor welk gesprek?"

WORKBOOK = Words(
    "Alle tabellen in Excel",
    "Eén werkmap met een blad per tabel, en een blad dat elke kolom uitlegt.",
    "Maak de werkmap",
)
CSV = Words(
    "Alle tabellen als CSV",
    "Dezelfde tabellen als losse bestanden in een ZIP, voor R, Python of een ander programma.",
    "Maak de CSV-bestanden",
)
QDA = Words(
    "Project voor ATLAS.ti, MAXQDA, NVivo of QualCoder",
    "De gesprekken als bronnen en de thema’s als codes, in het uitwisselformaat REFI-QDA (.qdpx).",
    "Maak het project",
)


_KINDS = {
    "csv": "CSV",
    "docx": "Word",
    "eml": "mail die klaarstaat (.eml)",
    "html": "webpagina (HTML)",
    "pdf": "PDF",
    "png": "plaatje (PNG)",
    "qdpx": "project (.qdpx)",
    "svg": "tekening (SVG)",
    "txt": "tekst",
    "xlsx": "Excel",
    "zip": "ZIP",
}


def download(name: str) -> str:
    """Return what a button says that hands out a file of this name."""
    return f"Download {_KINDS[name.rpartition('.')[2]]}"


def failed(reason: str) -> str:
    """Return that something can't be made, with the reason as the program gives it."""
    return f"Dit kan niet worden gemaakt. Melding: {reason}"


def small_groups(minimum: int) -> str:
    """Say what is left out of every download on this page."""
    return (
        f"Organisaties met minder dan {minimum} gesprekken staan nergens met naam in deze bestanden. Zo is niet te "
        "zien uit welke kleine organisatie iets komt."
    )


def all_conversations(number: int) -> str:
    """Return the choice of every conversation at once."""
    return f"alle {numbers.conversations(number)} (ZIP)"


def too_many(maximum: int) -> str:
    """Say why not all conversations can be chosen at once."""
    return (
        f"Er zijn meer dan {numbers.whole(maximum)} gesprekken. Kies er hier één. Alle tegelijk maakt de beheerder, "
        "met rode-draden export feedback."
    )


def made(n_files: int, n_bytes: int) -> str:
    """Return that something is ready."""
    what = "Klaar" if n_files == 1 else f"Klaar: {numbers.whole(n_files)} bestanden"
    return f"{what}, {numbers.size(n_bytes)}."
