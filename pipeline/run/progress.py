"""How a run tells the outside how far it is; the commands draw it, tests listen to it."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Hears of each step."""

    def start(self, step: str, n_items: int | None) -> None:
        """Begin a step of so many items, or of an unknown number."""
        ...

    def advance(self, n_items: int = 1) -> None:
        """Say that items of the current step are done."""
        ...

    def finish(self, step: str, seconds: float) -> None:
        """End a step."""
        ...


class Silence:
    """Hears nothing."""

    def start(self, step: str, n_items: int | None) -> None:
        """Do nothing."""

    def advance(self, n_items: int = 1) -> None:
        """Do nothing."""

    def finish(self, step: str, seconds: float) -> None:
        """Do nothing."""
