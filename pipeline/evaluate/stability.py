"""Whether themes stay themselves: the same data again, a part of it, and data that grew by a fifth."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline.codebook import read_codebook
from pipeline.config import ThemeSettings, read_settings
from pipeline.evaluate.emerging import compare_runs
from pipeline.evaluate.gold import read_gold
from pipeline.evaluate.gold_run import GOLD, recognise_file
from pipeline.register import Register
from pipeline.run.assigning import assign_all
from pipeline.run.proposing import Earlier, gather_knowledge, propose_after
from pipeline.run.recognised import Recognised
from pipeline.store import Store
from pipeline.themes.candidates import Candidate
from pipeline.themes.clusters import resampled_places
from pipeline.themes.fields import adapt_to_fields
from pipeline.themes.sources import Knowledge

N_DRAWS = 5
RESAMPLED_SHARE = 0.9
# What is there before a fifth comes in.
GROWN_FROM = 1 / 1.2
NOTHING = Earlier(frozenset(), {})

Places = NDArray[np.int64]


@dataclass(frozen=True)
class _Run:
    assignments: pd.DataFrame
    earlier: Earlier
    """As the next run sees it."""


@dataclass(frozen=True)
class _Bench:
    """Everything that is the same for each run."""

    known: Recognised
    knowledge: Knowledge
    fields: NDArray[np.str_]
    settings: ThemeSettings
    store: Store
    register: Register

    def run(self, places: Places, earlier: Earlier) -> _Run:
        """Find themes among some bouwstenen, after an earlier run."""
        predictions = self.known.predictions
        part = replace(
            predictions,
            probability=predictions.probability[places],
            none_probability=predictions.none_probability[places],
            member_probability=predictions.member_probability[places],
        )
        known = replace(
            self.known,
            corpus=self.known.corpus.take(places),
            statements=[self.known.statements[place] for place in places.tolist()],
            predictions=part,
            weighed=adapt_to_fields(part, self.known.classifier.membership, self.fields[places].tolist()),
        )
        candidates, _ = propose_after(
            known.corpus, self.knowledge.take(places), earlier, self.settings, {}, ()
        )
        assignments = assign_all(known, candidates, self.register, self.store, self.settings)
        return _Run(assignments, _as_earlier(known, candidates))


def measure_stability(path: Path | None = None) -> pd.DataFrame:
    """Return per comparison of two runs: candidates and themes kept, main themes kept, adjusted Rand index.

    Returns
    -------
    pandas.DataFrame
        Columns comparison, candidates_kept, themes_kept, assignments_kept, adjusted_rand.
    """
    settings = read_settings()
    codebook = read_codebook(settings.paths.codebook)
    chosen = path or GOLD
    known = recognise_file(chosen, codebook)
    knowledge = gather_knowledge(known, codebook, codebook.background_ids, codebook.theme_ids)
    fields = np.array([statement.field for statement in read_gold(chosen)])
    return compare_draws(known, knowledge, fields, settings.themes, N_DRAWS)


def compare_draws(
    known: Recognised,
    knowledge: Knowledge,
    fields: NDArray[np.str_],
    settings: ThemeSettings,
    n_draws: int,
) -> pd.DataFrame:
    """Return the table of `measure_stability` for what is known of a corpus already.

    Parameters
    ----------
    fields
        Field of the form, per bouwsteen.
    n_draws
        Parts that are drawn, of nine tenths and of what is there before a fifth comes in.
    """
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder))
        register = Register(store.register_path)
        rows = _compare(_Bench(known, knowledge, fields, settings, store, register), settings.seed, n_draws)
        register.close()
    return pd.DataFrame(rows)


def _compare(bench: _Bench, seed: int, n_draws: int) -> list[dict[str, object]]:
    everything = np.arange(len(bench.known.corpus))
    first = bench.run(everything, NOTHING)
    rows = [_row("the same data again", first, bench.run(everything, first.earlier))]
    for draw in range(1, n_draws + 1):
        part = resampled_places(bench.known.corpus.conversations, RESAMPLED_SHARE, seed + draw)
        rows.append(_row(f"nine tenths, draw {draw}", first, bench.run(part, NOTHING)))
    for draw in range(1, n_draws + 1):
        part = resampled_places(bench.known.corpus.conversations, GROWN_FROM, seed + 100 + draw)
        before = bench.run(part, NOTHING)
        rows.append(_row(f"a fifth more, draw {draw}", before, bench.run(everything, before.earlier)))
    return rows


def _row(comparison: str, before: _Run, after: _Run) -> dict[str, object]:
    shared = before.earlier.bouwsteen_ids & after.earlier.bouwsteen_ids
    figures = compare_runs(before.assignments, after.assignments, shared)
    kept = set(before.earlier.members) & set(after.earlier.members)
    n_before = len(before.earlier.members)
    return {
        "comparison": comparison,
        "candidates_kept": f"{len(kept)} of {n_before}",
        "themes_kept": figures.themes_kept,
        "assignments_kept": figures.assignments_kept,
        "adjusted_rand": figures.adjusted_rand,
    }


def _as_earlier(known: Recognised, candidates: list[Candidate]) -> Earlier:
    ids = known.corpus.ids
    return Earlier(
        frozenset(ids), {c.theme_id: frozenset(ids[place] for place in c.places) for c in candidates}
    )
