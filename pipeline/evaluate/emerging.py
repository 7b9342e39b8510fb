"""How well themes outside the catalogue are found, and whether themes stay themselves.

Gold is for measuring: nothing here feeds back into what is measured.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn.cluster import KMeans
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import adjusted_mutual_info_score, adjusted_rand_score, v_measure_score

from pipeline.themes.clusters import LeidenClusterer, cluster_scores
from pipeline.themes.more_like import more_like

Floats = NDArray[np.float32]

_BASELINE_DIMS = 100


@dataclass(frozen=True)
class IdentityFigures:
    """How much stayed the same between two runs.

    Parameters
    ----------
    themes_kept
        Share of the earlier run's themes that are in the later one, 0-1.
    assignments_kept
        Share of the bouwstenen of both runs with the same main theme (none counts as one), 0-1.
    adjusted_rand
        Agreement of the two groupings by main theme, corrected for chance; 1 is identical.
    """

    themes_kept: float
    assignments_kept: float
    adjusted_rand: float


def score_candidates(
    shown: Mapping[str, Collection[str]], gold: Mapping[str, Collection[str]]
) -> pd.DataFrame:
    """Return the best shown theme for each gold theme outside the catalogue.

    Parameters
    ----------
    shown, gold
        Bouwsteen ids per shown theme and per gold theme.

    Returns
    -------
    pandas.DataFrame
        Columns gold_theme, n_gold, theme_id (missing when nothing was shown), n_shown, precision, recall, f1.
    """
    columns = ["gold_theme", "n_gold", "theme_id", "n_shown", "precision", "recall", "f1"]
    rows = []
    for gold_theme, wanted in sorted(gold.items()):
        scored = [
            (*_agreement(frozenset(ids), frozenset(wanted)), theme_id)
            for theme_id, ids in sorted(shown.items())
        ]
        f1, precision, recall, theme_id = max(scored, default=(0.0, 0.0, 0.0, None), key=lambda row: row[0])
        n_shown = len(shown[theme_id]) if theme_id is not None else 0
        rows.append((gold_theme, len(wanted), theme_id, n_shown, precision, recall, f1))
    return pd.DataFrame(rows, columns=columns)


def score_more_like(
    scores: Floats, members: NDArray[np.int64], n_chosen: int, n_draws: int, seed: int
) -> pd.DataFrame:
    """Return how well "more like this" finds the rest of a gold theme from a few of its statements.

    Parameters
    ----------
    scores
        Scores of families of background subjects, shape (n_texts, n_families); see `family_scores`.
    members
        Places of the gold theme's statements.
    n_chosen, n_draws
        Statements chosen at random, and how often that is repeated.

    Returns
    -------
    pandas.DataFrame
        One row per draw: n_found, precision, recall, f1, all over the statements that were not chosen.
    """
    random = np.random.default_rng(seed)
    rows = []
    for _ in range(n_draws):
        chosen = random.choice(members, n_chosen, replace=False)
        cut = more_like(scores, chosen, seed)
        found = frozenset(cut.places.tolist()) - set(chosen.tolist()) if cut is not None else frozenset[int]()
        f1, precision, recall = _agreement(found, frozenset(members.tolist()) - set(chosen.tolist()))
        rows.append((len(found), precision, recall, f1))
    return pd.DataFrame(rows, columns=["n_found", "precision", "recall", "f1"])


def compare_runs(
    earlier: pd.DataFrame, later: pd.DataFrame, bouwsteen_ids: Collection[str]
) -> IdentityFigures:
    """Return how much of one run's themes and assignments is in another.

    Parameters
    ----------
    earlier, later
        Table `assignments` of each run.
    bouwsteen_ids
        Bouwstenen that both runs had, with a theme or not.
    """
    main = [table.loc[table["rank"] == 1].set_index("bouwsteen_id")["theme_id"] for table in (earlier, later)]
    both = sorted(bouwsteen_ids)
    before, after = main[0].reindex(both).fillna("-"), main[1].reindex(both).fillna("-")
    themes = set(earlier["theme_id"])
    return IdentityFigures(
        len(themes & set(later["theme_id"])) / len(themes) if themes else 1.0,
        float((before.to_numpy() == after.to_numpy()).mean()) if both else 1.0,
        float(adjusted_rand_score(before, after)) if both else 1.0,
    )


def score_clusterers(
    texts: Sequence[str], truth: Sequence[str], embeddings: Floats, seed: int
) -> pd.DataFrame:
    """Return how clusters without a catalogue agree with known labels, beside K-means on TF-IDF and SVD.

    Parameters
    ----------
    embeddings
        Of the texts, float32, shape (n_texts, n_dims); used by our clusterer only.

    Returns
    -------
    pandas.DataFrame
        Columns method, n_clusters, v_measure, adjusted_mutual_information. K-means is given the true number.
    """
    n_true = len(set(truth))
    counted = TfidfVectorizer(sublinear_tf=True, min_df=2).fit_transform(texts)
    n_dims = min(_BASELINE_DIMS, *(size - 1 for size in counted.shape))
    reduced = TruncatedSVD(n_dims, random_state=seed).fit_transform(counted)
    labels = KMeans(n_true, n_init=3, random_state=seed).fit_predict(reduced)
    rows = [
        (
            "K-means on TF-IDF and SVD",
            n_true,
            float(v_measure_score(truth, labels)),
            float(adjusted_mutual_info_score(truth, labels)),
        )
    ]
    for resolution in (1.0, 3.0):
        ours = cluster_scores(embeddings, truth, LeidenClusterer(15, resolution, 5, seed))
        rows.append(
            (
                f"Leiden on mutual neighbours, resolution {resolution:g}",
                ours.n_clusters,
                ours.v_measure,
                ours.adjusted_mutual_information,
            )
        )
    return pd.DataFrame(rows, columns=["method", "n_clusters", "v_measure", "adjusted_mutual_information"])


def _agreement(
    found: frozenset[str] | frozenset[int], wanted: frozenset[str] | frozenset[int]
) -> tuple[float, float, float]:
    """Return F1, precision and recall, 0 where there is nothing to divide by."""
    right = len(frozenset(found) & frozenset(wanted))
    if not right:
        return 0.0, 0.0, 0.0
    precision, recall = right / len(found), right / len(wanted)
    return 2 * precision * recall / (precision + recall), precision, recall
