from email import policy
from email.parser import BytesParser
from html import escape
from html.parser import HTMLParser
from io import BytesIO

import pytest
from docx import Document
from small_publication import AWKWARD, make_publication

from pipeline.errors import ExportError
from pipeline.export.feedback import compose_feedback, list_conversations
from pipeline.export.feedback_pages import (
    make_feedback_files,
    make_feedback_html,
    make_feedback_text,
    make_feedback_word,
    safe_name,
)


class _Quotes(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._inside = tag == "blockquote"
        if self._inside:
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.found[-1] += data


def _quotes_in_html(html: str) -> set[str]:
    parser = _Quotes()
    parser.feed(html)
    return set(parser.found)


def test_all_that_the_conversation_gave_stands_on_the_web_page() -> None:
    feedback = compose_feedback(make_publication(), "av-1")

    assert _quotes_in_html(make_feedback_html(feedback)) == set(AWKWARD)


def test_all_that_the_conversation_gave_stands_in_word() -> None:
    files = make_feedback_files(compose_feedback(make_publication(), "av-1"))
    document = Document(BytesIO(files["terugkoppeling av-1.docx"]))

    written = {p.runs[0].text for p in document.paragraphs if p.style.name == "Quote"}

    assert written == set(AWKWARD)


def test_the_draft_opens_to_be_sent_and_holds_the_same_in_three_forms() -> None:
    feedback = compose_feedback(make_publication(), "av-1")
    files = make_feedback_files(feedback)

    mail = BytesParser(policy=policy.default).parsebytes(files["terugkoppeling av-1.eml"])

    assert mail["X-Unsent"] == "1"
    assert mail["To"] is None
    plain = mail.get_body(("plain",)).get_content().replace("\r\n", "\n")
    assert plain == make_feedback_text(feedback)
    assert _quotes_in_html(mail.get_body(("html",)).get_content().replace("\r\n", "\n")) == set(AWKWARD)
    attached = [part.get_content() for part in mail.iter_attachments()]
    assert attached == [files["terugkoppeling av-1.docx"]]


def test_nothing_of_another_conversation_stands_in_it() -> None:
    text = make_feedback_text(compose_feedback(make_publication(), "av-1"))

    assert not [number for number in (0, *range(2, 8)) if f"av-{number}" in text]
    assert "Klein Bureau" not in text


def test_a_theme_of_few_conversations_shows_no_share() -> None:
    feedback = compose_feedback(make_publication(), "av-1")

    told = {thread.label: thread.everywhere for thread in feedback.threads}

    assert told == {"Eén <thema>": "100\u00a0% (68–100\u00a0%)", "Twee": "een paar"}


def test_the_same_conversation_gives_the_same_bytes() -> None:
    assert make_feedback_files(compose_feedback(make_publication(), "av-2")) == make_feedback_files(
        compose_feedback(make_publication(), "av-2")
    )


def test_an_unknown_conversation_is_a_clear_error() -> None:
    with pytest.raises(ExportError, match="no conversation av-99"):
        compose_feedback(make_publication(), "av-99")


def test_every_conversation_that_gave_something_is_listed() -> None:
    assert list_conversations(make_publication()) == [f"av-{number}" for number in range(8)]


@pytest.mark.parametrize("conversation_id", ["../../etc", "a/b", "gesprek 1", "a:b", "x" * 200])
def test_a_conversation_number_can_not_leave_the_folder(conversation_id: str) -> None:
    name = safe_name(conversation_id)

    assert not set(name) & set("/\\: ")
    assert not name.startswith(".")
    assert len(name) <= 89


def test_numbers_that_look_alike_keep_their_own_file() -> None:
    assert safe_name("a/b") != safe_name("a_b")


def test_theme_named_most_is_compared_with_all_conversations():
    told = " ".join(compose_feedback(make_publication(), "av-0").comparison)
    assert "Bij jullie ging het het vaakst over ‘Eén <thema>’. Dat thema komt in 100\u00a0% van alle" in told


def test_theme_of_a_few_conversations_is_not_compared():
    feedback = compose_feedback(make_publication(), "av-0")
    assert [thread.everywhere for thread in feedback.threads if thread.label == "Twee"] == ["een paar"]
    assert "Twee" not in " ".join(feedback.comparison)


def test_comparison_stands_in_every_form():
    feedback = compose_feedback(make_publication(), "av-0")
    [sentence] = feedback.comparison
    word = Document(BytesIO(make_feedback_word(feedback)))
    assert sentence in [paragraph.text for paragraph in word.paragraphs]
    assert escape(sentence) in make_feedback_html(feedback)
    assert sentence in make_feedback_text(feedback)
