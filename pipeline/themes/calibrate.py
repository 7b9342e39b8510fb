"""From "is the main theme" to "is the main or the side theme", per theme.

Source: Platt, Probabilistic Outputs for Support Vector Machines (1999); fitted on held-out predictions.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.special import expit

Floats = npt.NDArray[np.float32]

_SLOPE_PENALTY = 20.0
_TINY = 1e-6


@dataclass(frozen=True)
class Membership:
    """A logistic curve per theme, from the log odds of being the main theme, (n_themes,) each."""

    slope: Floats
    intercept: Floats

    def of(self, main: Floats) -> Floats:
        """Return the probability that each theme is the main or the side theme, (n_statements, n_themes)."""
        result: Floats = expit(self.slope * _log_odds(main) + self.intercept)
        return np.maximum(result, main)


def fit_membership(main: Floats, member: Floats, trust: Floats) -> Membership:
    """Fit the curves.

    Parameters
    ----------
    main
        Held-out probability of being the main theme, (n_statements, n_themes).
    member
        1 where the theme is the main or the side theme, else 0, (n_statements, n_themes).
    trust
        How much each statement counts, (n_statements,).
    """
    log_odds = _log_odds(main)
    share = (trust / trust.sum()).astype(np.float64)
    lines = [fit_line(log_odds[:, theme], member[:, theme], share) for theme in range(main.shape[1])]
    slope, intercept = np.array(lines, dtype=np.float32).reshape(-1, 2).T
    return Membership(slope, intercept)


def fit_line(log_odds: Floats, hit: Floats, share: npt.NDArray[np.float64]) -> tuple[float, float]:
    """Return slope and intercept of a logistic curve, the slope held near 1."""
    penalty = _SLOPE_PENALTY / len(hit)

    def loss(line: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        score = line[0] * log_odds + line[1]
        error = share * (expit(score) - hit)
        value = float(share @ (np.logaddexp(0, score) - hit * score)) + penalty * (line[0] - 1) ** 2
        return value, np.array([float(error @ log_odds) + 2 * penalty * (line[0] - 1), float(error.sum())])

    slope, intercept = minimize(loss, np.array([1.0, 0.0]), jac=True, method="L-BFGS-B").x
    return float(slope), float(intercept)


def _log_odds(probability: Floats) -> Floats:
    clipped = np.clip(probability, np.float32(_TINY), np.float32(1 - _TINY))
    result: Floats = np.log(clipped) - np.log1p(-clipped)
    return result
