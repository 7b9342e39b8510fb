"""The whole pipeline on the sample: nothing lost, the same twice, whole or not at all."""

import json
import re
import shutil

import pandas as pd
import pytest

from pipeline.run import run as run_module
from pipeline.run.progress import Silence
from pipeline.run.run import plan_run, run_pipeline
from pipeline.store import Store
from tests.conftest import SAMPLE, sample_settings

COMPARED = ("files", "conversations", "bouwstenen", "analyses", "assignments", "themes", "theme_terms",
            "theme_quotes", "theme_periods", "trends")  # fmt: skip


def test_every_sample_file_is_accounted_for(sample_run):
    ledger = sample_run.result.ledger
    on_disk = sum(path.is_file() for path in (SAMPLE / "inbox").rglob("*"))
    top = sample_run.store.read_table("files").query("parent_file_id.isna()")
    assert len(top) == on_disk
    assert ledger.n_received == ledger.n_read + ledger.n_duplicate + ledger.n_empty + ledger.n_rejected
    assert ledger.n_bouwstenen == ledger.n_assigned + ledger.n_unassigned


def test_every_reject_says_in_dutch_what_to_do(sample_run):
    rejects = sample_run.store.read_table("files").query("status == 'rejected'")
    assert len(rejects) > 0
    assert rejects["reason_nl"].str.len().gt(20).all()


def test_second_run_on_unchanged_input_does_no_work(sample_run):
    again = run_pipeline(sample_run.settings, Silence(), sample=True)
    assert not again.did_work
    assert again.run_id == sample_run.result.run_id
    assert again.ledger == sample_run.result.ledger
    assert not any(plan.will_run for plan in plan_run(sample_run.settings))


def test_fresh_run_with_one_worker_gives_identical_tables(sample_run, tmp_path):
    settings = sample_settings(tmp_path)
    settings = settings.model_copy(update={"ingest": settings.ingest.model_copy(update={"workers": 1})})
    run_pipeline(settings, Silence(), sample=True)
    other = Store(tmp_path)
    for name in COMPARED:
        pd.testing.assert_frame_equal(sample_run.store.read_table(name), other.read_table(name), obj=name)


def test_every_bouwsteen_of_the_sample_is_found_once(sample_run):
    gold = [
        (line["gesprek"], bouwsteen)
        for line in map(json.loads, (SAMPLE / "gesprekken.jsonl").read_text(encoding="utf-8").splitlines())
        for bouwsteen in line["bouwstenen"]
    ]
    table = sample_run.store.read_table("bouwstenen")
    found = sorted(_flat(text) for text in table.loc[table["duplicate_of"].isna(), "text"])
    clean = [_flat(bouwsteen["tekst"]) for _, bouwsteen in gold if not bouwsteen["pii"]]
    assert len(found) == len(gold)
    missing = [text for text in clean if text not in set(found)]
    assert len(missing) <= 0.01 * len(clean)


def test_no_personal_data_of_the_sample_stands_anywhere_in_the_data_folder(sample_run):
    gold = [
        json.loads(line) for line in (SAMPLE / "gesprekken.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    personal = {pii for line in gold for bouwsteen in line["bouwstenen"] for pii in bouwsteen["pii"]}
    written = b"".join(
        path.read_bytes()
        for path in sample_run.settings.paths.data.rglob("*")
        if path.suffix in {".json", ".sqlite"}
    )
    texts = "\n".join(sample_run.store.read_table("bouwstenen")["text"])
    leaked = [pii for pii in personal if pii in texts or pii.encode() in written]
    assert len(leaked) <= 0.02 * len(personal)


@pytest.mark.parametrize("step", ["read", "words", "themes", "trends"])
def test_crash_in_any_step_leaves_the_last_publication_whole(sample_run, tmp_path, monkeypatch, step):
    shutil.copytree(sample_run.settings.paths.data, tmp_path, dirs_exist_ok=True)
    settings = sample_settings(tmp_path)
    settings = settings.model_copy(
        update={
            "ingest": settings.ingest.model_copy(update={"timeout_s": 121}),
            "themes": settings.themes.model_copy(update={"quotes_per_theme": 7}),
            "trends": settings.trends.model_copy(update={"bootstrap_rounds": 101}),
        }
    )

    def fail(context):
        raise RuntimeError(step)

    monkeypatch.setitem(run_module._RUNNERS, step, fail)
    if step == "words":
        monkeypatch.setattr(run_module, "fingerprint_inbox", lambda found: "other")
        monkeypatch.setattr(run_module, "_digest_tables", lambda writer, names: "other")
    with pytest.raises(RuntimeError, match=step):
        run_pipeline(settings, Silence(), sample=True)
    store = Store(tmp_path)
    assert store.current_run_id() == sample_run.result.run_id
    assert len(store.read_table("themes")) == len(sample_run.store.read_table("themes"))


def test_manifest_says_what_the_run_was_made_of(sample_run):
    manifest = sample_run.store.read_manifest()
    assert manifest["sample"] is True
    assert manifest["settings"]["themes"]["seed"] == manifest["seed"]
    assert set(manifest["steps"]) == {"read", "words", "themes", "trends"}
    assert all(step["seconds"] >= 0 and step["peak_mb"] > 0 for step in manifest["steps"].values())
    assert manifest["rows"]["bouwstenen"] == len(sample_run.store.read_table("bouwstenen"))
    assert not re.search(r"/home|/root|/Users", json.dumps(manifest))


def _flat(text: str) -> str:
    return " ".join(text.split())
