"""Sentences of the page Hulp: what to do first, for each kind of user."""

from __future__ import annotations

from dataclasses import dataclass

TITLE = "Hulp"
LEAD = "Waar kom je voor? Zoek jezelf hieronder op en begin bij de eerste stap."
WORDS = "Wat de woorden betekenen"
WORDS_CAPTION = "Woorden die op elke bladzijde terugkomen"
WORD_COLUMNS = ("Woord", "Betekenis")
HANDY = "Handig om te weten"
HANDY_POINTS = (
    "Wat je kiest, staat in het adres van de bladzijde. Bewaar of stuur het: wie het opent, ziet hetzelfde.",
    "Alles werkt met het toetsenbord. Met Tab ga je verder, met Shift en Tab terug, met Enter kies je.",
    "Afdrukken of bewaren als PDF gaat met Ctrl en P. Menu en knoppen komen niet mee op papier.",
    "Wat je vastlegt, kun je altijd terugdraaien. Er staat bij wie iets besloot en wanneer.",
)
MEANINGS = (
    ("Gesprek", "Ongeveer acht mensen die anderhalf uur over hun vak praten, met één opbrengst."),
    ("Bouwsteen", "Eén gedachte uit een gesprek, zoals ze is opgeschreven."),
    ("Thema of rode draad", "Een onderwerp dat in veel gesprekken terugkomt en een naam heeft."),
    (
        "Aandeel",
        "Het deel van de gesprekken waarin een thema voorkomt. Het is geen stemming en geen peiling.",
    ),
    ("Marge", "De twee getallen waartussen het echte aandeel vrijwel zeker ligt."),
    ("Voorstel", "Een onderwerp dat het programma vond en waarover nog niemand heeft beslist."),
    ("Verwerking", "Eén keer alles lezen, herkennen en tellen. Daarna is alles hier bijgewerkt."),
)


@dataclass(frozen=True)
class Step:
    """One thing to do: on which page (a module of `app_pages`), the words of the link, and what to do there."""

    page: str
    link: str
    what: str


ROLES: tuple[tuple[str, tuple[Step, ...]], ...] = (
    (
        "Je werkt in het centrale team",
        (
            Step("overview", "Overzicht", "Lees welke thema’s leven, wat stijgt of daalt en wat nieuw is."),
            Step(
                "over_time",
                "In de tijd",
                "Kijk of een verandering echt is: het oordeel en de marge staan erbij.",
            ),
            Step("coverage", "Dekking", "Zie wie nog weinig is gehoord en waar nog gesprekken nodig zijn."),
            Step("taking", "Meenemen", "Neem een dossier, een poster of een tabel mee naar het overleg."),
        ),
    ),
    (
        "Je schrijft aan de gids",
        (
            Step(
                "quotes",
                "Citaten",
                "Zoek op een woord of kies een thema. Een typfout of een meervoud is geen probleem.",
            ),
            Step(
                "quotes",
                "Citaten",
                "Open bij een citaat de plek op de pagina, en kies ‘Meer zoals dit’ voor verwante citaten.",
            ),
            Step("quotes", "Citaten", "Kies ‘Verzamelen’, vul je naam in en leg citaten in je mandje."),
            Step(
                "basket",
                "Mandje",
                "Zet een stand en een notitie bij elk citaat, en download ze met hun bron.",
            ),
        ),
    ),
    (
        "Je bent analist",
        (
            Step("new", "Nieuw", "Beslis over de voorstellen: aannemen, samenvoegen of afwijzen."),
            Step("review", "Nakijken", "Kijk twintig citaten na. Daar leert het programma het meest van."),
            Step(
                "curating", "Thema’s beheren", "Geef een thema een betere naam, zet het vast of splits het."
            ),
            Step(
                "method",
                "Verantwoording",
                "Draai daarna rode-draden run, en kijk hier hoe goed de thema’s worden herkend.",
            ),
        ),
    ),
    (
        "Je deed mee aan een gesprek",
        (
            Step("files", "Inzendingen", "Zoek op een deel van de bestandsnaam en zie wat ermee is gebeurd."),
            Step("quotes", "Citaten", "Zoek op woorden die in jullie gesprek vielen."),
            Step("method", "Verantwoording", "Lees hoe namen zijn afgeschermd en wat je niet mag afleiden."),
        ),
    ),
)
