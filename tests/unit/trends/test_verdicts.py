import numpy as np
import pandas as pd

from pipeline.config import TrendSettings
from pipeline.evaluate.corpora import Corpus, CorpusPlan, make_corpus
from pipeline.trends import find_trends

SETTINGS = TrendSettings(bootstrap_rounds=100)


def _corpus(*rises: float, n_conversations: int = 900) -> Corpus:
    plan = CorpusPlan(n_conversations, 6, 4, rises, separation=float("inf"), min_probability=0.3)
    return make_corpus(plan, np.random.default_rng(5))


def _find(corpus: Corpus, settings: TrendSettings = SETTINGS) -> pd.DataFrame:
    tables = (corpus.assignments, corpus.conversations, corpus.bouwstenen, corpus.theme_ids)
    return find_trends(*tables, settings, 1).set_index("theme_id")


def test_a_clear_rise_and_fall_are_called_and_their_size_is_known() -> None:
    trends = _find(_corpus(0.3, -0.3, 0.0))

    assert trends.loc["t00", "direction"] == "up"
    assert trends.loc["t00", "phase"] == "growing"
    assert trends.loc["t01", "direction"] == "down"
    assert trends.loc["t00", "change_low"] < 0.3 < trends.loc["t00", "change_high"]


def test_a_shift_in_who_sends_in_is_no_trend() -> None:
    # The theme lives only in the domain that sends in late.
    corpus = _corpus(0.0)
    late = corpus.conversations["domain"].eq("gemengd")
    chosen = corpus.bouwstenen.drop_duplicates("conversation_id").set_index("conversation_id")["bouwsteen_id"]
    ids = chosen[corpus.conversations.loc[late, "conversation_id"]].to_numpy()
    assignments = pd.DataFrame(
        {"bouwsteen_id": ids, "theme_id": "t00", "probability": 1.0, "assigned_by": "model"}
    )
    corpus = Corpus(assignments, corpus.conversations, corpus.bouwstenen, ("t00",), corpus.level)

    trend = _find(corpus).loc["t00"]

    assert trend["direction"] != "up"
    assert abs(trend["change"]) < 0.001


def test_a_change_that_surely_stays_small_is_flat_and_an_uncertain_one_is_unclear() -> None:
    corpus = _corpus(0.0)

    wide = _find(corpus, SETTINGS.model_copy(update={"flat_band": 0.3})).loc["t00"]
    narrow = _find(corpus, SETTINGS.model_copy(update={"flat_band": 0.01})).loc["t00"]

    assert (wide["direction"], wide["phase"]) == ("flat", "steady")
    assert narrow["direction"] == "unclear"


def test_a_handful_of_conversations_gives_no_trend() -> None:
    trend = _find(_corpus(0.3, n_conversations=9)).loc["t00"]

    assert trend["direction"] == "unclear"
    assert pd.isna(trend["change"])


def test_conversations_of_one_day_give_no_trend() -> None:
    corpus = _corpus(0.3, n_conversations=50)
    one_day = corpus.conversations.assign(held_on=pd.Timestamp("2024-05-01"))
    corpus = Corpus(corpus.assignments, one_day, corpus.bouwstenen, corpus.theme_ids, corpus.level)

    assert pd.isna(_find(corpus).loc["t00", "change"])


def _stepping(when: str) -> Corpus:
    corpus = _corpus(0.0, 0.0)
    rng = np.random.default_rng(2)
    days = corpus.conversations["held_on"]
    chance = np.where(days < pd.Timestamp(when), 0.1, 0.6)
    chosen = corpus.bouwstenen.drop_duplicates("conversation_id")[rng.random(len(days)) < chance]
    step = pd.DataFrame(
        {
            "bouwsteen_id": chosen["bouwsteen_id"],
            "theme_id": "step",
            "probability": 1.0,
            "assigned_by": "model",
        }
    )
    assignments = pd.concat([corpus.assignments, step], ignore_index=True)
    return Corpus(assignments, corpus.conversations, corpus.bouwstenen, ("t00", "step"), corpus.level)


def test_a_sudden_step_is_found_in_its_quarter_and_nowhere_else() -> None:
    trends = _find(_stepping("2023-01-01"))

    assert trends.loc["step", "change_point_on"] == pd.Timestamp("2023-01-01")
    assert pd.isna(trends.loc["t00", "change_point_on"])


def test_a_theme_of_the_summer_has_a_season_and_no_trend() -> None:
    corpus = _corpus(0.0, 0.0)
    summer = corpus.conversations["held_on"].dt.month.isin([5, 6, 7, 8, 9])
    chosen = corpus.bouwstenen.drop_duplicates("conversation_id").reset_index(drop=True)[summer]
    rows = pd.DataFrame(
        {
            "bouwsteen_id": chosen["bouwsteen_id"],
            "theme_id": "zomer",
            "probability": 1.0,
            "assigned_by": "model",
        }
    )
    assignments = pd.concat([corpus.assignments, rows], ignore_index=True)
    corpus = Corpus(assignments, corpus.conversations, corpus.bouwstenen, ("t00", "zomer"), corpus.level)

    trends = _find(corpus)

    assert trends.loc["zomer", "season_q_value"] < 0.001
    assert trends.loc["zomer", "direction"] in {"flat", "unclear"}
    assert trends.loc["t00", "season_q_value"] > 0.05
