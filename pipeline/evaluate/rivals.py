"""The same gold, other methods: what keyword matching, NMF, seeded LDA and BERTopic make of it.

Each rival gets the same statements with the same lemmas, and the same labelled examples. Topics that a method finds
without labels take the theme that most labelled statements in them have. Each runs in a process of its own, so that
its time and memory are its own.
"""

from __future__ import annotations

import resource
import time
import warnings
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse
from sklearn.decomposition import NMF, TruncatedSVD
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.preprocessing import normalize

Floats = npt.NDArray[np.float64]
Topics = npt.NDArray[np.int64]

NOISE = -1
_TOPICS_PER_THEME = 3
_N_DIMS = 100
_SEED_WEIGHT = 10.0
_LDA_ROUNDS = 300
_SEED_WORDS = 25
_MIN_TOPIC_SIZE = 10
_ZERO_SHOT_SIMILARITY = 0.3


@dataclass(frozen=True)
class Material:
    """What every rival gets.

    Parameters
    ----------
    examples, gold
        Statements as lemmas joined by blanks.
    labels
        Place of the main theme of each example.
    definitions
        Label and definition per theme as lemmas joined by blanks, without stop words.
    stop_words
        Lemmas that say nothing.
    seed
        Start of every random choice.
    """

    examples: tuple[str, ...]
    labels: tuple[int, ...]
    gold: tuple[str, ...]
    definitions: tuple[str, ...]
    stop_words: frozenset[str]
    seed: int


@dataclass(frozen=True)
class Outcome:
    """A rival's theme per gold statement (`NOISE` for none), its time in seconds and its peak memory in MB."""

    method: str
    themes: tuple[int, ...]
    seconds: float
    memory_mb: float


def run_rivals(material: Material, methods: Sequence[str] | None = None) -> list[Outcome]:
    """Run the named rivals (all by default), one after the other."""
    outcomes = []
    for method in methods or tuple(_METHODS):
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            outcomes.append(pool.submit(_measure, method, material).result())
    return outcomes


def score_rivals(
    outcomes: Sequence[Outcome],
    theme_ids: Sequence[str],
    main: npt.NDArray[np.str_],
    side: npt.NDArray[np.str_],
) -> pd.DataFrame:
    """Return a row per rival: method, main, main_or_side, none_f1, seconds, memory_mb.

    Main and main-or-side are over the gold statements of the catalogue; a statement without a theme counts as wrong.
    """
    inside = np.isin(main, list(theme_ids))
    rows = []
    for outcome in outcomes:
        named = np.array([*theme_ids, ""])[list(outcome.themes)]
        right, touched = named == main, (named == main) | ((named == side) & (side != ""))
        called = named == ""
        hits = int((called & ~inside).sum())
        rows.append(
            {
                "method": outcome.method,
                "main": float(right[inside].mean()),
                "main_or_side": float(touched[inside].mean()),
                "none_f1": 2 * hits / max(1, int(called.sum() + (~inside).sum())),
                "seconds": outcome.seconds,
                "memory_mb": outcome.memory_mb,
            }
        )
    return pd.DataFrame(rows)


def _measure(method: str, material: Material) -> Outcome:
    start = time.perf_counter()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        themes = _METHODS[method](material)
    return Outcome(method, tuple(int(t) for t in themes), time.perf_counter() - start, _peak_memory_mb())


def _peak_memory_mb() -> float:
    """Return the most memory this process had; on Linux without what its parent had before it started."""
    status = Path("/proc/self/status")
    if status.is_file():
        line = next(
            line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM")
        )
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024)


def _match_keywords(material: Material) -> Topics:
    counter = CountVectorizer(analyzer=str.split, binary=True)
    words = counter.fit_transform(material.definitions)
    hits = (counter.transform(material.gold) @ words.T).toarray()
    return np.where(hits.max(axis=1) > 0, hits.argmax(axis=1), NOISE)


def _factorise(material: Material) -> Topics:
    texts = [*material.examples, *material.gold]
    rows = TfidfVectorizer(
        analyzer=str.split, min_df=3, max_df=0.5, stop_words=None, sublinear_tf=True
    ).fit_transform(texts)
    n_topics = _TOPICS_PER_THEME * len(material.definitions)
    weights = NMF(n_topics, random_state=material.seed, max_iter=300, init="nndsvda").fit_transform(rows)
    return _name_topics(np.where(weights.max(axis=1) > 0, weights.argmax(axis=1), NOISE), material)


