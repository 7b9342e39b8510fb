import numpy as np
import pytest

from pipeline.themes.recognise import cut_by_decoys, find_live_subjects, subject_scores

N_TEXTS, N_SUBJECTS = 600, 20


def made_up(n_alive: int, strength: float = 4.0, seed: int = 0):
    """Log-probabilities of subjects nobody talks about, and one (column 3) alive in the first `n_alive` texts."""
    random = np.random.default_rng(seed)
    logs = random.normal(-6, 1, size=(N_TEXTS, N_SUBJECTS))
    logs[:n_alive, 3] += strength
    reference = random.normal(-6, 1, size=(2000, N_SUBJECTS))
    return np.exp(logs).astype(np.float32), np.exp(reference).astype(np.float32)


def live(n_alive: int, **kwargs):
    probability, reference = made_up(n_alive, **kwargs)
    scores = subject_scores(probability, reference)
    return find_live_subjects(scores, [f"s{i}" for i in range(N_SUBJECTS)], 8)


def test_subject_that_is_alive_is_found_first():
    found = live(30)
    assert found[0].theme_id == "s3"
    assert len(found[0].places) > sum(len(other.places) for other in found[1:])


def test_estimated_precision_is_about_the_real_one():
    found = live(30)[0]
    real = float((found.places < 30).mean())
    assert len(found.places) >= 20
    assert real == pytest.approx(found.precision, abs=0.2)


def test_of_subjects_that_nobody_talks_about_at_most_one_in_thirty_is_found():
    assert sum(len(live(0, seed=seed)) for seed in range(20)) <= 20 * N_SUBJECTS / 30


def test_surest_statements_come_first_and_certainty_falls():
    found = live(30)[0]
    assert (np.diff(found.certainty) <= 0).all()
    assert found.certainty.min() >= 0
    assert found.certainty.max() <= 1


def test_rare_subject_needs_no_higher_probability_than_a_common_one():
    probability, reference = made_up(30)
    probability[:, 3] *= 0.001
    reference[:, 3] *= 0.001
    scores = subject_scores(probability, reference)
    assert find_live_subjects(scores, [f"s{i}" for i in range(N_SUBJECTS)], 8)[0].theme_id == "s3"


def test_few_statements_or_one_subject_give_nothing():
    one = np.ones((3, 5), dtype=np.float32)
    assert find_live_subjects(one, list("abcde"), 2) == []
    assert find_live_subjects(np.ones((50, 1), dtype=np.float32), ["a"], 2) == []


def test_counts_of_fewer_decoy_texts_are_scaled():
    random = np.random.default_rng(3)
    scores = random.normal(size=2000).astype(np.float32)
    scores[:100] += 5
    decoys = list(np.sort(random.normal(size=(9, 500)), axis=1).astype(np.float32))
    cut = cut_by_decoys(scores, decoys, 8, 0.75)
    assert cut is not None
    assert 100 <= len(cut.places) <= 140


def test_subject_of_the_run_before_stays_on_less_evidence():
    probability, reference = made_up(6)
    scores = subject_scores(probability, reference)
    ids = [f"s{i}" for i in range(N_SUBJECTS)]
    assert "s3" not in {subject.theme_id for subject in find_live_subjects(scores, ids, 30)}
    assert "s3" in {subject.theme_id for subject in find_live_subjects(scores, ids, 30, ["s3"])}
