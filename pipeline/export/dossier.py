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
from pipeline.export.dossier_texts import (
    Choice,
    Earlier,
    tell_figures,
    tell_lead,
    tell_method,
    tell_outside,
    tell_source,
)
from pipeline.export.pollresults import WHAT_IS_A_POLL, PollStatement
from pipeline.export.publication import Publication

__all__ = ["Chapter", "Choice", "Dossier", "Earlier", "Group", "Quote", "Source", "compose_dossier"]

EVERYTHING: Final = Choice()
"""The whole publication."""

NO_THEME: Final = ""
"""Stands for the theme of a bouwsteen that has none."""

_FIRST_FIELDS: Final = ("moet_erin", "moet_er_niet_in", "dilemma")


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
    polls: tuple[PollStatement, ...] = ()


@dataclass(frozen=True)
class Source:
    """Where a quote stands: number, conversation, place in it, and what may be known of the conversation."""

    number: int
    bouwsteen_id: str
    text: str


@dataclass(frozen=True)
class Dossier:
    """The whole document; `run_id` is the run it was made of."""

    run_id: str
    title: str
    subtitle: str
    lead: tuple[str, ...]
    chapters: tuple[Chapter, ...]
    outside_lead: str
    outside: tuple[Chapter, ...]
    sources: tuple[Source, ...]
    method: tuple[str, ...]
    fiction: str
    what_is_a_poll: str = WHAT_IS_A_POLL


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


def compose_dossier(publication: Publication, choice: Choice = EVERYTHING) -> Dossier:
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
    if choice.bouwsteen_ids is not None and allowed is not None:
        outside += _compose_rest(publication, allowed, numbering)
    if not chapters and not outside:
        raise ExportError(
            "no quotes are left by this choice; choose other themes, an earlier date or an older dossier"
        )
    return Dossier(
        run_id=str(publication.manifest["run_id"]),
        title="Rode draden: dossier voor de schrijvers",
        subtitle="Samen werken aan ambtelijk vakmanschap",
        lead=tell_lead(publication, choice, len(numbering.numbers)),
        chapters=tuple(chapters),
        outside_lead=tell_outside(publication),
        outside=tuple(outside),
        sources=_list_sources(publication, numbering),
        method=tell_method(publication, choice),
        fiction=dutch.FICTION if publication.is_sample else "",
    )


def _select_lines(publication: Publication, choice: Choice) -> dict[str, None] | None:
    """Return the ids that may be shown, in their order; None for all of them."""
    if choice.bouwsteen_ids is None and choice.since is None and choice.earlier is None:
        return None
    lines = publication.bouwstenen
    if choice.bouwsteen_ids is not None:
        asked = list(dict.fromkeys(choice.bouwsteen_ids))
        lines = publication.find_lines(asked)
        found = set(lines.index)
        unknown = [number for number, i in enumerate(asked, start=1) if i not in found]
        if unknown:
            raise ExportError(
                f"{len(unknown)} of {len(asked)} bouwstenen are not in this publication, the first is number "
                f"{unknown[0]} of the list; take them out of the basket"
            )
    if choice.since is not None:
        lines = lines[lines["held_on"] >= choice.since]
    if choice.earlier is not None:
        lines = lines[~lines.index.isin(choice.earlier.bouwsteen_ids)]
    return dict.fromkeys(lines.index)


def _keep(rows: pd.DataFrame, allowed: dict[str, None] | None) -> pd.DataFrame:
    return (
        rows
        if allowed is None
        else rows[pd.Series([i in allowed for i in rows.index], rows.index, dtype="bool")]
    )


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
    allowed: dict[str, None] | None,
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
        figures=tell_figures(publication, theme),
        chart_svg=chart,
        chart_description=describe_course(course, label, publication.period) if chart else "",
        groups=tuple(_group_quotes(publication, theme_id, choice, allowed, numbering)),
        share=f"{dutch.percent(theme['share'])} ({dutch.percent_range(theme['share_low'], theme['share_high'])})",
        polls=publication.polls_of(theme_id),
    )


def _group_quotes(
    publication: Publication,
    theme_id: str,
    choice: Choice,
    allowed: dict[str, None] | None,
    numbering: _Numbering,
) -> list[Group]:
    lines = _keep(publication.lines_of(theme_id), allowed)
    whole = choice.bouwsteen_ids is not None
    limit = len(lines) if whole else choice.per_group
    groups: list[Group] = []
    shown: set[str] = set()
    if not whole:
        for heading, kind in (("Typerende citaten", "typical"), ("Een ander geluid", "dissenting")):
            rows = _without(_keep(publication.quotes_of(theme_id, kind), allowed), shown)
            shown |= set(rows.head(limit).index)
            groups.append(_make_group(heading, rows.head(limit), len(rows), theme_id, numbering))
    order = [*_FIRST_FIELDS, *(field for field in dutch.FIELDS if field not in _FIRST_FIELDS)]
    order += sorted(set(lines["field"]) - set(order))
    for field in order:
        rows = lines[lines["field"] == field]
        fresh = rows if field in _FIRST_FIELDS else _without(rows, shown)
        groups.append(
            _make_group(dutch.name_field(field), fresh.head(limit), len(fresh), theme_id, numbering)
        )
    return [group for group in groups if group.quotes]


def _without(rows: pd.DataFrame, shown: set[str]) -> pd.DataFrame:
    return rows[pd.Series([i not in shown for i in rows.index], rows.index, dtype="bool")]


def _make_group(heading: str, rows: pd.DataFrame, n_all: int, theme_id: str, numbering: _Numbering) -> Group:
    return Group(heading, tuple(numbering.quote(row, theme_id) for _, row in rows.iterrows()), n_all)


def _compose_rest(publication: Publication, allowed: dict[str, None], numbering: _Numbering) -> list[Chapter]:
    """Return the chapter of chosen quotes that no chapter has shown yet."""
    left = [i for i in allowed if i not in numbering.numbers]
    if not left:
        return []
    rows = publication.find_lines(left)
    group = _make_group("Gekozen citaten", rows, len(rows), NO_THEME, numbering)
    definition = "Deze citaten horen volgens het programma niet bij een van de thema’s hierboven."
    return [Chapter(NO_THEME, "Zonder thema", definition, (), (), None, "", (group,), "")]


def _list_sources(publication: Publication, numbering: _Numbering) -> tuple[Source, ...]:
    nameable = publication.nameable_conversations(numbering.shown)
    rows = publication.find_lines(numbering.numbers)
    return tuple(
        Source(number, str(row["bouwsteen_id"]), tell_source(row, str(row["conversation_id"]) in nameable))
        for number, (_, row) in enumerate(rows.iterrows(), start=1)
    )
