"""Sentences of the page In de tijd."""

from __future__ import annotations

from dashboard.texts import numbers

TITLE = "In de tijd"
LEAD = "Hoe vaak komt een thema voor, en verandert dat?"
CHOOSE = "Thema’s"
CHOOSE_HELP = "Kies er hoogstens zes; zo blijven de lijnen uit elkaar te houden."
CHOOSE_PLACEHOLDER = "Kies thema’s"
PERIOD = "Periode"
MEASURE = "Aandeel"
MEASURES = {"share": "Gecorrigeerd", "share_raw": "Zoals geteld"}
MEASURE_HELP = (
    "Gecorrigeerd: alsof elke periode dezelfde mix van domeinen en gespreksvormen had. Zo lijkt een "
    "kwartaal met veel "
    "gesprekken uit één hoek niet op een verandering. Zoals geteld: zonder die correctie en zonder marge."
)
VIEW = "Weergave"
VIEWS = {"lijnen": "Samen", "klein": "Elk apart", "tabel": "Tabel"}
NONE_TITLE = "Nog geen thema gekozen"
NONE = ("Kies hierboven een of meer thema’s om hun verloop te zien.",)
NO_POINTS_TITLE = "Te weinig gesprekken per periode"
NO_POINTS = (
    "In geen enkele periode zijn genoeg gesprekken gevoerd om een aandeel te tonen.",
    "Kies een langere periode.",
)
DOWNLOAD = "Download de cijfers (CSV)"
TRENDS = "Is het echt veranderd?"
TRENDS_NOTE = (
    "Het oordeel gaat over de hele periode. ‘Stijgt’ en ‘daalt’ staan er alleen als toeval een slechte "
    "verklaring is, "
    "ook nu zoveel thema’s tegelijk zijn bekeken. ‘Gelijk’ betekent: zeker geen grote verandering. "
    "‘Onduidelijk’ "
    "betekent: te weinig gesprekken om iets te zeggen."
)
TREND_COLUMNS = ("Thema", "Oordeel", "Procentpunt", "Marge", "Fase", "Omslag")
TREND_NUMBERS = ("Procentpunt", "Marge")
TREND_CAPTION = "Verandering per thema over de hele periode"
BEFORE_AFTER = "Vóór en na"
BEFORE_AFTER_NOTE = (
    "Kies een maand. Hier staat het aandeel in de gesprekken van vóór die maand naast dat van daarna, "
    "zoals geteld. Bij zoveel "
    "thema’s lijkt er altijd wel een te veranderen: het oordeel hierboven houdt daar rekening mee, deze "
    "tabel niet."
)
SPLIT = "Vergelijk vóór en vanaf"
BEFORE_AFTER_COLUMNS = ("Thema", "Vóór", "Na", "Verschil (procentpunt)", "Marge")
BEFORE_AFTER_NUMBERS = ("Vóór", "Na", "Verschil (procentpunt)", "Marge")
NO_DATES = "Van geen enkel gesprek is de datum bekend."
TABLE_COLUMNS = ("Periode", "Thema", "Aandeel", "Marge", "Gesprekken met thema", "Gesprekken totaal")
TABLE_NUMBERS = ("Aandeel", "Marge", "Gesprekken met thema", "Gesprekken totaal")
TABLE_CAPTION = "Aandeel van de gesprekken per periode"
TOO_FEW = "te weinig gesprekken"


def thin(n_thin: int, n_periods: int, minimum: int) -> str:
    """Return how many periods show no share, and why."""
    return (
        f"In {numbers.whole(n_thin)} van de {numbers.whole(n_periods)} perioden waren er minder dan "
        f"{minimum} "
        "gesprekken. Daar staat geen punt: te weinig om een aandeel te noemen."
    )


def point(share: str, reach: str, n_found: int, n_total: int) -> str:
    """Return what a point of a line says."""
    return f"{share}{f' ({reach})' if reach else ''}, {numbers.whole(n_found)} van {numbers.conversations(n_total)}"


def description(labels: list[str], per_period: str, n_periods: int) -> str:
    """Return the text alternative of the chart."""
    return (
        f"Lijngrafiek van het aandeel gesprekken {per_period} over {numbers.whole(n_periods)} perioden, "
        "voor: "
        f"{', '.join(labels)}. Kies bij Weergave ‘Tabel’ om dezelfde cijfers te lezen."
    )


def spans(n_before: int, n_after: int, month: str) -> str:
    """Return which spans are compared."""
    return (
        f"{numbers.conversations(n_before)} vóór {month}, {numbers.whole(n_after)} daarna. Van te weinig "
        "gesprekken staat "
        "er geen aandeel."
    )
