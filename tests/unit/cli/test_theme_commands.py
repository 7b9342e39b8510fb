"""What is decided on the command line lands in the register, with who and when, and can be taken back."""

import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from click.testing import Result
from typer.testing import CliRunner

from pipeline.cli.app import app
from pipeline.errors import NoPublicationError, RegisterError
from pipeline.register import Register
from pipeline.run.similar import SUBJECT_SCORES
from pipeline.store import Store
from tests.dashboard.publications import write_publication

PERSON = "A. Proef"
LOOKING = {"list", "show", "candidates", "history"}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    write_publication(tmp_path)
    return tmp_path


def ask(data: Path, *arguments: str) -> Result:
    who = () if arguments[0] in LOOKING else ("--by", PERSON)
    return CliRunner().invoke(
        app, ["themes", *arguments, *who, "--data", str(data)], env={"COLUMNS": "200"}, catch_exceptions=True
    )


def decide(data: Path, *arguments: str) -> Register:
    result = ask(data, *arguments)
    assert result.exit_code == 0, result.exception
    assert "`rode-draden run` applies it" in " ".join(result.output.split())
    return Register(Store(data).register_path)


def status_of(data: Path, theme_id: str) -> str:
    line = next(line for line in ask(data, "list").output.splitlines() if f" {theme_id} " in line)
    return line.split("│")[2].strip()


def test_list_names_every_theme_with_its_state(data):
    decide(data, "lock", "tegenspraak")
    decide(data, "rename", "trots", "Beroepstrots")
    output = ask(data, "list").output
    assert "locked" in next(line for line in output.splitlines() if " tegenspraak " in line)
    assert "Beroepstrots" in output
    row = next(line for line in output.splitlines() if " tegenspraak " in line)
    assert sum(cell.strip().isdigit() for cell in row.split("│")) == 3
    assert status_of(data, "thuiswerken") == "candidate"


def test_list_can_be_narrowed_to_one_status(data):
    output = ask(data, "list", "--status", "candidate").output
    assert "thuiswerken" in output
    assert "tegenspraak" not in output


def test_candidates_come_with_their_evidence_and_bouwstenen(data):
    output = ask(data, "candidates").output
    assert "Komt in vier gesprekken terug." in output
    assert "Trots op <ons> loket" in output
    assert "tegenspraak" not in output


def test_accepted_candidate_has_its_published_bouwstenen_as_examples(data):
    register = decide(data, "accept", "thuiswerken", "--label", "Werken op afstand")
    members = Store(data).read_table("assignments").query("theme_id == 'thuiswerken'")["bouwsteen_id"]
    corrections = register.corrections()
    assert set(corrections["bouwsteen_id"]) == set(members)
    assert set(corrections["by"]) == {PERSON}
    row = register.themes().set_index("theme_id").loc["thuiswerken"]
    assert (row["label_nl"], row["origin"], bool(row["accepted"])) == (
        "Werken op afstand",
        "background",
        True,
    )
    assert status_of(data, "thuiswerken") == "active"


def test_a_bouwsteen_that_does_not_fit_is_no_example(data):
    first = Store(data).read_table("assignments").query("theme_id == 'thuiswerken'")["bouwsteen_id"].iloc[0]
    register = decide(data, "accept", "thuiswerken", "--without", first)
    assert first not in set(register.corrections()["bouwsteen_id"])
    assert len(register.corrections()) > 0


def test_merged_theme_lives_on_in_the_other(data):
    register = decide(data, "merge", "thuiswerken", "trots")
    assert register.themes().set_index("theme_id").loc["thuiswerken", "target_theme_id"] == "trots"
    assert len(register.settled()) > 0
    assert status_of(data, "thuiswerken") == "merged"


def test_nothing_is_merged_into_a_candidate(data):
    assert isinstance(ask(data, "merge", "trots", "thuiswerken").exception, RegisterError)


def test_split_gives_a_new_theme_with_its_examples(data):
    register = decide(data, "split", "trots", "Loketwerk", "g00:hart:0", "g01:hart:0")
    new = register.themes().query("split_from == 'trots'")
    assert new["label_nl"].tolist() == ["Loketwerk"]
    assert set(register.corrections()["bouwsteen_id"]) == {"g00:hart:0", "g01:hart:0"}
    assert new["theme_id"].iloc[0] in ask(data, "list").output


def test_dismissed_candidate_waits_no_longer(data):
    register = decide(data, "dismiss", "thuiswerken")
    assert set(register.settled()["theme_id"]) == {"thuiswerken"}
    assert "No candidates wait" in ask(data, "candidates").output
    assert status_of(data, "thuiswerken") == "dismissed"
    assert isinstance(ask(data, "accept", "thuiswerken").exception, RegisterError)


def test_locked_theme_can_not_be_retired_until_it_is_unlocked(data):
    decide(data, "lock", "trots")
    assert "unlock it first" in str(ask(data, "retire", "trots").exception)
    decide(data, "unlock", "trots")
    decide(data, "retire", "trots")
    assert status_of(data, "trots") == "retired"


