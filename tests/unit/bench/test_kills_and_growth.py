"""The benches see what differs, know where a run was stopped, and grow with files that are all different."""

import random
from pathlib import Path

import pandas as pd

from pipeline.bench.growth import measure_growth
from pipeline.bench.kills import copy_one_of_each_kind, find_differing, step_under_way
from pipeline.bench.samplefiles import INBOX, KINDS, with_other_words
from pipeline.config import Settings
from pipeline.ingest.inbox import list_inbox
from pipeline.run.plan import STEPS
from pipeline.run.progress import Progress, Silence
from pipeline.store import Store
from pipeline.tables import TRENDS


def test_every_kind_of_the_sample_is_among_the_files_that_are_killed(tmp_path):
    chosen = list_inbox(copy_one_of_each_kind(tmp_path / "inbox"))
    folders = {file.path.split("/")[0] for file in chosen}
    endings = {file.location.suffix for file in chosen if file.path.startswith(INBOX.name)}
    assert folders == {INBOX.name, *(kind.name for kind in KINDS)}
    assert endings == {".eml", ".pdf", ".docx", ".pptx"}


def publish(data: Path, directions: list[str]) -> Store:
    store = Store(data)
    rows = [
        {"theme_id": str(n), "direction": one, "phase": "steady", "n_conversations": 9}
        for n, one in enumerate(directions)
    ]
    with store.new_run("r1") as writer:
        writer.write_table("trends", TRENDS.from_rows(rows))
        writer.write_table("scores", pd.DataFrame({"score": [0.5]}))
        writer.write_manifest({"run_id": "r1"})
    return store


def test_table_that_differs_or_is_missing_is_named(tmp_path):
    one, same = publish(tmp_path / "one", ["up"]), publish(tmp_path / "same", ["up"])
    other = publish(tmp_path / "other", ["down"])
    assert find_differing(one, same) == ()
    assert find_differing(one, other) == ("trends",)
    other.table_path("scores").unlink()
    assert find_differing(one, other) == ("scores", "trends")


def test_step_in_which_a_run_was_stopped_is_seen_by_what_it_wrote(tmp_path):
    assert step_under_way(tmp_path) == "start"
    folder = tmp_path / ".writing-x"
    folder.mkdir()
    seen = []
    for step in STEPS:
        seen.append(step_under_way(tmp_path))
        for table in step.tables:
            (folder / f"{table}.parquet").touch()
    assert seen == [step.name for step in STEPS]
    assert step_under_way(tmp_path) == "publication"


def test_made_up_conversation_keeps_its_shape_and_gets_other_words():
    record = {
        "gesprek": "d001",
        "vorm": "canvas",
        "bouwstenen": [{"tekst": "Lef tonen doet ertoe", "veld": "tip"}],
    }
    changed = with_other_words(record, 1000, ["rust", "ruimte", "tijd"], random.Random(1))
    text = changed["bouwstenen"][0]["tekst"]
    assert (changed["gesprek"], changed["vorm"]) == ("d1000", "canvas")
    assert len(text.split()) == 4
    assert set(text.split()) <= {"rust", "ruimte", "tijd"}
    assert record["bouwstenen"][0]["tekst"] == "Lef tonen doet ertoe"


def test_growth_is_measured_for_the_first_time_and_for_one_file_more(monkeypatch):
    made = [(f"deel 1/{n}.txt", b"Verhalen") for n in range(4)]
    monkeypatch.setattr("pipeline.bench.growth.make_files", lambda: iter(made))
    seen = []

    def look(settings: Settings, progress: Progress) -> None:
        seen.append([file.path for file in list_inbox(settings.paths.inbox)])
        progress.finish("read", 0.5)

    result = measure_growth(2, look, Silence())

    assert seen == [["deel 1/0.txt", "deel 1/1.txt"], ["deel 1/0.txt", "deel 1/1.txt", "deel 1/2.txt"]]
    assert result["files"].tolist() == [2, 3]
    assert result["read"].tolist() == [0.5, 0.5]
