"""The inbox: every file is listed, none outside it is opened."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path

import pytest

from pipeline.errors import RejectError, RejectReason
from pipeline.ingest.inbox import list_inbox, read_found
from pipeline.ingest.limits import Limits


def write(path: Path, text: str = "x") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def test_files_are_listed_by_path_at_any_depth(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/c.txt", "Z.txt"):
        write(tmp_path / name)

    found = list_inbox(tmp_path)

    assert [file.path for file in found] == ["Z.txt", "a/b/c.txt", "a/z.txt", "b.txt"]
    assert all(file.modified_at.tzinfo is UTC and file.size_bytes == 1 for file in found)


def test_a_missing_folder_holds_no_files(tmp_path: Path) -> None:
    assert list_inbox(tmp_path / "nergens") == []


@pytest.mark.parametrize(
    "name", [".DS_Store", "Thumbs.db", "map/~$verslag.docx", ".~lock.a.odt#", "map/._foto.jpg"]
)
def test_what_programs_leave_behind_is_listed_and_marked(tmp_path: Path, name: str) -> None:
    write(tmp_path / name)

    [found] = list_inbox(tmp_path)

    assert found.is_system_file


def test_a_submission_is_no_system_file(tmp_path: Path) -> None:
    write(tmp_path / "desktop.pdf")

    [found] = list_inbox(tmp_path)

    assert not found.is_system_file


def test_a_link_out_of_the_inbox_is_listed_and_never_followed(tmp_path: Path) -> None:
    secret = write(tmp_path / "elders" / "geheim.txt", "geheim")
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "link.txt").symlink_to(secret)
    (inbox / "map").symlink_to(secret.parent)

    found = list_inbox(inbox)

    assert [file.path for file in found] == ["link.txt", "map"]
    for file in found:
        with pytest.raises(RejectError) as caught:
            read_found(file, Limits())
        assert caught.value.reason is RejectReason.UNSAFE_PATH


def test_a_link_within_the_inbox_is_read(tmp_path: Path) -> None:
    (tmp_path / "b.txt").symlink_to(write(tmp_path / "map" / "a.txt", "tekst"))

    [linked] = [file for file in list_inbox(tmp_path) if file.path == "b.txt"]

    assert read_found(linked, Limits()) == b"tekst"


def test_a_link_to_itself_is_a_reject(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "a")

    [found] = list_inbox(tmp_path)

    with pytest.raises(RejectError) as caught:
        read_found(found, Limits())
    assert caught.value.reason is RejectReason.VANISHED


def test_a_file_above_the_limit_is_too_large(tmp_path: Path) -> None:
    write(tmp_path / "groot.txt", "x" * 1_100_000)
    [found] = list_inbox(tmp_path)

    with pytest.raises(RejectError) as caught:
        read_found(found, Limits(max_unpacked_mb=1))

    assert caught.value.reason is RejectReason.TOO_LARGE


def test_half_written_mail_of_a_maildir_is_left_alone(tmp_path: Path) -> None:
    for name in ("cur/1.a:2,S", "new/2.b", "tmp/3.c"):
        write(tmp_path / "post" / name)

    assert [file.path for file in list_inbox(tmp_path)] == ["post/cur/1.a:2,S", "post/new/2.b"]
