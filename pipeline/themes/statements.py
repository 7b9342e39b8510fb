"""What the theme stages take in: statements with their lemmas, and labelled statements to learn from."""

from __future__ import annotations

from dataclasses import dataclass

NONE_ID = "overig"
"""Label of a statement that belongs to no theme."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A text and its words.

    Parameters
    ----------
    text
        As it is stored.
    words, lemmas
        In small letters, without punctuation; `lemmas[i]` belongs to `words[i]`.
    """

    text: str
    words: tuple[str, ...]
    lemmas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LabelledStatement:
    """A statement to learn from.

    Parameters
    ----------
    statement
        The text and its words.
    main
        Id of its theme or background subject, or `NONE_ID`.
    side
        A second theme that it touches, or None.
    writer
        Who wrote it; writers are held out whole when the result is checked.
    weight
        How much it counts, beside 1 for an example of the catalogue.
    """

    statement: Statement
    main: str
    side: str | None
    writer: str
    weight: float = 1.0
