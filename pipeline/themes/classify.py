"""Known themes: learn from labelled statements, and say how sure.

Three questions: is the statement about the catalogue at all; if so, about which theme; if not, about which background
subject or none. A statement of the catalogue is so never weighed against seventy subjects with few examples each,
and the subjects still teach what the catalogue is not (see `pipeline.themes.outside`).
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.special import softmax

from pipeline.themes.blend import Blend, Flags, complement_bayes, fit_blend
from pipeline.themes.calibrate import Membership, fit_membership
from pipeline.themes.encode import Encoder
from pipeline.themes.features import TextFeatures, in_chunks
from pipeline.themes.linear import gram_matrix
from pipeline.themes.outside import Outside, fit_outside, margin
from pipeline.themes.statements import NONE_ID, LabelledStatement, Statement

Floats = npt.NDArray[np.float32]

MODEL_VERSION = "7"
"""Part of the fingerprint; raised when the way of learning changes."""

# Of what is said in conversations, roughly this share is outside the catalogue; among the examples it is a third.
_OUTSIDE_SHARE = 0.12
_SIDE_SHARE = 0.25
_MAX_FOLDS = 4
_CHUNK = 8192


@dataclass(frozen=True)
class Predictions:
    """What the classifier makes of statements, in their order.

    Parameters
    ----------
    theme_ids
        The catalogue's themes, then the background subjects.
    n_catalogue
        How many of them are the catalogue's.
    probability
        Calibrated probability of being the main theme, float32 (n_statements, n_themes).
    none_probability
        Probability that neither a theme nor a background subject fits, float32 (n_statements,); with the row of
        `probability` it adds up to 1.
    member_probability
        Calibrated probability of being the main or the side theme, float32 (n_statements, n_themes).
    outside_threshold
        From this probability of being outside the catalogue a statement is best left without one of its themes:
        the value with the best F1 for held-out writers.
    """

    theme_ids: tuple[str, ...]
    n_catalogue: int
    probability: Floats
    none_probability: Floats
    member_probability: Floats
    outside_threshold: float = 0.5

    @property
    def outside_probability(self) -> Floats:
        """Probability that no theme of the catalogue is the main theme, float32 (n_statements,)."""
        result: Floats = 1 - self.probability[:, : self.n_catalogue].sum(axis=1)
        return result


@dataclass(frozen=True)
class Held:
    """Predictions for the labelled statements, made without their writer; row i is of `statements[i]`."""

    statements: tuple[LabelledStatement, ...]
    predictions: Predictions


@dataclass(frozen=True)
class Classifier:
    """A trained classifier; picklable. Make one with `train`.

    Parameters
    ----------
    weights, offsets
        Of the themes among each other, then the background subjects and "none" among each other, float32
        (n_features, n_themes + 1) and (n_themes + 1,).
    encoder_weights
        The same for the dimensions of a sentence model, or None.
    outside
        Tells what is outside the catalogue.
    """

    theme_ids: tuple[str, ...]
    n_catalogue: int
    features: TextFeatures
    weights: Floats
    offsets: Floats
    encoder_weights: Floats | None
    outside: Outside
    membership: Membership

    def predict(self, statements: Sequence[Statement], encoder: Encoder | None = None) -> Predictions:
        """Return calibrated predictions; the encoder counts only when it took part in learning."""
        main = np.empty((len(statements), len(self.theme_ids) + 1), dtype=np.float32)
        for start, chunk in in_chunks(statements, _CHUNK):
            rows = self.features.transform(chunk)
            scores = rows @ self.weights + self.offsets
            if self.encoder_weights is not None and encoder is not None:
                scores += embed(chunk, encoder) @ self.encoder_weights
            themes, subjects = self._split(scores)
            main[start : start + len(chunk)] = _combine(self.outside.of_rows(rows), themes, subjects)
        return self.predictions_of(main)

    def predictions_of(self, main: Floats) -> Predictions:
        """Return predictions from the probability of each theme, each subject and none, rows adding up to 1."""
        probability = main[:, :-1]
        return Predictions(
            self.theme_ids,
            self.n_catalogue,
            probability,
            main[:, -1],
            self.membership.of(probability),
            self.outside.threshold,
        )

    def word_weights(self, words: Sequence[str], lemmas: Sequence[str]) -> Floats:
        """Return how much each word speaks for each theme, beside the other themes, (n_words, n_themes)."""
        alone = [Statement(word, (word,), (lemma,)) for word, lemma in zip(words, lemmas, strict=True)]
        result = np.empty((len(alone), len(self.theme_ids)), dtype=np.float32)
        for start, chunk in in_chunks(alone, _CHUNK):
            themes, subjects = self._split(self.features.transform(chunk) @ self.weights)
            scores = np.hstack([_centred(themes), _centred(subjects)[:, :-1]])
            result[start : start + len(chunk)] = scores
        result *= self.features.rarity(lemmas)[:, None]
        return result

    def _split(self, scores: Floats) -> tuple[Floats, Floats]:
        return scores[:, : self.n_catalogue], scores[:, self.n_catalogue :]


def fingerprint(
    labelled: Sequence[LabelledStatement], theme_ids: Sequence[str], encoder_name: str = ""
) -> str:
    """Return a key that changes with anything the training depends on: 16 hex digits."""
    digest = hashlib.sha256(f"{MODEL_VERSION}\0{encoder_name}\0{' '.join(theme_ids)}".encode())
    for item in labelled:
        row = (item.statement.text, *item.statement.lemmas, item.main, item.side, item.writer, item.weight)
        digest.update(repr(row).encode())
    return digest.hexdigest()[:16]


def train(
    labelled: Sequence[LabelledStatement],
    catalogue_ids: Sequence[str],
    background_ids: Sequence[str],
    encoder: Encoder | None = None,
) -> tuple[Classifier, Held]:
    """Learn from labelled statements; also return what is predicted for each with its writer held out.

    Parameters
    ----------
    labelled
        Examples of catalogue and background, and people's corrections with a higher weight; of two writers at least.
    catalogue_ids, background_ids
        All ids that may be predicted.
    encoder
        A sentence model whose dimensions are used beside the words, or None.
    """
    items = tuple(labelled)
    inside = np.isin([item.main for item in items], catalogue_ids)
    task = _Task.build(items, inside, encoder)
    ids = (*catalogue_ids, *background_ids)
    themes = task.fit(tuple(catalogue_ids), inside, with_regression=True)
    # With few examples a class, naive Bayes knows the subjects of another hand better alone; it can't use vectors.
    subjects = task.fit((*background_ids, NONE_ID), ~inside, with_regression=encoder is not None)
    natural = _natural_weights(inside)
    outside, held_margin = task.fit_outside((*ids, NONE_ID), len(catalogue_ids), inside, natural)
    held = _combine(outside.of_margin(held_margin), task.held(themes, inside), task.held(subjects, ~inside))
    parts = (themes, subjects)
    classifier = Classifier(
        theme_ids=ids,
        n_catalogue=len(catalogue_ids),
        features=task.features,
        weights=np.hstack([part.weights for part in parts]),
        offsets=np.hstack([part.offsets for part in parts]),
        encoder_weights=None
        if task.embedded is None
        else np.hstack([part.encoder_weights for part in parts if part.encoder_weights is not None]),
        outside=outside,
        membership=fit_membership(held[:, :-1], _members(items, ids), natural),
    )
    return classifier, Held(items, classifier.predictions_of(held))


@dataclass(frozen=True)
class _Task:
    """The labelled statements as numbers."""

    items: tuple[LabelledStatement, ...]
    features: TextFeatures
    rows: sparse.csr_matrix
    embedded: Floats | None
    folds: list[Flags]

    @classmethod
    def build(cls, items: tuple[LabelledStatement, ...], inside: Flags, encoder: Encoder | None) -> _Task:
        statements = [item.statement for item in items]
        features = TextFeatures()
        rows = features.fit_transform(statements)
        embedded = None if encoder is None else embed(statements, encoder)
        return cls(items, features, rows, embedded, _folds(items, inside))

    def _gram(self, chosen: Flags) -> Floats:
        """Return the inner products of the chosen statements; not of all, which would take twice the memory."""
        gram = gram_matrix(self.rows[chosen])
        if self.embedded is not None:
            gram += self.embedded[chosen] @ self.embedded[chosen].T
        return gram

    def fit(self, classes: tuple[str, ...], chosen: Flags, *, with_regression: bool) -> Blend:
        """Fit a blend for some classes on the chosen statements."""
        items = [item for item, wanted in zip(self.items, chosen, strict=True) if wanted]
        return fit_blend(
            self.rows[chosen],
            None if self.embedded is None else self.embedded[chosen],
            self._gram(chosen) if with_regression else None,
            _targets(items, classes),
            np.array([item.weight for item in items], dtype=np.float32),
            [fold[chosen] for fold in self.folds if fold[chosen].any()],
        )

    def fit_outside(
        self, classes: tuple[str, ...], n_catalogue: int, inside: Flags, natural: Floats
    ) -> tuple[Outside, Floats]:
        """Fit what tells the catalogue from the rest; also return the held-out margin of every statement."""
        weights = np.array([item.weight for item in self.items], dtype=np.float32)[:, None]
        targets = _targets(self.items, classes) * weights
        bayes, scores = complement_bayes(self.rows, targets, self.folds)
        held = margin(scores, n_catalogue)
        return fit_outside(bayes, n_catalogue, held, ~inside, natural), held

    def held(self, blend: Blend, chosen: Flags) -> Floats:
        """Return held-out scores of the chosen statements, and those of the blend itself for the others."""
        scores: Floats = self.rows @ blend.weights + blend.offsets
        if self.embedded is not None and blend.encoder_weights is not None:
            scores += self.embedded @ blend.encoder_weights
        scores[chosen] = blend.held
        return scores


def embed(statements: Sequence[Statement], encoder: Encoder) -> Floats:
    """Return the sentence model's vectors at length 1, (n_statements, n_dims)."""
    vectors = encoder.encode(statements)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    result: Floats = vectors / np.maximum(lengths, np.float32(1e-9))
    return result


