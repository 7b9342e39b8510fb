"""Every table, declared once: what a row is, its key, columns, units, checks and Dutch labels.

The declarations build the pandera schemas, the empty tables and the data dictionary.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import pandas as pd
import pandera.pandas as pa

from pipeline.errors import TableError
from pipeline.formdefs import REPORT_FORMS

_PANDAS_DTYPES = {
    "text": "str",
    "integer": "Int64",
    "number": "float64",
    "boolean": "boolean",
    "date": "datetime64[us]",
    "time_utc": "datetime64[us, UTC]",
}


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Parameters
    ----------
    name, kind
        Name as stored; kind is a key of the dtype table: text, integer, number, boolean, date, time_utc.
    label_nl, description
        What a Dutch reader sees above it; what it means, with its unit, for who works with the data.
    required
        Whether a value may be missing.
    minimum, maximum, values
        Limits that every present value keeps.
    """

    name: str
    kind: str
    label_nl: str
    description: str
    required: bool = True
    minimum: float | None = None
    maximum: float | None = None
    values: tuple[str, ...] = ()

    def schema(self) -> pa.Column:
        """Return this column as pandera checks it."""
        checks = []
        if self.minimum is not None:
            checks.append(pa.Check.ge(self.minimum))
        if self.maximum is not None:
            checks.append(pa.Check.le(self.maximum))
        if self.values:
            checks.append(pa.Check.isin(self.values))
        return pa.Column(_PANDAS_DTYPES[self.kind], checks=checks, nullable=not self.required, name=self.name)


