"""The larger sample for measuring ingestion: the same conversations in every other kind of file.

What an office program has to make (OpenDocument, RTF, HTML, printed PDF) comes from `convert`, which is handed in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo
from zlib import crc32

from pipeline.export import sample_photos as photos
from pipeline.export import sample_word_variants as variants
from pipeline.export.sample_conversation import SampleConversation, read_conversations
from pipeline.export.sample_deck import make_deck
from pipeline.export.sample_mail import Mail, MailFile, make_forwarding_mail, make_mail, make_mbox, sent_after
from pipeline.export.sample_people import cover_mail, greeting_of, person_of, signature_of
from pipeline.export.sample_photos import PhotoConditions
from pipeline.export.sample_reports import make_word_report
from pipeline.export.sample_texts import make_csv, make_markdown, make_text, table_rows
from pipeline.export.tableform import make_table_form
from pipeline.export.templates import make_pdf_form, make_printed_form, make_word_form
from pipeline.formdefs import FORMS, form_of

Convert = Callable[[bytes, str, str], bytes]
"""Turns a file into another kind: (bytes, ending it has, ending it gets) -> bytes."""

_CHOSEN: Final = (
    "d001",
    "d007",
    "d018",
    "d023",
    "d004",
    "d008",
    "d026",
    "d032",
    "d002",
    "d005",
    "d024",
    "d068",
)
_CHOSEN_DECKS: Final = ("d003", "d035", "d046")
_FORM_IDS: Final = tuple(form.form_id for form in FORMS)
_FROM_WORD: Final = {"odt": "odt", "rtf": "rtf", "html": "html", "pdf-from-word": "pdf"}
_ENCODINGS: Final = ("utf-8", "utf-8-sig", "cp1252", "utf-16")
_TABLES: Final = ((";", "cp1252"), (",", "utf-8"), ("\t", "utf-16"), (";", "utf-8-sig"))
_PHOTOS: Final = (
    PhotoConditions(angle_deg=1.5, quality=75),
    PhotoConditions(angle_deg=-3, contrast=0.75, orientation=6),
    PhotoConditions(angle_deg=6, warp=0.03, shadow=0.4),
    PhotoConditions(angle_deg=-9, warp=0.025, quality=65),
    PhotoConditions(angle_deg=2, contrast=0.6, shadow=0.45, quality=62, orientation=3),
    PhotoConditions(angle_deg=-5, blur_px=1.0, orientation=8),
    PhotoConditions(angle_deg=3, turned_by_hand=90),
    PhotoConditions(angle_deg=9.5, contrast=0.7, quality=60),
)


@dataclass(frozen=True)
class KindFile:
    """One file of the larger sample and the conversations in it."""

    kind: str
    name: str
    data: bytes
    numbers: tuple[str, ...]

    @property
    def path(self) -> str:
        """Path below ``data/demo/kinds``."""
        return f"{self.kind}/{self.name}"


def make_kinds(gesprekken: Iterable[Mapping[str, Any]], convert: Convert) -> list[KindFile]:
    """Return the larger sample.

    Parameters
    ----------
    gesprekken
        The lines of gesprekken.jsonl, parsed.
    convert
        For instance LibreOffice; the bytes it gives may differ from time to time.
    """
    by_number = {conversation.number: conversation for conversation in read_conversations(gesprekken)}
    chosen = [by_number[number] for number in _CHOSEN]
    forms = [conversation for conversation in chosen if conversation.report_form in _FORM_IDS]
    decks = [by_number[number] for number in _CHOSEN_DECKS]
    return [
        *_converted(chosen, decks, convert),
        *_word_variants(forms),
        *_texts(chosen),
        *_tables(chosen, convert),
        *_mails(chosen),
        *_archives(chosen),
        *_printed(forms),
        *_scans(chosen, convert),
        *_photos(forms),
    ]


def _word_file(conversation: SampleConversation) -> bytes:
    if conversation.report_form not in _FORM_IDS:
        return make_word_report(conversation, person_of(conversation))
    values = {**conversation.meta_values, **conversation.box_values()}
    return make_word_form(form_of(conversation.report_form), values)


def _form_values(conversation: SampleConversation) -> dict[str, str]:
    return {**conversation.meta_values, **conversation.box_values(conversation.pick("mark", ("- ", "• ")))}


def _one(kind: str, conversation: SampleConversation, ending: str, data: bytes) -> KindFile:
    return KindFile(kind, f"gesprek {conversation.short_organisation}.{ending}", data, (conversation.number,))


def _converted(
    chosen: list[SampleConversation], decks: list[SampleConversation], convert: Convert
) -> Iterator[KindFile]:
    for conversation in chosen:
        word = _word_file(conversation)
        for kind, ending in _FROM_WORD.items():
            # LibreOffice writes pictures into RTF uncompressed: the model's figure alone would be seven megabytes.
            if (ending, conversation.report_form) != ("rtf", "model"):
                yield _one(kind, conversation, ending, convert(word, "docx", ending))
    for conversation in decks:
        yield _one("odp", conversation, "odp", convert(make_deck(conversation), "pptx", "odp"))


def _word_variants(forms: list[SampleConversation]) -> Iterator[KindFile]:
    changes = (
        ("docx-content-controls", variants.put_in_content_controls),
        ("docx-tracked-changes", variants.put_in_tracked_changes),
        ("docx-text-boxes", variants.put_in_text_boxes),
        ("docx-comment", variants.add_comment),
    )
    for kind, change in changes:
        for conversation in forms[::3]:
            yield _one(kind, conversation, "docx", change(_word_file(conversation)))


def _texts(chosen: list[SampleConversation]) -> Iterator[KindFile]:
    for number, conversation in enumerate(chosen):
        encoding = _ENCODINGS[number % len(_ENCODINGS)]
        yield _one("txt", conversation, "txt", make_text(conversation).replace("\n", "\r\n").encode(encoding))
        yield _one("md", conversation, "md", make_markdown(conversation).encode())


def _tables(chosen: list[SampleConversation], convert: Convert) -> Iterator[KindFile]:
    for number, (delimiter, encoding) in enumerate(_TABLES):
        part = chosen[number :: len(_TABLES)]
        data = make_csv(part, delimiter, encoding)
        yield KindFile("csv", f"gesprekken deel {number + 1}.csv", data, tuple(c.number for c in part))
    workbook = make_table_form(table_rows(chosen))
    numbers = tuple(conversation.number for conversation in chosen)
    yield KindFile("ods", "gesprekken.ods", convert(workbook, "xlsx", "ods"), numbers)


def _mails(chosen: list[SampleConversation]) -> Iterator[KindFile]:
    bodies = [_body_mail(conversation) for conversation in chosen]
    for conversation, body in zip(chosen, bodies, strict=True):
        yield _one("eml-body", conversation, "eml", body)
    for conversation in chosen[::3]:
        file = MailFile("bijlage.docx", _word_file(conversation))
        inner = make_mail(_mail(conversation, cover_mail(conversation), (file,)))
        outer = make_forwarding_mail(_mail(conversation, "Ter informatie doorgestuurd.\n"), inner)
        yield _one("eml-nested", conversation, "eml", outer)
    for number in range(2):
        names = tuple(conversation.number for conversation in chosen[number::2])
        yield KindFile("mbox", f"postvak {number + 1}.mbox", make_mbox(bodies[number::2]), names)


def _body_mail(conversation: SampleConversation) -> bytes:
    text = (
        f"{greeting_of(conversation)}\n\n{make_text(conversation).strip()}\n\n{signature_of(conversation)}\n"
    )
    return make_mail(_mail(conversation, text))


def _mail(conversation: SampleConversation, text: str, files: tuple[MailFile, ...] = ()) -> Mail:
    sent_at = sent_after(conversation.held_on, 4, 11, 20)
    return Mail(person_of(conversation), f"Gesprek {conversation.short_organisation}", sent_at, text, files)


def _archives(chosen: list[SampleConversation]) -> Iterator[KindFile]:
    for number in range(3):
        part = chosen[number::3]
        output = BytesIO()
        with ZipFile(output, "w", ZIP_DEFLATED) as archive:
            for conversation in part:
                name = f"gesprekken/{conversation.domain}/{conversation.short_organisation}.docx"
                archive.writestr(
                    ZipInfo(name, (2024, 1, 15, 9, 0, 0)), _word_file(conversation), ZIP_DEFLATED
                )
        numbers = tuple(conversation.number for conversation in part)
        yield KindFile("zip", f"gesprekken {number + 1}.zip", output.getvalue(), numbers)


def _printed(forms: list[SampleConversation]) -> Iterator[KindFile]:
    for conversation in forms:
        form = form_of(conversation.report_form)
        yield _one("pdf-printed", conversation, "pdf", make_printed_form(form, _form_values(conversation)))


def _scans(chosen: list[SampleConversation], convert: Convert) -> Iterator[KindFile]:
    for number, conversation in enumerate(chosen):
        pages = photos.render_pages(_paper(conversation, convert))
        scans = [photos.make_scan(page, _seed(conversation) + n) for n, page in enumerate(pages)]
        names = (conversation.number,)
        yield KindFile("scan-pdf", f"scan{number + 1:04}.pdf", photos.make_scanned_pdf(scans), names)
        yield KindFile("scan-tiff", f"scan{number + 1:04}.tiff", photos.make_tiff(scans), names)
        if len(scans) == 1:
            yield KindFile("scan-png", f"scan{number + 1:04}.png", photos.make_png(scans[0]), names)


def _paper(conversation: SampleConversation, convert: Convert) -> bytes:
    """The conversation on paper: the form as filled in on a screen, or the printed report."""
    if conversation.report_form in _FORM_IDS:
        return make_pdf_form(form_of(conversation.report_form), _form_values(conversation))
    return convert(_word_file(conversation), "docx", "pdf")


def _photos(forms: list[SampleConversation]) -> Iterator[KindFile]:
    for number, conversation in enumerate(forms):
        paper = make_pdf_form(form_of(conversation.report_form), _form_values(conversation))
        conditions, names = _PHOTOS[number % len(_PHOTOS)], (conversation.number,)
        jpeg = photos.make_jpeg(paper, conditions, _seed(conversation))
        yield KindFile("photo-jpeg", f"IMG_{2043 + 7 * number}.jpg", jpeg, names)
        other = _PHOTOS[(number + 2) % len(_PHOTOS)]
        heic = photos.make_heic(paper, other, _seed(conversation) + 1)
        yield KindFile("photo-heic", f"IMG_{3110 + 3 * number}.heic", heic, names)


def _seed(conversation: SampleConversation) -> int:
    return crc32(conversation.number.encode())
