"""How long the dashboard takes to show its pages and to answer, and how much memory it needs, in a real browser."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import psutil

from pipeline.bench.browser import Browser
from pipeline.config import PROJECT_ROOT
from pipeline.errors import RodeDradenError
from pipeline.store import Store

PAGE_TARGET_S = 2.0
ANSWER_TARGET_S = 1.0
MEMORY_TARGET_MB = 1500.0
_START_PATIENCE_S = 60


@dataclass(frozen=True)
class Deed:
    """What a reader does on a page: the words on the screen to look for, the deed in words, and the deed itself."""

    label: str
    what: str
    act: Callable[[Browser], float]


@dataclass(frozen=True)
class Timing:
    """One thing measured: seconds, or megabytes for the memory of the server, beside what it should be at most.

    `processor_s` is what the server computed for it: on a busy machine the seconds are more, these are not.
    """

    page: str
    what: str
    measured: float
    target: float | None
    processor_s: float | None = None

    @property
    def verdict(self) -> str:
        """Whether the target is met; an empty text where there is none."""
        if self.target is None:
            return ""
        return "ok" if self.measured <= self.target else "TOO SLOW" if self.target < 100 else "TOO LARGE"


def _type(label: str, words: str) -> Deed:
    return Deed(label, f"{label}: {words}", lambda browser: browser.type_words(label, words))


def _choose(label: str, steps: int) -> Deed:
    return Deed(label, f"{label}: {steps} options down", lambda browser: browser.choose(label, steps))


def _press(label: str) -> Deed:
    return Deed(label, f"press {label}", lambda browser: browser.press(label))


_NAME = _type("Je naam", "A. Proef")
WALK: tuple[tuple[str, tuple[Deed, ...]], ...] = (
    ("", ()),
    ("themas", (_choose("Domein", 1), _choose("Gespreksvorm", 0), _choose("Vanaf", 8))),
    (
        "thema",
        (_choose("Thema", 3), _press("Een ander geluid"), _press("Nieuwste"), _press("Uit elk domein")),
    ),
    (
        "tijd",
        (
            _press("Jaar"),
            _press("Zoals geteld"),
            _press("Elk apart"),
            _press("Tabel"),
            _choose("Vergelijk", 20),
        ),
    ),
    (
        "citaten",
        (
            _press("Volgende"),
            _type("Zoeken", "vertrouwen"),
            _type("Zoeken", "vertouwen leidinggevende"),
            _type("Zoeken", "het"),
            _choose("Thema", 2),
            _press("Meer zoals dit"),
        ),
    ),
    ("hulp", ()),
    ("nieuw", (_NAME,)),
    ("beheren", (_NAME,)),
    ("nakijken", (_NAME, _press("Sla over"))),
    ("mandje", (_NAME,)),
    ("meenemen", ()),
    ("dekking", ()),
    ("inzendingen", (_choose("Status", 0), _type("Zoek op bestandsnaam", "0042"))),
    ("verantwoording", ()),
)
"""Address of every page, with what readers do there."""


def measure_dashboard(data_dir: Path, pages: Sequence[str] = ()) -> Iterator[Timing]:
    """Serve a publication and yield what every page takes: on a server just started, once more, and per deed.

    Parameters
    ----------
    data_dir
        Data folder with a publication.
    pages
        Addresses of the pages to measure; all when empty.

    Raises
    ------
    RodeDradenError
        When nothing is published there, a browser is missing, or a page fails.
    """
    Store(data_dir).read_manifest()
    walk = [(page, deeds) for page, deeds in WALK if not pages or page in pages]
    with Browser() as browser:
        for page, _ in walk:
            yield _open_first(browser, data_dir, page)
        with _serve(data_dir) as server:
            for page, deeds in walk:
                yield from _walk_page(browser, server, page, deeds)
            yield Timing("server", "most memory (MB)", server.peak_mb, MEMORY_TARGET_MB)


def _open_first(browser: Browser, data_dir: Path, page: str) -> Timing:
    """Open a page as the first reader of a server just started, with an empty cache."""
    with _serve(data_dir) as server:
        browser.forget()
        seconds, used = server.measure(lambda: browser.open(f"{server.url}/{page}").complete_s)
    return Timing(page, "complete, first reader", seconds, PAGE_TARGET_S, used)


def _walk_page(browser: Browser, server: _Server, page: str, deeds: Sequence[Deed]) -> Iterator[Timing]:
    browser.open(f"{server.url}/{page}")
    seconds, used = server.measure(lambda: browser.open(f"{server.url}/{page}").complete_s)
    yield Timing(page, "complete, once more", seconds, PAGE_TARGET_S, used)
    for deed in deeds:
        seconds, used = server.measure(partial(deed.act, browser))
        yield Timing(page, deed.what, seconds, ANSWER_TARGET_S, used)


class _Server:
    """A running dashboard and the most memory it was seen to use."""

    def __init__(self, url: str, process: psutil.Process) -> None:
        self.url = url
        self.peak_mb = 0.0
        self._process = process

    def measure(self, act: Callable[[], float]) -> tuple[float, float]:
        """Return what an act gives, in seconds, and the processor seconds that the server used meanwhile."""
        before = self._processor_s()
        seconds = act()
        self.peak_mb = max(self.peak_mb, self._process.memory_info().rss / 1e6)
        return seconds, self._processor_s() - before

    def _processor_s(self) -> float:
        times = self._process.cpu_times()
        return float(times.user + times.system)


@contextmanager
def _serve(data_dir: Path) -> Iterator[_Server]:
    """Start the dashboard as `rode-draden dashboard` does, on a free port, and stop it afterwards."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "dashboard", "--server.port", str(port)],
        cwd=PROJECT_ROOT,
        env={**os.environ, "RODE_DRADEN_DATA": str(data_dir.resolve())},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        url = f"http://127.0.0.1:{port}"
        _wait_until_up(url, process)
        yield _Server(url, psutil.Process(process.pid))
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_until_up(url: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _START_PATIENCE_S
    while time.monotonic() < until and process.poll() is None:
        try:
            with urlopen(f"{url}/_stcore/health", timeout=2):
                return
        except (URLError, TimeoutError, ConnectionError):
            time.sleep(0.1)
    raise RodeDradenError(f"the dashboard did not start on {url}; try rode-draden dashboard to see why")
