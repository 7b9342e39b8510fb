"""What a theme looks like: its key terms as people write them, a proposal for its name, and its best quotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from pipeline.themes.discover import class_weights
from pipeline.themes.phrases import count_phrases
from pipeline.themes.written import most_written

MAX_TEXTS_PER_THEME = 2000
_MAX_QUOTABLE = 1500
MIN_TERM_TEXTS = 2
_READABLE_CHARS = (35, 220)
_DIVERSITY = 0.35

Places = NDArray[np.int64]
Words = tuple[str, ...]


@dataclass(frozen=True)
class Term:
    """A key term: as people write it, its lemmas joined by blanks, and its c-TF-IDF weight."""

    term: str
    lemma: str
    weight: float


@dataclass(frozen=True)
class Quote:
    """A representative quote: place of the text, cosine with the theme's centroid, and typical or dissenting."""

    place: int
    centrality: float
    kind: str


def find_terms(
    words: Sequence[Words],
    lemmas: Sequence[Words],
    members: Mapping[str, Places],
    stop_words: Collection[str],
    n_terms: int,
    seed: int,
) -> dict[str, list[Term]]:
    """Return the key terms per theme, strongest first.

    Words and phrases of up to three words are weighed by class-based TF-IDF (Grootendorst 2022), counted as lemmas and
    shown in the form that people write most. A phrase takes the place of the words in it.

    Parameters
    ----------
    words, lemmas
        Per text, word for word, length n_texts.
    members
        Places of the texts per theme; a text may be in several.
    stop_words
        Lemmas that no term begins or ends with.
    n_terms
        Most terms per theme.
    seed
        For the sample of very large themes.
    """
    sampled = {name: _sample(places, seed) for name, places in sorted(members.items()) if len(places)}
    if not sampled:
        return {name: [] for name in members}
    union = np.unique(np.concatenate(list(sampled.values())))
    stops = frozenset(stop_words)
    counts, vocabulary = count_phrases([lemmas[place] for place in union], stops, MIN_TERM_TEXTS)
    if not len(vocabulary):
        return {name: [] for name in members}
    rows = {name: np.searchsorted(union, places) for name, places in sampled.items()}
    weights = class_weights(_sum_per_theme(counts, rows))
    found = {}
    for row, (name, places) in enumerate(sampled.items()):
        enough = np.asarray((counts[rows[name]] > 0).sum(axis=0)).ravel() >= MIN_TERM_TEXTS
        strength = weights[row] * enough
        telling = np.flatnonzero(strength > 0)
        # The vocabulary is in alphabetical order, so equal weights stay so.
        best = telling[np.argsort(-strength[telling], kind="stable")[: 8 * n_terms]]
        chosen = _without_repeats([(str(vocabulary[i]), float(strength[i])) for i in best])[:n_terms]
        forms = most_written([words[p] for p in places], [lemmas[p] for p in places], [t for t, _ in chosen])
        found[name] = [Term(forms.get(term, term), term, weight) for term, weight in chosen]
    return {name: found.get(name, []) for name in members}


def propose_label(terms: Sequence[Term]) -> str:
    """Return a proposal for a name: the strongest phrase, or the two strongest words; empty without terms."""
    if not terms:
        return ""
    first = terms[0].term
    label = first if " " in first or len(terms) == 1 else f"{first} en {terms[1].term}"
    return label[:1].upper() + label[1:]


def find_quotes(
    texts: Sequence[str],
    embeddings: NDArray[np.float32],
    conversations: Sequence[str],
    places: Places,
    certainty: NDArray[np.float32],
    n_quotes: int,
) -> list[Quote]:
    """Return representative quotes of one theme: typical ones first, then dissenting ones.

    Typical quotes are near the theme's centre, readable, unlike one another (maximal marginal relevance, Carbonell
    and Goldstein 1998) and from different conversations as long as there are. Dissenting ones belong to the theme as
    surely as half of it, and are farthest from its centre.

    Parameters
    ----------
    texts, embeddings, conversations
        Of all texts; embeddings float32, shape (n_texts, n_dims), rows of length 1.
    places
        The theme's texts.
    certainty
        Probability of the theme for each of these, shape (n_places,).
    n_quotes
        Most quotes; a quarter of them dissenting.
    """
    if not len(places):
        return []
    centre = certainty @ embeddings[places] / len(places)
    cosines = embeddings[places] @ (centre / max(float(np.linalg.norm(centre)), 1e-12))
    nearness = np.clip(cosines, -1, 1).astype(np.float32)
    some = _quotable(np.array([len(texts[p]) for p in places.tolist()]), nearness)
    places, certainty, nearness = places[some], certainty[some], nearness[some]
    unique = _first_of_each_text(texts, places, certainty)
    chosen = places[unique]
    rows, centrality = embeddings[chosen], nearness[unique]
    fit = np.array([_readability(texts[p]) for p in chosen])
    voices = [conversations[p] for p in chosen]
    n_dissenting = n_quotes // 4 if len(unique) >= 2 * n_quotes else 0
    typical = _pick(rows, centrality * fit, voices, n_quotes - n_dissenting, [])
    sure = certainty[unique] >= np.median(certainty[unique])
    odd = np.where(sure & (fit >= 1), -centrality, -np.inf)
    dissenting = _pick(rows, odd, voices, n_dissenting, typical)
    return [
        Quote(int(chosen[i]), float(centrality[i]), kind)
        for kind, group in (("typical", typical), ("dissenting", dissenting))
        for i in group
    ]


