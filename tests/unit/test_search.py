"""Search knows Dutch: inflection, compounds, accents and typing errors."""

import sqlite3
from contextlib import closing

import pytest

from pipeline.errors import StoreError
from pipeline.search import IndexedText, SearchIndex, build_search_index


@pytest.fixture
def index(tmp_path):
    path = tmp_path / "search.sqlite"
    build_search_index(
        path,
        [
            IndexedText("b1", ("De", "burgers", "bellen"), ("de", "burger", "bellen"), ()),
            IndexedText("b2", ("Die", "burger", "wacht"), ("die", "burger", "wachten"), ()),
            IndexedText(
                "b3",
                ("De", "uitvoeringstoets", "ontbrak"),
                ("de", "uitvoeringstoets", "ontbreken"),
                ("uitvoering", "toets"),
            ),
            IndexedText("b4", ("Financiën", "zegt", "nee"), ("financiën", "zeggen", "nee"), ()),
        ],
    )
    opened = SearchIndex(path)
    yield opened
    opened.close()


def ids(result):
    return set(result.hits["bouwsteen_id"])


def test_plural_finds_singular_and_the_exact_form_comes_first(index):
    result = index.search("burgers")
    assert result.hits["bouwsteen_id"].tolist() == ["b1", "b2"]


def test_part_finds_the_compound(index):
    assert ids(index.search("toets")) == {"b3"}


def test_accent_may_be_left_out(index):
    assert ids(index.search("financien")) == {"b4"}


def test_typing_error_is_forgiven_and_said(index):
    result = index.search("uitvoerinstoets")
    assert ids(result) == {"b3"}
    assert result.corrections == {"uitvoerinstoets": ("uitvoeringstoets",)}


def test_all_words_must_be_there(index):
    assert ids(index.search("burger wacht")) == {"b2"}


def test_phrase_asks_for_the_words_in_order(index):
    assert ids(index.search('"die burger"')) == {"b2"}
    assert ids(index.search('"burger die"')) == set()


def test_minus_leaves_a_word_out(index):
    assert ids(index.search("burger -bellen")) == {"b2"}


@pytest.mark.parametrize("query", ["", "   ", '"', "-", "AND OR NOT", "a*b(", "'; drop table texts --"])
def test_odd_queries_never_fail(index, query):
    index.search(query)


def test_more_like_finds_texts_with_the_same_rare_words(index):
    assert index.more_like(["Die burger wacht nog steeds"])["bouwsteen_id"].iloc[0] == "b2"


def test_missing_index_is_a_clear_error(tmp_path):
    with pytest.raises(StoreError, match="run"):
        SearchIndex(tmp_path / "none.sqlite")


def test_index_of_an_older_version_is_a_clear_error(tmp_path):
    path = tmp_path / "search.sqlite"
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE vocabulary (word TEXT, lemma TEXT, n_texts INTEGER)")
    with pytest.raises(StoreError, match="older version"):
        SearchIndex(path)


def test_every_text_with_a_word_is_found_and_equals_stand_in_order_of_their_ids(tmp_path):
    path = tmp_path / "search.sqlite"
    said = [IndexedText(f"b{number:04}", ("overal",), ("overal",), ()) for number in range(3000, 0, -1)]
    build_search_index(path, said)
    index = SearchIndex(path)
    found = index.search("overal").hits["bouwsteen_id"].tolist()
    index.close()
    assert found == [f"b{number:04}" for number in range(1, 3001)]
