"""New themes: candidates from the three sources, under the ids they had before."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Sequence
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
from pipeline.themes.sources import Knowledge, explore_rest, find_candidates
from pipeline.themes.vocabulary import CatalogueWords


def propose_themes(
    known: Recognised,
    knowledge: Knowledge,
    register: Register,
    store: Store,
    settings: ThemeSettings,
) -> tuple[list[Candidate], list[Event]]:
    """Return the candidates, each under the id it had in the published run, and what happened to each."""
    least = Spread(
        settings.min_candidate_bouwstenen,
        settings.min_candidate_conversations,
        settings.min_candidate_organisations,
    )
    settled = {str(t): list(rows) for t, rows in register.settled().groupby("theme_id")["bouwsteen_id"]}
    known_ids, members = _published_candidates(store)
    found = find_candidates(
        known.corpus,
        knowledge,
        least,
        settled,
        settings.max_candidates,
        settings.seed,
        tuple(members),
        partial(_explore_once, store, known.key),
    )
    locked = register.themes().query("locked")["theme_id"].tolist()
    earlier = earlier_themes(known.corpus, members, locked)
    kept, events = continue_candidates(known.corpus, found, earlier, known_ids & set(known.corpus.ids))
    return kept, list(events)


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
        Subject(theme.theme_id, theme.label_nl, theme.definition_nl)
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


def _published_candidates(store: Store) -> tuple[set[str], dict[str, frozenset[str]]]:
    """Return the bouwstenen of the published run, and those of each of its candidates."""
    if store.current_run_id() is None:
        return set(), {}
    themes = store.read_table("themes", columns=["theme_id", "status"])
    assigned = store.read_table("assignments", columns=["theme_id", "bouwsteen_id"])
    candidates = themes.loc[themes["status"] == "candidate", "theme_id"]
    members = {
        str(theme_id): frozenset(assigned.loc[assigned["theme_id"] == theme_id, "bouwsteen_id"])
        for theme_id in candidates
    }
    return set(store.read_table("bouwstenen", columns=["bouwsteen_id"])["bouwsteen_id"]), members
