"""Made-up corpora for the tests of emerging themes: every word is a letter code, every subject has its own words."""

from __future__ import annotations

import numpy as np

from pipeline.themes.corpus import Corpus, build_corpus

N_DIMS = 24
SUBJECTS = ("thuis", "trein", "tuin", "tent")


def make_texts(
    n_per_group: int, n_groups: int, n_words: int, seed: int
) -> tuple[list[tuple[str, ...]], list[int]]:
    """Texts of five words: three from the group's own, two from words that all share."""
    random = np.random.default_rng(seed)
    texts, groups = [], []
    for group in range(n_groups):
        for _ in range(n_per_group):
            own = [f"g{group}w{i}" for i in random.choice(n_words, 3, replace=False)]
            shared = [f"alle{i}" for i in random.choice(30, 2, replace=False)]
            texts.append((*own, *shared))
            groups.append(group)
    return texts, groups


def make_corpus(
    lemmas: list[tuple[str, ...]], groups: list[int], n_conversations: int = 30, seed: int = 1
) -> Corpus:
    """A corpus whose embeddings lie around one direction per group."""
    random = np.random.default_rng(seed)
    n_texts = len(lemmas)
    centres = np.linalg.qr(random.normal(size=(N_DIMS, N_DIMS)))[0]
    rows = centres[np.array(groups)] + 0.15 * random.normal(size=(n_texts, N_DIMS))
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    conversations = [f"c{i % n_conversations:02d}" for i in range(n_texts)]
    corpus, _ = build_corpus(
        [f"b{i:04d}" for i in range(n_texts)],
        [" ".join(text) for text in lemmas],
        lemmas,
        lemmas,
        rows.astype(np.float32),
        conversations,
        [f"org{int(c[1:]) % 6}" for c in conversations],
        [f"2024-{1 + int(c[1:]) % 12:02d}-01" for c in conversations],
    )
    return corpus
