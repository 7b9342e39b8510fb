"""The register as tables."""

from __future__ import annotations

from typing import Protocol

import pandas as pd

from pipeline.register.decisions import Decision, active_decisions
from pipeline.register.state import State

_TIME = "datetime64[us, UTC]"


class _Source(Protocol):
    def state(self) -> State: ...

    def decisions(self) -> tuple[Decision, ...]: ...


class RegisterReads:
    """Reads of a register, each as a fresh DataFrame."""

    def themes(self: _Source) -> pd.DataFrame:
        """Return every theme that people decided about.

        Columns: theme_id, label_nl, definition_nl, origin (missing where the catalogue's own value stands),
        status (active, merged, retired), target_theme_id (where it lives on), split_from, locked, accepted.
        """
        state = self.state()
        columns = [
            "theme_id",
            "label_nl",
            "definition_nl",
            "origin",
            "status",
            "target_theme_id",
            "split_from",
            "locked",
            "accepted",
        ]
        rows = [
            (
                t.theme_id,
                t.label_nl,
                t.definition_nl,
                t.origin,
                t.status,
                state.target_of(t.theme_id),
                t.split_from,
                t.locked,
                t.accepted,
            )
            for _, t in sorted(state.themes.items())
        ]
        texts = dict.fromkeys(columns[:7], "str")
        return pd.DataFrame(rows, columns=columns).astype({**texts, "locked": "bool", "accepted": "bool"})

    def corrections(self: _Source) -> pd.DataFrame:
        """Return what people said of single bouwstenen; merged themes are replaced by where they live on.

        Columns: bouwsteen_id, theme_id (missing where none fits), rank (1 main, 2 side; missing too), by, at.
        Themes that were retired since drop out of the answer.
        """
        state = self.state()
        rows: list[tuple[object, ...]] = []
        for bouwsteen_id, correction in sorted(state.corrections.items()):
            targets = list(dict.fromkeys(state.target_of(t) for t in correction.theme_ids))
            kept = [t for t in targets if state.theme(t).status == "active"]
            if correction.theme_ids and not kept:
                continue
            for rank, theme_id in enumerate(kept, start=1):
                rows.append((bouwsteen_id, theme_id, rank, correction.by, correction.at))
            if not kept:
                rows.append((bouwsteen_id, None, None, correction.by, correction.at))
        frame = pd.DataFrame(rows, columns=["bouwsteen_id", "theme_id", "rank", "by", "at"])
        return frame.astype(
            {"bouwsteen_id": "str", "theme_id": "str", "rank": "Int64", "by": "str", "at": _TIME}
        )

    def quotes(self: _Source) -> pd.DataFrame:
        """Return status and note per quote: bouwsteen_id, status (or missing), note, by, at (last change)."""
        rows = [
            (bouwsteen_id, q.status, q.note, q.by, q.at)
            for bouwsteen_id, q in sorted(self.state().quotes.items())
        ]
        frame = pd.DataFrame(rows, columns=["bouwsteen_id", "status", "note", "by", "at"])
        return frame.astype({"bouwsteen_id": "str", "status": "str", "note": "str", "by": "str", "at": _TIME})

    def basket(self: _Source, person: str) -> pd.DataFrame:
        """Return a person's basket in the order of collecting: bouwsteen_id, at."""
        rows = list(self.state().baskets.get(person, {}).items())
        return pd.DataFrame(rows, columns=["bouwsteen_id", "at"]).astype({"bouwsteen_id": "str", "at": _TIME})

    def settled(self: _Source) -> pd.DataFrame:
        """Return candidates not to be proposed again, one row per bouwsteen: theme_id, bouwsteen_id."""
        rows = [(theme_id, b) for theme_id, ids in sorted(self.state().settled.items()) for b in sorted(ids)]
        return pd.DataFrame(rows, columns=["theme_id", "bouwsteen_id"]).astype("str")

    def history(self: _Source, subject: str | None = None, by: str | None = None) -> pd.DataFrame:
        """Return the decisions, latest first.

        Columns: decision_id, at, by, kind, kind_nl, main (what it is mainly about), n_subjects, payload,
        undoes, active (whether it counts now).

        Parameters
        ----------
        subject
            Only decisions that touch this, as ``theme:<id>``, ``bouwsteen:<id>``, ``quote_status:<id>``,
            ``quote_note:<id>`` or ``basket:<person>/<id>``.
        by
            Only this person's.
        """
        decisions = self.decisions()
        counting = {d.decision_id for d in active_decisions(decisions)}
        rows = [
            (
                d.decision_id,
                d.at,
                d.by,
                d.kind.value,
                d.kind.text_nl,
                d.subjects[0],
                len(d.subjects),
                dict(d.payload),
                d.undoes,
                d.decision_id in counting,
            )
            for d in reversed(decisions)
            if (subject is None or subject in d.touches) and (by is None or by == d.by)
        ]
        columns = [
            "decision_id",
            "at",
            "by",
            "kind",
            "kind_nl",
            "main",
            "n_subjects",
            "payload",
            "undoes",
            "active",
        ]
        frame = pd.DataFrame(rows, columns=columns)
        return frame.astype(
            {
                "decision_id": "Int64",
                "at": _TIME,
                "by": "str",
                "kind": "str",
                "kind_nl": "str",
                "main": "str",
                "n_subjects": "Int64",
                "payload": "object",
                "undoes": "Int64",
                "active": "bool",
            }
        )
