"""The ledger of files received."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from pipeline.tables import UNREAD_PAGES

STATUSES = ("read", "duplicate", "empty", "rejected")


@dataclass(frozen=True)
class Balance:
    """Files received and what became of them; received is the sum of the other four."""

    received: int
    read: int
    duplicate: int
    empty: int
    rejected: int


def count_files(files: pd.DataFrame) -> Balance:
    """Return the balance of the ledger."""
    counts = files["status"].value_counts()
    return Balance(len(files), *(int(counts.get(status, 0)) for status in STATUSES))


def needs_attention(files: pd.DataFrame) -> pd.DataFrame:
    """Return the files that were not read, or not wholly, newest first."""
    rows = files[files["status"].isin(["rejected", "empty"]) | (files["reason"] == UNREAD_PAGES)]
    return rows.sort_values(
        ["status", "received_at", "path"], ascending=[False, False, True], ignore_index=True
    )


def count_reasons(files: pd.DataFrame) -> pd.DataFrame:
    """Return per reason the number of rejected files: `reason`, `reason_nl`, `n_files`, most first."""
    rejected = files[files["status"] == "rejected"]
    counts = rejected.groupby(["reason", "reason_nl"], dropna=False).size().rename("n_files").reset_index()
    return counts.sort_values(["n_files", "reason"], ascending=[False, True], ignore_index=True)


def select_files(files: pd.DataFrame, statuses: tuple[str, ...], words: str) -> pd.DataFrame:
    """Return the files with one of the statuses (all when none) and with the words in their path, newest first."""
    rows = files[files["status"].isin(list(statuses))] if statuses else files
    if words:
        rows = rows[rows["path"].str.contains(words, case=False, regex=False)]
    return rows.sort_values(["received_at", "path"], ascending=[False, True], ignore_index=True)


def incomplete_conversations(conversations: pd.DataFrame) -> pd.DataFrame:
    """Return the conversations that miss their date, organisation, domain or format."""
    facts = ["held_on", "organisation", "domain", "format"]
    return conversations[conversations[facts].isna().any(axis=1)].reset_index(drop=True)
