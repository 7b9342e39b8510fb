"""Predictions weighed by what is usual in a field of the form."""

import numpy as np
import pytest

from pipeline.themes.calibrate import Membership
from pipeline.themes.classify import Predictions
from pipeline.themes.fields import READER_AGREEMENT, adapt_to_fields

_AS_IT_IS = Membership(np.ones(3, np.float32), np.zeros(3, np.float32))


def _predictions(*chances: tuple[float, float, float, float]) -> Predictions:
    """Two themes of the catalogue, one background subject, none."""
    rows = np.array(chances, dtype=np.float32).reshape(-1, 4)
    return Predictions(("a", "b", "subject"), 2, rows[:, :3], rows[:, 3], rows[:, :3])


def test_a_doubtful_statement_follows_the_other_statements_of_its_field() -> None:
    sure_of_a, sure_of_b = (0.9, 0.02, 0.05, 0.03), (0.02, 0.9, 0.05, 0.03)
    doubtful = (0.44, 0.46, 0.06, 0.04)
    predictions = _predictions(*[sure_of_a] * 30, *[sure_of_b] * 30, doubtful, doubtful)

    adapted = adapt_to_fields(predictions, _AS_IT_IS, ["buik"] * 30 + ["hoofd"] * 30 + ["buik", "hoofd"])

    assert adapted.probability[60].argmax() == 0
    assert adapted.probability[61].argmax() == 1


def test_one_field_for_all_changes_no_order() -> None:
    rng = np.random.default_rng(4)
    predictions = _predictions(*[tuple(row) for row in rng.dirichlet(np.ones(4), 40)])

    adapted = adapt_to_fields(predictions, _AS_IT_IS, ["verhaal"] * 40)

    sure = np.abs(predictions.probability[:, 0] - predictions.probability[:, 1]) > 0.15
    assert (adapted.probability[sure, :2].argmax(1) == predictions.probability[sure, :2].argmax(1)).all()


def test_probabilities_still_add_up_to_one() -> None:
    rng = np.random.default_rng(5)
    predictions = _predictions(*[tuple(row) for row in rng.dirichlet(np.ones(4), 25)])

    adapted = adapt_to_fields(predictions, _AS_IT_IS, [f"veld {n % 3}" for n in range(25)])

    assert adapted.probability.sum(axis=1) + adapted.none_probability == pytest.approx(1, abs=1e-5)
    assert (adapted.member_probability >= adapted.probability - 1e-6).all()


def test_nothing_is_surer_than_readers_agree() -> None:
    predictions = _predictions(*[(1.0, 0.0, 0.0, 0.0), (0.0, 1.0, 0.0, 0.0)] * 50)

    adapted = adapt_to_fields(predictions, _AS_IT_IS, ["verhaal"] * 100)

    assert adapted.probability.max() < READER_AGREEMENT + (1 - READER_AGREEMENT) * 0.6


def test_a_statement_that_is_alone_in_its_field_is_weighed_by_all() -> None:
    predictions = _predictions((0.5, 0.3, 0.1, 0.1), (0.5, 0.3, 0.1, 0.1))

    adapted = adapt_to_fields(predictions, _AS_IT_IS, ["hart", "buik"])

    assert adapted.probability[0] == pytest.approx(predictions.probability[0], abs=1e-5)


def test_no_statements_give_no_predictions() -> None:
    predictions = _predictions()

    assert adapt_to_fields(predictions, _AS_IT_IS, []) is predictions
