"""Hostile and broken files through the sandbox: each has its own reason, and its neighbours are read all the same."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from email.message import EmailMessage
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from pipeline.errors import RejectError, RejectReason
from pipeline.evaluate.files import FileOutcome, measure_files
from pipeline.ingest.archive import ArchiveReader, safe_member_path
from pipeline.ingest.inbox import list_inbox, read_found
from pipeline.ingest.kinds import ZIP, media_type_of
from pipeline.ingest.limits import Limits
from pipeline.ingest.mail import MailReader
from pipeline.ingest.reader import ReceivedFile
from pipeline.ingest.readers import reader_for

LIMITS = Limits(workers=1, timeout_s=30, max_unpacked_mb=20, max_parts=500, max_pages=300)
DOCX_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)


def packed(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def pdf(n_pages: int, password: str = "") -> bytes:
    writer, stream = PdfWriter(), io.BytesIO()
    for _ in range(n_pages):
        writer.add_blank_page(200, 200)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    writer.write(stream)
    return stream.getvalue()


def png_header(width: int, height: int) -> bytes:
    """A picture that says how large it is and then ends."""
    size = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = (b"IHDR" + size, b"IDAT" + zlib.compress(b"\0" * 64))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk)) for chunk in chunks
    )


def docx(body: bytes) -> bytes:
    return packed({"[Content_Types].xml": DOCX_TYPES.encode(), "word/document.xml": body})


def mail(n_attachments: int) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = "a@example.nl", "veel bijlagen"
    message.set_content("zie bijlagen")
    for number in range(n_attachments):
        message.add_attachment(b"x", maintype="text", subtype="plain", filename=f"{number}.txt")
    return message.as_bytes()


XML_BOMB = (
    b'<!DOCTYPE z [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>&c;</w:body></w:document>'
)
HOSTILE = {
    "zip bomb": (packed({"bom.txt": b"0" * 30_000_000}), "bomb"),
    "xml bomb": (docx(XML_BOMB), "bomb"),
    "truncated pdf": (pdf(3)[:300], "damaged"),
    "truncated docx": (docx(b"<w:document/>")[:200], "damaged"),
    "encrypted pdf": (pdf(1, "geheim"), "encrypted"),
    "thousand attachments": (mail(1000), "too_many_parts"),
    "thousand members": (packed({f"{number}.txt": b"x" for number in range(1000)}), "too_many_parts"),
    "200 megapixels": (png_header(20_000, 10_000), "too_large"),
    "500 pages": (pdf(500), "too_many_parts"),
    "truncated picture": (png_header(1000, 1000), "damaged"),
    "noise": (random.Random(1).randbytes(5000), "unknown_kind"),
}


def refuse(data: bytes) -> str:
    received = ReceivedFile("bestand", data, media_type_of(data))
    reader = reader_for(received)
    if reader is None:
        return RejectReason.UNKNOWN_KIND.value
    with pytest.raises(RejectError) as caught:
        reader.read(received)
    return caught.value.reason.value


@pytest.mark.parametrize("name", sorted(set(HOSTILE) - {"zip bomb"}))
def test_a_hostile_file_has_a_reason_of_its_own(name: str) -> None:
    data, reason = HOSTILE[name]

    assert refuse(data) == reason


def test_a_zip_bomb_is_never_unpacked() -> None:
    data, _reason = HOSTILE["zip bomb"]

    with pytest.raises(RejectError) as caught:
        ArchiveReader(LIMITS).read(ReceivedFile("a.zip", data, ZIP))

    assert caught.value.reason is RejectReason.BOMB


def test_a_zip_that_lies_about_its_size_is_stopped_while_unpacking() -> None:
    data = bytearray(packed({"bom.txt": b"0" * 30_000_000}))
    entry = data.rindex(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = struct.pack("<I", 1000)

    document = ArchiveReader(Limits(max_unpacked_mb=1)).read(ReceivedFile("a.zip", bytes(data), ZIP))

    assert [(len(a.data), a.reason) for a in document.attachments] == [(0, RejectReason.DAMAGED)]


@pytest.mark.parametrize(
    "name",
    ["../boven.txt", "/etc/passwd", "a/../../b.txt", "C:\\Windows\\x.txt", "\\\\server\\x", "..\\x.txt"],
)
def test_a_name_that_leaves_the_archive_is_unsafe(name: str) -> None:
    assert safe_member_path(name) is None


def test_only_the_unsafe_member_of_an_archive_is_rejected() -> None:
    data = packed({"../boven.txt": b"weg", "map/verslag.txt": b"Tegenspraak hoort erbij."})

    document = ArchiveReader(LIMITS).read(ReceivedFile("a.zip", data, ZIP))

    assert [(a.name, a.reason) for a in document.attachments] == [
        ("boven.txt", RejectReason.UNSAFE_PATH),
        ("map/verslag.txt", None),
    ]


def test_only_the_encrypted_member_of_an_archive_is_rejected() -> None:
    data = bytearray(packed({"geheim.txt": b"x", "open.txt": b"y"}))
    for marker, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(marker) + offset
        data[at] |= 1

    document = ArchiveReader(LIMITS).read(ReceivedFile("a.zip", bytes(data), ZIP))

    assert [a.reason for a in document.attachments] == [RejectReason.ENCRYPTED, None]


def test_archives_nested_without_end_stop_at_a_depth() -> None:
    received = ReceivedFile("a.zip/" * 5 + "a.zip", packed({"x.txt": b"x"}), ZIP)

    with pytest.raises(RejectError) as caught:
        ArchiveReader(LIMITS).read(received)

    assert caught.value.reason is RejectReason.TOO_MANY_PARTS


def test_the_limit_on_attachments_is_a_setting() -> None:
    data = mail(5)

    with pytest.raises(RejectError):
        MailReader(Limits(max_parts=4)).read(ReceivedFile("a.eml", data, media_type_of(data)))


def test_a_file_that_vanishes_has_a_reason(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("tekst")
    [found] = list_inbox(tmp_path)
    found.location.unlink()

    with pytest.raises(RejectError) as caught:
        read_found(found, LIMITS)

    assert caught.value.reason is RejectReason.VANISHED


def test_every_file_of_a_hostile_inbox_is_accounted_for(tmp_path: Path) -> None:
    for name, (data, _reason) in HOSTILE.items():
        (tmp_path / f"{name}.pdf").write_bytes(data)
    (tmp_path / "leeg.docx").write_bytes(b"")
    (tmp_path / "goed.txt").write_text("Tegenspraak hoort bij het vak, en dat vraagt moed van iedereen.\n")

    outcomes = {Path(o.path).stem: o for o in measure_files(tmp_path, LIMITS)}

    assert {name: outcome_of(outcomes[name]) for name in HOSTILE} == {
        name: f"rejected {reason}" for name, (_data, reason) in HOSTILE.items()
    }
    assert outcomes["leeg"].status == "empty"
    assert outcomes["goed"].status == "read"


def outcome_of(outcome: FileOutcome) -> str:
    return f"{outcome.status} {outcome.reason}"


def test_a_pdf_named_as_a_picture_is_read_as_a_pdf() -> None:
    received = ReceivedFile("foto.jpg", pdf(1), media_type_of(pdf(1)))

    reader = reader_for(received)

    assert reader is not None
    assert reader.name == "pdf"
    assert len(PdfReader(io.BytesIO(received.data)).pages) == 1
