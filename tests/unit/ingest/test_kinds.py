import io
import zipfile

import pytest

from pipeline.ingest import kinds


def zip_of(**members: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", kinds.EMPTY),
        (b" \r\n\t ", kinds.EMPTY),
        (b"%PDF-1.7 rest", kinds.PDF),
        (b"\r\n\r\n%PDF-1.4", kinds.PDF),
        (b"\xff\xd8\xff\xe0 jpeg", "image/jpeg"),
        (b"\0\0\0\x18ftypheic\0\0", "image/heic"),
        (b"{\\rtf1\\ansi hallo}", kinds.RTF),
        (b"<!DOCTYPE html><html><body>x</body></html>", kinds.HTML),
        (b"From: a@example.nl\nSubject: gesprek\n\nDag", kinds.EML),
        (b"From a@example.nl Mon Jan 1\nFrom: a@example.nl\nSubject: x\n\nDag", kinds.MBOX),
        (b"gesprek;veld;tekst\n1;hoofd;Weten\n2;hart;Voelen", kinds.CSV),
        ("gesprek\ttekst\n1\tcaf\u00e9".encode("utf-16"), kinds.CSV),
        (b"Hoofd: weten wat er speelt, ook buiten.\nHart: trots", kinds.TEXT),
        ("Eén regel, met een komma.\nNog een regel, met een komma.".encode("cp1252"), kinds.TEXT),
        (bytes(range(256)) * 4, kinds.UNKNOWN),
    ],
)
def test_kind_is_told_by_content(data: bytes, kind: str) -> None:
    assert kinds.media_type_of(data) == kind


def test_packages_are_told_apart_by_what_is_inside() -> None:
    word = zip_of(**{"[Content_Types].xml": "...wordprocessingml.document.main+xml"})
    open_text = zip_of(mimetype=kinds.ODT)
    plain = zip_of(**{"foto.txt": "x"})

    assert [kinds.media_type_of(data) for data in (word, open_text, plain)] == [
        kinds.DOCX,
        kinds.ODT,
        kinds.ZIP,
    ]


def test_compound_files_are_told_apart_by_their_streams() -> None:
    def compound(stream: str) -> bytes:
        return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + stream.encode("utf-16-le")

    found = [
        kinds.media_type_of(compound(name))
        for name in ("WordDocument", "__properties_version1.0", "EncryptedPackage")
    ]

    assert found == [kinds.DOC, kinds.MSG, kinds.ENCRYPTED_OFFICE]


def test_torn_word_file_is_still_a_word_file() -> None:
    whole = zip_of(**{"word__document.xml": "<x/>" * 50})

    assert kinds.media_type_of(whole[: len(whole) // 2]) == kinds.DOCX
