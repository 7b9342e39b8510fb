"""Tables in which no organisation with few conversations can be told apart; for whoever is not an analyst."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

HIDDEN_PATH = "(afgeschermd)"


def hide_small_groups(tables: Mapping[str, pd.DataFrame], min_group: int) -> dict[str, pd.DataFrame]:
    """Return the tables without the names of organisations that have fewer than `min_group` conversations.

    The file such a conversation came from, and the mail or archive around it, lose their path: it often names the
    organisation. In a poll an organisation needs as many people. The tables that are given stay as they are.
    """
    made = dict(tables)
    conversations = made["conversations"]
    counts = conversations.groupby("organisation")["conversation_id"].transform("nunique")
    hidden = conversations["organisation"].notna() & ~(counts >= min_group)
    made["conversations"] = _without_organisation(conversations, hidden)
    if "files" in made:
        made["files"] = _without_paths(made["files"], set(conversations.loc[hidden, "file_id"]))
    if "poll_results" in made:
        results = made["poll_results"]
        people = results.groupby(["poll", "statement_id", "organisation"])["n_people"].transform("sum")
        few = results["organisation"].notna() & ~(people >= min_group)
        made["poll_results"] = _without_organisation(results, few)
    return made


def _without_organisation(frame: pd.DataFrame, hidden: pd.Series) -> pd.DataFrame:
    return frame.assign(organisation=frame["organisation"].where(~hidden))


def _without_paths(files: pd.DataFrame, file_ids: set[str]) -> pd.DataFrame:
    parents = {
        str(file_id): str(parent)
        for file_id, parent in zip(files["file_id"], files["parent_file_id"], strict=True)
        if isinstance(parent, str)
    }
    around = set(file_ids)
    fresh = around
    while fresh:
        fresh = {parents[file_id] for file_id in fresh if file_id in parents} - around
        around = around | fresh
    hidden = files["file_id"].isin(around)
    return files.assign(path=files["path"].where(~hidden, HIDDEN_PATH))
