"""Candidates over runs: which of them were proposed before, under which id, and what became of the others."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from pipeline.themes.candidates import Candidate
from pipeline.themes.corpus import Corpus
from pipeline.themes.identity import Cluster, EarlierTheme, Event, match_themes


def continue_candidates(
    corpus: Corpus,
    candidates: Sequence[Candidate],
    earlier: Sequence[EarlierTheme],
    known_bouwsteen_ids: Collection[str],
) -> tuple[list[Candidate], tuple[Event, ...]]:
    """Return the candidates under the ids they had before, and one event per candidate and per one that ended.

    A background subject is known by its id; what emerged by its bouwstenen and centroid.

    Parameters
    ----------
    candidates
        Of this run, with places in `corpus`.
    earlier
        Candidates of the run before, and locked themes that emerged; with the centroids of this run's embeddings where
        their bouwstenen still exist.
    known_bouwsteen_ids
        Bouwstenen that the earlier run had and that still exist.
    """
    before = {theme.theme_id: theme for theme in earlier}
    known = frozenset(known_bouwsteen_ids)
    by_id = [c for c in candidates if c.theme_id in before]
    others = [c for c in candidates if c.theme_id not in before]
    taken = {c.theme_id for c in by_id}
    matching = match_themes(
        [
            Cluster(c.theme_id, _members(corpus, c), corpus.centroid(c.places))
            for c in others
            if c.origin == "emerged"
        ],
        [theme for theme in earlier if theme.theme_id not in taken],
        known,
    )
    ids = iter(matching.theme_ids)
    renamed = {c.theme_id: next(ids) for c in others if c.origin == "emerged"}
    events = [
        *(
            Event("continued", c.theme_id, None, _overlap(corpus, c, before[c.theme_id], known))
            for c in by_id
        ),
        *(Event("new", c.theme_id, None, 0.0) for c in others if c.origin != "emerged"),
        *matching.events,
    ]
    kept = [replace(c, theme_id=renamed.get(c.theme_id, c.theme_id)) for c in candidates]
    return kept, tuple(sorted(events, key=lambda event: (event.theme_id, event.kind)))


def earlier_themes(
    corpus: Corpus, members: dict[str, frozenset[str]], locked: Collection[str]
) -> list[EarlierTheme]:
    """Return themes of the run before with centroids in this run's embeddings.

    Parameters
    ----------
    members
        Bouwsteen ids per theme, as the run before left them.
    locked
        Themes that people locked.
    """
    place_of = {bouwsteen_id: place for place, bouwsteen_id in enumerate(corpus.ids)}
    found = []
    for theme_id, ids in sorted(members.items()):
        places = sorted(place_of[b] for b in ids if b in place_of)
        centroid = corpus.embeddings[places].mean(axis=0) if places else corpus.embeddings[:0].sum(axis=0)
        found.append(EarlierTheme(theme_id, ids, centroid, theme_id in locked))
    return found


def _members(corpus: Corpus, candidate: Candidate) -> frozenset[str]:
    return frozenset(corpus.ids[place] for place in candidate.places)


def _overlap(corpus: Corpus, candidate: Candidate, theme: EarlierTheme, known: frozenset[str]) -> float:
    now, then = _members(corpus, candidate) & known, theme.bouwsteen_ids & known
    return len(now & then) / len(now | then) if now | then else 0.0
