"""Dense vectors of statements, for what needs nearness: discovery, quotes, neighbours."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from sklearn.decomposition import TruncatedSVD
from sklearn.preprocessing import normalize

from pipeline.themes.classify import Classifier
from pipeline.themes.statements import Statement

N_DIMS = 100


def embed_statements(classifier: Classifier, statements: Sequence[Statement]) -> npt.NDArray[np.float32]:
    """Return float32 (n_statements, n_dims), rows of length 1."""
    rows = classifier.features.transform(statements)
    n_dims = max(1, min(N_DIMS, rows.shape[0] - 1, rows.shape[1] - 1))
    return np.asarray(normalize(TruncatedSVD(n_dims, random_state=0).fit_transform(rows)), dtype=np.float32)
