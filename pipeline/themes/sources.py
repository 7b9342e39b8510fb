"""The three sources of candidate themes: background subjects, vocabulary, and clusters of what is left."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from sklearn.preprocessing import normalize

from pipeline.themes.candidates import Candidate, Subject, choose_candidates
from pipeline.themes.clusters import (
    LeidenClusterer,
    Neighbours,
    cut_graph,
    mutual_graph,
    nearest_neighbours,
    resampled_places,
    stability_of,
)
from pipeline.themes.corpus import Corpus, Places, Spread
from pipeline.themes.discover import find_topics
from pipeline.themes.evidence import (
    N_TERMS,
    join_candidates,
    subject_candidate,
    topic_candidate,
    word_candidate,
)
from pipeline.themes.feedback import with_feedback
from pipeline.themes.quality import measure_coherence
from pipeline.themes.recognise import find_live_subjects, subject_scores
from pipeline.themes.vocabulary import (
    CatalogueWords,
    SurprisingTerms,
    cluster_terms,
    find_surprising_terms,
    resample,
)

N_RERUNS = 10
RERUN_SHARE = 0.9
MIN_STABILITY = 0.6
MIN_JACCARD = 0.5
MIN_COHERENCE = 0.0
MAX_EXPLORED = 24_000
MAX_CLUSTERED = 12_000
UNEXPLAINED_BELOW = 0.5
MIN_UNEXPLAINED_TERMS = 2
N_NEIGHBOURS = 15
RESOLUTION = 3.0

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Knowledge:
    """What is known before discovery starts.

    Parameters
    ----------
    subjects
        The background subjects, in the order of the last columns of `probability`.
    probability
        Per bouwsteen, in the corpus' order, of each catalogue theme and then each subject, shape (n_texts, n_themes).
    reference
        Held-out probabilities of the subjects for the catalogue's examples, shape (n_reference, n_subjects).
    examples
        Words of the examples; classes are columns of `probability`.
    stop_words
        Lemmas that say nothing of a subject.
    """

    subjects: tuple[Subject, ...]
    probability: Floats
    reference: Floats
    examples: CatalogueWords
    stop_words: frozenset[str]

    @property
    def subject_probability(self) -> Floats:
        """The columns of the subjects."""
        return self.probability[:, self.probability.shape[1] - len(self.subjects) :]

    @property
    def catalogue_probability(self) -> Floats:
        """The columns of the catalogue's themes."""
        return self.probability[:, : self.probability.shape[1] - len(self.subjects)]

    def take(self, places: Places) -> Knowledge:
        """Return what is known of these bouwstenen."""
        return replace(self, probability=self.probability[places])


Explore = Callable[[Corpus, Knowledge, Spread, int], list[Candidate]]


def find_candidates(
    corpus: Corpus,
    knowledge: Knowledge,
    least: Spread,
    settled: Mapping[str, Collection[str]],
    max_candidates: int,
    seed: int,
    shown_before: Collection[str] = (),
    explore: Explore | None = None,
) -> list[Candidate]:
    """Return the candidate themes to show, best evidence first.

    Parameters
    ----------
    least
        Size and spread that a candidate needs.
    settled
        Bouwsteen ids per candidate that people decided about already; not proposed again.
    shown_before
        Ids of the candidates of the run before.
    explore
        `explore_rest`, or the same with a memory.
    """
    subjects = from_subjects(corpus, knowledge, least, shown_before)
    places = explored_places(corpus)
    found = (explore or explore_rest)(corpus.take(places), knowledge.take(places), least, seed)
    emerged = [replace(candidate, places=places[candidate.places]) for candidate in found]
    return choose_candidates(corpus, [*subjects, *emerged], settled, max_candidates)


def explored_places(corpus: Corpus) -> Places:
    """Return the places of the bouwstenen among which new themes are looked for: all, or those of a part of very many.

    The part is whole conversations, those first whose id's hash comes first. So it hardly changes when conversations
    come in, whatever their number, and what is found in it depends on nothing else.
    """
    if len(corpus) <= MAX_EXPLORED:
        return np.arange(len(corpus))
    names, group, sizes = np.unique(corpus.conversations, return_inverse=True, return_counts=True)
    order = np.argsort([hashlib.sha256(str(name).encode()).hexdigest() for name in names])
    taken = order[np.cumsum(sizes[order]) <= MAX_EXPLORED]
    return np.flatnonzero(np.isin(group, taken))


def explore_rest(corpus: Corpus, knowledge: Knowledge, least: Spread, seed: int) -> list[Candidate]:
    """Return candidates among the bouwstenen that neither the catalogue nor a live subject explains."""
    left = remaining(knowledge, from_subjects(corpus, knowledge, least))
    if len(left) < least.n_bouwstenen:
        return []
    places = _at_most(left, MAX_CLUSTERED, seed)
    part = corpus.take(places)
    surprising = find_surprising_terms(
        part, knowledge.examples, knowledge.probability[places], knowledge.stop_words
    )
    words = from_vocabulary(part, surprising, least, seed)
    topics = from_topics(part, surprising, knowledge.stop_words, least, seed)
    return [replace(found, places=places[found.places]) for found in (*words, *topics)]


