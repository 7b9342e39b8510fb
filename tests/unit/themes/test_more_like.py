import numpy as np
from emerging_corpora import make_corpus

from pipeline.themes.candidates import Subject
from pipeline.themes.more_like import family_scores, find_carriers, more_like


def made_up(seed: int = 0):
    """Scores on twenty subjects; the first 40 of 800 statements share a pattern over two of them."""
    scores = np.random.default_rng(seed).normal(0, 0.4, size=(800, 20)).astype(np.float32)
    scores[:40, 4] += 1.5
    scores[:40, 7] += 1.0
    return scores


def test_statements_with_the_same_pattern_join_the_chosen_ones():
    found = more_like(made_up(), np.array([3, 9, 14, 21, 30]), seed=1)
    assert found is not None
    assert found.places[:5].tolist() == [3, 9, 14, 21, 30]
    assert (found.places < 40).mean() >= 0.7
    assert (found.places < 40).sum() >= 25


def test_the_same_question_has_the_same_answer():
    first, second = (more_like(made_up(), np.array([3, 9, 14, 21, 30]), seed=1) for _ in range(2))
    assert first is not None
    assert second is not None
    np.testing.assert_array_equal(first.places, second.places)


def test_two_statements_are_too_few():
    assert more_like(made_up(), np.array([3, 9]), seed=1) is None
    assert more_like(made_up(), np.array([3, 3, 9]), seed=1) is None


def test_words_lead_to_the_statements_that_carry_most_of_them():
    corpus = make_corpus(
        [("thuis", "werken"), ("thuis",), ("trein",), ("werken", "ver", "weg")], [0, 0, 1, 1]
    )
    assert find_carriers(corpus, ["thuis", "werken"], 2).tolist() == [0, 1]
    assert find_carriers(corpus, ["onbekend"], 5).tolist() == []


def test_subjects_of_one_family_have_one_column_with_the_highest_score():
    subjects = [Subject("a", "A", ""), Subject("b", "B", "", near="c"), Subject("c", "C", "")]
    scores = np.array([[0, 1, 2], [3, 5, 4]], dtype=np.float32)
    highest, families = family_scores(scores, subjects)
    assert families == ["a", "c"]
    assert highest.tolist() == [[0, 2], [3, 5]]
