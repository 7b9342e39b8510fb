"""Shares as they would be had every period the same mix of domains and formats: that of the whole span.

A cell (domain and format) with at least `MIN_CELL` conversations in the period counts with its own share there,
weighted by its part of the whole span: post-stratification. Smaller and missing cells are taken together: their level
is that of the whole span, moved by what the period's conversations differ from it (the difference estimator of
Särndal, Swensson and Wretman, Model Assisted Survey Sampling, 1992, ch. 6). So a quarter with many prisons looks like
no change, and a single conversation never stands for a sixth of the government.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipeline.trends.alive import Alive, Codes, Numbers
from pipeline.trends.reliability import measure_reliability

MIN_CELL = 10


@dataclass(frozen=True)
class Mix:
    """The mix of a span and the level of each theme in each of its cells.

    Parameters
    ----------
    cell
        int64 (n_conversations,): cell of each conversation.
    weight
        float64 (n_cells,): part of the span's conversations in the cell; sums to 1.
    reliability
        float64 (n_themes,): what is left of a difference between shares, from `measure_reliability`.
    overall
        float64 (n_themes,): share over the span.
    level
        float64 (n_cells, n_themes): share in the cell over the span, small cells drawn to the overall share.
    """

    cell: Codes
    weight: Numbers
    reliability: Numbers
    overall: Numbers
    level: Numbers


@dataclass(frozen=True)
class Estimate:
    """How the share of a period follows from the mean probabilities of groups of its conversations.

    ``share = constant + coefficient @ mean probability of each group``

    Parameters
    ----------
    group
        int64 (n_conversations in the period,): group of each conversation.
    size
        int64 (n_groups,): conversations per group, at least 1.
    coefficient
        float64 (n_groups,); sums to 1.
    constant
        float64 (n_themes,).
    """

    group: Codes
    size: Codes
    coefficient: Numbers
    constant: Numbers


def measure_mix(alive: Alive) -> Mix:
    """Return the mix of all conversations given; at least one."""
    _, cell = np.unique(alive.domain * (alive.format.max() + 1) + alive.format, return_inverse=True)
    n_in_cell = np.bincount(cell)
    sums = sum_by_group(alive.probability, cell, len(n_in_cell))
    overall = alive.probability.mean(axis=0)
    level = (sums + overall) / (n_in_cell[:, None] + 1.0)
    reliability = measure_reliability(alive.probability)
    return Mix(cell.astype(np.int64), n_in_cell / n_in_cell.sum(), reliability, overall, level)


def plan_estimate(cell: Codes, mix: Mix) -> Estimate:
    """Return how to standardise a period whose conversations, at least one, lie in these cells."""
    n_in_cell = np.bincount(cell, minlength=len(mix.weight))
    large = n_in_cell >= MIN_CELL
    n_small = int(n_in_cell[~large].sum())
    rest_weight = float(mix.weight[~large].sum())
    number = np.where(large, np.cumsum(large) - 1, large.sum())
    size = n_in_cell[large] if n_small == 0 else np.append(n_in_cell[large], n_small)
    coefficient = np.zeros(len(size))
    coefficient[: int(large.sum())] = mix.weight[large]
    # A handful of conversations can't speak for all small cells; then the whole period does.
    rest_speaks = n_small >= MIN_CELL or not large.any()
    if rest_speaks:
        coefficient[-1] = rest_weight
    else:
        coefficient += rest_weight * size / size.sum()
    speaking = np.where(large & rest_speaks, 0, n_in_cell)
    present = speaking / max(speaking.sum(), 1)
    constant = mix.weight[~large] @ mix.level[~large] - rest_weight * (present @ mix.level)
    return Estimate(number[cell], size, coefficient, constant)


def sum_by_group(values: Numbers, group: Codes, n_groups: int) -> Numbers:
    """Return float64 (n_groups, n_columns): sums of the rows of `values` per group."""
    return np.eye(n_groups)[group].T @ values
