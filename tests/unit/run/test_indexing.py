import pandas as pd
import pytest

from pipeline.run.indexing import EarlierWords, index_words, read_earlier_words
from pipeline.run.progress import Silence
from pipeline.search import SearchIndex
from pipeline.store import RunWriter, Store
from pipeline.tables import BOUWSTENEN

TEXTS = {
    "a": "Tegenspraak van [naam] mag er zijn",
    "b": "De kwaliteitseis is leidend",
    "c": "Burgers bellen, burgers schrijven",
    "d": "tegenspraak mag er zijn",
}


def bouwstenen(ids: str, **other: str) -> pd.DataFrame:
    texts = TEXTS | other
    return BOUWSTENEN.from_rows(
        {
            "bouwsteen_id": name,
            "conversation_id": "g1",
            "file_id": "f1",
            "field": "hoofd",
            "position": place,
            "text": texts[name],
            "n_masked": 0,
            "char_start": 0,
            "char_end": 9,
        }
        for place, name in enumerate(ids)
    )


def words_of(tmp_path, run_id: str, table: pd.DataFrame, earlier: EarlierWords | None = None) -> Store:
    store = Store(tmp_path)
    with store.new_run(run_id) as writer:
        write(writer, store, table, earlier)
        writer.write_manifest({})
    return store


def write(writer: RunWriter, store: Store, table: pd.DataFrame, earlier: EarlierWords | None) -> None:
    writer.write_table("bouwstenen", table)
    for name, frame in index_words(writer, Silence(), store, earlier).items():
        writer.write_table(name, frame)


def answers(store: Store) -> dict[str, list[tuple[str, float]]]:
    index = SearchIndex(store.file_path("search.sqlite"))
    try:
        found = {
            query: index.search(query).hits for query in ("burger", "tegenspraak", "kwaliteit", "burgrs")
        }
    finally:
        index.close()
    return {query: list(hits.itertuples(index=False, name=None)) for query, hits in found.items()}


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [
        ("ab", "abcd", {}),
        ("abcd", "cb", {}),
        ("abc", "abcd", {"b": "Iets heel anders dan eerst"}),
        ("abcd", "abcd", {}),
        ("", "ad", {}),
    ],
    ids=["added", "removed", "changed", "the same", "from nothing"],
)
def test_words_after_an_earlier_run_are_those_of_a_first_run(tmp_path, before, after, changed) -> None:
    grown = words_of(tmp_path / "grown", "1", bouwstenen(before))
    words_of(tmp_path / "grown", "2", bouwstenen(after, **changed), read_earlier_words(grown))
    fresh = words_of(tmp_path / "fresh", "1", bouwstenen(after, **changed))
    pd.testing.assert_frame_equal(grown.read_table("analyses"), fresh.read_table("analyses"))
    assert answers(grown) == answers(fresh)


def test_known_texts_are_not_analysed_again(tmp_path, monkeypatch) -> None:
    store = words_of(tmp_path, "1", bouwstenen("abc"))
    earlier = read_earlier_words(store)
    monkeypatch.setattr("pipeline.run.indexing.DutchLanguage", None)
    words_of(tmp_path, "2", bouwstenen("cba"), earlier)
    assert store.read_table("analyses")["lemmas"].str.len().gt(0).all()
