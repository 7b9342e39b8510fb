"""The step "trends": how often each theme lives in conversations, per period, and what rose or fell."""

from __future__ import annotations

import pandas as pd

from pipeline.config import Settings
from pipeline.store import RunWriter
from pipeline.trends import count_periods, find_trends


def follow_themes(settings: Settings, writer: RunWriter) -> dict[str, pd.DataFrame]:
    """Return `theme_periods` and `trends` of every theme that is shown."""
    themes = writer.read_table("themes")
    theme_ids = themes.loc[themes["status"].isin(["active", "candidate"]), "theme_id"].tolist()
    tables = (
        writer.read_table("assignments"),
        writer.read_table("conversations"),
        writer.read_table("bouwstenen"),
    )
    seed = settings.themes.seed
    return {
        "theme_periods": count_periods(*tables, theme_ids, settings.trends, seed),
        "trends": find_trends(*tables, theme_ids, settings.trends, seed),
    }
