import datetime as dt

import pytest

from pipeline.errors import RejectError, RejectReason
from pipeline.export.templates import make_pdf_form, make_printed_form
from pipeline.formdefs import CANVAS, MODEL
from pipeline.ingest import kinds
from pipeline.ingest.forms import Context, FoundConversation, find_conversations
from pipeline.ingest.pdf import PdfReader
from pipeline.ingest.plaintext import blocks_of_text
from pipeline.ingest.reader import Attachment, Block, Document, ReceivedFile

ANSWERS = {
    "gesprek": "AV-2021-d001",
    "datum": "14 juni 2021",
    "organisatie": "DUO",
    "domein": "beleid",
    "format": "gesprek met vragen",
    "deelnemers": "8",
}
BOXES = {
    "opbrengst": "- Doorvragen heet hier al gauw dwarsliggen\n- Vertrouwen vóór controle",
    "dilemma": "Dilemma: snelheid vs. zorgvuldigheid",
}
EXPECTED = [
    ("opbrengst", "Doorvragen heet hier al gauw dwarsliggen"),
    ("opbrengst", "Vertrouwen vóór controle"),
    ("dilemma", "Dilemma: snelheid vs. zorgvuldigheid"),
]


def found_in_text(text: str, **facts: str) -> list[FoundConversation]:
    return find_conversations(Document(blocks_of_text(text), facts), Context())


def texts_of(conversations: list[FoundConversation]) -> list[tuple[str, str]]:
    return [(b.field, b.text) for conversation in conversations for b in conversation.bouwstenen]


def cells(*rows: tuple[str, ...]) -> Document:
    return Document(
        tuple(
            Block(text, "cell", table=0, row=r, column=c)
            for r, row in enumerate(rows)
            for c, text in enumerate(row)
            if text
        )
    )


@pytest.mark.parametrize("make", [make_pdf_form, make_printed_form], ids=["fillable", "printed"])
def test_canvas_gives_its_bouwstenen_and_facts(make) -> None:
    document = PdfReader().read(ReceivedFile("a.pdf", make(CANVAS, {**ANSWERS, **BOXES}), kinds.PDF))

    (conversation,) = find_conversations(document, Context(media_type=kinds.PDF))

    assert texts_of([conversation]) == EXPECTED
    assert conversation.reference == "AV-2021-d001"
    assert (conversation.held_on, conversation.held_on_from) == (dt.date(2021, 6, 14), "form")
    assert (conversation.domain, conversation.format, conversation.n_participants) == ("beleid", "vragen", 8)
    assert (conversation.report_form, conversation.template) == ("canvas", CANVAS.template)
    assert all(b.page == 1 and b.box is not None for b in conversation.bouwstenen)


@pytest.mark.parametrize("make", [make_pdf_form, make_printed_form], ids=["fillable", "printed"])
@pytest.mark.parametrize("form", [CANVAS, MODEL], ids=["canvas", "model"])
def test_empty_form_holds_no_conversation(make, form) -> None:
    document = PdfReader().read(ReceivedFile("a.pdf", make(form), kinds.PDF))

    assert find_conversations(document, Context()) == []


def test_labels_beside_above_and_inside_cells_all_count() -> None:
    beside = cells(("Hoofd", "Weten"), ("Hart", "Trots"))
    above = cells(("Hoofd", "Hart"), ("Weten", "Trots"))
    inside = cells(("Hoofd\nWeten", "Hart: Trots"))

    assert [texts_of(find_conversations(document, Context())) for document in (beside, above, inside)] == [
        [("hoofd", "Weten"), ("hart", "Trots")]
    ] * 3


def test_answer_in_a_cell_is_no_label_even_when_it_is_one_elsewhere() -> None:
    document = cells(("Gespreksvorm", "verhalen"), ("Rode draden", "Werkdruk bij iedereen"))

    (conversation,) = find_conversations(document, Context())

    assert (conversation.format, texts_of([conversation])) == (
        "verhalen",
        [("rode_draad", "Werkdruk bij iedereen")],
    )


def test_form_field_of_another_name_is_recognised() -> None:
    document = Document(
        (
            Block("Weten", "form_field", "form1[0].page1[0].Hoofd_2"),
            Block("Trots", "form_field", "HartVoelen"),
        )
    )

    assert texts_of(find_conversations(document, Context())) == [("hoofd", "Weten"), ("hart", "Trots")]


def test_title_facts_and_introduction_are_no_bouwstenen() -> None:
    found = found_in_text(
        "Verslag van het gesprek\n\nOp maandag 14 juni 2021 spraken acht medewerkers van DUO over vakmanschap.\n\n"
        "Wat ons opviel\n\n- Werkdruk\n- Lef ontbreekt\n\nTot slot:\n\nHet was mooi."
    )

    assert texts_of(found) == [
        ("rode_draad", "Werkdruk"),
        ("rode_draad", "Lef ontbreekt"),
        ("afsluiting", "Het was mooi."),
    ]
    assert (found[0].held_on, found[0].n_participants) == (dt.date(2021, 6, 14), 8)


def test_labels_on_the_same_line_as_their_text_are_followed() -> None:
    assert texts_of(found_in_text("Hoofd: weten wat speelt\nHart: trots\nBuik: spanning")) == [
        ("hoofd", "weten wat speelt"),
        ("hart", "trots"),
        ("buik", "spanning"),
    ]


def test_mail_that_announces_its_attachment_holds_nothing() -> None:
    body = blocks_of_text("Bijgaand het verslag van ons gesprek van 14 juni 2021.")
    document = Document(
        body, {"subject": "Verslag", "sent_at": "2021-06-15T09:00:00+00:00"}, (Attachment("v.docx", b"x"),)
    )

    assert find_conversations(document, Context()) == []


def test_story_in_a_mail_is_a_conversation_and_its_cover_is_not() -> None:
    found = found_in_text(
        "Hierbij ons verhaal.\n\nEen mevrouw belde huilend over een aanslag.\n\nMocht je vragen hebben, bel gerust.",
        sent_at="2021-06-15T09:00:00+00:00",
    )

    assert texts_of(found) == [("tekst", "Een mevrouw belde huilend over een aanslag.")]


def test_automatic_reply_holds_nothing() -> None:
    assert (
        found_in_text(
            "Ik ben er niet.", subject="Automatisch antwoord: gesprek", sent_at="2021-06-15T09:00:00+00:00"
        )
        == []
    )


def test_table_submission_gives_a_conversation_per_number() -> None:
    document = cells(
        ("Gesprek", "Datum", "Deelnemers", "Vorm", "Veld", "Tekst"),
        ("1", "2021-06-14", "8", "canvas", "Dilemma", "A of B"),
        ("2", "2021-06-15", "6", "model", "hoofd", "Weten"),
        ("1", "", "", "", "opbrengst", "Lef"),
    )

    first, second = find_conversations(document, Context())

    assert (first.reference, first.report_form, first.n_participants) == ("1", "canvas", 8)
    assert texts_of([first, second]) == [("dilemma", "A of B"), ("opbrengst", "Lef"), ("hoofd", "Weten")]


def test_table_that_lacks_a_needed_column_is_rejected() -> None:
    with pytest.raises(RejectError) as caught:
        find_conversations(cells(("datum", "veld", "tekst"), ("2021-06-14", "hoofd", "Weten")), Context())

    assert caught.value.reason == RejectReason.BAD_COLUMNS