def _combine(outside: Floats, themes: Floats, subjects: Floats) -> Floats:
    """Return the probability of each theme, each subject and none, rows adding up to 1."""
    share = outside[:, None]
    result = np.hstack([(1 - share) * softmax(themes, axis=1), share * softmax(subjects, axis=1)])
    return np.asarray(result, dtype=np.float32)


def _centred(scores: Floats) -> Floats:
    result: Floats = scores - scores.mean(axis=1, keepdims=True)
    return result


def _targets(items: Sequence[LabelledStatement], classes: Sequence[str]) -> Floats:
    column = {theme_id: number for number, theme_id in enumerate(classes)}
    targets = np.zeros((len(items), len(classes)), dtype=np.float32)
    for row, item in enumerate(items):
        side = column.get(item.side or "")
        targets[row, column[item.main]] = 1 if side is None else 1 - _SIDE_SHARE
        if side is not None:
            targets[row, side] = _SIDE_SHARE
    return targets


def _members(items: Sequence[LabelledStatement], theme_ids: Sequence[str]) -> Floats:
    main = np.array([item.main for item in items])
    side = np.array([item.side or "" for item in items])
    return np.column_stack([(main == t) | (side == t) for t in theme_ids]).astype(np.float32)


def _natural_weights(inside: Flags) -> Floats:
    """Weights under which statements outside the catalogue have the share that they have in conversations."""
    outside = _OUTSIDE_SHARE / (1 - _OUTSIDE_SHARE) * inside.sum() / max(1, (~inside).sum())
    return np.where(inside, 1, outside).astype(np.float32)


