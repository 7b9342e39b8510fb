import numpy as np
import pandas as pd
import pytest

from pipeline.config import TrendSettings
from pipeline.evaluate.corpora import CorpusPlan, make_corpus
from pipeline.trends import split_shifts
from pipeline.trends.shift import RunTables


def _run(n_conversations: int = 80) -> RunTables:
    plan = CorpusPlan(80, 6, 2, (0.3, 0.0), separation=4.0, min_probability=0.3)
    corpus = make_corpus(plan, np.random.default_rng(1))
    bouwstenen = corpus.bouwstenen.assign(text=corpus.bouwstenen["bouwsteen_id"])
    kept = corpus.conversations[:n_conversations]
    held = bouwstenen[bouwstenen["conversation_id"].isin(kept["conversation_id"])]
    assigned = corpus.assignments[corpus.assignments["bouwsteen_id"].isin(held["bouwsteen_id"])]
    return RunTables(assigned, kept, held)


def _split(before: RunTables, now: RunTables) -> pd.Series:
    return split_shifts(before, now, ["t00", "t01"], TrendSettings()).set_index("theme_id").loc["t00"]


def test_the_same_run_twice_shifts_nothing() -> None:
    shift = _split(_run(), _run())

    assert shift["data_shift"] == 0
    assert shift["model_shift"] == 0


def test_new_conversations_under_the_same_model_are_a_shift_of_data_alone() -> None:
    shift = _split(_run(40), _run(80))

    assert shift["model_shift"] == 0
    assert shift["data_shift"] == pytest.approx(shift["share_now"] - shift["share_before"])
    assert shift["data_shift_low"] < shift["data_shift"] < shift["data_shift_high"]


def test_other_judgements_of_the_same_conversations_are_a_shift_of_the_model_alone() -> None:
    now = _run()
    doubled = now.assignments.assign(probability=now.assignments["probability"] * 0.5)

    shift = _split(now, RunTables(doubled, now.conversations, now.bouwstenen))

    assert shift["data_shift"] == 0
    assert shift["model_shift"] == pytest.approx(shift["share_now"] - shift["share_before"])
    assert shift["model_shift"] < 0


def test_both_parts_together_are_the_whole_difference() -> None:
    now = _run(80)
    surer = RunTables(now.assignments.assign(probability=0.9), now.conversations, now.bouwstenen)

    shift = _split(_run(50), surer)

    assert shift["data_shift"] + shift["model_shift"] == pytest.approx(
        shift["share_now"] - shift["share_before"]
    )


def test_a_conversation_whose_text_was_read_anew_counts_as_data() -> None:
    before, now = _run(), _run()
    reread = RunTables(
        now.assignments.assign(probability=0.5),
        now.conversations,
        now.bouwstenen.assign(text="anders gelezen"),
    )

    shift = _split(before, reread)

    assert pd.isna(shift["model_shift"])
