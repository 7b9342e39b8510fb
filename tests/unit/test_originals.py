"""From a quote to its page: found by its bytes, inside what it came in too, and never shown when masked."""

import io
import shutil
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from PIL import Image

from pipeline.ingest.submission import file_id_of
from pipeline.originals import (
    NoPicture,
    NoPictureError,
    Original,
    cut_quote,
    find_original,
    find_place,
)
from pipeline.tables import BOUWSTENEN, FILES

ROOT = Path(__file__).parents[2]
FORM = ROOT / "data" / "demo" / "inbox" / "gedeelde map" / "canvas gesprek AV-2022-d034.pdf"
PDF = "application/pdf"
OWN_BOX = "0.3500,0.3000,0.6500,0.4500"
OTHER_BOX = "0.0500,0.3000,0.3000,0.4500"


def _row(path: str, data: bytes, media_type: str, parent: bytes | None = None) -> dict[str, object]:
    return {
        "file_id": file_id_of(data),
        "path": path,
        "parent_file_id": None if parent is None else file_id_of(parent),
        "media_type": media_type,
        "size_bytes": len(data),
        "status": "read",
        "n_bouwstenen": 0,
    }


def _bouwsteen(number: int, box: str | None, n_masked: int = 0, page: int | None = 1) -> dict[str, object]:
    return {
        "bouwsteen_id": f"g/{number}",
        "conversation_id": "g",
        "file_id": "f" * 16,
        "field": "hart",
        "position": number,
        "text": "Wij spreken elkaar aan",
        "n_masked": n_masked,
        "page": page,
        "box": box,
        "char_start": 0,
        "char_end": 1,
    }


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    shutil.copy(FORM, tmp_path / "canvas.pdf")
    return tmp_path


def test_file_is_found_after_it_got_another_name(inbox: Path):
    data = FORM.read_bytes()
    files = FILES.from_rows([_row("map/[naam].pdf", data, PDF)])
    assert find_original(files, inbox, file_id_of(data)).location == inbox / "canvas.pdf"


def test_file_that_changed_is_not_taken_for_the_original(inbox: Path):
    data = FORM.read_bytes()
    files = FILES.from_rows([_row("canvas.pdf", data, PDF)])
    (inbox / "canvas.pdf").write_bytes(data[:-1] + b" ")
    with pytest.raises(NoPictureError) as error:
        find_original(files, inbox, file_id_of(data))
    assert error.value.reason is NoPicture.GONE


def test_form_in_an_archive_in_an_archive_is_drawn(tmp_path: Path):
    data = FORM.read_bytes()
    inner, outer = _zipped("canvas.pdf", data), b""
    outer = _zipped("binnen.zip", inner)
    (tmp_path / "post.zip").write_bytes(outer)
    files = FILES.from_rows(
        [
            _row("post.zip", outer, "application/zip"),
            _row("post.zip/binnen.zip", inner, "application/zip", outer),
            _row("post.zip/binnen.zip/canvas.pdf", data, PDF, inner),
        ]
    )
    original = find_original(files, tmp_path, file_id_of(data))
    assert original.trail == (file_id_of(outer), file_id_of(inner), file_id_of(data))
    place = find_place(BOUWSTENEN.from_rows([_bouwsteen(0, OWN_BOX)]), PDF, "g/0")
    with Image.open(io.BytesIO(cut_quote(original, place))) as picture:
        assert picture.format == "PNG"
        assert picture.width > 300


def test_file_that_goes_after_it_was_found_gives_no_picture(tmp_path: Path):
    place = find_place(BOUWSTENEN.from_rows([_bouwsteen(0, OWN_BOX)]), PDF, "g/0")
    with pytest.raises(NoPictureError) as error:
        cut_quote(Original(tmp_path / "weg.pdf", ("0" * 16,), PDF), place)
    assert error.value.reason is NoPicture.GONE


def test_damaged_file_gives_no_picture(tmp_path: Path):
    broken = b"%PDF-1.7 broken"
    (tmp_path / "broken.pdf").write_bytes(broken)
    place = find_place(BOUWSTENEN.from_rows([_bouwsteen(0, OWN_BOX)]), PDF, "g/0")
    with pytest.raises(NoPictureError) as error:
        cut_quote(Original(tmp_path / "broken.pdf", (file_id_of(broken),), PDF), place)
    assert error.value.reason is NoPicture.FAILED


@pytest.mark.parametrize(
    ("others", "own_masks", "reason"),
    [
        ([], 1, NoPicture.MASKED),
        ([(OWN_BOX, 1)], 0, NoPicture.MASKED),
        ([("0.3000,0.2000,0.9000,0.9000", 2)], 0, NoPicture.MASKED),
        ([(OTHER_BOX, 1)], 0, None),
    ],
)
def test_place_with_something_masked_is_never_shown(
    others: list[tuple[str, int]], own_masks: int, reason: NoPicture | None
):
    rows = [_bouwsteen(0, OWN_BOX, own_masks), *(_bouwsteen(n + 1, *o) for n, o in enumerate(others))]
    bouwstenen = BOUWSTENEN.from_rows(rows)
    if reason is None:
        assert len(find_place(bouwstenen, PDF, "g/0").hidden) == 1
        return
    with pytest.raises(NoPictureError) as error:
        find_place(bouwstenen, PDF, "g/0")
    assert error.value.reason is reason


@pytest.mark.parametrize(("media_type", "box"), [("text/csv", OWN_BOX), (PDF, None)])
def test_kind_or_place_without_a_page_has_no_picture(media_type: str, box: str | None):
    with pytest.raises(NoPictureError) as error:
        find_place(BOUWSTENEN.from_rows([_bouwsteen(0, box)]), media_type, "g/0")
    assert error.value.reason is NoPicture.NO_PAGES


def test_place_read_from_a_picture_is_marked_as_such():
    rows = pd.DataFrame([_bouwsteen(0, OWN_BOX) | {"ocr_confidence": 0.9}, _bouwsteen(1, OTHER_BOX)])
    bouwstenen = BOUWSTENEN.from_rows(rows.to_dict("records"))
    assert find_place(bouwstenen, PDF, "g/0").is_read
    assert not find_place(bouwstenen, PDF, "g/1").is_read


def _zipped(name: str, data: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(name, data)
    return stream.getvalue()
