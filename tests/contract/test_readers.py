"""What every reader promises: a document whose places hold, or a reject with a reason; never another error."""

import io
import zipfile
from pathlib import Path

import pytest

from pipeline.config import PROJECT_ROOT
from pipeline.errors import RejectError
from pipeline.ingest.forms import Context, find_conversations
from pipeline.ingest.kinds import media_type_of
from pipeline.ingest.reader import Document, ReceivedFile
from pipeline.ingest.readers import READERS, reader_for

KINDS = PROJECT_ROOT / "data" / "demo" / "kinds"
REAL = PROJECT_ROOT.parent / "shared" / "realfiles"
# Pictures go through text recognition, which has tests of its own and takes seconds a page.
_SLOW = ("photo", "scan")


def one_file_of_each_kind() -> list[Path]:
    folders = [
        folder for folder in sorted(KINDS.iterdir()) if folder.is_dir() and not folder.name.startswith(_SLOW)
    ]
    return [next(path for path in sorted(folder.rglob("*")) if path.is_file()) for folder in folders]


def read(path: str, data: bytes) -> Document | None:
    received = ReceivedFile(path, data, media_type_of(data))
    reader = reader_for(received)
    if reader is None:
        return None
    try:
        return reader.read(received)
    except RejectError:
        return None


def test_no_two_readers_share_a_name() -> None:
    names = [reader.name for reader in READERS]

    assert len(names) == len(set(names))


@pytest.mark.parametrize("path", one_file_of_each_kind(), ids=lambda path: path.parent.name)
def test_every_kind_gives_a_document_whose_places_hold(path: Path) -> None:
    document = read(path.name, path.read_bytes())

    assert document is not None
    assert document.blocks or document.attachments
    for block in document.blocks:
        assert block.text.strip()
        assert block.page is None or block.page >= 1
        if block.box is not None:
            assert 0 <= block.box.x0 <= block.box.x1 <= 1
            assert 0 <= block.box.top <= block.box.bottom <= 1


@pytest.mark.parametrize("path", one_file_of_each_kind(), ids=lambda path: path.parent.name)
@pytest.mark.parametrize("share", [0.02, 0.5, 0.97])
def test_torn_file_is_read_or_rejected_and_never_crashes(path: Path, share: float) -> None:
    data = path.read_bytes()

    document = read(path.name, data[: int(share * len(data))])

    assert document is None or isinstance(document, Document)


@pytest.mark.parametrize("path", one_file_of_each_kind(), ids=lambda path: path.parent.name)
def test_reading_twice_gives_the_same(path: Path) -> None:
    assert read(path.name, path.read_bytes()) == read(path.name, path.read_bytes())


def test_package_with_an_outside_entity_is_never_followed() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", "wordprocessingml.document.main+xml")
        archive.writestr(
            "word/document.xml", '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>'
        )

    assert read("a.docx", buffer.getvalue()) is None


@pytest.mark.skipif(not REAL.is_dir(), reason="needs the folder with real files beside the project")
@pytest.mark.parametrize("folder", ["docx", "pptx", "legacy", "eml"])
def test_real_files_are_read_or_rejected_and_their_places_hold(folder: str) -> None:
    for path in sorted((REAL / folder).iterdir()):
        document = read(path.name, path.read_bytes())
        if document is None:
            continue
        try:
            conversations = find_conversations(document, Context(path=path.name))
        except RejectError:
            continue
        for bouwsteen in (b for conversation in conversations for b in conversation.bouwstenen):
            place = document.text[bouwsteen.char_start : bouwsteen.char_end]
            assert "".join(place.split()) == "".join(bouwsteen.text.split()), path.name
