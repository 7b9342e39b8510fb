"""What people decide, recorded: every decision with who and when, none ever lost, each one undoable.

Two people at once: pass as `seen` the `version()` that the person's screen was built from. A decision about
something that changed since is refused with `StaleDecisionError`; one that repeats the last is taken for it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType

from pipeline.errors import RegisterError
from pipeline.register.decisions import (
    THEME_KINDS,
    Decision,
    Kind,
    active_decisions,
    bouwsteen_subjects,
    theme_id_of,
    theme_subjects,
)
from pipeline.register.log import DecisionLog, add_decision, read_decisions
from pipeline.register.reads import RegisterReads
from pipeline.register.rules import repeated, require_fresh, require_possible, require_undoable
from pipeline.register.state import State, fold

QUOTE_STATUSES = ("proposed", "approved", "used")


@dataclass(frozen=True)
class _Known:
    """All decisions up to one moment, and what they amount to."""

    decisions: tuple[Decision, ...]
    active: tuple[Decision, ...]
    state: State


class Register(RegisterReads):
    """The register of one data folder.

    Parameters
    ----------
    path
        SQLite file; made when it is not there.
    busy_timeout_s
        Seconds to wait while somebody else writes.

    Raises
    ------
    RegisterError
        When the file can't be opened or is of a newer version.
    """

    def __init__(self, path: Path, busy_timeout_s: float = 10.0) -> None:
        self._log = DecisionLog(path, busy_timeout_s)
        self._known = _Known((), (), State())

    def __enter__(self) -> Register:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._log.close()

    # Themes

    def accept(
        self,
        theme_id: str,
        label_nl: str,
        definition_nl: str,
        *,
        origin: str,
        bouwsteen_ids: Sequence[str],
        by: str,
        at: datetime,
        seen: int | None = None,
    ) -> int:
        """Take a candidate into the catalogue; return the number of the decision, as all that follow do.

        Parameters
        ----------
        origin
            background or emerged.
        bouwsteen_ids
            Bouwstenen that the person confirmed: from now on corrections, and examples to learn from.
        by, at, seen
            Who, when (aware), and the `version()` that the decision was based on.

        Raises
        ------
        RegisterError
            When the decision is impossible; `StaleDecisionError` when somebody was earlier.
        """
        payload = {
            "theme_id": theme_id,
            "label_nl": _filled(label_nl, "a label"),
            "definition_nl": definition_nl,
            "origin": _one_of(origin, ("background", "emerged"), "origin"),
            "bouwsteen_ids": list(bouwsteen_ids),
        }
        subjects = theme_subjects([theme_id]) + bouwsteen_subjects(bouwsteen_ids)
        return self._decide(Decision(0, Kind.ACCEPT, by, at, subjects, payload), seen)

    def merge(
        self,
        theme_ids: Sequence[str],
        into: str,
        *,
        by: str,
        at: datetime,
        bouwsteen_ids: Sequence[str] = (),
        seen: int | None = None,
    ) -> int:
        """Let themes live on in another; give a candidate's bouwstenen, so that it is not proposed again."""
        if not theme_ids:
            raise RegisterError("a merge needs at least one theme besides the one it goes into")
        payload = {"theme_ids": list(theme_ids), "into": into, "bouwsteen_ids": list(bouwsteen_ids)}
        return self._decide(Decision(0, Kind.MERGE, by, at, theme_subjects(theme_ids), payload), seen)

    def split(
        self,
        theme_id: str,
        label_nl: str,
        definition_nl: str,
        *,
        bouwsteen_ids: Sequence[str],
        by: str,
        at: datetime,
        seen: int | None = None,
    ) -> int:
        """Take bouwstenen out of a theme into a new one; `history` and `themes` show the new theme's id."""
        if not bouwsteen_ids:
            raise RegisterError("a split needs bouwstenen for the new theme")
        new_id = theme_id_of(_filled(label_nl, "a label"), bouwsteen_ids)
        payload = {
            "source_theme_id": theme_id,
            "theme_id": new_id,
            "label_nl": label_nl,
            "definition_nl": definition_nl,
            "bouwsteen_ids": list(bouwsteen_ids),
        }
        subjects = theme_subjects([new_id]) + bouwsteen_subjects(bouwsteen_ids)
        return self._decide(Decision(0, Kind.SPLIT, by, at, subjects, payload), seen)

    def rename(
        self,
        theme_id: str,
        label_nl: str,
        *,
        by: str,
        at: datetime,
        definition_nl: str | None = None,
        seen: int | None = None,
    ) -> int:
        """Give a theme another label, and another definition when one is given."""
        payload = {
            "theme_id": theme_id,
            "label_nl": _filled(label_nl, "a label"),
            "definition_nl": definition_nl,
        }
        return self._decide(Decision(0, Kind.RENAME, by, at, theme_subjects([theme_id]), payload), seen)

    def lock(self, theme_id: str, *, by: str, at: datetime, seen: int | None = None) -> int:
        """Fix a theme: no run and no person merges, splits or retires it until it is unlocked."""
        return self._decide(_about_theme(Kind.LOCK, theme_id, by, at), seen)

    def unlock(self, theme_id: str, *, by: str, at: datetime, seen: int | None = None) -> int:
        """Let a theme be merged, split and retired again."""
        return self._decide(_about_theme(Kind.UNLOCK, theme_id, by, at), seen)

    def retire(
        self,
        theme_id: str,
        *,
        by: str,
        at: datetime,
        bouwsteen_ids: Sequence[str] = (),
        seen: int | None = None,
    ) -> int:
        """Take a theme out of use; give its bouwstenen, so that it is not proposed again."""
        return self._decide(_about_theme(Kind.RETIRE, theme_id, by, at, bouwsteen_ids), seen)

    def dismiss(
        self, theme_id: str, *, bouwsteen_ids: Sequence[str], by: str, at: datetime, seen: int | None = None
    ) -> int:
        """Turn a candidate down; it is remembered by its bouwstenen and not proposed again."""
        return self._decide(_about_theme(Kind.DISMISS, theme_id, by, at, bouwsteen_ids), seen)

    # Bouwstenen, quotes and baskets

    def correct(
        self, bouwsteen_id: str, theme_ids: Sequence[str], *, by: str, at: datetime, seen: int | None = None
    ) -> int:
        """Say which themes a bouwsteen has: main, then side; nothing when none of them fits."""
        if len(set(theme_ids)) != len(theme_ids) or len(theme_ids) > 2:
            raise RegisterError("a bouwsteen has one main theme and at most one other side theme")
        payload = {"bouwsteen_id": bouwsteen_id, "theme_ids": list(theme_ids)}
        return self._decide(
            Decision(0, Kind.CORRECT, by, at, bouwsteen_subjects([bouwsteen_id]), payload), seen
        )

    def set_quote_status(
        self, bouwsteen_id: str, status: str | None, *, by: str, at: datetime, seen: int | None = None
    ) -> int:
        """Mark a quote as proposed, approved or used; None takes the mark away."""
        if status is not None:
            _one_of(status, QUOTE_STATUSES, "quote status")
        payload = {"bouwsteen_id": bouwsteen_id, "status": status}
        return self._decide(
            Decision(0, Kind.QUOTE_STATUS, by, at, (f"quote_status:{bouwsteen_id}",), payload), seen
        )

    def set_quote_note(
        self, bouwsteen_id: str, note: str, *, by: str, at: datetime, seen: int | None = None
    ) -> int:
        """Write a note with a quote; an empty one takes it away."""
        payload = {"bouwsteen_id": bouwsteen_id, "note": note}
        return self._decide(
            Decision(0, Kind.QUOTE_NOTE, by, at, (f"quote_note:{bouwsteen_id}",), payload), seen
        )

    def add_to_basket(self, person: str, bouwsteen_ids: Sequence[str], *, at: datetime) -> int:
        """Put quotes in a person's basket."""
        return self._decide(_about_basket(Kind.BASKET_ADD, person, bouwsteen_ids, at), None)

    def remove_from_basket(self, person: str, bouwsteen_ids: Sequence[str], *, at: datetime) -> int:
        """Take quotes out of a person's basket."""
        return self._decide(_about_basket(Kind.BASKET_REMOVE, person, bouwsteen_ids, at), None)

    # Undo, and what is known

    def undo(self, decision_id: int, *, by: str, at: datetime) -> int:
        """Take a decision back; undoing an undo makes the decision count again.

        Raises
        ------
        RegisterError
            When it does not exist, was taken back already, or a later decision rests on it.
        """
        with self._log.writing() as connection:
            known = self._advance(read_decisions(connection, self._last_id()))
            target = require_undoable(known.decisions, decision_id)
            undo = Decision(
                0,
                Kind.UNDO,
                _filled(by, "who decides"),
                _aware(at),
                target.subjects,
                {"kind": target.kind.value},
                decision_id,
            )
            require_possible(known.decisions, undo)
            return add_decision(connection, undo)

    def version(self) -> int:
        """Return the number of the last decision; 0 when there is none."""
        self._refresh()
        return self._last_id()

    def state_token(self) -> str:
        """Return a short text that changes with every decision; for caches of anything shown."""
        return _token(self._refresh().decisions)

    def themes_token(self) -> str:
        """Return a short text that changes with decisions on themes and assignments; for what a run keeps."""
        return _token([decision for decision in self._refresh().active if decision.kind in THEME_KINDS])

    def state(self) -> State:
        """Return what all decisions amount to; not to be changed."""
        return self._refresh().state

    def state_at(self, version: int) -> State:
        """Return what the decisions up to a version amounted to then; what a run with that version knew."""
        known = [decision for decision in self.decisions() if decision.decision_id <= version]
        return fold(active_decisions(known))

    def version_at(self, moment: datetime) -> int:
        """Return the number of the last decision at a moment (aware); 0 when there was none yet."""
        return max((d.decision_id for d in self.decisions() if d.at <= moment), default=0)

    def decisions(self) -> tuple[Decision, ...]:
        """Return every decision ever recorded, oldest first, undone ones and undos too."""
        return self._refresh().decisions

    def _decide(self, decision: Decision, seen: int | None) -> int:
        _filled(decision.by, "who decides")
        _aware(decision.at)
        with self._log.writing() as connection:
            known = self._advance(read_decisions(connection, self._last_id()))
            earlier = repeated(known.active, decision)
            if earlier is not None:
                return earlier.decision_id
            if seen is not None:
                require_fresh(known.decisions, decision, seen)
            fold([*known.active, decision])
            return add_decision(connection, decision)

    def _refresh(self) -> _Known:
        with self._log.reading() as connection:
            return self._advance(read_decisions(connection, self._last_id()))

    def _advance(self, added: Sequence[Decision]) -> _Known:
        # Two threads may both get here; each then stores the same, as the log only grows.
        known = self._known
        fresh = [d for d in added if not known.decisions or d.decision_id > known.decisions[-1].decision_id]
        if fresh:
            decisions = (*known.decisions, *fresh)
            active = tuple(active_decisions(decisions))
            known = _Known(decisions, active, fold(active))
            self._known = known
        return known

    def _last_id(self) -> int:
        decisions = self._known.decisions
        return decisions[-1].decision_id if decisions else 0


