import numpy as np
import pytest

from pipeline.themes.classify import Held, Predictions
from pipeline.themes.quality import measure_agreement, measure_coherence, nearest_themes
from pipeline.themes.statements import LabelledStatement, Statement


def held(mains: list[str], best: list[int]) -> Held:
    probability = np.full((len(mains), 2), 0.1, dtype=np.float32)
    probability[np.arange(len(best)), best] = 0.8
    none = (1 - probability.sum(axis=1)).astype(np.float32)
    items = tuple(LabelledStatement(Statement("", (), ()), main, None, "een") for main in mains)
    return Held(items, Predictions(("trots", "fouten"), 2, probability, none, probability))


def test_agreement_is_f1_with_an_interval_around_it() -> None:
    found = measure_agreement(held(["trots"] * 50 + ["fouten"] * 50, [0] * 40 + [1] * 60), seed=1)
    assert found["trots"].f1 == pytest.approx(2 * 40 / 90)
    assert found["trots"].low < found["trots"].f1 < found["trots"].high
    assert found["fouten"].n == 50


def test_a_theme_without_labels_has_no_agreement() -> None:
    found = measure_agreement(held(["trots"] * 4 + ["overig"], [0] * 5), seed=1)
    assert found["fouten"].f1 is None
    assert found["trots"].f1 == 1.0


def test_terms_that_stand_together_cohere_and_terms_that_do_not_do_not() -> None:
    lemmas = [["rood", "hoofd"], ["rood", "hoofd"], ["soep"], ["kroket"], ["fiets"]]
    found = measure_coherence(
        {"een": ["rood", "hoofd"], "twee": ["soep", "kroket"], "drie": ["soep"]}, lemmas
    )
    assert found["een"] == pytest.approx(1.0)
    assert found["twee"] == -1.0
    assert found["drie"] is None


def test_the_nearest_theme_is_the_one_that_points_the_same_way() -> None:
    vectors = np.array([[1, 0], [0.9, 0.1], [0, 1]], dtype=np.float32)
    places = {name: np.array([place]) for place, name in enumerate(["a", "b", "c"])} | {
        "leeg": np.array([], int)
    }
    found = nearest_themes(places, vectors)
    assert found["a"].theme_id == "b"
    assert found["a"].near_duplicate
    assert not found["c"].near_duplicate
    assert "leeg" not in found


def test_one_theme_alone_has_no_neighbour() -> None:
    assert nearest_themes({"a": np.array([0])}, np.ones((1, 2), np.float32)) == {}
