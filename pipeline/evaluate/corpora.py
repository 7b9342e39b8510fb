"""Made-up tables whose themes rise by a known amount; nothing in them comes from a real conversation.

Who sends in drifts over time, themes differ by domain, and a simulated classifier judges each bouwsteen: it sees a
score that is normal with another mean where the bouwsteen is about the theme, and gives the chance that follows.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline.tables import DOMAINS, FORMATS

Flags = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True)
class CorpusPlan:
    """What to make up.

    Parameters
    ----------
    n_conversations, n_bouwstenen
        Conversations, and bouwstenen in each of them.
    n_years
        Length of the span.
    rises
        float, one per theme: change of the share, other things equal, from the first to the last day.
    separation
        Distance between the means of the classifier's score for bouwstenen about the theme and others, in standard
        deviations; infinite for a classifier that makes no mistake.
    min_probability
        Below it nothing is assigned.
    """

    n_conversations: int
    n_bouwstenen: int
    n_years: int
    rises: tuple[float, ...]
    separation: float
    min_probability: float


@dataclass(frozen=True)
class Corpus:
    """The tables, and what is true of them.

    Parameters
    ----------
    level
        float64 (n_themes,): share in the middle of the span, at the mix of the whole span.
    """

    assignments: pd.DataFrame
    conversations: pd.DataFrame
    bouwstenen: pd.DataFrame
    theme_ids: tuple[str, ...]
    level: Numbers


def make_corpus(plan: CorpusPlan, rng: np.random.Generator) -> Corpus:
    """Return made-up tables after a plan."""
    time = np.sort(rng.random(plan.n_conversations))
    domain = _draw_domains(time, rng)
    chance = _chances(time, domain, plan, rng)
    alive = rng.random(chance.shape) < chance
    level = chance.mean(axis=0) - np.array(plan.rises) * (time.mean() - 0.5)
    theme_ids = tuple(f"t{number:02d}" for number in range(len(plan.rises)))
    ids = np.array([f"c{number:05d}" for number in range(len(time))])
    days = (time * 365.25 * plan.n_years).astype(int)
    conversations = pd.DataFrame(
        {
            "conversation_id": ids,
            "held_on": pd.Timestamp("2021-01-01") + pd.to_timedelta(days, unit="D"),
            "domain": np.array(DOMAINS)[domain],
            "format": rng.choice(FORMATS, len(time)),
        }
    )
    owner = np.repeat(np.arange(len(time)), plan.n_bouwstenen)
    bouwstenen = pd.DataFrame(
        {
            "bouwsteen_id": [f"b{number:07d}" for number in range(len(owner))],
            "conversation_id": ids[owner],
            "duplicate_of": pd.Series(index=range(len(owner)), dtype="str"),
        }
    )
    row, column, chance = _judge(_place(alive, plan.n_bouwstenen, rng), plan, rng)
    assignments = pd.DataFrame(
        {
            "bouwsteen_id": bouwstenen["bouwsteen_id"].to_numpy()[row],
            "theme_id": np.array(theme_ids)[column],
            "probability": chance,
            "assigned_by": "model",
        }
    )
    return Corpus(assignments, conversations, bouwstenen, theme_ids, level)


def _draw_domains(time: Numbers, rng: np.random.Generator) -> npt.NDArray[np.int64]:
    """Return a domain per conversation; the first domains send in early, the last ones late."""
    pull = 1 + 1.5 * np.outer(time - 0.5, np.linspace(-1, 1, len(DOMAINS)))
    edges = np.cumsum(pull / pull.sum(axis=1, keepdims=True), axis=1)
    return np.asarray((rng.random((len(time), 1)) > edges[:, :-1]).sum(axis=1))


def _chances(
    time: Numbers, domain: npt.NDArray[np.int64], plan: CorpusPlan, rng: np.random.Generator
) -> Numbers:
    """Return float64 (n_conversations, n_themes): shares that stay within 0-1, so that each rise is exact."""
    rises = np.array(plan.rises)
    room = np.abs(rises) / 2 + 0.08
    base = rng.uniform(room + 0.01, 0.5, len(rises))
    by_domain = rng.uniform(-0.08, 0.08, (len(DOMAINS), len(rises)))
    return base + by_domain[domain] + np.outer(time - 0.5, rises)


def _place(alive: Flags, n_bouwstenen: int, rng: np.random.Generator) -> Flags:
    """Return bool (n_bouwstenen in all, n_themes): which are about a theme; one or more where it lives."""
    n_conversations, n_themes = alive.shape
    about = rng.random((n_conversations, n_bouwstenen, n_themes)) < 0.5 / n_bouwstenen
    first = rng.integers(0, n_bouwstenen, alive.shape)
    about |= np.arange(n_bouwstenen)[None, :, None] == first[:, None, :]
    return np.asarray((about & alive[:, None, :]).reshape(-1, n_themes))


def _judge(
    about: Flags, plan: CorpusPlan, rng: np.random.Generator
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], Numbers]:
    """Return row, column and chance of what the classifier assigns."""
    if np.isinf(plan.separation):
        row, column = np.nonzero(about)
        return row, column, np.ones(len(row))
    distance, part = plan.separation, about.mean(axis=0).clip(1e-9, 1 - 1e-9)
    score = rng.standard_normal(about.shape) + distance * about
    log_odds = np.log(part / (1 - part)) + distance * score - distance**2 / 2
    chance = 1 / (1 + np.exp(-log_odds))
    row, column = np.nonzero(chance >= plan.min_probability)
    return row, column, chance[row, column]
