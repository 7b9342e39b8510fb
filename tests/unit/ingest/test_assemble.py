"""From submissions to tables: every file accounted for, every conversation counted once."""

from dataclasses import replace

import pytest

from pipeline.ingest.assemble import assemble_tables
from pipeline.ingest.submission import ReadConversation, ReadFile, submission_from_json, submission_to_json

TEXTS = (
    "Doorvragen heet hier al gauw dwarsliggen",
    "Vertrouwen geven voordat je controleert",
    "Een mevrouw belde huilend over een aanslag van drieënveertig euro",
)


def bouwstenen(texts, confidence=None):
    return tuple(
        {
            "field": "opbrengst",
            "position": position,
            "text": text,
            "n_masked": 0,
            "page": 1,
            "box": None,
            "char_start": position * 100,
            "char_end": position * 100 + len(text),
            "ocr_confidence": confidence,
        }
        for position, text in enumerate(texts)
    )


def conversation(texts=TEXTS, reference="AV-1", confidence=None):
    return ReadConversation(reference, {"report_form": "canvas"}, bouwstenen(texts, confidence))


def file(file_id="a" * 16, path="a.pdf", conversations=(), **changes):
    status = "read" if conversations else "empty"
    one = ReadFile(
        file_id,
        path,
        None,
        "application/pdf",
        10,
        "2024-01-01T00:00:00+00:00",
        "pdf",
        status,
        None,
        tuple(conversations),
    )
    return replace(one, **changes)


def test_same_bytes_twice_count_once_and_are_linked():
    tables = assemble_tables(
        [(file(conversations=[conversation()]),), (file(path="b.pdf", conversations=[conversation()]),)]
    )
    assert list(tables.files["status"]) == ["read", "duplicate"]
    assert tables.files["reason"].iloc[1] == "a" * 16
    assert len(tables.bouwstenen) == 3


def test_conversations_of_one_table_that_double_the_same_one_stay_apart():
    doubles = [
        conversation([*TEXTS, f"Een eigen zin in regel {n} van de tabel"], f"AV-{n}") for n in range(3)
    ]
    tables = assemble_tables([(file(conversations=doubles),)])
    assert len(tables.conversations) == 1
    assert tables.bouwstenen["bouwsteen_id"].is_unique
    assert len(tables.bouwstenen) == 12


def test_form_and_its_photo_are_one_conversation_and_the_typed_one_is_kept():
    photo = conversation([t.replace("i", "l", 1) for t in TEXTS], None, 0.8)
    tables = assemble_tables(
        [
            (file("b" * 16, "foto.jpg", [photo], received_at="2023-01-01T00:00:00+00:00"),),
            (file(conversations=[conversation()]),),
        ]
    )
    assert len(tables.conversations) == 1
    assert tables.conversations["file_id"].tolist() == ["a" * 16]
    assert tables.bouwstenen["duplicate_of"].notna().sum() == 3
    assert tables.files.set_index("path").loc["foto.jpg", "status"] == "duplicate"


def test_remark_that_only_stands_on_the_photo_still_counts():
    photo = conversation([*TEXTS, "Op de foto staat nog een eigen opmerking onderaan"], None, 0.8)
    tables = assemble_tables(
        [(file(conversations=[conversation()]),), (file("b" * 16, "foto.jpg", [photo]),)]
    )
    assert tables.bouwstenen["duplicate_of"].isna().sum() == 4
    assert tables.files.set_index("path").loc["foto.jpg", "n_bouwstenen"] == 1


def test_copied_form_with_the_same_reference_but_other_words_is_another_conversation():
    other = conversation(
        ("Heel andere woorden staan hierin geschreven", "Niemand vroeg naar uitvoerbaarheid")
    )
    tables = assemble_tables([(file(conversations=[conversation()]),), (file("b" * 16, "b.pdf", [other]),)])
    assert len(tables.conversations) == 2
    assert tables.conversations["conversation_id"].is_unique
    assert tables.bouwstenen["duplicate_of"].isna().all()


def test_order_of_submissions_changes_nothing():
    one = (file(conversations=[conversation()]),)
    two = (file("b" * 16, "b.pdf", [conversation(("Iets anders gezegd over uitvoering",), "AV-2")]),)
    first, second = assemble_tables([one, two]), assemble_tables([two, one])
    for left, right in ((first.files, second.files), (first.bouwstenen, second.bouwstenen)):
        assert left.equals(right)


def test_reject_keeps_its_reason_in_dutch():
    tables = assemble_tables([(file(status="rejected", reason="encrypted"),)])
    assert "wachtwoord" in tables.files["reason_nl"].iloc[0]


@pytest.mark.parametrize(
    ("pages", "words"),
    [
        ((3,), "bladzijde 3."),
        ((3, 7), "bladzijden 3 en 7."),
        ((2, 5, 6, 7, 9), "bladzijden 2, 5 tot en met 7 en 9."),
    ],
)
def test_pages_that_were_not_read_are_named_with_what_to_do(pages, words):
    tables = assemble_tables([(file(conversations=[conversation()], unread_pages=pages),)])
    row = tables.files.iloc[0]
    assert (row["status"], row["reason"], row["n_bouwstenen"]) == ("read", "unread_pages", 3)
    assert words in row["reason_nl"]
    assert "opnieuw" in row["reason_nl"]


def test_attachment_points_at_its_mail():
    mail = file("c" * 16, "mail.eml")
    tables = assemble_tables(
        [
            (
                replace(mail, status="read"),
                file(path="mail.eml/a.pdf", parent=0, conversations=[conversation()]),
            )
        ]
    )
    assert tables.files.set_index("path").loc["mail.eml/a.pdf", "parent_file_id"] == "c" * 16


@pytest.mark.parametrize(
    "submission", [(file(conversations=[conversation()]),), (file(status="rejected", reason="bomb"),)]
)
def test_submission_survives_the_cache(submission):
    assert submission_from_json(submission_to_json(submission)) == submission


def test_empty_inbox_gives_empty_tables():
    tables = assemble_tables([])
    assert tables.files.empty
    assert tables.conversations.empty
    assert tables.bouwstenen.empty
