"""Search in the texts of quotes, and pages of a list."""

from __future__ import annotations

from math import ceil

import pandas as pd


def find_words(quotes: pd.DataFrame, words: str) -> pd.DataFrame:
    """Return the quotes whose text holds every word, or a longer word with it, whatever the capitals."""
    found = quotes
    for word in words.split():
        found = found[found["text"].str.contains(word, case=False, regex=False)]
    return found


def count_pages(n_rows: int, per_page: int) -> int:
    """Return the number of pages; at least 1."""
    return max(ceil(n_rows / per_page), 1)


def take_page(rows: pd.DataFrame, page: int, per_page: int) -> pd.DataFrame:
    """Return the rows of one page, counted from 1."""
    return rows.iloc[(page - 1) * per_page : page * per_page]
