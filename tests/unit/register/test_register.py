from __future__ import annotations

import sqlite3
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipeline.errors import RegisterError
from pipeline.register import Register, StaleDecisionError

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
AT = {"by": "Noor", "at": START}


@pytest.fixture
def register(tmp_path):
    with Register(tmp_path / "register.sqlite") as opened:
        yield opened


def accept(register: Register, theme_id: str = "hybride-werken", ids=("b1", "b2"), **changes) -> int:
    given = {"origin": "background", "bouwsteen_ids": list(ids), **AT, **changes}
    return register.accept(theme_id, "Hybride werken", "Thuis en op kantoor", **given)


def theme_row(register: Register, theme_id: str):
    return register.themes().set_index("theme_id").loc[theme_id]


def test_empty_register_gives_empty_tables(register):
    assert register.version() == 0
    for table in (
        register.themes(),
        register.corrections(),
        register.quotes(),
        register.settled(),
        register.history(),
        register.basket("Noor"),
    ):
        assert table.empty


def test_accepted_candidate_is_a_theme_and_its_bouwstenen_are_corrections(register):
    accept(register)
    row = theme_row(register, "hybride-werken")
    assert (row["label_nl"], row["status"], row["accepted"]) == ("Hybride werken", "active", True)
    assert register.corrections()["bouwsteen_id"].tolist() == ["b1", "b2"]
    assert set(register.corrections()["theme_id"]) == {"hybride-werken"}


def test_decisions_survive_reopening(tmp_path):
    with Register(tmp_path / "r.sqlite") as first:
        first.rename("trots", "Trots en plezier", **AT)
    with Register(tmp_path / "r.sqlite") as second:
        assert theme_row(second, "trots")["label_nl"] == "Trots en plezier"
        assert second.history()["by"].tolist() == ["Noor"]


def test_correction_to_a_merged_theme_follows_the_merge(register):
    accept(register)
    register.correct("b9", ["hybride-werken", "trots"], **AT)
    register.merge(["hybride-werken"], "randvoorwaarden", **AT)
    found = register.corrections().set_index(["bouwsteen_id", "rank"])["theme_id"]
    assert found["b9", 1] == "randvoorwaarden"
    assert found["b9", 2] == "trots"


def test_merge_into_a_theme_that_is_merged_later_is_followed_to_the_end(register):
    register.merge(["a"], "b", **AT)
    register.merge(["b"], "c", **AT)
    assert theme_row(register, "a")["target_theme_id"] == "c"


def test_merge_into_itself_or_into_a_merged_theme_is_refused(register):
    register.merge(["a"], "b", **AT)
    with pytest.raises(RegisterError, match="merged into b"):
        register.merge(["c"], "a", **AT)
    with pytest.raises(RegisterError, match="into itself"):
        register.merge(["b"], "b", **AT)


def test_locked_theme_is_not_merged_retired_or_split_until_unlocked(register):
    register.lock("trots", **AT)
    for decide in (
        lambda: register.merge(["trots"], "vertrouwen", **AT),
        lambda: register.retire("trots", **AT),
        lambda: register.split("trots", "Plezier", "", bouwsteen_ids=["b1"], **AT),
    ):
        with pytest.raises(RegisterError, match="locked"):
            decide()
    register.unlock("trots", **AT)
    register.retire("trots", **AT)
    assert theme_row(register, "trots")["status"] == "retired"


def test_split_makes_a_theme_with_its_own_bouwstenen(register):
    register.split("samenwerking", "Fusies & krimp", "Samenvoegen", bouwsteen_ids=["b2", "b1"], **AT)
    new = register.themes().query("split_from == 'samenwerking'")
    assert new["theme_id"].item().startswith("fusies-krimp-")
    assert register.corrections()["bouwsteen_id"].tolist() == ["b1", "b2"]


def test_none_of_the_themes_is_a_correction_without_theme(register):
    register.correct("b1", [], **AT)
    row = register.corrections().iloc[0]
    assert row["bouwsteen_id"] == "b1"
    assert row.isna()["theme_id"]


