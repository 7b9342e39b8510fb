"""Every reader there is, in the order in which they are asked."""

from __future__ import annotations

from pipeline.ingest.archive import ArchiveReader
from pipeline.ingest.delimited import DelimitedReader
from pipeline.ingest.html import HtmlReader
from pipeline.ingest.image import ImageReader
from pipeline.ingest.limits import DEFAULT_LIMITS, Limits
from pipeline.ingest.mail import MailReader
from pipeline.ingest.mbox import MailboxReader
from pipeline.ingest.oldoffice import OldOfficeReader
from pipeline.ingest.opendocument import OpenDocumentReader
from pipeline.ingest.outlook import OutlookReader
from pipeline.ingest.pdf import PdfReader
from pipeline.ingest.plaintext import TextReader
from pipeline.ingest.presentation import PresentationReader
from pipeline.ingest.reader import Reader, ReceivedFile
from pipeline.ingest.richtext import RichTextReader
from pipeline.ingest.tnef import TnefReader
from pipeline.ingest.word import WordReader
from pipeline.ingest.workbook import WorkbookReader


def make_readers(limits: Limits) -> tuple[Reader, ...]:
    """Return the readers, each keeping to the limits."""
    return (
        MailReader(limits),
        OutlookReader(limits),
        MailboxReader(),
        TnefReader(limits),
        ArchiveReader(limits),
        PdfReader(limits),
        ImageReader(limits),
        WordReader(limits),
        PresentationReader(limits),
        WorkbookReader(limits),
        OpenDocumentReader(limits),
        OldOfficeReader(),
        RichTextReader(limits),
        HtmlReader(),
        DelimitedReader(),
        TextReader(),
    )


READERS = make_readers(DEFAULT_LIMITS)


def reader_for(received: ReceivedFile, readers: tuple[Reader, ...] = READERS) -> Reader | None:
    """Return the reader that owns a file, or None when no kind of it is known."""
    return next((reader for reader in readers if reader.accepts(received)), None)
