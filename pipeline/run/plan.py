"""Which steps will run and why: fingerprints of each step's inputs, beside those of the published run."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.config import Settings
from pipeline.run.arrivals import Arrival
from pipeline.store import Manifest

PACKAGE = Path(__file__).resolve().parent.parent

Fingerprints = dict[str, str]

_WHY = {
    "inbox": "the inbox changed",
    "settings": "settings changed",
    "code": "the program changed",
    "codebook": "the codebook changed",
    "register": "people made decisions",
    "tables": "an earlier step gave other rows",
}


@dataclass(frozen=True)
class Step:
    """One step: the tables it writes, and what its result depends on.

    Parameters
    ----------
    name, tables
        As shown to people; tables that the step writes.
    code
        Files and folders of the package, by their path below it, whose change makes the step stale.
    settings
        Sections of config.yaml that it reads.
    reads
        Which of inbox, register and tables (of the steps before it) it depends on.
    codebook
        Files and folders of the codebook that it reads.
    files
        What it writes beside tables.
    """

    name: str
    tables: tuple[str, ...]
    code: tuple[str, ...]
    settings: tuple[str, ...]
    reads: tuple[str, ...]
    codebook: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


STEPS = (
    Step(
        "read",
        ("files", "conversations", "bouwstenen", "poll_results", "organisations"),
        (
            "ingest",
            "text",
            "formdefs.py",
            "startkit.py",
            "startkit.yaml",
            "run/reading.py",
            "run/onefile.py",
            "run/arrivals.py",
            "tables.py",
        ),
        ("ingest",),
        ("inbox",),
        ("organisations.yaml",),
    ),
    Step(
        "words",
        ("analyses",),
        ("text/language.py", "text/data", "search.py", "run/indexing.py", "tables.py"),
        (),
        ("tables",),
        files=("search.sqlite",),
    ),
    Step(
        "themes",
        (
            "assignments",
            "themes",
            "theme_terms",
            "theme_quotes",
            "theme_events",
            "poll_themes",
            "subject_scores",
        ),
        (
            "themes",
            "text/language.py",
            "text/data",
            "codebook.py",
            "run/theming.py",
            "run/learning.py",
            "run/recognising.py",
            "run/recognised.py",
            "run/assigning.py",
            "run/memory.py",
            "run/proposing.py",
            "run/describing.py",
            "run/similar.py",
            "run/polling.py",
            "tables.py",
        ),
        ("themes",),
        ("tables", "register"),
        ("themes.yaml", "background.yaml", "examples", "background"),
    ),
    Step(
        "trends",
        ("theme_periods", "trends", "theme_shifts"),
        ("trends", "run/trending.py", "tables.py"),
        ("trends", "themes"),
        ("tables",),
    ),
)


@dataclass(frozen=True)
class StepPlan:
    """Whether a step will run, and why."""

    step: Step
    will_run: bool
    why: str


def fingerprint_step(step: Step, settings: Settings, sources: Mapping[str, str]) -> Fingerprints:
    """Return what the step depends on, part by part.

    Parameters
    ----------
    sources
        Fingerprints of inbox, register and tables, as far as known.
    """
    parts = {name: sources[name] for name in step.reads if name in sources}
    if step.codebook:
        folder = settings.paths.codebook
        parts["codebook"] = fingerprint_files([folder / name for name in step.codebook], folder)
    chosen = {name: settings.model_dump(mode="json")[name] for name in step.settings}
    parts["settings"] = _digest(json.dumps(chosen, sort_keys=True).encode())
    parts["code"] = fingerprint_code(step.code)
    return parts


def plan_step(step: Step, now: Fingerprints, published: Manifest | None) -> StepPlan:
    """Compare a step's fingerprints with those of the published run."""
    if published is None:
        return StepPlan(step, True, "nothing is published yet")
    before = published.get("steps", {}).get(step.name, {}).get("fingerprints", {})
    if not before:
        return StepPlan(step, True, "it did not run before")
    changed = [_WHY[part] for part in now if now[part] != before.get(part)]
    if changed:
        return StepPlan(step, True, " and ".join(changed))
    return StepPlan(step, False, "nothing it depends on changed")


def was_made_by(published: Manifest, step: Step) -> str:
    """Return the fingerprint of the code that made a step's tables; empty when that isn't known."""
    entry = published.get("steps", {}).get(step.name, {})
    return str(entry.get("fingerprints", {}).get("code", ""))


def fingerprint_inbox(found: list[Arrival]) -> str:
    """Return a fingerprint of the listing: paths, sizes and times, no contents."""
    return _digest(
        "\n".join(f"{f.path}\t{f.size_bytes}\t{f.modified_at.isoformat()}" for f in found).encode()
    )


def fingerprint_code(paths: tuple[str, ...]) -> str:
    """Return a fingerprint of source and data files of the package."""
    return fingerprint_files([PACKAGE / path for path in paths], PACKAGE)


def fingerprint_files(paths: list[Path], base: Path) -> str:
    """Return a fingerprint of the contents and relative names of files, folders taken whole."""
    files = sorted(
        {f for path in paths for f in ([path] if path.is_file() else path.rglob("*")) if f.is_file()}
    )
    digest = hashlib.sha256()
    for file in files:
        if "__pycache__" in file.parts:
            continue
        digest.update(file.relative_to(base).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]
