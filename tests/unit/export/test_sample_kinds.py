import email
import email.policy
import json
import mailbox
import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageOps
from pillow_heif import open_heif

from pipeline.export import sample_photos as photos
from pipeline.export import sample_word_variants as variants
from pipeline.export.sample_conversation import read_conversations
from pipeline.export.sample_mail import make_mbox
from pipeline.export.sample_texts import make_csv, make_markdown, make_text
from pipeline.export.templates import make_pdf_form, make_word_form
from pipeline.formdefs import CANVAS

DEMO = Path(__file__).parents[3] / "data" / "demo"
GESPREKKEN = [json.loads(line) for line in (DEMO / "gesprekken.jsonl").read_text("utf-8").splitlines()]
KINDS = [json.loads(line) for line in (DEMO / "kinds" / "gold.jsonl").read_text("utf-8").splitlines()]
CONVERSATIONS = {conversation.number: conversation for conversation in read_conversations(GESPREKKEN)}


@cache
def filled_word_form():
    conversation = CONVERSATIONS["d007"]
    return make_word_form(CANVAS, {**conversation.meta_values, **conversation.box_values()})


@cache
def filled_pdf_form():
    conversation = CONVERSATIONS["d007"]
    return make_pdf_form(CANVAS, {**conversation.meta_values, **conversation.box_values()})


def texts_of(conversation):
    return [text for texts in conversation.texts.values() for text in texts]


def test_index_names_every_file_and_nothing_else():
    folder = DEMO / "kinds"
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert files - {"gold.jsonl"} == {line["file"] for line in KINDS}


def test_index_names_conversations_that_exist():
    assert {number for line in KINDS for number in line["gesprekken"]} <= set(CONVERSATIONS)


def test_larger_sample_holds_personal_data_to_mask():
    with_personal_data = {g["gesprek"] for g in GESPREKKEN if any(b["pii"] for b in g["bouwstenen"])}
    assert with_personal_data & {number for line in KINDS for number in line["gesprekken"]}


def test_larger_sample_stays_small():
    assert sum((DEMO / "kinds" / line["file"]).stat().st_size for line in KINDS) < 25_000_000


@pytest.mark.parametrize(
    ("delimiter", "encoding"), [(";", "cp1252"), (",", "utf-8"), ("\t", "utf-16"), (";", "utf-8-sig")]
)
def test_separated_values_hold_every_text(delimiter, encoding):
    conversation = CONVERSATIONS["d018"]
    text = make_csv([conversation], delimiter, encoding).decode(encoding)
    assert all(thought.replace('"', '""') in text for thought in texts_of(conversation))


@pytest.mark.parametrize("number", ["d001", "d004", "d002"])
@pytest.mark.parametrize("make", [make_text, make_markdown])
def test_typed_over_conversation_holds_every_text(make, number):
    conversation = CONVERSATIONS[number]
    text = " ".join(make(conversation).split())
    assert all(thought in text for thought in texts_of(conversation))
    assert conversation.reference in text


@pytest.mark.parametrize(
    "change", [variants.put_in_content_controls, variants.put_in_tracked_changes, variants.put_in_text_boxes]
)
def test_changed_word_form_still_holds_every_text_once(change):
    with zipfile.ZipFile(BytesIO(change(filled_word_form()))) as archive:
        xml = archive.read("word/document.xml").decode()
    assert all(xml.count(f">{text}<") == 1 for text in texts_of(CONVERSATIONS["d007"]))


def test_word_forms_are_really_complicated():
    def document(data):
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return archive.read("word/document.xml").decode()

    assert "<w:sdtContent>" in document(variants.put_in_content_controls(filled_word_form()))
    assert "<w:delText" in document(variants.put_in_tracked_changes(filled_word_form()))
    assert "<w:txbxContent>" in document(variants.put_in_text_boxes(filled_word_form()))
    with zipfile.ZipFile(BytesIO(variants.add_comment(filled_word_form()))) as archive:
        assert "word/comments.xml" in archive.namelist()


def test_mailbox_file_gives_back_its_mails(tmp_path):
    mails = [b"Subject: een\r\n\r\nFrom hier tot daar\r\n", b"Subject: twee\r\n\r\nTekst\r\n"]
    path = tmp_path / "postvak.mbox"
    path.write_bytes(make_mbox(mails))
    box = mailbox.mbox(path)
    assert [message["Subject"] for message in box] == ["een", "twee"]
    box.close()


def test_nested_mail_carries_a_mail_with_its_file():
    path = next(DEMO / "kinds" / line["file"] for line in KINDS if line["kind"] == "eml-nested")
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    (inner,) = [part for part in message.iter_attachments() if part.get_content_type() == "message/rfc822"]
    assert [part.get_filename() for part in inner.get_content().iter_attachments()] == ["bijlage.docx"]


def test_scan_is_grey_and_differs_little_from_the_page():
    page = photos.render_pages(filled_pdf_form(), dpi=50)[0]
    scan = photos.make_scan(page, seed=1)
    assert scan.mode == "L"
    assert scan.size == page.size
    assert scan.tobytes() == photos.make_scan(page, seed=1).tobytes()


def test_tiff_keeps_all_pages():
    pages = [Image.new("L", (200, 280), 255) for _ in range(3)]
    with Image.open(BytesIO(photos.make_tiff(pages))) as image:
        assert image.n_frames == 3


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_photo_is_upright_once_its_tag_is_obeyed(orientation):
    conditions = photos.PhotoConditions(orientation=orientation, long_side_px=600)
    with Image.open(BytesIO(photos.make_jpeg(filled_pdf_form(), conditions, seed=1))) as photo:
        upright = ImageOps.exif_transpose(photo).convert("L")
    # The form has a dark band along its upper edge only.
    assert upright.width > upright.height
    rows = upright.resize((1, 100)).tobytes()
    assert min(rows[:25]) < min(rows[75:]) - 10


def test_phone_picture_opens_as_heif():
    data = photos.make_heic(filled_pdf_form(), photos.PhotoConditions(long_side_px=600), seed=1)
    assert max(open_heif(BytesIO(data)).size) == 600
