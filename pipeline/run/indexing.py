"""The step "words": the words of every counted bouwsteen, analysed once, and the search index made of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pandas as pd

from pipeline.run.progress import Progress
from pipeline.search import IndexedText, build_search_index
from pipeline.store import RunWriter
from pipeline.text.language import Analysis, DutchLanguage
from pipeline.text.spans import MASK

SEARCH_INDEX = "search.sqlite"
_REPORT_EVERY = 500


def index_words(writer: RunWriter, progress: Progress) -> dict[str, pd.DataFrame]:
    """Return the table `analyses` and write the search index beside it.

    The table has a row per counted bouwsteen: `bouwsteen_id`; `words` and `lemmas`, equally many, separated by spaces;
    `parts`, per word the parts of its compound joined by ``+``, ``-`` for none.
    """
    bouwstenen = writer.read_table("bouwstenen")
    counted = bouwstenen[bouwstenen["duplicate_of"].isna()]
    progress.start("words", len(counted))
    # A mask is our word, not one that somebody said.
    said = (MASK.sub(" ", text) for text in counted["text"])
    analyses = list(_with_progress(DutchLanguage().stream(said), progress))
    ids = counted["bouwsteen_id"].tolist()
    build_search_index(
        writer.path(SEARCH_INDEX),
        (
            IndexedText(bouwsteen_id, one.words, one.lemmas, [part for parts in one.parts for part in parts])
            for bouwsteen_id, one in zip(ids, analyses, strict=True)
        ),
    )
    table = pd.DataFrame(
        {
            "bouwsteen_id": pd.Series(ids, dtype="str"),
            "words": pd.Series([" ".join(one.words) for one in analyses], dtype="str"),
            "lemmas": pd.Series([" ".join(one.lemmas) for one in analyses], dtype="str"),
            "parts": pd.Series(
                [" ".join("+".join(p) or "-" for p in one.parts) for one in analyses], dtype="str"
            ),
        }
    )
    return {"analyses": table}


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