def _sample(places: Places, seed: int) -> Places:
    ordered = np.unique(places)
    if len(ordered) <= MAX_TEXTS_PER_THEME:
        return ordered
    return np.sort(np.random.default_rng(seed).choice(ordered, MAX_TEXTS_PER_THEME, replace=False))


def _sum_per_theme(counts: sp.csr_matrix, rows: Mapping[str, Places]) -> sp.csr_matrix:
    sums = [sp.csr_matrix(counts[places].sum(axis=0)) for places in rows.values()]
    rest = np.setdiff1d(np.arange(counts.shape[0]), np.concatenate(list(rows.values())))
    if len(rest):
        sums.append(sp.csr_matrix(counts[rest].sum(axis=0)))
    return sp.vstack(sums).tocsr()


def _without_repeats(ranked: Sequence[tuple[str, float]]) -> list[tuple[str, float]]:
    kept: list[tuple[str, float]] = []
    for term, weight in ranked:
        parts = set(term.split())
        if not any(parts <= set(other.split()) or parts >= set(other.split()) for other, _ in kept):
            kept.append((term, weight))
    return kept


def _quotable(n_chars: NDArray[np.int64], nearness: NDArray[np.float32]) -> Places:
    """Return the rows to choose quotes from: all, or of very many the most typical and the least, by length too."""
    if len(nearness) <= 2 * _MAX_QUOTABLE:
        return np.arange(len(nearness))
    fit = np.minimum(1, np.minimum(n_chars / _READABLE_CHARS[0], _READABLE_CHARS[1] / np.maximum(n_chars, 1)))
    typical = np.argsort(-nearness * fit, kind="stable")[:_MAX_QUOTABLE]
    odd = np.argsort(np.where(fit >= 1, nearness, np.inf), kind="stable")[:_MAX_QUOTABLE]
    return np.unique(np.concatenate([typical, odd]))


def _first_of_each_text(texts: Sequence[str], places: Places, certainty: NDArray[np.float32]) -> Places:
    order = sorted(range(len(places)), key=lambda i: (-certainty[i], places[i]))
    seen: dict[str, int] = {}
    for i in order:
        seen.setdefault(re.sub(r"\W+", " ", texts[places[i]].lower()).strip(), i)
    return np.array(sorted(seen.values()), dtype=np.int64)


def _readability(text: str) -> float:
    """Return 1 for a text that reads well as a quote, less for one that is short, long or mostly masks."""
    shortest, longest = _READABLE_CHARS
    masked = sum(len(mask) for mask in re.findall(r"\[[^\]]+\]", text))
    n_chars = len(text) - masked
    length = min(1.0, n_chars / shortest, longest / max(n_chars, 1))
    return float(length * (1 - masked / max(len(text), 1)))


def _pick(
    rows: NDArray[np.float32],
    score: NDArray[np.floating],
    voices: Sequence[str],
    n: int,
    taken: Sequence[int],
) -> list[int]:
    picked: list[int] = []
    heard = Counter(voices[i] for i in taken)
    nearest = (rows @ rows[list(taken)].T).max(axis=1) if taken else np.zeros(len(rows))
    open_to_choice = np.isfinite(score)
    open_to_choice[list(taken)] = False
    while len(picked) < n and open_to_choice.any():
        fewest = min(heard[voices[i]] for i in np.flatnonzero(open_to_choice).tolist())
        fresh = open_to_choice & np.array([heard[voice] == fewest for voice in voices])
        value = np.where(fresh, (1 - _DIVERSITY) * score - _DIVERSITY * nearest, -np.inf)
        best = int(value.argmax())
        picked.append(best)
        heard[voices[best]] += 1
        open_to_choice[best] = False
        nearest = np.maximum(nearest, rows @ rows[best])
    return picked
