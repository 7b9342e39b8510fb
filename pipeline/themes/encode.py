"""Statements as dense vectors: word vectors of our own, or a sentence model on disk; nothing is ever downloaded.

Discovery, quotes and neighbours need nearness. The embedded default learns it from the codebook's examples; a sentence
model, for those who have one, takes part in recognising the known themes too.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.preprocessing import normalize

from pipeline.errors import ModelError
from pipeline.themes.statements import Statement

Floats = npt.NDArray[np.float32]

EMBEDDED = "embedded"
N_DIMS = 150
_BATCH = 64
_MAX_TOKENS = 256


class Encoder(Protocol):
    """Turns statements into vectors."""

    name: str
    """Part of the cache key of what was learnt with it."""

    def encode(self, statements: Sequence[Statement]) -> Floats:
        """Return one vector per statement, float32 (n_statements, n_dims)."""
        ...


class WordEncoder:
    """The embedded default: a statement is the mean of its words' vectors, rare words counting more.

    A word's vector says in which statements it stands (latent semantic analysis, Deerwester et al. 1990), at length 1:
    of the representations tried, nearest neighbours agreed best in subject (see DECISIONS.md). Words that no
    statement learnt from has count for nothing.
    """

    name = EMBEDDED

    def __init__(self, statements: Sequence[Statement]) -> None:
        counted = TfidfVectorizer(analyzer=list, sublinear_tf=True)
        rows = counted.fit_transform(statement.lemmas for statement in statements)
        n_dims = max(1, min(N_DIMS, min(rows.shape) - 1))
        directions = TruncatedSVD(n_dims, random_state=0).fit(rows).components_.T
        self._counted = CountVectorizer(analyzer=list, vocabulary=counted.vocabulary_)
        self._vectors = np.asarray(normalize(directions) * counted.idf_[:, None], dtype=np.float32)

    def encode(self, statements: Sequence[Statement]) -> Floats:
        """Return one vector per statement of length 1, or 0 where no word is known, float32 (n_statements, n_dims)."""
        if not len(statements):
            return np.empty((0, self._vectors.shape[1]), dtype=np.float32)
        counts = self._counted.transform(statement.lemmas for statement in statements).astype(np.float32)
        return np.asarray(normalize(counts @ self._vectors), dtype=np.float32)


def load_encoder(kind: str, path: Path | None) -> Encoder | None:
    """Return the sentence model that the settings name, or None for `embedded`: that one is made by learning.

    Parameters
    ----------
    kind
        embedded, model2vec or onnx.
    path
        Folder of the model, as downloaded from its own page.

    Raises
    ------
    ModelError
        When the kind is unknown, or the folder holds no model of that kind.
    """
    if kind == EMBEDDED:
        return None
    loaders: dict[str, Callable[[Path], Encoder]] = {"model2vec": Model2VecEncoder, "onnx": OnnxEncoder}
    if kind not in loaders:
        raise ModelError(f"unknown encoder {kind}; known are {', '.join(sorted({EMBEDDED, *loaders}))}")
    if path is None or not path.is_dir():
        raise ModelError(f"themes.encoder_path must be the folder of a {kind} model; {path} is no folder")
    return loaders[kind](path)


class Model2VecEncoder:
    """A static model in the format of model2vec: a table of vectors per piece of a word, averaged over the text."""

    def __init__(self, path: Path) -> None:
        self.name = f"model2vec:{path.name}:{_size_mark(path)}"
        model2vec = _load_library("model2vec")
        try:
            self._model = model2vec.StaticModel.from_pretrained(str(path))
        except (OSError, ValueError, KeyError) as error:
            raise ModelError(f"{path}: holds no usable model2vec model ({type(error).__name__})") from error

    def encode(self, statements: Sequence[Statement]) -> Floats:
        """Return one vector per statement, float32 (n_statements, n_dims)."""
        if not len(statements):
            return np.empty((0, self._model.dim), dtype=np.float32)
        return np.asarray(self._model.encode([one.text for one in statements]), dtype=np.float32)


class OnnxEncoder:
    """A transformer exported to ONNX with its tokenizer: `model.onnx` or `onnx/model.onnx`, and `tokenizer.json`.

    Token vectors are averaged as sentence-transformers does by default, or the first one is taken where the folder's
    `1_Pooling/config.json` says so.
    """

    def __init__(self, path: Path) -> None:
        self.name = f"onnx:{path.name}:{_size_mark(path)}"
        found = next((p for p in (path / "model.onnx", path / "onnx" / "model.onnx") if p.is_file()), None)
        if found is None or not (path / "tokenizer.json").is_file():
            raise ModelError(f"{path}: must hold model.onnx (or onnx/model.onnx) and tokenizer.json")
        onnxruntime, tokenizers = _load_library("onnxruntime"), _load_library("tokenizers")
        broken = import_module("onnxruntime.capi.onnxruntime_pybind11_state")
        try:
            self._session = onnxruntime.InferenceSession(str(found), providers=["CPUExecutionProvider"])
            self._tokenizer = tokenizers.Tokenizer.from_buffer((path / "tokenizer.json").read_bytes())
        except (broken.InvalidProtobuf, broken.InvalidGraph, broken.Fail, ValueError) as error:
            raise ModelError(f"{path}: the model can't be loaded ({type(error).__name__})") from error
        self._tokenizer.enable_truncation(_MAX_TOKENS)
        self._tokenizer.enable_padding()
        self._inputs = {given.name for given in self._session.get_inputs()}
        self._takes_first = _pools_first_token(path)

    def encode(self, statements: Sequence[Statement]) -> Floats:
        """Return one vector per statement, float32 (n_statements, n_dims); those of like length go through together."""
        texts = [one.text for one in statements]
        order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
        parts = [
            self._encode_batch([texts[place] for place in order[start : start + _BATCH]])
            for start in range(0, len(order), _BATCH)
        ]
        if not parts:
            return np.empty((0, 0), dtype=np.float32)
        stacked = np.vstack(parts)
        vectors = np.empty_like(stacked)
        vectors[order] = stacked
        return vectors

    def _encode_batch(self, texts: list[str]) -> Floats:
        tokens = self._tokenizer.encode_batch(texts)
        mask = np.array([token.attention_mask for token in tokens], dtype=np.int64)
        given = {
            "input_ids": np.array([token.ids for token in tokens], dtype=np.int64),
            "attention_mask": mask,
            "token_type_ids": np.array([token.type_ids for token in tokens], dtype=np.int64),
        }
        hidden = self._session.run(None, {name: given[name] for name in self._inputs})[0]
        if hidden.ndim == 2:
            return np.asarray(hidden, dtype=np.float32)
        if self._takes_first:
            return np.asarray(hidden[:, 0], dtype=np.float32)
        weights = mask[:, :, None].astype(np.float32)
        mean = (hidden * weights).sum(axis=1) / np.maximum(weights.sum(axis=1), 1)
        return np.asarray(mean, dtype=np.float32)


def _load_library(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise ModelError(f"{name} is not installed; run `uv sync --extra encoders`") from error


def _pools_first_token(path: Path) -> bool:
    config = path / "1_Pooling" / "config.json"
    return config.is_file() and bool(
        json.loads(config.read_text(encoding="utf-8")).get("pooling_mode_cls_token")
    )


def _size_mark(path: Path) -> str:
    """Return a number that changes when the files in the folder do, without reading gigabytes."""
    return str(sum(file.stat().st_size for file in path.rglob("*") if file.is_file()))
