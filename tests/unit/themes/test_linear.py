import numpy as np
from scipy import sparse
from scipy.special import softmax
from sklearn.linear_model import LogisticRegression

from pipeline.themes.linear import fit_dual, gram_matrix


def blobs(seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    labels = np.arange(120) % 3
    return (rng.normal(size=(3, 6))[labels] + rng.normal(size=(120, 6))).astype(np.float32), labels


def test_gram_matrix_is_the_product_of_all_rows() -> None:
    rows = sparse.random(
        60, 300, density=0.1, random_state=np.random.default_rng(3), dtype=np.float32, format="csr"
    )
    np.testing.assert_allclose(gram_matrix(rows, dense_from=0.12), (rows @ rows.T).toarray(), atol=1e-5)


def test_dual_fit_agrees_with_logistic_regression_on_the_features() -> None:
    features, labels = blobs()
    constant = np.hstack([features, np.ones((len(features), 1), dtype=np.float32)])
    expected = LogisticRegression(C=2.0, fit_intercept=False, tol=1e-8, max_iter=1000).fit(constant, labels)
    targets = np.eye(3, dtype=np.float32)[labels]
    fit = fit_dual(features @ features.T, targets, np.ones(120, np.float32), 0.5, 200, tolerance=1e-9)
    np.testing.assert_allclose(softmax(fit.scores, axis=1), expected.predict_proba(constant), atol=2e-3)


def test_an_example_without_weight_does_not_change_the_fit() -> None:
    features, labels = blobs()
    targets = np.eye(3, dtype=np.float32)[labels]
    weights = np.ones(120, np.float32)
    weights[:20] = 0
    part = fit_dual(features @ features.T, targets, weights, 0.5, 200, tolerance=1e-9)
    alone = fit_dual(features[20:] @ features[20:].T, targets[20:], weights[20:], 0.5, 200, tolerance=1e-9)
    np.testing.assert_allclose(part.scores[20:], alone.scores, atol=2e-2)
    assert not part.coefficients[:20].any()
