"""Dense vectors of statements, for what needs nearness: discovery, quotes, neighbours."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.decomposition import TruncatedSVD
from sklearn.preprocessing import normalize

from pipeline.themes.classify import Classifier, Predictions, embed
from pipeline.themes.encode import Encoder
from pipeline.themes.statements import Statement

N_DIMS = 100
# The directions of so many statements are those of all: more would only take time.
MAX_FITTED = 10_000
_FEWEST = 3

Floats = npt.NDArray[np.float32]


def recognise_statements(
    classifier: Classifier, statements: Sequence[Statement], encoder: Encoder | None = None
) -> tuple[Predictions, Floats]:
    """Return the classifier's predictions, and vectors of length 1, float32 (n_statements, n_dims).

    The vectors are those of the sentence model, where there is one; else the main directions of the words.
    """
    if encoder is not None:
        return classifier.predict(statements, encoder), embed(statements, encoder)
    return classifier.predict_and_map(statements, fit_directions(classifier, statements))


def fit_directions(
    classifier: Classifier, statements: Sequence[Statement]
) -> Callable[[sparse.csr_matrix], Floats]:
    """Return what maps feature rows to vectors: the main directions of the statements (latent semantic analysis).

    Of very many statements an even part is used, the same each time.
    """
    if len(statements) < _FEWEST:
        return lambda some: np.zeros((some.shape[0], 1), dtype=np.float32)
    step = -(-len(statements) // MAX_FITTED)
    rows = classifier.features.transform(statements[::step])
    # Most of the vocabulary is the examples' own; what nobody here uses only costs time.
    used = np.unique(rows.indices)
    n_dims = max(1, min(N_DIMS, rows.shape[0] - 1, len(used) - 1))
    directions = TruncatedSVD(n_dims, random_state=0).fit(rows[:, used])
    return lambda some: np.asarray(normalize(directions.transform(some[:, used])), dtype=np.float32)
