"""Full-text search that knows Dutch: SQLite FTS5 over words, lemmas and parts of compounds, forgiving typos.

The index is a file that is published with each run. A query asks per word for the word itself, its lemma, or a
compound that holds it; a word that nobody used is replaced by the nearest words that people did use. "…" asks for
a phrase, a minus sign leaves a word out.
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from pipeline.errors import StoreError

MIN_WORD_FOR_TYPOS = 4
MAX_CORRECTIONS = 3
# Terms taken from a text for "more like this": enough to tell its subject, few enough to answer at once.
N_LIKE_TERMS = 12
N_ANSWERS_KEPT = 12
_QUERY_PART = re.compile(r'(-?)"([^"]+)"|(-?)([^\s"]+)')
_WORD = re.compile(r"[^\W_]+")
# A hit in the words themselves weighs more than one in lemmas, and that more than one inside a compound.
_WEIGHTS = "3.0, 2.0, 1.0"


@dataclass(frozen=True)
class IndexedText:
    """One bouwsteen as it is indexed: its words, their lemmas, and the parts of its compounds."""

    bouwsteen_id: str
    words: Sequence[str]
    lemmas: Sequence[str]
    parts: Sequence[str]


@dataclass(frozen=True)
class SearchResult:
    """What a query found.

    Parameters
    ----------
    hits
        Columns `bouwsteen_id` and `score` (higher is better), best first.
    corrections
        Words of the query that nobody used, with the words searched for instead.
    """

    hits: pd.DataFrame
    corrections: dict[str, tuple[str, ...]]


def build_search_index(path: Path, texts: Iterable[IndexedText]) -> None:
    """Write the index of all texts to a new SQLite file."""
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("PRAGMA journal_mode = OFF")
        database.execute(
            "CREATE VIRTUAL TABLE texts USING fts5(words, lemmas, parts, content = '', "
            "tokenize = 'unicode61 remove_diacritics 2')"
        )
        # Apart from the texts, and the texts not kept at all: so a word that everybody uses is answered at once too.
        database.execute("CREATE TABLE bouwstenen (place INTEGER PRIMARY KEY, bouwsteen_id TEXT NOT NULL)")
        database.execute(
            "CREATE TABLE vocabulary (word TEXT PRIMARY KEY, lemma TEXT, n_texts INTEGER) WITHOUT ROWID"
        )
        _add(database, texts)
        database.execute("INSERT INTO texts(texts) VALUES ('optimize')")


def extend_search_index(path: Path, texts: Iterable[IndexedText]) -> None:
    """Add texts to an index; it answers as one that was built of all texts at once."""
    with closing(sqlite3.connect(path)) as database, database:
        _add(database, texts)


def _add(database: sqlite3.Connection, texts: Iterable[IndexedText]) -> None:
    lemma_of: dict[str, str] = {}
    n_texts_with: Counter[str] = Counter()
    n_before = database.execute("SELECT coalesce(max(place), 0) FROM bouwstenen").fetchone()[0]
    ids: list[str] = []
    database.executemany(
        "INSERT INTO texts(rowid, words, lemmas, parts) VALUES (?, ?, ?, ?)",
        (
            (n_before + place, *row)
            for place, row in enumerate(_rows_of(texts, ids, lemma_of, n_texts_with), start=1)
        ),
    )
    database.executemany("INSERT INTO bouwstenen VALUES (?, ?)", enumerate(ids, start=n_before + 1))
    database.executemany(
        "INSERT INTO vocabulary VALUES (?, ?, ?) ON CONFLICT (word) DO UPDATE SET "
        "n_texts = n_texts + excluded.n_texts, lemma = min(lemma, excluded.lemma)",
        ((word, lemma, n_texts_with[word]) for word, lemma in sorted(lemma_of.items())),
    )


def _rows_of(
    texts: Iterable[IndexedText], ids: list[str], lemma_of: dict[str, str], n_texts_with: Counter[str]
) -> Iterable[tuple[str, str, str]]:
    """Yield what is indexed of each text, and note its id and its words."""
    for text in texts:
        ids.append(text.bouwsteen_id)
        words = [word.casefold() for word in text.words]
        # Of two lemmas (a word with and without a capital) always the same one counts, whatever came first.
        for word, lemma in zip(words, text.lemmas, strict=True):
            if lemma < lemma_of.get(word, lemma + " "):
                lemma_of[word] = lemma
        n_texts_with.update(set(words))
        yield " ".join(words), " ".join(text.lemmas), " ".join(text.parts)


class SearchIndex:
    """A published index, opened for reading.

    Raises
    ------
    StoreError
        When the file is not there.
    """

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise StoreError(f"{path.name} is not in this run; run `rode-draden run` again")
        self._database = sqlite3.connect(
            f"file:{path}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        try:
            ids = self._database.execute("SELECT bouwsteen_id FROM bouwstenen ORDER BY place").fetchall()
        except sqlite3.OperationalError as error:
            raise StoreError(f"{path.name} is of an older version; run `rode-draden run` again") from error
        self._ids = pa.array([one for (one,) in ids], pa.large_string())
        rows = self._database.execute("SELECT word, lemma, n_texts FROM vocabulary ORDER BY word").fetchall()
        self._lemmas = {word: lemma for word, lemma, _ in rows}
        self._n_texts = {word: n for word, _, n in rows}
        self._vocabulary = list(self._n_texts)
        self._answers: dict[str, SearchResult] = {}

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def search(self, query: str) -> SearchResult:
        """Return the bouwstenen that hold every word or phrase of the query, best first.

        The latest answers are kept, as who turns a page or adds a filter asks the same again; change nothing in them.
        """
        if query not in self._answers:
            self._answers[query] = self._search(query)
            while len(self._answers) > N_ANSWERS_KEPT:
                self._answers.pop(next(iter(self._answers)), None)
        return self._answers[query]

    def _search(self, query: str) -> SearchResult:
        wanted: list[str] = []
        unwanted: list[str] = []
        corrections: dict[str, tuple[str, ...]] = {}
        for phrase_minus, phrase, word_minus, word in _QUERY_PART.findall(query):
            if phrase:
                (unwanted if phrase_minus else wanted).append(self._phrase(phrase))
                continue
            for token in _WORD.findall(word.casefold()):
                forms = self._forms(token, corrections)
                (unwanted if word_minus else wanted).append(_any_of(forms))
        wanted = [term for term in wanted if term]
        if not wanted:
            return SearchResult(_no_hits(), corrections)
        expression = " AND ".join(wanted)
        for term in filter(None, unwanted):
            expression = f"({expression}) NOT {term}"
        return SearchResult(self._match(expression), corrections)

    def more_like(self, texts: Sequence[str], limit: int = 100) -> pd.DataFrame:
        """Return the bouwstenen that share the rarest words of the texts, best first, themselves included."""
        known = {w for text in texts for w in _WORD.findall(text.casefold()) if w in self._n_texts}
        telling = sorted((word for word in known if len(word) > 3), key=lambda w: (self._n_texts[w], w))
        lemmas = dict.fromkeys(self._lemmas[word] for word in telling)
        terms = [_quoted(lemma) for lemma in list(lemmas)[:N_LIKE_TERMS]]
        return self._match(" OR ".join(terms)).head(limit) if terms else _no_hits()

    def _match(self, expression: str) -> pd.DataFrame:
        found = self._database.execute(
            f"SELECT rowid, -bm25(texts, {_WEIGHTS}) FROM texts WHERE texts MATCH ?", (expression,)
        )
        # Straight into an array: a list of so many pairs costs as much time as finding them.
        rows = np.fromiter(found, dtype=[("place", np.int64), ("score", np.float64)])
        if not len(rows):
            return _no_hits()
        ids = self._ids.take(pa.array(rows["place"] - 1))
        scores = pa.array(rows["score"])
        hits = pa.table({"bouwsteen_id": ids, "score": scores})
        best_first: pd.DataFrame = hits.sort_by(
            [("score", "descending"), ("bouwsteen_id", "ascending")]
        ).to_pandas()
        return best_first

    def _is_used(self, word: str) -> bool:
        found = self._database.execute("SELECT 1 FROM texts WHERE texts MATCH ? LIMIT 1", (_quoted(word),))
        return found.fetchone() is not None

    def _phrase(self, phrase: str) -> str:
        tokens = _WORD.findall(phrase.casefold())
        return "words : " + _quoted(" ".join(tokens)) if tokens else ""

    def _forms(self, word: str, corrections: dict[str, tuple[str, ...]]) -> list[str]:
        """Return a word, its lemma and, when nobody used it, the nearest words that people did use."""
        if word in self._lemmas:
            return [word, self._lemmas[word]]
        if self._is_used(word) or len(word) < MIN_WORD_FOR_TYPOS:
            return [word]
        near = self._nearest(word)
        if near:
            corrections[word] = near
        return [word, *near, *(self._lemmas[n] for n in near)]

    def _nearest(self, word: str) -> tuple[str, ...]:
        max_edits = 1 if len(word) < 7 else 2
        matches = process.extract(
            word, self._vocabulary, scorer=DamerauLevenshtein.distance, score_cutoff=max_edits, limit=20
        )
        ranked = sorted(matches, key=lambda match: (match[1], -self._n_texts[match[0]], match[0]))
        return tuple(match[0] for match in ranked[:MAX_CORRECTIONS])


def _any_of(forms: list[str]) -> str:
    return "(" + " OR ".join(_quoted(form) for form in dict.fromkeys(forms)) + ")"


def _quoted(term: str) -> str:
    return '"' + term.replace('"', '""') + '"'


def _no_hits() -> pd.DataFrame:
    return pd.DataFrame({"bouwsteen_id": pd.Series([], dtype="str"), "score": pd.Series([], dtype="float64")})
