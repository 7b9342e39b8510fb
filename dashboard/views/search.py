"""What a search found, in the order to read it, and pages of a list."""

from __future__ import annotations

from math import ceil

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc


def keep_hits(quotes: pd.DataFrame, hits: pd.DataFrame) -> pd.DataFrame:
    """Return the quotes that were found, best first; `hits` holds `bouwsteen_id` and `score`."""
    place = pc.index_in(pa.array(quotes["bouwsteen_id"]), value_set=pa.array(hits["bouwsteen_id"]))
    rank = place.fill_null(len(hits)).to_numpy(zero_copy_only=False)
    is_found = rank < len(hits)
    found: pd.DataFrame = quotes[is_found].iloc[np.argsort(rank[is_found])]
    return found


def words_to_mark(query: str, corrections: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the words of a query that are marked in the texts, longest first, with what typos stood for."""
    asked = [word.strip('"') for word in query.split() if not word.startswith("-")]
    words = [word for word in asked if word]
    words += [near for word in words for near in corrections.get(word.casefold(), ())]
    return tuple(sorted(dict.fromkeys(words), key=lambda word: (-len(word), word)))


def count_pages(n_rows: int, per_page: int) -> int:
    """Return the number of pages; at least 1."""
    return max(ceil(n_rows / per_page), 1)


def take_page(rows: pd.DataFrame, page: int, per_page: int) -> pd.DataFrame:
    """Return the rows of one page, counted from 1."""
    return rows.iloc[(page - 1) * per_page : page * per_page]
