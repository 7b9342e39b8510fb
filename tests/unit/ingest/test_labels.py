import pytest

from pipeline.formdefs import FORMS, META_FIELDS, REPORT_FIELDS, TEMPLATE_SENTENCES
from pipeline.ingest.labels import is_printed, match_label, split_label


@pytest.mark.parametrize(
    "definition",
    [*(box for form in FORMS for box in form.boxes), *REPORT_FIELDS, *META_FIELDS],
    ids=lambda d: d.field_id,
)
def test_every_label_is_recognised_with_capitals_numbering_and_colon(definition) -> None:
    for written in (
        definition.label_nl,
        definition.label_nl.upper(),
        f"1. {definition.label_nl}:",
        f"- {definition.label_nl}",
    ):
        label = match_label(written)
        assert label is not None
        assert label.field == definition.field_id


@pytest.mark.parametrize(
    ("written", "field"),
    [
        ("HEAD", "hoofd"),
        ("Wat moet de ambtenaar weten?", "hoofd"),
        ("Hoofd (kennis)", "hoofd"),
        ("Opbrengt van het gesprek", "opbrengst"),
        ("Hoofd - Wat moet de ambtenaar weten en begrijpen?", "hoofd"),
        ("Dit moet er niet in", "moet_er_niet_in"),
        ("Rode draad", "rode_draad"),
    ],
)
def test_variants_of_a_label_are_recognised(written: str, field: str) -> None:
    label = match_label(written)

    assert label is not None
    assert label.field == field


@pytest.mark.parametrize(
    "text",
    [
        "Het hoofd koel houden",
        "Vertrouwen vóór controle",
        "Deelnemers: 8",
        "Gespreksvorm: model van 'de' ambtenaar",
    ],
)
def test_thoughts_and_answered_questions_are_no_labels(text: str) -> None:
    assert match_label(text) is None


def test_label_before_a_colon_is_split_off() -> None:
    found = split_label("Hart: trots op het werk")

    assert found is not None
    assert (found[0].field, "Hart: trots op het werk"[found[1] :]) == ("hart", "trots op het werk")


@pytest.mark.parametrize("sentence", TEMPLATE_SENTENCES)
def test_what_a_form_says_is_printed(sentence: str) -> None:
    assert is_printed(sentence)


@pytest.mark.parametrize(
    "text", ["Formulier canvas 1.0", "AV-2021-d001 pagina 1 van 2", "staat hij of zij voor?"]
)
def test_footers_and_pieces_of_sentences_are_printed(text: str) -> None:
    assert is_printed(text)


@pytest.mark.parametrize("text", ["Ambtelijk vakmanschap", "Vertrouwen", "58.000 meldingen", "Lef"])
def test_short_thoughts_are_not_printed(text: str) -> None:
    assert not is_printed(text)
