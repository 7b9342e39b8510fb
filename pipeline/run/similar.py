"""More like this, on a published run: from chosen bouwstenen or words to the statements that belong with them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from pipeline.errors import StoreError
from pipeline.run.indexing import SEARCH_INDEX
from pipeline.search import SearchIndex
from pipeline.store import Store
from pipeline.themes.more_like import MIN_CHOSEN, family_scores, more_like
from pipeline.themes.recognise import subject_scores
from pipeline.themes.sources import Knowledge

SUBJECT_SCORES = "subject_scores"
N_CARRIERS = 5


def make_subject_scores(ids: Sequence[str], knowledge: Knowledge) -> pd.DataFrame:
    """Return the table `subject_scores`: per counted bouwsteen its score on each family of background subjects.

    Half precision: the scores rank, and are a tenth of a run's size in full.
    """
    scores, names = family_scores(
        subject_scores(knowledge.subject_probability, knowledge.reference), knowledge.subjects
    )
    table = pd.DataFrame(scores.astype(np.float16), columns=pd.Index(names, dtype="str"))
    table.insert(0, "bouwsteen_id", pd.Series(list(ids), dtype="str"))
    return table


def find_carriers(store: Store, words: Sequence[str]) -> list[str]:
    """Return the bouwstenen that carry most of these words, at most five; none when nobody used them."""
    index = SearchIndex(store.file_path(SEARCH_INDEX))
    try:
        return [str(one) for one in index.more_like([" ".join(words)], N_CARRIERS)["bouwsteen_id"]]
    finally:
        index.close()


def find_similar(store: Store, chosen: Sequence[str], seed: int) -> pd.DataFrame:
    """Return the bouwstenen that belong with the chosen ones, the chosen first, then surest first.

    Parameters
    ----------
    chosen
        Bouwsteen ids, three at least; five are better.
    seed
        For the random sets against which the cut-off is found.

    Returns
    -------
    pandas.DataFrame
        `bouwsteen_id` and `certainty` (0-1; 1 for the chosen); without rows when the chosen ones have nothing in
        common that others have too.

    Raises
    ------
    StoreError
        When fewer than three of them are in the published run.
    """
    table = store.read_table(SUBJECT_SCORES)
    places = np.flatnonzero(table["bouwsteen_id"].isin(list(chosen)))
    if len(places) < MIN_CHOSEN:
        raise StoreError(
            f"{len(places)} of {len(chosen)} are counted bouwstenen of the published run; choose {MIN_CHOSEN} or more"
        )
    scores = table.drop(columns="bouwsteen_id").to_numpy(np.float32)
    cut = more_like(scores, places, seed) if scores.shape[1] else None
    if cut is None:
        return pd.DataFrame({"bouwsteen_id": pd.Series(dtype="str"), "certainty": pd.Series(dtype="float64")})
    return pd.DataFrame(
        {
            "bouwsteen_id": table["bouwsteen_id"].to_numpy()[cut.places],
            "certainty": cut.certainty.astype(float),
        }
    )
