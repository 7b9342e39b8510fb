"""Filters as they stand in the address bar: the name of every parameter, and links that set them."""

from __future__ import annotations

THEMES = "themas"
THEME = "thema"
DOMAINS = "domeinen"
ORGANISATIONS = "organisaties"
FORMATS = "vormen"
FIELDS = "velden"
SINCE = "van"
UNTIL = "tot"
WORDS = "zoek"
LIKE = "lijkt_op"
PAGE = "pagina"
PERIOD = "periode"
MEASURE = "maat"
CERTAINTY = "zekerheid"
STATUS = "status"
VIEW = "weergave"
SPLIT = "grens"
LENGTH = "lengte"
KIND = "soort"
PLACE = "plek"
HISTORY = "geschiedenis"
HISTORY_PAGE = "beslissingen"
CONVERSATION = "gesprek"
FORM = "formulier"
SCOPE = "waaruit"
PER_GROUP = "per_kopje"

Query = list[tuple[str, str]]


def link_to_theme(label: str) -> Query:
    """Return the parameters that open the page of one theme."""
    return [(THEME, label)]


def link_to_quotes(
    theme_labels: list[str] | None = None, words: str = "", domain_labels: list[str] | None = None
) -> Query:
    """Return the parameters that open the quotes of these themes, words and domains."""
    query = [(THEMES, label) for label in theme_labels or []]
    query += [(DOMAINS, label) for label in domain_labels or []]
    return [*query, (WORDS, words)] if words else query


def link_to_similar(bouwsteen_id: str) -> Query:
    """Return the parameters that open the quotes that are like one quote."""
    return [(LIKE, bouwsteen_id)]


def link_to_lines(theme_labels: list[str]) -> Query:
    """Return the parameters that draw these themes over time."""
    return [(THEMES, label) for label in theme_labels]
