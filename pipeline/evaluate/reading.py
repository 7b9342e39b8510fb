"""Reading the sample as a run does, and comparing it with its gold, per kind of file."""

from __future__ import annotations

import json
import tempfile
from collections import defaultdict
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
from pipeline.run.progress import Silence
from pipeline.run.reading import read_inbox
from pipeline.store import Store

DEMO = PROJECT_ROOT / "data" / "demo"
# Scans and photos: a text counts as read when at most this share of its characters is wrong.
MAX_CHARACTER_ERROR = 0.15
_PICTURES = ("photo", "scan")


def measure_sample() -> list[KindMeasure]:
    """Return a measure for the sample inbox, and one per kind of the larger set."""
    settings = read_settings()
    organisations_file = settings.paths.codebook / "organisations.yaml"
    organisations = parse_organisations(
        organisations_file.read_text(encoding="utf-8"), organisations_file.name
    )
    lines = (DEMO / "gesprekken.jsonl").read_text(encoding="utf-8").splitlines()
    gold = read_gold(lines, organisations.named)
    measures = [measure_kind("sample inbox", list(gold.values()), _read(DEMO / "inbox"))]
    expected: dict[str, dict[str, Conversation]] = defaultdict(dict)
    for line in (DEMO / "kinds" / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        expected[entry["kind"]] |= {number: gold[number] for number in entry["gesprekken"]}
    for kind, conversations in sorted(expected.items()):
        max_error = MAX_CHARACTER_ERROR if kind.startswith(_PICTURES) else 0.0
        found = _read(DEMO / "kinds" / kind)
        measures.append(measure_kind(kind, list(conversations.values()), found, max_error))
    return measures


def _read(folder: Path) -> list[Conversation]:
    with tempfile.TemporaryDirectory() as data:
        tables = read_inbox(read_settings(), Store(Path(data)), Arrivals(list_inbox(folder), None), Silence())
    return conversations_of_tables(tables["conversations"], tables["bouwstenen"])
