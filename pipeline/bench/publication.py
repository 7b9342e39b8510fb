"""A whole publication of any size, made by the run's own steps from made-up conversations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd

from pipeline.bench.corpus import make_tables
from pipeline.bench.stopwatch import Measured, Stopwatch
from pipeline.codebook import read_codebook
from pipeline.config import Settings, read_settings
from pipeline.register import Register
from pipeline.run.balance import count_ledger
from pipeline.run.indexing import index_words
from pipeline.run.learning import build_catalogue, learn
from pipeline.run.manifest import describe_program, describe_settings, name_run
from pipeline.run.plan import STEPS, fingerprint_code
from pipeline.run.progress import Silence
from pipeline.run.reading import ORGANISATIONS_FILE, list_organisations
from pipeline.run.run import published_words
from pipeline.run.theming import STAGES, find_themes
from pipeline.run.trending import follow_themes
from pipeline.store import RunWriter, Store
from pipeline.text.language import DutchLanguage

Tables = dict[str, pd.DataFrame]


def make_publication(
    data_dir: Path, n_bouwstenen: int, n_conversations: int, seed: int = 1
) -> list[Measured]:
    """Publish a made-up corpus of that size in a data folder, themes, trends and search index too.

    Parameters
    ----------
    data_dir
        Made when it is not there; a model that was trained in it before is used again.
    n_bouwstenen, n_conversations, seed
        See `pipeline.bench.corpus.make_tables`.

    Returns
    -------
    list of Measured
        What each stage took, in order.
    """
    settings = bench_settings(data_dir)
    stopwatch = Stopwatch()
    tables = stopwatch.measure(
        "make conversations", lambda: make_corpus(settings, n_bouwstenen, n_conversations, seed)
    )
    return [*stopwatch.measured, *publish(settings, tables)]


def bench_settings(data_dir: Path) -> Settings:
    """Return the settings with another data folder."""
    settings = read_settings()
    return settings.model_copy(update={"paths": settings.paths.model_copy(update={"data": data_dir})})


def make_corpus(settings: Settings, n_bouwstenen: int, n_conversations: int, seed: int) -> Tables:
    """Return the tables files, conversations and bouwstenen of a made-up corpus from the codebook's examples."""
    organisations = list_organisations(settings.paths.codebook / ORGANISATIONS_FILE)
    names = list(organisations["name"])
    tables = make_tables(read_codebook(settings.paths.codebook), names, n_bouwstenen, n_conversations, seed)
    return {**tables, "organisations": organisations}


def publish(settings: Settings, tables: Tables) -> list[Measured]:
    """Run every step after reading on these tables and publish the result; return what each stage took."""
    store, started = Store(settings.paths.data), datetime.now(UTC)
    run_id = name_run(started)
    register = Register(store.register_path)
    codebook = read_codebook(settings.paths.codebook)
    catalogue = build_catalogue(codebook, register)
    with store.lock(), store.new_run(run_id) as writer:
        _write(writer, tables)
        watch, themes_watch = Stopwatch(), Stopwatch(STAGES)
        _write(writer, watch.measure("words", lambda: _index_words(store, writer)))
        watch.measure("train", lambda: learn(store, codebook, catalogue, (), DutchLanguage))
        _write(writer, find_themes(settings, store, register, writer, run_id, themes_watch))
        follow = Stopwatch()
        _write(writer, follow.measure("trends", lambda: follow_themes(settings, store, writer)))
        measured = [*watch.measured, *themes_watch.measured, *follow.measured]
        writer.write_manifest(_manifest(settings, writer, run_id, measured))
    return measured


def _index_words(store: Store, writer: RunWriter) -> Tables:
    published = None if store.current_run_id() is None else store.read_manifest()
    return index_words(writer, Silence(), store, published_words(store, published))


def _write(writer: RunWriter, tables: Tables) -> None:
    for name, frame in tables.items():
        writer.write_table(name, frame)


def _manifest(
    settings: Settings, writer: RunWriter, run_id: str, measured: list[Measured]
) -> dict[str, object]:
    counted: Callable[[str], pd.DataFrame] = writer.read_table
    code = {step.name: fingerprint_code(step.code) for step in STEPS}
    ledger = count_ledger(*map(counted, ("files", "conversations", "bouwstenen", "assignments")))
    return {
        "run_id": run_id,
        "sample": True,
        "finished_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "settings": describe_settings(settings),
        "seed": settings.themes.seed,
        "program": describe_program(),
        "steps": {
            one.stage: {
                "ran": True,
                "why": "measuring",
                "seconds": one.seconds,
                "peak_mb": one.peak_mb,
                "fingerprints": {"code": code.get(one.stage, "")},
            }
            for one in measured
        },
        "rows": writer.count_rows(),
        "ledger": asdict(ledger),
    }
