import warnings
from dataclasses import replace

import numpy as np
import pytest
from emerging_corpora import make_corpus, make_texts

from pipeline.themes.candidates import Candidate, Subject, choose_candidates
from pipeline.themes.clusters import LeidenClusterer
from pipeline.themes.corpus import Corpus, Spread, build_corpus
from pipeline.themes.discover import class_weights, find_topics
from pipeline.themes.identity import EarlierTheme
from pipeline.themes.lineage import continue_candidates, earlier_themes
from pipeline.themes.sources import Knowledge, explored_places, find_candidates, from_subjects
from pipeline.themes.vocabulary import CatalogueWords, cluster_terms, find_surprising_terms

LEAST = Spread(8, 5, 3)
N_SUBJECTS = 12


def corpus() -> Corpus:
    """600 statements on five catalogue themes, and 30 with three words that no example has."""
    lemmas, groups = make_texts(120, 5, 12, seed=4)
    random = np.random.default_rng(5)
    for _ in range(30):
        lemmas.append((*random.permutation(["fusie", "krimp", "boventallig"])[:2].tolist(), "alle1", "alle2"))
        groups.append(5)
    return make_corpus(lemmas, groups)


def knowledge(whole: Corpus, alive: bool = False) -> Knowledge:
    random = np.random.default_rng(6)
    examples, classes = make_texts(60, 5, 12, seed=7)
    probability = np.full((len(whole), 5 + N_SUBJECTS), 0.01, dtype=np.float32)
    for row, text in enumerate(whole.lemmas):
        known = [int(word[1]) for word in text if word.startswith("g")]
        if known:
            probability[row, known[0]] = 0.8
    probability[:, 5:] = np.exp(random.normal(-6, 1, size=(len(whole), N_SUBJECTS)))
    if alive:
        probability[600:, 7] = np.exp(random.normal(-2, 0.5, size=30))
    return Knowledge(
        tuple(Subject(f"s{i}", f"Onderwerp {i}", "Gaat over iets") for i in range(N_SUBJECTS)),
        probability,
        np.exp(random.normal(-6, 1, size=(1000, N_SUBJECTS))).astype(np.float32),
        CatalogueWords(examples, np.array(classes)),
        frozenset(),
    )


def members(whole: Corpus, candidate: Candidate) -> set[str]:
    return {whole.ids[place] for place in candidate.places}


def test_living_subject_is_proposed_under_its_own_id_with_evidence():
    whole = corpus()
    found = from_subjects(whole, knowledge(whole, alive=True), LEAST)
    assert found[0].theme_id == "s2"
    assert len(members(whole, found[0]) & set(whole.ids[600:])) >= 20
    assert "gesprekken" in found[0].evidence_nl
    assert found[0].origin == "background"


def test_words_outside_both_catalogues_become_a_candidate():
    whole = corpus()
    found = find_candidates(whole, knowledge(whole), LEAST, {}, 8, seed=1)
    best = max(found, key=lambda c: len(members(whole, c) & set(whole.ids[600:])))
    assert best.origin == "emerged"
    assert best.theme_id.startswith("opkomend-")
    assert len(members(whole, best) & set(whole.ids[600:])) >= 25
    assert best.stability is not None
    assert best.stability >= 0.6


def test_only_surprising_words_are_found():
    whole = corpus()
    known = knowledge(whole)
    found = find_surprising_terms(whole, known.examples, known.probability, frozenset())
    assert {"fusie", "krimp", "boventallig"} <= set(found.terms)
    assert not any(term.startswith("g") for term in found.terms if " " not in term)


