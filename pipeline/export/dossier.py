"""The dossier for the writers of the guide: what stands in it, before it is set as Word or PDF.

A theme's bouwstenen are grouped by the field they were written in. Every quote has the number of its source.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pandas as pd

from pipeline.errors import ExportError
from pipeline.export import dutch
from pipeline.export.chart import describe_course, draw_course
from pipeline.export.letters import BOX_NOTE
from pipeline.export.publication import Publication

NO_THEME: Final = ""
"""Stands for the theme of a bouwsteen that has none."""

_FIRST_FIELDS: Final = ("moet_erin", "moet_er_niet_in", "dilemma")


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
    """

    theme_ids: tuple[str, ...] = ()
    bouwsteen_ids: tuple[str, ...] | None = None
    since: pd.Timestamp | None = None
    per_group: int = 8


@dataclass(frozen=True)
class Quote:
    """A quote as it was written, with the number of its source."""

    bouwsteen_id: str
    text: str
    source: int


@dataclass(frozen=True)
class Group:
    """Quotes under one heading; `n_all` is how many there are, shown or not."""

    heading: str
    quotes: tuple[Quote, ...]
    n_all: int


@dataclass(frozen=True)
class Chapter:
    """One theme: what it is, how it lives and changes, and what was said."""

    theme_id: str
    label: str
    definition: str
    terms: tuple[str, ...]
    figures: tuple[str, ...]
    chart_svg: str | None
    chart_description: str
    groups: tuple[Group, ...]
    share: str


@dataclass(frozen=True)
class Source:
    """Where a quote stands: number, conversation, place in it, and what may be known of the conversation."""

    number: int
    bouwsteen_id: str
    text: str


@dataclass(frozen=True)
class Dossier:
    """The whole document."""

    title: str
    subtitle: str
    lead: tuple[str, ...]
    chapters: tuple[Chapter, ...]
    outside_lead: str
    outside: tuple[Chapter, ...]
    sources: tuple[Source, ...]
    method: tuple[str, ...]
    fiction: str


