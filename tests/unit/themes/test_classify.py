import pickle
from functools import cache

import numpy as np
import pytest

from pipeline.themes.assign import assign_themes
from pipeline.themes.classify import Classifier, Held, fingerprint, train
from pipeline.themes.statements import NONE_ID, LabelledStatement, Statement

TOPICS = {
    "trots": ["fluitend", "plezier", "trots", "compliment", "applaus", "vakwerk", "glimmen", "taart"],
    "fouten": ["blunder", "vergissing", "excuses", "schuld", "misser", "herstel", "doofpot", "afrekenen"],
    "kantine": ["soep", "kroket", "lunch", "broodje", "koffie", "kantine", "saus", "dienblad"],
    NONE_ID: ["regen", "fiets", "trein", "kerst", "jas", "vakantie", "hond", "tuin"],
}
CATALOGUE, BACKGROUND = ("trots", "fouten"), ("kantine",)


def statement(text: str) -> Statement:
    words = tuple(text.lower().split())
    return Statement(text, words, words)


@cache
def labelled() -> tuple[LabelledStatement, ...]:
    rng = np.random.default_rng(5)
    rows = []
    for place in range(320):
        main = list(TOPICS)[place % 4]
        side = "fouten" if main == "trots" and place % 3 == 0 else None
        words = [*rng.choice(TOPICS[main], 2), "wij", "het", *(rng.choice(TOPICS[side], 1) if side else ())]
        rows.append(LabelledStatement(statement(" ".join(words)), main, side, f"schrijver {place // 4 % 4}"))
    return tuple(rows)


@cache
def trained() -> tuple[Classifier, Held]:
    return train(labelled(), CATALOGUE, BACKGROUND)


def test_each_statement_gets_one_distribution_over_themes_subjects_and_none() -> None:
    predictions = trained()[0].predict([statement("taart met applaus"), statement("soep en een kroket")])
    assert predictions.theme_ids == ("trots", "fouten", "kantine")
    np.testing.assert_allclose(
        predictions.probability.sum(axis=1) + predictions.none_probability, 1, atol=1e-5
    )
    assert predictions.probability.argmax(axis=1).tolist() == [0, 2]
    assert predictions.outside_probability[1] > 0.5 > predictions.outside_probability[0]


def test_membership_is_at_least_the_probability_of_being_the_main_theme() -> None:
    predictions = trained()[1].predictions
    assert (predictions.member_probability >= predictions.probability).all()


def test_what_was_learnt_is_the_same_each_time_and_survives_being_stored() -> None:
    asked = [item.statement for item in labelled()[:20]]
    first = trained()[0].predict(asked).probability
    again = train(labelled(), CATALOGUE, BACKGROUND)[0].predict(asked).probability
    stored = pickle.loads(pickle.dumps(trained()[0])).predict(asked).probability
    np.testing.assert_array_equal(first, again)
    np.testing.assert_array_equal(first, stored)


def test_held_out_predictions_are_right_for_words_that_other_writers_use_too() -> None:
    held = trained()[1]
    best = held.predictions.probability[:, :2].argmax(axis=1)
    right = [
        held.predictions.theme_ids[column] == item.main
        for column, item in zip(best, held.statements, strict=True)
        if item.main in CATALOGUE
    ]
    assert np.mean(right) > 0.9


def test_a_statement_outside_the_catalogue_keeps_no_theme_and_others_say_why() -> None:
    classifier = trained()[0]
    asked = [statement("wij kregen applaus"), statement("regen en een hond"), statement("")]
    assigned = assign_themes(classifier, classifier.predict(asked), asked, 0.3, 0.3)
    assert [row["theme_id"] for row in assigned[0]][:1] == ["trots"]
    assert str(assigned[0][0]["reason"]).startswith("applaus")
    assert 1 not in assigned


def test_a_side_theme_needs_its_own_certainty() -> None:
    classifier = trained()[0]
    asked = [statement("taart applaus blunder")]
    predictions = classifier.predict(asked)
    both = assign_themes(classifier, predictions, asked, 0.1, 0.05)[0]
    one = assign_themes(classifier, predictions, asked, 0.1, 1.0)[0]
    assert {row["theme_id"] for row in both} == {"trots", "fouten"}
    assert len(one) == 1


def test_no_statements_give_empty_predictions() -> None:
    assert trained()[0].predict([]).probability.shape == (0, 3)


@pytest.mark.parametrize("change", ["text", "weight", "theme"])
def test_the_fingerprint_changes_with_what_is_learnt_from(change: str) -> None:
    first = labelled()[0]
    other = {
        "text": LabelledStatement(statement("iets anders"), first.main, first.side, first.writer),
        "weight": LabelledStatement(first.statement, first.main, first.side, first.writer, 3.0),
        "theme": LabelledStatement(first.statement, "fouten", first.side, first.writer),
    }[change]
    assert fingerprint([first], CATALOGUE) == fingerprint([first], CATALOGUE)
    assert fingerprint([other], CATALOGUE) != fingerprint([first], CATALOGUE)
