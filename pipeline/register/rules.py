"""When a decision may be made or taken back."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.errors import RegisterError
from pipeline.register.decisions import Decision, Kind, active_decisions, undone_ids
from pipeline.register.state import fold


class StaleDecisionError(RegisterError):
    """Somebody decided about the same thing since; look again before deciding."""


def repeated(active: Sequence[Decision], decision: Decision) -> Decision | None:
    """Return the earlier decision that says the same and is still the last word on its subject, if any."""
    subjects = decision.main_subjects
    last = next((d for d in reversed(active) if subjects & set(d.subjects)), None)
    if last is None or (last.kind, last.payload) != (decision.kind, decision.payload):
        return None
    return last


def require_fresh(decisions: Sequence[Decision], decision: Decision, seen: int) -> None:
    """Refuse a decision about something that changed since the person looked.

    Raises
    ------
    StaleDecisionError
        Naming who decided what.
    """
    later = [d for d in decisions if d.decision_id > seen and d.touches & decision.touches]
    if later:
        raise StaleDecisionError(
            f"{later[-1].by} decided about this since ({later[-1].kind.value}, decision "
            f"{later[-1].decision_id}); nothing was changed, look again and decide"
        )


def require_undoable(decisions: Sequence[Decision], decision_id: int) -> Decision:
    """Return the decision to take back.

    Raises
    ------
    RegisterError
        When it does not exist, was taken back already, or a later decision rests on it.
    """
    target = next((d for d in decisions if d.decision_id == decision_id), None)
    if target is None:
        raise RegisterError(f"decision {decision_id} does not exist")
    if decision_id in undone_ids(decisions):
        raise RegisterError(
            f"decision {decision_id} was undone already", "Dit is intussen al ongedaan gemaakt."
        )
    for later in active_decisions(decisions):
        if later.decision_id > decision_id and _rests_on(later, target):
            raise RegisterError(
                f"decision {later.decision_id} ({later.kind.value}, by {later.by}) rests on decision "
                f"{decision_id}; undo that first",
                f"Een latere beslissing van {later.by} bouwt hierop voort ({later.kind.text_nl}). Maak die eerst "
                "ongedaan.",
            )
    return target


def require_possible(decisions: Sequence[Decision], undo: Decision) -> None:
    """Refuse an undo after which the other decisions would be impossible (RegisterError)."""
    numbered = Decision(
        decisions[-1].decision_id + 1, undo.kind, undo.by, undo.at, undo.subjects, undo.payload, undo.undoes
    )
    fold(active_decisions([*decisions, numbered]))


def _rests_on(later: Decision, target: Decision) -> bool:
    if target.kind is not Kind.UNDO and target.created_theme_id in later.named_theme_ids:
        return True
    return bool(later.main_subjects & target.main_subjects)