def test_word_that_only_comes_up_late_is_seen_to_rise():
    lemmas = [("oud", f"w{i % 7}") for i in range(60)] + [("nieuw", f"w{i % 7}") for i in range(60)]
    whole, _ = build_corpus(
        [f"b{i:03d}" for i in range(120)],
        [" ".join(t) for t in lemmas],
        lemmas,
        lemmas,
        np.eye(120, dtype=np.float32),
        [f"c{i // 3:02d}" for i in range(120)],
        [f"o{i // 3 % 5}" for i in range(120)],
        [f"20{20 + i // 60}-05-01" for i in range(120)],
    )
    words = CatalogueWords([("oud", "nieuw")] * 50, np.zeros(50, dtype=np.int64))
    found = find_surprising_terms(whole, words, np.full((120, 1), 0.9, dtype=np.float32), frozenset())
    rise = dict(zip(found.terms.tolist(), found.rise.tolist(), strict=True))
    assert rise["nieuw"] > 6
    assert "oud" not in rise


def test_order_of_the_rows_changes_nothing():
    whole = corpus()
    order = np.random.default_rng(8).permutation(len(whole))
    shuffled, _ = build_corpus(
        [whole.ids[i] for i in order],
        [whole.texts[i] for i in order],
        [whole.words[i] for i in order],
        [whole.lemmas[i] for i in order],
        whole.embeddings[order],
        whole.conversations[order].tolist(),
        whole.organisations[order].tolist(),
        whole.held_on[order].tolist(),
    )
    assert shuffled.ids == whole.ids
    first = find_candidates(whole, knowledge(whole, alive=True), LEAST, {}, 8, seed=1)
    again = find_candidates(shuffled, knowledge(shuffled, alive=True), LEAST, {}, 8, seed=1)
    assert first == again
    for one, other in zip(first, again, strict=True):
        np.testing.assert_array_equal(one.places, other.places)


def candidate(theme_id: str, places: list[int], reliability: float = 0.8) -> Candidate:
    return Candidate(
        theme_id,
        "emerged",
        theme_id,
        "",
        np.array(places),
        np.ones(len(places), np.float32),
        reliability,
        "",
        Spread(len(places), len(places), 3),
    )


def test_of_near_duplicates_the_better_one_stays():
    whole = corpus()
    chosen = choose_candidates(
        whole, [candidate("a", list(range(10)), 0.5), candidate("b", list(range(12)))], {}, 8
    )
    assert [c.theme_id for c in chosen] == ["b"]


def test_what_people_settled_is_not_proposed_again_under_any_id():
    whole = corpus()
    settled = {"vroeger-voorstel": [whole.ids[i] for i in range(8)], "c": []}
    found = [candidate("a", list(range(10))), candidate("b", [60, 61, 62, 63]), candidate("c", [150, 151])]
    assert [c.theme_id for c in choose_candidates(whole, found, settled, 8)] == ["b"]


def test_no_more_candidates_than_asked():
    whole = corpus()
    found = [candidate(f"t{g}", [40 * g + i for i in range(8)]) for g in range(5)]
    assert len(choose_candidates(whole, found, {}, 2)) == 2


def test_candidate_keeps_its_id_when_data_grow_and_others_end():
    whole = corpus()
    before = earlier_themes(
        whole, {"opkomend-eerder": frozenset(whole.ids[:8]), "opkomend-weg": frozenset(whole.ids[80:90])}, []
    )
    found = [
        candidate("opkomend-nu", list(range(10))),
        replace(candidate("s2", [120, 121]), origin="background"),
    ]
    kept, events = continue_candidates(whole, found, before, whole.ids[:90])
    assert [c.theme_id for c in kept] == ["opkomend-eerder", "s2"]
    assert {(e.theme_id, e.kind) for e in events} == {
        ("opkomend-eerder", "continued"),
        ("opkomend-weg", "retired"),
        ("s2", "new"),
    }


def test_background_subject_continues_by_its_id():
    whole = corpus()
    before = [EarlierTheme("s2", frozenset(whole.ids[:4]), whole.centroid(np.arange(4)))]
    kept, events = continue_candidates(
        whole, [replace(candidate("s2", [0, 1, 2, 3]), origin="background")], before, whole.ids
    )
    assert kept[0].theme_id == "s2"
    assert [(e.kind, e.overlap) for e in events] == [("continued", 1.0)]


