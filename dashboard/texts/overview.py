"""Sentences of the overview, the list of themes and the page of one theme."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dashboard.texts import numbers

TITLE = "De rode draden"
RANKING = "Waar het over gaat"
RANKING_NOTE = (
    "Van vaak naar weinig. De balk loopt van 0 tot 100 procent van de gesprekken. Licht is de marge."
)
FIRST_VISIT = "Hoe lees ik dit?"
TO_HELP = "Voor het eerst hier? Zie per soort lezer wat je het eerst doet"
HOW_TO_READ = (
    "Elk gesprek levert bouwstenen op: losse gedachten van een canvas, een model of een verslag. Gaat een "
    "bouwsteen "
    "over een thema, dan telt het gesprek één keer mee voor dat thema.",
)
CHANGES = "Wat verandert"
NO_VERDICTS = (
    "Van geen enkel thema is zeker dat het vaker of minder vaak voorkomt dan eerst. De lijnen bewegen, "
    "maar niet meer "
    "dan toeval kan verklaren."
)
NEW = "Nieuw, buiten de lijst"
NEW_NOTE = "Voorstellen van het programma. Een mens beslist of het thema’s worden."
NO_NEW = "Er zijn op dit moment geen nieuwe onderwerpen die vaak genoeg voorkomen."
UNHEARD = "Wie nog weinig is gehoord"
SINCE_PREVIOUS = "Sinds de vorige verwerking"
FIRST_RUN = "Dit is de eerste verwerking. Er is nog niets om mee te vergelijken."
TO_SHIFTS = "Bekijk dit voor alle thema’s"
TOO_FEW = "te weinig gesprekken"
UNASSIGNED = "zonder thema"

THEMES_TITLE = "Thema’s"
THEMES_LEAD = "Alle thema’s op een rij, met hoe vaak ze voorkomen en hoe goed het programma ze herkent."
THEMES_EMPTY_TITLE = "Geen gesprekken bij deze keuze"
THEMES_EMPTY = (
    "Er zijn geen gesprekken die aan alle filters voldoen.",
    "Haal een filter weg om weer iets te zien.",
)
CANDIDATES = "Voorgestelde thema’s"
CANDIDATES_NOTE = "Deze onderwerpen vallen buiten de vaste lijst. Ze tellen pas mee als iemand ze aanneemt."
TABLE = "Als tabel"
TABLE_NUMBERS = ("Gesprekken", "Aandeel", "Marge", "Bouwstenen")
TABLE_CAPTION = "Thema’s en in hoeveel gesprekken ze voorkomen"
TABLE_COLUMNS = ("Thema", "Gesprekken", "Aandeel", "Marge", "Bouwstenen", "Verloop", "Herkenning")


def lead(n_conversations: int, first: str, last: str) -> str:
    """Return the sentence below the title."""
    span = f" tussen {first} en {last}" if first else ""
    return f"Dit is wat naar voren komt uit {numbers.conversations(n_conversations)}{span} over ambtelijk vakmanschap."


def share(value: float, low: float, high: float, n_found: int, n_total: int) -> str:
    """Return a share with its doubt and its count, in words."""
    return (
        f"{numbers.percent(value)} ({numbers.percent_range(low, high)}) · {numbers.whole(n_found)} van "
        f"{numbers.conversations(n_total)}"
    )


def too_few(n_found: int, n_total: int) -> str:
    """Return what stands there instead of a share."""
    return f"{TOO_FEW} ({numbers.whole(n_found)} van {numbers.whole(n_total)})"


def change(verdict: str, points: str, reach: str) -> str:
    """Return a verdict with the change behind it and its doubt."""
    return f"{verdict}: {points} ({reach})"


def line_description(label: str, period: str, first: str, last: str) -> str:
    """Return the text alternative of a small line."""
    return f"{label}, {period}: van {first} naar {last}"


def candidate(n_conversations: int, n_organisations: int) -> str:
    """Return how far a candidate is spread."""
    return (
        f"{numbers.conversations(n_conversations)} bij "
        f"{numbers.counted(n_organisations, 'organisatie', 'organisaties')}"
    )


def to_new(number: int) -> str:
    """Return the link to all candidates."""
    return f"Bekijk {'het voorstel' if number == 1 else f'alle {numbers.whole(number)} voorstellen'}"


def unheard(groups: list[tuple[str, int]]) -> str:
    """Return which domains have few conversations."""
    told = ", ".join(f"{name} ({numbers.whole(n)})" for name, n in groups)
    return f"De minste gesprekken komen uit: {told}. Wat daar leeft, zie je dus minder goed."


def to_verdicts(number: int) -> str:
    """Return the link to all verdicts."""
    return f"Bekijk alle {numbers.whole(number)} veranderingen"


def compared(moment: str) -> str:
    """Return with which run is compared."""
    return f"Vergeleken met de verwerking van {moment}."


def came_and_went(new: Sequence[str], gone: Sequence[str]) -> list[str]:
    """Return which themes and proposals are new and which are gone; nothing when that is so."""
    told = []
    if new:
        told.append(f"Nieuw in de lijst of als voorstel: {', '.join(new)}.")
    if gone:
        told.append(f"Niet meer in de lijst: {', '.join(gone)}.")
    return told


def changed(n_conversations: int, n_bouwstenen: int) -> str:
    """Return how many conversations and bouwstenen there are more or fewer than in the run before."""
    if not n_conversations and not n_bouwstenen:
        return "Er zijn geen gesprekken bijgekomen."
    conversations = _more_or_fewer(numbers.conversations, n_conversations)
    return f"{conversations}, {_more_or_fewer(numbers.bouwstenen, n_bouwstenen)}."


def _more_or_fewer(counted: Callable[[int], str], difference: int) -> str:
    return f"{counted(abs(difference))} {'minder' if difference < 0 else 'erbij'}"


def shifted(label: str, difference: str, by_data: str, by_model: str) -> str:
    """Return why the share of a theme differs from the previous run."""
    return f"{label}: {difference}. Door andere gesprekken {by_data}, doordat het programma anders oordeelt {by_model}."


def recognised(name: str) -> str:
    """Return how well a theme is recognised, for in a list."""
    return f"Herkenning: {name}"


def quality(f1: float | None, low: float | None, high: float | None) -> tuple[str, str]:
    """Return a name for how well a theme is recognised, and what that means."""
    if f1 is None or low is None or high is None:
        return (
            "nog niet gemeten",
            "Er zijn nog te weinig nagekeken bouwstenen om te meten hoe goed dit thema wordt herkend.",
        )
    reach = (
        f"Gemeten overeenstemming met mensen (F1): {numbers.decimal(f1)} ({numbers.decimal(low)} tot "
        f"{numbers.decimal(high)})."
    )
    if f1 >= 0.7:
        return "goed", f"Het programma herkent dit thema meestal net zoals mensen dat doen. {reach}"
    if f1 >= 0.5:
        return "redelijk", f"Het programma mist er geregeld een, of kiest er een te veel. {reach}"
    return "matig", f"Lees de citaten zelf na voordat je hier iets op baseert. {reach}"


def selection(n_chosen: int, n_all: int) -> str:
    """Return over how many conversations the page speaks."""
    if n_chosen == n_all:
        return f"Over alle {numbers.conversations(n_all)}."
    return f"Over {numbers.whole(n_chosen)} van de {numbers.conversations(n_all)}."
