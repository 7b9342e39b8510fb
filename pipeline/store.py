"""The only place that touches the data folder: runs as whole snapshots, published atomically, and a cache.

Layout below the data folder::

    runs/<run_id>/<table>.parquet, manifest.json    one published run
    runs/current.json                               {"run_id": "..."}
    runs/.publishing                                id of the run that is being made current; there for a moment
    cache/<kind>/<key>.<ending>                     results by content hash; safe to delete
    register.sqlite                                 what people decided (see pipeline.register)
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from filelock import FileLock, Timeout

from pipeline.errors import NoPublicationError, StoreError
from pipeline.tables import TABLES

Manifest = dict[str, Any]


class Store:
    """Runs and cache below one data folder."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        self.runs_dir = data_dir / "runs"
        self.register_path = data_dir / "register.sqlite"

    def current_run_id(self) -> str | None:
        """Return the id of the published run, or None when nothing was published yet."""
        try:
            content = json.loads((self.runs_dir / "current.json").read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            raise StoreError(
                f"{self.runs_dir / 'current.json'} can't be read; delete it and run again"
            ) from error
        return str(content["run_id"])

    def run_ids(self) -> list[str]:
        """Return the ids of all runs that were published, oldest first."""
        whole = {path.parent.name for path in self.runs_dir.glob("*/manifest.json")}
        waiting = {self._unfinished_run_id()} - {self.current_run_id()}
        return sorted(name for name in whole - waiting if not name.startswith("."))

    def read_manifest(self, run_id: str | None = None) -> Manifest:
        """Return the manifest of a run, by default the published one."""
        path = self._run_dir(run_id) / "manifest.json"
        try:
            manifest: Manifest = json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError as error:
            raise StoreError(
                f"run {path.parent.name} does not exist; known: {', '.join(self.run_ids())}"
            ) from error
        return manifest

    def read_table(
        self, name: str, run_id: str | None = None, columns: Sequence[str] | None = None
    ) -> pd.DataFrame:
        """Return a table of a run, by default the published one.

        Raises
        ------
        NoPublicationError
            When nothing was published yet.
        """
        path = self.table_path(name, run_id)
        try:
            frame: pd.DataFrame = pq.read_table(path, columns=list(columns) if columns else None).to_pandas()
        except FileNotFoundError as error:
            raise StoreError(
                f"table {name} is not in run {path.parent.name}; run `rode-draden run` again"
            ) from error
        return frame if columns else TABLES[name].validate(frame) if name in TABLES else frame

    def read_checked_table(
        self, name: str, run_id: str | None = None, categories: Sequence[str] = ()
    ) -> pd.DataFrame:
        """Return a declared table without checking its values again, as they were checked when it was written.

        Takes a tenth of the time of `read_table` on half a million rows.

        Parameters
        ----------
        categories
            Columns of texts that return often, read as categories.

        Raises
        ------
        StoreError
            When the table is not there, is damaged, or lacks a declared column.
        """
        path = self.table_path(name, run_id)
        try:
            read = pq.read_table(path, read_dictionary=list(categories))
        except FileNotFoundError as error:
            raise StoreError(
                f"table {name} is not in run {path.parent.name}; run `rode-draden run` again"
            ) from error
        except pa.ArrowInvalid as error:
            raise StoreError(
                f"table {name} in run {path.parent.name} is damaged; run `rode-draden run` again"
            ) from error
        missing = [column for column in TABLES[name].column_names if column not in read.column_names]
        if missing:
            raise StoreError(
                f"table {name} in run {path.parent.name} lacks {', '.join(missing)}; run `rode-draden run` again"
            )
        frame: pd.DataFrame = read.select(TABLES[name].column_names).to_pandas()
        return frame

    def table_path(self, name: str, run_id: str | None = None) -> Path:
        """Return where a table of a run stands, by default the published one."""
        return self._run_dir(run_id) / f"{name}.parquet"

    def file_path(self, name: str, run_id: str | None = None) -> Path:
        """Return where a file that is no table stands in a run, by default the published one."""
        return self._run_dir(run_id) / name

    def _run_dir(self, run_id: str | None) -> Path:
        chosen = run_id or self.current_run_id()
        if chosen is None:
            raise NoPublicationError(
                f"nothing is published in {self.data_dir} yet; start with `rode-draden run`"
            )
        return self.runs_dir / chosen

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Keep a second run out of this data folder while the block runs; first finish what a killed run began.

        Raises
        ------
        StoreError
            When another run is busy here.
        """
        self.runs_dir.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(self.runs_dir / ".lock", timeout=0):
                self._finish_publication()
                yield
        except Timeout as error:
            raise StoreError(f"another run is busy in {self.data_dir}; wait until it is done") from error

    @contextmanager
    def new_run(self, run_id: str) -> Iterator[RunWriter]:
        """Write a run in a hidden folder; publish it whole when the block ends well, else drop it."""
        self.runs_dir.mkdir(parents=True, exist_ok=True)
        for leftover in self.runs_dir.glob(".writing-*"):
            shutil.rmtree(leftover, ignore_errors=True)
        folder = Path(tempfile.mkdtemp(prefix=".writing-", dir=self.runs_dir))
        try:
            yield RunWriter(folder)
            if not (folder / "manifest.json").is_file():
                raise StoreError("a run without a manifest is not published")
            write_atomically(self._intent_path, run_id.encode())
            folder.rename(self.runs_dir / run_id)
            self._finish_publication()
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    @property
    def _intent_path(self) -> Path:
        return self.runs_dir / ".publishing"

    def _unfinished_run_id(self) -> str | None:
        """Return the run that was to become current when its program was killed."""
        try:
            return self._intent_path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return None

    def _finish_publication(self) -> None:
        """Make the run that is whole but not yet current the current one; forget one that never got its name."""
        run_id = self._unfinished_run_id()
        if run_id is None:
            return
        if (self.runs_dir / run_id / "manifest.json").is_file():
            write_atomically(self.runs_dir / "current.json", json.dumps({"run_id": run_id}).encode())
        self._intent_path.unlink(missing_ok=True)

    def cache_path(self, kind: str, key: str, ending: str) -> Path:
        """Return where a cached result of that kind stands or may be written, by content hash."""
        folder = self.data_dir / "cache" / kind
        folder.mkdir(parents=True, exist_ok=True)
        return folder / f"{key}.{ending}"

    def cache_dir(self, kind: str) -> Path:
        """Return a folder for a library's own cache."""
        folder = self.data_dir / "cache" / kind
        folder.mkdir(parents=True, exist_ok=True)
        return folder


class RunWriter:
    """Writes the tables and the manifest of one run that is not yet published."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def write_table(self, name: str, frame: pd.DataFrame) -> None:
        """Check a declared table and write it; an undeclared one (scores, an index) is written as it is."""
        checked = TABLES[name].validate(frame) if name in TABLES else frame
        checked.to_parquet(self.table_path(name), index=False)

    def keep(self, source: Path) -> None:
        """Take an unchanged table or file over from an earlier run."""
        shutil.copy2(source, self._folder / source.name)

    def path(self, name: str) -> Path:
        """Return where a file of this run may be written that is no table."""
        return self._folder / name

    def table_path(self, name: str) -> Path:
        """Return where a table of this run stands."""
        return self._folder / f"{name}.parquet"

    def read_table(self, name: str) -> pd.DataFrame:
        """Return a table that an earlier step of this run wrote or kept."""
        frame: pd.DataFrame = pq.read_table(self.table_path(name)).to_pandas()
        return TABLES[name].validate(frame) if name in TABLES else frame

    def count_rows(self) -> dict[str, int]:
        """Return the number of rows of each table of this run."""
        paths = sorted(self._folder.glob("*.parquet"))
        return {path.stem: int(pq.read_metadata(path).num_rows) for path in paths}

    def write_manifest(self, manifest: Manifest) -> None:
        """Write the manifest; the last thing before publication."""
        (self._folder / "manifest.json").write_text(
            json.dumps(manifest, indent=2, sort_keys=True, ensure_ascii=False), encoding="utf-8"
        )


def write_atomically(path: Path, content: bytes) -> None:
    """Replace a file so that a reader sees the old or the new content, never a part."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
