"""Sentences of the page of one theme."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.texts import labels, numbers

CHOOSE = "Thema"
SHARE = "Hoe vaak"
TERMS = "Woorden die erbij horen"
QUOTES = "Wat er is gezegd"
TYPICAL = "Typerend"
DISSENTING = "Een ander geluid"
RECENT = "Nieuwste"
PER_DOMAIN = "Uit elk domein"
KINDS = {"typerend": TYPICAL, "anders": DISSENTING, "nieuw": RECENT, "domein": PER_DOMAIN}
KIND = "Welke citaten"
KIND_NOTES = {
    "typerend": "Deze citaten lijken het meest op alles wat bij dit thema is gezegd.",
    "anders": "Deze citaten gaan over hetzelfde, maar wijken af: trots naast pijn, of een andere kijk.",
    "nieuw": "De citaten uit de laatste gesprekken.",
    "domein": "Uit elk domein het citaat waarvan het programma het zekerst is.",
}
ALL_ABOUT = "Alles over dit onderwerp"
NO_QUOTES = "Van deze soort zijn er bij dit thema geen citaten."
ALL_QUOTES = "Alle citaten bij dit thema"
COURSE = "In de tijd"
NO_COURSE = "Er zijn te weinig gesprekken per periode om een verloop te tekenen."
TO_LINES = "Vergelijk met andere thema’s in de tijd"
SPREAD = "Waar het leeft"
BY_DOMAIN = "Per domein"
BY_FORMAT = "Per gespreksvorm"
BY_ORGANISATION = "Per organisatie"
FIELD_COLUMNS = ("Veld", "Bouwstenen", "Gesprekken")
FIELD_NUMBERS = ("Bouwstenen", "Gesprekken")
FIGURE = "In het model van ‘de’ ambtenaar"
NO_FIGURE = "Dit thema komt niet voor in gesprekken met het model van ‘de’ ambtenaar."
FIELDS = "Per veld op het formulier"
NEIGHBOURS = "Verwante thema’s"
NEIGHBOURS_NOTE = "Thema’s die in dezelfde gesprekken voorkomen."
NEIGHBOUR_COLUMNS = ("Thema", "Gesprekken samen", "Deel van dit thema")
NEIGHBOUR_NUMBERS = ("Gesprekken samen", "Deel van dit thema")
QUALITY = "Hoe goed wordt dit thema herkend?"
TOO_FEW = "te weinig gesprekken"
HISTORY = "Geschiedenis"
HISTORY_COLUMNS = ("Verwerking", "Gebeurtenis", "Ander thema", "Door")
NO_HISTORY = "Over dit thema is nog niets vastgelegd."
MODEL = "het programma"
EMPTY_TITLE = "Dit thema komt in geen enkel gesprek voor"
EMPTY = ("Het staat wel in de lijst met thema’s. Zodra een gesprek erover gaat, zie je het hier.",)
CANDIDATE = (
    "Dit is een voorstel van het programma, nog geen vastgesteld thema. Het telt niet mee in het "
    "overzicht tot iemand "
    "het heeft aangenomen."
)


def where(origin: str) -> str:
    """Return where a theme comes from."""
    return f"Herkomst: {labels.ORIGINS[origin]}."


def figure(counts: Sequence[tuple[str, int]]) -> str:
    """Return the text alternative of the figure."""
    told = ", ".join(f"{name.lower()} {n}" for name, n in counts)
    return f"Tekening van een ambtenaar; aantal gesprekken met dit thema per lichaamsdeel: {told}."


def small_groups(minimum: int) -> str:
    """Say why some groups are missing."""
    return (
        f"Groepen met minder dan {minimum} gesprekken staan er niet apart bij, zodat niemand herkenbaar is."
    )


def no_organisations(minimum: int) -> str:
    """Say why there is no breakdown by organisation."""
    return (
        f"Dit thema komt in minder dan {minimum} gesprekken voor. Daarom staat er niet bij uit welke "
        "organisaties: "
        "dan is niet te herkennen wie iets heeft gezegd."
    )


def nearest(name: str, similarity: float) -> str:
    """Return which theme uses the most similar words."""
    return f"In woordgebruik lijkt dit thema het meest op {name} (gelijkenis {numbers.decimal(similarity)} van 1)."


def further_quality(mean_probability: float | None, coherence: float | None, stability: float | None) -> str:
    """Return the other measures of a theme in plain words."""
    told = []
    if mean_probability is not None:
        told.append(
            f"Gemiddeld is het programma {numbers.percent(mean_probability)} zeker van deze toekenningen."
        )
    if coherence is not None:
        told.append(f"Samenhang van de woorden: {numbers.decimal(coherence)} (van -1 tot 1, hoger is beter).")
    if stability is not None:
        told.append(
            f"In {numbers.percent(stability)} van de herhalingen op een deel van de gesprekken kwam het "
            "terug."
        )
    return " ".join(told)
