"""What masking promises for every text."""

import re
from datetime import timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.text.privacy import Masked, Masker
from pipeline.text.spans import Kind, Span

PIECES = [
    "Ria Meppelink", "mevrouw", "De Groot", "van der", "collega", "J.", "06", "12 34 56 78", "@",
    "naam", "[naam]", "BSN", "Bo", "Wil", "linda", "Van Vliet", "Aïcha,", "Kuipers,", "en",
    "999990019",
    "NL91 ABNA 0417 1643 00", "Kerkstraat 5", "in", "Meppel", "1234 AB", "GZ-482-K", "kamer", "B2.14", ",",
    "geboren", "12-03-1974", "info@", "j.jansen@", "voorbeeld.nl", "-", "(", ")", "\n", ".", ":", "Groeten,", "Henk",
    "en",
    "volgens", "'t", "linkedin.com/in/", "[", "]", "Van:", "Deelnemers:", "de commissie-", "huis", "personeelsnummer",
]  # fmt: skip
texts = st.one_of(
    st.text(max_size=120),
    st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=14).map("".join),
)


@cache
def loaded_masker() -> Masker:
    return Masker.load()


@given(texts)
@settings(max_examples=400, deadline=None)
def test_masking_a_masked_text_changes_nothing(text: str) -> None:
    masked = loaded_masker().mask(text)
    again = loaded_masker().mask(masked.text)
    assert again == Masked(masked.text, ())


@given(st.lists(st.sampled_from(PIECES), min_size=100, max_size=300).map(" ".join))
@settings(max_examples=15, deadline=timedelta(seconds=20))
def test_masking_ends_for_long_rows_of_names_and_numbers(text: str) -> None:
    assert loaded_masker().mask(text).n_masked <= len(text)


def test_finder_that_never_has_enough_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    masker = loaded_masker()
    readings: list[str] = []

    def find_one_letter(text: str) -> list[Span]:
        readings.append(text)
        place = re.sub(r"\[naam\]", "[    ]", text).find("a")
        return [Span(place, place + 1, Kind.NAME)]

    monkeypatch.setattr(masker, "_find", find_one_letter)
    assert masker.mask("a " * 500).n_masked == len(readings) < 500


@given(texts)
@settings(max_examples=400, deadline=None)
def test_spans_are_in_order_inside_the_text_and_never_overlap(text: str) -> None:
    place = 0
    for span in loaded_masker().mask(text).spans:
        assert place <= span.start < span.end <= len(text)
        place = span.end


@given(texts)
@settings(max_examples=400, deadline=None)
def test_text_outside_the_spans_is_the_original(text: str) -> None:
    masked = loaded_masker().mask(text)
    rest, rebuilt = masked.text, ""
    place = 0
    for span in masked.spans:
        between = text[place : span.start]
        assert rest.startswith(between + span.kind.mask)
        rest = rest[len(between) + len(span.kind.mask) :]
        rebuilt += between + text[span.start : span.end]
        place = span.end
    assert rebuilt + rest == text


@given(texts)
@settings(max_examples=200, deadline=None)
def test_any_path_and_header_can_be_masked(text: str) -> None:
    masked = loaded_masker().mask_path(text)
    assert masked.count("/") == text.count("/")
    assert isinstance(loaded_masker().mask_header(text), str)


@given(st.lists(st.sampled_from(list(Kind)), max_size=6))
def test_masks_themselves_are_left_alone(kinds: list[Kind]) -> None:
    text = " ".join(kind.mask for kind in kinds)
    assert loaded_masker().mask(text) == Masked(text, ())
