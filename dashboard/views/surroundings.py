"""What was said around a quote: the rest of its field, and of its conversation."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Field:
    """One field of a conversation with what stands in it, in the order of writing: pairs of id and text."""

    name: str
    lines: tuple[tuple[str, str], ...]


def find_surroundings(quotes: pd.DataFrame, bouwsteen_id: str) -> tuple[Field, tuple[Field, ...]]:
    """Return the field that a quote stands in, and the other fields of its conversation in the order of the file."""
    own = quotes[quotes["bouwsteen_id"] == bouwsteen_id].iloc[0]
    rows = quotes[quotes["conversation_id"] == own["conversation_id"]]
    rows = rows.sort_values(["file_id", "char_start", "position"], kind="stable")
    fields = {
        str(name): Field(str(name), tuple(zip(lines["bouwsteen_id"], lines["text"], strict=True)))
        for name, lines in rows.groupby("field", sort=False, observed=True)
    }
    own_field = fields.pop(str(own["field"]))
    return own_field, tuple(fields.values())
