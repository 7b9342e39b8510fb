"""The table `assignments`: the classifier's themes, then the candidates', a person's before both."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from pipeline.config import ThemeSettings
from pipeline.register import Register
from pipeline.run.memory import recall, remember
from pipeline.run.recognised import Recognised
from pipeline.store import Store
from pipeline.tables import ASSIGNMENTS
from pipeline.themes.assign import choose_themes, explain_themes
from pipeline.themes.candidates import Candidate

Rows = list[dict[str, object]]
Places = npt.NDArray[np.int64]

_KIND = "reasons"
_MIXER = np.uint64(0x9E3779B97F4A7C15)


def assign_all(
    known: Recognised, candidates: list[Candidate], register: Register, store: Store, settings: ThemeSettings
) -> pd.DataFrame:
    """Return the table `assignments`."""
    model = _by_model(known, store, settings)
    corrections = register.corrections()
    place_of = pd.Index(known.corpus.ids)
    corrected = place_of.get_indexer(pd.Index(corrections["bouwsteen_id"]))
    touched = np.unique(np.concatenate([corrected[corrected >= 0], *(c.places for c in candidates)]))
    is_touched = model["place"].isin(touched)
    rows = _rows_by_place(model[is_touched])
    for candidate in candidates:
        for place, certainty in zip(candidate.places.tolist(), candidate.certainty.tolist(), strict=True):
            _add_candidate(rows.setdefault(place, []), candidate.theme_id, certainty)
    for place, decided in corrections[corrected >= 0].groupby(corrected[corrected >= 0]):
        rows[int(str(place))] = [
            {"theme_id": row.theme_id, "probability": 1.0, "assigned_by": "person", "reason": None}
            for row in decided.dropna(subset="theme_id").sort_values("rank").itertuples()
        ]
    changed = pd.DataFrame(
        [
            {"place": place, "rank": rank, **row}
            for place, entries in rows.items()
            for rank, row in enumerate(entries[:2], start=1)
        ],
        columns=model.columns,
    )
    table = (
        pd.concat([model[~is_touched], changed], ignore_index=True) if len(changed) else model[~is_touched]
    )
    table = table.sort_values(["place", "rank"])
    table.insert(0, "bouwsteen_id", place_of.take(table["place"].to_numpy(np.int64)))
    return ASSIGNMENTS.validate(table)


def _by_model(known: Recognised, store: Store, settings: ThemeSettings) -> pd.DataFrame:
    """Return the classifier's assignments: place, rank, theme_id, probability, assigned_by, reason."""
    chosen = choose_themes(known.weighed, settings.min_probability, settings.min_side_probability)
    has_side = chosen.side >= 0
    places = np.concatenate([chosen.places, chosen.places[has_side]])
    columns = np.concatenate([chosen.main, chosen.side[has_side]])
    return pd.DataFrame(
        {
            "place": places,
            "rank": np.repeat([1, 2], [len(chosen.places), int(has_side.sum())]),
            "theme_id": np.array(known.weighed.theme_ids, dtype=object)[columns],
            "probability": np.concatenate(
                [chosen.certainty, chosen.side_certainty[has_side]], dtype=np.float64
            ),
            "assigned_by": "model",
            "reason": _explain(known, places, columns, store),
        }
    )


def _explain(known: Recognised, places: Places, columns: Places, store: Store) -> npt.NDArray[np.object_]:
    """Return the reason of each assignment, from memory where an earlier run gave the same one.

    A reason follows from text and theme alone, until something else is learnt.
    """
    texts = pd.util.hash_array(np.array(known.corpus.texts, dtype=object), categorize=False)
    keys = texts[places] + (columns.astype(np.uint64) + np.uint64(1)) * _MIXER
    memory = recall(store, _KIND, known.key)
    known_keys = np.empty(0, dtype=np.uint64) if memory is None else memory["key"].to_numpy()
    found = pd.Index(known_keys).get_indexer(pd.Index(keys))
    new = np.flatnonzero(found < 0)
    made = explain_themes(known.classifier, [known.statements[p] for p in places[new].tolist()], columns[new])
    reasons = np.empty(len(keys), dtype=object)
    reasons[new] = made
    if memory is not None:
        reasons[found >= 0] = memory["reason"].to_numpy()[found[found >= 0]]
    distinct, first = np.unique(keys, return_index=True)
    if len(new) or len(distinct) < len(known_keys):
        reason = pa.array(reasons[first], pa.large_string())
        remember(store, _KIND, known.key, pa.table({"key": distinct, "reason": reason}))
    return reasons


def _rows_by_place(model: pd.DataFrame) -> dict[int, Rows]:
    rows: dict[int, Rows] = {}
    for row in model.sort_values(["place", "rank"]).to_dict("records"):
        place = row.pop("place")
        del row["rank"]
        rows.setdefault(int(place), []).append({str(name): value for name, value in row.items()})
    return rows


def _add_candidate(rows: Rows, theme_id: str, certainty: float) -> None:
    """Put a candidate first where it is surer than the catalogue's main theme, else second."""
    row: dict[str, object] = {
        "theme_id": theme_id,
        "probability": certainty,
        "assigned_by": "model",
        "reason": None,
    }
    is_first = not rows or certainty > float(str(rows[0]["probability"]))
    rows.insert(0 if is_first else 1, row)
