"""What may be said of a theme over the whole span: stijgt, daalt, gelijk or onduidelijk, and in which phase it is."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.stats import false_discovery_control

from pipeline.config import TrendSettings
from pipeline.tables import TRENDS
from pipeline.trends.alive import Alive, Numbers, gather_alive
from pipeline.trends.breaks import find_change_points, measure_seasons
from pipeline.trends.lines import Design, Lines, fit_lines, make_design
from pipeline.trends.periods import generator_for, start_periods

FEW = 0.02
"""A theme in fewer than 1 in 50 conversations is hardly there: it emerges when it rises from it, else it is quiet."""

Words = npt.NDArray[np.str_]


def find_trends(
    assignments: pd.DataFrame,
    conversations: pd.DataFrame,
    bouwstenen: pd.DataFrame,
    theme_ids: Sequence[str],
    settings: TrendSettings,
    seed: int,
) -> pd.DataFrame:
    """Return `trends`: per theme the change of its share from the first to the last conversation, and the verdict.

    "up" and "down" need a q-value (Benjamini and Hochberg, J. Royal Statistical Society B 57, 1995) within
    `settings.false_discovery_rate` and an interval without zero. "flat" needs an interval within `settings.flat_band`
    on both sides of zero, and goes first: a change may be certain and too small to matter. The rest is "unclear", as is
    everything with fewer than twice `settings.min_conversations` conversations with a date.
    """
    alive = gather_alive(assignments, conversations, bouwstenen, theme_ids).dated()
    if not alive.theme_ids:
        return TRENDS.empty()
    if len(alive.conversation_ids) < 2 * settings.min_conversations:
        return _describe_nothing(alive)
    design = make_design(alive)
    if not design.can_tell_time:
        return _describe_nothing(alive)
    lines = fit_lines(alive.probability, design, settings.confidence, generator_for(f"{seed}|lines"))
    q_value = false_discovery_control(lines.p_value)
    direction = _judge(lines, q_value, settings)
    first, last = _line_ends(alive, design, lines)
    frame = pd.DataFrame(
        {
            "theme_id": alive.theme_ids,
            "direction": direction,
            "change": lines.change.clip(-1, 1),
            "change_low": lines.low.clip(-1, 1),
            "change_high": lines.high.clip(-1, 1),
            "q_value": q_value,
            "share_first": first,
            "share_last": last,
            "phase": _name_phase(direction, first, last),
            "reliability": lines.reliability,
            "n_conversations": len(alive.conversation_ids),
        }
    )
    shapes = _describe_shapes(alive, design, lines, settings, seed)
    return TRENDS.validate(pd.concat([frame, shapes], axis=1))


def _describe_nothing(alive: Alive) -> pd.DataFrame:
    frame = pd.DataFrame({"theme_id": alive.theme_ids, "direction": "unclear", "phase": "unclear"})
    frame["n_conversations"] = len(alive.conversation_ids)
    return TRENDS.validate(frame.reindex(columns=TRENDS.column_names))


def _judge(lines: Lines, q_value: Numbers, settings: TrendSettings) -> Words:
    found = q_value <= settings.false_discovery_rate
    within = (lines.low >= -settings.flat_band) & (lines.high <= settings.flat_band)
    return np.select(
        [within, found & (lines.low > 0), found & (lines.high < 0)], ["flat", "up", "down"], "unclear"
    )


def _line_ends(alive: Alive, design: Design, lines: Lines) -> tuple[Numbers, Numbers]:
    # Least squares goes through the means: the line at the mean time is the mean share, at the mix of the whole span.
    mean = alive.probability.mean(axis=0)
    first = mean - lines.change * design.time.mean()
    return first.clip(0, 1), (first + lines.change).clip(0, 1)


def _name_phase(direction: Words, first: Numbers, last: Numbers) -> Words:
    rises = direction == "up"
    return np.select(
        [rises & (first < FEW), rises, last < FEW, direction == "down", direction == "flat"],
        ["emerging", "growing", "quiet", "fading", "steady"],
        "unclear",
    )


def _describe_shapes(
    alive: Alive, design: Design, lines: Lines, settings: TrendSettings, seed: int
) -> pd.DataFrame:
    swing, season_p = measure_seasons(alive.probability, design, lines.variance)
    columns: dict[str, object] = {
        "season_swing": swing,
        "season_q_value": season_p if np.isnan(season_p).any() else false_discovery_control(season_p),
        "change_point_on": np.datetime64("NaT", "us"),
        "change_point_q_value": np.nan,
    }
    points = find_change_points(
        alive.probability,
        design,
        start_periods(alive.held_on, 3),
        lines.variance,
        generator_for(f"{seed}|change points"),
    )
    if points is not None:
        q_value = false_discovery_control(points.p_value)
        shown = (q_value <= settings.false_discovery_rate) & points.beats_line
        columns["change_point_on"] = np.where(shown, points.on, np.datetime64("NaT", "D"))
        columns["change_point_q_value"] = q_value
    return pd.DataFrame(columns)
