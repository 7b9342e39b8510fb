"""Two linear classifiers that make different mistakes, added up: logistic regression and complement naive Bayes.

Both are linear in the features, so their sum is one matrix of weights and predicts at the cost of one. They count the
same: factors fitted on held-out writers gained nothing for a writer outside the set.

Source of the second: Rennie et al., Tackling the Poor Assumptions of Naive Bayes Text Classifiers (2003).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.optimize import minimize
from scipy.special import log_softmax

from pipeline.themes.linear import fit_dual

Floats = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]

_RIDGE = 0.1
_ITERATIONS = 30
_BLUR = 0.5
_NB_COUNT = 1.0
_BIAS_PENALTY = 10.0


@dataclass(frozen=True)
class Blend:
    """Class scores as a linear function of the features; their softmax is a calibrated probability.

    Parameters
    ----------
    weights, offsets
        float32 (n_features, n_classes) and (n_classes,).
    encoder_weights
        The same for the dimensions of a sentence model, (n_dims, n_classes), or None.
    held
        Log-probabilities of the statements learnt from, by fits without their writer, (n_statements, n_classes).
    """

    weights: Floats
    offsets: Floats
    encoder_weights: Floats | None
    held: Floats


def fit_blend(
    rows: sparse.csr_matrix,
    embedded: Floats | None,
    gram: Floats | None,
    targets: Floats,
    weights: Floats,
    folds: Sequence[Flags],
) -> Blend:
    """Fit both classifiers, on all statements and without each fold, and the scale of their sum.

    Parameters
    ----------
    rows
        Features of the statements, (n_statements, n_features).
    embedded
        Vectors of a sentence model beside them, (n_statements, n_dims), or None.
    gram
        Inner products of both together, (n_statements, n_statements); None for naive Bayes alone.
    targets
        Share of each class per statement, (n_statements, n_classes).
    weights
        How much each statement counts in learning, (n_statements,).
    folds
        Which statements are held out together; every statement once.
    """
    feature_weights, held = complement_bayes(rows, targets * weights[:, None], folds)
    offsets = np.zeros(targets.shape[1], dtype=np.float32)
    encoder_weights: Floats | None = None
    if gram is not None:
        blurred = (1 - _BLUR) * targets + np.float32(_BLUR / targets.shape[1])
        regression = fit_dual(gram, blurred, weights, _RIDGE, _ITERATIONS)
        feature_weights += rows.T @ regression.coefficients
        offsets = regression.offsets
        encoder_weights = None if embedded is None else embedded.T @ regression.coefficients
        for fold in folds:
            held[fold] += _held_scores(gram, blurred, weights, fold)
    factor, bias = _fit_temperature(held, targets)
    return Blend(
        weights=factor * feature_weights,
        offsets=factor * offsets + bias,
        encoder_weights=None if encoder_weights is None else factor * encoder_weights,
        held=log_softmax(factor * held + bias, axis=1).astype(np.float32),
    )


def _held_scores(gram: Floats, targets: Floats, weights: Floats, fold: Flags) -> Floats:
    """Return the regression's scores of the statements in a fold, fitted on the others, (n_in_fold, n_classes)."""
    others = np.flatnonzero(~fold)
    part = fit_dual(gram[np.ix_(others, others)], targets[others], weights[others], _RIDGE, _ITERATIONS)
    result: Floats = gram[np.ix_(np.flatnonzero(fold), others)] @ part.coefficients + part.offsets
    return result


def complement_bayes(
    rows: sparse.csr_matrix, shares: Floats, folds: Sequence[Flags]
) -> tuple[Floats, Floats]:
    """Return the weights of complement naive Bayes, (n_features, n_classes), and every statement's held-out scores.

    Counting takes most of the time, so a fold's counts are taken off those of all.
    """
    counts = np.asarray(rows.T @ shares, dtype=np.float32)
    held = np.empty_like(shares)
    for fold in folds:
        held[fold] = rows[fold] @ _weigh(counts - np.asarray(rows[fold].T @ shares[fold], dtype=np.float32))
    return _weigh(counts), held


def _weigh(counts: Floats) -> Floats:
    result: Floats = np.maximum(counts.sum(axis=1, keepdims=True) - counts, 0) + np.float32(_NB_COUNT)
    result /= result.sum(axis=0, keepdims=True)
    np.log(result, out=result)
    result -= result.mean(axis=1, keepdims=True)
    return np.negative(result, out=result)


def _fit_temperature(held: Floats, targets: Floats) -> tuple[np.float32, Floats]:
    """Return the factor on all scores and the offset of each class, (n_classes,), that minimise cross-entropy."""
    penalty = _BIAS_PENALTY / len(held)

    def loss(values: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        bias = values[1:]
        logs = log_softmax(values[0] * held + bias, axis=1)
        wrong = (np.exp(logs) - targets) / len(held)
        value = -float((logs * targets).sum()) / len(held) + penalty * float(bias @ bias)
        return value, np.concatenate([[np.vdot(held, wrong)], wrong.sum(axis=0) + 2 * penalty * bias])

    start = np.concatenate([[1.0], np.zeros(held.shape[1])])
    best = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 200}).x.astype(np.float32)
    return best[0], best[1:]
