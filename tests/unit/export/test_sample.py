import email
import email.policy
import json
import re
import zipfile
from collections import Counter
from functools import cache
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from pipeline.export.sample import make_sample
from pipeline.export.sample_conversation import read_conversations
from pipeline.export.sample_reports import HEADINGS, make_text_report
from pipeline.formdefs import REPORT_FIELDS

DEMO = Path(__file__).parents[3] / "data" / "demo"
GESPREKKEN = [json.loads(line) for line in (DEMO / "gesprekken.jsonl").read_text("utf-8").splitlines()]


@cache
def sample():
    return make_sample(GESPREKKEN)


def attachments_of(data):
    message = email.message_from_bytes(data, policy=email.policy.default)
    return [(part.get_filename(), part.get_content()) for part in message.iter_attachments()]


def office_paragraphs(data):
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = [
            n for n in archive.namelist() if re.fullmatch(r"word/document.xml|ppt/slides/slide\d+.xml", n)
        ]
        for part in parts:
            for node in ElementTree.fromstring(archive.read(part)).iter():
                if node.tag.endswith("}p"):
                    yield "".join(child.text or "" for child in node.iter() if child.tag.endswith("}t"))


def pieces_of(name, data):
    """What a person would read in a file, in pieces."""
    ending = name.rpartition(".")[2]
    if ending == "eml":
        body = email.message_from_bytes(data, policy=email.policy.default).get_body(("plain",))
        inner = [piece for part in attachments_of(data) for piece in pieces_of(*part)]
        return [*re.split(r"\n\n|\n(?=- )", body.get_content().replace("\r", "")), *inner]
    if ending == "pdf":
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted:
            return []
        return [line for f in reader.get_fields().values() for line in (f.value or "").split("\n")]
    if ending == "xlsx":
        rows = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python()
        return [str(value) for row in rows for value in row]
    if ending in ("docx", "pptx") and zipfile.is_zipfile(BytesIO(data)):
        return list(office_paragraphs(data))
    return []


def plain(text):
    return " ".join(re.sub(r"^(- |• )", "", text.strip()).split())


def test_same_conversations_give_the_same_bytes():
    assert make_sample(GESPREKKEN[:16]) == make_sample(GESPREKKEN[:16])


def test_every_text_stands_in_exactly_one_file_but_for_the_one_sent_twice():
    forwarded = {"postvak/FW Ingevuld canvas Belastingdienst.eml"}
    found = Counter(
        plain(piece)
        for path, data in sample().items()
        if path not in forwarded
        for piece in pieces_of(path, data)
    )
    texts = Counter(plain(b["tekst"]) for gesprek in GESPREKKEN for b in gesprek["bouwstenen"])
    assert {text: found[text] for text in texts} == dict(texts)


def test_every_conversation_states_its_reference_once_per_file():
    references = {c.reference for c in read_conversations(GESPREKKEN)}
    stated = set()
    for path, data in sample().items():
        stated |= set(re.findall(r"AV-\d{4}-d\d{3}", " ".join(pieces_of(path, data))))
    assert stated == references


def test_files_in_the_repository_are_those_the_generator_makes():
    inbox = DEMO / "inbox"
    committed = {path.relative_to(inbox).as_posix() for path in inbox.rglob("*") if path.is_file()}
    assert committed == set(sample())


def test_at_least_half_of_the_submissions_arrive_by_mail():
    mailed = [
        name for path, data in sample().items() if path.endswith(".eml") for name, _ in attachments_of(data)
    ]
    loose = [path for path in sample() if not path.endswith(".eml")]
    assert len(mailed) > len(loose)


def test_mails_are_without_defects_and_to_the_mailbox():
    for path, data in sample().items():
        if path.endswith(".eml"):
            message = email.message_from_bytes(data, policy=email.policy.default)
            assert not any(part.defects for part in message.walk())
            assert message["To"].addresses[0].addr_spec == "vakmanschap@example.nl"
            assert message["From"].addresses[0].domain == "example.nl"
            assert message["Date"].datetime.tzinfo is not None


def test_no_line_of_a_mail_is_longer_than_the_standard_allows():
    for path, data in sample().items():
        if path.endswith(".eml"):
            assert max(map(len, data.split(b"\r\n"))) <= 998


def test_one_attachment_arrives_twice_with_the_same_bytes():
    everything = [data for path, data in sample().items() if not path.endswith(".eml")]
    everything += [
        a for path, data in sample().items() if path.endswith(".eml") for _, a in attachments_of(data)
    ]
    assert [n for n in Counter(everything).values() if n > 1] == [2]


@pytest.mark.parametrize("field", sorted(HEADINGS))
def test_every_heading_is_known_to_the_forms_definition(field):
    (definition,) = [d for d in REPORT_FIELDS if d.field_id == field]
    known = {definition.label_nl.lower(), *definition.synonyms}
    assert {heading.lower() for heading in HEADINGS[field]} <= known


def test_plain_text_report_keeps_each_thought_apart():
    (report,) = [c for c in read_conversations(GESPREKKEN) if c.number == "d029"]
    text = make_text_report(report)
    pieces = [plain(piece) for piece in re.split(r"\n\n|\n(?=- )", text)]
    assert all(plain(t) in pieces for texts in report.texts.values() for t in texts)


def test_inbox_stays_small():
    assert sum(map(len, sample().values())) < 8_000_000
