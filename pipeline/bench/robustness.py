"""What a crash costs and what one new file costs: runs killed at random moments, an inbox that grows by one."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pandas as pd

from pipeline.config import PROJECT_ROOT, read_settings
from pipeline.errors import RodeDradenError
from pipeline.ingest.inbox import list_inbox
from pipeline.run.arrivals import Arrivals
from pipeline.run.progress import Silence
from pipeline.run.reading import read_inbox
from pipeline.store import Store

SAMPLE_INBOX = PROJECT_ROOT / "data" / "demo" / "inbox"
N_FILES = 14
COMPARED = ("files", "conversations", "bouwstenen", "analyses", "assignments", "themes", "theme_terms", "theme_quotes",
            "theme_periods", "trends")  # fmt: skip
_COMMAND = "from pipeline.cli import main; main()"


def measure_kills(n_times: int, seed: int = 1) -> pd.DataFrame:
    """Kill a run at a random moment and run again, so many times; compare with an undisturbed run.

    Returns
    -------
    pandas.DataFrame
        A row per kill: killed_after_s, was_running, published_before_rerun, identical, balanced.

    Raises
    ------
    RodeDradenError
        When the undisturbed run fails.
    """
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        inbox = _copy_some(folder / "inbox")
        whole = folder / "undisturbed"
        _run(inbox, whole)
        # The model is trained once and shared: what is tested is the run, not the training.
        started = time.monotonic()
        timed = _with_model(whole, folder / "timed")
        _run(inbox, timed)
        seconds = time.monotonic() - started
        rows = [
            _kill_once(inbox, whole, folder / f"killed-{n}", rng.uniform(0, seconds)) for n in range(n_times)
        ]
    return pd.DataFrame(rows)


def measure_growth(n_files: int) -> pd.DataFrame:
    """Read an inbox of so many different text files, then once more with one file added: step, files, seconds."""
    settings = read_settings()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store, inbox = Store(folder / "data"), folder / "inbox"
        inbox.mkdir()
        for number in range(n_files):
            _write_report(inbox, number)
        rows = []
        for step in ("first reading", "one file added"):
            started = time.monotonic()
            tables = read_inbox(settings, store, Arrivals(list_inbox(inbox), None), Silence())
            rows.append((step, len(tables["files"]), time.monotonic() - started))
            _write_report(inbox, n_files)
    return pd.DataFrame(rows, columns=["step", "files", "seconds"])


def _copy_some(inbox: Path) -> Path:
    """Copy some sample files, spread evenly over the sorted folder."""
    found = list_inbox(SAMPLE_INBOX)
    for file in found[:: max(1, len(found) // N_FILES)]:
        target = inbox / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(file.location, target)
    return inbox


def _with_model(whole: Path, data: Path) -> Path:
    shutil.copytree(whole / "cache" / "model", data / "cache" / "model")
    return data


def _start(inbox: Path, data: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", _COMMAND, "run", "--inbox", str(inbox), "--data", str(data)]
    return subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )


def _run(inbox: Path, data: Path) -> None:
    if _start(inbox, data).wait() != 0:
        raise RodeDradenError(
            f"a run on {len(list_inbox(inbox))} sample files failed; run it by hand to see why"
        )


def _kill_once(inbox: Path, whole: Path, data: Path, after_s: float) -> dict[str, object]:
    process = _start(inbox, _with_model(whole, data))
    time.sleep(after_s)
    was_running = process.poll() is None
    if was_running:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    published = Store(data).current_run_id() is not None
    _run(inbox, data)
    expected, found = Store(whole), Store(data)
    identical = all(expected.read_table(name).equals(found.read_table(name)) for name in COMPARED)
    ledger = found.read_manifest()["ledger"]
    parts = sum(ledger[f"n_{status}"] for status in ("read", "duplicate", "empty", "rejected"))
    return {
        "killed_after_s": after_s,
        "was_running": was_running,
        "published_before_rerun": published,
        "identical": identical,
        "balanced": ledger["n_received"] == parts,
    }


def _write_report(inbox: Path, number: int) -> None:
    """Write a made-up report of which no two have many words in common."""
    words = random.Random(number)
    made_up = [
        "".join(words.choices("bdfgklmnprstvwz", k=1) + words.choices("aeiou", k=1)) * 3 for _ in range(12)
    ]
    text = f"Verslag van het gesprek op {number % 28 + 1} maart 2024\n\nVerhalen\n\nOns team zei {' '.join(made_up)}.\n"
    (inbox / f"verslag {number:05d}.txt").write_text(text, encoding="utf-8")
