"""Sentences of the page Citaten and of the source below every quote."""

from __future__ import annotations

from dashboard.texts import numbers

TITLE = "Citaten"
LEAD = (
    "Zoek in alles wat is ingestuurd. Elk citaat staat er zoals het is opgeschreven, met waar het "
    "vandaan komt."
)
SEARCH = "Zoeken"
SEARCH_PLACEHOLDER = "bijvoorbeeld: brief, loket, minister"
SEARCH_HELP = (
    "Meer woorden: ze moeten er alle in staan. Andere vormen van een woord en samenstellingen worden ook "
    "gevonden. "
    "Tussen aanhalingstekens: precies zo. Met een min ervoor: juist niet."
)
ALL_QUOTES = "Terug naar alle citaten"
THEMES = "Thema"
DOMAINS = "Domein"
ORGANISATIONS = "Organisatie"
FORMATS = "Gespreksvorm"
FIELDS = "Veld op het formulier"
SINCE = "Vanaf"
UNTIL = "Tot en met"
ANY = "Alle"
ANY_MONTH = "geen grens"
MORE_FILTERS = "Meer filters"
CERTAINTY = "Zekerheid van het thema"
CERTAINTIES = {"alles": "Alle", "zeker": "Alleen zekere"}
CERTAINTY_HELP = "Zeker: het programma geeft het thema een kans van 70 procent of meer."
LENGTH = "Lengte"
LENGTHS = {"alle": "Alle", "kort": "Kort", "lang": "Lang"}
LENGTH_HELP = "Kort: steekwoorden, tot 60 tekens. Lang: een verhaal, vanaf 150 tekens."
EMPTY_TITLE = "Geen citaten bij deze keuze"
EMPTY = (
    "Er zijn geen citaten die aan alle filters en zoekwoorden voldoen.",
    "Probeer een ander woord, of haal een filter weg.",
)
NO_SEARCH = "Zoeken kan nu niet: de index past niet bij deze versie van het programma. Draai opnieuw: rode-draden run."
CLEAR = "Wis alle filters"
PREVIOUS = "Vorige"
NEXT = "Volgende"
DOWNLOAD = "Download deze selectie (CSV)"
HIDDEN = "organisatie afgeschermd"
UNKNOWN_ORGANISATION = "organisatie onbekend"
AND = " en "
NO_THEME = "zonder thema"


def found(n_quotes: int, n_conversations: int) -> str:
    """Return how much was found."""
    return f"{numbers.counted(n_quotes, 'citaat', 'citaten')} uit {numbers.conversations(n_conversations)}."


def page(n_pages: int) -> str:
    """Return what the number of a page is of."""
    return f"Bladzijde (van {numbers.whole(n_pages)})"


def corrected(corrections: dict[str, tuple[str, ...]]) -> str:
    """Return which words were searched for instead of words that nobody used."""
    told = "; ".join(
        f"‘{typo}’ komt niet voor, gezocht op {', '.join(near)}" for typo, near in corrections.items()
    )
    return f"{told}."


def like(text: str) -> str:
    """Return to which quote the shown quotes are similar."""
    return f"Citaten met dezelfde bijzondere woorden als: “{text}”"


def exposure(minimum: int) -> str:
    """Say why organisations are not shown in a small selection."""
    return (
        f"Deze selectie heeft minder dan {minimum} gesprekken. Daarom staan de organisaties en "
        "bestandsnamen er niet "
        "bij: dan is niet te herkennen wie iets heeft gezegd."
    )


def small_organisations(minimum: int) -> str:
    """Say why some organisations can't be chosen."""
    return (
        f"Organisaties met minder dan {minimum} gesprekken staan hier niet bij, zodat niemand herkenbaar is."
    )


def source(organisation: str, domain: str, when: str, conversation: str, field: str, place: str) -> str:
    """Return the lines of a source."""
    return " · ".join(
        part for part in (organisation, domain, when, f"gesprek {conversation}", field, place) if part
    )


def place(path: str, page: int | None) -> str:
    """Return where in which file a quote stands."""
    return f"{path}, pagina {page}" if path and page else path


def why(theme: str, probability: float | None, words: str, by_person: bool) -> str:
    """Return why a quote belongs to a theme."""
    if by_person:
        return f"Thema: {theme}, door een mens bepaald."
    sure = f" ({numbers.percent(probability)} zeker)" if probability is not None else ""
    return f"Thema: {theme}{sure}" + (f", door de woorden: {words}." if words else ".")


def read_certainty(share: float) -> str:
    """Warn that a text was read from a photo."""
    return f"van foto gelezen ({numbers.percent(share)} zeker)"
