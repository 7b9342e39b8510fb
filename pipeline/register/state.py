"""What all decisions together amount to: a pure fold over the decisions that count."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from pipeline.errors import RegisterError
from pipeline.register.decisions import Decision, Kind


@dataclass(frozen=True)
class DecidedTheme:
    """What people decided about one theme; None where they left the catalogue's or the run's own value.

    Parameters
    ----------
    status
        active, merged or retired.
    merged_into
        Theme that a merged one went into, at the time; follow `State.target_of` for where it is now.
    split_from
        Theme that it was taken out of.
    accepted
        Whether a person took it into the catalogue (it is then trained on its confirmed bouwstenen).
    """

    theme_id: str
    label_nl: str | None = None
    definition_nl: str | None = None
    origin: str | None = None
    status: str = "active"
    merged_into: str | None = None
    split_from: str | None = None
    locked: bool = False
    accepted: bool = False


@dataclass(frozen=True)
class Correction:
    """A bouwsteen whose themes a person decided: main and side theme, or none."""

    theme_ids: tuple[str, ...]
    by: str
    at: datetime


@dataclass(frozen=True)
class Quote:
    """What people noted about one quote."""

    status: str | None = None
    note: str = ""
    by: str = ""
    at: datetime | None = None


@dataclass
class State:
    """What the decisions amount to: themes, corrections, quotes, baskets and what is not proposed again."""

    themes: dict[str, DecidedTheme] = field(default_factory=dict)
    corrections: dict[str, Correction] = field(default_factory=dict)
    quotes: dict[str, Quote] = field(default_factory=dict)
    baskets: dict[str, dict[str, datetime]] = field(default_factory=dict)
    settled: dict[str, frozenset[str]] = field(default_factory=dict)
    """Candidates that were dismissed, merged or retired, with their bouwstenen."""

    def theme(self, theme_id: str) -> DecidedTheme:
        """Return what was decided about a theme; an empty decision when nobody touched it."""
        return self.themes.get(theme_id, DecidedTheme(theme_id))

    def target_of(self, theme_id: str) -> str:
        """Return the theme in which this one lives on; itself unless merged."""
        theme = self.theme(theme_id)
        while theme.status == "merged" and theme.merged_into is not None:
            theme = self.theme(theme.merged_into)
        return theme.theme_id

    def require_active(self, theme_id: str) -> DecidedTheme:
        """Return a theme that can be decided about.

        Raises
        ------
        RegisterError
            When it was merged or retired.
        """
        theme = self.theme(theme_id)
        if theme.status == "merged":
            raise RegisterError(
                f"theme {theme_id} was merged into {self.target_of(theme_id)}; decide about that one, "
                "or undo the merge first",
                "Dit thema is intussen met een ander samengevoegd.",
            )
        if theme.status == "retired":
            raise RegisterError(
                f"theme {theme_id} was retired; undo that first", "Dit thema is intussen uit gebruik genomen."
            )
        return theme

    def require_unlocked(self, theme_id: str) -> DecidedTheme:
        """Return an active theme that nobody locked.

        Raises
        ------
        RegisterError
            When it is locked, merged or retired.
        """
        theme = self.require_active(theme_id)
        if theme.locked:
            raise RegisterError(
                f"theme {theme_id} is locked; unlock it first", "Dit thema staat vast. Maak het eerst los."
            )
        return theme


def fold(decisions: Iterable[Decision]) -> State:
    """Return what the decisions amount to, applied in order.

    Parameters
    ----------
    decisions
        Those that count (see `active_decisions`), oldest first.

    Raises
    ------
    RegisterError
        When a decision is impossible after the ones before it.
    """
    state = State()
    for decision in decisions:
        _APPLY[decision.kind](state, decision)
    return state


def _accept(state: State, decision: Decision) -> None:
    theme_id = str(decision.payload["theme_id"])
    if state.require_active(theme_id).accepted:
        raise RegisterError(
            f"theme {theme_id} is in the catalogue already; rename it instead", "Dit thema is al aangenomen."
        )
    state.themes[theme_id] = replace(
        state.theme(theme_id), accepted=True, **_texts(decision.payload), origin=decision.payload["origin"]
    )
    state.settled.pop(theme_id, None)
    _confirm(state, decision, theme_id)


def _merge(state: State, decision: Decision) -> None:
    into = str(decision.payload["into"])
    state.require_active(into)
    for theme_id in decision.payload["theme_ids"]:
        if theme_id == into:
            raise RegisterError(f"theme {into} can't be merged into itself")
        theme = state.require_unlocked(theme_id)
        state.themes[theme_id] = replace(theme, status="merged", merged_into=into)
        state.settled[theme_id] = frozenset(decision.payload["bouwsteen_ids"])
    state.themes.setdefault(into, DecidedTheme(into))


def _split(state: State, decision: Decision) -> None:
    source, theme_id = str(decision.payload["source_theme_id"]), str(decision.payload["theme_id"])
    parent = state.require_unlocked(source)
    if theme_id in state.themes:
        raise RegisterError(
            f"theme {theme_id} exists already; choose another name or other bouwstenen",
            "Er is al een thema met deze naam en deze citaten. Kies een andere naam.",
        )
    state.themes[source] = parent
    state.themes[theme_id] = DecidedTheme(
        theme_id, **_texts(decision.payload), origin="emerged", split_from=source, accepted=True
    )
    _confirm(state, decision, theme_id)


def _rename(state: State, decision: Decision) -> None:
    theme_id = str(decision.payload["theme_id"])
    state.themes[theme_id] = replace(state.require_active(theme_id), **_texts(decision.payload))


def _lock(state: State, decision: Decision) -> None:
    theme_id = str(decision.payload["theme_id"])
    state.themes[theme_id] = replace(state.require_active(theme_id), locked=decision.kind is Kind.LOCK)


def _retire(state: State, decision: Decision) -> None:
    theme_id = str(decision.payload["theme_id"])
    state.themes[theme_id] = replace(state.require_unlocked(theme_id), status="retired")
    state.settled[theme_id] = frozenset(decision.payload["bouwsteen_ids"])


def _dismiss(state: State, decision: Decision) -> None:
    theme_id = str(decision.payload["theme_id"])
    if state.require_unlocked(theme_id).accepted:
        raise RegisterError(
            f"theme {theme_id} is in the catalogue; retire it instead of dismissing it",
            "Dit thema is al aangenomen. Neem het uit gebruik in plaats van het af te wijzen.",
        )
    state.settled[theme_id] = frozenset(decision.payload["bouwsteen_ids"])


def _correct(state: State, decision: Decision) -> None:
    theme_ids = tuple(str(theme_id) for theme_id in decision.payload["theme_ids"])
    for theme_id in theme_ids:
        state.require_active(theme_id)
    state.corrections[str(decision.payload["bouwsteen_id"])] = Correction(theme_ids, decision.by, decision.at)


def _quote(state: State, decision: Decision) -> None:
    bouwsteen_id = str(decision.payload["bouwsteen_id"])
    changed: dict[str, Any] = {
        key: decision.payload[key] for key in ("status", "note") if key in decision.payload
    }
    before = state.quotes.get(bouwsteen_id, Quote())
    state.quotes[bouwsteen_id] = replace(before, **changed, by=decision.by, at=decision.at)


def _fill_basket(state: State, decision: Decision) -> None:
    basket = state.baskets.setdefault(str(decision.payload["person"]), {})
    for bouwsteen_id in decision.payload["bouwsteen_ids"]:
        basket.setdefault(bouwsteen_id, decision.at)


def _empty_basket(state: State, decision: Decision) -> None:
    basket = state.baskets.setdefault(str(decision.payload["person"]), {})
    for bouwsteen_id in decision.payload["bouwsteen_ids"]:
        basket.pop(bouwsteen_id, None)


def _confirm(state: State, decision: Decision, theme_id: str) -> None:
    for bouwsteen_id in decision.payload["bouwsteen_ids"]:
        state.corrections[bouwsteen_id] = Correction((theme_id,), decision.by, decision.at)


def _texts(payload: Mapping[str, Any]) -> dict[str, Any]:
    # An empty definition is one too: a theme that people make has none yet.
    return {key: payload[key] for key in ("label_nl", "definition_nl") if payload.get(key) is not None}


_APPLY: dict[Kind, Callable[[State, Decision], None]] = {
    Kind.ACCEPT: _accept,
    Kind.MERGE: _merge,
    Kind.SPLIT: _split,
    Kind.RENAME: _rename,
    Kind.LOCK: _lock,
    Kind.UNLOCK: _lock,
    Kind.RETIRE: _retire,
    Kind.DISMISS: _dismiss,
    Kind.CORRECT: _correct,
    Kind.QUOTE_STATUS: _quote,
    Kind.QUOTE_NOTE: _quote,
    Kind.BASKET_ADD: _fill_basket,
    Kind.BASKET_REMOVE: _empty_basket,
}
