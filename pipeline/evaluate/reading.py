"""Reading the sample as a run does, and comparing it with its gold, per kind of file."""

from __future__ import annotations

import json
import tempfile
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.config import PROJECT_ROOT, read_settings
from pipeline.evaluate.ingest import (
    Conversation,
    KindMeasure,
    conversations_of_tables,
    measure_kind,
    read_gold,
)
from pipeline.ingest.inbox import list_inbox
from pipeline.ingest.organisations import parse_organisations
from pipeline.run.arrivals import Arrivals
from pipeline.run.progress import Progress
from pipeline.run.reading import read_inbox
from pipeline.store import Store

SAMPLE_INBOX = "sample inbox"
DEMO = PROJECT_ROOT / "data" / "demo"
# Scans and photos: a text counts as read when at most this share of its characters is wrong.
MAX_CHARACTER_ERROR = 0.15
_PICTURES = ("photo", "scan")


@dataclass(frozen=True)
class Sample:
    """Where the files of each kind are, and what stands in them."""

    folders: Mapping[str, Path]
    expected: Mapping[str, tuple[Conversation, ...]]

    @property
    def kinds(self) -> tuple[str, ...]:
        """Names of the kinds; first the inbox, in which they are mixed as people would send them."""
        return tuple(self.folders)


def load_sample() -> Sample:
    """Return the sample inbox and the larger set of kinds, each with its gold."""
    organisations_file = read_settings().paths.codebook / "organisations.yaml"
    organisations = parse_organisations(
        organisations_file.read_text(encoding="utf-8"), organisations_file.name
    )
    lines = (DEMO / "gesprekken.jsonl").read_text(encoding="utf-8").splitlines()
    gold = read_gold(lines, organisations.named)
    numbers: dict[str, set[str]] = defaultdict(set)
    for line in (DEMO / "kinds" / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        numbers[entry["kind"]].update(entry["gesprekken"])
    kinds = sorted(numbers)
    return Sample(
        {SAMPLE_INBOX: DEMO / "inbox"} | {kind: DEMO / "kinds" / kind for kind in kinds},
        {SAMPLE_INBOX: tuple(gold.values())}
        | {kind: tuple(gold[number] for number in sorted(numbers[kind])) for kind in kinds},
    )


def measure_reading(sample: Sample, kind: str, progress: Progress) -> KindMeasure:
    """Read all files of a kind as a run does, and compare with what stands in them."""
    max_error = MAX_CHARACTER_ERROR if kind.startswith(_PICTURES) else 0.0
    found = _read(sample.folders[kind], progress)
    return measure_kind(kind, sample.expected[kind], found, max_error)


def _read(folder: Path, progress: Progress) -> list[Conversation]:
    with tempfile.TemporaryDirectory() as data:
        tables = read_inbox(read_settings(), Store(Path(data)), Arrivals(list_inbox(folder), None), progress)
    return conversations_of_tables(tables["conversations"], tables["bouwstenen"])
