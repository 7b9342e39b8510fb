"""Results of polls beside the theme of each statement: what was chosen, by how many, and who placed it there.

Of each organisation its last standing counts, and organisations are added up: none is shown apart.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from pipeline.export import dutch

WHAT_IS_A_POLL = (
    "Een peiling is geen stemming over het thema. De aantallen zeggen wat de mensen kozen die meededen, niet wat alle "
    "ambtenaren vinden. Ze tellen niet mee in hoe vaak een thema in gesprekken voorkomt."
)


@dataclass(frozen=True)
class PollOption:
    """An answer, how many people chose it, which part of all answers that is (0-1), and both in words."""

    label: str
    n_people: int
    share: float
    told: str


@dataclass(frozen=True)
class PollStatement:
    """A statement with its results.

    Parameters
    ----------
    options
        In the order of the poll; none when too few people answered to show them.
    told
        Which poll, when, and how many people, in words.
    placed
        Who put it with the theme, in words.
    assigned_by
        file, model or person.
    """

    statement_id: str
    text: str
    options: tuple[PollOption, ...]
    n_people: int
    told: str
    placed: str
    assigned_by: str


def list_statements(
    results: pd.DataFrame, placed: pd.DataFrame, theme_id: str | None, min_group: int
) -> tuple[PollStatement, ...]:
    """Return the statements that belong to a theme, the poll with the latest results first.

    Parameters
    ----------
    results, placed
        The tables `poll_results` and `poll_themes`.
    theme_id
        The theme; None for statements that belong to none.
    min_group
        People below which counts are not shown.
    """
    own = placed[placed["theme_id"].isna() if theme_id is None else placed["theme_id"] == theme_id]
    by = {
        str(statement_id): (str(assigned_by), None if pd.isna(probability) else float(probability))
        for statement_id, assigned_by, probability in zip(
            own["statement_id"], own["assigned_by"], own["probability"], strict=True
        )
    }
    rows = _last_standing(results[results["statement_id"].isin(by)])
    found = []
    for (poll, statement_id), group in rows.groupby(["poll", "statement_id"], sort=False):
        assigned_by, probability = by[str(statement_id)]
        last = group["held_on"].max()
        statement = PollStatement(
            str(statement_id),
            str(group["statement"].iloc[-1]),
            _count_options(group, min_group),
            int(group["n_people"].sum()),
            _tell(str(poll), group, min_group),
            _tell_place(assigned_by, probability)
            if theme_id
            else "Bij deze stelling is geen thema gevonden.",
            assigned_by,
        )
        found.append((pd.Timestamp(0) if pd.isna(last) else last, str(poll), statement))
    return tuple(s for *_, s in sorted(found, key=lambda item: (-item[0].value, item[1], item[2].text)))


def _last_standing(results: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of each organisation's last day per poll and statement; a missing day is before all others."""
    groups = ["poll", "statement_id", "organisation"]
    days = results["held_on"].fillna(pd.Timestamp(0))
    last = days.groupby([results[name].fillna("") for name in groups]).transform("max")
    return results[days == last]


def _count_options(rows: pd.DataFrame, min_group: int) -> tuple[PollOption, ...]:
    total = int(rows["n_people"].sum())
    if total < max(min_group, 1):
        return ()
    counts = rows.groupby("option", sort=False).agg(position=("position", "min"), n=("n_people", "sum"))
    counts = counts.sort_values("position", kind="stable")
    return tuple(
        PollOption(str(label), int(n), int(n) / total, f"{dutch.whole(n)} ({dutch.percent(n / total)})")
        for label, n in counts["n"].items()
    )


def _tell(poll: str, rows: pd.DataFrame, min_group: int) -> str:
    total = int(rows["n_people"].sum())
    days = rows["held_on"].dropna()
    when = f", {dutch.day(days.max())}" if len(days) else ""
    if total < max(min_group, 1):
        few = f"Minder dan {min_group} mensen gaven antwoord"
        return f"Peiling ‘{poll}’{when}. {few}. Daarom staan hier geen aantallen."
    return f"Peiling ‘{poll}’{when}. {dutch.counted(total, 'mens gaf', 'mensen gaven')} antwoord."


def _tell_place(assigned_by: str, probability: float | None) -> str:
    if assigned_by == "person":
        return "Een mens heeft deze stelling bij dit thema gezet."
    if assigned_by == "file":
        return "Dit thema stond bij de stelling in de uitslag."
    sure = "" if probability is None else f" ({dutch.percent(probability)} zeker)"
    return f"Onzeker: het programma denkt dat deze stelling hier hoort{sure}. Niemand heeft dat nagekeken."
