"""From what a source found to a candidate: its label, its definition and its evidence, in Dutch."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from pipeline.themes.candidates import Candidate, Subject
from pipeline.themes.corpus import Corpus, Places, Spread
from pipeline.themes.describe import Term, propose_label
from pipeline.themes.discover import Topic
from pipeline.themes.identity import emerging_id
from pipeline.themes.recognise import LiveSubject
from pipeline.themes.vocabulary import WordCluster
from pipeline.themes.written import written_forms

N_TERMS = 8

Floats = NDArray[np.float32]


def subject_candidate(corpus: Corpus, subject: Subject, live: LiveSubject) -> Candidate:
    """Return a live background subject as a candidate."""
    spread = corpus.spread(live.places)
    evidence = (
        f"Dit onderwerp staat niet in de lijst met thema's, maar komt terug in {_where(spread)}. "
        f"Naar schatting gaat {live.precision:.0%} daarvan er echt over."
    )
    return Candidate(
        subject.theme_id,
        "background",
        subject.label_nl,
        subject.definition_nl,
        live.places,
        live.certainty,
        live.precision,
        evidence,
        spread,
    )


def join_candidates(
    corpus: Corpus, parts: Sequence[Candidate], family: str, shown_before: Collection[str]
) -> Candidate:
    """Return live subjects that readers would take for one theme as one candidate.

    Parameters
    ----------
    parts
        Candidates of one family, without bouwstenen in common.
    family
        Id of the subject that the others are near to.
    shown_before
        Ids of the candidates of the run before: one that was shown gives the whole its id, so that a second part does
        not end it.
    """
    if len(parts) == 1:
        return parts[0]
    ordered = sorted(parts, key=lambda part: (part.theme_id != family, part.theme_id))
    before = [part.theme_id for part in ordered if part.theme_id in shown_before]
    places = np.concatenate([part.places for part in ordered])
    certainty = np.concatenate([part.certainty for part in ordered])
    order = np.lexsort((places, -certainty))
    spread = corpus.spread(places)
    sizes = [part.spread.n_bouwstenen for part in ordered]
    precision = float(np.average([part.reliability for part in ordered], weights=sizes))
    named = " en ".join(f"{part.label_nl} ({size})" for part, size in zip(ordered, sizes, strict=True))
    evidence = (
        f"Dit onderwerp staat niet in de lijst met thema's, maar komt terug in {_where(spread)}. Het heeft delen die "
        f"dicht bij elkaar liggen: {named}. Naar schatting gaat {precision:.0%} er echt over."
    )
    return replace(
        ordered[0],
        theme_id=(before or [family])[0],
        label_nl=" / ".join(part.label_nl for part in ordered),
        definition_nl=" ".join(part.definition_nl for part in ordered),
        places=places[order],
        certainty=certainty[order],
        reliability=precision,
        evidence_nl=evidence,
        spread=spread,
    )


def word_candidate(
    part: Corpus, cluster: WordCluster, stability: float, coherence: float | None
) -> Candidate:
    """Return a cluster of words as a candidate.

    Parameters
    ----------
    stability
        Share of reruns that found it, 0-1.
    coherence
        Mean NPMI of its terms.
    """
    terms = written_forms(part, cluster.places, cluster.terms[:N_TERMS])
    spread = part.spread(cluster.places)
    rising = " De woorden komen de laatste tijd vaker voor." if cluster.rises else ""
    evidence = (
        f"Deze woorden komen vaker voor dan de bekende thema's verklaren: {', '.join(terms[:5])}. Het sterkste "
        f"woord staat in {cluster.n_conversations} gesprekken; verwacht was {_count(cluster.n_expected)}. Samen staan "
        f"ze in {_where(spread)}.{rising} Teruggevonden in {stability:.0%} van de herhalingen."
    )
    return _emerged(part, cluster.places, cluster.certainty, terms, stability, coherence, evidence)


def topic_candidate(part: Corpus, topic: Topic, stability: float, coherence: float | None) -> Candidate:
    """Return a cluster of statements as a candidate; see `word_candidate`."""
    terms = written_forms(part, topic.places, topic.terms)
    centre = part.centroid(topic.places)
    nearness = part.embeddings[topic.places] @ (centre / max(float(np.linalg.norm(centre)), 1e-12))
    order = np.lexsort((topic.places, -nearness))
    spread = part.spread(topic.places)
    evidence = (
        f"Deze bouwstenen lijken op elkaar en passen niet goed bij een bekend thema. Ze staan in {_where(spread)}. "
        f"Woorden die opvallen: {', '.join(terms[:5])}. Teruggevonden in {stability:.0%} van de herhalingen."
    )
    certainty = np.clip(nearness[order], 0, 1).astype(np.float32)
    return _emerged(part, topic.places[order], certainty, terms, stability, coherence, evidence)


def _emerged(
    part: Corpus,
    members: Places,
    certainty: Floats,
    terms: Sequence[str],
    stability: float,
    coherence: float | None,
    evidence: str,
) -> Candidate:
    label = propose_label([Term(term, term, 0.0) for term in terms])
    spread = part.spread(members)
    # Half for what words alone can't prove: an unsupervised find counts less than a recognised subject.
    return Candidate(
        emerging_id(label, [part.ids[m] for m in members]),
        "emerged",
        label,
        f"Uitspraken over: {', '.join(terms)}.",
        members,
        certainty,
        stability / 2,
        evidence,
        spread,
        stability,
        coherence,
    )


def _where(spread: Spread) -> str:
    return (
        f"{spread.n_conversations} gesprekken bij {spread.n_organisations} organisaties "
        f"({spread.n_bouwstenen} bouwstenen)"
    )


def _count(expected: float) -> str:
    return "minder dan 1" if expected < 1 else f"ongeveer {expected:.0f}"
