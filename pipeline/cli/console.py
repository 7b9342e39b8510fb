"""The two consoles, and tables as people read them in a terminal."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.console import Console, JustifyMethod
from rich.table import Table

if TYPE_CHECKING:
    import pandas as pd

out = Console()
err = Console(stderr=True)


def show_rows(title: str, headings: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    """Print a table; fractions with three decimals. The first column and numbers are never cut off."""
    content = [list(row) for row in rows]
    table = Table(title=title, title_justify="left")
    for column, heading in enumerate(headings):
        values = [row[column] for row in content]
        is_number = bool(values) and all(isinstance(v, (int, float)) and not isinstance(v, bool) for v in values)
        justify: JustifyMethod = "right" if is_number else "left"
        table.add_column(heading, justify=justify, no_wrap=is_number or column == 0, overflow="fold")
    for row in content:
        table.add_row(*(_plain(value) for value in row))
    out.print(table)


def show_frame(title: str, frame: pd.DataFrame) -> None:
    """Print a DataFrame without its index."""
    show_rows(title, map(str, frame.columns), frame.itertuples(index=False, name=None))


def _plain(value: object) -> str:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    return f"{value:.3f}" if isinstance(value, float) else str(value)
