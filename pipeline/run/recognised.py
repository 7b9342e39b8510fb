"""What the steps of theme finding hand to each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import overload

import numpy as np
from numpy.typing import NDArray

from pipeline.text.spans import MASK
from pipeline.themes.classify import Classifier, Held, Predictions
from pipeline.themes.corpus import Corpus, JoinedWords
from pipeline.themes.statements import Statement


class Statements(Sequence[Statement]):
    """Stored texts as statements to judge, each made when it is asked for.

    Parameters
    ----------
    texts, words, lemmas
        Of each, in the same order.
    """

    def __init__(self, texts: NDArray[np.object_], words: JoinedWords, lemmas: JoinedWords) -> None:
        self.texts, self.words, self.lemmas = texts, words, lemmas

    def __len__(self) -> int:
        return len(self.texts)

    @overload
    def __getitem__(self, place: int) -> Statement: ...
    @overload
    def __getitem__(self, place: slice) -> list[Statement]: ...
    def __getitem__(self, place: int | slice) -> Statement | list[Statement]:
        if isinstance(place, slice):
            return [self[number] for number in range(*place.indices(len(self)))]
        # A mask is our word, not one that somebody said.
        return Statement(MASK.sub(" ", self.texts[place]), self.words[place], self.lemmas[place])

    def take(self, places: NDArray[np.int64]) -> Statements:
        """Return those at these places, in that order."""
        return Statements(self.texts[places], self.words.take(places), self.lemmas.take(places))


@dataclass(frozen=True)
class Recognised:
    """The counted bouwstenen, sorted by id, with what the classifier makes of them.

    Parameters
    ----------
    corpus, statements, predictions
        In the same order.
    weighed
        The predictions weighed by what is usual in each field of the form: what themes are assigned by.
    held
        What the classifier predicts for the labelled examples with their writer held out.
    key
        Of what was learnt; see `pipeline.run.learning.Learnt`.
    """

    corpus: Corpus
    statements: Sequence[Statement]
    predictions: Predictions
    weighed: Predictions
    classifier: Classifier
    held: Held
    key: str
