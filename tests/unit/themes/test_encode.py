import json
from pathlib import Path

import numpy as np
import pytest

from pipeline.errors import ModelError
from pipeline.themes.classify import train
from pipeline.themes.encode import Encoder, WordEncoder, load_encoder
from pipeline.themes.statements import LabelledStatement, Statement

TEXTS = ("trots op werk", "fout", "fout hersteld op werk", "trots op werk")
WORDS = ["[UNK]", "trots", "op", "werk", "fout", "hersteld"]


def write_tokenizer(folder: Path) -> object:
    tokenizers = pytest.importorskip("tokenizers")
    tokenizer = tokenizers.Tokenizer(
        tokenizers.models.WordLevel({word: place for place, word in enumerate(WORDS)}, unk_token="[UNK]")
    )
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.Whitespace()
    tokenizer.save(str(folder / "tokenizer.json"))
    return tokenizer


def vectors() -> np.ndarray:
    return np.random.default_rng(7).normal(size=(len(WORDS), 4)).astype(np.float32)


def write_model2vec(folder: Path) -> None:
    model2vec = pytest.importorskip("model2vec")
    model2vec.StaticModel(vectors(), write_tokenizer(folder)).save_pretrained(str(folder))


def write_onnx(folder: Path) -> None:
    onnx = pytest.importorskip("onnx")
    write_tokenizer(folder)
    int64, float32 = onnx.TensorProto.INT64, onnx.TensorProto.FLOAT
    graph = onnx.helper.make_graph(
        [onnx.helper.make_node("Gather", ["table", "input_ids"], ["last_hidden_state"])],
        "look up",
        [onnx.helper.make_tensor_value_info("input_ids", int64, ["batch", "length"])],
        [onnx.helper.make_tensor_value_info("last_hidden_state", float32, ["batch", "length", 4])],
        [onnx.numpy_helper.from_array(vectors(), "table")],
    )
    model = onnx.helper.make_model(graph, opset_imports=[onnx.helper.make_opsetid("", 17)], ir_version=8)
    onnx.save(model, str(folder / "model.onnx"))


def statements(*texts: str) -> list[Statement]:
    return [Statement(text, words, words) for text in texts for words in [tuple(text.split())]]


def loaded(kind: str, folder: Path) -> Encoder:
    if kind == "embedded":
        return WordEncoder(statements(*TEXTS))
    {"model2vec": write_model2vec, "onnx": write_onnx}[kind](folder)
    encoder = load_encoder(kind, folder)
    assert encoder is not None
    return encoder


@pytest.mark.parametrize("kind", ["embedded", "model2vec", "onnx"])
def test_an_encoder_gives_one_float32_vector_per_statement_in_order(kind: str, tmp_path: Path) -> None:
    encoder = loaded(kind, tmp_path)
    found = encoder.encode(statements(*TEXTS))
    assert found.shape == (4, 4 if kind != "embedded" else 3)
    assert found.dtype == np.float32
    np.testing.assert_allclose(found[0], found[3], atol=1e-6)
    np.testing.assert_allclose(found[1], encoder.encode(statements("fout"))[0], atol=1e-6)
    assert not np.allclose(found[0], found[1])


@pytest.mark.parametrize("kind", ["embedded", "model2vec", "onnx"])
def test_no_statements_give_no_vectors(kind: str, tmp_path: Path) -> None:
    assert len(loaded(kind, tmp_path).encode([])) == 0


def test_words_that_stand_in_the_same_statements_are_near_and_unknown_words_count_for_nothing() -> None:
    encoder = WordEncoder(statements("thuis werken", "thuis werken mag", "trein rijden", "trein rijden niet"))
    thuis, werken, trein, nothing = encoder.encode(statements("thuis", "werken", "trein", "onbekend"))
    assert thuis @ werken > 0.9
    assert abs(thuis @ trein) < 0.1
    assert not nothing.any()


def test_onnx_averages_the_tokens_of_the_text_and_not_its_padding(tmp_path: Path) -> None:
    encoder = loaded("onnx", tmp_path)
    found = encoder.encode(statements("trots werk", "fout op werk hersteld"))
    np.testing.assert_allclose(found[0], vectors()[[1, 3]].mean(axis=0), atol=1e-5)


def test_onnx_takes_the_first_token_where_the_model_says_so(tmp_path: Path) -> None:
    (tmp_path / "1_Pooling").mkdir()
    (tmp_path / "1_Pooling" / "config.json").write_text(json.dumps({"pooling_mode_cls_token": True}))
    np.testing.assert_allclose(
        loaded("onnx", tmp_path).encode(statements("trots werk"))[0], vectors()[1], atol=1e-5
    )


@pytest.mark.parametrize("kind", ["model2vec", "onnx"])
def test_the_dimensions_of_a_sentence_model_take_part_in_learning(kind: str, tmp_path: Path) -> None:
    encoder = loaded(kind, tmp_path)
    items = [
        LabelledStatement(Statement(text, words, words), theme, None, f"schrijver {number % 2}")
        for number in range(8)
        for theme, text in (
            ("trots", f"trots {number}"),
            ("fouten", f"fout {number}"),
            ("overig", f"weer {number}"),
        )
        for words in [tuple(text.split())]
    ]
    classifier, _ = train(items, ("trots", "fouten"), (), encoder)
    assert classifier.encoder_weights is not None
    asked = [Statement("hersteld", ("hersteld",), ("hersteld",))]
    with_model = classifier.predict(asked, encoder).probability
    assert not np.allclose(with_model, classifier.predict(asked).probability)


def test_without_a_sentence_model_none_is_loaded() -> None:
    assert load_encoder("embedded", None) is None


@pytest.mark.parametrize(
    ("kind", "message"), [("word2vec", "unknown encoder word2vec"), ("onnx", r"must hold model\.onnx")]
)
def test_a_wrong_setting_says_what_is_needed(kind: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=message):
        load_encoder(kind, tmp_path)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="is no folder"):
        load_encoder("model2vec", tmp_path / "nergens")


def test_a_broken_model_is_an_error_of_our_own(tmp_path: Path) -> None:
    write_tokenizer(tmp_path)
    (tmp_path / "model.onnx").write_bytes(b"no model")
    with pytest.raises(ModelError, match="can't be loaded"):
        load_encoder("onnx", tmp_path)
