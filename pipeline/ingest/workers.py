"""The sandbox: long-lived worker processes in which one bad file harms nothing but itself.

A worker that takes too long, uses too much memory or dies is replaced, and the item it held becomes a
reject. What it held is tried once more in a fresh process when the old one had already read other files, so
that a verdict never depends on what was read before it, nor on the number of workers.
"""

from __future__ import annotations

import multiprocessing
import pickle
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

import psutil

from pipeline.errors import RejectError, RejectReason, WorkerError
from pipeline.ingest.limits import MEGABYTE, Limits
from pipeline.ingest.workerprocess import serve

Item = TypeVar("Item")
Result = TypeVar("Result")

_POLL_S = 0.05
_START_TIMEOUT_S = 300
_WINDOW_PER_WORKER = 16
# The time limit counts time at work, so that a busy machine changes no verdict; waiting is allowed this much longer.
_WAITING_FACTOR = 4
# A worker that keeps this share of its limit after a file is replaced: the next file starts with room of
# its own.
_KEEP_SHARE = 0.7


def run_in_workers(
    task: Callable[[Item], Result],
    items: Iterable[Item],
    limits: Limits,
    initializer: Callable[[], None] | None = None,
) -> Iterator[tuple[Item, Result | RejectError]]:
    """Yield every item with what the task made of it, in the order of the items.

    Parameters
    ----------
    task
        A function of a module (it is sent to other processes), of one item; what it returns must be
        picklable.
    items
        Picklable; taken from as results are asked for, so an endless iterable is fine.
    limits
        Uses ``workers``, ``timeout_s`` (processor time per item, or per page where the task tells of pages; start-up
        not counted; in waiting time four times as much) and ``max_memory_mb`` (resident, per worker).
    initializer
        A function of a module that each worker runs once before its first item.

    Raises
    ------
    WorkerError
        When a worker can't start: the initializer fails, or the task can't be sent.
    """
    pool: _Pool[Item, Result] = _Pool(task, initializer, limits)
    try:
        yield from pool.results(iter(items))
    finally:
        pool.close()


@dataclass(eq=False)
class _Worker:
    process: BaseProcess
    connection: Connection
    started_at: float
    ready: bool = False
    n_done: int = 0
    job: _Job | None = None
    clock_started_at: float = 0.0
    clock_started_cpu_s: float = 0.0

    def start_clock(self) -> None:
        """Count the time of what it does from now on: an item, or the next page of one."""
        self.clock_started_at, self.clock_started_cpu_s = time.monotonic(), _cpu_s(self)


@dataclass(eq=False)
class _Job:
    item: Any
    outcome: Any = None
    done: bool = False
    tried_again: bool = False


