"""How a long file tells that it is getting on, so that the time limit counts per page and not per file.

A worker hangs when a page takes too long; a bundle of fifty scanned pages takes minutes, and is no reason to stop. What
all pages together may take is limited too: the reader keeps to that itself, and says which pages it left.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

# All pages together may take so many times the limit of one.
TOTAL_FACTOR = 5


def _nobody_hears() -> None:
    pass


_TELL: ContextVar[Callable[[], None]] = ContextVar("tell", default=_nobody_hears)


@contextmanager
def telling(tell: Callable[[], None]) -> Iterator[None]:
    """Have `page_done` call a function while the block runs."""
    token = _TELL.set(tell)
    try:
        yield
    finally:
        _TELL.reset(token)


class Pace:
    """Keeps count of the computing time that the pages of one file take together.

    Parameters
    ----------
    limit_s
        For one page; all together may take `TOTAL_FACTOR` times as much.
    """

    def __init__(self, limit_s: int) -> None:
        self._total_s = TOTAL_FACTOR * limit_s
        self._started_s = time.process_time()

    @property
    def is_over(self) -> bool:
        """Whether there is no time left for another page."""
        return time.process_time() - self._started_s > self._total_s

    def page_done(self) -> None:
        """Tell that a page is done: the limit of the next one starts now."""
        _TELL.get()()
