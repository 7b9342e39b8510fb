"""What runs inside a worker process: it answers one item after another until its parent closes the line."""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import struct
import sys
import threading
import traceback
import warnings
import zipfile
import zlib
from collections.abc import Callable
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from pipeline.errors import RejectError, RejectReason
from pipeline.ingest.limits import MEGABYTE
from pipeline.ingest.pace import telling

# Libraries map more than they use (models, fonts, thread stacks): 0.8 GB more with the reading models loaded, measured.
_ADDRESS_SPACE_MARGIN_MB = 6144
_DAMAGE_ERRORS = (
    ValueError,
    LookupError,
    EOFError,
    SyntaxError,
    struct.error,
    zlib.error,
    zipfile.BadZipFile,
)


_PANIC = "PanicException"


def serve(
    connection: Connection,
    task: Callable[[Any], Any],
    initializer: Callable[[], None] | None,
    max_memory_mb: int,
) -> None:
    """Run in the worker: answer items until the parent closes the line."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    keep_silent()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    limit_address_space(max_memory_mb)
    try:
        if initializer is not None:
            initializer()
    except Exception as error:
        connection.send(("failed", _describe(error)))
        return
    connection.send(("ready", None))
    while True:
        try:
            item = connection.recv()
        except (EOFError, OSError):
            return
        with telling(lambda: _tell(connection)):
            outcome = _attempt(task, item)
        _answer(connection, outcome)


def _attempt(task: Callable[[Any], Any], item: Any) -> Any:
    """Return what the task makes of an item; the one place where every error of a reader becomes a reject."""
    try:
        return task(item)
    except RejectError as error:
        return RejectError(error.reason, error.detail)
    except MemoryError as error:
        return RejectError(RejectReason.MEMORY, _describe(error))
    except _DAMAGE_ERRORS as error:
        return RejectError(RejectReason.DAMAGED, _describe(error))
    except Exception as error:
        return RejectError(RejectReason.CRASHED, _describe(error))
    except BaseException as error:
        # A library written in Rust raises its panics past `Exception`; the worker is as whole as it was.
        if type(error).__name__ != _PANIC:
            raise
        return RejectError(RejectReason.DAMAGED, _PANIC)


def _tell(connection: Connection) -> None:
    """Tell the parent that a part of the item is done."""
    try:
        connection.send(("busy", None))
    except (BrokenPipeError, ConnectionError):
        os._exit(0)


def _answer(connection: Connection, outcome: Any) -> None:
    try:
        connection.send(("done", outcome))
    except (BrokenPipeError, ConnectionError):
        os._exit(0)
    except Exception as error:
        connection.send(
            ("done", RejectError(RejectReason.CRASHED, f"result can't be sent: {_describe(error)}"))
        )


def _describe(error: BaseException) -> str:
    """Return an error's type and place in the code; its message may quote the file, so it is left out."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"


def _end_with_parent() -> None:
    """End this process when its parent is gone, even in the middle of a file."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def keep_silent() -> None:
    """Drop what libraries print, log and warn: it may quote the file, and nothing of a file is written unmasked."""
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os.close(nowhere)


def limit_address_space(max_memory_mb: int) -> None:
    """Stop one huge allocation at once, where the system can; the parent watches the memory really used."""
    if sys.platform == "win32":
        return
    import resource

    _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = (max_memory_mb + _ADDRESS_SPACE_MARGIN_MB) * MEGABYTE
    if hard == resource.RLIM_INFINITY or wanted <= hard:
        resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))
