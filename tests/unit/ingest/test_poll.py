"""Results of a poll: recognised, counted, and refused with a reason when they can't be."""

import csv
from io import StringIO

import pytest

from pipeline.errors import RejectError, RejectReason
from pipeline.export.poll import make_result_csv, make_result_workbook
from pipeline.ingest.assemble import POLL_NL, POLL_REPLACED_NL, assemble_tables
from pipeline.ingest.found import Context
from pipeline.ingest.kinds import CSV, DOCX, media_type_of
from pipeline.ingest.organisations import Organisation, Organisations
from pipeline.ingest.poll import find_poll, statement_id_of
from pipeline.ingest.reader import Block, ReceivedFile
from pipeline.ingest.readers import reader_for
from pipeline.ingest.submission import ReadFile
from pipeline.startkit import POLL_COLUMNS, read_startkit

KNOWN = Organisations((Organisation("Dienst Duin", "dienst", ("DD",), (), ()),))
HEADER = ("stelling", "optie", "aantal")
TWO = [HEADER, ("Ik ben trots.", "eens", "7"), ("Ik ben trots.", "oneens", "3")]


def as_csv(rows):
    output = StringIO()
    csv.writer(output, delimiter=";").writerows(rows)
    return output.getvalue().encode()


def read(data):
    received = ReceivedFile("uitslag", data, media_type_of(data))
    document = reader_for(received).read(received)
    return find_poll(document.blocks, Context(media_type=received.media_type, organisations=KNOWN))


def counts_of(found):
    return [(row.statement, row.option, row.n_people) for row in found]


def test_row_per_option_is_counted():
    assert counts_of(read(as_csv(TWO))) == [("Ik ben trots.", "eens", 7), ("Ik ben trots.", "oneens", 3)]


def test_everything_a_row_may_tell_is_kept():
    row = ("Peiling mei", "31-5-2024", "DD", "Trots en werkplezier", "Ik ben trots.", "eens", "7")
    [found] = read(as_csv([POLL_COLUMNS, row]))
    assert (found.poll, str(found.held_on), found.organisation, found.theme, found.position) == (
        "Peiling mei",
        "2024-05-31",
        "Dienst Duin",
        "Trots en werkplezier",
        0,
    )


def test_organisation_that_is_not_named_is_the_one_whose_mail_it_came_in():
    known = Organisations((Organisation("Dienst Duin", "dienst", (), (), ("duin.example.nl",)),))
    cells = [
        Block(text, "cell", table=0, row=row, column=column)
        for row, texts in enumerate(TWO)
        for column, text in enumerate(texts)
    ]
    found = find_poll(cells, Context(media_type=CSV, organisations=known, mail_domain="duin.example.nl"))
    assert {row.organisation for row in found} == {"Dienst Duin"}


@pytest.mark.parametrize("make", [make_result_csv, make_result_workbook])
def test_table_that_goes_out_comes_back_empty_when_nobody_filled_it_in(make):
    assert read(make(read_startkit().poll)) == ()


def test_statement_that_was_not_asked_is_left_out():
    rows = [*TWO, ("Ik leer elke dag.", "eens", ""), ("Ik leer elke dag.", "oneens", "")]
    assert counts_of(read(as_csv(rows))) == counts_of(read(as_csv(TWO)))


def test_thousands_are_read_as_dutch_writes_them():
    assert [
        row.n_people for row in read(as_csv([HEADER, ("a b", "eens", "1.204"), ("a b", "oneens", "12")]))
    ] == [
        1204,
        12,
    ]


def test_total_below_the_options_is_not_an_option():
    assert counts_of(read(as_csv([*TWO, ("Ik ben trots.", "Totaal", "10")]))) == counts_of(read(as_csv(TWO)))


@pytest.mark.parametrize("count", ["62%", "12,5", "-3", "veel", "", "99999999999"])
def test_count_that_is_no_whole_number_is_refused(count):
    with pytest.raises(RejectError) as error:
        read(as_csv([*TWO, ("Ik ben trots.", "weet niet", count)]))
    assert error.value.reason is RejectReason.POLL_COUNTS


@pytest.mark.parametrize(
    "rows",
    [
        [("stelling", "aantal"), ("Ik ben trots.", "7")],
        [("stelling", "eens", "oneens"), ("Ik ben trots.", "7", "3")],
        [HEADER, ("", "eens", "7")],
        [HEADER, ("Ik ben trots.", "", "7")],
    ],
)
def test_poll_without_what_is_needed_is_refused(rows):
    with pytest.raises(RejectError) as error:
        read(as_csv(rows))
    assert error.value.reason is RejectReason.POLL_COLUMNS


