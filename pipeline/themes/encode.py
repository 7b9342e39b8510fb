"""Sentence models on disk, for those who have one: texts in, vectors out; nothing is ever downloaded.

Without one the known themes rest on words alone (see `pipeline.themes.features`); with one its dimensions are used
beside the words.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from pipeline.errors import ModelError

Floats = npt.NDArray[np.float32]

EMBEDDED = "embedded"
_BATCH = 64
_MAX_TOKENS = 256


class Encoder(Protocol):
    """Turns texts into vectors."""

    name: str
    """Part of the cache key of what was learnt with it."""

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return one vector per text, float32 (n_texts, n_dims)."""
        ...


def load_encoder(kind: str, path: Path | None) -> Encoder | None:
    """Return the sentence model that the settings name, or None for `embedded`: words alone.

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

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return one vector per text, float32 (n_texts, n_dims)."""
        return np.asarray(self._model.encode(list(texts)), dtype=np.float32)


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

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return one vector per text, float32 (n_texts, n_dims); texts of like length go through together."""
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
