"""What is outside the catalogue: one naive Bayes over themes and background subjects together.

"Outside" is many subjects, not one; so a statement counts as outside by how much its best background subject beats its
best theme. Telling all subjects from all themes as two heaps is worse (AUC .68 against .75 with writers held out).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.special import expit

from pipeline.themes.calibrate import fit_lines

Floats = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Outside:
    """How a margin becomes a probability of being outside the catalogue.

    Parameters
    ----------
    weights
        float32 (n_features, n_classes): themes, background subjects, none.
    n_catalogue
        How many of the classes are themes.
    slope, intercept
        Of the logistic curve over the margin.
    threshold
        Probability with the best F1 for held-out writers.
    """

    weights: Floats
    n_catalogue: int
    slope: float
    intercept: float
    threshold: float

    def of_rows(self, rows: sparse.csr_matrix) -> Floats:
        """Return the probability of being outside the catalogue, (n_statements,)."""
        return self.of_margin(margin(rows @ self.weights, self.n_catalogue))

    def of_margin(self, margins: Floats) -> Floats:
        """Return the probability that follows from margins, (n_statements,)."""
        return np.asarray(expit(self.slope * margins + self.intercept), dtype=np.float32)


def margin(scores: Floats, n_catalogue: int) -> Floats:
    """Return by how much the best class outside the catalogue beats the best theme, (n_statements,)."""
    best: Floats = scores[:, n_catalogue:].max(axis=1) - scores[:, :n_catalogue].max(axis=1)
    return best


def fit_outside(
    weights: Floats, n_catalogue: int, held_margin: Floats, outside: Flags, trust: Floats
) -> Outside:
    """Fit curve and threshold on margins of held-out statements.

    Parameters
    ----------
    held_margin, outside
        Margin, and whether the statement is outside the catalogue, (n_statements,).
    trust
        Weights under which both kinds have the shares they have in conversations, (n_statements,).
    """
    share = (trust / trust.sum()).astype(np.float64)
    slopes, intercepts = fit_lines(held_margin[:, None], outside.astype(np.float32)[:, None], share.astype(np.float32))
    slope, intercept = float(slopes[0]), float(intercepts[0])
    curve = Outside(weights, n_catalogue, slope, intercept, 0.5)
    threshold = _best_threshold(curve.of_margin(held_margin), outside, share)
    return Outside(weights, n_catalogue, slope, intercept, threshold)


def _best_threshold(probability: Floats, outside: Flags, share: npt.NDArray[np.float64]) -> float:
    """Return the probability from which calling a statement "outside" gives the best F1."""
    order = np.argsort(-probability, kind="stable")
    hits = np.cumsum(np.where(outside, share, 0)[order])
    called = np.cumsum(share[order])
    f1 = 2 * hits / (called + share[outside].sum())
    return float(probability[order[int(f1.argmax())]])
