"""The run: each step that is stale, in order, into one folder that is published whole or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd

from pipeline.config import Settings
from pipeline.register import Register
from pipeline.run.arrivals import Arrivals, open_arrivals
from pipeline.run.balance import Ledger, check_polls, count_ledger
from pipeline.run.indexing import EarlierWords, index_words, read_earlier_words
from pipeline.run.manifest import describe_program, describe_settings, name_run
from pipeline.run.meter import Meter
from pipeline.run.plan import (
    STEPS,
    Fingerprints,
    Step,
    StepPlan,
    fingerprint_code,
    fingerprint_inbox,
    fingerprint_step,
    plan_step,
    was_made_by,
)
from pipeline.run.progress import Progress
from pipeline.run.reading import read_inbox
from pipeline.run.theming import find_themes
from pipeline.run.trending import follow_themes
from pipeline.store import Manifest, RunWriter, Store


@dataclass(frozen=True)
class StepContext:
    """What a step may use."""

    settings: Settings
    store: Store
    register: Register
    writer: RunWriter
    published: Manifest | None
    run_id: str
    arrivals: Arrivals
    progress: Progress


@dataclass(frozen=True)
class RunResult:
    """What came of asking for a run.

    Parameters
    ----------
    run_id
        The published run: a new one, or the standing one when nothing had to be done.
    """

    run_id: str
    did_work: bool
    plans: tuple[StepPlan, ...]
    ledger: Ledger
    n_themes: int
    seconds: float


_RUNNERS: dict[str, Callable[[StepContext], dict[str, pd.DataFrame]]] = {
    "read": lambda c: read_inbox(c.settings, c.store, c.arrivals, c.progress),
    "words": lambda c: index_words(c.writer, c.progress, c.store, published_words(c.store, c.published)),
    "themes": lambda c: find_themes(c.settings, c.store, c.register, c.writer, c.run_id, c.progress),
    "trends": lambda c: follow_themes(c.settings, c.store, c.writer),
}


def published_words(store: Store, published: Manifest | None) -> EarlierWords | None:
    """Return the words of the published run; None when another version of the program made them."""
    step = next(step for step in STEPS if step.name == "words")
    if published is None or was_made_by(published, step) != fingerprint_code(step.code):
        return None
    return read_earlier_words(store)


def plan_run(settings: Settings) -> list[StepPlan]:
    """Return, per step, whether `run_pipeline` would run it and why, as far as can be known beforehand."""
    with open_arrivals(settings) as arrivals:
        return _plan_run(settings, arrivals)


def _plan_run(settings: Settings, arrivals: Arrivals) -> list[StepPlan]:
    store = Store(settings.paths.data)
    published = _published(store)
    sources = _sources(store, arrivals)
    plans: list[StepPlan] = []
    for step in STEPS:
        sources["tables"] = _tables_fingerprint(published, step)
        plan = plan_step(step, fingerprint_step(step, settings, sources), published)
        if not plan.will_run and any(earlier.will_run for earlier in plans):
            plan = StepPlan(step, False, "only if an earlier step gives other rows")
        plans.append(plan)
    return plans


def run_pipeline(settings: Settings, progress: Progress, *, sample: bool = False) -> RunResult:
    """Run every stale step and publish the result; do nothing when nothing is stale.

    Parameters
    ----------
    sample
        The inbox is the sample of made-up conversations; written in the manifest, shown on every page.

    Raises
    ------
    RodeDradenError
        Nothing was published then; the last publication stands.
    """
    started = datetime.now(UTC)
    store = Store(settings.paths.data)
    with store.lock(), open_arrivals(settings) as arrivals, Meter() as meter:
        published = _published(store)
        plans = _plan_run(settings, arrivals)
        if published is not None and not any(plan.will_run for plan in plans):
            ledger = Ledger(**published["ledger"])
            run_id, rows = str(published["run_id"]), published["rows"]
        else:
            run_id = name_run(started)
            manifest = _run_steps(settings, store, arrivals, published, run_id, progress, sample)
            ledger, rows = Ledger(**manifest["ledger"]), manifest["rows"]
            plans = [_as_done(plan, manifest) for plan in plans]
    did_work = published is None or run_id != published["run_id"]
    return RunResult(run_id, did_work, tuple(plans), ledger, rows["themes"], meter.seconds)


def _run_steps(
    settings: Settings,
    store: Store,
    arrivals: Arrivals,
    published: Manifest | None,
    run_id: str,
    progress: Progress,
    sample: bool,
) -> Manifest:
    register = Register(store.register_path)
    # Before anything is read: what is decided during the run may count or not, and is shown as still to come.
    register_version = register.version()
    with store.new_run(run_id) as writer:
        context = StepContext(settings, store, register, writer, published, run_id, arrivals, progress)
        steps: dict[str, dict[str, object]] = {}
        sources = _sources(store, arrivals)
        written: list[str] = []
        for step in STEPS:
            sources["tables"] = _digest_tables(writer, written)
            now = fingerprint_step(step, settings, sources)
            steps[step.name] = _run_step(context, step, now)
            written += step.tables
        ledger = count_ledger(
            *(writer.read_table(name) for name in ("files", "conversations", "bouwstenen", "assignments"))
        )
        check_polls(*(writer.read_table(name) for name in ("files", "poll_results", "poll_themes")))
        manifest: Manifest = {
            "run_id": run_id,
            "sample": sample,
            "finished_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "settings": describe_settings(settings),
            "seed": settings.themes.seed,
            "register_version": register_version,
            "program": describe_program(),
            "steps": steps,
            "rows": writer.count_rows(),
            "ledger": asdict(ledger),
        }
        writer.write_manifest(manifest)
    return manifest


def _run_step(context: StepContext, step: Step, now: Fingerprints) -> dict[str, object]:
    """Run one step, or take its tables over; return its entry in the manifest."""
    plan = plan_step(step, now, context.published)
    if not plan.will_run and context.published is not None:
        run_id = context.published["run_id"]
        for name in step.tables:
            context.writer.keep(context.store.table_path(name, run_id))
        for name in step.files:
            context.writer.keep(context.store.file_path(name, run_id))
        kept: dict[str, object] = context.published["steps"][step.name]
        return {**kept, "ran": False}
    with Meter() as meter:
        for name, frame in _RUNNERS[step.name](context).items():
            context.writer.write_table(name, frame)
    context.progress.finish(step.name, meter.seconds)
    return {
        "ran": True,
        "why": plan.why,
        "fingerprints": now,
        "seconds": round(meter.seconds, 2),
        "peak_mb": round(meter.peak_mb),
    }


def _published(store: Store) -> Manifest | None:
    return None if store.current_run_id() is None else store.read_manifest()


def _sources(store: Store, arrivals: Arrivals) -> dict[str, str]:
    return {
        "inbox": fingerprint_inbox(arrivals.items),
        "register": Register(store.register_path).themes_token(),
    }


def _tables_fingerprint(published: Manifest | None, step: Step) -> str:
    if published is None:
        return ""
    return str(published["steps"].get(step.name, {}).get("fingerprints", {}).get("tables", ""))


def _digest_tables(writer: RunWriter, names: list[str]) -> str:
    """Return a fingerprint of tables as written; identity events name their run, so they don't count."""
    digest = hashlib.sha256()
    for name in names:
        if name != "theme_events":
            digest.update(Path(writer.table_path(name)).read_bytes())
    return digest.hexdigest()[:16]


def _as_done(plan: StepPlan, manifest: Manifest) -> StepPlan:
    entry = manifest["steps"][plan.step.name]
    return StepPlan(
        plan.step, bool(entry["ran"]), str(entry["why"]) if entry["ran"] else "gave the same rows"
    )