def test_three_themes_for_one_bouwsteen_are_refused(register):
    with pytest.raises(RegisterError, match="at most one other"):
        register.correct("b1", ["a", "b", "c"], **AT)


def test_dismissed_candidate_is_remembered_by_its_bouwstenen(register):
    register.dismiss("opkomend-koffie-1a2b", bouwsteen_ids=["b3", "b1"], **AT)
    assert register.settled()["bouwsteen_id"].tolist() == ["b1", "b3"]
    assert register.themes().empty


def test_undo_restores_what_was(register):
    first = register.version()
    decision = register.dismiss("opkomend-koffie-1a2b", bouwsteen_ids=["b1"], **AT)
    undo = register.undo(decision, **AT)
    assert register.settled().empty
    assert register.version() > first
    register.undo(undo, **AT)
    assert len(register.settled()) == 1


def test_undoing_twice_is_refused(register):
    decision = register.lock("trots", **AT)
    register.undo(decision, **AT)
    with pytest.raises(RegisterError, match="undone already"):
        register.undo(decision, **AT)


def test_undo_of_what_something_later_rests_on_names_the_later_decision(register):
    accepted = accept(register)
    later = register.correct("b7", ["hybride-werken"], **AT)
    with pytest.raises(RegisterError, match=f"decision {later}"):
        register.undo(accepted, **AT)
    register.undo(later, **AT)
    register.undo(accepted, **AT)
    assert register.themes().empty


def test_undo_of_a_rename_brings_the_earlier_name_back(register):
    register.rename("trots", "Eerste naam", **AT)
    second = register.rename("trots", "Tweede naam", **AT)
    register.undo(second, **AT)
    assert theme_row(register, "trots")["label_nl"] == "Eerste naam"


def test_undo_that_makes_another_decision_impossible_is_refused(register):
    merged = register.merge(["a"], "b", **AT)
    undo = register.undo(merged, **AT)
    register.lock("a", **AT)
    with pytest.raises(RegisterError):
        register.undo(undo, **AT)


def test_history_shows_undone_decisions_too_latest_first(register):
    decision = register.lock("trots", **AT)
    register.undo(decision, by="Bas", at=START + timedelta(minutes=5))
    history = register.history("theme:trots")
    assert history["kind"].tolist() == ["undo", "lock"]
    assert history["by"].tolist() == ["Bas", "Noor"]
    assert history["active"].tolist() == [False, False]


def test_stale_decision_is_refused_and_nothing_is_lost(register):
    seen = register.version()
    register.rename("trots", "Van Noor", seen=seen, **AT)
    with pytest.raises(StaleDecisionError, match="Noor"):
        register.rename("trots", "Van Bas", by="Bas", at=START, seen=seen)
    assert theme_row(register, "trots")["label_nl"] == "Van Noor"
    register.rename("trots", "Van Bas", by="Bas", at=START, seen=register.version())
    assert theme_row(register, "trots")["label_nl"] == "Van Bas"


def test_the_same_decision_by_two_people_counts_once(register):
    seen = register.version()
    first = register.lock("trots", seen=seen, **AT)
    assert register.lock("trots", by="Bas", at=START, seen=seen) == first


def test_decisions_about_different_things_do_not_hinder_each_other(register):
    seen = register.version()
    register.set_quote_status("b1", "approved", seen=seen, **AT)
    register.set_quote_note("b1", "mooi", by="Bas", at=START, seen=seen)
    quote = register.quotes().iloc[0]
    assert (quote["status"], quote["note"]) == ("approved", "mooi")


def test_unknown_quote_status_is_answered_with_the_known_ones(register):
    with pytest.raises(RegisterError, match="proposed, approved, used"):
        register.set_quote_status("b1", "goed", **AT)


def test_basket_is_per_person_and_keeps_its_order(register):
    register.add_to_basket("Noor", ["b2"], at=START)
    register.add_to_basket("Noor", ["b1"], at=START + timedelta(seconds=1))
    register.add_to_basket("Bas", ["b3"], at=START)
    register.remove_from_basket("Bas", ["b3"], at=START)
    assert register.basket("Noor")["bouwsteen_id"].tolist() == ["b2", "b1"]
    assert register.basket("Bas").empty


