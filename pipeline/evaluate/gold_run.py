"""Theme finding on labelled conversations: the same steps as a run, without a register, beside the gold labels."""

from __future__ import annotations

import json
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.preprocessing import normalize

from pipeline.codebook import Codebook, read_codebook
from pipeline.config import PROJECT_ROOT, read_settings
from pipeline.evaluate.emerging import score_candidates, score_clusterers, score_more_like
from pipeline.evaluate.gold import GoldError, GoldStatement, read_gold
from pipeline.evaluate.rivals import Material, Outcome, run_rivals, score_rivals
from pipeline.evaluate.themes import mark, precision_by_coverage, score_known_themes, score_per_theme
from pipeline.register import Register
from pipeline.run.learning import build_catalogue, learn, statement_of
from pipeline.run.meter import Meter
from pipeline.run.proposing import gather_knowledge, least_spread
from pipeline.run.recognised import Recognised
from pipeline.run.recognising import recognise
from pipeline.store import Store
from pipeline.text.language import DutchLanguage, stop_words
from pipeline.themes.assign import assign_themes
from pipeline.themes.corpus import build_corpus
from pipeline.themes.encode import load_encoder
from pipeline.themes.fields import adapt_to_fields
from pipeline.themes.more_like import family_scores
from pipeline.themes.recognise import subject_scores
from pipeline.themes.sources import find_candidates

GOLD = PROJECT_ROOT / "data" / "demo" / "gesprekken.jsonl"
N_CHOSEN = 5
N_DRAWS = 20
N_CLUSTER_DIMS = 200


def measure_themes(path: Path | None = None) -> dict[str, pd.DataFrame]:
    """Return tables of figures by title, for a gold file in the format of the sample's.

    Gold labels that are neither in the catalogue nor "overig" are taken for themes that should emerge.
    """
    chosen = path or GOLD
    gold = read_gold(chosen)
    settings = read_settings()
    codebook = read_codebook(settings.paths.codebook)
    recognised = recognise_file(chosen, codebook)
    marked = mark(
        gold, recognised.weighed, settings.themes.min_probability, settings.themes.min_side_probability
    )
    tables = {
        "Known themes (95 % bootstrap interval)": score_known_themes(marked, settings.themes.seed),
        "Precision by coverage": precision_by_coverage(marked),
        "Per theme": score_per_theme(marked),
    }
    return tables | _measure_emerging(gold, recognised, codebook)


def recognise_file(path: Path, codebook: Codebook) -> Recognised:
    """Return what the program makes of a gold file, in its order."""
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    facts = {str(line["gesprek"]): (line.get("organisatie"), line.get("datum")) for line in lines}
    return recognise_gold(read_gold(path), facts, codebook, Store(read_settings().paths.data))


def recognise_gold(
    gold: Sequence[GoldStatement],
    facts: Mapping[str, tuple[str | None, str | None]],
    codebook: Codebook,
    store: Store,
) -> Recognised:
    """Return what the program makes of labelled statements; their ids are their numbers.

    Parameters
    ----------
    facts
        Organisation and day of each conversation.
    store
        Keeps what is learnt.
    """
    settings = read_settings()
    language = DutchLanguage()
    encoder = load_encoder(settings.themes.encoder, settings.themes.encoder_folder)
    with tempfile.TemporaryDirectory() as folder:
        register = Register(Path(folder) / "register.sqlite")
        catalogue = build_catalogue(codebook, register)
        register.close()
    learnt = learn(store, codebook, catalogue, [], lambda: language, encoder)
    analyses = language.analyse(statement.text for statement in gold)
    statements = tuple(statement_of(g.text, a) for g, a in zip(gold, analyses, strict=True))
    recognition = recognise(learnt, statements)
    predictions = learnt.classifier.predictions_of(recognition.main)
    corpus, order = build_corpus(
        [f"{number:06d}" for number in range(len(gold))],
        [statement.text for statement in gold],
        [one.words for one in analyses],
        [one.lemmas for one in analyses],
        recognition.vectors,
        [statement.conversation for statement in gold],
        [facts[statement.conversation][0] for statement in gold],
        [facts[statement.conversation][1] for statement in gold],
    )
    assert np.array_equal(order, np.arange(len(gold)))
    weighed = adapt_to_fields(
        predictions, learnt.classifier.membership, [statement.field for statement in gold]
    )
    return Recognised(corpus, statements, predictions, weighed, learnt.classifier, learnt.held, learnt.key)


