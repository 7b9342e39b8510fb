"""What is known of a document from outside it, and what was found in it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from pipeline.ingest.organisations import Organisations
from pipeline.ingest.reader import Box

UNLABELLED_FIELD = "tekst"
"""Field of a thought above which no label stands."""


@dataclass(frozen=True)
class Context:
    """What is known of a document from outside it.

    Parameters
    ----------
    file_id, path, media_type
        As in the table of files; the path is looked at for a date and an organisation, last of all.
    mail_sent_on, mail_subject, mail_domain
        Of the mail a file came with, when it came by mail.
    organisations
        The table in which names are looked up.
    """

    file_id: str = ""
    path: str = ""
    media_type: str = ""
    mail_sent_on: dt.date | None = None
    mail_subject: str = ""
    mail_domain: str = ""
    organisations: Organisations = field(default_factory=Organisations)


@dataclass(frozen=True)
class FoundBouwsteen:
    """One thought and its place; `text` is ``document.text[char_start:char_end]`` with white space made single.

    Parameters
    ----------
    field, position
        Box, heading or column it stood under; number within that field, from 0.
    page, box, confidence
        Of the block it stands in.
    char_start, char_end
        In the document's text.
    """

    field: str
    position: int
    text: str
    page: int | None
    box: Box | None
    char_start: int
    char_end: int
    confidence: float | None = None


@dataclass(frozen=True)
class FoundConversation:
    """One conversation; what the sources do not say is None. ``*_from`` tells the source: form, text, file or mail."""

    reference: str | None
    report_form: str
    bouwstenen: tuple[FoundBouwsteen, ...]
    held_on: dt.date | None = None
    held_on_from: str | None = None
    organisation: str | None = None
    organisation_from: str | None = None
    domain: str | None = None
    format: str | None = None
    n_participants: int | None = None
    template: str | None = None
