"""The three sources of candidate themes: background subjects, vocabulary, and clusters of what is left."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from pipeline.themes.candidates import Candidate, Subject, choose_candidates
from pipeline.themes.clusters import LeidenClusterer, resampled_places, stability_of
from pipeline.themes.corpus import Corpus, Places, Spread
from pipeline.themes.discover import find_topics
from pipeline.themes.evidence import N_TERMS, subject_candidate, topic_candidate, word_candidate
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


def find_candidates(
    corpus: Corpus,
    knowledge: Knowledge,
    least: Spread,
    settled: Mapping[str, Collection[str]],
    max_candidates: int,
    seed: int,
    shown_before: Collection[str] = (),
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
    """
    subjects = from_subjects(corpus, knowledge, least, shown_before)
    left = remaining(knowledge, subjects)
    if len(left) < least.n_bouwstenen:
        return choose_candidates(corpus, subjects, settled, max_candidates)
    part, places = _part(corpus, left, seed)
    surprising = find_surprising_terms(
        part, knowledge.examples, knowledge.probability[places], knowledge.stop_words
    )
    words = from_vocabulary(part, surprising, least, seed)
    topics = from_topics(part, surprising, knowledge.stop_words, least, seed)
    emerged = [replace(found, places=places[found.places]) for found in (*words, *topics)]
    return choose_candidates(corpus, [*subjects, *emerged], settled, max_candidates)


def from_subjects(
    corpus: Corpus, knowledge: Knowledge, least: Spread, shown_before: Collection[str] = ()
) -> list[Candidate]:
    """Return background subjects that are alive and widely spread; they keep their id."""
    named = {subject.theme_id: subject for subject in knowledge.subjects}
    scores = subject_scores(knowledge.subject_probability, knowledge.reference)
    live = find_live_subjects(
        scores, [s.theme_id for s in knowledge.subjects], least.n_bouwstenen, shown_before
    )
    found = [subject_candidate(corpus, named[subject.theme_id], subject) for subject in live]
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
    return [
        word_candidate(part, cluster, share)
        for cluster, share in zip(clusters, stability, strict=True)
        if share >= MIN_STABILITY
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
    reruns = [_rerun_topics(part, rows, seed) for rows in _reruns(part, seed)] if topics else []
    stability = stability_of([frozenset(t.places.tolist()) for t in topics], reruns, MIN_JACCARD)
    candidates = [
        topic_candidate(part, topic, share)
        for topic, share in zip(topics, stability, strict=True)
        if share >= MIN_STABILITY
    ]
    return [c for c in candidates if c.coherence is not None and c.coherence >= MIN_COHERENCE]


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


def _rerun_topics(part: Corpus, rows: Places, seed: int) -> tuple[Places, NDArray[np.int64]]:
    return rows, LeidenClusterer(N_NEIGHBOURS, RESOLUTION, 2, seed).fit(part.embeddings[rows]).labels_


def _part(corpus: Corpus, places: Places, seed: int) -> tuple[Corpus, Places]:
    """Return the bouwstenen at these places, or of very many a random part, with the places they have."""
    chosen = places
    if len(places) > MAX_CLUSTERED:
        chosen = np.sort(np.random.default_rng(seed).choice(places, MAX_CLUSTERED, replace=False))
    return corpus.take(chosen), chosen
