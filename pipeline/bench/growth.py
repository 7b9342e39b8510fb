"""What one new file costs: an inbox of real kinds of file, read, and read again with one file added."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pandas as pd

from pipeline.bench.samplefiles import make_files
from pipeline.config import Settings, read_settings
from pipeline.ingest.inbox import list_inbox
from pipeline.run.arrivals import Arrivals
from pipeline.run.progress import Progress
from pipeline.run.reading import read_inbox
from pipeline.run.run import run_pipeline
from pipeline.store import Store

Work = Callable[[Settings, Progress], None]


def read_only(settings: Settings, progress: Progress) -> None:
    """Read the inbox, as the first step of a run does."""
    read_inbox(
        settings, Store(settings.paths.data), Arrivals(list_inbox(settings.paths.inbox), None), progress
    )


def run_all(settings: Settings, progress: Progress) -> None:
    """Run every step, and publish."""
    run_pipeline(settings, progress)


class _StepTimes:
    """Hears how long each step took."""

    def __init__(self, progress: Progress) -> None:
        self.seconds: dict[str, float] = {}
        self._progress = progress

    def start(self, step: str, n_items: int | None) -> None:
        self._progress.start(step, n_items)

    def advance(self, n_items: int = 1) -> None:
        self._progress.advance(n_items)

    def finish(self, step: str, seconds: float) -> None:
        self.seconds[step] = seconds
        self._progress.finish(step, seconds)


def measure_growth(n_files: int, work: Work, progress: Progress) -> pd.DataFrame:
    """Do the work on an inbox of so many files, and once more with one file added.

    Returns
    -------
    pandas.DataFrame
        A row for each: what, files (in the inbox), seconds, and the seconds of each step where the work has steps.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        settings = read_settings()
        paths = settings.paths.model_copy(update={"inbox": folder / "inbox", "data": folder / "data"})
        settings = settings.model_copy(update={"paths": paths})
        files = make_files()
        rows = []
        for what, n_new in (("first time", n_files), ("one file added", 1)):
            for path, data in islice(files, n_new):
                target = paths.inbox / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(data)
            times = _StepTimes(progress)
            started = time.monotonic()
            work(settings, times)
            seconds = time.monotonic() - started
            rows.append(
                {"what": what, "files": len(list_inbox(paths.inbox)), "seconds": seconds, **times.seconds}
            )
    return pd.DataFrame(rows)
