import numpy as np

from pipeline.themes.feedback import N_SUREST, with_feedback


def corpus() -> tuple[np.ndarray, np.ndarray]:
    """Thirty of 400 statements lie together; twelve of them score high on the second of three subjects."""
    random = np.random.default_rng(2)
    rows = random.normal(size=(400, 20)).astype(np.float32)
    rows[:30] += 4 * np.eye(20, dtype=np.float32)[3]
    scores = random.normal(0, 0.3, size=(400, 3)).astype(np.float32)
    scores[:12, 1] += 2
    return scores, rows


def test_statements_near_the_surest_ones_rise_on_their_subject_only():
    scores, rows = corpus()
    gained = with_feedback(scores, rows) - scores
    assert gained[12:30, 1].mean() > gained[30:, 1].mean() + 0.2
    assert abs(gained[12:30, 0].mean() - gained[30:, 0].mean()) < 0.15


def test_nobody_rises_by_nearness_to_itself():
    scores, _ = corpus()
    apart = np.eye(400, dtype=np.float32)
    gained = with_feedback(scores, apart) - scores
    np.testing.assert_allclose(gained[:12, 1].mean(), gained[12:, 1].mean(), atol=0.5)


def test_a_handful_of_statements_is_left_as_it_is():
    scores, rows = corpus()
    np.testing.assert_array_equal(with_feedback(scores[:N_SUREST], rows[:N_SUREST]), scores[:N_SUREST])
    assert with_feedback(scores[:, :0], rows).shape == (400, 0)
