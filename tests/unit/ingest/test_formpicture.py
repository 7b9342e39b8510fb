"""Lines of a photographed form come out under the field of the box they stand in."""

from __future__ import annotations

from pipeline.ingest.formpicture import Piece, ReadLine, read_form
from pipeline.ingest.layout import Rectangle

LETTER = 10.0
HEIGHT = 20.0
LEFT_BOX = Rectangle(0, 0, 500, 400)
RIGHT_BOX = Rectangle(520, 0, 1020, 400)


def line(text: str, x0: float, top: float) -> ReadLine:
    return ReadLine(text, Rectangle(x0, top, x0 + LETTER * len(text), top + HEIGHT), 0.95)


def texts(pieces: list[Piece]) -> list[tuple[str, str]]:
    return [(piece.field, piece.text) for piece in pieces]


def in_box(*lines: str) -> list[str]:
    """Return the thoughts in a box that is 48 letters wide."""
    read = [line("Ons dilemma", 10, 5), *(line(text, 10, 40 + 24 * i) for i, text in enumerate(lines))]
    return [piece.text for piece in read_form(read, [LEFT_BOX])]


def test_each_box_gives_its_own_field() -> None:
    lines = [
        line("● Dit moet erin", 10, 5),
        line("Moed", 10, 60),
        line("Ons dilemma", 530, 5),
        line("Snel of goed", 530, 60),
    ]

    assert texts(read_form(lines, [LEFT_BOX, RIGHT_BOX])) == [
        ("moet_erin", "Moed"),
        ("dilemma", "Snel of goed"),
    ]


def test_lines_of_a_wrapped_thought_make_one() -> None:
    assert in_box(
        "Privacy van een gestorven informant tegenover een", "kleindochter die wil weten wie haar opa was"
    ) == ["Privacy van een gestorven informant tegenover een kleindochter die wil weten wie haar opa was"]


def test_each_bullet_is_a_thought() -> None:
    assert in_box("- Ruimte om af te wijken als de regel iemand", "kapotmaakt", "- Vertrouwen") == [
        "- Ruimte om af te wijken als de regel iemand kapotmaakt",
        "- Vertrouwen",
    ]


def test_a_line_that_ended_early_ends_a_thought() -> None:
    assert in_box("Tegenspraak", "Moed om nee te zeggen", "Tijd") == [
        "Tegenspraak",
        "Moed om nee te zeggen",
        "Tijd",
    ]


def test_a_capital_after_a_full_line_starts_a_thought_unless_a_name_is_expected() -> None:
    full = "Eén gebouw, zeven departementen, zeven werkwijze"

    assert in_box(full, "Trots op het werk") == [full, "Trots op het werk"]
    assert in_box("Dat wisten wij allemaal allang, ook de baas bij de", "Belastingdienst") == [
        "Dat wisten wij allemaal allang, ook de baas bij de Belastingdienst"
    ]


def test_the_question_that_the_form_prints_is_not_an_answer() -> None:
    assert in_box("Waar zit het schuurpunt? Tussen welke twee waarden?", "Snel of goed") == ["Snel of goed"]


def test_a_misread_question_is_still_the_forms_own() -> None:
    assert in_box("Waarzit het schuurpunt? Tusser welke twee waarden?", "Snel of goed") == ["Snel of goed"]


def test_a_line_read_across_two_boxes_is_cut() -> None:
    lines = [
        line("Dit moet erin", 10, 5),
        line("Ons dilemma", 530, 5),
        ReadLine("Moed" + " " * 48 + "Snel", Rectangle(10, 60, 570, 80), 0.9),
    ]

    assert texts(read_form(lines, [LEFT_BOX, RIGHT_BOX])) == [("moet_erin", "Moed"), ("dilemma", "Snel")]


def test_the_label_of_a_small_box_stands_above_it() -> None:
    box = Rectangle(0, 30, 200, 60)

    assert texts(read_form([line("Datum", 0, 5), line("2021-06-14", 5, 35)], [box])) == [
        ("datum", "2021-06-14")
    ]


def test_an_answer_without_a_drawn_box_is_found_below_its_question() -> None:
    lines = [
        line("Datum", 0, 500),
        line("2021-06-14", 2, 530),
        line("Ons dilemma", 10, 5),
        line("Snel of goed", 10, 60),
    ]

    assert ("datum", "2021-06-14") in texts(read_form(lines, [LEFT_BOX]))


def test_no_line_is_lost_without_any_box() -> None:
    lines = [
        line("Wat wij ophaalden", 10, 10),
        line("Tegenspraak hoort erbij", 10, 80),
        line("Moed", 600, 300),
    ]

    found = " ".join(piece.text for piece in read_form(lines, []))

    assert all(read.text in found for read in lines)


def test_an_empty_page_gives_nothing() -> None:
    assert read_form([], [LEFT_BOX]) == []


def test_last_word_of_a_sentence_is_no_label_though_it_could_be_one() -> None:
    written = [
        line("Toen de stuw dicht kon stonden we te juichen, die foto staat op mijn", 40, 100),
        line("telefoon.", 40, 120),
    ]

    assert [text for _, text in texts(read_form(written, []))] == [
        "Toen de stuw dicht kon stonden we te juichen, die foto staat op mijn\ntelefoon."
    ]


def test_quote_below_a_quote_is_a_paragraph_of_its_own() -> None:
    written = [
        line('"Ik denk nog vaak aan dat meisje in Emmen, wij hebben zitten werken."', 40, 100),
        line('"Drie varianten voorleggen is geen keuze bieden maar alleen duwen."', 40, 120),
    ]

    assert len(read_form(written, [])) == 2
