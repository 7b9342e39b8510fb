"""A publication as documents use it: its tables together, with shares, quotes and what may be named."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import pandas as pd
from scipy.stats import binomtest

from pipeline.errors import ExportError
from pipeline.export import dutch
from pipeline.export.pollresults import PollStatement, list_statements
from pipeline.tables import POLL_RESULTS, POLL_THEMES

TABLE_NAMES: Final = (
    "conversations",
    "bouwstenen",
    "assignments",
    "themes",
    "theme_terms",
    "theme_quotes",
    "theme_periods",
    "trends",
    "theme_events",
)
"""The tables that the documents are made from."""

POLL_TABLES: Final = ("poll_results", "poll_themes")
"""Tables that a run of an older version does not have."""

_MONTHS_PER: Final = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}


def finished_on(manifest: Mapping[str, Any]) -> pd.Timestamp:
    """Return the day on which a run was finished (UTC)."""
    return pd.Timestamp(str(manifest["finished_at"])).tz_convert("UTC").tz_localize(None).normalize()


@dataclass(frozen=True)
class Publication:
    """The tables of one run, and its manifest.

    Raises
    ------
    ExportError
        When a table is missing, or when there is nothing to show.
    """

    tables: Mapping[str, pd.DataFrame]
    manifest: Mapping[str, Any]

    def __post_init__(self) -> None:
        missing = [name for name in TABLE_NAMES if name not in self.tables]
        if missing:
            raise ExportError(f"the publication lacks the tables {', '.join(missing)}; run `rode-draden run`")
        if self.tables["conversations"].empty or self.tables["bouwstenen"].empty:
            raise ExportError(
                "the publication holds no conversations, so there is nothing to make a document of; "
                "put submissions in the inbox and run `rode-draden run`"
            )

    @classmethod
    def load(cls, read_table: Callable[[str], pd.DataFrame], manifest: Mapping[str, Any]) -> Publication:
        """Return the publication of a run, its tables read one by one by name."""
        names = [*TABLE_NAMES, *(name for name in POLL_TABLES if name in manifest["rows"])]
        return cls({name: read_table(name) for name in names}, manifest)

    @property
    def conversations(self) -> pd.DataFrame:
        """The conversations."""
        return self.tables["conversations"]

    @property
    def n_conversations(self) -> int:
        """How many conversations there are."""
        return len(self.conversations)

    @property
    def is_sample(self) -> bool:
        """Whether everything in it is fiction."""
        return bool(self.manifest.get("sample", False))

    @property
    def min_group(self) -> int:
        """Number of conversations below which a group is not shown apart."""
        return int(self.manifest["settings"]["privacy"]["min_group_conversations"])

    @property
    def confidence(self) -> float:
        """Level of every interval, 0-1."""
        return float(self.manifest["settings"]["trends"]["confidence"])

    @property
    def made_on(self) -> pd.Timestamp:
        """Day on which the run was finished (UTC)."""
        return finished_on(self.manifest)

    @cached_property
    def span(self) -> str:
        """First and last month of the conversations, or an empty text when no date is known."""
        dates = self.conversations["held_on"].dropna()
        if dates.empty:
            return ""
        first, last = dutch.month(dates.min()), dutch.month(dates.max())
        return first if first == last else f"{first} tot en met {last}"

    @cached_property
    def themes(self) -> pd.DataFrame:
        """Active themes that live in a conversation, most conversations first, with their share.

        Columns of the table plus `share`, `share_low`, `share_high` (0-1, of all conversations; score interval of
        Wilson, 1927) and `direction` (up, down, flat, unclear).
        """
        themes = self.tables["themes"]
        return self._with_share(themes[(themes["status"] == "active") & (themes["n_conversations"] > 0)])

    @cached_property
    def candidates(self) -> pd.DataFrame:
        """Proposed themes outside the catalogue, with the same columns as `themes`."""
        themes = self.tables["themes"]
        return self._with_share(themes[themes["status"] == "candidate"])

    def _with_share(self, themes: pd.DataFrame) -> pd.DataFrame:
        n_found = themes["n_conversations"].astype("int64").clip(upper=self.n_conversations)
        bounds = [
            binomtest(int(n), self.n_conversations).proportion_ci(self.confidence, method="wilson")
            for n in n_found
        ]
        low, high = [bound.low for bound in bounds], [bound.high for bound in bounds]
        trends = self.tables["trends"]
        directions = dict(zip(trends["theme_id"], trends["direction"], strict=True))
        shares = themes.assign(
            n_conversations=n_found,
            share=n_found / self.n_conversations,
            share_low=low,
            share_high=high,
            direction=[directions.get(theme_id, "unclear") for theme_id in themes["theme_id"]],
        )
        order = ["n_conversations", "n_bouwstenen", "theme_id"]
        return shares.sort_values(order, ascending=[False, False, True], ignore_index=True)

    @cached_property
    def bouwstenen(self) -> pd.DataFrame:
        """What was said, doubles left out, by id: the table with date, domain and organisation of its conversation."""
        lines = self.tables["bouwstenen"]
        lines = lines[lines["duplicate_of"].isna()]
        facts = self.conversations.set_index("conversation_id")[["held_on", "organisation", "domain"]]
        joined = lines.join(facts, on="conversation_id")
        return joined.set_index("bouwsteen_id", drop=False).rename_axis(None)

    @cached_property
    def _place_of(self) -> dict[str, int]:
        """Row number in `bouwstenen` per id; much faster than asking the index on half a million rows."""
        return {bouwsteen_id: place for place, bouwsteen_id in enumerate(self.bouwstenen.index)}

    def find_lines(self, bouwsteen_ids: Iterable[str]) -> pd.DataFrame:
        """Return the rows of `bouwstenen` with these ids, in their order; unknown ones are left out."""
        places = [self._place_of[i] for i in bouwsteen_ids if i in self._place_of]
        return self.bouwstenen.iloc[places]

    @cached_property
    def mentions(self) -> pd.DataFrame:
        """The assignments of what `bouwstenen` holds, the surest first within a theme."""
        rows = self.tables["assignments"]
        known = [i in self._place_of for i in rows["bouwsteen_id"]]
        rows = rows[pd.Series(known, rows.index, dtype="bool")]
        order = ["theme_id", "rank", "probability", "bouwsteen_id"]
        return rows.sort_values(order, ascending=[True, True, False, True], ignore_index=True)

    @cached_property
    def _ids_per_theme(self) -> dict[str, list[str]]:
        grouped = self.mentions.groupby("theme_id", sort=False)["bouwsteen_id"]
        return {str(theme_id): list(ids) for theme_id, ids in grouped}

    def lines_of(self, theme_id: str) -> pd.DataFrame:
        """Return the rows of `bouwstenen` with a theme: main theme before side theme, the surest first."""
        return self.find_lines(self._ids_per_theme.get(theme_id, []))

    def quotes_of(self, theme_id: str, kind: str) -> pd.DataFrame:
        """Return the representative quotes of a theme (kind: typical, dissenting), the best first."""
        quotes = self.tables["theme_quotes"]
        quotes = quotes[(quotes["theme_id"] == theme_id) & (quotes["kind"] == kind)].sort_values("rank")
        return self.find_lines(quotes["bouwsteen_id"])

    def polls_of(self, theme_id: str) -> tuple[PollStatement, ...]:
        """Return the statements of polls that belong to a theme, with their results."""
        results = self.tables.get("poll_results", POLL_RESULTS.empty())
        placed = self.tables.get("poll_themes", POLL_THEMES.empty())
        return list_statements(results, placed, theme_id, self.min_group)

    @cached_property
    def n_without_theme(self) -> int:
        """How many of `bouwstenen` have no theme."""
        return len(self.bouwstenen) - len(set(self.mentions["bouwsteen_id"]))

    def terms_of(self, theme_id: str) -> list[str]:
        """Return the key terms of a theme, the strongest first."""
        terms = self.tables["theme_terms"]
        return [str(term) for term in terms[terms["theme_id"] == theme_id].sort_values("rank")["term"]]

    def course_of(self, theme_id: str, period: str) -> pd.DataFrame:
        """Return a theme per period, in order of time.

        Columns of `theme_periods` plus `period_end`; the shares are missing where a period has too few conversations.
        """
        periods = self.tables["theme_periods"]
        rows = periods[(periods["theme_id"] == theme_id) & (periods["period"] == period)]
        rows = rows.sort_values("period_start", ignore_index=True)
        enough = rows["enough"].astype("bool")
        shares = {name: rows[name].where(enough) for name in ("share", "share_low", "share_high")}
        return rows.assign(
            **shares, period_end=rows["period_start"] + pd.DateOffset(months=_MONTHS_PER[period])
        )

    @cached_property
    def period(self) -> str:
        """The calmest period of which there are at least three with enough conversations, or else the shortest such.

        Half years first: they have a season's ups and downs inside, and room for narrow intervals.
        """
        periods = self.tables["theme_periods"].drop_duplicates(["period", "period_start"])
        n_enough = periods[periods["enough"].astype("bool")].groupby("period").size()
        for period in ("half_year", "quarter", "month"):
            if n_enough.get(period, 0) >= 3:
                return period
        return "half_year"

    @cached_property
    def organisations_per_theme(self) -> dict[str, dict[str, int]]:
        """Per theme the organisations that may be named with it, with their conversations, most first."""
        lines = self.bouwstenen[["conversation_id", "organisation"]]
        places = [self._place_of[i] for i in self.mentions["bouwsteen_id"]]
        joined = lines.iloc[places].assign(theme_id=self.mentions["theme_id"].to_numpy())
        counts = joined.groupby(["theme_id", "organisation"])["conversation_id"].nunique().rename("n")
        rows = counts[counts >= self.min_group].reset_index()
        found: dict[str, dict[str, int]] = {}
        for row in records(rows.sort_values(["n", "organisation"], ascending=[False, True])):
            found.setdefault(str(row["theme_id"]), {})[str(row["organisation"])] = int(row["n"])
        return found

    def nameable_conversations(self, shown: Iterable[tuple[str, str]]) -> frozenset[str]:
        """Return the conversations whose organisation may stand with their quotes in one document.

        A conversation number is the same in every chapter, so one chapter in which an organisation is too small
        to be named hides it in all of them.

        Parameters
        ----------
        shown
            Conversation and theme of every quote in the document ("" for a quote without a theme).
        """
        organisation_of = self.conversations.set_index("conversation_id")["organisation"].dropna().to_dict()
        themes_of: dict[str, set[str]] = {}
        for conversation_id, theme_id in shown:
            themes_of.setdefault(conversation_id, set()).add(theme_id)
        return frozenset(
            conversation_id
            for conversation_id, theme_ids in themes_of.items()
            if all(
                organisation_of.get(conversation_id) in self.organisations_per_theme.get(theme_id, {})
                for theme_id in theme_ids
            )
        )


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a table as dicts by column name."""
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]
