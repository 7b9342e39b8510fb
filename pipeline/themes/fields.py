"""What is usual in a field of the form: *buik* holds other themes than *hoofd*, an opening others than a dilemma.

How often each theme occurs in a field is estimated from the predictions themselves, so it needs no labels and
follows the corpus. Averaged probabilities are used as they are: sharpening them by repetition (EM) is worse.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from pipeline.themes.calibrate import Membership
from pipeline.themes.classify import Predictions

Floats = npt.NDArray[np.float32]

READER_AGREEMENT = 0.88
"""Share of statements to which a second, blind reader gave the same main theme.

Examples carry the label of who wrote them, so held-out predictions know nothing of readers who differ. Source: a
second coder's labels of conversations like the sample.
"""

_OVERALL_COUNTS = 10.0


def adapt_to_fields(predictions: Predictions, membership: Membership, fields: Sequence[str]) -> Predictions:
    """Return the predictions, each weighed by what is usual in its field, as sure as a reader would be.

    Parameters
    ----------
    membership
        The curves of the classifier that made the predictions.
    fields
        Field of each statement, in the order of the predictions.
    """
    if not len(fields):
        return predictions
    n = predictions.n_catalogue
    outside = predictions.outside_probability[:, None]
    chance = np.hstack([predictions.probability[:, :n], outside])
    overall = chance.mean(axis=0)
    usual = _usual(chance, overall, np.unique(np.asarray(fields, dtype=str), return_inverse=True)[1])
    weighed = chance * (usual / np.maximum(overall, np.float32(1e-9)))
    weighed /= weighed.sum(axis=1, keepdims=True)
    members = membership.of(_spread(predictions, weighed, outside)[0])
    agreed = np.float32(READER_AGREEMENT) * weighed + np.float32(1 - READER_AGREEMENT) * usual
    probability, none = _spread(predictions, agreed, outside)
    return replace(
        predictions,
        probability=probability,
        none_probability=none,
        member_probability=np.maximum(np.float32(READER_AGREEMENT) * members, probability),
    )


def _usual(chance: Floats, overall: Floats, group: npt.NDArray[np.intp]) -> Floats:
    """Return the mean of the other statements of the same field, drawn towards that of all, (n_statements, n_classes).

    All others count as many statements as `_OVERALL_COUNTS`, so that a field with a few statements says little.
    """
    sums = np.zeros((group.max() + 1, chance.shape[1]))
    np.add.at(sums, group, chance)
    others = np.bincount(group)[group] - 1
    usual = (sums[group] - chance + _OVERALL_COUNTS * overall) / (others[:, None] + _OVERALL_COUNTS)
    return np.asarray(usual, dtype=np.float32)


def _spread(predictions: Predictions, chance: Floats, outside: Floats) -> tuple[Floats, Floats]:
    """Return probabilities of themes and subjects, and of none; what is outside stays divided as it was."""
    n = predictions.n_catalogue
    factor = chance[:, n:] / np.maximum(outside, np.float32(1e-9))
    probability = np.hstack([chance[:, :n], predictions.probability[:, n:] * factor])
    return np.asarray(probability, np.float32), np.asarray(
        predictions.none_probability * factor[:, 0], np.float32
    )
