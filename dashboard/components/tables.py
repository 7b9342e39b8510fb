"""Real HTML tables: readable by screen readers, by keyboard and on paper."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import pandas as pd
import streamlit as st


def show_table(frame: pd.DataFrame, caption: str, numbers: Sequence[str] = ()) -> None:
    """Show a small table of texts; the first column names the row.

    Parameters
    ----------
    frame
        Texts ready to read, with Dutch column names; at most a few hundred rows.
    numbers
        Columns that are aligned on the right.
    """
    names = [str(name) for name in frame.columns]
    head = "".join(
        f'<th role="columnheader" scope="col"{_aligned(name, numbers)}>{escape(name)}</th>' for name in names
    )
    rows = "".join(_row(values, names, numbers) for values in frame.itertuples(index=False, name=None))
    # Roles, as a browser no longer takes a table for one when a narrow screen stacks its cells.
    st.html(
        f'<div class="rd-scroll" role="region" tabindex="0" aria-label="{escape(caption, quote=True)}">'
        f'<table role="table" class="rd-table{_stacked(names, numbers)}"><caption>{escape(caption)}</caption>'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead><tbody role="rowgroup">{rows}</tbody></table></div>'
    )


def _row(values: tuple[object, ...], names: list[str], numbers: Sequence[str]) -> str:
    first = f'<th role="rowheader" scope="row">{escape(str(values[0]))}</th>'
    rest = "".join(
        f'<td role="cell" data-label="{escape(name, quote=True)}"{_aligned(name, numbers)}>{escape(str(value))}</td>'
        for name, value in zip(names[1:], values[1:], strict=True)
    )
    return f'<tr role="row">{first}{rest}</tr>'


def _aligned(name: str, numbers: Sequence[str]) -> str:
    return ' class="number"' if name in numbers else ""


def _stacked(names: Sequence[str], numbers: Sequence[str]) -> str:
    """Return the class of a table that is too wide for a telephone, where each row becomes a block of its own."""
    n_texts = sum(name not in numbers for name in names)
    return " rd-stack" if len(names) > 3 or n_texts > 2 else ""
