"""A form whose borders were lost in a black-and-white scan is read by where its labels stand."""

from __future__ import annotations

from pipeline.ingest.formpicture import Piece, ReadLine, read_form
from pipeline.ingest.layout import Rectangle
from pipeline.ingest.lostborders import boxes_below_labels

LETTER = 10.0
HEIGHT = 20.0


def line(text: str, x0: float, top: float) -> ReadLine:
    return ReadLine(text, Rectangle(x0, top, x0 + LETTER * len(text), top + HEIGHT), 0.95)


def texts(pieces: list[Piece]) -> set[tuple[str, str]]:
    return {(piece.field, piece.text) for piece in pieces}


def test_columns_without_a_border_are_read_one_by_one() -> None:
    lines = [
        line("Dit moet erin", 10, 5),
        line("Ons dilemma", 520, 5),
        line("Privacy van een gestorven informant tegenover", 10, 60),
        line("Snel of goed, en wie dat dan bepaalt als het", 520, 60),
        line("een kleindochter die wil weten", 10, 84),
        line("druk is", 520, 84),
    ]

    assert texts(read_form(lines, [])) == {
        ("moet_erin", "Privacy van een gestorven informant tegenover een kleindochter die wil weten"),
        ("dilemma", "Snel of goed, en wie dat dan bepaalt als het druk is"),
    }


def test_a_box_ends_where_the_next_label_below_it_begins() -> None:
    lines = [
        line("Dit moet erin", 10, 5),
        line("Ons dilemma", 520, 5),
        line("Moed", 10, 60),
        line("Dit willen wij meegeven", 10, 200),
        line("Ruimte", 10, 260),
        line("Snel of goed", 520, 260),
    ]

    assert texts(read_form(lines, [])) == {
        ("moet_erin", "Moed"),
        ("meegeven", "Ruimte"),
        ("dilemma", "Snel of goed"),
    }


def test_a_line_that_runs_on_shows_that_its_box_is_as_wide_as_two_columns() -> None:
    long = "Een mevrouw belde huilend over een aanslag van 43 euro en ik had er zo uit kunnen zijn"
    lines = [
        line("Dit moet erin", 10, 5),
        line("Ons dilemma", 520, 5),
        line("Moed", 10, 60),
        line("Snel of goed", 520, 60),
        line("Voorbeeld uit de praktijk", 10, 200),
        line(long, 10, 260),
    ]

    assert ("voorbeeld", long) in texts(read_form(lines, []))
    assert ("dilemma", "Snel of goed") in texts(read_form(lines, []))


def test_facts_above_the_boxes_are_found_without_their_borders() -> None:
    lines = [
        line("Datum", 10, 5),
        line("Organisatie", 520, 5),
        line("14 juni 2021", 14, 32),
        line("Belastingdienst", 524, 32),
        line("Dit moet erin", 10, 105),
        line("Ons dilemma", 520, 105),
        line("Moed", 10, 160),
    ]

    assert {("datum", "14 juni 2021"), ("organisatie", "Belastingdienst"), ("moet_erin", "Moed")} <= texts(
        read_form(lines, [])
    )


def test_only_the_box_that_lost_its_border_is_looked_for() -> None:
    drawn = Rectangle(0, 0, 500, 400)
    lines = [
        line("Dit moet erin", 10, 5),
        line("Moed", 10, 60),
        line("Ons dilemma", 520, 5),
        line("Dit moet er niet in", 900, 5),
        line("Snel of goed", 520, 60),
        line("Stockfoto's", 900, 60),
    ]

    assert texts(read_form(lines, [drawn])) == {
        ("moet_erin", "Moed"),
        ("dilemma", "Snel of goed"),
        ("moet_er_niet_in", "Stockfoto's"),
    }


def test_headings_below_each_other_are_no_boxes() -> None:
    headings = [Rectangle(10, 5, 200, 25), Rectangle(10, 205, 200, 225)]

    assert boxes_below_labels(headings, [Rectangle(10, 60, 400, 80)], [], HEIGHT) == []
