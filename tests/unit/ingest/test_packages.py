import io
import zipfile
from dataclasses import replace

import pytest

from pipeline.errors import RejectError, RejectReason
from pipeline.ingest.limits import DEFAULT_LIMITS, Limits
from pipeline.ingest.packages import open_package, parse_xml


def archive(content: bytes, n_members: int = 1) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for number in range(n_members):
            made.writestr(f"deel{number}.xml", content)
    return buffer.getvalue()


def read_first(data: bytes, limits: Limits) -> bytes:
    return open_package(data, limits).read("deel0.xml")


def reason_of(data: bytes, **limits: int) -> RejectReason:
    with pytest.raises(RejectError) as caught:
        read_first(data, replace(DEFAULT_LIMITS, **limits))
    return caught.value.reason


def test_archive_above_the_unpacked_size_is_a_bomb() -> None:
    assert reason_of(archive(b"0" * 2_000_000), max_unpacked_mb=1) == RejectReason.BOMB


def test_member_packed_too_tightly_is_a_bomb() -> None:
    assert reason_of(archive(b"0" * 12_000_000)) == RejectReason.BOMB


def test_declared_size_that_lies_is_found_while_reading() -> None:
    data = bytearray(archive(b"0" * 50_000))
    # The size in the central directory, made ten bytes.
    place = data.index(b"PK\x01\x02") + 24
    data[place : place + 4] = (10).to_bytes(4, "little")

    assert reason_of(bytes(data)) == RejectReason.DAMAGED


def test_torn_archive_is_damaged() -> None:
    assert reason_of(archive(b"inhoud")[:40]) == RejectReason.DAMAGED


def test_names_are_found_whatever_their_case_or_slashes() -> None:
    package = open_package(archive(b"inhoud"))

    assert package.read("/DEEL0.xml") == b"inhoud"


@pytest.mark.parametrize(
    "document",
    [
        b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>',
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><x>&a;</x>',
    ],
)
def test_entities_are_refused(document: bytes) -> None:
    with pytest.raises(RejectError) as caught:
        parse_xml(document)

    assert caught.value.reason == RejectReason.BOMB
