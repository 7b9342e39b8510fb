"""Makes the sample inbox: every invented conversation in the kind of file it would arrive in, and some oddities.

`make_sample` is pure: the same conversations give the same files, byte for byte.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from pipeline.export.figure import figure_png
from pipeline.export.sample_conversation import SampleConversation, read_conversations
from pipeline.export.sample_deck import make_deck
from pipeline.export.sample_mail import Mail, MailFile, make_html_mail, make_mail, sent_after
from pipeline.export.sample_oddities import make_locked_pdf, make_old_word_file
from pipeline.export.sample_people import cover_mail, greeting_of, person_of, signature_of
from pipeline.export.sample_reports import make_text_report, make_word_report
from pipeline.export.sample_texts import table_rows
from pipeline.export.tableform import make_table_form
from pipeline.export.templates import make_pdf_form, make_word_form
from pipeline.formdefs import CANVAS, MODEL

MAIL_FOLDER: Final = "postvak"
LOOSE_FOLDER: Final = "gedeelde map"

_IN_WORKBOOK: Final = 11
_MARKS: Final = ("- ", "• ", "- ", "")
_NAMES: Final = {
    "canvas": (
        "Responscanvas {org} {date}",
        "canvas gesprek {ref}",
        "{org} - canvas ingevuld",
        "Canvas {org} def",
    ),
    "model": (
        "Model ambtenaar {org} {date}",
        "{ref} model",
        "model_{org}_ingevuld",
        "Model van de ambtenaar {org}",
    ),
    "verslag": (
        "Verslag gesprek {org} {date}",
        "verslag {ref} v2",
        "{org} gespreksverslag",
        "verslag_{last}_{date}",
    ),
    "reporter": ("Reporter {org}", "tekst reporter {ref}", "{org} verslag reporter {date}"),
    "beeldverslag": ("Beeldverslag {org} {date}", "beeldverslag_{org}", "{ref} beeldverslag"),
}
_SUBJECTS: Final = {
    "canvas": ("Ingevuld canvas {org}", "Canvas gesprek vakmanschap {date}", "Opbrengst gesprek {ref}"),
    "model": ("Model van 'de' ambtenaar - {org}", "Ons ingevulde model ({ref})"),
    "verslag": ("Verslag gesprek {org}", "Gespreksverslag {ref}", "Verslag gesprek vakmanschap {date}"),
    "reporter": ("Tekst reporter {org}", "Reporterverslag {ref}"),
    "beeldverslag": ("Beeldverslag {org}", "Beeldverslag gesprek {date}"),
}


@dataclass(frozen=True)
class _Submission:
    """A conversation as the file it is sent in as."""

    conversation: SampleConversation
    file: MailFile


def make_sample(gesprekken: Iterable[Mapping[str, Any]]) -> dict[str, bytes]:
    """Return the files of the sample inbox.

    Parameters
    ----------
    gesprekken
        The lines of gesprekken.jsonl, parsed; among them a canvas and a report.

    Returns
    -------
    dict
        Path below the inbox -> bytes, in a fixed order.
    """
    conversations = read_conversations(gesprekken)
    files: dict[str, bytes] = {}
    for path, data in _all_files(conversations):
        files[_free_path(path, files)] = data
    return dict(sorted(files.items()))


def _all_files(conversations: list[SampleConversation]) -> Iterator[tuple[str, bytes]]:
    in_workbook = conversations[5::_IN_WORKBOOK]
    others = [conversation for conversation in conversations if conversation not in in_workbook]
    bodies = [conversation for conversation in others if _is_mail_body(conversation)]
    submissions = [_submission_of(conversation) for conversation in others if conversation not in bodies]
    mailed = [submission for number, submission in enumerate(submissions) if number % 8 not in (1, 4, 6)]
    for submission in submissions:
        if submission not in mailed:
            yield f"{LOOSE_FOLDER}/{submission.file.name}", submission.file.data
    for submission in mailed:
        yield _mail_with(submission)
    for conversation in bodies:
        yield _mail_body(conversation)
    yield _mail_with_workbook(in_workbook)
    yield from _oddities(mailed[0], others)


def _is_mail_body(conversation: SampleConversation) -> bool:
    if conversation.report_form == "reporter":
        return int(conversation.number[1:]) % 2 == 0
    return conversation.report_form == "verslag" and int(conversation.number[1:]) % 4 == 1


def _submission_of(conversation: SampleConversation) -> _Submission:
    kind = conversation.report_form
    if kind == "canvas" and int(conversation.number[1:]) % 4 == 3:
        data, ending = (
            make_word_form(CANVAS, {**conversation.meta_values, **conversation.box_values()}),
            "docx",
        )
    elif kind in ("canvas", "model"):
        values = {**conversation.meta_values, **conversation.box_values(conversation.pick("mark", _MARKS))}
        data, ending = make_pdf_form(CANVAS if kind == "canvas" else MODEL, values), "pdf"
    elif kind == "beeldverslag":
        data, ending = make_deck(conversation), "pptx"
    else:
        data, ending = make_word_report(conversation, person_of(conversation)), "docx"
    return _Submission(conversation, MailFile(f"{_name(conversation, _NAMES)}.{ending}", data))


def _name(conversation: SampleConversation, patterns: Mapping[str, tuple[str, ...]]) -> str:
    pattern = conversation.pick("name", patterns[conversation.report_form])
    return pattern.format(
        org=conversation.short_organisation,
        date=conversation.short_date,
        ref=conversation.reference,
        last=person_of(conversation).name.split()[-1].lower(),
    )


def _mail_with(submission: _Submission) -> tuple[str, bytes]:
    conversation = submission.conversation
    mail = _mail(conversation, cover_mail(conversation), (submission.file,))
    if conversation.pick("html", (True, False, False, False)):
        return _mail_path(mail), make_html_mail(mail, figure_png(48))
    return _mail_path(mail), make_mail(
        mail, conversation.pick("encoding", ("quoted-printable", "base64", "8bit"))
    )


def _mail_body(conversation: SampleConversation) -> tuple[str, bytes]:
    text = (
        f"{greeting_of(conversation)}\n\n{make_text_report(conversation)}\n\n{signature_of(conversation)}\n"
    )
    mail = _mail(conversation, text, ())
    return _mail_path(mail), make_mail(mail, conversation.pick("encoding", ("quoted-printable", "base64")))


def _mail(conversation: SampleConversation, text: str, files: tuple[MailFile, ...]) -> Mail:
    days = conversation.pick("days", (1, 2, 2, 3, 5, 8))
    hour, minute = conversation.pick("hour", (7, 8, 9, 12, 14, 15)), conversation.pick("minute", range(60))
    sent_at = sent_after(conversation.held_on, days, hour, minute)
    return Mail(person_of(conversation), _name(conversation, _SUBJECTS), sent_at, text, files)


def _mail_with_workbook(conversations: list[SampleConversation]) -> tuple[str, bytes]:
    last = max(conversations, key=lambda conversation: conversation.held_on)
    text = (
        "Beste collega's,\n\nIn de bijlage tien gesprekken die wij hebben verzameld, in de tabel die jullie ons "
        f"stuurden.\n\n{signature_of(last)}\n"
    )
    file = MailFile("Verzamelde gesprekken.xlsx", make_table_form(table_rows(conversations)))
    mail = Mail(
        person_of(last), "Tien gesprekken in één tabel", sent_after(last.held_on, 6, 9, 41), text, (file,)
    )
    return _mail_path(mail), make_mail(mail)


def _oddities(mailed: _Submission, others: list[SampleConversation]) -> Iterator[tuple[str, bytes]]:
    yield _forwarded_again(mailed)
    yield f"{LOOSE_FOLDER}/Responscanvas leeg.pdf", make_pdf_form(CANVAS)
    empty, absent, locked, cut = (others[number % len(others)] for number in (10, 20, 40, 50))
    old = next(c for c in reversed(others) if c.report_form == "verslag")
    mail = _mail(empty, cover_mail(empty), (MailFile("model ambtenaar.docx", make_word_form(MODEL)),))
    yield f"{MAIL_FOLDER}/Formulier teruggestuurd.eml", make_mail(mail)
    yield f"{MAIL_FOLDER}/Automatisch antwoord.eml", _automatic_reply(absent)
    old_file = MailFile("verslag oud.doc", make_old_word_file(make_text_report(old)))
    yield f"{MAIL_FOLDER}/Verslag uit het archief.eml", make_mail(_mail(old, cover_mail(old), (old_file,)))
    yield (
        f"{LOOSE_FOLDER}/verslag vertrouwelijk.pdf",
        make_locked_pdf(["Verslag van het gesprek"], "vakmanschap"),
    )
    yield f"{LOOSE_FOLDER}/{locked.short_organisation} scan onvolledig.docx", _cut_off(cut)


def _forwarded_again(submission: _Submission) -> tuple[str, bytes]:
    conversation = submission.conversation
    first = _mail(conversation, cover_mail(conversation), ())
    quoted = "\n".join(f"> {line}".rstrip() for line in first.text.strip().split("\n"))
    text = (
        f"Hallo,\n\nIk weet niet of dit is aangekomen, dus stuur ik het nog een keer door.\n\n"
        f"{signature_of(conversation)}\n\nOp {first.sent_at:%d-%m-%Y} schreef {first.sender.name}:\n{quoted}\n"
    )
    sent_at = sent_after(first.sent_at.date(), 7, 10, 5)
    mail = Mail(first.sender, f"FW: {first.subject}", sent_at, text, (submission.file,))
    return _mail_path(mail), make_mail(mail)


def _automatic_reply(conversation: SampleConversation) -> bytes:
    text = "Ik ben op dit moment niet bereikbaar. Na het weekend lees ik uw bericht.\n"
    sent_at = sent_after(conversation.held_on, 3, 6, 30)
    headers = (("Auto-Submitted", "auto-replied"),)
    return make_mail(
        Mail(person_of(conversation), "Automatisch antwoord: uitnodiging", sent_at, text, (), headers)
    )


def _cut_off(conversation: SampleConversation) -> bytes:
    whole = make_word_form(CANVAS, conversation.meta_values)
    return whole[: len(whole) * 2 // 3]


def _mail_path(mail: Mail) -> str:
    name = "".join(letter for letter in mail.subject if letter not in "\\/:*?\"<>|'")
    return f"{MAIL_FOLDER}/{name}.eml"


def _free_path(path: str, taken: Mapping[str, bytes]) -> str:
    stem, _, ending = path.rpartition(".")
    number, free = 1, path
    while free in taken:
        number += 1
        free = f"{stem} ({number}).{ending}"
    return free
