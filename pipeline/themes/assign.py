"""From probabilities to assignments: a main theme where one is likely, a side theme, and the words that weighed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pipeline.themes.classify import Classifier, Predictions
from pipeline.themes.statements import Statement

Floats = npt.NDArray[np.float32]
Places = npt.NDArray[np.int64]

N_REASON_WORDS = 4
_MIN_REASON_LETTERS = 3


@dataclass(frozen=True)
class Chosen:
    """Themes of the statements that have one; all of shape (n_kept,).

    Parameters
    ----------
    places
        Of the statements, rising.
    main, side
        Columns of the themes; side is -1 where there is one theme.
    certainty, side_certainty
        Probability of each, 0-1.
    """

    places: Places
    main: Places
    certainty: Floats
    side: Places
    side_certainty: Floats


def choose_themes(predictions: Predictions, min_probability: float, min_side_probability: float) -> Chosen:
    """Return a main theme and at most one side theme per statement.

    A statement that is likely enough outside the catalogue, or whose theme is less likely than `min_probability`, has
    none.
    """
    n = predictions.n_catalogue
    main, member = predictions.probability[:, :n], predictions.member_probability[:, :n].copy()
    everyone = np.arange(len(main))
    best = main.argmax(axis=1)
    certainty = main[everyone, best]
    member[everyone, best] = 0
    second = member.argmax(axis=1)
    side_certainty = member[everyone, second]
    left_out = predictions.outside_probability >= predictions.outside_threshold
    kept = np.flatnonzero((certainty >= min_probability) & ~left_out)
    side = np.where(side_certainty >= min_side_probability, second, -1)
    return Chosen(
        kept, best[kept], np.minimum(certainty[kept], 1), side[kept], np.minimum(side_certainty[kept], 1)
    )


def explain_themes(
    classifier: Classifier, statements: Sequence[Statement], columns: Places
) -> list[str | None]:
    """Return per statement the words that speak most for the theme in that column; None where no single word does."""
    reasons = _Reasons(classifier, statements)
    return [reasons.of(one, int(column)) for one, column in zip(statements, columns, strict=True)]


def assign_themes(
    classifier: Classifier,
    predictions: Predictions,
    statements: Sequence[Statement],
    min_probability: float,
    min_side_probability: float,
) -> dict[int, list[dict[str, object]]]:
    """Return, per statement that has a theme, its main theme and at most one side theme.

    Each entry has `theme_id`, `probability`, `assigned_by` and `reason`. See `choose_themes`.
    """
    chosen = choose_themes(predictions, min_probability, min_side_probability)
    reasons = _Reasons(classifier, [statements[place] for place in chosen.places.tolist()])
    assigned: dict[int, list[dict[str, object]]] = {}
    for row, place in enumerate(chosen.places.tolist()):
        pairs = [(int(chosen.main[row]), float(chosen.certainty[row]))]
        if chosen.side[row] >= 0:
            pairs.append((int(chosen.side[row]), float(chosen.side_certainty[row])))
        assigned[place] = [
            {
                "theme_id": predictions.theme_ids[column],
                "probability": probability,
                "assigned_by": "model",
                "reason": reasons.of(statements[place], column),
            }
            for column, probability in pairs
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
