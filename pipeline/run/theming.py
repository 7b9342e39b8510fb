"""The step "themes": known themes recognised, new ones proposed, identities kept, all of them described."""

from __future__ import annotations

import numpy as np
import pandas as pd

from pipeline.codebook import Codebook, read_codebook
from pipeline.config import Settings
from pipeline.register import Register
from pipeline.run.assigning import assign_all
from pipeline.run.describing import describe_themes
from pipeline.run.learning import Catalogue, build_catalogue, corrected_statements, learn
from pipeline.run.polling import place_statements
from pipeline.run.progress import Progress
from pipeline.run.proposing import gather_knowledge, propose_themes
from pipeline.run.recognised import Recognised, Statements
from pipeline.run.recognising import recognise_texts
from pipeline.run.similar import SUBJECT_SCORES, make_subject_scores
from pipeline.store import RunWriter, Store
from pipeline.tables import THEME_EVENTS
from pipeline.text.language import DutchLanguage
from pipeline.themes.corpus import JoinedWords, build_corpus
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
    knowledge = gather_knowledge(known, codebook, catalogue.background_ids, catalogue.theme_ids)
    candidates, events = propose_themes(known, knowledge, register, store, settings.themes)
    progress.advance()
    assignments = assign_all(known, candidates, register, store, settings.themes)
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
    rows = writer.read_table("bouwstenen")[["bouwsteen_id", "conversation_id", "field", "text"]]
    rows = rows.merge(conversations, on="conversation_id")
    analyses = writer.read_table("analyses")[["bouwsteen_id", "words", "lemmas"]]
    rows = rows.merge(analyses, on="bouwsteen_id").sort_values("bouwsteen_id", ignore_index=True)
    texts, words, lemmas = (rows[name].to_numpy(dtype=object) for name in ("text", "words", "lemmas"))
    statements = Statements(texts, JoinedWords(words), JoinedWords(lemmas))
    corrections = register.corrections()
    corrected = np.flatnonzero(rows["bouwsteen_id"].isin(corrections["bouwsteen_id"]))
    by_id = {str(rows["bouwsteen_id"][place]): statements[int(place)] for place in corrected}
    labelled = corrected_statements(corrections, by_id, catalogue)
    learnt = learn(store, codebook, catalogue, labelled, DutchLanguage, encoder)
    recognition = recognise_texts(learnt, statements, store)
    predictions = learnt.classifier.predictions_of(recognition.main)
    corpus, _ = build_corpus(
        rows["bouwsteen_id"].tolist(),
        texts.tolist(),
        statements.words,
        statements.lemmas,
        recognition.vectors,
        rows["conversation_id"].tolist(),
        rows["organisation"].tolist(),
        rows["held_on"],
    )
    weighed = adapt_to_fields(predictions, learnt.classifier.membership, rows["field"].tolist())
    return Recognised(corpus, statements, predictions, weighed, learnt.classifier, learnt.held, learnt.key)
