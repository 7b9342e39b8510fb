"""The step "trends": how often each theme lives in conversations, per period; what rose or fell, and why."""

from __future__ import annotations

import pandas as pd

from pipeline.config import Settings
from pipeline.store import RunWriter, Store
from pipeline.tables import THEME_SHIFTS
from pipeline.trends import count_periods, find_trends, split_shifts
from pipeline.trends.shift import RunTables


def follow_themes(settings: Settings, store: Store, writer: RunWriter) -> dict[str, pd.DataFrame]:
    """Return `theme_periods`, `trends` and `theme_shifts` (since the published run) of every theme that is shown."""
    themes = writer.read_table("themes")
    theme_ids = themes.loc[themes["status"].isin(["active", "candidate"]), "theme_id"].tolist()
    now = RunTables(*(writer.read_table(name) for name in ("assignments", "conversations", "bouwstenen")))
    tables = (now.assignments, now.conversations, now.bouwstenen)
    seed = settings.themes.seed
    return {
        "theme_periods": count_periods(*tables, theme_ids, settings.trends, seed),
        "trends": find_trends(*tables, theme_ids, settings.trends, seed),
        "theme_shifts": _shifts(settings, store, now, theme_ids),
    }


def _shifts(settings: Settings, store: Store, now: RunTables, theme_ids: list[str]) -> pd.DataFrame:
    if store.current_run_id() is None:
        return THEME_SHIFTS.empty()
    before = RunTables(*(store.read_table(name) for name in ("assignments", "conversations", "bouwstenen")))
    return split_shifts(before, now, theme_ids, settings.trends)
