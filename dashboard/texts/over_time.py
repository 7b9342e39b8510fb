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
DOWNLOAD_PICTURE = "Download de grafiek (PNG)"
TRENDS = "Is het echt veranderd?"
TRENDS_NOTE = (
    "Het oordeel gaat over de hele periode. ‘Stijgt’ en ‘daalt’ staan er alleen als toeval een slechte "
    "verklaring is, "
    "ook nu zoveel thema’s tegelijk zijn bekeken. ‘Gelijk’ betekent: zeker geen grote verandering. "
    "‘Onduidelijk’ "
    "betekent: te weinig gesprekken om iets te zeggen."
)
SEASON_NOTE = (
    "‘Seizoen’ staat er alleen als een thema elk jaar in dezelfde tijd vaker voorkomt. Dat op en neer gaan telt niet "
    "mee als verandering. ‘Omslag’ is de maand vanaf wanneer het aandeel anders is."
)
TREND_COLUMNS = ("Thema", "Oordeel", "Procentpunt", "Marge", "Fase", "Omslag", "Seizoen")
TREND_NUMBERS = ("Procentpunt", "Marge")
TREND_CAPTION = "Verandering per thema over de hele periode"
BEFORE_AFTER = "Vóór en na"
BEFORE_AFTER_CAPTION = "Aandeel van de gesprekken vóór en na de gekozen maand"
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
SINCE_PREVIOUS = "Sinds de vorige verwerking"
SINCE_PREVIOUS_NOTE = (
    "Een aandeel kan om twee redenen anders zijn dan vorige keer: er zijn andere gesprekken bij, of het programma "
    "oordeelt nu anders over dezelfde gesprekken. Alleen het eerste zegt iets over wat er leeft. In deze tabel telt "
    "een twijfelgeval voor een deel mee. Daarom zijn de aandelen lager dan op Overzicht, waar elk gesprek met het "
    "thema telt."
)
FIRST_RUN = (
    "Dit is de eerste verwerking, of de vorige is niet te vergelijken. Er is nog niets om naast te leggen."
)
SINCE_PREVIOUS_COLUMNS = (
    "Thema",
    "Vorige keer",
    "Nu",
    "Door andere gesprekken",
    "Marge",
    "Door het programma",
    "Marge van het programma",
)
SINCE_PREVIOUS_NUMBERS = SINCE_PREVIOUS_COLUMNS[1:]
SINCE_PREVIOUS_CAPTION = "Verschil met de vorige verwerking in procentpunten, grootste verschil eerst"
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


def season(swing: float) -> str:
    """Return how far a theme goes up and down within a year."""
    return f"{numbers.whole(round(swing * 100))} punt op en neer"


def picture_title(per_period: str) -> str:
    """Return what stands above the picture."""
    return f"Aandeel van de gesprekken waarin een thema voorkomt, {per_period}"


def picture_note(n_conversations: int, with_margin: bool, is_sample: bool) -> str:
    """Return what stands below the picture."""
    told = [f"Rode draden, {numbers.conversations(n_conversations)}."]
    if with_margin:
        told.append("De streepjes zijn de marge.")
    told.append("Een aandeel is geen peiling.")
    return " ".join(["Voorbeeld met verzonnen gesprekken.", *told] if is_sample else told)
