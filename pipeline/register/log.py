"""The register on disk: decisions that are only ever added, in SQLite."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.pool import ConnectionPoolEntry

from pipeline.errors import RegisterError
from pipeline.register.decisions import Decision, Kind

SCHEMA_VERSION = 1
_WAITS_S = tuple(0.01 * 1.3**n for n in range(20))  # six seconds in all

_METADATA = sa.MetaData()

_DECISIONS = sa.Table(
    "decisions",
    _METADATA,
    sa.Column("decision_id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("payload", sa.Text, nullable=False),
    sa.Column("undoes", sa.Integer, sa.ForeignKey("decisions.decision_id")),
    sqlite_autoincrement=True,
)

_SUBJECTS = sa.Table(
    "decision_subjects",
    _METADATA,
    sa.Column("decision_id", sa.Integer, sa.ForeignKey("decisions.decision_id"), primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column("subject", sa.Text, nullable=False, index=True),
)


class DecisionLog:
    """Decisions in one SQLite file, safe for several programs at once.

    Parameters
    ----------
    path
        The file; made when it is not there.
    busy_timeout_s
        Seconds to wait for somebody else's write.

    Raises
    ------
    RegisterError
        When the file can't be opened or is of a newer version.
    """

    def __init__(self, path: Path, busy_timeout_s: float) -> None:
        self._path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise RegisterError(f"{path.parent}: can't be made ({error.strerror})") from error
        self._engine = sa.create_engine(f"sqlite:///{path}", connect_args={"timeout": busy_timeout_s})
        sa.event.listen(self._engine, "connect", _prepare_connection)
        sa.event.listen(self._engine, "begin", _begin)
        with self.writing() as connection:
            self._prepare_schema(connection)

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """Give a connection that sees one moment of the register."""
        with self._connected("DEFERRED") as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """Give the only connection that may write; it counts when the block ends without an error."""
        with self._connected("IMMEDIATE") as connection:
            yield connection

    @contextmanager
    def _connected(self, mode: str) -> Iterator[sa.Connection]:
        try:
            with (
                self._engine.connect().execution_options(sqlite_begin=mode) as connection,
                connection.begin(),
            ):
                yield connection
        except sa.exc.DBAPIError as error:
            raise RegisterError(
                f"{self._path}: can't be used now ({error.orig}); nothing was changed, try again"
            ) from error

    def _prepare_schema(self, connection: sa.Connection) -> None:
        version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        if version > SCHEMA_VERSION:
            raise RegisterError(
                f"{self._path}: is of version {version}, this program knows {SCHEMA_VERSION}; update it"
            )
        if version == SCHEMA_VERSION:
            return
        _METADATA.create_all(connection)
        for table in (_DECISIONS.name, _SUBJECTS.name):
            for verb in ("UPDATE", "DELETE"):
                connection.exec_driver_sql(
                    f"CREATE TRIGGER no_{verb.lower()}_{table} BEFORE {verb} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, 'decisions are only ever added'); END"
                )
        connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()


def read_decisions(connection: sa.Connection, after: int = 0) -> list[Decision]:
    """Return the decisions with a higher number than `after`, oldest first."""
    subjects: dict[int, list[str]] = {}
    subject_rows = (
        sa.select(_SUBJECTS)
        .where(_SUBJECTS.c.decision_id > after)
        .order_by(_SUBJECTS.c.decision_id, _SUBJECTS.c.position)
    )
    for row in connection.execute(subject_rows):
        subjects.setdefault(row.decision_id, []).append(row.subject)
    rows = connection.execute(
        sa.select(_DECISIONS).where(_DECISIONS.c.decision_id > after).order_by(_DECISIONS.c.decision_id)
    )
    return [
        Decision(
            row.decision_id,
            Kind(row.kind),
            row.by,
            datetime.fromisoformat(row.at),
            tuple(subjects[row.decision_id]),
            json.loads(row.payload),
            row.undoes,
        )
        for row in rows
    ]


def add_decision(connection: sa.Connection, decision: Decision) -> int:
    """Write a decision at the end; return its number."""
    values: dict[str, Any] = {
        "kind": decision.kind.value,
        "by": decision.by,
        "at": decision.at.astimezone(UTC).isoformat(),
        "payload": json.dumps(decision.payload, ensure_ascii=False, sort_keys=True),
        "undoes": decision.undoes,
    }
    key = connection.execute(sa.insert(_DECISIONS).values(values)).inserted_primary_key
    decision_id = int(key[0]) if key is not None else 0
    connection.execute(sa.insert(_SUBJECTS), _subject_rows(decision_id, decision.subjects))
    return decision_id


def _subject_rows(decision_id: int, subjects: Sequence[str]) -> list[dict[str, Any]]:
    return [
        {"decision_id": decision_id, "position": position, "subject": subject}
        for position, subject in enumerate(dict.fromkeys(subjects))
    ]


def _prepare_connection(connection: Any, _entry: ConnectionPoolEntry) -> None:
    # The driver's own transactions begin too late for check and write to be one; `_begin` does it instead.
    connection.isolation_level = None
    _write_ahead(connection)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")


def _write_ahead(connection: Any) -> None:
    """Let reading go on beside writing, once per file.

    SQLite doesn't wait for its own busy timeout here when two start on a new file at once, so the wait is ours.
    """
    for wait_s in _WAITS_S:
        if connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
            return
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            time.sleep(wait_s)
    connection.execute("PRAGMA journal_mode = WAL")


def _begin(connection: sa.Connection) -> None:
    connection.exec_driver_sql(f"BEGIN {connection.get_execution_options().get('sqlite_begin', 'DEFERRED')}")
