"""What the commands about themes work on: the published run and the register of one data folder."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NoReturn

import pandas as pd
from rapidfuzz import process

from pipeline.errors import RegisterError
from pipeline.register import Register
from pipeline.store import Store

N_NEAREST = 3
_TABLE_COLUMNS = [
    "theme_id",
    "label_nl",
    "definition_nl",
    "origin",
    "status",
    "locked",
    "n_bouwstenen",
    "n_conversations",
    "n_organisations",
    "stability",
    "evidence_nl",
]


@dataclass(frozen=True)
class Desk:
    """A published run with the decisions since.

    Parameters
    ----------
    data
        The data folder.

    Raises
    ------
    NoPublicationError
        When nothing was published there.
    """

    data: Path
    store: Store = field(init=False)
    register: Register = field(init=False)

    def __post_init__(self) -> None:
        store = Store(self.data)
        store.read_manifest()
        object.__setattr__(self, "store", store)
        object.__setattr__(self, "register", Register(store.register_path))

    @cached_property
    def assignments(self) -> pd.DataFrame:
        """The published assignments, surest first."""
        columns = ["bouwsteen_id", "theme_id", "rank", "probability"]
        rows = self.store.read_table("assignments", columns=columns)
        return rows.sort_values(["probability", "bouwsteen_id"], ascending=[False, True])

    @cached_property
    def texts(self) -> pd.Series:
        """The published bouwstenen: text by id."""
        rows = self.store.read_table("bouwstenen", columns=["bouwsteen_id", "text", "duplicate_of"])
        counted = rows[rows["duplicate_of"].isna()]
        return counted.set_index("bouwsteen_id")["text"]

    @cached_property
    def statements(self) -> set[str]:
        """The ids of the statements of polls, none in a run of an older version."""
        if "poll_themes" not in self.store.read_manifest()["rows"]:
            return set()
        return set(self.store.read_table("poll_themes", columns=["statement_id"])["statement_id"])

    def themes(self) -> pd.DataFrame:
        """Return the themes of the run as people's decisions make them, and those that people made since.

        Sorted by status, then largest first; columns of the table `themes`, and `locked`.
        """
        decided = self.register.themes().set_index("theme_id")
        themes = self.store.read_table("themes").set_index("theme_id").assign(locked=False)
        themes = themes.reindex(themes.index.union(decided.index))
        for column in ("label_nl", "definition_nl", "origin", "status", "locked"):
            themes[column] = decided[column].reindex(themes.index).combine_first(themes[column])
        # A decision such as a lock leaves a candidate a candidate.
        published = self.store.read_table("themes").set_index("theme_id")["status"]
        waiting = published.index[(published == "candidate") & ~published.index.isin(self._decided_ids())]
        themes.loc[waiting, "status"] = "candidate"
        themes.loc[themes.index.isin(self._dismissed_ids()), "status"] = "dismissed"
        themes = themes.reset_index()[_TABLE_COLUMNS]
        return themes.sort_values(["status", "n_conversations", "theme_id"], ascending=[True, False, True])

    def _decided_ids(self) -> set[str]:
        decided = self.register.themes()
        done = decided.loc[decided["accepted"] | (decided["status"] != "active"), "theme_id"]
        return set(done) | set(self.register.settled()["theme_id"])

    def _dismissed_ids(self) -> set[str]:
        decided = self.register.themes()
        gone = decided.loc[decided["status"] != "active", "theme_id"]
        return set(self.register.settled()["theme_id"]) - set(gone)

    def theme(self, theme_id: str) -> pd.Series:
        """Return one theme's row.

        Raises
        ------
        RegisterError
            Naming the nearest known ids when there is no such theme.
        """
        themes = self.themes().set_index("theme_id", drop=False)
        if theme_id not in themes.index:
            _refuse("theme", theme_id, themes.index)
        row: pd.Series = themes.loc[[theme_id]].iloc[0]
        return row

    def candidate(self, theme_id: str) -> pd.Series:
        """Return a theme that waits for a decision (RegisterError when it does not)."""
        row = self.theme(theme_id)
        if row["status"] != "candidate":
            raise RegisterError(f"theme {theme_id} is no candidate, its status is {row['status']}")
        return row

    def members(self, theme_id: str) -> list[str]:
        """Return the published bouwstenen of a theme, surest first."""
        return self.assignments.loc[self.assignments["theme_id"] == theme_id, "bouwsteen_id"].tolist()

    def require_bouwstenen(self, bouwsteen_ids: Iterable[str]) -> list[str]:
        """Return the ids, each once (RegisterError naming the nearest known ids for one that does not exist)."""
        chosen = list(dict.fromkeys(bouwsteen_ids))
        for bouwsteen_id in chosen:
            if bouwsteen_id not in self.texts.index:
                _refuse("bouwsteen", bouwsteen_id, self.texts.index)
        return chosen


def _refuse(what: str, asked: str, known: Iterable[str]) -> NoReturn:
    near = [str(match[0]) for match in process.extract(asked, list(known), limit=N_NEAREST)]
    raise RegisterError(f"there is no {what} {asked!r}; nearest: {', '.join(near) or 'none, there are none'}")
