"""The sandbox: whatever one item does, only that item is rejected."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from pipeline.errors import RejectError, RejectReason, WorkerError
from pipeline.ingest.limits import Limits
from pipeline.ingest.pace import Pace
from pipeline.ingest.workers import run_in_workers

LIMITS = Limits(workers=2, timeout_s=4, max_memory_mb=256)
ROOT = Path(__file__).parents[3]


def hang() -> None:
    while True:
        pass


def hoard() -> None:
    held = []
    while True:
        held.append(b"x" * 32_000_000)


def fail(error: Exception) -> None:
    raise error


MISBEHAVIOURS = {
    "hang": hang,
    "segfault": lambda: ctypes.string_at(0),
    "exit": lambda: os._exit(3),
    "memory": hoard,
    "one huge allocation": lambda: bytearray(64 * 1024**3),
    "value error": lambda: fail(ValueError("secret words from a form")),
    "unforeseen error": lambda: fail(RuntimeError("secret words from a form")),
    "reject": lambda: fail(RejectError(RejectReason.ENCRYPTED)),
}


def misbehave(item: str) -> str:
    if item in MISBEHAVIOURS:
        MISBEHAVIOURS[item]()
    return item.upper()


def work_in_pages(item: tuple[int, float]) -> str:
    n_pages, seconds = item
    pace = Pace(LIMITS.timeout_s)
    for _ in range(n_pages):
        busy_until = time.process_time() + seconds
        while time.process_time() < busy_until:
            pass
        pace.page_done()
    return "done"


def process_id(_item: int) -> int:
    return os.getpid()


def unpicklable(_item: int) -> object:
    return lambda: None


def fail_to_start() -> None:
    raise OSError("no models here")


def outcomes(items: list[str], limits: Limits = LIMITS) -> list[str]:
    results = run_in_workers(misbehave, items, limits)
    return [result.reason.value if isinstance(result, RejectError) else result for _item, result in results]


def test_a_bad_file_harms_nothing_but_itself() -> None:
    items = ["a", "hang", "b", "segfault", "c", "exit", "memory", "d", "one huge allocation", "reject", "e"]

    found = outcomes(items)

    assert found == [
        "A",
        "timeout",
        "B",
        "crashed",
        "C",
        "crashed",
        "memory",
        "D",
        "memory",
        "encrypted",
        "E",
    ]


def test_time_limit_counts_per_page_where_a_file_tells_that_it_gets_on() -> None:
    limits = Limits(workers=2, timeout_s=5, max_memory_mb=256)
    [(_, many), (_, long)] = run_in_workers(work_in_pages, [(3, 2.2), (1, 40.0)], limits)
    assert many == "done"
    assert isinstance(long, RejectError)
    assert long.reason is RejectReason.TIMEOUT


def test_the_number_of_workers_does_not_change_the_outcome() -> None:
    items = ["a", "segfault", "value error", "b", "exit", "c"]

    assert outcomes(items, Limits(workers=1)) == outcomes(items, Limits(workers=3))


def test_results_come_in_the_order_of_the_items() -> None:
    items = [str(number) for number in range(200)]

    assert outcomes(items) == items


def test_an_error_tells_its_type_and_place_but_no_text() -> None:
    results = dict(run_in_workers(misbehave, ["value error", "unforeseen error"], LIMITS))

    damaged, crashed = results["value error"], results["unforeseen error"]
    assert isinstance(damaged, RejectError)
    assert isinstance(crashed, RejectError)
    assert (damaged.reason, crashed.reason) == (RejectReason.DAMAGED, RejectReason.CRASHED)
    assert damaged.detail.startswith("ValueError at test_workers.py:")
    assert "secret" not in damaged.detail + crashed.detail


def test_a_worker_is_used_for_many_files() -> None:
    pids = {result for _item, result in run_in_workers(process_id, range(50), Limits(workers=1))}

    assert len(pids) == 1


def test_a_result_that_cannot_be_sent_is_a_reject() -> None:
    [(_item, result)] = run_in_workers(unpicklable, [1], LIMITS)

    assert isinstance(result, RejectError)
    assert result.reason is RejectReason.CRASHED


def test_a_worker_that_cannot_start_is_an_error_of_the_program() -> None:
    with pytest.raises(WorkerError, match="OSError"):
        list(run_in_workers(misbehave, ["a"], LIMITS, initializer=fail_to_start))


def test_a_task_that_cannot_be_sent_is_an_error_of_the_program() -> None:
    with pytest.raises(WorkerError, match="function of a module"):
        list(run_in_workers(lambda item: item, ["a"], LIMITS))


def test_stopping_halfway_leaves_no_process_behind() -> None:
    results = run_in_workers(process_id, range(100), LIMITS)
    _item, pid = next(results)
    assert isinstance(pid, int)

    results.close()

    assert not psutil.pid_exists(pid)


def test_a_killed_parent_leaves_no_process_behind() -> None:
    code = (
        "from pipeline.ingest.limits import Limits; from pipeline.ingest.workers import run_in_workers\n"
        "from tests.unit.ingest.test_workers import misbehave, process_id\n"
        "if __name__ == '__main__':\n"
        "    print(next(run_in_workers(process_id, [1], Limits(workers=1)))[1], flush=True)\n"
        "    list(run_in_workers(misbehave, ['hang'], Limits(workers=1)))\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, cwd=ROOT)
    assert parent.stdout is not None
    parent.stdout.readline()
    deadline = time.monotonic() + 20
    children: list[psutil.Process] = []
    while not children and time.monotonic() < deadline:
        children = [p for p in psutil.Process(parent.pid).children() if "spawn_main" in " ".join(p.cmdline())]

    parent.kill()
    parent.wait()
    parent.stdout.close()

    _gone, alive = psutil.wait_procs(children, timeout=10)
    assert children
    assert not alive
