"""The chance that a theme lives in a conversation, from the probabilities of its bouwstenen.

The unit is the conversation: eight people, one outcome. A theme lives in it when at least one bouwsteen is about the
theme. With calibrated probabilities p, and doubts about different bouwstenen independent of each other, that chance is
``1 - product(1 - p)``. What a person assigned counts as certain. Bouwstenen that were not assigned add nothing, so a
share speaks of what the quotes behind it show.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

Numbers = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int64]

_CERTAIN = 1.0 - 1e-12
_UNKNOWN = "unknown"


@dataclass(frozen=True)
class Alive:
    """Conversations against themes; rows in the order of conversation_id, whatever the order of the input.

    Parameters
    ----------
    conversation_ids, theme_ids
        Names of the rows and of the columns.
    probability
        float64 (n_conversations, n_themes): chance that the theme lives in the conversation.
    n_bouwstenen
        int64 (n_conversations, n_themes): bouwstenen assigned to the theme.
    held_on
        datetime64[D] (n_conversations,); not-a-time where no date is known.
    domain, format
        int64 (n_conversations,): codes; an unknown value is a value of its own.
    """

    conversation_ids: tuple[str, ...]
    theme_ids: tuple[str, ...]
    probability: Numbers
    n_bouwstenen: Codes
    held_on: npt.NDArray[np.datetime64]
    domain: Codes
    format: Codes

    def dated(self) -> Alive:
        """Return the conversations whose date is known."""
        return self.select(~np.isnat(self.held_on))

    def select(self, kept: npt.NDArray[np.bool_]) -> Alive:
        """Return the conversations where `kept`, boolean (n_conversations,), is true."""
        ids = tuple(name for name, keep in zip(self.conversation_ids, kept, strict=True) if keep)
        return Alive(
            ids,
            self.theme_ids,
            self.probability[kept],
            self.n_bouwstenen[kept],
            self.held_on[kept],
            self.domain[kept],
            self.format[kept],
        )


def count_undated(conversations: pd.DataFrame) -> int:
    """Return the number of conversations without a date; they are in no period and in no trend."""
    return int(conversations["held_on"].isna().sum())


def gather_alive(
    assignments: pd.DataFrame,
    conversations: pd.DataFrame,
    bouwstenen: pd.DataFrame,
    theme_ids: Sequence[str],
) -> Alive:
    """Return the chance per conversation and theme; duplicated bouwstenen and other themes do not count."""
    ordered = conversations.sort_values("conversation_id")
    names = pd.Index(ordered["conversation_id"])
    themes = pd.Index(theme_ids)
    row, column, chance = _locate(assignments, bouwstenen, names, themes)
    shape = (len(names), len(themes))
    flat = row * shape[1] + column
    # Sums in floating point depend on their order; sorting makes them the same for any order of rows.
    order = np.lexsort((chance, flat))
    n_cells = shape[0] * shape[1]
    log_none = np.bincount(flat[order], weights=np.log1p(-chance[order]), minlength=n_cells)
    return Alive(
        tuple(names),
        tuple(themes),
        -np.expm1(log_none).reshape(shape),
        np.bincount(flat, minlength=n_cells).reshape(shape),
        ordered["held_on"].to_numpy(dtype="datetime64[D]"),
        _codes(ordered["domain"]),
        _codes(ordered["format"]),
    )


def _locate(
    assignments: pd.DataFrame, bouwstenen: pd.DataFrame, names: pd.Index, themes: pd.Index
) -> tuple[Codes, Codes, Numbers]:
    counted = bouwstenen[bouwstenen["duplicate_of"].isna()]
    places = pd.Index(counted["bouwsteen_id"]).get_indexer(pd.Index(assignments["bouwsteen_id"]))
    conversation_rows = names.get_indexer(pd.Index(counted["conversation_id"]))
    rows = np.where(places >= 0, conversation_rows[places] if len(counted) else -1, -1)
    columns = themes.get_indexer(pd.Index(assignments["theme_id"]))
    model_chance = assignments["probability"].to_numpy(dtype=np.float64)
    by_person = assignments["assigned_by"].eq("person").to_numpy(dtype=bool)
    chance = np.minimum(np.where(by_person, 1.0, model_chance), _CERTAIN)
    kept = (rows >= 0) & (columns >= 0)
    return rows[kept].astype(np.int64), columns[kept].astype(np.int64), chance[kept]


def _codes(values: pd.Series[str]) -> Codes:
    codes, _ = pd.factorize(values.fillna(_UNKNOWN), sort=True)
    return np.asarray(codes, dtype=np.int64)
