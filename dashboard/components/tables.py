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
    head = "".join(
        f'<th scope="col"{_aligned(name, numbers)}>{escape(str(name))}</th>' for name in frame.columns
    )
    rows = "".join(
        _row(values, list(frame.columns), numbers) for values in frame.itertuples(index=False, name=None)
    )
    st.html(
        f'<div class="rd-scroll" role="region" tabindex="0" aria-label="{escape(caption, quote=True)}">'
        f'<table class="rd-table"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _row(values: tuple[object, ...], names: list[str], numbers: Sequence[str]) -> str:
    first = f'<th scope="row">{escape(str(values[0]))}</th>'
    rest = "".join(
        f"<td{_aligned(name, numbers)}>{escape(str(value))}</td>"
        for name, value in zip(names[1:], values[1:], strict=True)
    )
    return f"<tr>{first}{rest}</tr>"


def _aligned(name: str, numbers: Sequence[str]) -> str:
    return ' class="number"' if name in numbers else ""
