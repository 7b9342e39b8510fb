"""A poll that is dropped in the inbox of the sample: counted, placed, and nothing else of the publication changes."""

import shutil

import pandas as pd
import pytest

from pipeline.run.progress import Silence
from pipeline.run.run import run_pipeline
from pipeline.store import Store
from tests.conftest import SAMPLE, SampleRun, sample_settings

POLL = SAMPLE / "peiling" / "Uitslag intranetpeiling.csv"
WITHOUT_THEME = "Een nieuwe collega wordt in mijn organisatie goed ingewerkt en kan rustig leren."


@pytest.fixture(scope="module")
def poll_run(sample_run: SampleRun, tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder = tmp_path_factory.mktemp("poll")
    inbox, data = folder / "inbox", folder / "data"
    shutil.copytree(SAMPLE / "inbox", inbox)
    shutil.copy2(POLL, inbox / POLL.name)
    (inbox / "peiling kapot.csv").write_text("stelling;optie;aantal\nIk durf.;eens;40%\n", encoding="utf-8")
    shutil.copytree(sample_run.settings.paths.data / "cache", data / "cache")
    run_pipeline(sample_settings(data, inbox), Silence(), sample=True)
    return Store(data)


def test_poll_is_read_and_a_broken_one_says_why(poll_run: Store):
    files = poll_run.read_table("files").set_index("path")
    poll, broken = files.loc[POLL.name], files.loc["peiling kapot.csv"]
    assert (poll["status"], poll["reason"], poll["n_bouwstenen"]) == ("read", "poll", 0)
    assert (broken["status"], broken["reason"]) == ("rejected", "poll_counts")
    assert "geen percentage" in broken["reason_nl"]


def test_every_count_of_the_file_is_in_the_table(poll_run: Store):
    results = poll_run.read_table("poll_results")
    given = pd.read_csv(POLL, sep=";", encoding="utf-8-sig")
    wanted = dict(zip(zip(given["stelling"], given["optie"], strict=True), given["aantal"], strict=True))
    found = dict(
        zip(zip(results["statement"], results["option"], strict=True), results["n_people"], strict=True)
    )
    assert found == wanted


def test_statement_gets_the_theme_in_the_file_and_else_what_the_model_thinks(poll_run: Store):
    results = poll_run.read_table("poll_results").drop_duplicates("statement_id").set_index("statement_id")
    placed = poll_run.read_table("poll_themes").set_index("statement_id").join(results)
    named = placed[placed["theme_named"].notna()]
    assert (named["theme_id"] == named["theme_named"]).all()
    assert set(named["assigned_by"]) == {"file"}
    [by_model] = placed[placed["theme_named"].isna()].itertuples()
    assert (by_model.statement, by_model.assigned_by) == (WITHOUT_THEME, "model")
    assert pd.isna(by_model.theme_id) or 0 < by_model.probability <= 1


def test_nothing_else_of_the_publication_changes(poll_run: Store, sample_run: SampleRun):
    for name in ("conversations", "bouwstenen", "assignments", "themes", "theme_periods", "trends"):
        assert poll_run.read_table(name).equals(sample_run.store.read_table(name)), name
    ledger, before = poll_run.read_manifest()["ledger"], sample_run.store.read_manifest()["ledger"]
    more = {"n_received": 2, "n_read": 1, "n_rejected": 1}
    assert ledger == {name: count + more.get(name, 0) for name, count in before.items()}
