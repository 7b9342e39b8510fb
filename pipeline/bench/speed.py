"""Files per second, per kind of file, beside markitdown on the same files in the same process.

What each does differs: ours finds the conversation, its fields and bouwstenen with their places, and masks personal
data; markitdown turns a file into Markdown. Seconds are of computing, so that a busy machine changes nothing; each is
warmed up with the first file of a kind, so that loading models and libraries counts for neither.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.bench.samplefiles import INBOX, KINDS, files_by_kind
from pipeline.config import read_settings
from pipeline.ingest.forms import Context
from pipeline.ingest.inbox import FoundFile
from pipeline.ingest.limits import Limits
from pipeline.run.onefile import ReadingTask, read_file

RIVAL = "uv run --with 'markitdown[docx,outlook,pdf,pptx,xlsx]' rode-draden bench speed"
Convert = Callable[[Path], str]


@dataclass(frozen=True)
class KindSpeed:
    """What reading the files of one kind took.

    Parameters
    ----------
    kind, reader
        The folder and the ending of the files; which of our readers owns most of them.
    n_bouwstenen
        That ours found in them.
    seconds, rival_seconds
        Of computing, for all; the rival's are None when it is not there.
    rival_n_texts
        Files of which the rival gave any text.
    """

    kind: str
    reader: str
    n_files: int
    n_bouwstenen: int
    seconds: float
    rival_n_texts: int | None
    rival_seconds: float | None

    @property
    def files_per_s(self) -> float:
        """Ours, files per second."""
        return self.n_files / self.seconds

    @property
    def rival_files_per_s(self) -> float | None:
        """Theirs, files per second; none when no file gave text, since refusing is no reading."""
        return self.n_files / self.rival_seconds if self.rival_seconds and self.rival_n_texts else None


@dataclass(frozen=True)
class _Reading:
    n_bouwstenen: int
    reader: str


def measure_speed(folders: Sequence[Path] = (INBOX, *KINDS), max_files: int = 5) -> Iterator[KindSpeed]:
    """Yield the speed on at most so many files of each kind below the folders."""
    convert = load_rival()
    for kind, files in sorted(files_by_kind(folders).items()):
        chosen = files[:: max(1, len(files) // max_files)][:max_files]
        _read(chosen[0])
        started = time.process_time()
        readings = [_read(file) for file in chosen]
        seconds = time.process_time() - started
        n_texts, rival_seconds = _time_rival(convert, chosen)
        n_bouwstenen = sum(reading.n_bouwstenen for reading in readings)
        reader, _count = Counter(reading.reader for reading in readings).most_common(1)[0]
        yield KindSpeed(kind, reader, len(chosen), n_bouwstenen, seconds, n_texts, rival_seconds)


def load_rival() -> Convert | None:
    """Return what turns a file into Markdown ('' when it refuses), or None when markitdown is not installed."""
    try:
        from markitdown import (  # type: ignore[import-not-found,unused-ignore]
            MarkItDown,
            MarkItDownException,
        )
    except ImportError:
        return None
    rival: Any = MarkItDown()

    def convert(path: Path) -> str:
        try:
            return str(rival.convert_local(str(path)).text_content)
        except MarkItDownException:
            return ""

    return convert


def _read(found: FoundFile) -> _Reading:
    """Read a file as a run does, with everything inside it, but in this process."""
    settings = read_settings()
    limits = Limits(**settings.ingest.model_dump())
    organisations = settings.paths.codebook / "organisations.yaml"
    waiting = [ReadingTask(0, 0, None, 0, found.path, found, None, limits, organisations, Context())]
    n_bouwstenen, reader = 0, ""
    while waiting:
        task = waiting.pop()
        result = read_file(task)
        n_bouwstenen += sum(len(one.bouwstenen) for one in result.file.conversations)
        reader = reader or result.file.reader or result.file.status
        waiting += [
            ReadingTask(0, 1, 0, task.depth + 1, f"{task.path}/{inside.name}", None, inside, limits,
                        organisations, result.context)
            for inside in result.attachments
        ]  # fmt: skip
    return _Reading(n_bouwstenen, reader)


def _time_rival(convert: Convert | None, files: Sequence[FoundFile]) -> tuple[int | None, float | None]:
    """Return how many files gave text and the seconds for all; nothing without a rival."""
    if convert is None:
        return None, None
    convert(files[0].location)
    started = time.process_time()
    n_texts = sum(bool(convert(file.location).strip()) for file in files)
    return n_texts, time.process_time() - started
