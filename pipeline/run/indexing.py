"""The step "words": the words of every counted bouwsteen, analysed once, and the search index made of them.

What the published run analysed is taken over by text, and its index is extended where texts only came in.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from pipeline.run.progress import Progress
from pipeline.search import IndexedText, build_search_index, extend_search_index
from pipeline.store import RunWriter, Store
from pipeline.text.language import Analysis, DutchLanguage
from pipeline.text.spans import MASK

SEARCH_INDEX = "search.sqlite"
_REPORT_EVERY = 500
_COLUMNS = ("words", "lemmas", "parts")


@dataclass(frozen=True)
class EarlierWords:
    """What the published run made of its texts.

    Parameters
    ----------
    texts
        Per bouwsteen_id (the index) its text.
    analyses
        Table `analyses` in the same order.
    """

    texts: pd.Series
    analyses: pd.DataFrame


def read_earlier_words(store: Store) -> EarlierWords:
    """Return the words of the published run; only of use when the same program made them."""
    analyses = store.read_table("analyses")
    bouwstenen = store.read_table("bouwstenen", columns=["bouwsteen_id", "text"])
    texts = bouwstenen.set_index("bouwsteen_id")["text"]
    return EarlierWords(texts.loc[analyses["bouwsteen_id"]], analyses)


def index_words(
    writer: RunWriter, progress: Progress, store: Store, earlier: EarlierWords | None
) -> dict[str, pd.DataFrame]:
    """Return the table `analyses` and write the search index beside it.

    The table has a row per counted bouwsteen: `bouwsteen_id`; `words` and `lemmas`, equally many, separated by spaces;
    `parts`, per word the parts of its compound joined by ``+``, ``-`` for none.
    """
    bouwstenen = writer.read_table("bouwstenen")
    counted = bouwstenen.loc[bouwstenen["duplicate_of"].isna(), ["bouwsteen_id", "text"]]
    table = _analyse(counted, progress, earlier)
    grown = None if earlier is None else _added(counted, earlier.texts)
    if grown is None:
        build_search_index(writer.path(SEARCH_INDEX), _indexed(table))
    else:
        shutil.copyfile(store.file_path(SEARCH_INDEX), writer.path(SEARCH_INDEX))
        extend_search_index(writer.path(SEARCH_INDEX), _indexed(table[grown]))
    return {"analyses": table}


def _analyse(counted: pd.DataFrame, progress: Progress, earlier: EarlierWords | None) -> pd.DataFrame:
    known = np.full(len(counted), -1)
    if earlier is not None:
        distinct = ~earlier.texts.duplicated().to_numpy()
        places = np.flatnonzero(distinct)
        found = pd.Index(earlier.texts[distinct]).get_indexer(pd.Index(counted["text"]))
        known = np.where(found >= 0, places[found] if len(places) else -1, -1)
    new = known < 0
    progress.start("words", int(new.sum()))
    # A mask is our word, not one that somebody said.
    said = [MASK.sub(" ", text) for text in counted["text"][new]]
    analyses = list(_with_progress(DutchLanguage().stream(said), progress)) if said else []
    made = {
        "words": [" ".join(one.words) for one in analyses],
        "lemmas": [" ".join(one.lemmas) for one in analyses],
        "parts": [" ".join("+".join(p) or "-" for p in one.parts) for one in analyses],
    }
    table = pd.DataFrame({name: pd.Series(made[name], dtype="str") for name in _COLUMNS})
    if earlier is not None:
        table = pd.concat([earlier.analyses.loc[:, list(_COLUMNS)], table], ignore_index=True)
        order = np.where(new, len(earlier.analyses) + np.cumsum(new) - 1, known)
        table = table.take(order).reset_index(drop=True)
    table.insert(0, "bouwsteen_id", counted["bouwsteen_id"].reset_index(drop=True))
    return table


def _added(counted: pd.DataFrame, before: pd.Series) -> np.ndarray | None:
    """Return which bouwstenen came in, (n_counted,); None when others went or changed too."""
    texts = counted.set_index("bouwsteen_id")["text"]
    if not before.index.isin(texts.index).all() or not (texts.loc[before.index] == before).all():
        return None
    added: np.ndarray = ~texts.index.isin(before.index)
    return added


def _indexed(table: pd.DataFrame) -> Iterator[IndexedText]:
    for bouwsteen_id, one in zip(table["bouwsteen_id"], analyses_from_table(table), strict=True):
        yield IndexedText(
            bouwsteen_id, one.words, one.lemmas, [part for parts in one.parts for part in parts]
        )


def analyses_from_table(table: pd.DataFrame) -> list[Analysis]:
    """Return the analyses that a table `analyses` holds, in its order."""
    return [
        Analysis(
            tuple(words.split()),
            tuple(lemmas.split()),
            tuple(() if part == "-" else tuple(part.split("+")) for part in parts.split()),
        )
        for words, lemmas, parts in zip(table["words"], table["lemmas"], table["parts"], strict=True)
    ]


def _with_progress(analyses: Iterable[Analysis], progress: Progress) -> Iterator[Analysis]:
    for n, analysis in enumerate(analyses, start=1):
        if n % _REPORT_EVERY == 0:
            progress.advance(_REPORT_EVERY)
        yield analysis