def test_same_option_twice_with_one_statement_is_refused():
    with pytest.raises(RejectError) as error:
        read(as_csv([*TWO, ("Ik ben trots.", "Eens", "2")]))
    assert error.value.reason is RejectReason.POLL_TWICE


def test_same_statement_in_two_organisations_is_two_results():
    header = ("organisatie", *HEADER)
    rows = [header, ("DD", "Ik ben trots.", "eens", "7"), ("Elders", "Ik ben trots.", "eens", "4")]
    assert [(row.organisation, row.n_people) for row in read(as_csv(rows))] == [
        ("Dienst Duin", 7),
        ("Elders", 4),
    ]


@pytest.mark.parametrize(
    "reason", [RejectReason.POLL_COLUMNS, RejectReason.POLL_COUNTS, RejectReason.POLL_TWICE]
)
def test_every_reason_says_what_to_do(reason):
    assert "peiling" in reason.text_nl
    assert any(verb in reason.text_nl for verb in ("Gebruik", "Vul", "Maak"))


def test_table_of_conversations_is_no_poll():
    assert read(as_csv([("gesprek", "tekst", "stelling"), ("g1", "Wij durven.", "nee")])) is None


def test_word_table_about_statements_is_no_poll():
    cells = [Block(text, "cell", table=0, row=0, column=n) for n, text in enumerate(HEADER)]
    assert find_poll(cells, Context(media_type=DOCX)) is None
    assert find_poll(cells, Context(media_type=CSV)) == ()


def test_statement_keeps_its_number_however_it_is_typed():
    assert statement_id_of("Ik ben trots.") == statement_id_of("  ik ben Trots ")
    assert statement_id_of("Ik ben trots.") != statement_id_of("Ik ben niet trots.")


def a_file(name, received_at, rows, status="read"):
    return ReadFile(
        name * 16, f"{name}.csv", None, CSV, 10, received_at, "delimited", status, None, (), tuple(rows)
    )


def a_row(option, n_people, statement="Ik ben trots."):
    return {
        "poll": "peiling",
        "statement_id": statement_id_of(statement),
        "statement": statement,
        "option": option,
        "position": 0,
        "n_people": n_people,
        "held_on": "2024-05-31",
        "organisation": None,
        "theme_named": None,
    }


def test_poll_is_read_gives_no_bouwstenen_and_says_what_it_is():
    tables = assemble_tables([(a_file("a", "2024-06-01T00:00:00+00:00", [a_row("eens", 7)]),)])
    [file] = tables.files.to_dict("records")
    assert (file["status"], file["reason"], file["reason_nl"], file["n_bouwstenen"]) == (
        "read",
        "poll",
        POLL_NL,
        0,
    )
    assert tables.bouwstenen.empty
    assert tables.poll_results["file_id"].tolist() == ["a" * 16]


def test_later_standing_of_a_poll_replaces_the_earlier_one():
    first = (a_file("a", "2024-06-01T00:00:00+00:00", [a_row("eens", 7)]),)
    later = (a_file("b", "2024-06-02T00:00:00+00:00", [a_row("eens", 9), a_row("oneens", 2)]),)
    for order in ([first, later], [later, first]):
        tables = assemble_tables(order)
        files = tables.files.set_index("path")
        assert files.loc["a.csv", ["status", "reason", "reason_nl"]].tolist() == [
            "duplicate",
            "b" * 16,
            POLL_REPLACED_NL,
        ]
        assert tables.poll_results.set_index("option")["n_people"].to_dict() == {"eens": 9, "oneens": 2}


def test_standing_that_is_replaced_in_part_stays_read():
    first = (a_file("a", "2024-06-01T00:00:00+00:00", [a_row("eens", 7), a_row("eens", 5, "Ik leer.")]),)
    later = (a_file("b", "2024-06-02T00:00:00+00:00", [a_row("eens", 9)]),)
    tables = assemble_tables([first, later])
    assert tables.files["status"].tolist() == ["read", "read"]
    assert sorted(tables.poll_results["n_people"]) == [5, 9]


def test_same_file_twice_counts_once():
    twice = [(a_file("a", f"2024-06-0{day}T00:00:00+00:00", [a_row("eens", 7)]),) for day in (1, 2)]
    tables = assemble_tables(twice)
    assert sorted(tables.files["status"]) == ["duplicate", "read"]
    assert tables.poll_results["n_people"].sum() == 7
