"""What people decided since the published run: new names at once, the rest as what the next run will do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd
import streamlit as st

from dashboard.data import Publication, open_register, open_store
from dashboard.views.pending import Pending, find_pending
from pipeline.register import Register
from pipeline.store import Manifest, Store

_KEPT = 8
_N_RUNS = 6


@dataclass(frozen=True)
class Learned:
    """What one run learned from people, and how well it recognised themes.

    Parameters
    ----------
    n_reviewed
        Bouwstenen of which people had said what they are about.
    f1
        Mean agreement with people over the themes of the catalogue, 0-1; None when it was not measured.
    """

    finished_at: str
    n_reviewed: int
    f1: float | None


def show_decided_names(publication: Publication) -> Publication:
    """Return the publication with the names and definitions that people gave its themes since."""
    published = publication.themes.set_index("theme_id")
    decided = open_register().state().themes
    changed = tuple(
        (theme_id, decided[theme_id].label_nl, decided[theme_id].definition_nl)
        for theme_id in sorted(set(decided) & set(published.index))
        if _differs(decided[theme_id].label_nl, published.loc[theme_id, "label_nl"])
        or _differs(decided[theme_id].definition_nl, published.loc[theme_id, "definition_nl"])
    )
    if not changed:
        return publication
    return _renamed(str(open_store().data_dir.resolve()), publication.run_id, changed, publication)


def _differs(chosen: str | None, published: object) -> bool:
    return chosen is not None and chosen != published


def read_pending(publication: Publication) -> tuple[Pending, ...]:
    """Return what the next run changes because of decisions that this publication does not know yet."""
    register = open_register()
    version = applied_version(publication, register)
    return _pending(str(open_store().data_dir.resolve()), version, register.state_token(), register)


def applied_version(publication: Publication, register: Register) -> int:
    """Return the number of the last decision that the published run took into account."""
    return _version_of(publication.manifest, register)


def _version_of(manifest: Manifest, register: Register) -> int:
    known = manifest.get("register_version")
    if known is not None:
        return int(known)
    return register.version_at(pd.Timestamp(manifest["finished_at"]).to_pydatetime())


def read_learned(publication: Publication) -> list[Learned]:
    """Return what the published run and those before it learned from people, the latest first, at most six."""
    store, register = open_store(), open_register()
    run_ids = [run_id for run_id in store.run_ids() if run_id <= publication.run_id]
    learned = []
    for run_id in sorted(run_ids, reverse=True)[:_N_RUNS]:
        manifest, f1 = _read_quality(str(store.data_dir.resolve()), run_id)
        state = register.state_at(_version_of(manifest, register))
        learned.append(Learned(str(manifest["finished_at"]), len(state.corrections), f1))
    return learned


@st.cache_resource(max_entries=4 * _N_RUNS, show_spinner=False)
def _read_quality(data_dir: str, run_id: str) -> tuple[Manifest, float | None]:
    store = Store(Path(data_dir))
    themes = store.read_table("themes", run_id, ("status", "f1"))
    f1 = themes.loc[themes["status"] == "active", "f1"].mean()
    return store.read_manifest(run_id), None if pd.isna(f1) else float(f1)


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _renamed(
    data_dir: str,
    run_id: str,
    changed: tuple[tuple[str, str | None, str | None], ...],
    _publication: Publication,
) -> Publication:
    labels: Mapping[str, str] = {theme_id: label for theme_id, label, _ in changed if label}
    definitions: Mapping[str, str] = {theme_id: text for theme_id, _, text in changed if text}
    themes = _publication.themes
    named = themes.assign(
        label_nl=themes["theme_id"].map(labels).fillna(themes["label_nl"]),
        definition_nl=themes["theme_id"].map(definitions).fillna(themes["definition_nl"]),
    )
    return replace(_publication, themes=named)


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _pending(data_dir: str, version: int, token: str, _register: Register) -> tuple[Pending, ...]:
    return find_pending(_register.state_at(version), _register.state())
