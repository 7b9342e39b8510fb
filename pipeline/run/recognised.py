"""What the steps of theme finding hand to each other."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.themes.classify import Classifier, Held, Predictions
from pipeline.themes.corpus import Corpus
from pipeline.themes.statements import Statement


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
    """

    corpus: Corpus
    statements: tuple[Statement, ...]
    predictions: Predictions
    weighed: Predictions
    classifier: Classifier
    held: Held
