"""Mail: the writer's own text, and every attachment as a file of its own."""

from __future__ import annotations

import io
import struct
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest
from PIL import Image

from pipeline.errors import EmptyReason
from pipeline.ingest.kinds import EML, MBOX, MSG, TNEF, media_type_of
from pipeline.ingest.mail import MailReader, decode_bytes, safe_name
from pipeline.ingest.mailtext import own_text, unfold_flowed
from pipeline.ingest.mapi import unpack_rtf
from pipeline.ingest.mbox import MailboxReader
from pipeline.ingest.outlook import OutlookReader
from pipeline.ingest.reader import Document, ReceivedFile
from pipeline.ingest.tnef import TnefReader

MESSAGES = Path(__file__).parents[4] / "shared" / "realfiles" / "msg"


def read(data: bytes) -> Document:
    assert media_type_of(data) == EML
    return MailReader().read(ReceivedFile("mail.eml", data, EML))


def raw(*lines: str, charset: str = "utf-8") -> bytes:
    return "\r\n".join(("From: Jan <jan@minez.example.nl>", "Subject: opbrengst", *lines)).encode(charset)


def picture(width: int, height: int) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (width, height), "white").save(stream, "PNG")
    return stream.getvalue()


def test_of_the_sender_only_the_domain_is_kept() -> None:
    document = read(raw("", "Hoofd: kennis"))

    assert document.facts["sender_domain"] == "minez.example.nl"
    assert "jan" not in str(document.facts).lower()


def test_the_date_is_told_in_utc() -> None:
    document = read(raw("Date: Mon, 14 Jun 2021 23:30:00 -0300", "", "tekst"))

    assert document.facts["sent_at"] == "2021-06-15T02:30:00+00:00"


def test_without_a_date_the_last_server_tells_it() -> None:
    document = read(
        raw("Date: gisteren", "Received: from a by b; Mon, 14 Jun 2021 12:00:00 +0200", "", "tekst")
    )

    assert document.facts["sent_at"] == "2021-06-14T10:00:00+00:00"


@pytest.mark.parametrize("declared", ["iso-8859-1", "us-ascii", "bestaat-niet", "utf-8"])
def test_text_in_utf8_is_read_whatever_was_declared(declared: str) -> None:
    document = read(raw(f"Content-Type: text/plain; charset={declared}", "", "vóór één café"))

    assert document.text == "vóór één café"


def test_bytes_that_are_no_utf8_are_windows_text() -> None:
    assert decode_bytes("één – twee".encode("cp1252"), "utf-8") == "één – twee"


def test_the_plain_text_is_preferred_and_html_is_read_when_it_is_all_there_is() -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "a@example.nl", "x"
    message.set_content("Gewone tekst.")
    message.add_alternative("<p>Opgemaakte tekst.</p>", subtype="html")
    only_html = EmailMessage()
    only_html["From"], only_html["Subject"] = "a@example.nl", "x"
    only_html.set_content("<p>Opgemaakte tekst.</p>", subtype="html")

    assert read(message.as_bytes()).text.strip() == "Gewone tekst."
    assert read(only_html.as_bytes()).text.strip() == "Opgemaakte tekst."


def test_a_logo_in_the_text_is_no_submission_and_a_photo_is() -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "a@example.nl", "x"
    message.set_content('<p>Dag</p><img src="cid:logo"><img src="cid:foto">', subtype="html")
    message.add_related(picture(200, 80), "image", "png", cid="<logo>", filename="logo.png")
    message.add_related(picture(1600, 1200), "image", "png", cid="<foto>", filename="foto.png")
    message.add_attachment(picture(200, 80), maintype="image", subtype="png", filename="klein.png")

    reasons = {attachment.name: attachment.reason for attachment in read(message.as_bytes()).attachments}

    assert reasons == {"logo.png": EmptyReason.DECORATION, "foto.png": None, "klein.png": None}


def test_a_message_inside_a_message_is_a_file_of_its_own() -> None:
    inner, outer = EmailMessage(), EmailMessage()
    inner["From"], inner["Subject"] = "b@example.nl", "binnen"
    inner.set_content("Hoofd: kennis")
    outer["From"], outer["Subject"] = "a@example.nl", "buiten"
    outer.set_content("zie het bericht")
    outer.add_attachment(inner)

    [attachment] = read(outer.as_bytes()).attachments

    assert attachment.name.endswith(".eml")
    assert read(attachment.data).text.strip() == "Hoofd: kennis"