def test_topics_are_found_in_what_lies_together():
    lemmas, groups = make_texts(30, 3, 8, seed=9)
    whole = make_corpus(lemmas, groups)
    topics = find_topics([" ".join(t) for t in lemmas], whole.embeddings, LeidenClusterer(8, 1.0, 5, 1), 5)
    assert len(topics) == 3
    assert all(len({groups[place] for place in topic.places}) == 1 for topic in topics)
    assert all(term.startswith(("g", "alle")) for topic in topics for term in topic.terms)
    assert find_topics(["a", "b"], whole.embeddings[:2], LeidenClusterer(8, 1.0, 5, 1), 5) == []


def test_bertopic_leaves_warnings_and_embeddings_as_they_were():
    lemmas, groups = make_texts(20, 2, 8, seed=9)
    whole = make_corpus(lemmas, groups)
    before, filters = whole.embeddings.copy(), list(warnings.filters)
    find_topics([" ".join(t) for t in lemmas], whole.embeddings, LeidenClusterer(8, 1.0, 5, 1), 5)
    np.testing.assert_array_equal(whole.embeddings, before)
    assert list(warnings.filters) == filters


def test_class_weight_is_highest_for_the_words_of_one_class():
    from scipy.sparse import csr_matrix

    weights = class_weights(csr_matrix(np.array([[4, 0, 2], [0, 4, 2]])))
    assert weights[0, 0] > weights[0, 2]
    assert weights[0, 1] == 0


def test_no_terms_give_no_clusters():
    whole = corpus()
    known = knowledge(whole)
    everything = find_surprising_terms(
        whole.take(np.arange(20)), known.examples, known.probability[:20], frozenset()
    )
    assert cluster_terms(everything, whole.embeddings[:20], 1) == []


@pytest.mark.parametrize("n_texts", [0, 1, 5])
def test_hardly_any_statements_give_no_candidates(n_texts):
    whole = corpus()
    known = knowledge(whole)
    few = replace(known, probability=known.probability[:n_texts])
    assert find_candidates(whole.take(np.arange(n_texts)), few, LEAST, {}, 8, seed=1) == []


def near_subjects(whole: Corpus) -> Knowledge:
    """Subjects s2 and s5 are alive, each in half of the last statements; s5 is near s2."""
    known = knowledge(whole, alive=True)
    probability = known.probability.copy()
    probability[615:, 10], probability[615:, 7] = probability[615:, 7], 0.001
    subjects = tuple(replace(s, near="s2") if s.theme_id == "s5" else s for s in known.subjects)
    return replace(known, probability=probability, subjects=subjects)


def test_living_subjects_that_are_near_are_shown_as_one_with_both_parts():
    whole = corpus()
    found = from_subjects(whole, near_subjects(whole), Spread(5, 3, 2))
    joined = next(c for c in found if c.theme_id == "s2")
    assert "s5" not in [c.theme_id for c in found]
    assert joined.label_nl == "Onderwerp 2 / Onderwerp 5"
    assert "Onderwerp 2 (" in joined.evidence_nl
    assert len(members(whole, joined) & set(whole.ids[600:615])) >= 8
    assert len(members(whole, joined) & set(whole.ids[615:])) >= 8
    assert (np.diff(joined.certainty) <= 0).all()


def test_a_subject_that_was_shown_gives_the_joined_one_its_id():
    whole = corpus()
    found = from_subjects(whole, near_subjects(whole), Spread(5, 3, 2), shown_before=("s5",))
    assert "s5" in [c.theme_id for c in found]
    assert "s2" not in [c.theme_id for c in found]


def test_new_themes_are_looked_for_in_whole_conversations_that_stay_the_same(monkeypatch):
    monkeypatch.setattr("pipeline.themes.sources.MAX_EXPLORED", 200)
    whole = corpus()
    places = explored_places(whole)
    chosen = set(whole.conversations[places])
    assert 150 < len(places) <= 200
    assert set(np.flatnonzero(np.isin(whole.conversations, list(chosen)))) == set(places)
    grown = whole.take(np.flatnonzero(whole.conversations != "c07"))
    stayed = set(grown.conversations[explored_places(grown)])
    assert len(chosen - stayed - {"c07"}) == 0
