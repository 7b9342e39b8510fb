"""Masking measured on the sample's gold, the golden cases of the tests, the codebook's examples and real Dutch text."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.config import PROJECT_ROOT, read_settings
from pipeline.evaluate.masking import (
    MaskingMeasure,
    TouchMeasure,
    cases_of_conversations,
    measure_masking,
    measure_touches,
    parse_cases,
)
from pipeline.run.onefile import load_masker

GOLDEN = PROJECT_ROOT / "tests" / "golden"
GOLD = PROJECT_ROOT / "data" / "demo" / "gesprekken.jsonl"
REAL = PROJECT_ROOT.parent / "shared" / "real"


@dataclass(frozen=True)
class PersonalReport:
    """All that is measured of masking.

    Parameters
    ----------
    load_s
        Computing time to load the word lists, in seconds.
    marked
        Per set of texts in which the personal strings are marked.
    unmarked
        Per set of texts in which nothing is marked: the codebook's examples, and real text when it is there.
    """

    load_s: float
    marked: dict[str, MaskingMeasure]
    unmarked: dict[str, TouchMeasure]


def measure_all(real: Path = REAL) -> PersonalReport:
    """Measure every set; `real` is a folder of .jsonl files with a key text, left out when it is not there."""
    codebook = read_settings().paths.codebook
    started = time.process_time()
    masker = load_masker(codebook / "organisations.yaml")
    load_s = time.process_time() - started
    conversations = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    marked = {"sample": measure_masking(cases_of_conversations(conversations), masker.mask)}
    for path in sorted(GOLDEN.glob("masking_*.txt")):
        cases = parse_cases(path.read_text(encoding="utf-8").splitlines(), path.stem)
        marked[path.stem.removeprefix("masking_")] = measure_masking(cases, masker.mask)
    unmarked = {"codebook examples": measure_touches(_read_examples(codebook), masker.mask)}
    for path in sorted(real.glob("*.jsonl")):
        unmarked[path.stem] = measure_touches(_read_real(path), masker.mask)
    return PersonalReport(load_s, marked, unmarked)


def _read_examples(codebook: Path) -> Iterator[tuple[str, str]]:
    """Yield the statements of the codebook by file and line, so that a person can look each touch up."""
    for path in sorted(codebook.rglob("*.tsv")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if line.strip():
                yield f"{path.stem}:{number}", line.rsplit("\t", 1)[-1]


def _read_real(path: Path) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        yield f"{path.stem}:{number}", str(json.loads(line)["text"])
