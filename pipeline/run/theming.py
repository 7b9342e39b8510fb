"""The step "themes": known themes recognised, new ones proposed, identities kept, all of them described."""

from __future__ import annotations

import pandas as pd

from pipeline.codebook import Codebook, read_codebook
from pipeline.config import Settings, ThemeSettings
from pipeline.register import Register
from pipeline.run.describing import describe_themes
from pipeline.run.embedding import recognise_statements
from pipeline.run.indexing import analyses_from_table
from pipeline.run.learning import Catalogue, build_catalogue, corrected_statements, learn, statement_of
from pipeline.run.polling import place_statements
from pipeline.run.progress import Progress
from pipeline.run.proposing import gather_knowledge, propose_themes
from pipeline.run.recognised import Recognised
from pipeline.run.similar import SUBJECT_SCORES, make_subject_scores
from pipeline.store import RunWriter, Store
from pipeline.tables import ASSIGNMENTS, THEME_EVENTS
from pipeline.text.language import DutchLanguage
from pipeline.text.spans import MASK
from pipeline.themes.assign import assign_themes
from pipeline.themes.candidates import Candidate
from pipeline.themes.corpus import build_corpus
from pipeline.themes.encode import Encoder, load_encoder
from pipeline.themes.fields import adapt_to_fields

Rows = list[dict[str, object]]
STAGES = ("recognise", "propose", "assign", "describe")
"""What the step does, in order; each ends with an advance of its progress."""


def find_themes(
    settings: Settings, store: Store, register: Register, writer: RunWriter, run_id: str, progress: Progress
) -> dict[str, pd.DataFrame]:
    """Return assignments, the tables of themes, the themes of polls, and the scores behind "more like this"."""
    progress.start("themes", len(STAGES))
    codebook = read_codebook(settings.paths.codebook)
    catalogue = build_catalogue(codebook, register)
    encoder = load_encoder(settings.themes.encoder, settings.themes.encoder_folder)
    known = _recognise(store, codebook, catalogue, register, writer, encoder)
    progress.advance()
    candidates, events = propose_themes(known, codebook, catalogue, register, store, settings.themes)
    progress.advance()
    assignments = _assign(known, candidates, register, settings.themes)
    progress.advance()
    tables = describe_themes(known, candidates, assignments, codebook, catalogue, register, settings.themes)
    progress.advance()
    event_rows: Rows = [
        {
            "run_id": run_id,
            "kind": event.kind,
            "theme_id": event.theme_id,
            "other_theme_id": event.other_theme_id,
            "overlap": event.overlap,
            "decided_by": event.decided_by,
        }
        for event in events
    ]
    polls = place_statements(
        writer.read_table("poll_results"),
        tables["themes"],
        catalogue,
        register,
        known,
        settings.themes,
        encoder,
    )
    knowledge = gather_knowledge(known, codebook, catalogue.background_ids, catalogue.theme_ids)
    return {
        "assignments": assignments,
        **tables,
        "theme_events": THEME_EVENTS.from_rows(event_rows),
        "poll_themes": polls,
        SUBJECT_SCORES: make_subject_scores(known.corpus.ids, knowledge),
    }


def _recognise(
    store: Store,
    codebook: Codebook,
    catalogue: Catalogue,
    register: Register,
    writer: RunWriter,
    encoder: Encoder | None,
) -> Recognised:
    conversations = writer.read_table("conversations")[["conversation_id", "organisation", "held_on"]]
    rows = writer.read_table("bouwstenen").merge(conversations, on="conversation_id")
    rows = rows.merge(writer.read_table("analyses"), on="bouwsteen_id").sort_values("bouwsteen_id")
    analyses = analyses_from_table(rows)
    said = [MASK.sub(" ", text) for text in rows["text"]]
    statements = [statement_of(text, one) for text, one in zip(said, analyses, strict=True)]
    by_id = dict(zip(rows["bouwsteen_id"], statements, strict=True))
    corrections = corrected_statements(register.corrections(), by_id, catalogue)
    classifier, held = learn(store, codebook, catalogue, corrections, DutchLanguage, encoder)
    predictions, embeddings = recognise_statements(classifier, statements, encoder)
    corpus, _ = build_corpus(
        rows["bouwsteen_id"].tolist(),
        rows["text"].tolist(),
        [one.words for one in analyses],
        [one.lemmas for one in analyses],
        embeddings,
        rows["conversation_id"].tolist(),
        rows["organisation"].tolist(),
        rows["held_on"].tolist(),
    )
    weighed = adapt_to_fields(predictions, classifier.membership, rows["field"].tolist())
    return Recognised(corpus, tuple(statements), predictions, weighed, classifier, held)


def _assign(
    known: Recognised, candidates: list[Candidate], register: Register, settings: ThemeSettings
) -> pd.DataFrame:
    """Return the assignments: the model's, then the candidates', a person's before both."""
    model = assign_themes(
        known.classifier,
        known.weighed,
        known.statements,
        settings.min_probability,
        settings.min_side_probability,
    )
    rows: dict[str, Rows] = {known.corpus.ids[place]: list(entries) for place, entries in model.items()}
    for candidate in candidates:
        for place, certainty in zip(candidate.places, candidate.certainty, strict=True):
            _add_candidate(rows.setdefault(known.corpus.ids[place], []), candidate.theme_id, float(certainty))
    ids = set(known.corpus.ids)
    for bouwsteen_id, decided in register.corrections().groupby("bouwsteen_id"):
        if bouwsteen_id in ids:
            rows[str(bouwsteen_id)] = [
                {"theme_id": row.theme_id, "probability": 1.0, "assigned_by": "person", "reason": None}
                for row in decided.dropna(subset="theme_id").sort_values("rank").itertuples()
            ]
    return ASSIGNMENTS.from_rows(
        {"bouwsteen_id": bouwsteen_id, "rank": rank, **row}
        for bouwsteen_id in sorted(rows)
        for rank, row in enumerate(rows[bouwsteen_id][:2], start=1)
    )


def _add_candidate(rows: Rows, theme_id: str, certainty: float) -> None:
    """Put a candidate first where it is surer than the catalogue's main theme, else second."""
    row: dict[str, object] = {
        "theme_id": theme_id,
        "probability": certainty,
        "assigned_by": "model",
        "reason": None,
    }
    is_first = not rows or certainty > float(str(rows[0]["probability"]))
    rows.insert(0 if is_first else 1, row)
