"""The sentences of a dossier: what it is about, how a theme lives, where a quote stands, how it was made."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from pipeline.export import dutch
from pipeline.export.letters import BOX_NOTE
from pipeline.export.publication import Publication


@dataclass(frozen=True)
class Earlier:
    """An earlier dossier: the day it was made of, and the ids of all bouwstenen that were there then."""

    day: pd.Timestamp
    bouwsteen_ids: frozenset[str]


@dataclass(frozen=True)
class Choice:
    """What goes into a dossier.

    Parameters
    ----------
    theme_ids
        Only these themes; none for all.
    bouwsteen_ids
        Only these quotes (a basket); None for everything.
    since
        Only quotes from conversations held on this day or later; None for all.
    per_group
        Quotes shown of a group at most, 1 or more; the heading says how many there are. A basket is shown whole.
    earlier
        Only quotes that were not there yet at an earlier dossier; None for all.
    """

    theme_ids: tuple[str, ...] = ()
    bouwsteen_ids: tuple[str, ...] | None = None
    since: pd.Timestamp | None = None
    per_group: int = 8
    earlier: Earlier | None = None


def tell_figures(publication: Publication, row: pd.Series) -> tuple[str, ...]:
    """Return how a theme lives and changes, a sentence each, from a row of `Publication.themes`."""
    told = [
        f"Dit thema komt voor in {dutch.percent(row['share'])} van de gesprekken "
        f"({dutch.percent_range(row['share_low'], row['share_high'])}): {dutch.whole(row['n_conversations'])} van de "
        f"{dutch.whole(publication.n_conversations)}, met {dutch.bouwstenen(int(row['n_bouwstenen']))}."
    ]
    trends = publication.tables["trends"]
    trend = trends[trends["theme_id"] == row["theme_id"]]
    if len(trend) and row["direction"] != "unclear" and pd.notna(trend.iloc[0]["change"]):
        told.append(_tell_trend(trend.iloc[0]))
    elif len(trend):
        told.append("Of dit thema vaker of minder vaak voorkomt dan eerst, is niet zeker.")
    if pd.notna(row["evidence_nl"]):
        told.insert(0, f"Voorstel van het programma, nog niet vastgesteld. {row['evidence_nl']}")
    named = publication.organisations_per_theme.get(str(row["theme_id"]), {})
    if named:
        listed = dutch.join_words([f"{name} ({n})" for name, n in list(named.items())[:6]])
        told.append(f"Het vaakst bij: {listed}. Tussen haakjes staat het aantal gesprekken.")
    return tuple(told)


def _tell_trend(trend: pd.Series) -> str:
    verdict = {
        "up": "komt steeds vaker voor",
        "down": "komt steeds minder vaak voor",
        "flat": "blijft gelijk",
    }
    reach = f"{dutch.points(trend['change_low'])} tot {dutch.points(trend['change_high'])}"
    return (
        f"Het thema {verdict[str(trend['direction'])]}: {dutch.points(trend['change'])} procentpunt over de hele "
        f"periode ({reach})."
    )


def tell_source(row: pd.Series, with_organisation: bool) -> str:
    """Return where a quote stands in words, from a row of `Publication.bouwstenen`."""
    page = None if pd.isna(row["page"]) else int(row["page"])
    parts = [
        f"gesprek {row['conversation_id']}",
        dutch.name_place(str(row["field"]), int(row["position"]), page),
    ]
    if with_organisation and pd.notna(row["organisation"]):
        parts.append(str(row["organisation"]))
    if pd.notna(row["domain"]):
        parts.append(str(row["domain"]))
    if pd.notna(row["held_on"]):
        parts.append(dutch.month(row["held_on"]))
    return " · ".join(parts)


def tell_lead(publication: Publication, choice: Choice, n_quotes: int) -> tuple[str, ...]:
    """Return what the dossier is about, for the front page."""
    span = f", {publication.span}" if publication.span else ""
    told = [
        f"Dit dossier gaat over {dutch.conversations(publication.n_conversations)} over ambtelijk "
        f"vakmanschap{span}. Het laat {dutch.counted(n_quotes, 'citaat', 'citaten')} zien, elk met het nummer van zijn "
        "bron. Achterin staat per nummer uit welk gesprek het komt en waar het daarin staat."
    ]
    if choice.bouwsteen_ids is not None:
        told.append("De citaten komen uit een mandje: een mens heeft ze gekozen.")
    if choice.since is not None:
        n_new = int((publication.conversations["held_on"] >= choice.since).sum())
        told.append(
            f"Nieuw sinds {dutch.day(choice.since)}: alleen citaten uit de {dutch.conversations(n_new)} vanaf die "
            "dag. De aandelen gaan over alle gesprekken."
        )
    if choice.earlier is not None:
        told.append(
            f"Nieuw sinds het dossier van {dutch.day(choice.earlier.day)}: alleen citaten die toen nog niet binnen "
            "waren. De aandelen gaan over alle gesprekken."
        )
    return tuple(told)


def tell_outside(publication: Publication) -> str:
    """Return how much has no theme."""
    lines = publication.bouwstenen
    n_without = publication.n_without_theme
    return (
        f"{dutch.whole(n_without)} van de {dutch.bouwstenen(len(lines))} passen bij geen enkel thema. Wat daarin "
        "vaak genoeg terugkomt, stelt het programma hieronder voor als nieuw thema. Een mens beslist daarover."
    )


def tell_method(publication: Publication, choice: Choice) -> tuple[str, ...]:
    """Return how the dossier was made and how it is to be read."""
    minimum = dutch.conversations(publication.min_group)
    more = f"Per kopje staan hoogstens {choice.per_group} citaten, de zekerste eerst. "
    return (
        dutch.WHAT_IS_A_SHARE,
        f"Achter elk aandeel staat tussen haakjes de marge: met {publication.confidence * 100:.0f} procent zekerheid "
        "ligt het echte aandeel tussen die twee getallen. In de grafieken is de marge lichtrood. Daar zijn de "
        "aandelen gecorrigeerd voor de mix van gesprekken in elke periode.",
        f"{dutch.QUOTES_ARE_REAL} {BOX_NOTE}",
        ("" if choice.bouwsteen_ids is not None else more)
        + "Welk thema bij een citaat hoort, bepaalt het programma, of een mens die het heeft nagekeken. Een citaat "
        "kan bij twee thema’s horen.",
        f"Een organisatie staat er alleen bij als het thema bij die organisatie in ten minste {minimum} voorkomt. Zo "
        "is niet te herkennen wie iets heeft gezegd.",
        f"Gemaakt op {dutch.day(publication.made_on)}, verwerking {publication.manifest['run_id']}.",
    )
