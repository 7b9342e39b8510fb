"""Nothing is lost: the sums that must hold before a run is published."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from pipeline.errors import BalanceError


@dataclass(frozen=True)
class Ledger:
    """How many files came in and what became of them; how many bouwstenen have a theme."""

    n_received: int
    n_read: int
    n_duplicate: int
    n_empty: int
    n_rejected: int
    n_conversations: int
    n_bouwstenen: int
    n_assigned: int
    n_unassigned: int


def count_ledger(
    files: pd.DataFrame, conversations: pd.DataFrame, bouwstenen: pd.DataFrame, assignments: pd.DataFrame
) -> Ledger:
    """Count files per status and bouwstenen with and without a theme.

    Raises
    ------
    BalanceError
        When a sum does not hold: received = read + duplicate + empty + rejected,
        bouwstenen = assigned + unassigned.
    """
    status = files["status"].value_counts()
    counted = set(bouwstenen.loc[bouwstenen["duplicate_of"].isna(), "bouwsteen_id"])
    assigned = set(assignments["bouwsteen_id"])
    _require(assigned <= counted, f"{len(assigned - counted)} assignments belong to no counted bouwsteen")
    _require(
        set(bouwstenen["conversation_id"]) <= set(conversations["conversation_id"]),
        "bouwstenen belong to conversations that are not in the table",
    )
    _require(
        int(files["n_bouwstenen"].sum()) == len(counted),
        f"files say {int(files['n_bouwstenen'].sum())} bouwstenen, the table holds {len(counted)}",
    )
    ledger = Ledger(
        n_received=len(files),
        n_read=int(status.get("read", 0)),
        n_duplicate=int(status.get("duplicate", 0)),
        n_empty=int(status.get("empty", 0)),
        n_rejected=int(status.get("rejected", 0)),
        n_conversations=len(conversations),
        n_bouwstenen=len(counted),
        n_assigned=len(assigned),
        n_unassigned=len(counted - assigned),
    )
    parts = ledger.n_read + ledger.n_duplicate + ledger.n_empty + ledger.n_rejected
    _require(ledger.n_received == parts, f"{ledger.n_received} files received, {parts} accounted for")
    return ledger


def check_polls(files: pd.DataFrame, results: pd.DataFrame, themes: pd.DataFrame) -> None:
    """Check that every poll that was read has its rows in the table, and every statement its place.

    Raises
    ------
    BalanceError
        When a file with a poll has no results, or results come from no such file, or a statement was lost.
    """
    polls = files[(files["status"] == "read") & (files["reason"] == "poll")]
    _require(
        set(polls["file_id"]) == set(results["file_id"]),
        f"{polls['file_id'].nunique()} files hold a poll, results come from {results['file_id'].nunique()}",
    )
    _require(
        set(results["statement_id"]) == set(themes["statement_id"]),
        f"{results['statement_id'].nunique()} statements of polls, {len(themes)} of them were placed",
    )


def _require(holds: bool, what: str) -> None:
    if not holds:
        raise BalanceError(f"{what}; nothing was published, the last publication stands")
