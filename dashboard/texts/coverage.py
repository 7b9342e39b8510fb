"""Sentences of the page Dekking."""

from __future__ import annotations

from dashboard.texts import numbers

TITLE = "Dekking"
LEAD = (
    "Wie heeft er al gesproken, en wie nog niet? De startkit vraagt gesprekken van ongeveer acht mensen, "
    "in gemengde groepen."
)
BY_DOMAIN = "Per domein en gespreksvorm"
BY_DOMAIN_CAPTION = "Aantal gesprekken per domein en gespreksvorm"
TOTAL = "Totaal"
DOMAIN = "Domein"
WHITE = "Witte vlekken"
NO_WHITE = "Elk domein komt voor in elke gespreksvorm."
BY_MONTH = "Per maand"
BY_MONTH_CAPTION = "Aantal gesprekken per maand"
MONTH_COLUMNS = ("Maand", "Gesprekken")
BY_KIND = "Per soort organisatie"
BY_KIND_CAPTION = "Gesprekken per soort organisatie, de minst gehoorde soort eerst"
BY_KIND_NOTE = (
    "Hoeveel organisaties van elke soort al een gesprek inzonden, van alle organisaties die het programma kent. Die "
    "lijst is met de hand gemaakt en niet volledig."
)
KIND_COLUMNS = ("Soort", "Gesprekken", "Organisaties gehoord", "Organisaties bekend")
BY_ORGANISATION = "Per organisatie"
ORGANISATION_COLUMNS = ("Organisatie", "Gesprekken", "Genoeg voor zoveel TMG-leden")
ORGANISATION_NOTE = (
    "De startkit vraagt drie gesprekken per lid van de Topmanagementgroep (TMG). Hoeveel leden een organisatie heeft, "
    "weet het programma niet. Daarom staat erbij voor hoeveel leden de gesprekken genoeg zijn."
)
PER_TMG_MEMBER = 3
BY_HALF_YEAR = "Per domein en halfjaar"
BY_HALF_YEAR_CAPTION = "Aantal gesprekken per domein en halfjaar"
# The startkit asks for eight; a group of six to ten still is one in which everybody speaks.
SMALLEST_GROUP, LARGEST_GROUP = 6, 10
GROUPS = "De groepen"
UNKNOWN = "onbekend"
TABLE = "Alle maanden als tabel"


def white_spots(spots: list[tuple[str, str]]) -> str:
    """Return which combinations have no conversation."""
    return "Nog geen enkel gesprek: " + "; ".join(f"{domain}, {form.lower()}" for domain, form in spots) + "."


def group_size(mean: float, n_known: int, n_all: int) -> str:
    """Return how large the groups were."""
    return (
        f"Gemiddeld zaten er {numbers.decimal(mean, 1)} mensen aan tafel (bekend van "
        f"{numbers.whole(n_known)} van "
        f"de {numbers.conversations(n_all)}). De startkit vraagt er acht."
    )


def group_sizes(n_small: int, n_fitting: int, n_large: int) -> str:
    """Return how many groups were about as large as the startkit asks."""
    return (
        f"{numbers.conversations(n_fitting)} met {SMALLEST_GROUP} tot en met {LARGEST_GROUP} mensen, "
        f"{numbers.whole(n_small)} met minder en {numbers.whole(n_large)} met meer."
    )


def silent(names: list[str], month: str) -> str:
    """Return which domains have not been heard since a month."""
    return f"Sinds {month} geen gesprek uit: {', '.join(names)}."


def mixed(n_mixed: int, n_all: int) -> str:
    """Return how many groups came from more than one domain."""
    return f"{numbers.conversations(n_mixed)} van de {numbers.whole(n_all)} waren met een gemengde groep."


def organisations(n_enough: int, n_small: int, minimum: int) -> str:
    """Return how many organisations are shown, and why others are not."""
    return (
        f"{numbers.counted(n_enough, 'organisatie heeft', 'organisaties hebben')} {minimum} gesprekken of "
        "meer. "
        f"{numbers.counted(n_small, 'organisatie heeft', 'organisaties hebben')} er minder; die staan er "
        "niet apart "
        "bij, zodat niemand herkenbaar is."
    )


def without_fact(n_missing: int, fact: str) -> str:
    """Return how many conversations miss a fact."""
    return f"Van {numbers.conversations(n_missing)} is niet bekend: {fact}."


def months_description(first: str, last: str, most: str, n_most: int) -> str:
    """Return the text alternative of the chart of months."""
    return (
        f"Staafgrafiek met het aantal gesprekken per maand, van {first} tot en met {last}. De meeste in "
        f"{most}: "
        f"{numbers.whole(n_most)}."
    )


_KINDS = {"zbo": "Zelfstandig bestuursorgaan"}


def kind(name: str) -> str:
    """Return a kind of organisation as it stands in a table."""
    return _KINDS.get(name, name[:1].upper() + name[1:])


def fewer(minimum: int) -> str:
    """Return what stands there instead of a number that could point at somebody."""
    return f"minder dan {minimum}"
