"""What earlier runs computed, as one Arrow file per kind in the cache; a file of another key is of no use any more."""

from __future__ import annotations

import pyarrow as pa
from pyarrow import feather

from pipeline.store import Store


def recall(store: Store, kind: str, key: str) -> pa.Table | None:
    """Return what was remembered under this key, or None."""
    path = store.cache_path(kind, key, "feather")
    return feather.read_table(path) if path.is_file() else None


def remember(store: Store, kind: str, key: str, table: pa.Table) -> None:
    """Keep a table under this key, and nothing else of this kind: the memory never outgrows the corpus."""
    path = store.cache_path(kind, key, "feather")
    part = path.with_suffix(".part")
    feather.write_feather(table, str(part), compression="uncompressed")
    part.replace(path)
    for other in path.parent.glob("*.feather"):
        if other != path:
            other.unlink()
