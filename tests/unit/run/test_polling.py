"""To which theme a statement of a poll belongs: a person before the file, the file before the model."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from pipeline.errors import BalanceError
from pipeline.register import Register
from pipeline.run.balance import check_polls
from pipeline.run.learning import Catalogue
from pipeline.run.polling import place_statements
from pipeline.tables import FILES, POLL_RESULTS, POLL_THEMES

CATALOGUE = Catalogue(("trots", "fouten"), (), {"trots": "trots", "fouten": "fouten", "oud": "fouten"})
THEMES = pd.DataFrame({"theme_id": ["trots", "fouten"], "label_nl": ["Trots en werkplezier", "Fouten"]})
NO_MODEL: Any = None


@pytest.fixture
def register(tmp_path: Path) -> Register:
    return Register(tmp_path / "register.sqlite")


def result(statement_id: str = "stelling-1", theme: str | None = "trots") -> dict[str, object]:
    return {
        "poll": "mei",
        "statement_id": statement_id,
        "statement": "Ik ben trots.",
        "option": "eens",
        "position": 0,
        "n_people": 7,
        "theme_named": theme,
        "file_id": "f",
    }


def place(register: Register, *rows: dict[str, object]) -> dict[str, tuple[str | None, str]]:
    placed = place_statements(
        POLL_RESULTS.from_rows(rows), THEMES, CATALOGUE, register, NO_MODEL, NO_MODEL, None
    )
    return {
        row["statement_id"]: (
            row["theme_id"] if isinstance(row["theme_id"], str) else None,
            row["assigned_by"],
        )
        for row in placed.to_dict("records")
    }


@pytest.mark.parametrize("name", ["trots", "Trots en werkplezier", "  TROTS, en werkplezier "])
def test_theme_in_the_file_is_known_by_id_or_by_name(register: Register, name: str):
    assert place(register, result(theme=name)) == {"stelling-1": ("trots", "file")}


def test_theme_that_was_merged_is_the_one_it_lives_on_in(register: Register):
    assert place(register, result(theme="oud")) == {"stelling-1": ("fouten", "file")}


def test_person_goes_before_the_file(register: Register):
    register.correct("stelling-1", ["fouten"], by="A. Proef", at=datetime.now(UTC))
    assert place(register, result()) == {"stelling-1": ("fouten", "person")}


def test_person_may_say_that_no_theme_fits(register: Register):
    register.correct("stelling-1", [], by="A. Proef", at=datetime.now(UTC))
    assert place(register, result()) == {"stelling-1": (None, "person")}


def test_no_poll_gives_an_empty_table(register: Register):
    assert place(register) == {}


def ledger(status: str = "read") -> pd.DataFrame:
    row = {
        "file_id": "f",
        "path": "uitslag.csv",
        "media_type": "text/csv",
        "size_bytes": 1,
        "status": status,
        "reason": "poll",
        "n_bouwstenen": 0,
    }
    return FILES.from_rows([row])


def placed_as(*statement_ids: str) -> pd.DataFrame:
    rows = [{"statement_id": one, "theme_id": "trots", "assigned_by": "file"} for one in statement_ids]
    return POLL_THEMES.from_rows(rows)


def test_books_of_polls_balance():
    check_polls(ledger(), POLL_RESULTS.from_rows([result()]), placed_as("stelling-1"))


def test_poll_without_its_results_is_not_published():
    with pytest.raises(BalanceError, match="1 files hold a poll, results come from 0"):
        check_polls(ledger(), POLL_RESULTS.empty(), placed_as())


def test_statement_that_was_not_placed_is_not_published():
    with pytest.raises(BalanceError, match="1 statements of polls, 0 of them were placed"):
        check_polls(ledger(), POLL_RESULTS.from_rows([result()]), placed_as())
