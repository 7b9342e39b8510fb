"""Theme finding on labelled conversations: the same steps as a run, without a register, beside the gold labels."""

from __future__ import annotations

import json
import tempfile
from collections import defaultdict
from pathlib import Path

import numpy as np
import pandas as pd

from pipeline.codebook import Codebook, read_codebook
from pipeline.config import PROJECT_ROOT, read_settings
from pipeline.evaluate.emerging import score_candidates, score_more_like
from pipeline.evaluate.gold import GoldStatement, read_gold
from pipeline.evaluate.themes import mark, precision_by_coverage, score_known_themes, score_per_theme
from pipeline.register import Register
from pipeline.run.embedding import embed_statements
from pipeline.run.learning import build_catalogue, learn, statement_of
from pipeline.run.proposing import gather_knowledge
from pipeline.run.recognised import Recognised
from pipeline.store import Store
from pipeline.text.language import DutchLanguage
from pipeline.themes.corpus import Spread, build_corpus
from pipeline.themes.recognise import subject_scores
from pipeline.themes.sources import find_candidates

GOLD = PROJECT_ROOT / "data" / "demo" / "gesprekken.jsonl"
N_CHOSEN = 5
N_DRAWS = 20


def measure_themes(path: Path | None = None) -> dict[str, pd.DataFrame]:
    """Return tables of figures by title, for a gold file in the format of the sample's.

    Gold labels that are neither in the catalogue nor "overig" are taken for themes that should emerge.
    """
    chosen = path or GOLD
    gold = read_gold(chosen)
    settings = read_settings()
    codebook = read_codebook(settings.paths.codebook)
    recognised = _recognise(gold, chosen, codebook)
    marked = mark(
        gold, recognised.predictions, settings.themes.min_probability, settings.themes.min_side_probability
    )
    tables = {
        "Known themes (95 % bootstrap interval)": score_known_themes(marked, settings.themes.seed),
        "Precision by coverage": precision_by_coverage(marked),
        "Per theme": score_per_theme(marked),
    }
    return tables | _measure_emerging(gold, recognised, codebook)


def _recognise(gold: list[GoldStatement], path: Path, codebook: Codebook) -> Recognised:
    settings = read_settings()
    language = DutchLanguage()
    with tempfile.TemporaryDirectory() as folder:
        register = Register(Path(folder) / "register.sqlite")
        catalogue = build_catalogue(codebook, register)
        register.close()
    classifier, held = learn(Store(settings.paths.data), codebook, catalogue, [], language)
    analyses = language.analyse(statement.text for statement in gold)
    statements = tuple(statement_of(g.text, a) for g, a in zip(gold, analyses, strict=True))
    facts = {
        str(line["gesprek"]): line
        for line in map(json.loads, path.read_text(encoding="utf-8").splitlines())
        if line
    }
    corpus, order = build_corpus(
        [f"{number:06d}" for number in range(len(gold))],
        [statement.text for statement in gold],
        [one.words for one in analyses],
        [one.lemmas for one in analyses],
        embed_statements(classifier, statements),
        [statement.conversation for statement in gold],
        [facts[statement.conversation].get("organisatie") for statement in gold],
        [facts[statement.conversation].get("datum") for statement in gold],
    )
    assert np.array_equal(order, np.arange(len(gold)))
    return Recognised(corpus, statements, classifier.predict(statements), classifier, held)


def _measure_emerging(
    gold: list[GoldStatement], known: Recognised, codebook: Codebook
) -> dict[str, pd.DataFrame]:
    settings = read_settings().themes
    least = Spread(
        settings.min_candidate_bouwstenen,
        settings.min_candidate_conversations,
        settings.min_candidate_organisations,
    )
    knowledge = gather_knowledge(known, codebook, codebook.background_ids, codebook.theme_ids)
    candidates = find_candidates(known.corpus, knowledge, least, {}, settings.max_candidates, settings.seed)
    wanted: dict[str, list[str]] = defaultdict(list)
    for statement, bouwsteen_id in zip(gold, known.corpus.ids, strict=True):
        if statement.main not in {*codebook.theme_ids, "overig"}:
            wanted[statement.main].append(bouwsteen_id)
    shown = {c.theme_id: [known.corpus.ids[place] for place in c.places] for c in candidates}
    columns = {
        "theme_id": [c.theme_id for c in candidates],
        "origin": [c.origin for c in candidates],
        "label_nl": [c.label_nl for c in candidates],
        "n_bouwstenen": [len(c.places) for c in candidates],
        "reliability": [c.reliability for c in candidates],
    }
    scores = subject_scores(knowledge.subject_probability, knowledge.reference)
    rows = []
    for theme, ids in sorted(wanted.items()):
        if len(ids) > N_CHOSEN:
            members = np.array([int(bouwsteen_id) for bouwsteen_id in ids])
            draws = score_more_like(scores, members, N_CHOSEN, N_DRAWS, settings.seed)
            rows.append({"gold_theme": theme, **draws.mean().to_dict()})
    return {
        "Candidates shown": pd.DataFrame(columns),
        "Themes outside the catalogue: best candidate": score_candidates(shown, wanted),
        f"The rest found from {N_CHOSEN} chosen statements (mean of {N_DRAWS} draws)": pd.DataFrame(rows),
    }