@dataclass(frozen=True)
class Table:
    """A table: its name, what a row is, its key and its columns."""

    name: str
    grain: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def column_names(self) -> list[str]:
        """Names of the columns, in order."""
        return [column.name for column in self.columns]

    def empty(self) -> pd.DataFrame:
        """Return the table without rows, with the right dtypes."""
        return pd.DataFrame({c.name: pd.Series([], dtype=_PANDAS_DTYPES[c.kind]) for c in self.columns})

    def from_rows(self, rows: Iterable[dict[str, object]]) -> pd.DataFrame:
        """Return rows (dicts by column name) as a checked table; keys that are no column are an error."""
        frame = pd.DataFrame(list(rows))
        unknown = sorted(set(frame.columns) - set(self.column_names))
        if unknown:
            raise TableError(f"table {self.name}: unknown columns {', '.join(unknown)}")
        return self.validate(frame.reindex(columns=self.column_names))

    def validate(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return the table with its declared dtypes and column order.

        Raises
        ------
        TableError
            With the number of rows per broken rule; never with values.
        """
        missing = [name for name in self.column_names if name not in frame.columns]
        if missing:
            raise TableError(f"table {self.name}: columns missing: {', '.join(missing)}")
        try:
            typed = frame[self.column_names].astype({c.name: _PANDAS_DTYPES[c.kind] for c in self.columns})
        except (TypeError, ValueError) as error:
            raise TableError(f"table {self.name}: a column can't take its declared type: {error}") from error
        typed = typed.reset_index(drop=True)
        try:
            _schema(self.name).validate(typed, lazy=True)
        except pa.errors.SchemaErrors as error:
            counts = error.failure_cases.groupby(["column", "check"], dropna=False).size()
            rules = "; ".join(f"{column} {check}: {n} rows" for (column, check), n in counts.items())
            raise TableError(f"table {self.name} breaks its rules: {rules}") from error
        return typed


@cache
def _schema(name: str) -> pa.DataFrameSchema:
    table = TABLES[name]
    return pa.DataFrameSchema(
        {c.name: c.schema() for c in table.columns}, unique=list(table.key), strict=True
    )


UNREAD_PAGES = "unread_pages"
"""The reason of a file that was read but for some pages."""

FORMATS = ("vragen", "verhalen", "model")
DOMAINS = ("beleid", "uitvoering", "toezicht", "inspectie", "bedrijfsvoering", "gemengd")
FACT_SOURCES = ("form", "text", "mail", "file")
PERIODS = ("month", "quarter", "half_year", "year")
TREND_PHASES = ("emerging", "growing", "steady", "fading", "quiet", "unclear")


def _share_column(name: str, label_nl: str, description: str) -> Column:
    """Return a column of shares, 0-1, that may be missing."""
    return Column(name, "number", label_nl, description, required=False, minimum=0, maximum=1)


def _shift_column(name: str, label_nl: str, description: str) -> Column:
    """Return a column of differences between shares, -1 to 1, that may be missing."""
    return Column(name, "number", label_nl, description, required=False, minimum=-1, maximum=1)


FILES = Table(
    "files",
    "one file as received; attachments and archive members too",
    ("file_id", "path"),
    (
        Column("file_id", "text", "Bestandsnummer", "first 16 hex digits of the sha256 of the bytes"),
        Column("path", "text", "Bestand", "path below the inbox, masked; members as parent/member"),
        Column(
            "parent_file_id", "text", "Zat in", "file_id of the e-mail or archive it came in", required=False
        ),
        Column("media_type", "text", "Soort", "media type by content, not by name"),
        Column("size_bytes", "integer", "Grootte (bytes)", "size in bytes", minimum=0),
        Column("received_at", "time_utc", "Ontvangen", "mail date, else file date (UTC)", required=False),
        Column("reader", "text", "Lezer", "reader that owned the file", required=False),
        Column(
            "status", "text", "Status", "what became of it", values=("read", "duplicate", "empty", "rejected")
        ),
        Column(
            "reason",
            "text",
            "Reden (code)",
            "reject reason, the kept file of a duplicate, 'poll' for results of a poll, 'unread_pages' for a part",
            required=False,
        ),
        Column("reason_nl", "text", "Reden", "the reason in Dutch, with what can be done", required=False),
        Column("n_bouwstenen", "integer", "Bouwstenen", "bouwstenen kept from this file itself", minimum=0),
    ),
)

CONVERSATIONS = Table(
    "conversations",
    "one conversation",
    ("conversation_id",),
    (
        Column("conversation_id", "text", "Gesprek", "the form's own reference, else from the file"),
        Column("file_id", "text", "Bestandsnummer", "file it was read from"),
        Column("held_on", "date", "Datum", "day of the conversation", required=False),
        Column("organisation", "text", "Organisatie", "name in the table of organisations", required=False),
        Column("domain", "text", "Domein", "kind of work", required=False, values=DOMAINS),
        Column("format", "text", "Gespreksvorm", "how it was held", required=False, values=FORMATS),
        Column("report_form", "text", "Vorm van terugkoppeling", "how it was reported", values=REPORT_FORMS),
        Column("n_participants", "integer", "Deelnemers", "people at the table", required=False, minimum=1),
        Column("template", "text", "Formulierversie", "name and version of the form", required=False),
        Column(
            "held_on_from",
            "text",
            "Bron datum",
            "where the date came from",
            required=False,
            values=FACT_SOURCES,
        ),
        Column(
            "organisation_from",
            "text",
            "Bron organisatie",
            "where the organisation came from",
            required=False,
            values=FACT_SOURCES,
        ),
    ),
)

BOUWSTENEN = Table(
    "bouwstenen",
    "one thought from a conversation",
    ("bouwsteen_id",),
    (
        Column("bouwsteen_id", "text", "Bouwsteen", "from conversation, field and position"),
        Column("conversation_id", "text", "Gesprek", "conversation it belongs to"),
        Column("file_id", "text", "Bestandsnummer", "file it stands in"),
        Column("field", "text", "Veld", "field of the form"),
        Column("position", "integer", "Volgnummer", "place within the field, from 0", minimum=0),
        Column("text", "text", "Tekst", "the thought, personal data masked"),
        Column("n_masked", "integer", "Afgeschermd", "number of masks in the text", minimum=0),
        Column("page", "integer", "Pagina", "page, slide or sheet, from 1", required=False, minimum=1),
        Column("box", "text", "Plaats", "x0,top,x1,bottom as shares (0-1) of the page", required=False),
        Column(
            "char_start",
            "integer",
            "Begin",
            "first character in the file's text as its reader gives it",
            minimum=0,
        ),
        Column("char_end", "integer", "Einde", "character after the last one", minimum=0),
        Column(
            "ocr_confidence",
            "number",
            "Leeszekerheid",
            "0-1, of a photo or scan",
            required=False,
            minimum=0,
            maximum=1,
        ),
        Column("duplicate_of", "text", "Dubbel van", "bouwsteen_id that is counted instead", required=False),
    ),
)

ASSIGNMENTS = Table(
    "assignments",
    "one bouwsteen and one theme",
    ("bouwsteen_id", "theme_id"),
    (
        Column("bouwsteen_id", "text", "Bouwsteen", "the bouwsteen"),
        Column("theme_id", "text", "Thema", "the theme"),
        Column("rank", "integer", "Rang", "1 main theme, 2 side theme", minimum=1, maximum=2),
        Column("probability", "number", "Zekerheid", "calibrated probability, 0-1", minimum=0, maximum=1),
        Column("assigned_by", "text", "Door", "who decided", values=("model", "person")),
        Column(
            "reason",
            "text",
            "Waarom",
            "the words that weighed most, strongest first, separated by ' · '",
            required=False,
        ),
    ),
)

THEMES = Table(
    "themes",
    "one theme over all runs",
    ("theme_id",),
    (
        Column("theme_id", "text", "Thema", "stable id"),
        Column("label_nl", "text", "Naam", "name shown to people"),
        Column("definition_nl", "text", "Omschrijving", "what belongs to it"),
        Column(
            "origin", "text", "Herkomst", "where it came from", values=("codebook", "background", "emerged")
        ),
        Column("status", "text", "Status", "its state", values=("active", "candidate", "merged", "retired")),
        Column(
            "n_bouwstenen", "integer", "Bouwstenen", "bouwstenen with it as main or side theme", minimum=0
        ),
        Column("n_conversations", "integer", "Gesprekken", "conversations it lives in", minimum=0),
        Column("n_organisations", "integer", "Organisaties", "organisations it lives in", minimum=0),
        Column(
            "coherence",
            "number",
            "Samenhang",
            "mean NPMI of its key terms, -1 to 1",
            required=False,
            minimum=-1,
            maximum=1,
        ),
        Column(
            "stability",
            "number",
            "Stabiliteit",
            "share of reruns on resampled data that found it, 0-1",
            required=False,
            minimum=0,
            maximum=1,
        ),
        Column(
            "f1",
            "number",
            "Overeenstemming (F1)",
            "agreement with people's labels, 0-1",
            required=False,
            minimum=0,
            maximum=1,
        ),
        Column("f1_low", "number", "F1 ondergrens", "95 % interval", required=False, minimum=0, maximum=1),
        Column("f1_high", "number", "F1 bovengrens", "95 % interval", required=False, minimum=0, maximum=1),
        Column(
            "mean_probability",
            "number",
            "Gemiddelde zekerheid",
            "of its assignments, 0-1",
            required=False,
            minimum=0,
            maximum=1,
        ),
        Column(
            "nearest_theme_id",
            "text",
            "Lijkt het meest op",
            "theme with the nearest centroid",
            required=False,
        ),
        Column(
            "nearest_similarity",
            "number",
            "Gelijkenis",
            "cosine with that theme, -1 to 1",
            required=False,
            minimum=-1,
            maximum=1,
        ),
        Column("evidence_nl", "text", "Waarom voorgesteld", "why a candidate is shown", required=False),
    ),
)

THEME_TERMS = Table(
    "theme_terms",
    "one key term of a theme",
    ("theme_id", "rank"),
    (
        Column("theme_id", "text", "Thema", "the theme"),
        Column("rank", "integer", "Rang", "1 is the strongest", minimum=1),
        Column("term", "text", "Kernwoord", "as people write it"),
        Column("weight", "number", "Gewicht", "class-based TF-IDF"),
    ),
)

THEME_QUOTES = Table(
    "theme_quotes",
    "one representative quote of a theme",
    ("theme_id", "rank"),
    (
        Column("theme_id", "text", "Thema", "the theme"),
        Column("rank", "integer", "Rang", "1 is the best", minimum=1),
        Column("bouwsteen_id", "text", "Bouwsteen", "the quote"),
        Column("centrality", "number", "Typerend", "cosine with the theme's centroid", minimum=-1, maximum=1),
        Column(
            "kind",
            "text",
            "Soort",
            "typical of the theme, or dissenting within it",
            values=("typical", "dissenting"),
        ),
    ),
)

THEME_PERIODS = Table(
    "theme_periods",
    "one theme in one period",
    ("theme_id", "period", "period_start"),
    (
        Column("theme_id", "text", "Thema", "the theme"),
        Column("period", "text", "Periode", "length of the period", values=PERIODS),
        Column("period_start", "date", "Begin", "first day of the period"),
        Column("n_bouwstenen", "integer", "Bouwstenen", "bouwstenen with the theme", minimum=0),
        Column("n_conversations", "integer", "Gesprekken", "conversations with the theme", minimum=0),
        Column(
            "n_conversations_total",
            "integer",
            "Gesprekken totaal",
            "all conversations in the period",
            minimum=0,
        ),
        Column(
            "share",
            "number",
            "Aandeel",
            "share of conversations in which the theme lives, 0-1, standardised to the fixed mix",
            required=False,
            minimum=0,
            maximum=1,
        ),
        Column("share_low", "number", "Ondergrens", "95 % interval", required=False, minimum=0, maximum=1),
        Column("share_high", "number", "Bovengrens", "95 % interval", required=False, minimum=0, maximum=1),
        Column(
            "share_raw",
            "number",
            "Ruw aandeel",
            "share before standardisation",
            required=False,
            minimum=0,
            maximum=1,
        ),
        Column(
            "enough", "boolean", "Genoeg gesprekken", "whether the period has enough conversations to show"
        ),
    ),
)

TRENDS = Table(
    "trends",
    "one theme's change over the whole span",
    ("theme_id",),
    (
        Column("theme_id", "text", "Thema", "the theme"),
        Column(
            "direction",
            "text",
            "Richting",
            "verdict after false-discovery control",
            values=("up", "down", "flat", "unclear"),
        ),
        Column(
            "change",
            "number",
            "Verandering",
            "change of share over the span, -1 to 1",
            required=False,
            minimum=-1,
            maximum=1,
        ),
        Column("change_low", "number", "Ondergrens", "95 % interval", required=False, minimum=-1, maximum=1),
        Column("change_high", "number", "Bovengrens", "95 % interval", required=False, minimum=-1, maximum=1),
        Column(
            "q_value",
            "number",
            "q-waarde",
            "false discovery rate at which it is called, 0-1",
            required=False,
            minimum=0,
            maximum=1,
        ),
        _share_column(
            "share_first",
            "Aandeel aan het begin",
            "share on the trend line at the first conversation, 0-1, standardised",
        ),
        _share_column(
            "share_last",
            "Aandeel aan het eind",
            "share on the trend line at the last conversation, 0-1, standardised",
        ),
        Column(
            "phase",
            "text",
            "Fase",
            "where the theme is in its life; steady is flat, quiet lives in few conversations at the end",
            values=TREND_PHASES,
        ),
        Column(
            "change_point_on",
            "date",
            "Omslag",
            "first day of the quarter from which the share is another, where a step says more than a line",
            required=False,
        ),
        _share_column(
            "change_point_q_value",
            "q-waarde omslag",
            "false discovery rate at which a change point is called, 0-1",
        ),
        _share_column(
            "season_swing",
            "Seizoen",
            "share between the high and the low time of the year, 0-1, kept out of change",
        ),
        _share_column(
            "season_q_value", "q-waarde seizoen", "false discovery rate at which a season is called, 0-1"
        ),
        _share_column(
            "reliability",
            "Scheidend vermogen",
            "part of a difference that the classifier's doubt leaves; changes are given back their size, 0-1",
        ),
        Column("n_conversations", "integer", "Gesprekken", "conversations with a date behind it", minimum=0),
    ),
)

THEME_SHIFTS = Table(
    "theme_shifts",
    "why one theme's share differs from the previous run",
    ("theme_id",),
    (
        Column("theme_id", "text", "Thema", "the theme"),
        _share_column("share_before", "Aandeel vorige keer", "share of conversations in the previous run"),
        _share_column("share_now", "Aandeel nu", "share of conversations in this run"),
        _shift_column(
            "data_shift", "Door nieuwe gegevens", "part of the difference due to other conversations"
        ),
        _shift_column("data_shift_low", "Ondergrens", "interval at the set confidence"),
        _shift_column("data_shift_high", "Bovengrens", "interval at the set confidence"),
        _shift_column(
            "model_shift", "Door het model", "part of the difference due to other judgements of the same"
        ),
        _shift_column("model_shift_low", "Ondergrens", "interval at the set confidence"),
        _shift_column("model_shift_high", "Bovengrens", "interval at the set confidence"),
    ),
)

THEME_EVENTS = Table(
    "theme_events",
    "one identity decision",
    ("run_id", "kind", "theme_id", "other_theme_id"),
    (
        Column("run_id", "text", "Run", "run in which it was decided"),
        Column(
            "kind",
            "text",
            "Gebeurtenis",
            "what happened",
            values=("new", "continued", "merged", "split", "retired"),
        ),
        Column("theme_id", "text", "Thema", "the theme"),
        Column("other_theme_id", "text", "Ander thema", "theme it merged into or split from", required=False),
        Column(
            "overlap",
            "number",
            "Overlap",
            "share of bouwstenen shared with the earlier theme, 0-1",
            required=False,
            minimum=0,
            maximum=1,
        ),
        Column("decided_by", "text", "Door", "model, or the person's name"),
    ),
)

POLL_RESULTS = Table(
    "poll_results",
    "how many people chose one option of a statement, in one organisation on one day",
    ("poll", "statement_id", "option", "organisation", "held_on"),
    (
        Column("poll", "text", "Peiling", "name of the poll, masked"),
        Column(
            "statement_id",
            "text",
            "Nummer stelling",
            "from the words of the statement: the same in every poll",
        ),
        Column("statement", "text", "Stelling", "as people saw it, masked"),
        Column("option", "text", "Optie", "one of the answers, masked"),
        Column(
            "position", "integer", "Volgnummer", "place of the option within the statement, from 0", minimum=0
        ),
        Column("n_people", "integer", "Aantal", "people who chose it", minimum=0),
        Column("held_on", "date", "Datum", "day of these results", required=False),
        Column(
            "organisation", "text", "Organisatie", "where it was held; missing for everybody", required=False
        ),
        Column("theme_named", "text", "Thema in bestand", "theme as the file names it", required=False),
        Column("file_id", "text", "Bestandsnummer", "file it was read from"),
    ),
)

POLL_THEMES = Table(
    "poll_themes",
    "one statement of a poll and the theme it belongs to",
    ("statement_id",),
    (
        Column("statement_id", "text", "Nummer stelling", "the statement"),
        Column("theme_id", "text", "Thema", "the theme; missing where none fits", required=False),
        Column(
            "probability",
            "number",
            "Zekerheid",
            "calibrated probability, 0-1, where the model chose; missing where people did",
            required=False,
            minimum=0,
            maximum=1,
        ),
        Column(
            "assigned_by",
            "text",
            "Door",
            "who decided: the file itself, the model, or a person",
            values=("file", "model", "person"),
        ),
    ),
)

ORGANISATIONS = Table(
    "organisations",
    "one organisation that the program knows by name",
    ("name",),
    (
        Column("name", "text", "Organisatie", "the name that conversations carry"),
        Column("kind", "text", "Soort organisatie", "ministry, agency, inspectorate and so on, in Dutch"),
    ),
)

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        FILES,
        CONVERSATIONS,
        BOUWSTENEN,
        ASSIGNMENTS,
        THEMES,
        THEME_TERMS,
        THEME_QUOTES,
        THEME_PERIODS,
        TRENDS,
        THEME_SHIFTS,
        THEME_EVENTS,
        POLL_RESULTS,
        POLL_THEMES,
        ORGANISATIONS,
    )
}
