import numpy as np

from pipeline.config import TrendSettings
from pipeline.evaluate.corpora import CorpusPlan, make_corpus
from pipeline.evaluate.trends import measure_coverage, measure_false_verdicts

SETTINGS = TrendSettings(bootstrap_rounds=100)


def test_shuffled_dates_give_hardly_a_verdict_even_where_a_theme_rose() -> None:
    plan = CorpusPlan(120, 6, 4, (0.5, 0.0, 0.0), separation=4.0, min_probability=0.3)
    corpus = make_corpus(plan, np.random.default_rng(1))

    table = measure_false_verdicts(
        corpus.assignments, corpus.conversations, corpus.bouwstenen, corpus.theme_ids, SETTINGS, 1, 20
    )

    assert table["keeps"].all()
    assert table.loc[0, "value"] <= SETTINGS.false_discovery_rate


def test_intervals_hold_known_changes_at_about_the_stated_rate() -> None:
    plan = CorpusPlan(200, 6, 4, (0.0,) * 6 + (0.2, -0.5), separation=5.0, min_probability=0.3)

    table = measure_coverage(plan, "test", SETTINGS, 1, n_corpora=6).set_index("measure")

    assert table.loc["test: intervals that hold the known change", "value"] >= 0.85
    assert table.loc["test: mean error of yearly shares", "value"] < 0.08
    assert table.loc["test: changes of 0.50 seen", "value"] > 0.5
