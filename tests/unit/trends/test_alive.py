import numpy as np
import pandas as pd
import pytest

from pipeline.trends import count_undated
from pipeline.trends.alive import gather_alive


def _conversations(*ids: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "conversation_id": ids,
            "held_on": pd.Timestamp("2024-03-01"),
            "domain": "beleid",
            "format": "vragen",
        }
    )


def _bouwstenen(**owner_by_id: str) -> pd.DataFrame:
    frame = pd.DataFrame({"bouwsteen_id": list(owner_by_id), "conversation_id": list(owner_by_id.values())})
    return frame.assign(duplicate_of=pd.Series(index=frame.index, dtype="str"))


def _assignments(*rows: tuple[str, str, float, str]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=["bouwsteen_id", "theme_id", "probability", "assigned_by"])


def test_two_doubtful_bouwstenen_make_a_theme_more_likely_than_one() -> None:
    assignments = _assignments(("a", "vertrouwen", 0.5, "model"), ("b", "vertrouwen", 0.6, "model"))

    alive = gather_alive(assignments, _conversations("g1"), _bouwstenen(a="g1", b="g1"), ["vertrouwen"])

    assert alive.probability[0, 0] == pytest.approx(0.8)
    assert alive.n_bouwstenen[0, 0] == 2


def test_what_a_person_assigned_is_certain_whatever_its_probability() -> None:
    assignments = _assignments(("a", "vertrouwen", 0.4, "person"))

    alive = gather_alive(assignments, _conversations("g1"), _bouwstenen(a="g1"), ["vertrouwen"])

    assert alive.probability[0, 0] == pytest.approx(1.0)


def test_duplicates_other_themes_and_unknown_bouwstenen_do_not_count() -> None:
    bouwstenen = _bouwstenen(a="g1", b="g1").assign(duplicate_of=[None, "a"])
    assignments = _assignments(
        ("a", "ander", 0.9, "model"), ("b", "vertrouwen", 0.9, "model"), ("x", "vertrouwen", 0.9, "model")
    )

    alive = gather_alive(assignments, _conversations("g1"), bouwstenen, ["vertrouwen"])

    assert alive.probability.tolist() == [[0.0]]


def test_conversations_without_a_date_are_counted_and_left_out() -> None:
    conversations = _conversations("g1", "g2")
    conversations.loc[1, "held_on"] = pd.NaT

    alive = gather_alive(_assignments(), conversations, _bouwstenen(a="g1"), ["vertrouwen"])

    assert count_undated(conversations) == 1
    assert alive.dated().conversation_ids == ("g1",)
    assert np.isnat(alive.held_on).sum() == 1
