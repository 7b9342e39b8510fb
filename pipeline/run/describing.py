"""The tables that describe themes: the themes themselves, their key terms and their quotes."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline.codebook import Codebook
from pipeline.config import ThemeSettings
from pipeline.register import Register
from pipeline.run.learning import Catalogue
from pipeline.run.recognised import Recognised
from pipeline.tables import THEME_QUOTES, THEME_TERMS, THEMES
from pipeline.text.language import stop_words
from pipeline.themes.candidates import Candidate
from pipeline.themes.corpus import Corpus, JoinedWords
from pipeline.themes.describe import find_quotes, find_terms
from pipeline.themes.quality import measure_agreement, measure_coherence, nearest_themes

Rows = list[dict[str, object]]
# Per theme: places of its bouwstenen in the corpus, and how sure each assignment is.
Members = Mapping[str, tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]]
MAX_COHERENCE_TEXTS = 50_000
_NOBODY = (np.array([], dtype=np.int64), np.array([], dtype=np.float32))


def describe_themes(
    known: Recognised,
    candidates: list[Candidate],
    assignments: pd.DataFrame,
    codebook: Codebook,
    catalogue: Catalogue,
    register: Register,
    settings: ThemeSettings,
) -> dict[str, pd.DataFrame]:
    """Return themes, theme_terms and theme_quotes."""
    corpus = known.corpus
    placed = assignments.assign(place=pd.Index(corpus.ids).get_indexer(pd.Index(assignments["bouwsteen_id"])))
    members = {
        str(theme_id): (rows["place"].to_numpy(np.int64), rows["probability"].to_numpy(np.float32))
        for theme_id, rows in placed.groupby("theme_id", sort=True)
    }
    places = {theme_id: where for theme_id, (where, _) in members.items()}
    terms = find_terms(
        corpus.words, corpus.lemmas, places, stop_words(), settings.terms_per_theme, settings.seed
    )
    rows = _catalogue_rows(codebook, catalogue, register) + _candidate_rows(candidates)
    quality = _quality(
        known, places, {t: [term.lemma for term in found] for t, found in terms.items()}, settings.seed
    )
    themes = [
        quality.get(str(row["theme_id"]), {})
        | row
        | _counts(corpus, members.get(str(row["theme_id"]), _NOBODY))
        for row in rows
    ]
    return {
        "themes": THEMES.from_rows(_with_decided_names(themes, register)),
        "theme_terms": THEME_TERMS.from_rows(
            {"theme_id": theme_id, "rank": rank, "term": term.term, "weight": term.weight}
            for theme_id, found in sorted(terms.items())
            for rank, term in enumerate(found, start=1)
        ),
        "theme_quotes": THEME_QUOTES.from_rows(_quote_rows(corpus, members, settings.quotes_per_theme)),
    }


def _quality(
    known: Recognised, places: dict[str, npt.NDArray[np.int64]], terms: dict[str, list[str]], seed: int
) -> dict[str, dict[str, object]]:
    """Return the quality columns per theme: agreement with labels, coherence of its terms, nearest theme."""
    quality: dict[str, dict[str, object]] = {theme_id: {} for theme_id in places}
    for theme_id, agreement in measure_agreement(known.held, seed).items():
        quality.setdefault(theme_id, {}).update(f1=agreement.f1, f1_low=agreement.low, f1_high=agreement.high)
    for theme_id, coherence in measure_coherence(terms, _even_part(known.corpus)).items():
        quality[theme_id]["coherence"] = coherence
    for theme_id, neighbour in nearest_themes(places, known.corpus.embeddings).items():
        quality[theme_id].update(nearest_theme_id=neighbour.theme_id, nearest_similarity=neighbour.similarity)
    return quality


def _even_part(corpus: Corpus) -> JoinedWords:
    """Return the lemmas of all bouwstenen, or of very many an even part."""
    step = -(-len(corpus) // MAX_COHERENCE_TEXTS)
    return corpus.lemmas[:: max(step, 1)]


def _catalogue_rows(codebook: Codebook, catalogue: Catalogue, register: Register) -> Rows:
    """Return the themes of the catalogue, and those that people took into it."""
    written = {theme.theme_id: theme for theme in (*codebook.themes, *codebook.background)}
    decided = register.themes().set_index("theme_id")
    rows: Rows = []
    for theme_id in catalogue.theme_ids:
        theme = written.get(theme_id)
        rows.append(
            {
                "theme_id": theme_id,
                "label_nl": theme.label_nl if theme else decided.loc[theme_id, "label_nl"],
                "definition_nl": theme.definition_nl if theme else decided.loc[theme_id, "definition_nl"],
                "origin": theme.origin if theme else "emerged",
                "status": "active",
            }
        )
    return rows


def _candidate_rows(candidates: list[Candidate]) -> Rows:
    return [
        {
            "theme_id": candidate.theme_id,
            "label_nl": candidate.label_nl,
            "definition_nl": candidate.definition_nl,
            "origin": candidate.origin,
            "status": "candidate",
            "stability": candidate.stability,
            "coherence": candidate.coherence,
            "evidence_nl": candidate.evidence_nl,
        }
        for candidate in candidates
    ]


def _counts(
    corpus: Corpus, members: tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]
) -> dict[str, object]:
    places, certainty = members
    spread = corpus.spread(places)
    return {
        "n_bouwstenen": spread.n_bouwstenen,
        "n_conversations": spread.n_conversations,
        "n_organisations": spread.n_organisations,
        "mean_probability": float(certainty.mean()) if len(certainty) else None,
    }


def _with_decided_names(rows: Rows, register: Register) -> Rows:
    """Put the names and definitions that people chose in the place of the catalogue's and the model's."""
    decided = {
        str(row.theme_id): {
            name: value
            for name, value in (("label_nl", row.label_nl), ("definition_nl", row.definition_nl))
            if isinstance(value, str)
        }
        for row in register.themes().itertuples()
    }
    return [row | decided.get(str(row["theme_id"]), {}) for row in rows]


def _quote_rows(corpus: Corpus, members: Members, n_quotes: int) -> Rows:
    conversations = corpus.conversations.tolist()
    return [
        {
            "theme_id": theme_id,
            "rank": rank,
            "bouwsteen_id": corpus.ids[quote.place],
            "centrality": quote.centrality,
            "kind": quote.kind,
        }
        for theme_id, (places, certainty) in members.items()
        for rank, quote in enumerate(
            find_quotes(corpus.texts, corpus.embeddings, conversations, places, certainty, n_quotes), start=1
        )
    ]