def compare_methods(path: Path | None = None) -> dict[str, pd.DataFrame]:
    """Return one table: this program beside other methods, on the same gold and the same examples.

    A statement left without a theme counts as wrong, for this program too.
    """
    chosen = path or GOLD
    gold = read_gold(chosen)
    settings = read_settings()
    codebook = read_codebook(settings.paths.codebook)
    main = np.array([statement.main for statement in gold])
    side = np.array([statement.side or "" for statement in gold])
    with Meter() as meter:
        known = recognise_file(chosen, codebook)
        assigned = assign_themes(
            known.classifier,
            known.weighed,
            known.statements,
            settings.themes.min_probability,
            settings.themes.min_side_probability,
        )
    ids = codebook.theme_ids
    themes = tuple(
        ids.index(str(assigned[n][0]["theme_id"])) if n in assigned else -1 for n in range(len(gold))
    )
    ours = Outcome("rode-draden", themes, meter.seconds, meter.peak_mb)
    outcomes = [ours, *run_rivals(_material(gold, codebook, settings.themes.seed))]
    return {"Beside other methods": score_rivals(outcomes, ids, main, side)}


def _material(gold: list[GoldStatement], codebook: Codebook, seed: int) -> Material:
    language, stops = DutchLanguage(), stop_words()

    def lemmas(texts: list[str]) -> tuple[str, ...]:
        return tuple(" ".join(analysis.lemmas) for analysis in language.analyse(texts))

    examples = [example for example in codebook.examples if example.main in codebook.theme_ids]
    definitions = lemmas([f"{theme.label_nl} {theme.definition_nl}" for theme in codebook.themes])
    return Material(
        lemmas([example.text for example in examples]),
        tuple(codebook.theme_ids.index(example.main) for example in examples),
        lemmas([statement.text for statement in gold]),
        tuple(" ".join(word for word in text.split() if word not in stops) for text in definitions),
        stops,
        seed,
    )


def measure_clusters(path: Path) -> pd.DataFrame:
    """Return how clusters without a catalogue agree with the labels of a file (JSON lines: text, label).

    Raises
    ------
    GoldError
        When a line holds no text and label.
    """
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        texts, labels = [str(row["text"]) for row in rows], [str(row["label"]) for row in rows]
    except (OSError, ValueError, KeyError) as error:
        raise GoldError(f"{path}: must be JSON lines with text and label") from error
    lemmas = [" ".join(analysis.lemmas) for analysis in DutchLanguage().analyse(texts)]
    counted = TfidfVectorizer(sublinear_tf=True, min_df=2, analyzer=str.split).fit_transform(lemmas)
    seed = read_settings().themes.seed
    n_dims = min(N_CLUSTER_DIMS, *(size - 1 for size in counted.shape))
    embeddings = normalize(TruncatedSVD(n_dims, random_state=seed).fit_transform(counted))
    return score_clusterers(texts, labels, embeddings.astype(np.float32), seed)


def _measure_emerging(
    gold: list[GoldStatement], known: Recognised, codebook: Codebook
) -> dict[str, pd.DataFrame]:
    settings = read_settings().themes
    knowledge = gather_knowledge(known, codebook, codebook.background_ids, codebook.theme_ids)
    candidates = find_candidates(
        known.corpus, knowledge, least_spread(settings), {}, settings.max_candidates, settings.seed
    )
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
    scores, _ = family_scores(
        subject_scores(knowledge.subject_probability, knowledge.reference), knowledge.subjects
    )
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
