import numpy as np
from emerging_corpora import make_corpus, make_texts
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.themes.clusters import (
    NOISE,
    LeidenClusterer,
    agreement,
    cluster_scores,
    mutual_graph,
    nearest_neighbours,
    resampled_places,
    stability_of,
)


def corpus():
    return make_corpus(*make_texts(40, 4, 8, seed=2))


def clusterer() -> LeidenClusterer:
    return LeidenClusterer(10, 1.0, 5, seed=1)


def test_groups_that_lie_apart_are_found():
    embeddings = corpus().embeddings
    labels = clusterer().fit(embeddings).labels_
    assert cluster_scores(embeddings, [i // 40 for i in range(160)], clusterer()).v_measure > 0.9
    assert len(set(labels.tolist()) - {NOISE}) == 4


def test_the_same_data_gives_the_same_labels():
    embeddings = corpus().embeddings
    np.testing.assert_array_equal(clusterer().fit(embeddings).labels_, clusterer().fit(embeddings).labels_)


def test_ninety_percent_of_the_data_gives_nearly_the_same_clusters():
    whole = corpus()
    labels = clusterer().fit(whole.embeddings).labels_
    places = resampled_places(whole.conversations, 0.9, seed=3)
    again = clusterer().fit(whole.embeddings[places]).labels_
    assert agreement(labels[places], again) >= 0.8


def test_new_statements_join_the_nearest_cluster():
    embeddings = corpus().embeddings
    fitted = clusterer().fit(embeddings[:-1])
    assert fitted.predict(embeddings[-1:])[0] == fitted.labels_[-1]


def test_lonely_statements_and_small_clusters_are_noise():
    embeddings = np.eye(6, dtype=np.float32)
    fitted = clusterer().fit(embeddings)
    assert (fitted.labels_ == NOISE).all()
    assert (fitted.predict(embeddings) == NOISE).all()


def test_one_statement_is_no_graph():
    assert mutual_graph(nearest_neighbours(np.ones((1, 3), dtype=np.float32), 5)).nnz == 0


@settings(max_examples=25, deadline=None)
@given(st.integers(2, 40), st.integers(1, 12), st.integers(0, 1000))
def test_neighbours_are_mutual_and_nobody_neighbours_itself(n_texts, n_neighbours, seed):
    rows = np.random.default_rng(seed).normal(size=(n_texts, 5)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    graph = mutual_graph(nearest_neighbours(rows, n_neighbours))
    assert (graph != graph.T).nnz == 0
    assert (graph.diagonal() == 0).all()
    assert np.diff(graph.indptr).max(initial=0) <= n_neighbours


def test_neighbours_among_a_part_are_those_that_the_part_alone_has():
    embeddings = corpus().embeddings
    part = np.flatnonzero(np.arange(len(embeddings)) % 5 > 0)
    known = nearest_neighbours(embeddings, 30).among(part, 10)
    alone = nearest_neighbours(embeddings[part], 10)
    np.testing.assert_array_equal(known.places, alone.places)


def test_stability_counts_the_reruns_that_found_the_group_again():
    everything = np.arange(10)
    found = (everything, np.array([0, 0, 0, 0, 1, 1, 1, 1, -1, -1]))
    lost = (everything, np.array([0, 1, 0, 1, 0, 1, 0, 1, 0, 1]))
    assert stability_of([frozenset({0, 1, 2, 3})], [found, found, lost, lost], 0.5) == [0.5]
    assert stability_of([frozenset({0, 1})], [], 0.5) == [0.0]
