"""Masking measured on the sample's gold and on the golden cases of the tests."""

from __future__ import annotations

import json

from pipeline.config import PROJECT_ROOT, read_settings
from pipeline.evaluate.masking import MaskingMeasure, cases_of_conversations, measure_masking, parse_cases
from pipeline.run.onefile import load_masker

GOLDEN = PROJECT_ROOT / "tests" / "golden"
GOLD = PROJECT_ROOT / "data" / "demo" / "gesprekken.jsonl"


def measure_all() -> dict[str, MaskingMeasure]:
    """Return a measure for the sample and one per file of golden cases."""
    masker = load_masker(read_settings().paths.codebook / "organisations.yaml")
    conversations = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    measures = {"sample": measure_masking(cases_of_conversations(conversations), masker.mask)}
    for path in sorted(GOLDEN.glob("masking_*.txt")):
        cases = parse_cases(path.read_text(encoding="utf-8").splitlines(), path.stem)
        measures[path.stem] = measure_masking(cases, masker.mask)
    return measures
