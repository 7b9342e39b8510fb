"""Seconds and peak memory of a step, its worker processes included."""

from __future__ import annotations

import threading
import time
from types import TracebackType

import psutil

_INTERVAL_S = 0.1
_MEGABYTE = 1024 * 1024


class Meter:
    """Measures a block: wall-clock `seconds`, and `peak_mb`, memory of this process and its children."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.peak_mb = 0.0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Meter:
        self._started = time.perf_counter()
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._done.set()
        self._thread.join()
        self.seconds = time.perf_counter() - self._started

    def _watch(self) -> None:
        own = psutil.Process()
        while True:
            self.peak_mb = max(self.peak_mb, _resident_mb(own))
            if self._done.wait(_INTERVAL_S):
                return


def _resident_mb(own: psutil.Process) -> float:
    total = 0
    for process in [own, *own.children(recursive=True)]:
        try:
            total += process.memory_info().rss
        except psutil.Error:
            # A worker that ended between the listing and the reading has no memory left to count.
            continue
    return total / _MEGABYTE
