"""Multinomial logistic regression in its dual form: the fit works on the Gram matrix of the examples.

With some ten thousand examples and a quarter of a million features the Gram matrix is the smaller of the two, and
held-out predictions for every fold come from parts of that one matrix.

Source: L-BFGS (Liu and Nocedal 1989) in the inner product that the Gram matrix defines, which makes each
iteration the same as L-BFGS on the weights of the features, at the cost of one product with the Gram matrix.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.special import logsumexp, softmax

Floats = npt.NDArray[np.float32]

_MEMORY = 8
_SUFFICIENT_DECREASE = 1e-4
_MAX_HALVINGS = 20


@dataclass(frozen=True)
class DualFit:
    """A fit: `coefficients` and `scores` (n_examples, n_classes), and `offsets` (n_classes,)."""

    coefficients: Floats
    offsets: Floats
    scores: Floats


def gram_matrix(features: sparse.csr_matrix, dense_from: float = 0.05) -> Floats:
    """Return the inner products of all rows, float32 (n_rows, n_rows).

    Columns that occur in more than a share `dense_from` of the rows are multiplied as a dense matrix: for those,
    sparse products are many times slower.
    """
    n_rows = features.shape[0]
    by_column = features.tocsc()
    often = np.diff(by_column.indptr) > dense_from * n_rows
    seldom = by_column[:, ~often].tocsr()
    gram: Floats = (seldom @ seldom.T).toarray().astype(np.float32, copy=False)
    frequent = np.ascontiguousarray(by_column[:, often].toarray(), dtype=np.float32)
    for start in range(0, n_rows, 2048):
        gram[start : start + 2048] += frequent[start : start + 2048] @ frequent.T
    return gram


def fit_dual(
    gram: Floats,
    targets: Floats,
    weights: Floats,
    ridge: float,
    iterations: int,
    tolerance: float = 1e-4,
) -> DualFit:
    """Fit class scores to target shares by weighted cross-entropy with a squared penalty.

    Parameters
    ----------
    gram
        Inner products of the examples, (n_examples, n_examples).
    targets
        Share of each class per example, rows adding up to 1, (n_examples, n_classes).
    weights
        Weight of each example, (n_examples,); 0 leaves it out.
    ridge
        Strength of the penalty, > 0.
    iterations
        Most iterations.
    tolerance
        Stop once an iteration lowers the loss by less than this share.
    """
    # Always from zero: starting a fold from the fit on everything leaves traces of the examples held out.
    kernel = _WithOffset(gram)
    problem = _Loss(targets, weights.astype(np.float32)[:, None], np.float32(ridge))
    coefficients = np.zeros_like(targets)
    scores = kernel.times(coefficients)
    loss = problem.value(coefficients, scores)
    gradient = problem.gradient(coefficients, scores)
    mapped = kernel.times(gradient)
    memory: list[tuple[Floats, Floats, Floats, Floats, float]] = []
    for _ in range(iterations):
        step, mapped_step = _direction(gradient, mapped, memory)
        slope = float(np.vdot(mapped_step, gradient))
        length, new_loss = _search(
            problem, (coefficients, scores), (step, mapped_step), loss, slope, not memory
        )
        coefficients = coefficients + length * step
        scores = scores + length * mapped_step
        new_gradient = problem.gradient(coefficients, scores)
        new_mapped = kernel.times(new_gradient)
        change, mapped_change = new_gradient - gradient, new_mapped - mapped
        curvature = length * float(np.vdot(mapped_step, change))
        if curvature > 0:
            memory.append((length * step, length * mapped_step, change, mapped_change, 1 / curvature))
            del memory[:-_MEMORY]
        gradient, mapped = new_gradient, new_mapped
        gain, loss = loss - new_loss, new_loss
        if gain < tolerance * abs(loss):
            break
    return DualFit(coefficients, coefficients.sum(axis=0), scores)


class _WithOffset:
    """The Gram matrix of examples that each carry one constant feature too: the offset of every class."""

    def __init__(self, gram: Floats) -> None:
        self._gram = gram

    def times(self, matrix: Floats) -> Floats:
        product: Floats = self._gram @ matrix
        product += matrix.sum(axis=0, keepdims=True)
        return product


class _Loss:
    """Weighted cross-entropy plus penalty, of coefficients and the scores that follow from them."""

    def __init__(self, targets: Floats, weights: Floats, ridge: np.float32) -> None:
        self._targets, self._weights, self._ridge = targets, weights, ridge

    def value(self, coefficients: Floats, scores: Floats) -> float:
        surprise = logsumexp(scores, axis=1) - np.einsum("ij,ij->i", scores, self._targets)
        return float(self._weights[:, 0] @ surprise + 0.5 * self._ridge * np.vdot(coefficients, scores))

    def gradient(self, coefficients: Floats, scores: Floats) -> Floats:
        result: Floats = (
            self._weights * (softmax(scores, axis=1) - self._targets) + self._ridge * coefficients
        )
        return result


def _direction(
    gradient: Floats, mapped: Floats, memory: list[tuple[Floats, Floats, Floats, Floats, float]]
) -> tuple[Floats, Floats]:
    """Return the L-BFGS step and the Gram matrix times it."""
    step, mapped_step = gradient.copy(), mapped.copy()
    pulls = []
    for _, mapped_move, change, mapped_change, rate in reversed(memory):
        pull = rate * float(np.vdot(mapped_move, step))
        step -= pull * change
        mapped_step -= pull * mapped_change
        pulls.append(pull)
    if memory:
        _, _, change, mapped_change, rate = memory[-1]
        scale = 1 / (rate * float(np.vdot(change, mapped_change)))
        step *= scale
        mapped_step *= scale
    for (move, mapped_move, _, mapped_change, rate), pull in zip(memory, reversed(pulls), strict=True):
        push = pull - rate * float(np.vdot(mapped_change, step))
        step += push * move
        mapped_step += push * mapped_move
    return -step, -mapped_step


def _search(
    problem: _Loss,
    point: tuple[Floats, Floats],
    step: tuple[Floats, Floats],
    loss: float,
    slope: float,
    first: bool,
) -> tuple[float, float]:
    """Return a step length that lowers the loss enough, and the loss there."""
    length = 1 / max(1.0, float(np.abs(step[1]).max())) if first else 1.0
    for _ in range(_MAX_HALVINGS):
        new_loss = problem.value(point[0] + length * step[0], point[1] + length * step[1])
        if new_loss <= loss + _SUFFICIENT_DECREASE * length * slope:
            return length, new_loss
        length /= 2
    return 0.0, loss