@dataclass
class _Pool(Generic[Item, Result]):
    task: Callable[[Item], Result]
    initializer: Callable[[], None] | None
    limits: Limits
    workers: list[_Worker] = field(default_factory=list)
    waiting: deque[_Job] = field(default_factory=deque)
    window: deque[_Job] = field(default_factory=deque)

    def results(self, items: Iterator[Item]) -> Iterator[tuple[Item, Result | RejectError]]:
        while self._fill_window(items):
            while not self.window[0].done:
                self._advance()
            first = self.window.popleft()
            yield first.item, first.outcome

    def _fill_window(self, items: Iterator[Item]) -> bool:
        """Take new items up to the size of the window; tell whether any are left to answer."""
        room = _WINDOW_PER_WORKER * self.limits.workers - len(self.window)
        jobs = [_Job(item) for item in islice(items, room)]
        self.window.extend(jobs)
        self.waiting.extend(jobs)
        return bool(self.window)

    def _advance(self) -> None:
        """Hand out work, wait for news of any worker, and act on it."""
        self._make_room()
        n_wanted = min(self.limits.workers, len(self.waiting) + sum(w.job is not None for w in self.workers))
        while len(self.workers) < n_wanted:
            self.workers.append(self._start())
        for worker in list(self.workers):
            self._hand_out(worker)
        wait([w.connection for w in self.workers], timeout=_POLL_S)
        for worker in list(self.workers):
            self._look_at(worker)

    def _make_room(self) -> None:
        """End an idle used worker when an item that is tried again waits for a fresh one."""
        fresh_needed = any(job.tried_again for job in self.waiting)
        if not fresh_needed or any(w.n_done == 0 and w.job is None for w in self.workers):
            return
        idle = next((w for w in self.workers if w.job is None), None)
        if idle is not None:
            self._stop(idle)

    def _start(self) -> _Worker:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(
            target=serve, args=(theirs, self.task, self.initializer, self.limits.max_memory_mb), daemon=True
        )
        try:
            process.start()
        except (pickle.PicklingError, AttributeError, TypeError) as error:
            raise WorkerError(
                "the task can't be sent to a reading process; give a function of a module"
            ) from error
        theirs.close()
        return _Worker(process, ours, time.monotonic())

    def _hand_out(self, worker: _Worker) -> None:
        if not worker.ready or worker.job is not None:
            return
        job = next((job for job in self.waiting if not (job.tried_again and worker.n_done)), None)
        if job is None:
            return
        self.waiting.remove(job)
        worker.job = job
        worker.start_clock()
        try:
            worker.connection.send(job.item)
        except OSError:
            self._replace(worker, RejectReason.CRASHED, "worker was gone before it began")

    def _look_at(self, worker: _Worker) -> None:
        try:
            if worker.connection.poll():
                self._receive(worker, *worker.connection.recv())
                return
        except (EOFError, OSError):
            self._died(worker)
            return
        now = time.monotonic()
        if not worker.ready:
            if now - worker.started_at > _START_TIMEOUT_S:
                raise WorkerError(
                    f"a reading process was not ready within {_START_TIMEOUT_S} s; try fewer workers"
                )
        elif worker.job is not None:
            self._watch(worker, now - worker.clock_started_at)

    def _watch(self, worker: _Worker, waited_s: float) -> None:
        """Stop a worker that goes over a limit."""
        limit_s = self.limits.timeout_s
        if waited_s > limit_s and (
            _cpu_s(worker) - worker.clock_started_cpu_s > limit_s or waited_s > _WAITING_FACTOR * limit_s
        ):
            self._replace(worker, RejectReason.TIMEOUT, f"more than {limit_s} s")
        elif _memory_mb(worker) > self.limits.max_memory_mb:
            self._replace(worker, RejectReason.MEMORY, f"more than {self.limits.max_memory_mb} MB")

    def _receive(self, worker: _Worker, kind: str, outcome: Any) -> None:
        if kind == "failed":
            raise WorkerError(f"a reading process could not start: {outcome}")
        if kind == "ready":
            worker.ready = True
            return
        if kind == "busy":
            worker.start_clock()
            return
        job = worker.job
        if job is None:
            raise WorkerError("a reading process answered without a question")
        if isinstance(outcome, RejectError) and outcome.reason is RejectReason.MEMORY and worker.n_done:
            self._replace(worker, outcome.reason, outcome.detail)
            return
        job.outcome, job.done = outcome, True
        worker.job = None
        worker.n_done += 1
        if _memory_mb(worker) > _KEEP_SHARE * self.limits.max_memory_mb:
            self._stop(worker)

    def _died(self, worker: _Worker) -> None:
        worker.process.join(timeout=5)
        code = worker.process.exitcode
        if not worker.ready:
            raise WorkerError(f"a reading process ended while it started (exit code {code})")
        self._replace(worker, RejectReason.CRASHED, f"worker ended with exit code {code}")

    def _replace(self, worker: _Worker, reason: RejectReason, detail: str) -> None:
        """Stop a worker; what it held is tried again if the worker was used before, else rejected."""
        job, was_used = worker.job, worker.n_done > 0
        self._stop(worker)
        if job is None:
            return
        if was_used and not job.tried_again and reason is not RejectReason.TIMEOUT:
            job.tried_again = True
            self.waiting.appendleft(job)
        else:
            job.outcome, job.done = RejectError(reason, detail), True

    def _stop(self, worker: _Worker) -> None:
        self.workers.remove(worker)
        worker.connection.close()
        _kill(worker.process)

    def close(self) -> None:
        """End every worker, whatever it is doing."""
        for worker in list(self.workers):
            self._stop(worker)


def _memory_mb(worker: _Worker) -> float:
    try:
        return float(psutil.Process(worker.process.pid).memory_info().rss) / MEGABYTE
    except psutil.Error:
        return 0.0


def _cpu_s(worker: _Worker) -> float:
    try:
        times = psutil.Process(worker.process.pid).cpu_times()
    except psutil.Error:
        return 0.0
    return float(times.user + times.system)


def _kill(process: BaseProcess) -> None:
    process.kill()
    process.join()
    process.close()
