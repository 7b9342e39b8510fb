"""The two consoles, and tables as people read them in a terminal."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.console import Console, JustifyMethod
from rich.table import Table

if TYPE_CHECKING:
    import pandas as pd

MAX_WHOLE_CHARS = 30
WIDTH_OUTSIDE_TERMINAL = 120
# What goes into a file or another program has no window to fit in.
out = Console(width=None if sys.stdout.isatty() else WIDTH_OUTSIDE_TERMINAL)
err = Console(stderr=True)


def show_rows(title: str, headings: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    """Print a table; fractions with three decimals. A short first column and numbers are never cut."""
    content = [list(row) for row in rows]
    table = Table(title=title, title_justify="left")
    for column, heading in enumerate(headings):
        values = [row[column] for row in content]
        is_number = bool(values) and all(isinstance(v, (int, float)) and not isinstance(v, bool) for v in values)
        justify: JustifyMethod = "right" if is_number else "left"
        widest = max((len(_plain(value)) for value in values), default=0)
        is_whole = is_number or (column == 0 and widest <= MAX_WHOLE_CHARS)
        table.add_column(heading, justify=justify, min_width=widest if is_whole else None, overflow="fold")
    for row in content:
        table.add_row(*(_plain(value) for value in row))
    out.print(table)


def show_frame(title: str, frame: pd.DataFrame) -> None:
    """Print a DataFrame without its index."""
    show_rows(title, map(str, frame.columns), frame.itertuples(index=False, name=None))


def _plain(value: object) -> str:
    # pandas writes a missing value as <NA>.
    if value is None or str(value) == "<NA>" or (isinstance(value, float) and math.isnan(value)):
        return ""
    return f"{value:.3f}" if isinstance(value, float) else str(value)