def _folds(items: Sequence[LabelledStatement], inside: Flags) -> list[Flags]:
    """Return masks of held-out statements, at most `_MAX_FOLDS`; every statement is held out once.

    Examples of the catalogue go out with their whole writer. A background subject has one writer: holding that one out
    would hide the subject, so its statements are dealt out in turn.
    """
    grouped = inside | np.array([item.main == NONE_ID for item in items])
    names, index, counts = np.unique(
        [item.writer if whole else "" for item, whole in zip(items, grouped, strict=True)],
        return_inverse=True,
        return_counts=True,
    )
    n_folds = max(2, min(_MAX_FOLDS, len(set(names) - {""})))
    fold_of_writer = np.zeros(len(names), dtype=int)
    sizes = np.zeros(n_folds, dtype=int)
    for writer in np.argsort(-counts, kind="stable"):
        if names[writer]:
            fold_of_writer[writer] = sizes.argmin()
            sizes[sizes.argmin()] += counts[writer]
    fold = np.where(grouped, fold_of_writer[index], _turns([item.main for item in items]) % n_folds)
    return [fold == number for number in range(n_folds)]


def _turns(mains: Sequence[str]) -> npt.NDArray[np.int64]:
    """Return the number of earlier statements with the same label, per statement."""
    seen: Counter[str] = Counter()
    turns = np.empty(len(mains), dtype=np.int64)
    for place, main in enumerate(mains):
        turns[place] = seen[main]
        seen[main] += 1
    return turns
