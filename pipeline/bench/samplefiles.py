"""The sample's files by kind, and as many more of them as a bench needs: the same forms with other words in them."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Any

from pipeline.config import PROJECT_ROOT
from pipeline.export.sample import make_sample
from pipeline.ingest.inbox import FoundFile, list_inbox

_DEMO = PROJECT_ROOT / "data" / "demo"
INBOX = _DEMO / "inbox"
KINDS = tuple(sorted(path for path in (_DEMO / "kinds").iterdir() if path.is_dir()))
_FIRST_NEW_NUMBER = 1000


def files_by_kind(folders: Sequence[Path]) -> dict[str, list[FoundFile]]:
    """Return the files of all folders by folder and ending, e.g. ``inbox .pdf``."""
    files: dict[str, list[FoundFile]] = defaultdict(list)
    for folder in folders:
        for found in list_inbox(folder):
            if not found.is_system_file:
                files[f"{folder.name} {found.location.suffix.lower()}"].append(found)
    return files


def make_files(seed: int = 1) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of made-up submissions without end, of all kinds that the sample inbox has.

    Conversations have the shape of those of the sample, with numbers of their own and the sample's words in another
    order, so that no two are the same.
    """
    lines = (_DEMO / "gesprekken.jsonl").read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    words = [word for record in records for one in record["bouwstenen"] for word in one["tekst"].split()]
    rng = random.Random(seed)
    numbers = count(_FIRST_NEW_NUMBER)
    for part in count(1):
        changed = [with_other_words(record, next(numbers), words, rng) for record in records]
        for path, data in make_sample(changed).items():
            yield f"deel {part}/{path}", data


def with_other_words(
    record: dict[str, Any], number: int, words: Sequence[str], rng: random.Random
) -> dict[str, Any]:
    """Return a line of gesprekken.jsonl with a number of its own and as many words, drawn from others."""
    bouwstenen = [
        {**one, "tekst": " ".join(rng.choices(words, k=len(one["tekst"].split())))}
        for one in record["bouwstenen"]
    ]
    return {**record, "gesprek": f"d{number}", "bouwstenen": bouwstenen}
