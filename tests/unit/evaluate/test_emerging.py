import numpy as np
import pandas as pd
import pytest

from pipeline.evaluate.emerging import compare_runs, score_candidates, score_clusterers, score_more_like


def assignments(*rows: tuple[str, str, int]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["bouwsteen_id", "theme_id", "rank"])


def test_best_shown_theme_is_taken_for_each_gold_theme():
    table = score_candidates({"a": ["1", "2", "9"], "b": ["1"]}, {"gold": ["1", "2", "3"], "other": ["7"]})
    best = table.set_index("gold_theme").loc["gold"]
    assert (best["theme_id"], best["precision"], best["recall"]) == (
        "a",
        pytest.approx(2 / 3),
        pytest.approx(2 / 3),
    )
    assert table.set_index("gold_theme").loc["other", "f1"] == 0


def test_nothing_shown_scores_zero():
    table = score_candidates({}, {"gold": ["1"]})
    assert table["f1"].tolist() == [0.0]
    assert table["n_shown"].tolist() == [0]


def test_same_run_twice_is_the_same():
    table = assignments(("b1", "trots", 1), ("b2", "fouten", 1), ("b2", "trots", 2))
    figures = compare_runs(table, table, ["b1", "b2"])
    assert (figures.themes_kept, figures.assignments_kept, figures.adjusted_rand) == (1.0, 1.0, 1.0)


def test_what_changed_between_runs_is_counted_over_what_both_have():
    earlier = assignments(("b1", "trots", 1), ("b2", "fouten", 1), ("b3", "weg", 1))
    later = assignments(("b1", "trots", 1), ("b2", "trots", 1), ("b9", "fouten", 1))
    figures = compare_runs(earlier, later, ["b1", "b2", "b4"])
    assert figures.themes_kept == pytest.approx(2 / 3)
    assert figures.assignments_kept == pytest.approx(2 / 3)


def test_theme_with_a_clear_pattern_is_found_from_five_statements():
    scores = np.random.default_rng(0).normal(0, 0.4, size=(800, 20)).astype(np.float32)
    scores[:40, 4] += 2
    table = score_more_like(scores, np.arange(40), n_chosen=5, n_draws=4, seed=1)
    assert table["f1"].mean() > 0.7
    assert len(table) == 4


def test_clusters_of_clear_groups_beat_chance():
    texts = [f"groep{g} woord{g}{i % 3}" for g in range(3) for i in range(30)]
    rows = np.repeat(np.eye(3, dtype=np.float32), 30, axis=0)
    rows = rows + 0.1 * np.random.default_rng(0).normal(size=rows.shape).astype(np.float32)
    table = score_clusterers(texts, [text[:6] for text in texts], rows.astype(np.float32), seed=1)
    assert table["v_measure"].min() > 0.5
    assert table["adjusted_mutual_information"].max() <= 1
