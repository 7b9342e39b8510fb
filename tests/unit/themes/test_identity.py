from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipeline.themes.identity import Cluster, EarlierTheme, emerging_id, match_themes


def ids(start: int, stop: int) -> frozenset[str]:
    return frozenset(f"b{i:03d}" for i in range(start, stop))


def vector(*values: float):
    return np.array(values or (1.0, 0.0), dtype=np.float32)


def cluster(name: str, members: frozenset[str], centroid=None) -> Cluster:
    return Cluster(name, members, vector() if centroid is None else centroid)


def earlier(name: str, members: frozenset[str], centroid=None, locked: bool = False) -> EarlierTheme:
    return EarlierTheme(name, members, vector(0, 1) if centroid is None else centroid, locked)


def kinds(matching) -> dict[str, str]:
    return {event.theme_id: event.kind for event in matching.events}


def test_cluster_with_the_same_bouwstenen_continues_the_theme():
    matching = match_themes([cluster("n1", ids(0, 12))], [earlier("t1", ids(0, 10))], ids(0, 10))
    assert matching.theme_ids == ("t1",)
    assert matching.events[0].overlap == 1.0


def test_optimal_assignment_beats_first_come():
    clusters = [cluster("n1", ids(0, 10)), cluster("n2", ids(4, 10) | ids(20, 22))]
    before = [earlier("t1", ids(2, 12)), earlier("t2", ids(0, 2) | ids(20, 26))]
    matching = match_themes(clusters, before, ids(0, 30))
    assert set(matching.theme_ids) >= {"t1"}


def test_centroid_decides_where_no_bouwsteen_is_shared():
    matching = match_themes([cluster("n1", ids(50, 60))], [earlier("t1", ids(0, 10), vector())], ids(0, 10))
    assert matching.theme_ids == ("t1",)


def test_unknown_cluster_is_new_and_vanished_theme_is_retired():
    matching = match_themes([cluster("n1", ids(50, 60))], [earlier("t1", ids(0, 10))], ids(0, 60))
    assert kinds(matching) == {"n1": "new", "t1": "retired"}


def test_theme_that_falls_apart_is_a_split():
    clusters = [cluster("n1", ids(0, 7)), cluster("n2", ids(7, 10))]
    matching = match_themes(clusters, [earlier("t1", ids(0, 10))], ids(0, 10))
    assert matching.theme_ids == ("t1", "n2")
    assert kinds(matching)["n2"] == "split"


def test_theme_that_is_swallowed_is_merged_into_the_other():
    before = [earlier("t1", ids(0, 10)), earlier("t2", ids(10, 14))]
    matching = match_themes([cluster("n1", ids(0, 14))], before, ids(0, 14))
    merged = next(event for event in matching.events if event.kind == "merged")
    assert (merged.theme_id, merged.other_theme_id, merged.overlap) == ("t2", "t1", 1.0)


def test_locked_theme_chooses_first_and_never_ends():
    before = [
        earlier("t1", ids(0, 10)),
        earlier("t2", ids(4, 9), locked=True),
        earlier("t3", ids(40, 44), locked=True),
    ]
    matching = match_themes([cluster("n1", ids(0, 10))], before, ids(0, 50))
    assert matching.theme_ids == ("t2",)
    assert matching.kept_theme_ids == ("t3",)
    assert kinds(matching)["t3"] == "continued"


def test_other_representation_than_last_time_does_not_matter():
    before = [earlier("t1", ids(0, 10), np.ones(5, dtype=np.float32))]
    assert match_themes([cluster("n1", ids(0, 10))], before, ids(0, 10)).theme_ids == ("t1",)


def test_first_run_has_only_new_themes():
    assert kinds(match_themes([cluster("n1", ids(0, 3))], [], [])) == {"n1": "new"}
    assert match_themes([], [], []).events == ()


def test_id_of_a_new_theme_comes_from_its_content_alone():
    assert emerging_id("Thuis & kantoor", ["b2", "b1"]) == emerging_id("Thuis & kantoor", ["b1", "b2"])
    assert emerging_id("Thuis & kantoor", ["b1"]).startswith("opkomend-thuis-kantoor-")


GROUPS = st.lists(st.frozensets(st.integers(0, 30).map("b{:03d}".format), min_size=1), max_size=5)


@given(GROUPS, GROUPS, st.randoms(use_true_random=False))
def test_order_changes_nothing_and_every_theme_is_accounted_for(new, old, shuffle):
    clusters = [cluster(f"n{i}", group) for i, group in enumerate(new)]
    before = [earlier(f"t{i}", group, locked=i == 0) for i, group in enumerate(old)]
    known = ids(0, 31)
    matching = match_themes(clusters, before, known)
    places = list(range(len(clusters)))
    shuffle.shuffle(places)
    again = match_themes([clusters[i] for i in places], before[::-1], known)
    assert again.theme_ids == tuple(matching.theme_ids[i] for i in places)
    assert again.events == matching.events
    named = [event.theme_id for event in matching.events]
    assert sorted(named) == sorted({*matching.theme_ids, *(theme.theme_id for theme in before)})
