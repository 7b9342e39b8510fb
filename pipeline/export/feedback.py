"""Feedback to the participants of one conversation: what they gave, and in which threads it landed.

Nothing of another conversation stands in it: only shares over all conversations, and those only of themes that live in
enough conversations.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from pipeline.errors import ExportError
from pipeline.export import dutch
from pipeline.export.publication import Publication, records


@dataclass(frozen=True)
class Given:
    """One thing the conversation gave: its text as it was written, its place, and the themes it landed in."""

    text: str
    place: str
    themes: str


@dataclass(frozen=True)
class Thread:
    """A theme in which something of the conversation landed, and how that compares."""

    label: str
    here: str
    everywhere: str


@dataclass(frozen=True)
class Feedback:
    """What stands on the page for one conversation."""

    conversation_id: str
    title: str
    thanks: str
    threads: tuple[Thread, ...]
    comparison: tuple[str, ...]
    given: tuple[tuple[str, tuple[Given, ...]], ...]
    notes: tuple[str, ...]
    fiction: str


def compose_feedback(publication: Publication, conversation_id: str) -> Feedback:
    """Return the feedback for a conversation.

    Raises
    ------
    ExportError
        When there is no such conversation, or nothing was read from it.
    """
    conversations = publication.conversations
    found = conversations[conversations["conversation_id"] == conversation_id]
    if found.empty:
        raise ExportError(
            f"no conversation {conversation_id} in this publication; "
            f"there are {len(conversations)}, the first is {conversations['conversation_id'].iloc[0]}"
        )
    lines = publication.tables["bouwstenen"]
    lines = lines[lines["conversation_id"] == conversation_id]
    if lines.empty:
        raise ExportError(
            f"conversation {conversation_id} holds no bouwstenen, so there is nothing to give back"
        )
    mentions = _mentions_of(publication, lines)
    landed = _landed(publication, mentions)
    return Feedback(
        conversation_id=conversation_id,
        title="Dank voor jullie gesprek",
        thanks=_thank(found.iloc[0], len(lines)),
        threads=tuple(
            Thread(one.label, dutch.bouwstenen(one.n_here), _tell_share(publication, one)) for one in landed
        ),
        comparison=_compare(publication, landed),
        given=_list_given(lines, mentions),
        notes=_tell_notes(publication),
        fiction=dutch.FICTION if publication.is_sample else "",
    )


def list_conversations(publication: Publication) -> list[str]:
    """Return the conversations that gave something, in order of their number."""
    return sorted(set(publication.tables["bouwstenen"]["conversation_id"]))


def _mentions_of(publication: Publication, lines: pd.DataFrame) -> pd.DataFrame:
    """Return theme id and label per bouwsteen, active themes only, the main theme first."""
    themes = publication.themes[["theme_id", "label_nl"]]
    rows = publication.tables["assignments"]
    rows = rows[rows["bouwsteen_id"].isin(lines["bouwsteen_id"])]
    return rows.merge(themes, on="theme_id").sort_values(["bouwsteen_id", "rank"], ignore_index=True)


def _thank(conversation: pd.Series, n_lines: int) -> str:
    held_on, organisation = conversation["held_on"], conversation["organisation"]
    when = f" op {dutch.day(held_on)}" if pd.notna(held_on) else ""
    where = f" bij {organisation}" if pd.notna(organisation) else ""
    return (
        f"Dank voor jullie gesprek over ambtelijk vakmanschap{when}{where}. Jullie gaven {dutch.bouwstenen(n_lines)} "
        "mee: losse gedachten, die samen met die uit andere gesprekken de rode draden vormen. Hieronder lezen jullie "
        "waar ze zijn geland."
    )


@dataclass(frozen=True)
class _Landed:
    """A theme, how many of the conversation's bouwstenen have it, and its row in `Publication.themes`."""

    label: str
    n_here: int
    theme: dict[str, Any]


def _landed(publication: Publication, mentions: pd.DataFrame) -> list[_Landed]:
    """Return the themes of a conversation, those with most bouwstenen first, then the most common ones."""
    counts = mentions.groupby("theme_id")["bouwsteen_id"].nunique().to_dict()
    landed = [
        _Landed(str(theme["label_nl"]), int(counts[theme["theme_id"]]), theme)
        for theme in records(publication.themes)
        if theme["theme_id"] in counts
    ]
    return sorted(landed, key=lambda one: -one.n_here)


def _is_common(publication: Publication, one: _Landed) -> bool:
    """Return whether a theme lives in enough conversations to tell in how many."""
    return int(one.theme["n_conversations"]) >= max(publication.min_group, 1)


def _tell_share(publication: Publication, one: _Landed) -> str:
    if not _is_common(publication, one):
        return "een paar"
    low, high = one.theme["share_low"], one.theme["share_high"]
    return f"{dutch.percent(one.theme['share'])} ({dutch.percent_range(low, high)})"


def _compare(publication: Publication, landed: list[_Landed]) -> tuple[str, ...]:
    """Return how the conversation compares with all others, in a sentence or two; none where little can be said."""
    known = [one for one in landed if _is_common(publication, one)]
    if not known:
        return ()
    told = []
    most, second = known[0], known[1] if len(known) > 1 else None
    if second is None or most.n_here > second.n_here:
        told.append(
            f"Bij jullie ging het het vaakst over ‘{most.label}’. Dat thema komt in "
            f"{dutch.percent(most.theme['share'])} van alle gesprekken voor."
        )
    rarest = min(known, key=lambda one: one.theme["share"])
    commonest = max(known, key=lambda one: one.theme["share"])
    if rarest.theme["share_high"] < commonest.theme["share_low"]:
        told.append(
            f"Van jullie thema’s komt ‘{commonest.label}’ in de meeste gesprekken voor, "
            f"en ‘{rarest.label}’ in de minste."
        )
    return tuple(told)


def _list_given(lines: pd.DataFrame, mentions: pd.DataFrame) -> tuple[tuple[str, tuple[Given, ...]], ...]:
    labels = mentions.groupby("bouwsteen_id")["label_nl"].agg(list).to_dict()
    fields = sorted(set(lines["field"]), key=_field_order)
    given = []
    for field in fields:
        rows = lines[lines["field"] == field].sort_values("position")
        items = tuple(
            Given(
                str(row["text"]),
                dutch.name_place(
                    field, int(row["position"]), None if pd.isna(row["page"]) else int(row["page"])
                ),
                dutch.join_words(labels.get(row["bouwsteen_id"], [])) or "past (nog) niet bij een thema",
            )
            for _, row in rows.iterrows()
        )
        given.append((dutch.name_field(field), items))
    return tuple(given)


def _field_order(field: str) -> tuple[int, str]:
    known = list(dutch.FIELDS)
    return (known.index(field) if field in known else len(known), field)


def _tell_notes(publication: Publication) -> tuple[str, ...]:
    span = f", {publication.span}" if publication.span else ""
    return (
        f"De aandelen gaan over {dutch.conversations(publication.n_conversations)}{span}. {dutch.WHAT_IS_A_SHARE} "
        f"Tussen haakjes staat de marge: met {publication.confidence * 100:.0f} procent zekerheid ligt het echte "
        "aandeel tussen die twee getallen.",
        "Jullie woorden staan er letterlijk. Alleen persoonsgegevens zijn vervangen, bijvoorbeeld door [naam]. "
        "Bij welk thema iets hoort, bepaalt een computerprogramma. Klopt het niet? Laat het ons weten.",
    )