def test_attachments_get_the_date_of_the_mail() -> None:
    message = EmailMessage()
    message["From"], message["Subject"], message["Date"] = (
        "a@example.nl",
        "x",
        "Mon, 14 Jun 2021 12:00:00 +0000",
    )
    message.set_content("x")
    message.add_attachment(b"x", maintype="application", subtype="pdf", filename="é/../verslag.pdf")

    [attachment] = read(message.as_bytes()).attachments

    assert attachment.received_at == datetime(2021, 6, 14, 12, tzinfo=UTC)
    assert attachment.name == "verslag.pdf"


@pytest.mark.parametrize("name", ["", "..", "\0", "/"])
def test_a_name_that_says_nothing_gets_another(name: str) -> None:
    assert safe_name(name, "bijlage-1.pdf") == "bijlage-1.pdf"


def test_a_mail_in_utf16_is_read() -> None:
    assert read(b"\xff\xfe" + raw("", "Hoofd: één").decode().encode("utf-16-le")).text == "Hoofd: één"


def test_greeting_signature_disclaimer_and_earlier_mails_are_left_out() -> None:
    text = (
        "Beste allemaal,\n\nTegenspraak hoort erbij.\n> wat jij schreef\nDat vraagt moed.\n\n"
        "Met vriendelijke groet,\n\nJan Jansen\nDirectie Zaken\n\n"
        "Dit bericht kan informatie bevatten die niet voor u is bestemd.\n\n"
        "Op ma 3 jan. 2022 om 10:00 schreef Piet:\n> oud bericht\n"
    )

    assert own_text(text, "opbrengst") == "Tegenspraak hoort erbij.\nDat vraagt moed."


FORWARDED = (
    "Ter info\n\nVan: Jan\nVerzonden: maandag\nAan: Piet\nOnderwerp: opbrengst\n\n"
    "Hallo Piet,\n\nHoofd: kennis\n\nGroet,\nJan"
)


def test_what_was_forwarded_stays() -> None:
    assert "Hoofd: kennis" in own_text(FORWARDED, "FW: opbrengst")
    assert "Verzonden" not in own_text(FORWARDED, "FW: opbrengst")


def test_what_was_replied_to_goes() -> None:
    assert own_text(FORWARDED, "RE: opbrengst") == "Ter info"


def test_text_after_a_signature_is_kept() -> None:
    story = (
        "In ons gesprek ging het er vooral over dat niemand durft te zeggen wat iedereen allang weet en ziet."
    )

    assert story in own_text(f"Met vriendelijke groet,\nJan\n\n{story}", "x")


def test_soft_line_ends_are_taken_out() -> None:
    assert unfold_flowed("een lange \nregel\nen nog een", delete_space=False) == "een lange regel\nen nog een"


def test_each_message_of_a_mailbox_is_a_file() -> None:
    data = b"From a@b Mon\nSubject: een\n\n>From hier\n\nFrom c@d Tue\nSubject: twee\n\ntekst\n"

    attachments = MailboxReader().read(ReceivedFile("post.mbox", data, MBOX)).attachments

    assert [a.name for a in attachments] == ["bericht-00001.eml", "bericht-00002.eml"]
    assert attachments[0].data == b"Subject: een\n\nFrom hier\n"


def tnef(*attributes: tuple[int, int, bytes]) -> bytes:
    body = b"".join(
        struct.pack("<BII", level, name, len(value)) + value + struct.pack("<H", sum(value) & 0xFFFF)
        for level, name, value in attributes
    )
    return struct.pack("<IH", 0x223E9F78, 1) + body


def test_winmail_dat_gives_its_text_and_its_files() -> None:
    data = tnef(
        (1, 0x00018004, b"opbrengst\0"),
        (1, 0x0002800C, "Hoofd: één\0".encode("cp1252")),
        (2, 0x00069002, b"\0" * 14),
        (2, 0x00018010, b"verslag.pdf\0"),
        (2, 0x0006800F, b"%PDF-1.7"),
    )
    assert media_type_of(data) == TNEF

    document = TnefReader().read(ReceivedFile("winmail.dat", data, TNEF))

    assert document.text == "Hoofd: één"
    assert [(a.name, a.data) for a in document.attachments] == [("verslag.pdf", b"%PDF-1.7")]


def test_packed_rtf_is_unpacked() -> None:
    # The example of MS-OXRTFCP, section 3.1.1.
    packed = bytes.fromhex(
        "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"
    )

    assert unpack_rtf(packed) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"


@pytest.mark.skipif(not MESSAGES.is_dir(), reason="the files of others are not here")
@pytest.mark.parametrize("path", sorted(MESSAGES.glob("*.msg")), ids=lambda path: path.name[-40:])
def test_a_message_of_outlook_is_read(path: Path) -> None:
    data = path.read_bytes()

    document = OutlookReader().read(ReceivedFile(path.name, data, MSG))

    assert document.text.strip() or document.attachments
