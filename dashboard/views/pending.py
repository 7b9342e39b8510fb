"""What people decided about themes and no run has applied yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.register import State


@dataclass(frozen=True)
class Pending:
    """One change that the next run makes.

    Parameters
    ----------
    theme_id
        The theme that it shows with.
    kind
        renamed, original_name, merged, receives, split, made, retired, accepted, dismissed or returned. A lock works at
        once, so it is none of these.
    other_theme_id
        The other theme of a merge or split.
    """

    theme_id: str
    kind: str
    other_theme_id: str | None = None


def find_pending(before: State, now: State) -> tuple[Pending, ...]:
    """Return what the next run changes, per theme in order of the alphabet.

    Parameters
    ----------
    before, now
        What the decisions amounted to for the published run, and what they amount to now.
    """
    theme_ids = sorted({*before.themes, *now.themes, *before.settled, *now.settled})
    return tuple(change for theme_id in theme_ids for change in _changes(theme_id, before, now))


def _changes(theme_id: str, before: State, now: State) -> Iterator[Pending]:
    old, new = before.theme(theme_id), now.theme(theme_id)
    if new.accepted and not old.accepted:
        yield Pending(theme_id, "made" if new.split_from else "accepted", new.split_from)
        if new.split_from:
            yield Pending(new.split_from, "split", theme_id)
    elif (old.label_nl, old.definition_nl) != (new.label_nl, new.definition_nl):
        yield Pending(theme_id, "renamed" if new.label_nl else "original_name")
    target = now.target_of(theme_id)
    if new.status == "merged" and target != before.target_of(theme_id):
        yield Pending(theme_id, "merged", target)
        yield Pending(target, "receives", theme_id)
    elif new.status == "retired" and old.status != "retired":
        yield Pending(theme_id, "retired")
    elif new.status == "active" and (old.status != "active" or (old.accepted and not new.accepted)):
        yield Pending(theme_id, "returned")
    yield from _dismissals(theme_id, before, now)


def _dismissals(theme_id: str, before: State, now: State) -> Iterator[Pending]:
    """Yield whether a candidate was turned down, or may be proposed again."""
    was, is_now = (
        theme_id in state.settled and state.theme(theme_id).status == "active" for state in (before, now)
    )
    if is_now and not was:
        yield Pending(theme_id, "dismissed")
    elif was and not is_now and theme_id not in now.settled and not now.theme(theme_id).accepted:
        yield Pending(theme_id, "returned")
