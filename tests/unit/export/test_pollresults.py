"""Results of polls beside their theme, in the dossier and in the workbook."""

from dataclasses import replace
from io import BytesIO

import pandas as pd
import pytest
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader
from small_publication import MANIFEST, make_publication

from pipeline.export.dossier import compose_dossier
from pipeline.export.dossier_pdf import make_dossier_pdf
from pipeline.export.dossier_word import make_dossier_word
from pipeline.export.pollresults import WHAT_IS_A_POLL, list_statements
from pipeline.export.publication import Publication
from pipeline.export.workbook import write_workbook
from pipeline.tables import POLL_RESULTS, POLL_THEMES


def result(option="eens", n_people=7, position=0, **changed):
    return {
        "poll": "Peiling mei",
        "statement_id": "stelling-1",
        "statement": "Ik ben trots op mijn werk.",
        "option": option,
        "position": position,
        "n_people": n_people,
        "held_on": pd.Timestamp("2024-05-31"),
        "organisation": None,
        "theme_named": None,
        "file_id": "f",
        **changed,
    }


def place(theme_id="een", assigned_by="file", probability=None, statement_id="stelling-1"):
    return {
        "statement_id": statement_id,
        "theme_id": theme_id,
        "probability": probability,
        "assigned_by": assigned_by,
    }


def statements(results, places=(), theme_id="een", min_group=5):
    tables = POLL_RESULTS.from_rows(results), POLL_THEMES.from_rows(places or [place()])
    return list_statements(*tables, theme_id, min_group)


def counts(statement):
    return {option.label: option.n_people for option in statement.options}


def with_polls() -> Publication:
    publication = make_publication()
    tables = {
        **publication.tables,
        "poll_results": POLL_RESULTS.from_rows([result(), result("oneens", 3, 1)]),
        "poll_themes": POLL_THEMES.from_rows([place()]),
    }
    return replace(publication, tables=tables)


def test_counts_stand_in_the_order_of_the_poll_with_their_share_and_total():
    [statement] = statements([result("oneens", 3, 1), result("eens", 7, 0)])
    assert list(counts(statement).items()) == [("eens", 7), ("oneens", 3)]
    assert [option.told for option in statement.options] == ["7 (70\u00a0%)", "3 (30\u00a0%)"]
    assert statement.told == "Peiling ‘Peiling mei’, 31\u00a0mei\u00a02024. 10\u00a0mensen gaven antwoord."


def test_organisations_are_added_up_and_never_named():
    rows = [result(n_people=4, organisation="Dienst Duin"), result(n_people=6, organisation="Eiland")]
    [statement] = statements(rows)
    assert counts(statement) == {"eens": 10}
    assert "Eiland" not in repr(statement)


def test_last_standing_of_an_organisation_counts_and_is_not_added_to_the_earlier_one():
    earlier = result(n_people=40, held_on=pd.Timestamp("2024-04-01"), organisation="Dienst Duin")
    rows = [
        earlier,
        result(n_people=50, organisation="Dienst Duin"),
        result(n_people=9, organisation="Eiland"),
    ]
    [statement] = statements(rows)
    assert statement.n_people == 59


def test_few_answers_are_not_shown():
    [statement] = statements([result(n_people=3), result("oneens", 1, 1)])
    assert statement.options == ()
    assert "Minder dan 5 mensen" in statement.told


def test_nobody_answered_is_not_shown_as_shares():
    [statement] = statements([result(n_people=0)], min_group=0)
    assert statement.options == ()


@pytest.mark.parametrize(
    ("assigned_by", "probability", "words"),
    [("model", 0.62, "Onzeker"), ("person", None, "mens"), ("file", None, "in de uitslag")],
)
def test_statement_says_who_placed_it(assigned_by, probability, words):
    [statement] = statements([result()], [place("een", assigned_by, probability)])
    assert words in statement.placed
    assert ("62\u00a0%" in statement.placed) == (probability is not None)


def test_statement_without_a_theme_is_listed_apart():
    results, places = [result()], [place(None, "model")]
    assert statements(results, places) == ()
    assert [found.text for found in statements(results, places, theme_id=None)] == [
        "Ik ben trots op mijn werk."
    ]


def test_newest_poll_comes_first():
    old = result(poll="Peiling april", statement_id="stelling-2", statement="Oud.", held_on=None)
    found = statements([old, result()], [place(), place(statement_id="stelling-2")])
    assert [statement.text for statement in found] == ["Ik ben trots op mijn werk.", "Oud."]


def test_dossier_shows_the_poll_beside_its_theme_and_says_what_it_is_not():
    dossier = compose_dossier(with_polls())
    assert [[s.text for s in chapter.polls] for chapter in dossier.chapters] == [
        ["Ik ben trots op mijn werk."],
        [],
    ]
    pdf = "".join(page.extract_text() for page in PdfReader(BytesIO(make_dossier_pdf(dossier))).pages)
    document = Document(BytesIO(make_dossier_word(dossier)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    word = "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    for made in (" ".join(pdf.split()), word):
        assert "Ik ben trots op mijn werk." in made
        assert WHAT_IS_A_POLL[:60] in made
        assert "70" in made


def test_dossier_without_a_poll_says_nothing_about_polls():
    dossier = compose_dossier(make_publication())
    assert "peiling" not in make_dossier_word(dossier).decode("latin-1")
    pdf = "".join(page.extract_text() for page in PdfReader(BytesIO(make_dossier_pdf(dossier))).pages)
    assert "Uit een peiling" not in pdf


def test_workbook_holds_every_count():
    book = load_workbook(BytesIO(write_workbook(with_polls().tables)))
    rows = list(book["poll_results"].iter_rows(values_only=True))
    assert rows[0][:3] == ("Peiling", "Nummer stelling", "Stelling")
    assert [(row[3], row[5]) for row in rows[1:]] == [("eens", 7), ("oneens", 3)]
    assert "poll_themes" in book.sheetnames


def test_publication_of_an_older_version_has_no_polls():
    publication = make_publication()
    manifest = {**MANIFEST, "rows": dict.fromkeys(publication.tables, 1)}
    loaded = Publication.load(publication.tables.__getitem__, manifest)
    assert loaded.polls_of("een") == ()
