"""From probabilities to assignments: a main theme where one is likely, a side theme, and the words that weighed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from pipeline.themes.classify import Classifier, Predictions
from pipeline.themes.statements import Statement

N_REASON_WORDS = 4
_MIN_REASON_LETTERS = 3


def assign_themes(
    classifier: Classifier,
    predictions: Predictions,
    statements: Sequence[Statement],
    min_probability: float,
    min_side_probability: float,
) -> dict[int, list[dict[str, object]]]:
    """Return, per statement that has a theme, its main theme and at most one side theme.

    Each entry has `theme_id`, `probability`, `assigned_by` and `reason`. A statement that is likely enough outside
    the catalogue, or whose theme is less likely than `min_probability`, has none.
    """
    main, member = (
        array[:, : predictions.n_catalogue]
        for array in (predictions.probability, predictions.member_probability)
    )
    everyone = np.arange(len(main))
    best = main.argmax(axis=1)
    certainty = main[everyone, best]
    left_out = predictions.outside_probability >= predictions.outside_threshold
    kept = np.flatnonzero((certainty >= min_probability) & ~left_out).tolist()
    others = member.copy()
    others[everyone, best] = 0
    second = others.argmax(axis=1)
    reasons = _Reasons(classifier, [statements[place] for place in kept])
    assigned: dict[int, list[dict[str, object]]] = {}
    for place in kept:
        chosen = [(best[place], certainty[place])]
        if others[place, second[place]] >= min_side_probability:
            chosen.append((second[place], others[place, second[place]]))
        assigned[place] = [
            {
                "theme_id": predictions.theme_ids[column],
                "probability": min(float(probability), 1.0),
                "assigned_by": "model",
                "reason": reasons.of(statements[place], int(column)),
            }
            for column, probability in chosen
        ]
    return assigned


class _Reasons:
    """The words of statements that speak most for a theme; each distinct word is weighed once."""

    def __init__(self, classifier: Classifier, statements: Sequence[Statement]) -> None:
        distinct = dict.fromkeys(
            pair
            for statement in statements
            for pair in zip(statement.words, statement.lemmas, strict=True)
            if len(pair[0]) >= _MIN_REASON_LETTERS
        )
        words, lemmas = [word for word, _ in distinct], [lemma for _, lemma in distinct]
        self._place = {word: place for place, word in enumerate(words)}
        self._weights: npt.NDArray[np.float32] = classifier.word_weights(words, lemmas)

    def of(self, statement: Statement, column: int) -> str | None:
        """Return the words that weighed most, the strongest first, or None where no single word did."""
        words = [word for word in dict.fromkeys(statement.words) if word in self._place]
        weights = self._weights[[self._place[word] for word in words], column]
        order = np.argsort(-weights, kind="stable")[:N_REASON_WORDS]
        return " · ".join(words[i] for i in order if weights[i] > 0) or None
