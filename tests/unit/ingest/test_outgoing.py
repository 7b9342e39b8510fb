"""What we sent out ourselves is no conversation when it comes back, and what people added to it is."""

from io import BytesIO

import pytest
from docx import Document

from pipeline.export.cards import make_card_word
from pipeline.export.templates import make_kit_files
from pipeline.ingest.forms import find_conversations
from pipeline.ingest.found import Context, FoundBouwsteen
from pipeline.ingest.kinds import media_type_of
from pipeline.ingest.outgoing import drop_own_text
from pipeline.ingest.poll import find_poll
from pipeline.ingest.reader import ReceivedFile
from pipeline.ingest.readers import reader_for
from pipeline.startkit import read_startkit

FILES = make_kit_files()
KIT = read_startkit()
OWN = "Wij durven de directeur niet te zeggen dat de planning onhaalbaar is."


def read(name, data):
    received = ReceivedFile(name, data, media_type_of(data))
    document = reader_for(received).read(received)
    context = Context(path=name, media_type=received.media_type)
    return [] if find_poll(document.blocks, context) is not None else find_conversations(document, context)


def found(text, position=0, field="tekst"):
    return FoundBouwsteen(field, position, text, None, None, 0, len(text))


@pytest.mark.parametrize("name", FILES)
def test_document_that_goes_out_is_no_conversation_when_it_comes_back(name):
    assert read(name, FILES[name]) == []


def test_thought_that_was_added_to_a_card_is_kept():
    document = Document(BytesIO(make_card_word(KIT.cards[0], KIT)))
    document.add_paragraph(OWN)
    output = BytesIO()
    document.save(output)
    [conversation] = read("kaart.docx", output.getvalue())
    assert [one.text for one in conversation.bouwstenen] == [OWN]


def test_question_from_a_card_stays_in_a_report_of_ones_own():
    texts = [KIT.cards[0].questions[0], OWN, "De balie weet meer dan het beleid, en niemand vraagt het."]
    lines = [found(text, position) for position, text in enumerate(texts)]
    assert drop_own_text(lines) == lines


def test_statement_of_the_poll_is_a_thought_when_somebody_says_it_among_others():
    texts = [statement.text for statement in KIT.poll.statements[:2]] + [OWN] * 3
    lines = [found(text, position) for position, text in enumerate(texts)]
    assert drop_own_text(lines) == lines


def test_what_is_left_is_numbered_anew():
    ours = [found(text, position) for position, text in enumerate(KIT.tips)]
    assert drop_own_text([*ours, found(OWN, len(ours))]) == [found(OWN)]


def test_nothing_stays_nothing():
    assert drop_own_text([]) == []
