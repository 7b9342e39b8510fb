"""From "is the main theme" to "is the main or the side theme", per theme.

Source: Platt, Probabilistic Outputs for Support Vector Machines (1999); fitted on held-out predictions.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import expit

Floats = npt.NDArray[np.float32]

_SLOPE_PENALTY = 20.0
_TINY = 1e-6
_MAX_STEPS = 60
_CONVERGED = 1e-4


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
    slope, intercept = fit_lines(_log_odds(main), member, trust / trust.sum())
    return Membership(slope, intercept)


def fit_lines(log_odds: Floats, hit: Floats, share: Floats) -> tuple[Floats, Floats]:
    """Return slope and intercept of a logistic curve per theme, each slope held near 1; (n_themes,) each.

    All themes at once by Newton's method (iteratively reweighted least squares): two unknowns a theme.
    """
    penalty = np.float64(_SLOPE_PENALTY / len(hit))
    slope, intercept = np.ones(hit.shape[1]), np.zeros(hit.shape[1])
    for _ in range(_MAX_STEPS):
        chance = expit(slope.astype(np.float32) * log_odds + intercept.astype(np.float32))
        error, spread = chance - hit, chance * (1 - chance)
        gradient = np.array([share @ (error * log_odds) + 2 * penalty * (slope - 1), share @ error])
        across = share @ (spread * log_odds)
        down = share @ (spread * log_odds**2) + 2 * penalty, share @ spread + _TINY
        determinant = down[0] * down[1] - across**2
        step = (down[1] * gradient[0] - across * gradient[1], down[0] * gradient[1] - across * gradient[0])
        # A step of more than one unit overshoots where a theme's statements lie far apart.
        slope -= np.clip(step[0] / determinant, -1, 1)
        intercept -= np.clip(step[1] / determinant, -1, 1)
        if max(np.abs(step[0] / determinant).max(), np.abs(step[1] / determinant).max()) < _CONVERGED:
            break
    return slope.astype(np.float32), intercept.astype(np.float32)


def _log_odds(probability: Floats) -> Floats:
    clipped = np.clip(probability, np.float32(_TINY), np.float32(1 - _TINY))
    result: Floats = np.log(clipped) - np.log1p(-clipped)
    return result
