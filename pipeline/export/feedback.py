"""Feedback to the participants of one conversation: what they gave, and in which threads it landed.

Nothing of another conversation stands in it: only shares over all conversations, and those only of themes that live in
enough conversations.
"""

from __future__ import annotations

from dataclasses import dataclass

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
    return Feedback(
        conversation_id=conversation_id,
        title="Dank voor jullie gesprek",
        thanks=_thank(found.iloc[0], len(lines)),
        threads=_compare(publication, mentions),
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


def _compare(publication: Publication, mentions: pd.DataFrame) -> tuple[Thread, ...]:
    counts = mentions.groupby("theme_id")["bouwsteen_id"].nunique()
    threads = []
    for theme in records(publication.themes):
        n_here = int(counts.get(theme["theme_id"], 0))
        if not n_here:
            continue
        enough = theme["n_conversations"] >= max(publication.min_group, 1)
        everywhere = (
            f"{dutch.percent(theme['share'])} ({dutch.percent_range(theme['share_low'], theme['share_high'])})"
            if enough
            else "een paar"
        )
        threads.append((n_here, Thread(theme["label_nl"], dutch.bouwstenen(n_here), everywhere)))
    return tuple(thread for _, thread in sorted(threads, key=lambda item: -item[0]))


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
