"""What the classifier learns from: the codebook's examples and people's corrections; trained once per content."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from pipeline.codebook import Codebook, Example
from pipeline.register import Register
from pipeline.run.plan import fingerprint_code
from pipeline.store import Store, write_atomically
from pipeline.text.language import Analysis, DutchLanguage
from pipeline.themes.classify import Classifier, Held, fingerprint, train
from pipeline.themes.encode import Encoder, WordEncoder
from pipeline.themes.statements import NONE_ID, LabelledStatement, Statement

# A person's judgement of a real statement says more than an invented example.
CORRECTION_WEIGHT = 3.0
_MODELS_KEPT = 3
_LANGUAGE_CODE = ("text/language.py", "text/data")
_LEARNING_CODE = tuple(
    f"themes/{name}.py"
    for name in ("features", "linear", "blend", "outside", "calibrate", "classify", "encode")
)


@dataclass(frozen=True)
class Catalogue:
    """The themes that may be assigned, as the codebook and people's decisions make them.

    Parameters
    ----------
    theme_ids
        The codebook's themes and those that people accepted, without what they retired or merged.
    background_ids
        Other subjects, without those that people accepted or dismissed.
    targets
        Per id of the codebook, the theme in which it lives on; None when it was retired.
    """

    theme_ids: tuple[str, ...]
    background_ids: tuple[str, ...]
    targets: dict[str, str | None]


def build_catalogue(codebook: Codebook, register: Register) -> Catalogue:
    """Return the catalogue after people's decisions."""
    decided = register.themes().set_index("theme_id")
    accepted = decided.index[decided["accepted"] & (decided["status"] == "active")].tolist()
    gone = set(decided.index[decided["status"] != "active"])
    targets: dict[str, str | None] = {}
    for theme_id in (*codebook.theme_ids, *codebook.background_ids, *accepted):
        status = decided["status"].get(theme_id, "active")
        merged_into = decided["target_theme_id"].get(theme_id, theme_id)
        targets[theme_id] = None if status == "retired" else str(merged_into)
    # What readers take for the same theme as an accepted one lives on in that.
    family = {subject.theme_id: subject.near or subject.theme_id for subject in codebook.background}
    heirs = {family[theme_id]: theme_id for theme_id in reversed(accepted) if theme_id in family}
    for theme_id in codebook.background_ids:
        if theme_id not in decided.index and family[theme_id] in heirs:
            targets[theme_id] = heirs[family[theme_id]]
    theme_ids = [t for t in (*codebook.theme_ids, *accepted) if t not in gone]
    background_ids = [
        t for t in codebook.background_ids if t not in gone and targets[t] == t and t not in accepted
    ]
    return Catalogue(tuple(dict.fromkeys(theme_ids)), tuple(background_ids), targets)


@dataclass(frozen=True)
class Learnt:
    """What was learnt from the codebook and from people's corrections.

    Parameters
    ----------
    held
        What the classifier predicts for the labelled examples with their writer held out.
    encoder
        Statements as vectors: the sentence model of the settings, or word vectors of the examples.
    key
        Changes with anything that a prediction or a vector depends on.
    """

    classifier: Classifier
    held: Held
    encoder: Encoder
    key: str


def learn(
    store: Store,
    codebook: Codebook,
    catalogue: Catalogue,
    corrections: Sequence[LabelledStatement],
    make_language: Callable[[], DutchLanguage],
    encoder: Encoder | None = None,
) -> Learnt:
    """Return what there is to learn from this codebook and these corrections, from the cache when it was learnt before.

    The cache is this data folder's own: no model from elsewhere is ever loaded.

    Parameters
    ----------
    make_language
        Called only when the words of the examples are not in the cache either.
    encoder
        A sentence model, or None for word vectors of our own.
    """
    labelled = [*_examples(store, codebook, catalogue, make_language), *corrections]
    ids = (*catalogue.theme_ids, "|", *catalogue.background_ids)
    content = fingerprint(labelled, ids, encoder.name if encoder else "") + fingerprint_code(_LEARNING_CODE)
    key = hashlib.sha256(content.encode()).hexdigest()[:16]
    path = store.cache_path("model", key, "pickle")
    if path.is_file():
        # The standard library's own reading is several times faster here: the model is mostly words, not arrays.
        classifier, held, words = pickle.loads(path.read_bytes())
    else:
        classifier, held = train(labelled, catalogue.theme_ids, catalogue.background_ids, encoder)
        words = WordEncoder([one.statement for one in labelled])
        write_atomically(path, pickle.dumps((classifier, held, words), protocol=pickle.HIGHEST_PROTOCOL))
        _forget_old_models(path.parent)
    return Learnt(classifier, held, encoder or words, key)


def _forget_old_models(folder: Path) -> None:
    """Keep the newest few: each correction makes a new model, of a quarter of a gigabyte."""
    models = sorted(folder.glob("*.pickle"), key=lambda path: (path.stat().st_mtime, path.name))
    for path in models[:-_MODELS_KEPT]:
        path.unlink()


def corrected_statements(
    corrections: pd.DataFrame, statements: dict[str, Statement], catalogue: Catalogue
) -> list[LabelledStatement]:
    """Return people's corrections as labelled statements; those of bouwstenen that are gone are left out."""
    labelled = []
    for bouwsteen_id, rows in corrections.groupby("bouwsteen_id", sort=True):
        statement = statements.get(str(bouwsteen_id))
        known = [t for t in rows.sort_values("rank")["theme_id"].dropna() if t in catalogue.theme_ids]
        if statement is None or (rows["theme_id"].notna().any() and not known):
            continue
        main, side = (known[0] if known else NONE_ID), (known[1] if len(known) > 1 else None)
        labelled.append(
            LabelledStatement(statement, main, side, f"person:{rows['by'].iloc[0]}", CORRECTION_WEIGHT)
        )
    return labelled


def _examples(
    store: Store, codebook: Codebook, catalogue: Catalogue, make_language: Callable[[], DutchLanguage]
) -> list[LabelledStatement]:
    examples = [
        (example, _living(example.main, catalogue))
        for example in (*codebook.examples, *codebook.background_examples)
    ]
    kept: list[tuple[Example, str]] = [(example, main) for example, main in examples if main is not None]
    analyses = _analyse([example.text for example, _ in kept], store, make_language)
    return [
        LabelledStatement(
            statement_of(example.text, analysis), main, _side(example, main, catalogue), example.source_file
        )
        for (example, main), analysis in zip(kept, analyses, strict=True)
    ]


def _analyse(
    texts: Sequence[str], store: Store, make_language: Callable[[], DutchLanguage]
) -> list[Analysis]:
    content = "\0".join((fingerprint_code(_LANGUAGE_CODE), *texts))
    path = store.cache_path("words", hashlib.sha256(content.encode()).hexdigest()[:16], "pickle")
    if path.is_file():
        known: list[Analysis] = pickle.loads(path.read_bytes())
        return known
    analyses = make_language().analyse(texts)
    write_atomically(path, pickle.dumps(analyses, protocol=pickle.HIGHEST_PROTOCOL))
    return analyses


def statement_of(text: str, analysis: Analysis) -> Statement:
    """Return a text with its words as the theme stage takes it."""
    return Statement(text, analysis.words, analysis.lemmas)


def _living(theme_id: str, catalogue: Catalogue) -> str | None:
    """Return the theme in which an example's theme lives on; None for one that was retired."""
    return theme_id if theme_id == NONE_ID else catalogue.targets[theme_id]


def _side(example: Example, main: str, catalogue: Catalogue) -> str | None:
    side = None if example.side is None else _living(example.side, catalogue)
    return None if side == main else side
