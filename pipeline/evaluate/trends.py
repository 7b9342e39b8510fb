"""Whether trends may be believed: verdicts where nothing changed, and known rises covered by their intervals.

Two measurements. Dates of real tables are shuffled over the conversations: whatever then rises or falls, does so by
chance. And tables are made up with a known rise (`pipeline.evaluate.corpora`), judged by a classifier without mistakes
and by one that doubts and misses.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline.config import TrendSettings
from pipeline.evaluate.corpora import Corpus, CorpusPlan, make_corpus
from pipeline.trends import count_periods, find_trends

N_PERMUTATIONS = 200
N_CORPORA = 40
RISES = (0.0,) * 8 + (0.05, -0.05, 0.1, -0.1, 0.2, -0.2, 0.3, -0.3)
CERTAIN = CorpusPlan(400, 12, 4, RISES, separation=float("inf"), min_probability=0.3)
DOUBTING = CorpusPlan(400, 12, 4, RISES, separation=4.0, min_probability=0.3)

_COLUMNS = ["measure", "value", "low", "high", "stated", "keeps"]


@dataclass(frozen=True)
class Covered:
    """What came of one made-up corpus; every array (n_themes,) unless said otherwise.

    Parameters
    ----------
    covered, called
        bool: the interval holds the known rise; the verdict is "up" or "down", on the right side.
    error, raw_error
        float64 (n_themes * n_years,): share per year less the true share, standardised and raw.
    share_covered
        bool (n_themes * n_years,): the interval of the share holds the true share.
    """

    covered: npt.NDArray[np.bool_]
    called: npt.NDArray[np.bool_]
    error: npt.NDArray[np.float64]
    raw_error: npt.NDArray[np.float64]
    share_covered: npt.NDArray[np.bool_]


def evaluate_trends(
    assignments: pd.DataFrame,
    conversations: pd.DataFrame,
    bouwstenen: pd.DataFrame,
    theme_ids: tuple[str, ...],
    settings: TrendSettings,
    seed: int,
) -> pd.DataFrame:
    """Return one row per measure: value, its 95 % interval, the stated rate, and whether the value keeps it.

    A value keeps its rate when the rate lies on the good side of it or within its interval.
    """
    shuffled = measure_false_verdicts(assignments, conversations, bouwstenen, theme_ids, settings, seed)
    return pd.concat(
        [
            shuffled,
            measure_coverage(CERTAIN, "labels without mistakes", settings, seed),
            measure_coverage(DOUBTING, "a classifier that doubts", settings, seed),
        ],
        ignore_index=True,
    )


def measure_false_verdicts(
    assignments: pd.DataFrame,
    conversations: pd.DataFrame,
    bouwstenen: pd.DataFrame,
    theme_ids: tuple[str, ...],
    settings: TrendSettings,
    seed: int,
    n_permutations: int = N_PERMUTATIONS,
) -> pd.DataFrame:
    """Return the part of themes said to rise or fall, and of shuffles with any such theme, with shuffled dates."""
    rng = np.random.default_rng(seed)
    ordered = conversations.sort_values("conversation_id")
    verdicts = []
    for number in range(n_permutations):
        shuffled = ordered.assign(held_on=rng.permutation(ordered["held_on"].to_numpy()))
        trends = find_trends(assignments, shuffled, bouwstenen, theme_ids, settings, seed + number)
        verdicts.append(trends["direction"].isin(["up", "down"]).to_numpy(dtype=bool))
    called = np.array(verdicts).reshape(n_permutations, -1)
    limit = settings.false_discovery_rate
    return pd.DataFrame(
        [
            _at_most("dates shuffled: part of themes said to rise or fall", called.mean(axis=1), limit),
            _at_most(
                "dates shuffled: part of shuffles with any such theme", np.asarray(called.any(axis=1)), limit
            ),
        ],
        columns=_COLUMNS,
    )


def measure_coverage(
    plan: CorpusPlan, name: str, settings: TrendSettings, seed: int, n_corpora: int = N_CORPORA
) -> pd.DataFrame:
    """Return how often intervals hold what is true of made-up corpora, how often a change is seen, and mean errors."""
    results = [_try_corpus(plan, settings, seed + number) for number in range(n_corpora)]
    rises = np.abs(np.array(plan.rises))
    covered = np.array([result.covered for result in results])
    called = np.array([result.called for result in results])
    error, raw_error = (
        np.array([np.abs(values).mean() for values in column])
        for column in zip(*((r.error, r.raw_error) for r in results), strict=True)
    )
    shares = np.array([result.share_covered.mean() for result in results])
    rows = [
        _at_least(f"{name}: intervals that hold the known change", covered.mean(axis=1), settings.confidence),
        _at_least(
            f"{name}: intervals of yearly shares that hold the true share", shares, settings.confidence
        ),
        _plain(f"{name}: mean error of yearly shares", error),
        _plain(f"{name}: mean error of yearly shares, raw", raw_error),
    ]
    rows += [
        _plain(f"{name}: changes of {rise:.2f} seen", called[:, rises == rise].mean(axis=1))
        for rise in np.unique(rises[rises > 0])
    ]
    return pd.DataFrame(rows, columns=_COLUMNS)


def _try_corpus(plan: CorpusPlan, settings: TrendSettings, seed: int) -> Covered:
    corpus = make_corpus(plan, np.random.default_rng(seed))
    tables = (corpus.assignments, corpus.conversations, corpus.bouwstenen, corpus.theme_ids, settings, seed)
    trends, rises = find_trends(*tables), np.array(plan.rises)
    side = trends["direction"].map({"up": 1, "down": -1}).fillna(0).to_numpy()
    periods = count_periods(*tables)
    years = periods[(periods["period"] == "year") & periods["enough"]]
    truth = _true_shares(corpus, rises, years)
    low, high = years["share_low"].to_numpy(), years["share_high"].to_numpy()
    return Covered(
        ((trends["change_low"] <= rises) & (rises <= trends["change_high"])).to_numpy(dtype=bool),
        (side == np.sign(rises)) & (rises != 0),
        years["share"].to_numpy(dtype=np.float64) - truth,
        years["share_raw"].to_numpy(dtype=np.float64) - truth,
        (low <= truth) & (truth <= high),
    )


def _true_shares(
    corpus: Corpus, rises: npt.NDArray[np.float64], years: pd.DataFrame
) -> npt.NDArray[np.float64]:
    days = corpus.conversations["held_on"]
    middle = days.groupby(days.dt.year).apply(lambda d: (d - days.min()).mean() / (days.max() - days.min()))
    column = pd.Index(corpus.theme_ids).get_indexer(pd.Index(years["theme_id"]))
    when = middle.loc[years["period_start"].dt.year].to_numpy(dtype=np.float64)
    return np.asarray(corpus.level[column] + rises[column] * (when - 0.5))


def _interval(values: npt.NDArray[np.generic]) -> tuple[float, float, float]:
    """Return mean and 95 % interval over independent repetitions."""
    numbers = values.astype(np.float64)
    margin = 1.96 * float(numbers.std(ddof=1)) / np.sqrt(len(numbers))
    return float(numbers.mean()), float(numbers.mean() - margin), float(numbers.mean() + margin)


def _at_most(measure: str, values: npt.NDArray[np.generic], stated: float) -> tuple[object, ...]:
    mean, low, high = _interval(values)
    return measure, mean, low, high, stated, low <= stated


def _at_least(measure: str, values: npt.NDArray[np.generic], stated: float) -> tuple[object, ...]:
    mean, low, high = _interval(values)
    return measure, mean, low, high, stated, high >= stated


def _plain(measure: str, values: npt.NDArray[np.generic]) -> tuple[object, ...]:
    return measure, *_interval(values), float("nan"), pd.NA
