"""What a crash costs: a run killed at random moments and run again, beside an undisturbed one."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.bench.samplefiles import INBOX, KINDS, files_by_kind
from pipeline.errors import RodeDradenError
from pipeline.ingest.inbox import list_inbox
from pipeline.run.plan import STEPS
from pipeline.store import Store

# Events name the run they came from.
_NEVER_SAME = {"theme_events"}
_COMMAND = "from pipeline.cli import main; main()"
_FILES_PER_KIND = {INBOX.name: 3}


@dataclass(frozen=True)
class Kill:
    """One run that was killed, and what a rerun made of it.

    Parameters
    ----------
    after_s
        Seconds from its start.
    step
        In which it was; '' when it had ended before it could be killed.
    differing
        Tables that differ from those of the undisturbed run after the rerun; none is what should be.
    is_balanced
        Whether every file received is read, duplicate, empty or rejected.
    """

    after_s: float
    step: str
    differing: tuple[str, ...]
    is_balanced: bool

    @property
    def was_running(self) -> bool:
        """Whether there was a run to kill."""
        return bool(self.step)


def measure_kills(n_times: int, *, seed: int = 1, is_trained: bool = True) -> Iterator[Kill]:
    """Kill a run at a random moment and run again, so many times; yield how each compares with an undisturbed run.

    Parameters
    ----------
    seed
        Start of the random moments.
    is_trained
        Whether a run finds a trained model, as all but the first do; without it most kills fall in the training.

    Raises
    ------
    RodeDradenError
        When a run that was left alone fails.
    """
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        inbox, whole = copy_one_of_each_kind(folder / "inbox"), folder / "undisturbed"
        seconds = _run(inbox, whole)
        model = whole / "cache" / "model" if is_trained else None
        if model:
            seconds = _run(inbox, _prepare(folder / "timed", model))
        for number in range(n_times):
            data = _prepare(folder / f"killed-{number}", model)
            yield _kill_once(inbox, Store(whole), data, rng.uniform(0, seconds))
            shutil.rmtree(data)


def copy_one_of_each_kind(inbox: Path) -> Path:
    """Copy the smallest sample file of every kind, and some of each ending of the sample inbox, into a new inbox."""
    for kind, files in files_by_kind((INBOX, *KINDS)).items():
        n_files = _FILES_PER_KIND.get(kind.split()[0], 1)
        by_size = sorted(files, key=lambda file: (file.size_bytes, file.path))
        for file in by_size[:: max(1, len(by_size) // n_files)][:n_files]:
            target = inbox / kind.split()[0] / file.path
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(file.location, target)
    return inbox


def find_differing(expected: Store, found: Store) -> tuple[str, ...]:
    """Return the names of the tables of a publication that another one lacks or has otherwise."""
    names = sorted(path.stem for path in expected.file_path("").glob("*.parquet"))
    return tuple(name for name in names if name not in _NEVER_SAME and not _is_same(name, expected, found))


def _is_same(name: str, expected: Store, found: Store) -> bool:
    return found.table_path(name).is_file() and expected.read_table(name).equals(found.read_table(name))


def step_under_way(runs_dir: Path) -> str:
    """Return the step that an unfinished run was in, by the tables it had written; 'start' before there are any."""
    folder = next(runs_dir.glob(".writing-*"), None)
    if folder is None:
        return "start"
    written = {path.stem for path in folder.glob("*.parquet")}
    return next((step.name for step in STEPS if not written.issuperset(step.tables)), "publication")


def _prepare(data: Path, model: Path | None) -> Path:
    data.mkdir()
    if model:
        shutil.copytree(model, data / "cache" / "model")
    return data


def _start(inbox: Path, data: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", _COMMAND, "run", "--inbox", str(inbox), "--data", str(data)]
    return subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )


def _run(inbox: Path, data: Path) -> float:
    """Run undisturbed; return the seconds it took."""
    started = time.monotonic()
    if _start(inbox, data).wait() != 0:
        raise RodeDradenError(
            f"a run on {len(list_inbox(inbox))} sample files failed; run it by hand to see why"
        )
    return time.monotonic() - started


def _kill_once(inbox: Path, whole: Store, data: Path, after_s: float) -> Kill:
    process = _start(inbox, data)
    time.sleep(after_s)
    was_running = process.poll() is None
    if was_running:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    found = Store(data)
    step = step_under_way(found.runs_dir) if was_running else ""
    _run(inbox, data)
    ledger = found.read_manifest()["ledger"]
    parts = sum(ledger[f"n_{status}"] for status in ("read", "duplicate", "empty", "rejected"))
    return Kill(after_s, step, find_differing(whole, found), ledger["n_received"] == parts)