def from_subjects(
    corpus: Corpus, knowledge: Knowledge, least: Spread, shown_before: Collection[str] = ()
) -> list[Candidate]:
    """Return background subjects that are alive and widely spread, those of one family as one; they keep their id."""
    named = {subject.theme_id: subject for subject in knowledge.subjects}
    scores = subject_scores(knowledge.subject_probability, knowledge.reference)
    scores = with_feedback(scores, corpus.embeddings)
    live = find_live_subjects(
        scores, [s.theme_id for s in knowledge.subjects], least.n_bouwstenen, shown_before
    )
    families: dict[str, list[Candidate]] = {}
    for subject in live:
        candidate = subject_candidate(corpus, named[subject.theme_id], subject)
        families.setdefault(named[subject.theme_id].family, []).append(candidate)
    found = [join_candidates(corpus, parts, family, shown_before) for family, parts in families.items()]
    return [c for c in found if c.theme_id in shown_before or c.spread.reaches(least)]


def remaining(knowledge: Knowledge, explained: Sequence[Candidate]) -> Places:
    """Return the bouwstenen that neither a catalogue theme nor a live subject explains."""
    unsure = knowledge.catalogue_probability.max(axis=1, initial=0.0) < UNEXPLAINED_BELOW
    for candidate in explained:
        unsure[candidate.places] = False
    return np.flatnonzero(unsure)


def from_vocabulary(part: Corpus, found: SurprisingTerms, least: Spread, seed: int) -> list[Candidate]:
    """Return groups of words that recur or rise beyond both catalogues, with the statements that carry them.

    Parameters
    ----------
    part
        The bouwstenen that nothing explains yet.
    found
        The terms of `find_surprising_terms` in them.
    """
    clusters = [
        c for c in cluster_terms(found, part.embeddings, seed) if part.spread(c.places).reaches(least)
    ]
    reruns = [_rerun_words(found, part, rows, seed) for rows in _reruns(part, seed)] if clusters else []
    stability = stability_of([frozenset(c.places.tolist()) for c in clusters], reruns, MIN_JACCARD)
    stable = [(c, share) for c, share in zip(clusters, stability, strict=True) if share >= MIN_STABILITY]
    coherence = _coherence([cluster.terms for cluster, _ in stable], part)
    return [
        word_candidate(part, cluster, share, npmi)
        for (cluster, share), npmi in zip(stable, coherence, strict=True)
    ]


def from_topics(
    part: Corpus, found: SurprisingTerms, stop_words: frozenset[str], least: Spread, seed: int
) -> list[Candidate]:
    """Return clusters of statements that are large, widely spread, coherent, and found again in most reruns.

    A cluster of short statements easily forms around any word that they share; one that people should look at has
    several words that the catalogues do not explain.
    """
    documents = [" ".join(lemma for lemma in text if lemma not in stop_words) for text in part.lemmas]
    clusterer = LeidenClusterer(N_NEIGHBOURS, RESOLUTION, least.n_bouwstenen, seed)
    unexplained = frozenset(found.terms.tolist())
    topics = [
        topic
        for topic in find_topics(documents, part.embeddings, clusterer, N_TERMS)
        if part.spread(topic.places).reaches(least)
        and len(unexplained.intersection(topic.terms)) >= MIN_UNEXPLAINED_TERMS
    ]
    stability = stability_of(
        [frozenset(t.places.tolist()) for t in topics],
        _rerun_topics(part, seed) if topics else [],
        MIN_JACCARD,
    )
    stable = [(t, share) for t, share in zip(topics, stability, strict=True) if share >= MIN_STABILITY]
    coherence = _coherence([topic.terms for topic, _ in stable], part)
    return [
        topic_candidate(part, topic, share, npmi)
        for (topic, share), npmi in zip(stable, coherence, strict=True)
        if npmi is not None and npmi >= MIN_COHERENCE
    ]


def _coherence(terms: Sequence[Sequence[str]], part: Corpus) -> list[float | None]:
    found = measure_coherence({str(n): some[:N_TERMS] for n, some in enumerate(terms)}, part.lemmas)
    return [found[str(n)] for n in range(len(terms))]


def _rerun_words(
    found: SurprisingTerms, part: Corpus, rows: Places, seed: int
) -> tuple[Places, NDArray[np.int64]]:
    labels = np.full(len(rows), -1, dtype=np.int64)
    for number, cluster in enumerate(cluster_terms(resample(found, rows), part.embeddings[rows], seed)):
        labels[cluster.places] = number
    return rows, labels


def _reruns(part: Corpus, seed: int) -> list[Places]:
    return [
        resampled_places(part.conversations, RERUN_SHARE, seed + number) for number in range(1, N_RERUNS + 1)
    ]


def _rerun_topics(part: Corpus, seed: int) -> list[tuple[Places, NDArray[np.int64]]]:
    # Neighbours are looked for once; of twice as many as needed enough are in every part.
    everyone = nearest_neighbours(normalize(part.embeddings).astype(np.float32), 2 * N_NEIGHBOURS)
    return [(rows, _cut(everyone.among(rows, N_NEIGHBOURS), seed)) for rows in _reruns(part, seed)]


def _cut(neighbours: Neighbours, seed: int) -> NDArray[np.int64]:
    return cut_graph(mutual_graph(neighbours), RESOLUTION, seed)


def _at_most(places: Places, n: int, seed: int) -> Places:
    """Return the places, or of more than `n` a random part."""
    if len(places) <= n:
        return places
    return np.sort(np.random.default_rng(seed).choice(places, n, replace=False))
