import numpy as np
import pandas as pd

from pipeline.config import TrendSettings
from pipeline.evaluate.corpora import Corpus, CorpusPlan, make_corpus
from pipeline.tables import TABLES
from pipeline.trends import count_periods
from pipeline.trends.periods import start_periods

SETTINGS = TrendSettings(bootstrap_rounds=100)


def _corpus(n_conversations: int = 60) -> Corpus:
    plan = CorpusPlan(n_conversations, 6, 2, (0.0, 0.3, -0.2), separation=4.0, min_probability=0.3)
    return make_corpus(plan, np.random.default_rng(1))


def _count(corpus: Corpus, seed: int = 1) -> pd.DataFrame:
    return count_periods(
        corpus.assignments, corpus.conversations, corpus.bouwstenen, corpus.theme_ids, SETTINGS, seed
    )


def test_dates_fall_in_the_period_that_starts_on_or_before_them() -> None:
    days = np.array(["2024-01-01", "2024-06-30", "2024-07-01", "1969-12-31"], dtype="datetime64[D]")

    assert start_periods(days, 3).astype(str).tolist() == ["2024-01", "2024-04", "2024-07", "1969-10"]
    assert start_periods(days, 6).astype(str).tolist() == ["2024-01", "2024-01", "2024-07", "1969-07"]


def test_every_period_of_the_span_is_there_also_an_empty_one() -> None:
    corpus = _corpus()
    held_on = corpus.conversations["held_on"]
    emptied = corpus.conversations[held_on.dt.month != 5]
    corpus = Corpus(corpus.assignments, emptied, corpus.bouwstenen, corpus.theme_ids, corpus.level)

    months = _count(corpus).query("period == 'month' and theme_id == 't00'")

    assert (months["period_start"].diff().dropna().dt.days <= 31).all()
    assert (months.loc[months["period_start"].dt.month == 5, "n_conversations_total"] == 0).all()


def test_each_period_counts_all_its_conversations_once() -> None:
    table = _count(_corpus())

    totals = table.groupby(["theme_id", "period"])["n_conversations_total"].sum()

    assert (totals == 60).all()


def test_a_period_with_too_few_conversations_has_no_share() -> None:
    table = _count(_corpus())

    assert set(table["enough"]) == {True, False}
    assert table.loc[~table["enough"], ["share", "share_low", "share_high", "share_raw"]].isna().all().all()
    assert table.loc[table["enough"], "share"].notna().all()


def test_where_no_conversation_of_a_few_holds_the_theme_the_interval_is_still_wide() -> None:
    corpus = _corpus(12)
    corpus = Corpus(corpus.assignments[:0], corpus.conversations, corpus.bouwstenen, ("t00",), corpus.level)

    year = _count(corpus).query("period == 'year' and enough").iloc[0]

    assert year["share"] == 0
    assert year["share_high"] > 0.1


def test_another_theme_beside_it_changes_nothing_for_a_theme() -> None:
    corpus = _corpus()
    alone = Corpus(corpus.assignments, corpus.conversations, corpus.bouwstenen, ("t01",), corpus.level)

    together = _count(corpus).query("theme_id == 't01'").reset_index(drop=True)

    pd.testing.assert_frame_equal(_count(alone), together)


def test_nothing_in_gives_an_empty_table() -> None:
    corpus = _corpus()
    none = Corpus(
        corpus.assignments, corpus.conversations[:0], corpus.bouwstenen, corpus.theme_ids, corpus.level
    )

    pd.testing.assert_frame_equal(_count(none), TABLES["theme_periods"].empty())