class _Numbering:
    """Gives every quote a source number, in the order in which the document first shows it."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.shown: list[tuple[str, str]] = []

    def quote(self, row: pd.Series, theme_id: str) -> Quote:
        bouwsteen_id = str(row["bouwsteen_id"])
        number = self.numbers.setdefault(bouwsteen_id, len(self.numbers) + 1)
        self.shown.append((str(row["conversation_id"]), theme_id))
        return Quote(bouwsteen_id, str(row["text"]), number)


def compose_dossier(publication: Publication, choice: Choice = Choice()) -> Dossier:
    """Return what stands in a dossier.

    Raises
    ------
    ExportError
        When a theme or bouwsteen that is asked for does not exist, or nothing is left to show.
    """
    allowed = _select_lines(publication, choice)
    numbering = _Numbering()
    chosen = _select_themes(publication, choice)
    top = _top_share(publication)
    made = {
        status: [
            chapter
            for _, theme in chosen[chosen["status"] == status].iterrows()
            if (chapter := _compose_chapter(publication, theme, choice, allowed, numbering, top)).groups
        ]
        for status in ("active", "candidate")
    }
    chapters, outside = made["active"], made["candidate"]
    if choice.bouwsteen_ids is not None:
        outside += _compose_rest(publication, allowed, numbering)
    if not chapters and not outside:
        raise ExportError("no quotes are left by this choice; choose other themes or an earlier date")
    return Dossier(
        title="Rode draden: dossier voor de schrijvers",
        subtitle="Samen werken aan ambtelijk vakmanschap",
        lead=_tell_lead(publication, choice, len(numbering.numbers)),
        chapters=tuple(chapters),
        outside_lead=_tell_outside(publication),
        outside=tuple(outside),
        sources=_list_sources(publication, numbering),
        method=_tell_method(publication, choice),
        fiction=dutch.FICTION if publication.is_sample else "",
    )


def _select_lines(publication: Publication, choice: Choice) -> pd.Index:
    lines = publication.bouwstenen
    if choice.bouwsteen_ids is not None:
        unknown = [i for i in choice.bouwsteen_ids if i not in lines.index]
        if unknown:
            raise ExportError(
                f"{len(unknown)} of {len(choice.bouwsteen_ids)} bouwstenen are not in this publication, "
                f"the first is number {choice.bouwsteen_ids.index(unknown[0]) + 1} of the list; "
                "take them out of the basket"
            )
        lines = lines.loc[list(dict.fromkeys(choice.bouwsteen_ids))]
    if choice.since is not None:
        lines = lines[lines["held_on"] >= choice.since]
    return lines.index


def _select_themes(publication: Publication, choice: Choice) -> pd.DataFrame:
    themes = pd.concat([publication.themes, publication.candidates], ignore_index=True)
    unknown = [theme_id for theme_id in choice.theme_ids if theme_id not in set(themes["theme_id"])]
    if unknown:
        known = ", ".join(themes["theme_id"])
        raise ExportError(f"no theme {', '.join(unknown)} in this publication; there are {known}")
    return themes[themes["theme_id"].isin(choice.theme_ids)] if choice.theme_ids else themes


def _top_share(publication: Publication) -> float:
    periods = publication.tables["theme_periods"]
    rows = periods[(periods["period"] == publication.period) & periods["enough"].astype("bool")]
    highest = float(rows["share_high"].max()) if len(rows) else 1.0
    return min(max(-(-highest // 0.1) * 0.1, 0.1), 1.0)


def _compose_chapter(
    publication: Publication,
    theme: pd.Series,
    choice: Choice,
    allowed: pd.Index,
    numbering: _Numbering,
    top: float,
) -> Chapter:
    theme_id, label = str(theme["theme_id"]), str(theme["label_nl"])
    course = publication.course_of(theme_id, publication.period)
    chart = draw_course(course, label, publication.period, top)
    return Chapter(
        theme_id=theme_id,
        label=label,
        definition=str(theme["definition_nl"]),
        terms=tuple(publication.terms_of(theme_id)),
        figures=_tell_figures(publication, theme),
        chart_svg=chart,
        chart_description=describe_course(course, label, publication.period) if chart else "",
        groups=tuple(_group_quotes(publication, theme_id, choice, allowed, numbering)),
        share=f"{dutch.percent(theme['share'])} ({dutch.percent_range(theme['share_low'], theme['share_high'])})",
    )


def _tell_figures(publication: Publication, row: pd.Series) -> tuple[str, ...]:
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


def _group_quotes(
    publication: Publication, theme_id: str, choice: Choice, allowed: pd.Index, numbering: _Numbering
) -> list[Group]:
    lines = publication.lines_of(theme_id)
    lines = lines[lines.index.isin(allowed)]
    whole = choice.bouwsteen_ids is not None
    limit = len(lines) if whole else choice.per_group
    groups: list[Group] = []
    shown: set[str] = set()
    if not whole:
        for heading, kind in (("Typerende citaten", "typical"), ("Een ander geluid", "dissenting")):
            rows = publication.quotes_of(theme_id, kind)
            rows = rows[rows.index.isin(allowed) & ~rows.index.isin(shown)]
            shown |= set(rows.head(limit).index)
            groups.append(_make_group(heading, rows.head(limit), len(rows), theme_id, numbering))
    order = [*_FIRST_FIELDS, *(field for field in dutch.FIELDS if field not in _FIRST_FIELDS)]
    order += sorted(set(lines["field"]) - set(order))
    for field in order:
        rows = lines[lines["field"] == field]
        fresh = rows if field in _FIRST_FIELDS else rows[~rows.index.isin(shown)]
        groups.append(
            _make_group(dutch.name_field(field), fresh.head(limit), len(fresh), theme_id, numbering)
        )
    return [group for group in groups if group.quotes]


def _make_group(heading: str, rows: pd.DataFrame, n_all: int, theme_id: str, numbering: _Numbering) -> Group:
    return Group(heading, tuple(numbering.quote(row, theme_id) for _, row in rows.iterrows()), n_all)


def _compose_rest(publication: Publication, allowed: pd.Index, numbering: _Numbering) -> list[Chapter]:
    """Return the chapter of chosen quotes that no chapter has shown yet."""
    left = [i for i in allowed if i not in numbering.numbers]
    if not left:
        return []
    rows = publication.bouwstenen.loc[left]
    group = _make_group("Gekozen citaten", rows, len(rows), NO_THEME, numbering)
    definition = "Deze citaten horen volgens het programma niet bij een van de thema’s hierboven."
    return [Chapter(NO_THEME, "Zonder thema", definition, (), (), None, "", (group,), "")]


def _list_sources(publication: Publication, numbering: _Numbering) -> tuple[Source, ...]:
    nameable = publication.nameable_conversations(numbering.shown)
    rows = publication.bouwstenen.loc[list(numbering.numbers)]
    return tuple(
        Source(number, str(row["bouwsteen_id"]), tell_source(row, str(row["conversation_id"]) in nameable))
        for number, (_, row) in enumerate(rows.iterrows(), start=1)
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


def _tell_lead(publication: Publication, choice: Choice, n_quotes: int) -> tuple[str, ...]:
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
    return tuple(told)


def _tell_outside(publication: Publication) -> str:
    lines = publication.bouwstenen
    n_without = len(lines) - int(lines.index.isin(publication.mentions["bouwsteen_id"]).sum())
    return (
        f"{dutch.whole(n_without)} van de {dutch.bouwstenen(len(lines))} passen bij geen enkel thema. Wat daarin "
        "vaak genoeg terugkomt, stelt het programma hieronder voor als nieuw thema. Een mens beslist daarover."
    )


def _tell_method(publication: Publication, choice: Choice) -> tuple[str, ...]:
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
