"""What the classifier and the encoder make of each text, computed once per text and remembered.

Both look at one text at a time, so what was computed for a text stays true until something else is learnt. With
hundreds of thousands of bouwstenen a run then only computes what is new.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from pipeline.run.learning import Learnt
from pipeline.run.memory import recall, remember
from pipeline.run.recognised import Statements
from pipeline.store import Store
from pipeline.themes.classify import embed
from pipeline.themes.features import in_chunks
from pipeline.themes.statements import Statement

Floats = npt.NDArray[np.float32]

_KIND = "recognised"
_CHUNK = 8192


@dataclass(frozen=True)
class Recognition:
    """What is known of texts, in their order.

    Parameters
    ----------
    main
        Probability of each theme, each background subject and none, float32 (n_texts, n_themes + 1).
    vectors
        Of length 1, or 0 where nothing is known of a text, float32 (n_texts, n_dims).
    """

    main: Floats
    vectors: Floats


def recognise(learnt: Learnt, statements: Sequence[Statement]) -> Recognition:
    """Return what the classifier and the encoder make of statements; a chunk of them at a time is in memory."""
    main, vectors = [], []
    for _, chunk in in_chunks(statements, _CHUNK):
        predicted = learnt.classifier.predict(chunk, learnt.encoder)
        main.append(np.hstack([predicted.probability, predicted.none_probability[:, None]]))
        vectors.append(embed(chunk, learnt.encoder))
    if not main:
        return Recognition(
            np.empty((0, len(learnt.classifier.theme_ids) + 1), np.float32), embed([], learnt.encoder)
        )
    return Recognition(np.concatenate(main), np.concatenate(vectors))


def recognise_texts(learnt: Learnt, statements: Statements, store: Store) -> Recognition:
    """Return the same as `recognise`, from memory for texts that an earlier run had."""
    numbers, distinct = pd.factorize(statements.texts)
    first = np.flatnonzero(~pd.Series(statements.texts).duplicated())
    memory = recall(store, _KIND, learnt.key)
    known_texts = np.empty(0, dtype=object) if memory is None else memory["text"].to_numpy()
    place = pd.Index(known_texts).get_indexer(pd.Index(distinct))
    new = np.flatnonzero(place < 0)
    found = recognise(learnt, statements.take(first[new]))
    if memory is not None:
        place[new] = len(known_texts) + np.arange(len(new))
        found = Recognition(
            np.concatenate([_matrix(memory["main"]), found.main])[place],
            np.concatenate([_matrix(memory["vectors"]), found.vectors])[place],
        )
    if len(new) or len(distinct) < len(known_texts):
        table = {"text": pa.array(distinct, pa.large_string()), "main": _lists(found.main)}
        remember(store, _KIND, learnt.key, pa.table({**table, "vectors": _lists(found.vectors)}))
    if len(distinct) == len(statements):
        return found
    return Recognition(found.main[numbers], found.vectors[numbers])


def _lists(matrix: Floats) -> pa.FixedSizeListArray:
    return pa.FixedSizeListArray.from_arrays(pa.array(matrix.ravel()), matrix.shape[1])


def _matrix(column: pa.ChunkedArray) -> Floats:
    width = column.type.list_size
    parts = [chunk.flatten().to_numpy().reshape(-1, width) for chunk in column.chunks]
    return parts[0] if len(parts) == 1 else np.concatenate(parts)
