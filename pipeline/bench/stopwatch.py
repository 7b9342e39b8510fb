"""Seconds, processor seconds and peak memory of the stages of a step, as it tells how far it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import psutil

from pipeline.run.meter import Meter

T = TypeVar("T")


@dataclass(frozen=True)
class Measured:
    """One stage: wall-clock and processor seconds (all threads, child processes too), and the peak of memory in MB."""

    stage: str
    seconds: float
    processor_s: float
    peak_mb: float


class Stopwatch:
    """Hears of a step's progress, and measures what lies between.

    Parameters
    ----------
    stages
        Names of what lies before each `advance`, in order.
    """

    def __init__(self, stages: Sequence[str] = ()) -> None:
        self.measured: list[Measured] = []
        self._waiting = list(stages)
        self._meter: Meter | None = None

    def measure(self, stage: str, work: Callable[[], T]) -> T:
        """Do some work as one stage and return what it gives."""
        self._begin()
        result = work()
        self._end(stage)
        return result

    def start(self, step: str, n_items: int | None) -> None:
        """Begin the first stage."""
        if self._waiting:
            self._begin()

    def advance(self, n_items: int = 1) -> None:
        """End a stage and begin the next."""
        if self._waiting:
            self._end(self._waiting.pop(0))
        if self._waiting:
            self._begin()

    def finish(self, step: str, seconds: float) -> None:
        """Take no notice: the last stage ended with its `advance`."""

    def _begin(self) -> None:
        self._meter = Meter()
        self._meter.__enter__()
        self._processor_s = _processor_seconds()

    def _end(self, stage: str) -> None:
        assert self._meter is not None
        self._meter.__exit__(None, None, None)
        used = _processor_seconds() - self._processor_s
        self.measured.append(Measured(stage, self._meter.seconds, used, self._meter.peak_mb))


def _processor_seconds() -> float:
    times = psutil.Process().cpu_times()
    return float(times.user + times.system + times.children_user + times.children_system)
