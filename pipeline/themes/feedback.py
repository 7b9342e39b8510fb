"""One step of relevance feedback: a statement near the surest ones of a subject scores higher on it.

Source: Rocchio, Relevance Feedback in Information Retrieval (1971). One step only: more drift.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

N_SUREST = 10
_WEIGHT = np.float32(0.3)
_MAX_SCALED = 20_000

Floats = NDArray[np.float32]


def with_feedback(scores: Floats, embeddings: Floats) -> Floats:
    """Return scores raised by nearness to the statements that score highest on the same subject.

    A statement's nearness to itself doesn't count. Nearness is put on the scale of the scores: 0 at its median, 1 at
    its highest hundredth.

    Parameters
    ----------
    scores
        From `pipeline.themes.recognise.subject_scores`, shape (n_texts, n_subjects).
    embeddings
        Of the statements, float32, shape (n_texts, n_dims).
    """
    n_texts, n_subjects = scores.shape
    if n_texts <= N_SUREST or not n_subjects:
        return scores
    rows = embeddings - embeddings.mean(axis=0)
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), np.float32(1e-9))
    surest = np.argpartition(-scores, N_SUREST - 1, axis=0)[:N_SUREST]
    nearness = rows @ rows[surest].mean(axis=0).T
    own = np.square(rows[surest]).sum(axis=2) / N_SUREST
    nearness[surest, np.arange(n_subjects)] -= own
    middle, high = np.quantile(nearness[:: -(-n_texts // _MAX_SCALED)], [0.5, 0.99], axis=0)
    scaled = (nearness - middle.astype(np.float32)) / np.maximum(high - middle, 1e-9).astype(np.float32)
    return np.asarray(scores + _WEIGHT * scaled, dtype=np.float32)
