"""How much of a difference survives the classifier's doubt, so that changes can be given back at their real size.

A classifier that doubts draws every conversation towards the average: when a theme goes from 20 to 40 of 100
conversations, the mean of its probabilities rises less. By how much follows from the probabilities themselves. Where
they are calibrated, and texts about a theme look alike whenever they were written, a difference between shares comes
out multiplied by ``variance(p) / (mean(p) (1 - mean(p)))``: 1 for a classifier that is certain, 0 for one that knows
nothing (the probabilistic adjusted count of Bella et al., Quantification via Probability Estimators, ICDM 2010; in
regression it is known as the reliability ratio).
"""

from __future__ import annotations

import numpy as np

from pipeline.trends.alive import Numbers

MIN_RELIABILITY = 0.25
"""No difference is enlarged more than four times: below this the probabilities hardly speak of the theme."""


def measure_reliability(chance: Numbers) -> Numbers:
    """Return the ratio for each column of `chance`, float64 (n_conversations, n_themes), between the minimum and 1."""
    mean = chance.mean(axis=0)
    widest = mean * (1 - mean)
    doubt = (chance * (1 - chance)).mean(axis=0)
    ratio = 1 - np.divide(doubt, widest, out=np.zeros_like(doubt), where=widest > 0)
    return np.asarray(ratio.clip(MIN_RELIABILITY, 1))
