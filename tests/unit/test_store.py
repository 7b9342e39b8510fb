"""Runs are published whole or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
import pytest

from pipeline.errors import NoPublicationError, StoreError, TableError
from pipeline.store import Store
from pipeline.tables import TRENDS

UP = [{"theme_id": "trots", "direction": "up", "phase": "growing", "n_conversations": 9}]


def publish(store: Store, run_id: str, rows: list[dict[str, object]]) -> None:
    with store.new_run(run_id) as writer:
        writer.write_table("trends", TRENDS.from_rows(rows))
        writer.write_manifest({"run_id": run_id})


def test_nothing_published_is_a_clear_error(tmp_path):
    with pytest.raises(NoPublicationError, match="rode-draden run"):
        Store(tmp_path).read_table("trends")


def test_published_table_comes_back_as_written(tmp_path):
    store = Store(tmp_path)
    publish(store, "r1", UP)
    pd.testing.assert_frame_equal(store.read_table("trends"), TRENDS.from_rows(UP))


def test_crash_while_writing_leaves_the_last_publication_whole(tmp_path):
    store = Store(tmp_path)
    publish(store, "r1", UP)

    def crash_half_way() -> None:
        with store.new_run("r2") as writer:
            writer.write_table("trends", TRENDS.empty())
            raise RuntimeError

    with pytest.raises(RuntimeError):
        crash_half_way()
    assert store.current_run_id() == "r1"
    assert store.run_ids() == ["r1"]
    assert not list(store.runs_dir.glob(".writing-*"))


class Killed(BaseException):
    """Stands for a process that ends at once: nothing after it runs but what a killed process leaves undone."""


@contextmanager
def killed_at(monkeypatch: pytest.MonkeyPatch, owner: object, name: str) -> Iterator[None]:
    def die(*_args: object, **_kwargs: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(owner, name, die)
        with pytest.raises(Killed):
            yield


def test_run_killed_before_it_became_current_is_finished_by_the_next_one(tmp_path, monkeypatch):
    store = Store(tmp_path)
    publish(store, "r1", UP)
    with killed_at(monkeypatch, Store, "_finish_publication"):
        publish(store, "r2", [])
    assert (store.current_run_id(), store.run_ids()) == ("r1", ["r1"])

    with store.lock():
        assert (store.current_run_id(), store.run_ids()) == ("r2", ["r1", "r2"])


def test_run_killed_before_it_got_its_name_is_forgotten(tmp_path, monkeypatch):
    store = Store(tmp_path)
    publish(store, "r1", UP)
    with killed_at(monkeypatch, Path, "rename"):
        publish(store, "r2", [])

    with store.lock():
        assert (store.current_run_id(), store.run_ids()) == ("r1", ["r1"])
    publish(store, "r3", UP)
    assert (store.current_run_id(), store.run_ids()) == ("r3", ["r1", "r3"])


def test_going_back_to_an_older_run_by_hand_lasts(tmp_path):
    store = Store(tmp_path)
    publish(store, "r1", UP)
    publish(store, "r2", UP)
    (store.runs_dir / "current.json").write_text('{"run_id": "r1"}', encoding="utf-8")
    with store.lock():
        assert (store.current_run_id(), store.run_ids()) == ("r1", ["r1", "r2"])


def test_run_without_manifest_is_not_published(tmp_path):
    store = Store(tmp_path)
    with pytest.raises(StoreError, match="manifest"), store.new_run("r1"):
        pass
    assert store.current_run_id() is None


def test_table_that_breaks_its_rules_is_refused_with_counts_and_no_values(tmp_path):
    frame = pd.DataFrame({"theme_id": ["geheim"], "direction": ["sideways"]}).reindex(
        columns=TRENDS.column_names
    )
    with pytest.raises(TableError) as caught, Store(tmp_path).new_run("r1") as writer:
        writer.write_table("trends", frame)
    assert "1 rows" in str(caught.value)
    assert "geheim" not in str(caught.value)


def test_old_runs_stay_readable(tmp_path):
    store = Store(tmp_path)
    publish(store, "r1", UP)
    publish(store, "r2", [])
    assert len(store.read_table("trends", "r1")) == 1
    assert len(store.read_table("trends")) == 0


def test_second_run_at_the_same_time_is_refused(tmp_path):
    store = Store(tmp_path)
    with store.lock(), pytest.raises(StoreError, match="busy"), Store(tmp_path).lock():
        pass
