import json
from pathlib import Path

import numpy as np
import pytest

from pipeline.evaluate.gold import GoldError, GoldStatement, read_gold
from pipeline.evaluate.themes import (
    calibration_error,
    mark,
    precision_by_coverage,
    score_known_themes,
    score_per_theme,
)
from pipeline.themes.classify import Predictions


def gold(*labels: tuple[str, str | None]) -> list[GoldStatement]:
    return [GoldStatement("tekst", "veld", "gesprek", main, side) for main, side in labels]


def predictions(*rows: tuple[float, float]) -> Predictions:
    probability = np.array(rows, dtype=np.float32)
    none = (1 - probability.sum(axis=1)).astype(np.float32)
    return Predictions(("trots", "fouten"), 2, probability, none, probability)


def test_measures_count_what_they_say() -> None:
    marked = mark(
        gold(("trots", None), ("fouten", None), ("fouten", "trots"), ("overig", None)),
        predictions((0.9, 0.05), (0.1, 0.8), (0.7, 0.2), (0.1, 0.2)),
        min_probability=0.3,
        min_side_probability=0.3,
    )
    table = score_known_themes(marked, seed=1, rounds=50).set_index("measure")
    assert table.loc["main theme right", "value"] == pytest.approx(2 / 3)
    assert table.loc["main or side theme right", "value"] == 1.0
    assert table.loc["macro-F1", "value"] == pytest.approx(2 / 3)
    assert table.loc["multi-label F1, sample average", "value"] == pytest.approx((1 + 1 + 2 / 3) / 3)
    assert table.loc["none of these, F1", "value"] == 1.0
    assert (table["low"] <= table["value"]).all()


def test_precision_falls_as_less_certain_statements_take_part() -> None:
    marked = mark(
        gold(*[("trots", None)] * 6, *[("fouten", None)] * 4),
        predictions(*[(0.9, 0.05)] * 6, *[(0.5, 0.3)] * 4),
        0.3,
        0.3,
    )
    table = precision_by_coverage(marked)
    assert table["precision"].iloc[0] == 1.0
    assert table["precision"].iloc[-1] == pytest.approx(0.6)


def test_scores_per_theme_leave_out_what_got_no_theme() -> None:
    marked = mark(gold(("trots", None), ("trots", None)), predictions((0.9, 0.05), (0.2, 0.1)), 0.3, 0.3)
    row = score_per_theme(marked).set_index("theme_id").loc["trots"]
    assert (row["precision"], row["recall"], row["n"]) == (1.0, 0.5, 2)


def test_calibration_error_is_the_gap_between_certainty_and_being_right() -> None:
    certainty = np.array([0.75] * 4)
    assert calibration_error(certainty, np.array([True, True, True, False])) == pytest.approx(0)
    assert calibration_error(certainty, np.array([True, False, False, False])) == pytest.approx(0.5)


def test_gold_is_read_with_missing_side_themes_as_none(tmp_path: Path) -> None:
    row = {"tekst": "Goed", "veld": "hart", "hoofdthema": "trots", "neventhema": ""}
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"gesprek": 1, "bouwstenen": [row]}) + "\n\n", encoding="utf-8")
    assert read_gold(path) == [GoldStatement("Goed", "hart", "1", "trots", None)]


@pytest.mark.parametrize(
    "line", ["{", '{"gesprek": "a"}', '{"gesprek": "a", "bouwstenen": [{"tekst": "x"}]}']
)
def test_a_line_that_is_no_labelled_conversation_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(GoldError, match="line 1"):
        read_gold(path)


def test_gold_without_labels_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text("\n", encoding="utf-8")
    with pytest.raises(GoldError, match="no labelled"):
        read_gold(path)
