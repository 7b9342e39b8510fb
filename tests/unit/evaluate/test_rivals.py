import numpy as np
import pytest

from pipeline.evaluate.rivals import NOISE, Material, Outcome, run_rivals, score_rivals

WORDS = {
    "trots": ["plezier", "taart", "applaus", "glimmen"],
    "fouten": ["blunder", "schuld", "excuses", "misser"],
}


def material() -> Material:
    rng = np.random.default_rng(2)
    texts = [(place, " ".join(rng.choice(WORDS[t], 3))) for _ in range(40) for place, t in enumerate(WORDS)]
    return Material(
        examples=tuple(text for _, text in texts),
        labels=tuple(place for place, _ in texts),
        gold=("plezier taart", "blunder excuses", "regen"),
        definitions=("trots plezier", "fouten blunder"),
        stop_words=frozenset({"de"}),
        seed=3,
    )


@pytest.mark.parametrize("method", ["keyword matching", "NMF", "seeded LDA (tomotopy)"])
def test_a_rival_names_a_theme_per_statement_and_what_it_cost(method: str) -> None:
    if "tomotopy" in method:
        pytest.importorskip("tomotopy")
    (outcome,) = run_rivals(material(), [method])
    assert len(outcome.themes) == 3
    assert set(outcome.themes) <= {0, 1, NOISE}
    assert outcome.seconds > 0
    assert outcome.memory_mb > 10


def test_keywords_of_the_definition_name_the_theme() -> None:
    assert run_rivals(material(), ["keyword matching"])[0].themes == (0, 1, NOISE)


def test_rivals_are_scored_on_the_catalogue_and_on_none_of_these() -> None:
    outcome = Outcome("een", (0, 1, NOISE), 1.0, 1.0)
    main, side = np.array(["trots", "trots", "overig"]), np.array(["", "fouten", ""])
    row = score_rivals([outcome], ["trots", "fouten"], main, side).iloc[0]
    assert (row["main"], row["main_or_side"], row["none_f1"]) == (0.5, 1.0, 1.0)
