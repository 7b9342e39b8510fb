"""The measure of masking."""

import re

from pipeline.evaluate.masking import (
    Case,
    KindMeasure,
    MaskingMeasure,
    Personal,
    TouchMeasure,
    add_up,
    cases_of_conversations,
    measure_masking,
    measure_touches,
    parse_cases,
)
from pipeline.text.spans import Kind, Masked, Span


def mask_ria(text: str) -> Masked:
    spans = tuple(Span(m.start(), m.end(), Kind.NAME) for m in re.finditer("Ria", text))
    return Masked(text.replace("Ria", "[naam]"), spans)


def test_marked_line_becomes_a_case_with_places() -> None:
    [case] = parse_cases(["# remark", "", "!mail | Hoi {naam:Ria}, bel {telefoonnummer:06}"], "golden")
    assert case.text == "Hoi Ria, bel 06"
    assert case.personal == (Personal(4, 7, "naam"), Personal(13, 15, "telefoonnummer"))
    assert case.known_failure
    assert case.case_id == "golden:3 mail"


def test_string_counts_as_found_only_when_all_of_it_is_masked() -> None:
    cases = parse_cases(["a | {naam:Ria} kwam", "b | {naam:Ria Bos} kwam"], "golden")
    measure = measure_masking(cases, mask_ria)
    assert measure.kinds == {"naam": KindMeasure(2, 1)}
    assert measure.total.recall == 0.5
    assert measure.missed == ("golden:2 b",)


def test_clean_text_that_is_touched_counts_as_false_positive() -> None:
    measure = measure_masking([Case("1", "Ria als afkorting"), Case("2", "niets aan de hand")], mask_ria)
    assert measure.false_positive_rate == 0.5
    assert measure.touched == ("1",)


def test_nothing_to_find_is_full_recall() -> None:
    measure = measure_masking([], mask_ria)
    assert (measure.total.recall, measure.false_positive_rate) == (1.0, 0.0)


def test_labelled_conversation_gives_a_case_per_bouwsteen() -> None:
    rows = [
        {
            "gesprek": "d1",
            "bouwstenen": [{"tekst": "Ria en Ria", "pii": ["Ria"]}, {"tekst": "leeg", "pii": []}],
        }
    ]
    cases = cases_of_conversations(rows)
    assert [case.case_id for case in cases] == ["d1:0", "d1:1"]
    assert cases[0].personal == (Personal(0, 3, "onbekend"), Personal(7, 10, "onbekend"))


def test_measures_add_up_per_kind() -> None:
    one = MaskingMeasure({"naam": KindMeasure(2, 1)}, n_clean=3, n_touched=1, missed=("a",), touched=("b",))
    other = MaskingMeasure({"naam": KindMeasure(2, 2), "BSN": KindMeasure(1, 1)}, n_clean=1)
    both = add_up([one, other])
    assert both.kinds == {"BSN": KindMeasure(1, 1), "naam": KindMeasure(4, 3)}
    assert (both.n_clean, both.n_touched, both.missed, both.touched) == (4, 1, ("a",), ("b",))


def test_texts_without_marks_are_counted_with_what_was_masked() -> None:
    measure = measure_touches([("a", "Ria en Ria"), ("b", "niemand")], mask_ria)
    assert (measure.n_texts, measure.touched, measure.n_masks, measure.rate) == (2, ("a",), {"naam": 2}, 0.5)


def test_no_texts_are_touched_when_there_are_none() -> None:
    assert measure_touches([], mask_ria).rate == 0.0
    assert TouchMeasure(0, {}, (), 0.0).rate == 0.0
