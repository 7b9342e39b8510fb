"""The bouwstenen as discovery sees them: one fixed order, whatever order they came in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import overload

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Words = tuple[str, ...]
Places = NDArray[np.int64]


class JoinedWords(Sequence[Words]):
    """The words of many texts, each text's joined by blanks and split only when asked for.

    Of hundreds of thousands of texts most steps look at a few thousand; splitting all takes seconds and gigabytes.
    """

    def __init__(self, joined: NDArray[np.object_]) -> None:
        self.joined = joined

    def __len__(self) -> int:
        return len(self.joined)

    @overload
    def __getitem__(self, place: int) -> Words: ...
    @overload
    def __getitem__(self, place: slice) -> JoinedWords: ...
    def __getitem__(self, place: int | slice) -> Words | JoinedWords:
        if isinstance(place, slice):
            return JoinedWords(self.joined[place])
        return tuple(self.joined[place].split())

    def take(self, places: Places) -> JoinedWords:
        """Return those of the texts at these places, in that order."""
        return JoinedWords(self.joined[places])


def join_words(words: Sequence[Words]) -> JoinedWords:
    """Return words per text as `JoinedWords`."""
    return words if isinstance(words, JoinedWords) else JoinedWords(_objects([" ".join(w) for w in words]))


@dataclass(frozen=True)
class Spread:
    """Size and spread of a group of bouwstenen."""

    n_bouwstenen: int
    n_conversations: int
    n_organisations: int

    def reaches(self, least: Spread) -> bool:
        """Tell whether it is as large and as widely spread as `least` asks."""
        return (
            self.n_bouwstenen >= least.n_bouwstenen
            and self.n_conversations >= least.n_conversations
            and self.n_organisations >= least.n_organisations
        )


@dataclass(frozen=True)
class Corpus:
    """Bouwstenen with all that discovery needs, sorted by id.

    Parameters
    ----------
    ids, texts
        Of each bouwsteen, length n_texts.
    words, lemmas
        As written (small letters) and as lemmas, word for word, per text.
    embeddings
        float32, shape (n_texts, n_dims); rows of length 1, or 0 where nothing is known of a text.
    conversations, organisations
        Where it comes from; an empty string where the organisation is unknown.
    held_on
        Day of the conversation, datetime64[D]; NaT where unknown.
    """

    ids: tuple[str, ...]
    texts: tuple[str, ...]
    words: JoinedWords
    lemmas: JoinedWords
    embeddings: NDArray[np.float32]
    conversations: NDArray[np.str_]
    organisations: NDArray[np.str_]
    held_on: NDArray[np.datetime64]

    def __len__(self) -> int:
        return len(self.ids)

    def take(self, places: Places) -> Corpus:
        """Return the bouwstenen at these places, in the fixed order."""
        chosen = np.sort(places)
        return Corpus(
            tuple(self.ids[i] for i in chosen),
            tuple(self.texts[i] for i in chosen),
            self.words.take(chosen),
            self.lemmas.take(chosen),
            self.embeddings[chosen],
            self.conversations[chosen],
            self.organisations[chosen],
            self.held_on[chosen],
        )

    def spread(self, places: Places) -> Spread:
        """Return over how many conversations and known organisations these bouwstenen are spread."""
        organisations = self.organisations[places]
        return Spread(
            len(places),
            len(np.unique(self.conversations[places])),
            len(np.unique(organisations[organisations != ""])),
        )

    def centroid(self, places: Places) -> NDArray[np.float32]:
        """Return the mean embedding of these bouwstenen, shape (n_dims,)."""
        return np.asarray(self.embeddings[places].mean(axis=0), dtype=np.float32)


def build_corpus(
    ids: Sequence[str],
    texts: Sequence[str],
    words: Sequence[Words],
    lemmas: Sequence[Words],
    embeddings: NDArray[np.float32],
    conversations: Sequence[str],
    organisations: Sequence[str | None],
    held_on: Sequence[object] | pd.Series,
) -> tuple[Corpus, Places]:
    """Return the bouwstenen sorted by id, and for each row its place in what was given.

    All arguments have length n_texts; see `Corpus` for what they hold. Missing organisations and days stay missing.
    """
    order = np.argsort(np.array(ids, dtype=object), kind="stable").astype(np.int64)
    days = pd.to_datetime(
        held_on if isinstance(held_on, pd.Series) else pd.Series(list(held_on), dtype="object"),
        errors="coerce",
    )
    names = pd.Series(list(organisations), dtype="object").fillna("").to_numpy(dtype=np.str_)
    corpus = Corpus(
        tuple(ids[i] for i in order),
        tuple(texts[i] for i in order),
        join_words(words).take(order),
        join_words(lemmas).take(order),
        np.ascontiguousarray(embeddings[order], dtype=np.float32),
        np.array(conversations, dtype=np.str_)[order],
        names[order],
        days.to_numpy(dtype="datetime64[D]")[order],
    )
    return corpus, order


def _objects(values: list[str]) -> NDArray[np.object_]:
    """Return strings as an array of Python's own, which splits and joins them fastest."""
    array = np.empty(len(values), dtype=object)
    array[:] = values
    return array