@pytest.mark.parametrize(
    ("said", "kept"),
    [(["trots"], ["trots"]), (["trots", "vertrouwen"], ["trots", "vertrouwen"]), (["none"], [])],
)
def test_correction_keeps_main_and_side_theme_or_none(data, said, kept):
    corrections = decide(data, "correct", "g00:hart:0", *said).corrections()
    assert corrections["theme_id"].dropna().tolist() == kept
    assert corrections["bouwsteen_id"].unique().tolist() == ["g00:hart:0"]


def test_a_bouwsteen_without_main_theme_has_no_side_theme(data):
    assert isinstance(ask(data, "correct", "g00:hart:0", "none", "trots").exception, RegisterError)


@pytest.mark.parametrize(
    ("arguments", "nearest"),
    [
        (("lock", "tegensprak"), "tegenspraak"),
        (("accept", "thuiswerk"), "thuiswerken"),
        (("correct", "g00:hart:1", "trots"), "g00:hart:0"),
        (("show", "vertrouwe"), "vertrouwen"),
    ],
)
def test_unknown_id_is_answered_with_the_nearest_known_ones(data, arguments, nearest):
    result = ask(data, *arguments)
    assert isinstance(result.exception, RegisterError)
    assert nearest in str(result.exception)
    assert Register(Store(data).register_path).history().empty


def test_undone_decision_no_longer_counts_and_stays_in_the_history(data):
    decide(data, "retire", "trots")
    register = decide(data, "undo", "1")
    assert status_of(data, "trots") == "active"
    assert register.history()["kind"].tolist() == ["undo", "retire"]
    output = ask(data, "history").output
    assert output.count(PERSON) == 2
    assert "theme:trots" in output


def test_history_of_one_theme_leaves_the_others_out(data):
    decide(data, "lock", "trots")
    decide(data, "lock", "vertrouwen")
    output = ask(data, "history", "trots").output
    assert "theme:trots" in output
    assert "theme:vertrouwen" not in output


def test_who_decides_is_the_user_when_nobody_is_named(data, monkeypatch):
    monkeypatch.setenv("LOGNAME", "proefpersoon")
    result = CliRunner().invoke(app, ["themes", "lock", "trots", "--data", str(data)])
    assert result.exit_code == 0
    assert Register(Store(data).register_path).history()["by"].tolist() == ["proefpersoon"]


def test_a_decision_survives_the_next_publication(data):
    decide(data, "rename", "trots", "Beroepstrots")
    write_publication(data, run_id="2024-02-02T030405Z-000002")
    assert "Beroepstrots" in ask(data, "show", "trots").output


def test_without_a_publication_nothing_can_be_decided(tmp_path):
    assert isinstance(ask(tmp_path, "lock", "trots").exception, NoPublicationError)


def test_like_finds_what_shares_a_subject_and_makes_it_a_theme(data):
    write_subject_scores(data)
    chosen = [f"g{i:02}:hart:0" for i in (0, 1, 2, 3, 4)]
    shown = ask(data, "like", *chosen)
    assert shown.exit_code == 0, shown.exception
    joining = [line.split("│")[1].strip() for line in shown.output.splitlines() if ":0 " in line][
        len(chosen) :
    ]
    assert len(joining) >= 10
    assert sum(re.match(r"g[0-4]\d:hart:", one) is not None for one in joining) >= 0.7 * len(joining)
    register = decide(data, "like", *chosen, "--label", "Loketwerk", "--without", "g04:hart:0")
    assert set(register.corrections()["bouwsteen_id"]) == set(chosen[:4])
    assert register.themes()["label_nl"].tolist() == ["Loketwerk"]


def test_like_starts_from_words_too(data):
    write_subject_scores(data)
    examples = ask(data, "like", "trots", "loket").output.split("others belong")[0].splitlines()
    ids = [line.split("│")[1].strip() for line in examples if ":0 " in line]
    assert len(ids) == 5
    assert all(":hart:" in one for one in ids)


def test_like_with_words_that_nobody_used_says_so(data):
    write_subject_scores(data)
    assert "choose 3 or more" in str(ask(data, "like", "zeppelin").exception)


def write_subject_scores(data: Path) -> None:
    """Publish more conversations, in which the statements of one field in the first fifty share a subject."""
    write_publication(data, run_id="2024-02-02T030405Z-000002", n_conversations=260)
    store = Store(data)
    ids = store.read_table("bouwstenen")["bouwsteen_id"]
    scores = np.random.default_rng(1).normal(0, 0.4, (len(ids), 20))
    scores[ids.str.match(r"g[0-4]\d:hart:").to_numpy(), 3] += 1.2
    table = pd.DataFrame(scores.astype(np.float16), columns=[f"s{i}" for i in range(20)])
    table.insert(0, "bouwsteen_id", ids)
    table.to_parquet(store.table_path(SUBJECT_SCORES), index=False)
