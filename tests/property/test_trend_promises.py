import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.config import TrendSettings
from pipeline.evaluate.corpora import Corpus, CorpusPlan, make_corpus
from pipeline.trends import count_periods, find_trends

SETTINGS = TrendSettings(bootstrap_rounds=100)

plans = st.builds(
    CorpusPlan,
    n_conversations=st.integers(1, 60),
    n_bouwstenen=st.integers(1, 8),
    n_years=st.integers(1, 3),
    rises=st.tuples(st.sampled_from([0.0, 0.3]), st.sampled_from([0.0, -0.2])),
    separation=st.sampled_from([1.0, 3.0, float("inf")]),
    min_probability=st.sampled_from([0.05, 0.3]),
)


def _shuffle(corpus: Corpus, seed: int) -> Corpus:
    frames = (corpus.assignments, corpus.conversations, corpus.bouwstenen)
    mixed = (frame.sample(frac=1, random_state=seed).reset_index(drop=True) for frame in frames)
    return Corpus(*mixed, corpus.theme_ids, corpus.level)


def _measure(corpus: Corpus) -> tuple[pd.DataFrame, pd.DataFrame]:
    tables = (corpus.assignments, corpus.conversations, corpus.bouwstenen, corpus.theme_ids, SETTINGS, 3)
    return count_periods(*tables), find_trends(*tables)


@settings(max_examples=8, deadline=None)
@given(plan=plans, seed=st.integers(0, 1000))
def test_shares_lie_within_their_intervals_and_row_order_changes_nothing(plan: CorpusPlan, seed: int) -> None:
    corpus = make_corpus(plan, np.random.default_rng(seed))

    periods, trends = _measure(corpus)
    again = _measure(_shuffle(corpus, seed))

    shown = periods[periods["enough"]]
    assert ((shown["share_low"] <= shown["share"]) & (shown["share"] <= shown["share_high"])).all()
    assert (shown["n_conversations"] <= shown["n_conversations_total"]).all()
    known = trends.dropna(subset=["change"])
    assert ((known["change_low"] <= known["change"]) & (known["change"] <= known["change_high"])).all()
    pd.testing.assert_frame_equal(periods, again[0], check_exact=True)
    pd.testing.assert_frame_equal(trends, again[1], check_exact=True)
