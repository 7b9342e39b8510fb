"""The letters, cards and poll that go out around the forms."""

import csv
import re
from email import message_from_bytes
from email.policy import default
from importlib.resources import files
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from pipeline.codebook import read_codebook
from pipeline.errors import CodebookError
from pipeline.export.cards import make_card_pdf, make_card_word
from pipeline.export.invitation import make_letter_files
from pipeline.export.poll import make_poll_files
from pipeline.export.templates import make_kit_files
from pipeline.formdefs import RETURN_ADDRESS
from pipeline.startkit import FILE_NAME, POLL_COLUMNS, parse_startkit, read_startkit

KIT = read_startkit()
CODEBOOK = Path(__file__).parents[3] / "data" / "codebook"
cards = pytest.mark.parametrize("card", KIT.cards, ids=lambda card: card.format)
letters = pytest.mark.parametrize("letter", KIT.letters, ids=lambda letter: letter.letter_id)


def words_of_pdf(data: bytes) -> str:
    return " ".join("".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages).split())


def words_of_word(data: bytes) -> str:
    document = Document(BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return " ".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def without_spaces(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_kit_holds_everything_that_goes_out():
    names = set(make_kit_files())
    assert {
        f"{stem}.{end}"
        for stem in ("Uitnodiging", "Dankbericht")
        for end in ("docx", "pdf", "html", "txt", "eml")
    } < names
    assert {
        f"Gesprekskaart {form}.{end}" for form in ("vragen", "verhalen", "model") for end in ("pdf", "docx")
    } < names
    assert {
        "Peiling.pdf",
        "Peiling.docx",
        "Uitslag van de peiling.csv",
        "Uitslag van de peiling.xlsx",
    } < names
    assert {"Responscanvas.pdf", "Model van de ambtenaar.docx", "Tabel met gesprekken.xlsx"} < names


def test_kit_is_the_same_bytes_every_time():
    assert make_kit_files() == make_kit_files()


def test_every_page_that_is_printed_is_tagged_dutch_and_has_a_title():
    for name, data in make_kit_files().items():
        if name.endswith(".pdf"):
            reader = PdfReader(BytesIO(data))
            assert "/StructTreeRoot" in reader.trailer["/Root"], name
            assert str(reader.trailer["/Root"]["/Lang"]).startswith("nl"), name
            assert reader.metadata.title, name


@cards
def test_card_fits_on_one_page_and_says_everything_there_is_to_do(card):
    pdf = make_card_pdf(card, KIT)
    assert len(PdfReader(BytesIO(pdf)).pages) == 1
    asked = [*card.needs, *card.questions, *KIT.tips, *(s.how for s in card.steps)]
    asked += [box.prompt_nl for box in card.form_def.boxes]
    for made in (words_of_pdf(pdf), words_of_word(make_card_word(card, KIT))):
        assert [text for text in asked if without_spaces(text) not in without_spaces(made)] == []


@cards
def test_card_fills_ninety_minutes_for_eight_people(card):
    assert (sum(step.minutes for step in card.steps), KIT.people) == (90, 8)
    assert "85–90" in words_of_pdf(make_card_pdf(card, KIT))


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (
            "- minutes: 15\n        what: Kennismaken",
            "- minutes: 20\n        what: Kennismaken",
            "95 minutes, not 90",
        ),
        ("form: canvas", "form: vragenlijst", "vragenlijst"),
        ("subject: Praat je mee over ons vak?", "onderwerp: Praat je mee?", "onderwerp"),
        ("- lead: >-", "- heading: Kop\n        lead: >-", "holds one of"),
        ("    datum: De dag", "    dag: De dag", "columns of the results"),
    ],
)
def test_mistake_in_the_file_is_refused_and_named(before, after, words):
    text = (files("pipeline") / FILE_NAME).read_text(encoding="utf-8")
    assert before in text
    with pytest.raises(CodebookError, match=words):
        parse_startkit(text.replace(before, after, 1))


@letters
def test_letter_says_the_same_in_every_form(letter):
    made = make_letter_files(letter, KIT)
    said = [letter.title, letter.greeting, letter.sender]
    said += [
        text for block in letter.blocks for text in (block.lead, block.text, *block.points, *block.steps)
    ]
    html = re.sub(r"<[^>]+>", "", made[f"{letter.file_name}.html"].decode())
    forms = {
        "pdf": words_of_pdf(made[f"{letter.file_name}.pdf"]),
        "docx": words_of_word(made[f"{letter.file_name}.docx"]),
        "html": html,
        "txt": made[f"{letter.file_name}.txt"].decode("utf-8-sig"),
    }
    for end, text in forms.items():
        missing = [sentence for sentence in said if without_spaces(sentence) not in without_spaces(text)]
        assert missing == [], end


@letters
def test_mail_is_a_draft_to_nobody_with_a_subject(letter):
    mail = message_from_bytes(make_letter_files(letter, KIT)[f"{letter.file_name}.eml"], policy=default)
    assert (mail["X-Unsent"], mail["Subject"], mail["To"], mail["From"]) == ("1", letter.subject, None, None)
    assert letter.title in mail.get_body(("plain",)).get_content()
    assert f"mailto:{RETURN_ADDRESS}" in mail.get_body(("html",)).get_content()


@letters
def test_web_page_fetches_nothing_from_elsewhere(letter):
    html = make_letter_files(letter, KIT)[f"{letter.file_name}.html"].decode()
    assert "http" not in html
    assert "src=" not in html


def test_every_statement_of_the_poll_belongs_to_a_theme_of_the_catalogue():
    known = set(read_codebook(CODEBOOK).theme_ids)
    assert {statement.theme for statement in KIT.poll.statements} <= known


def test_blank_results_of_the_poll_have_a_row_per_option_in_both_files():
    made = make_poll_files(KIT.poll)
    text = made["Uitslag van de peiling.csv"].decode("utf-8-sig")
    from_csv = [tuple(row) for row in csv.reader(StringIO(text), delimiter=";")]
    sheet = load_workbook(BytesIO(made["Uitslag van de peiling.xlsx"]))["Uitslag"]
    from_sheet = [tuple(str(cell or "") for cell in row) for row in sheet.iter_rows(values_only=True)]
    assert from_csv[0] == POLL_COLUMNS
    assert from_csv == from_sheet
    assert len(from_csv) == 1 + len(KIT.poll.statements) * len(KIT.poll.options)
