"""What a person should look at in the inbox: the files that were not read, with the reason."""

from __future__ import annotations

import pandas as pd

from pipeline.config import Settings
from pipeline.store import Store
from pipeline.tables import FILES, UNREAD_PAGES


def read_attention(settings: Settings) -> pd.DataFrame:
    """Return the published rows of `files` that were not read whole, rejects first; none before the first run."""
    store = Store(settings.paths.data)
    if store.current_run_id() is None:
        return FILES.empty()
    files = store.read_table("files")
    unread = files[files["status"].isin(["rejected", "empty"]) | (files["reason"] == UNREAD_PAGES)]
    return unread.sort_values(["status", "path"], ascending=[False, True])
