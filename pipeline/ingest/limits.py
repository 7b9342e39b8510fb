"""The limits within which files are read, as one frozen value that travels to readers and workers.

The names are those of the section ``ingest`` in config.yaml, so ``Limits(**settings.ingest.model_dump())``
makes one.
"""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """What one file may cost.

    Parameters
    ----------
    workers
        Files read at the same time.
    timeout_s
        Seconds of computing one file may take; one with pages as much per page, and five times as much in all.
    max_memory_mb
        Resident memory of one worker.
    max_unpacked_mb
        Size of one file, unpacked.
    max_parts
        Attachments or members of one file.
    max_pages
        Pages of one document.
    """

    workers: int = 2
    timeout_s: int = 120
    max_memory_mb: int = 1024
    max_unpacked_mb: int = 200
    max_parts: int = 500
    max_pages: int = 100

    @property
    def max_unpacked_bytes(self) -> int:
        """Return the unpacked size in bytes."""
        return self.max_unpacked_mb * MEGABYTE


DEFAULT_LIMITS = Limits()
