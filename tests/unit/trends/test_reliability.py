import numpy as np
import pytest

from pipeline.trends.reliability import MIN_RELIABILITY, measure_reliability


def test_certain_labels_are_wholly_reliable_also_when_nobody_has_the_theme() -> None:
    chance = np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 0.0]])

    assert measure_reliability(chance).tolist() == [1.0, 1.0]


def test_the_same_chance_everywhere_says_nothing_and_stops_at_the_minimum() -> None:
    assert measure_reliability(np.full((5, 1), 0.4)).tolist() == [MIN_RELIABILITY]


def test_calibrated_chances_give_the_difference_between_those_with_and_without() -> None:
    rng = np.random.default_rng(1)
    chance = rng.beta(0.5, 1.0, (200_000, 1))
    holds = rng.random(chance.shape) < chance

    expected = chance[holds].mean() - chance[~holds].mean()

    assert measure_reliability(chance)[0] == pytest.approx(expected, abs=0.01)