def _seeded_lda(material: Material) -> Topics:
    import tomotopy

    n_themes = len(material.definitions)
    model = tomotopy.LDAModel(k=n_themes + 4, min_df=3, seed=material.seed)
    for theme, words in enumerate(_seed_words(material)):
        for word in words:
            model.set_word_prior(word, [_SEED_WEIGHT if t == theme else 0.1 for t in range(n_themes + 4)])
    for text in [*material.examples, *material.gold]:
        kept = [word for word in text.split() if word not in material.stop_words]
        model.add_doc(kept or ["leeg"])
    model.train(_LDA_ROUNDS, workers=1)
    best = np.array([int(np.argmax(doc.get_topic_dist())) for doc in model.docs])[-len(material.gold) :]
    return np.where(best < n_themes, best, NOISE)


def _plain_bertopic(material: Material) -> Topics:
    from bertopic import BERTopic

    texts = [*material.examples, *material.gold]
    model = BERTopic(
        min_topic_size=_MIN_TOPIC_SIZE, vectorizer_model=CountVectorizer(analyzer=str.split), language="dutch"
    )
    model.umap_model.random_state = material.seed
    topics, _ = model.fit_transform(texts, embeddings=_represent(texts, material.seed))
    return _name_topics(np.array(topics), material)


def _zero_shot_bertopic(material: Material) -> Topics:
    """BERTopic with the definitions as zero-shot topics; what is near none of them is clustered and named as above."""
    from bertopic import BERTopic
    from bertopic.backend import BaseEmbedder

    texts = [*material.examples, *material.gold]
    known = [*texts, *material.definitions]
    vectors = dict(zip(known, _represent(known, material.seed), strict=True))

    class Looked(BaseEmbedder):  # type: ignore[misc]
        def embed(self, documents: Sequence[str], verbose: bool = False) -> npt.NDArray[np.float32]:
            return np.array([vectors[document] for document in documents])

    model = BERTopic(
        embedding_model=Looked(),
        zeroshot_topic_list=list(material.definitions),
        zeroshot_min_similarity=_ZERO_SHOT_SIMILARITY,
        min_topic_size=_MIN_TOPIC_SIZE,
        vectorizer_model=CountVectorizer(analyzer=str.split),
    )
    model.umap_model.random_state = material.seed
    topics = np.array(model.fit_transform(texts, embeddings=np.array([vectors[text] for text in texts]))[0])
    named = _name_topics(topics, material)
    zero_shot = model._topic_id_to_zeroshot_topic_idx
    return np.array(
        [
            zero_shot.get(topic, name)
            for topic, name in zip(topics[len(material.labels) :], named, strict=True)
        ]
    )


def _represent(texts: Sequence[str], seed: int) -> npt.NDArray[np.float32]:
    rows = sparse.hstack(
        [
            TfidfVectorizer(analyzer=str.split, sublinear_tf=True).fit_transform(texts),
            TfidfVectorizer(
                analyzer="char_wb", ngram_range=(2, 6), min_df=2, sublinear_tf=True
            ).fit_transform(texts),
        ],
        format="csr",
    )
    n_dims = max(2, min(_N_DIMS, min(rows.shape) - 1))
    return np.asarray(
        normalize(TruncatedSVD(n_dims, random_state=seed).fit_transform(rows)), dtype=np.float32
    )


def _seed_words(material: Material) -> list[list[str]]:
    """Return the words of each definition, and those that mark its examples most against the others."""
    counter = CountVectorizer(analyzer=str.split, min_df=3)
    counts = counter.fit_transform(material.examples)
    labels = np.array(material.labels)
    share = np.array(
        [np.asarray(counts[labels == t].sum(axis=0)).ravel() for t in range(len(material.definitions))]
    )
    share = (share + 0.5) / (share.sum(axis=1, keepdims=True) + 0.5 * share.shape[1])
    strength = share * np.log(share / share.mean(axis=0))
    names = counter.get_feature_names_out()
    return [
        [*set(definition.split()), *(names[i] for i in np.argsort(-strength[t])[:_SEED_WORDS])]
        for t, definition in enumerate(material.definitions)
    ]


def _name_topics(topics: Topics, material: Material) -> Topics:
    """Return the theme of each gold statement: that of most examples in the same topic."""
    labels = np.array(material.labels)
    of_examples, of_gold = topics[: len(labels)], topics[len(labels) :]
    names = {
        topic: int(np.bincount(labels[of_examples == topic]).argmax())
        for topic in np.unique(of_examples)
        if topic != NOISE
    }
    return np.array([names.get(topic, NOISE) for topic in of_gold])


_METHODS: dict[str, Callable[[Material], Topics]] = {
    "keyword matching": _match_keywords,
    "NMF": _factorise,
    "seeded LDA (tomotopy)": _seeded_lda,
    "BERTopic, plain (UMAP + HDBSCAN)": _plain_bertopic,
    "BERTopic, zero-shot": _zero_shot_bertopic,
}