def _about_theme(
    kind: Kind, theme_id: str, by: str, at: datetime, bouwsteen_ids: Sequence[str] = ()
) -> Decision:
    payload = {"theme_id": theme_id, "bouwsteen_ids": list(bouwsteen_ids)}
    return Decision(0, kind, by, at, theme_subjects([theme_id]), payload)


def _about_basket(kind: Kind, person: str, bouwsteen_ids: Sequence[str], at: datetime) -> Decision:
    if not bouwsteen_ids:
        raise RegisterError("choose at least one quote")
    payload = {"person": person, "bouwsteen_ids": list(bouwsteen_ids)}
    return Decision(0, kind, person, at, tuple(f"basket:{person}/{b}" for b in bouwsteen_ids), payload)


def _token(decisions: Sequence[Decision]) -> str:
    content = [[d.decision_id, d.kind.value, d.by, d.at.isoformat(), dict(d.payload)] for d in decisions]
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:16]


def _filled(value: str, what: str) -> str:
    if not value.strip():
        raise RegisterError(f"{what} can't be empty")
    return value


def _aware(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise RegisterError("the time of a decision needs a time zone (UTC)")
    return at


def _one_of(value: str, known: Sequence[str], what: str) -> str:
    if value not in known:
        raise RegisterError(f"unknown {what} {value!r}; known: {', '.join(known)}")
    return value
