"""New themes: candidates from the three sources, under the ids they had before."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from pipeline.codebook import Codebook
from pipeline.config import ThemeSettings
from pipeline.register import Register
from pipeline.run.plan import fingerprint_code
from pipeline.run.recognised import Recognised
from pipeline.store import Store, write_atomically
from pipeline.text.language import stop_words
from pipeline.themes.candidates import Candidate, Subject
from pipeline.themes.corpus import Corpus, Spread
from pipeline.themes.identity import Event
from pipeline.themes.lineage import continue_candidates, earlier_themes
from pipeline.themes.sources import Explore, Knowledge, explore_rest, find_candidates
from pipeline.themes.vocabulary import CatalogueWords


@dataclass(frozen=True)
class Earlier:
    """What the run before proposed.

    Parameters
    ----------
    bouwsteen_ids
        All that it had.
    members
        Bouwsteen ids per candidate.
    """

    bouwsteen_ids: frozenset[str]
    members: dict[str, frozenset[str]]


def propose_themes(
    known: Recognised, knowledge: Knowledge, register: Register, store: Store, settings: ThemeSettings
) -> tuple[list[Candidate], tuple[Event, ...]]:
    """Return the candidates, each under the id it had in the published run, and what happened to each."""
    settled = {str(t): list(rows) for t, rows in register.settled().groupby("theme_id")["bouwsteen_id"]}
    locked = register.themes().query("locked")["theme_id"].tolist()
    explore = partial(_explore_once, store, known.key)
    return propose_after(known.corpus, knowledge, _published(store), settings, settled, locked, explore)


def propose_after(
    corpus: Corpus,
    knowledge: Knowledge,
    earlier: Earlier,
    settings: ThemeSettings,
    settled: Mapping[str, Collection[str]],
    locked: Collection[str],
    explore: Explore = explore_rest,
) -> tuple[list[Candidate], tuple[Event, ...]]:
    """Return the candidates after an earlier run, and what happened to each.

    Parameters
    ----------
    settled, locked
        What people decided: bouwsteen ids per candidate that is not proposed again, and themes that never end.
    explore
        See `find_candidates`.
    """
    found = find_candidates(
        corpus,
        knowledge,
        least_spread(settings),
        settled,
        settings.max_candidates,
        settings.seed,
        tuple(earlier.members),
        explore,
    )
    return continue_candidates(
        corpus,
        found,
        earlier_themes(corpus, earlier.members, locked),
        earlier.bouwsteen_ids & frozenset(corpus.ids),
    )


def least_spread(settings: ThemeSettings) -> Spread:
    """Return the size and spread that a candidate needs."""
    return Spread(
        settings.min_candidate_bouwstenen,
        settings.min_candidate_conversations,
        settings.min_candidate_organisations,
    )


def _explore_once(
    store: Store, learnt_key: str, corpus: Corpus, knowledge: Knowledge, least: Spread, seed: int
) -> list[Candidate]:
    """Return what `explore_rest` finds; from the cache when the same bouwstenen were explored before."""
    digest = hashlib.sha256(f"{learnt_key}\0{least}\0{seed}\0{fingerprint_code(('themes',))}".encode())
    for part in (corpus.ids, corpus.texts, corpus.conversations, corpus.organisations, corpus.held_on):
        digest.update("\0".join(map(str, part)).encode())
    path = store.cache_path("explored", digest.hexdigest()[:16], "pickle")
    if path.is_file():
        explored: list[Candidate] = pickle.loads(path.read_bytes())
        return explored
    found = explore_rest(corpus, knowledge, least, seed)
    for other in path.parent.glob("*.pickle"):
        other.unlink()
    write_atomically(path, pickle.dumps(found, protocol=pickle.HIGHEST_PROTOCOL))
    return found


def gather_knowledge(
    known: Recognised, codebook: Codebook, background_ids: Sequence[str], theme_ids: Sequence[str]
) -> Knowledge:
    """Return what is known before discovery starts.

    Parameters
    ----------
    background_ids, theme_ids
        The subjects and the catalogue's themes that the classifier knows, in its order.
    """
    subjects = tuple(
        Subject(theme.theme_id, theme.label_nl, theme.definition_nl, theme.near)
        for theme in codebook.background
        if theme.theme_id in background_ids
    )
    column = {theme_id: number for number, theme_id in enumerate(known.predictions.theme_ids)}
    labelled = [s for s in known.held.statements if s.main in column]
    of_catalogue = [s.main in theme_ids for s in known.held.statements]
    return Knowledge(
        subjects,
        known.predictions.probability,
        known.held.predictions.probability[of_catalogue][:, known.predictions.n_catalogue :],
        CatalogueWords([s.statement.lemmas for s in labelled], np.array([column[s.main] for s in labelled])),
        stop_words(),
    )


def _published(store: Store) -> Earlier:
    if store.current_run_id() is None:
        return Earlier(frozenset(), {})
    themes = store.read_table("themes", columns=["theme_id", "status"])
    assigned = store.read_table("assignments", columns=["theme_id", "bouwsteen_id"])
    candidates = themes.loc[themes["status"] == "candidate", "theme_id"]
    members = {
        str(theme_id): frozenset(assigned.loc[assigned["theme_id"] == theme_id, "bouwsteen_id"])
        for theme_id in candidates
    }
    bouwstenen = store.read_table("bouwstenen", columns=["bouwsteen_id"])["bouwsteen_id"]
    return Earlier(frozenset(bouwstenen), members)
