"""Made-up corpora have the size that is asked, differ in their texts, and are the same every time."""

import shutil
from pathlib import Path

import pandas as pd
import pytest

from pipeline.bench.corpus import make_tables
from pipeline.bench.publication import make_corpus, publish
from pipeline.bench.stopwatch import Stopwatch
from pipeline.bench.themes import measure_themes, without_conversation
from pipeline.codebook import read_codebook
from pipeline.config import PROJECT_ROOT, Settings, read_settings
from pipeline.run import recognising
from pipeline.run.theming import STAGES
from pipeline.store import Store

ORGANISATIONS = [f"Dienst {number}" for number in range(40)]


@pytest.fixture(scope="module")
def tables() -> dict[str, pd.DataFrame]:
    codebook = read_codebook(PROJECT_ROOT / "data" / "codebook")
    return make_tables(codebook, ORGANISATIONS, 3000, 100, seed=1)


def small_settings(folder: Path) -> Settings:
    """Return settings with a codebook of three themes and two subjects, two writers each."""
    codebook = folder / "codebook"
    for name, ids, kind in (("themes", "abc", "examples"), ("background", "de", "background")):
        (codebook / kind).mkdir(parents=True)
        listed = [
            f'- id: "{i * 3}"\n  label_nl: "Naam {i}"\n  definition_nl: "Over {i}."\n  not_nl: ""\n'
            for i in ids
        ]
        (codebook / f"{name}.yaml").write_text("".join(listed), encoding="utf-8")
        for writer in ("een", "twee"):
            lines = [f"{i * 3}\t-\tWoord {i}{n} {writer}, over {i}{i} gezegd" for i in ids for n in range(12)]
            if name == "themes":
                lines += [f"overig\t-\tIets anders {n}, koud {writer}" for n in range(12)]
            (codebook / kind / f"{writer}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    organisations = "".join(f'- name: "{name}"\n  kind: dienst\n' for name in ORGANISATIONS)
    (codebook / "organisations.yaml").write_text(organisations, encoding="utf-8")
    settings = read_settings(PROJECT_ROOT / "config.yaml")
    paths = settings.paths.model_copy(update={"data": folder / "data", "codebook": codebook})
    return settings.model_copy(update={"paths": paths})


def test_a_corpus_has_exactly_the_size_that_is_asked(tables):
    assert len(tables["bouwstenen"]) == 3000
    assert len(tables["conversations"]) == len(tables["files"]) == 100
    assert tables["bouwstenen"]["conversation_id"].nunique() == 100
    assert tables["files"]["n_bouwstenen"].sum() == 3000


def test_few_texts_of_a_corpus_are_the_same(tables):
    assert tables["bouwstenen"]["text"].nunique() > 0.9 * 3000


def test_a_corpus_has_every_form_and_some_facts_are_unknown(tables):
    conversations = tables["conversations"]
    assert set(conversations["report_form"]) == {"canvas", "model", "verslag", "beeldverslag", "reporter"}
    assert 0 < conversations["held_on"].isna().mean() < 0.15
    assert 0 < conversations["organisation"].isna().mean() < 0.25
    assert conversations["held_on"].dt.year.nunique() >= 4


def test_the_same_seed_gives_the_same_corpus_and_another_seed_another(tables):
    codebook = read_codebook(PROJECT_ROOT / "data" / "codebook")
    again = make_tables(codebook, ORGANISATIONS, 3000, 100, seed=1)
    other = make_tables(codebook, ORGANISATIONS, 3000, 100, seed=2)
    for name, table in tables.items():
        pd.testing.assert_frame_equal(again[name], table)
    assert not other["bouwstenen"]["text"].equals(tables["bouwstenen"]["text"])


def test_more_conversations_than_bouwstenen_are_refused():
    codebook = read_codebook(PROJECT_ROOT / "data" / "codebook")
    with pytest.raises(ValueError, match="10 bouwstenen"):
        make_tables(codebook, ORGANISATIONS, 10, 11, seed=1)


def test_a_published_corpus_is_whole_and_each_stage_is_measured(tmp_path):
    settings = small_settings(tmp_path)
    measured = publish(settings, make_corpus(settings, 400, 40, seed=1))
    assert [one.stage for one in measured] == ["words", "train", *STAGES, "trends"]
    assert all(one.seconds > 0 and one.peak_mb > 0 for one in measured)
    store = Store(settings.paths.data)
    manifest = store.read_manifest()
    assert manifest["ledger"]["n_bouwstenen"] == 400
    assert store.file_path("search.sqlite").is_file()
    assert len(store.read_table("assignments")) > 0
    assert len(store.read_table("theme_periods")) > 0
    assert len(store.read_table("subject_scores")) == 400


def test_a_stopwatch_names_what_lies_between_advances():
    watch = Stopwatch(("one", "two"))
    watch.start("themes", 2)
    watch.advance()
    watch.advance()
    watch.finish("themes", 0.0)
    assert [one.stage for one in watch.measured] == ["one", "two"]
    assert watch.measure("three", lambda: 3) == 3
    assert watch.measured[-1].stage == "three"


def test_measuring_compares_a_first_run_with_one_conversation_more(tmp_path, monkeypatch):
    monkeypatch.setattr("pipeline.bench.themes.bench_settings", lambda _folder: small_settings(tmp_path))
    table = measure_themes([300])
    assert table["run"].unique().tolist() == ["first", "one conversation more"]
    manifest = Store(tmp_path / "data").read_manifest()
    assert manifest["ledger"]["n_bouwstenen"] == 300
    in_all = table[table["stage"] == "themes in all"].set_index("run")["seconds"]
    assert (in_all > 0).all()


def test_what_earlier_runs_remember_changes_nothing_but_the_time(tmp_path, monkeypatch):
    settings = small_settings(tmp_path)
    tables = make_corpus(settings, 420, 42, seed=1)
    last = tables["conversations"]["conversation_id"].iloc[-1]
    publish(settings, {name: without_conversation(frame, last, tables) for name, frame in tables.items()})
    forgetful = settings.model_copy(
        update={"paths": settings.paths.model_copy(update={"data": tmp_path / "forgetful"})}
    )
    shutil.copytree(settings.paths.data, forgetful.paths.data)
    for kind in ("recognised", "reasons", "explored"):
        shutil.rmtree(forgetful.paths.data / "cache" / kind)
    recognised = []
    whole = recognising.recognise
    monkeypatch.setattr(
        recognising, "recognise", lambda learnt, some: recognised.append(len(some)) or whole(learnt, some)
    )
    for each in (settings, forgetful):
        publish(each, tables)
    n_new = (tables["bouwstenen"]["conversation_id"] == last).sum()
    assert recognised[0] <= n_new < recognised[1]
    remembering, fresh = Store(settings.paths.data), Store(forgetful.paths.data)
    for name in ("analyses", "assignments", "themes", "theme_terms", "theme_quotes", "subject_scores"):
        pd.testing.assert_frame_equal(remembering.read_table(name), fresh.read_table(name), obj=name)
