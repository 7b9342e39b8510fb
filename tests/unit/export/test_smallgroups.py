"""Tables for whoever is not an analyst tell no small organisation apart."""

from io import BytesIO
from zipfile import ZipFile

import pandas as pd
from small_publication import make_publication

from pipeline.export.fixedzip import make_zip
from pipeline.export.smallgroups import HIDDEN_PATH, hide_small_groups
from pipeline.tables import FILES, POLL_RESULTS


def a_file(file_id, parent=None):
    return {
        "file_id": file_id,
        "path": f"postvak/Klein Bureau {file_id}.eml",
        "parent_file_id": parent,
        "media_type": "message/rfc822",
        "size_bytes": 1,
        "status": "read",
        "n_bouwstenen": 0,
    }


def tables():
    publication = make_publication()
    files = [*(a_file(f"f{number}") for number in range(7)), a_file("mail"), a_file("f7", "mail")]
    return {**publication.tables, "files": FILES.from_rows(files)}


def test_organisation_with_few_conversations_loses_its_name_and_its_file_the_path():
    made = hide_small_groups(tables(), 3)
    assert set(made["conversations"]["organisation"].dropna()) == {"Grote Dienst"}
    paths = made["files"].set_index("file_id")["path"]
    assert {file_id for file_id, path in paths.items() if path == HIDDEN_PATH} == {"f5", "f6", "f7", "mail"}


def test_nothing_else_changes_and_the_tables_that_were_given_stay():
    given = tables()
    made = hide_small_groups(given, 3)
    assert given["conversations"]["organisation"].notna().all()
    for name, frame in given.items():
        shown = [column for column in frame.columns if column not in ("organisation", "path")]
        pd.testing.assert_frame_equal(made[name][shown], frame[shown])


def test_organisation_with_few_answers_in_a_poll_loses_its_name():
    rows = [
        {
            "poll": "mei",
            "statement_id": "s",
            "statement": "Ik ben trots.",
            "option": "eens",
            "position": 0,
            "n_people": n_people,
            "organisation": name,
            "file_id": "f",
        }
        for name, n_people in (("Groot", 40), ("Klein", 2))
    ]
    made = hide_small_groups({**tables(), "poll_results": POLL_RESULTS.from_rows(rows)}, 3)
    assert made["poll_results"]["organisation"].dropna().tolist() == ["Groot"]


def test_archive_of_the_same_files_is_the_same_bytes():
    files = {"een.txt": b"1", "map/twee.txt": b"2"}
    assert make_zip(files) == make_zip(dict(files))
    with ZipFile(BytesIO(make_zip(files))) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == files
