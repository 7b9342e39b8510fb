"""The only cached reads of published tables: one joined publication per run, shared by all readers."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd
import streamlit as st

from dashboard.texts.frame import READING
from dashboard.views.changes import Changes, compare_runs
from dashboard.views.joined import join_mentions, join_quotes
from dashboard.views.review import order_doubtful
from pipeline.export.smallgroups import hide_small_groups
from pipeline.register import Register
from pipeline.search import SearchIndex
from pipeline.store import Manifest, Store
from pipeline.tables import ORGANISATIONS, POLL_RESULTS, POLL_THEMES, TABLES, THEME_SHIFTS, Table

DATA_VARIABLE = "RODE_DRADEN_DATA"
SEARCH_INDEX = "search.sqlite"
# Only what is compared, so that a run of an older version can be read too.
_COMPARED = ("theme_id", "label_nl", "n_conversations", "f1")


@dataclass(frozen=True)
class Publication:
    """One published run as the pages use it. The tables are shared: a page filters them, and changes nothing.

    Parameters
    ----------
    quotes
        One row per counted bouwsteen with its conversation, file and themes (see `views.joined`).
    mentions
        One row per bouwsteen and theme with the facts of its conversation.
    """

    run_id: str
    manifest: Manifest
    files: pd.DataFrame
    conversations: pd.DataFrame
    quotes: pd.DataFrame
    mentions: pd.DataFrame
    themes: pd.DataFrame
    theme_terms: pd.DataFrame
    theme_quotes: pd.DataFrame
    theme_periods: pd.DataFrame
    trends: pd.DataFrame
    theme_shifts: pd.DataFrame
    theme_events: pd.DataFrame
    changes: Changes | None
    poll_results: pd.DataFrame
    poll_themes: pd.DataFrame
    organisations: pd.DataFrame

    @property
    def is_sample(self) -> bool:
        """Whether the conversations are the invented ones of the sample."""
        return bool(self.manifest.get("sample", False))

    @property
    def min_period_conversations(self) -> int:
        """Conversations needed before a share is shown."""
        return int(self.manifest["settings"]["trends"]["min_conversations"])

    @property
    def confidence(self) -> float:
        """Level of every interval, 0-1."""
        return float(self.manifest["settings"]["trends"]["confidence"])

    @property
    def false_discovery_rate(self) -> float:
        """Share of verdicts on change that may be false, 0-1."""
        return float(self.manifest["settings"]["trends"]["false_discovery_rate"])

    @property
    def min_group_conversations(self) -> int:
        """Conversations a group needs before it is shown apart."""
        return int(self.manifest["settings"]["privacy"]["min_group_conversations"])

    @property
    def active_themes(self) -> pd.DataFrame:
        """Themes of the catalogue, and those a person accepted into it."""
        return self.themes[self.themes["status"] == "active"]

    @property
    def candidate_themes(self) -> pd.DataFrame:
        """Themes that the program proposes and nobody has accepted yet."""
        return self.themes[self.themes["status"] == "candidate"]

    @cached_property
    def doubtful(self) -> list[str]:
        """Bouwstenen in the order in which a person's judgement helps most."""
        return order_doubtful(self.quotes)

    def label(self, theme_id: str) -> str:
        """Return the name of a theme."""
        return str(self.themes.loc[self.themes["theme_id"] == theme_id, "label_nl"].iloc[0])


def open_store() -> Store:
    """Return the store of the data folder named in the environment, by default `data`."""
    return Store(Path(os.environ.get(DATA_VARIABLE, "data")))


def read_publication() -> Publication | None:
    """Return the published run, or None when there is none yet; read again only when the run id changes."""
    store = open_store()
    run_id = store.current_run_id()
    return None if run_id is None else _read_run(str(store.data_dir.resolve()), run_id)


def read_for_export(publication: Publication) -> dict[str, pd.DataFrame]:
    """Return every table of a run as documents are made of them: small groups hidden, and not cached.

    Raises
    ------
    StoreError
        When a table can't be read.
    """
    store, run_id = open_store(), publication.run_id
    published = publication.manifest["rows"]
    tables = {name: store.read_checked_table(name, run_id) for name in TABLES if name in published}
    return hide_small_groups(tables, publication.min_group_conversations)


def open_search(run_id: str) -> SearchIndex:
    """Return the search index of a run.

    Raises
    ------
    StoreError
        When the run has none.
    """
    return _open_search(str(open_store().file_path(SEARCH_INDEX, run_id)))


def open_register() -> Register:
    """Return the register of what people decided, shared by all readers."""
    return _open_register(str(open_store().register_path.resolve()))


@st.cache_resource(max_entries=2, show_spinner=False)
def _open_search(path: str) -> SearchIndex:
    return SearchIndex(Path(path))


@st.cache_resource(max_entries=4, show_spinner=False)
def _open_register(path: str) -> Register:
    return Register(Path(path))


@st.cache_resource(max_entries=2, show_spinner=READING)
def _read_run(data_dir: str, run_id: str) -> Publication:
    store = Store(Path(data_dir))
    tables = {
        name: store.read_checked_table(name, run_id)
        for name in (
            "files",
            "conversations",
            "themes",
            "theme_terms",
            "theme_quotes",
            "theme_periods",
            "trends",
            "theme_events",
        )
    }
    assignments = store.read_checked_table("assignments", run_id, ("theme_id", "assigned_by"))
    bouwstenen = store.read_checked_table("bouwstenen", run_id, ("conversation_id", "file_id", "field"))
    quotes = join_quotes(bouwstenen, tables["conversations"], tables["files"], assignments)
    manifest = store.read_manifest(run_id)
    return Publication(
        run_id=run_id,
        manifest=manifest,
        quotes=quotes,
        mentions=join_mentions(assignments, quotes),
        theme_shifts=_read_or_empty(store, run_id, THEME_SHIFTS),
        poll_results=_read_or_empty(store, run_id, POLL_RESULTS),
        poll_themes=_read_or_empty(store, run_id, POLL_THEMES),
        organisations=_read_or_empty(store, run_id, ORGANISATIONS),
        changes=_changes_since(store, run_id, tables["themes"], manifest),
        **tables,
    )


def _read_or_empty(store: Store, run_id: str, table: Table) -> pd.DataFrame:
    """Return a table that a run of an older version, or a first run, does not have."""
    there = store.table_path(table.name, run_id).is_file()
    return store.read_checked_table(table.name, run_id) if there else table.empty()


def _changes_since(store: Store, run_id: str, themes: pd.DataFrame, manifest: Manifest) -> Changes | None:
    earlier = [known for known in store.run_ids() if known < run_id]
    if not earlier:
        return None
    before = store.read_manifest(earlier[-1])
    return compare_runs(
        themes,
        store.read_table("themes", earlier[-1], _COMPARED),
        manifest["rows"],
        before["rows"],
        before["finished_at"],
    )
