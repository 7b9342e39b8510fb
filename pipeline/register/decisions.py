"""One decision of a person, and what it is about."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

Payload = Mapping[str, Any]


class Kind(StrEnum):
    """What a person decided."""

    ACCEPT = "accept"
    MERGE = "merge"
    SPLIT = "split"
    RENAME = "rename"
    LOCK = "lock"
    UNLOCK = "unlock"
    RETIRE = "retire"
    DISMISS = "dismiss"
    CORRECT = "correct"
    QUOTE_STATUS = "quote_status"
    QUOTE_NOTE = "quote_note"
    BASKET_ADD = "basket_add"
    BASKET_REMOVE = "basket_remove"
    UNDO = "undo"

    @property
    def text_nl(self) -> str:
        """The decision as a reader of the history sees it."""
        return _KINDS_NL[self]


_KINDS_NL = {
    Kind.ACCEPT: "thema opgenomen",
    Kind.MERGE: "thema's samengevoegd",
    Kind.SPLIT: "thema gesplitst",
    Kind.RENAME: "naam of omschrijving gewijzigd",
    Kind.LOCK: "thema vastgezet",
    Kind.UNLOCK: "thema losgemaakt",
    Kind.RETIRE: "thema uit gebruik genomen",
    Kind.DISMISS: "voorstel afgewezen",
    Kind.CORRECT: "thema van een bouwsteen verbeterd",
    Kind.QUOTE_STATUS: "status van een citaat gezet",
    Kind.QUOTE_NOTE: "notitie bij een citaat",
    Kind.BASKET_ADD: "in het mandje gelegd",
    Kind.BASKET_REMOVE: "uit het mandje gehaald",
    Kind.UNDO: "ongedaan gemaakt",
}

THEME_KINDS = frozenset(
    {
        Kind.ACCEPT,
        Kind.MERGE,
        Kind.SPLIT,
        Kind.RENAME,
        Kind.LOCK,
        Kind.UNLOCK,
        Kind.RETIRE,
        Kind.DISMISS,
        Kind.CORRECT,
    }
)
"""Decisions that a run has to take into account."""


@dataclass(frozen=True)
class Decision:
    """A decision as it stands in the register; never changed, at most undone by a later one.

    Parameters
    ----------
    decision_id
        Rising number; 0 for a decision that is not recorded yet.
    kind, by, at
        What, who and when (aware, UTC).
    subjects
        What it changes, as ``kind:id`` (``theme:trots``, ``bouwsteen:…``); the first is what it is mainly
        about.
    payload
        What was decided, as plain values.
    undoes
        For an undo: the decision that it takes back.
    """

    decision_id: int
    kind: Kind
    by: str
    at: datetime
    subjects: tuple[str, ...]
    payload: Payload = field(default_factory=dict)
    undoes: int | None = None

    @property
    def main_subjects(self) -> frozenset[str]:
        """The subjects of the same sort as the first."""
        sort = self.subjects[0].partition(":")[0] + ":"
        return frozenset(subject for subject in self.subjects if subject.startswith(sort))

    @property
    def touches(self) -> frozenset[str]:
        """What it changes, and for a merge or a split every theme that takes part in it."""
        takes_part = self.named_theme_ids if self.kind in {Kind.MERGE, Kind.SPLIT} else ()
        return frozenset([*self.subjects, *theme_subjects(takes_part)])

    @property
    def created_theme_id(self) -> str | None:
        """The theme that exists because of this decision."""
        return str(self.payload["theme_id"]) if self.kind in {Kind.ACCEPT, Kind.SPLIT} else None

    @property
    def named_theme_ids(self) -> frozenset[str]:
        """Every theme that the decision speaks of."""
        single = [
            self.payload[key] for key in ("theme_id", "into", "source_theme_id") if self.payload.get(key)
        ]
        return frozenset([*single, *self.payload.get("theme_ids", [])])


def undone_ids(decisions: Sequence[Decision]) -> set[int]:
    """Return the numbers of the decisions taken back; an undo that was undone itself does not count."""
    undone: set[int] = set()
    for decision in reversed(decisions):
        if decision.undoes is not None and decision.decision_id not in undone:
            undone.add(decision.undoes)
    return undone


def active_decisions(decisions: Sequence[Decision]) -> list[Decision]:
    """Return the decisions that count, in order: not undone, and no undo themselves."""
    undone = undone_ids(decisions)
    return [d for d in decisions if d.decision_id not in undone and d.kind is not Kind.UNDO]


def theme_subjects(theme_ids: Iterable[str]) -> tuple[str, ...]:
    """Return themes as subjects."""
    return tuple(f"theme:{theme_id}" for theme_id in theme_ids)


def bouwsteen_subjects(bouwsteen_ids: Iterable[str]) -> tuple[str, ...]:
    """Return bouwstenen as subjects."""
    return tuple(f"bouwsteen:{bouwsteen_id}" for bouwsteen_id in bouwsteen_ids)


def theme_id_of(label_nl: str, bouwsteen_ids: Iterable[str]) -> str:
    """Return an id for a theme that people make: its label as plain words, and a hash of its bouwstenen."""
    plain = unicodedata.normalize("NFKD", label_nl.lower()).encode("ascii", "ignore").decode()
    slug = "-".join("".join(c if c.isalnum() else " " for c in plain).split())[:40].strip("-")
    digest = hashlib.sha256("\n".join(sorted(bouwsteen_ids)).encode()).hexdigest()[:8]
    return f"{slug or 'thema'}-{digest}"
