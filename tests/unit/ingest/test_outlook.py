"""Outlook's own files (.msg, winmail.dat): the text, what is attached, and messages within messages.

The files are written here as MS-CFB, MS-OXMSG and MS-OXTNEF describe them, as far as a message needs.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta

import pytest
from PIL import Image

from pipeline.errors import EmptyReason, RejectError, RejectReason
from pipeline.ingest import mapi
from pipeline.ingest.kinds import EML, MSG, TNEF, media_type_of
from pipeline.ingest.limits import Limits
from pipeline.ingest.mail import MailReader
from pipeline.ingest.outlook import OutlookReader
from pipeline.ingest.reader import Document, ReceivedFile
from pipeline.ingest.tnef import TnefReader

SENT = datetime(2021, 6, 14, 12, tzinfo=UTC)
_FREE, _END, _FAT_SECTOR, _NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
Storage = Mapping[str, "bytes | Storage"]


def compound_file(root: Storage) -> bytes:
    """Return a compound file of version 3: streams below 4,096 bytes in the small sectors of the root's stream."""
    sectors: list[bytes] = []
    table: list[int] = []
    small, small_table = bytearray(), []

    def keep(data: bytes) -> int:
        """Put bytes in sectors of their own and return the first."""
        first, n_sectors = len(sectors), -(-len(data) // 512)
        if not n_sectors:
            return _END
        sectors.extend(data[at : at + 512].ljust(512, b"\0") for at in range(0, len(data), 512))
        table.extend([*range(first + 1, first + n_sectors), _END])
        return first

    def keep_small(data: bytes) -> int:
        first, n_sectors = len(small) // 64, -(-len(data) // 64)
        if not n_sectors:
            return _END
        small.extend(data.ljust(n_sectors * 64, b"\0"))
        small_table.extend([*range(first + 1, first + n_sectors), _END])
        return first

    entries: list[bytes] = [b""]

    def add(storage: Storage) -> int:
        """Add what a storage holds and return the number of its first entry; each points to the next."""
        numbers = []
        for name, content in sorted(storage.items(), key=lambda item: (len(item[0]), item[0].upper())):
            numbers.append((len(entries), name, content))
            entries.append(b"")
        for (number, name, content), after in zip(
            numbers, [*(number for number, *_ in numbers[1:]), _NONE], strict=True
        ):
            if isinstance(content, bytes):
                start = keep(content) if len(content) >= 4096 else keep_small(content)
                entries[number] = _entry(name, 2, after, _NONE, start, len(content))
            else:
                entries[number] = _entry(name, 1, after, add(content), 0, 0)
        return numbers[0][0] if numbers else _NONE

    child = add(root)
    entries[0] = _entry("Root Entry", 5, _NONE, child, keep(bytes(small)), len(small))
    small_start = keep(_table(small_table))
    directory_start = keep(b"".join(entries).ljust(-(-len(entries) // 4) * 512, b"\0"))
    n_table = next(n for n in range(1, 110) if n * 128 >= len(table) + n)
    table_numbers = range(len(table), len(table) + n_table)
    sectors.append(_table([*table, *[_FAT_SECTOR] * n_table]))
    n_small_table = -(-len(small_table) // 128)
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    header += struct.pack("<HHHHH6xIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, n_table, directory_start, 0, 4096,
                          small_start, n_small_table, _END, 0, table_numbers[0])  # fmt: skip
    rest = [*table_numbers[1:], *[_FREE] * (109 - n_table)]
    return header + struct.pack(f"<{len(rest)}I", *rest) + b"".join(sectors)


def _entry(name: str, kind: int, after: int, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le")
    return struct.pack("<64sHBBIII36xIQ", text, len(text) + 2, kind, 1, _NONE, after, child, start, size)


def _table(numbers: list[int]) -> bytes:
    n_sectors = -(-len(numbers) // 128)
    return struct.pack(f"<{n_sectors * 128}I", *numbers, *[_FREE] * (n_sectors * 128 - len(numbers)))


def message(*attached: Storage, header_bytes: int = 32, **texts: str) -> dict[str, bytes | Storage]:
    """Return a message; `texts` are its subject, body and HTML."""
    storage: dict[str, bytes | Storage] = {
        f"__attach_version1.0_#{number:08X}": one for number, one in enumerate(attached)
    }
    ticks = (SENT - datetime(1601, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1) * 10
    sent = struct.pack("<HHIQ", 0x40, mapi.SENT_AT, 6, ticks)
    storage["__properties_version1.0"] = b"\0" * header_bytes + sent
    for name, text in texts.items():
        number = {"subject": mapi.SUBJECT, "body": mapi.BODY, "sender": mapi.SENDER_SMTP}[name]
        storage[f"__substg1.0_{number:04X}001F"] = text.encode("utf-16-le")
    return storage


def attached_file(name: str, data: bytes, content_id: str = "") -> Storage:
    storage = {
        "__properties_version1.0": b"\0" * 8,
        f"__substg1.0_{mapi.ATTACH_LONG_NAME:04X}001F": name.encode("utf-16-le"),
        f"__substg1.0_{mapi.ATTACH_DATA:04X}0102": data,
    }
    if content_id:
        storage[f"__substg1.0_{mapi.ATTACH_CONTENT_ID:04X}001F"] = content_id.encode("utf-16-le")
    return storage


def attached_message(inner: Storage) -> Storage:
    return {
        "__properties_version1.0": b"\0" * 8,
        f"__substg1.0_{mapi.ATTACH_DATA:04X}000D": inner,
    }


def read(storage: Storage) -> Document:
    data = compound_file(storage)
    assert media_type_of(data) == MSG
    return OutlookReader().read(ReceivedFile("bericht.msg", data, MSG))


def read_mail(data: bytes) -> Document:
    assert media_type_of(data) == EML
    return MailReader().read(ReceivedFile("bericht.eml", data, EML))


def picture(width: int, height: int) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (width, height), "white").save(stream, "PNG")
    return stream.getvalue()


def test_a_saved_message_gives_its_text_and_its_facts() -> None:
    document = read(message(subject="opbrengst", body="Hoofd: één", sender="jan@minez.example.nl"))

    assert document.text == "Hoofd: één"
    assert document.facts["subject"] == "opbrengst"
    assert document.facts["sender_domain"] == "minez.example.nl"


def test_small_and_large_attachments_come_out_whole_with_the_date_of_the_message() -> None:
    large = bytes(range(256)) * 400
    document = read(message(attached_file("a.pdf", b"%PDF-1.7"), attached_file("../b.bin", large), body="x"))

    assert [(a.name, a.data) for a in document.attachments] == [("a.pdf", b"%PDF-1.7"), ("b.bin", large)]
    assert {a.received_at for a in document.attachments} == {SENT}


def test_a_logo_in_a_saved_message_is_no_submission_and_a_photo_is() -> None:
    document = read(
        message(
            attached_file("logo.png", picture(120, 40), "logo@x"),
            attached_file("foto.png", picture(1600, 1200), "foto@x"),
            body="x",
        )
    )

    assert [a.reason for a in document.attachments] == [EmptyReason.DECORATION, None]


def test_messages_within_saved_messages_keep_their_text_and_files() -> None:
    deepest = message(
        attached_file("c.pdf", b"%PDF-1.7"), header_bytes=24, subject="diep", body="Hart: trots"
    )
    inner = message(attached_message(deepest), header_bytes=24, subject="binnen", body="Hoofd: kennis")
    outer = read(message(attached_message(inner), subject="buiten", body="zie het bericht"))

    [attachment] = outer.attachments
    found = read_mail(attachment.data)
    [below] = found.attachments
    deepest_found = read_mail(below.data)

    assert (found.text, found.facts["subject"], attachment.received_at) == ("Hoofd: kennis", "binnen", SENT)
    assert deepest_found.text == "Hart: trots"
    assert [(a.name, a.data) for a in deepest_found.attachments] == [("c.pdf", b"%PDF-1.7")]


def test_messages_nested_without_end_are_refused() -> None:
    inner = message(header_bytes=24, body="x")
    for _ in range(14):
        inner = message(attached_message(inner), header_bytes=24, body="x")

    with pytest.raises(RejectError) as refused:
        read(message(attached_message(inner), body="x"))

    assert refused.value.reason is RejectReason.TOO_MANY_PARTS


def test_a_message_with_more_attachments_than_allowed_is_refused() -> None:
    data = compound_file(message(*[attached_file(f"{n}.pdf", b"x") for n in range(4)], body="x"))

    with pytest.raises(RejectError) as refused:
        OutlookReader(Limits(max_parts=3)).read(ReceivedFile("bericht.msg", data, MSG))

    assert refused.value.reason is RejectReason.TOO_MANY_PARTS


def test_a_torn_message_is_refused_as_damaged_or_read_in_part() -> None:
    data = compound_file(message(attached_file("a.bin", b"a" * 9000), body="Hoofd: kennis"))

    refusals = set()
    for length in range(512, len(data), 512):
        try:
            OutlookReader().read(ReceivedFile("bericht.msg", data[:length], MSG))
        except RejectError as refused:
            refusals.add(refused.reason)

    assert refusals == {RejectReason.DAMAGED}


def tnef(*attributes: tuple[int, int, bytes]) -> bytes:
    body = b"".join(
        struct.pack("<BII", level, name, len(value)) + value + struct.pack("<H", sum(value) & 0xFFFF)
        for level, name, value in attributes
    )
    return struct.pack("<IH", 0x223E9F78, 1) + body


def properties(*values: tuple[int, int, bytes]) -> bytes:
    """Return properties of changing length: their numbers, types and values."""
    return struct.pack("<I", len(values)) + b"".join(_property(*value) for value in values)


def _property(number: int, kind: int, value: bytes) -> bytes:
    padding = b"\0" * (-len(value) % 4)
    return struct.pack("<HHII", kind, number, 1, len(value)) + value + padding


def tnef_file(*values: tuple[int, int, bytes]) -> Iterator[tuple[int, int, bytes]]:
    yield 2, 0x00069002, b"\0" * 14
    yield 2, 0x00069005, properties(*values)


def read_tnef(data: bytes) -> Document:
    assert media_type_of(data) == TNEF
    return TnefReader().read(ReceivedFile("winmail.dat", data, TNEF))


def test_the_long_name_of_a_file_in_winmail_dat_wins() -> None:
    data = tnef(
        (2, 0x00069002, b"\0" * 14),
        (2, 0x00018010, b"VERSLA~1.PDF\0"),
        (2, 0x0006800F, b"%PDF-1.7"),
        (2, 0x00069005, properties((mapi.ATTACH_LONG_NAME, mapi.UNICODE, "verslag één.pdf\0".encode("utf-16-le")))),
    )  # fmt: skip

    assert [(a.name, a.data) for a in read_tnef(data).attachments] == [("verslag één.pdf", b"%PDF-1.7")]


def test_a_message_within_winmail_dat_is_a_file_of_its_own() -> None:
    inner = tnef(
        (1, 0x0002800C, b"Hoofd: kennis\0"), *tnef_file((mapi.ATTACH_DATA, mapi.BINARY, b"%PDF-1.7"))
    )
    outer = tnef(
        (1, 0x0002800C, b"zie het bericht\0"),
        *tnef_file((mapi.ATTACH_DATA, mapi.OBJECT, b"\0" * 16 + inner)),
    )

    [attachment] = read_tnef(outer).attachments
    found = read_tnef(attachment.data)

    assert found.text == "Hoofd: kennis"
    assert [a.data for a in found.attachments] == [b"%PDF-1.7"]


def test_a_logo_in_winmail_dat_is_no_submission_and_a_photo_is() -> None:
    def inline(data: bytes) -> Iterator[tuple[int, int, bytes]]:
        content_id = "plaatje@x\0".encode("utf-16-le")
        return tnef_file(
            (mapi.ATTACH_CONTENT_ID, mapi.UNICODE, content_id), (mapi.ATTACH_DATA, mapi.BINARY, data)
        )

    data = tnef((1, 0x0002800C, b"x\0"), *inline(picture(120, 40)), *inline(picture(1600, 1200)))

    assert [a.reason for a in read_tnef(data).attachments] == [EmptyReason.DECORATION, None]


def test_what_comes_before_the_end_of_a_torn_winmail_dat_is_kept() -> None:
    data = tnef((1, 0x0002800C, b"Hoofd: kennis\0"), *tnef_file((mapi.ATTACH_DATA, mapi.BINARY, b"x" * 400)))

    assert read_tnef(data[:-100]).text == "Hoofd: kennis"