def test_time_without_zone_and_empty_name_are_refused(register):
    with pytest.raises(RegisterError, match="time zone"):
        register.lock("trots", by="Noor", at=datetime(2026, 3, 2))
    with pytest.raises(RegisterError, match="who decides"):
        register.lock("trots", by=" ", at=START)


def test_tokens_change_with_what_they_stand_for(register):
    before, themes_before = register.state_token(), register.themes_token()
    register.set_quote_note("b1", "mooi", **AT)
    assert register.state_token() != before
    assert register.themes_token() == themes_before
    decision = register.lock("trots", **AT)
    assert register.themes_token() != themes_before
    register.undo(decision, **AT)
    assert register.themes_token() == themes_before


def test_second_program_sees_what_the_first_decided(tmp_path):
    path = tmp_path / "r.sqlite"
    with Register(path) as first, Register(path) as second:
        first.lock("trots", **AT)
        assert second.version() == 1
        second.unlock("trots", **AT)
        assert not theme_row(first, "trots")["locked"]


def test_fifty_decisions_from_five_threads_are_all_kept(tmp_path):
    path = tmp_path / "r.sqlite"

    def work(name: str) -> None:
        with Register(path, busy_timeout_s=30) as own:
            for number in range(10):
                own.correct(f"{name}-{number}", ["trots"], by=name, at=START)

    threads = [threading.Thread(target=work, args=(f"p{i}",)) for i in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with Register(path) as register:
        assert len(register.corrections()) == 50
        assert register.history()["decision_id"].tolist() == list(range(50, 0, -1))


def test_decisions_can_not_be_changed_or_deleted_in_the_file(tmp_path):
    path = tmp_path / "r.sqlite"
    with Register(path) as register:
        register.lock("trots", **AT)
    connection = sqlite3.connect(path)
    for statement in ("DELETE FROM decisions", "UPDATE decisions SET by = 'Bas'"):
        with pytest.raises(sqlite3.IntegrityError, match="only ever added"):
            connection.execute(statement)
    connection.close()


def test_file_of_a_newer_version_is_refused(tmp_path):
    path = tmp_path / "r.sqlite"
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(RegisterError, match="version 99"):
        Register(path)


def test_file_that_is_no_register_gives_a_clear_error(tmp_path):
    path = Path(tmp_path / "r.sqlite")
    path.write_text("this is no database, and long enough to be looked at " * 20)
    with pytest.raises(RegisterError, match=r"r\.sqlite"):
        Register(path)


def test_state_at_a_version_is_what_was_decided_then(register):
    register.rename("trots", "Trots en plezier", **AT)
    version = register.version()
    register.undo(register.retire("trots", **AT), by="Bas", at=START)
    register.rename("trots", "Plezier", by="Bas", at=START + timedelta(hours=1))
    assert register.state_at(version).theme("trots").label_nl == "Trots en plezier"
    assert register.state_at(0).themes == {}
    assert register.state_at(register.version()) == register.state()
    assert register.version_at(START - timedelta(seconds=1)) == 0
    assert register.version_at(START) == register.version() - 1


@pytest.mark.parametrize("first", ["rename", "merge"])
def test_split_or_merge_of_a_theme_that_changed_since_is_refused(register, first):
    seen = register.version()
    if first == "rename":
        register.rename("trots", "Plezier", by="Bas", at=START)
    else:
        register.merge(["plezier"], "trots", by="Bas", at=START)
    with pytest.raises(StaleDecisionError, match="Bas"):
        register.split("trots", "Loket", "", bouwsteen_ids=["b1"], seen=seen, **AT)
    with pytest.raises(StaleDecisionError, match="Bas"):
        register.merge(["moed"], "trots", seen=seen, **AT)


def test_history_of_a_theme_holds_what_was_merged_into_it_and_split_from_it(register):
    register.merge(["plezier"], "trots", **AT)
    register.split("trots", "Loket", "", bouwsteen_ids=["b1"], **AT)
    register.correct("b2", ["trots"], **AT)
    assert register.history("theme:trots")["kind"].tolist() == ["split", "merge"]
