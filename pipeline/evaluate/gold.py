"""Statements that a person labelled, for measuring only: one conversation a line, as in data/demo/gesprekken.jsonl."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import RodeDradenError


class GoldError(RodeDradenError):
    """A file with gold labels can't be used; the message names the file and line."""


@dataclass(frozen=True)
class GoldStatement:
    """A bouwsteen with the themes that a person gave it; `side` is None where there is one theme."""

    text: str
    field: str
    conversation: str
    main: str
    side: str | None


def read_gold(path: Path) -> list[GoldStatement]:
    """Return all bouwstenen of a gold file, in its order.

    Raises
    ------
    GoldError
        When a line is no conversation with labelled bouwstenen.
    """
    statements = []
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise GoldError(f"{path}: can't be read ({error.strerror})") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            conversation = json.loads(line)
            for row in conversation["bouwstenen"]:
                side = row.get("neventhema")
                statements.append(
                    GoldStatement(
                        text=row["tekst"],
                        field=row["veld"],
                        conversation=str(conversation["gesprek"]),
                        main=row["hoofdthema"],
                        side=None if side in {None, "", "-"} else side,
                    )
                )
        except (ValueError, KeyError, TypeError) as error:
            raise GoldError(
                f"{path}: line {number}: must be a conversation with gesprek and bouwstenen (tekst, veld, hoofdthema)"
            ) from error
    if not statements:
        raise GoldError(f"{path}: holds no labelled bouwstenen")
    return statements
