"""PDF files: the values of form fields, else the text layer with its boxes, else the picture of the page.

A file is read page by page, so that a scan between typed pages is read as a scan.
"""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.errors import RejectError, RejectReason
from pipeline.ingest import kinds
from pipeline.ingest.limits import DEFAULT_LIMITS, Limits
from pipeline.ingest.reader import Document, ReceivedFile

if TYPE_CHECKING:
    from pdfplumber.page import Page
    from PIL.Image import Image
    from pypdf import PdfReader as PypdfReader

# Besides its own errors, a PDF library shows in these ways that it met something the format does not allow.
_DAMAGE = (
    ValueError,
    KeyError,
    IndexError,
    TypeError,
    AttributeError,
    AssertionError,
    RecursionError,
    OSError,
    ZeroDivisionError,
    NotImplementedError,
    OverflowError,
)
# Fewer characters than this on a page with a picture are a stamp or a page number on a scan, not its text.
_MIN_TEXT_CHARS = 25
_OCR_DPI = 200
_MAX_PICTURE_PIXELS = 40_000_000


class PdfReader:
    """Reads .pdf files."""

    name = "pdf"

    def __init__(self, limits: Limits = DEFAULT_LIMITS) -> None:
        self._limits = limits

    def accepts(self, received: ReceivedFile) -> bool:
        """Tell by the PDF header."""
        return received.media_type == kinds.PDF

    def read(self, received: ReceivedFile) -> Document:
        """Return filled form fields; when there are none, what stands on the pages."""
        from pypdf.errors import PyPdfError

        from pipeline.ingest.pdfform import read_form

        try:
            source = _open(received.data, self._limits.max_pages)
            form = read_form(source)
        except PyPdfError as error:
            raise RejectError(RejectReason.DAMAGED, type(error).__name__) from error
        except _DAMAGE as error:
            raise RejectError(RejectReason.DAMAGED, type(error).__name__) from error
        if form.blocks:
            return Document(form.blocks, form.facts)
        pages = _read_pages(received.data, self._limits)
        return replace(pages, blocks=(*form.notes, *pages.blocks), facts=form.facts)


def _open(data: bytes, max_pages: int) -> PypdfReader:
    """Open a file, with the empty password where it has one.

    Raises
    ------
    RejectError
        ENCRYPTED, DAMAGED (no pages) or TOO_MANY_PARTS (too many pages).
    """
    from pypdf import PasswordType, PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError

    try:
        source = PdfReader(io.BytesIO(data), strict=False)
        if source.is_encrypted and source.decrypt("") == PasswordType.NOT_DECRYPTED:
            raise RejectError(RejectReason.ENCRYPTED)
    except (DependencyError, FileNotDecryptedError, NotImplementedError) as error:
        raise RejectError(RejectReason.ENCRYPTED, type(error).__name__) from error
    n_pages = len(source.pages)
    if n_pages > max_pages:
        raise RejectError(RejectReason.TOO_MANY_PARTS, f"{n_pages} pages")
    return source


def _read_pages(data: bytes, limits: Limits) -> Document:
    import pdfplumber
    from pdfminer.pdfexceptions import PDFException
    from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

    from pipeline.ingest.pages import PageReader
    from pipeline.ingest.pdflayout import read_layout

    pages = PageReader(limits)
    try:
        with pdfplumber.open(io.BytesIO(data), password="") as source:
            for number, page in enumerate(source.pages, start=1):
                if not _is_scan(page):
                    pages.add(read_layout(page, number))
                elif pages.has_time(number):
                    pages.read_picture(number, _draw(data, number))
                # Without this every page read stays in memory.
                page.close()
    except (PDFException, MalformedPDFException, PdfminerException, *_DAMAGE) as error:
        raise RejectError(RejectReason.DAMAGED, type(error).__name__) from error
    return pages.document()


def _is_scan(page: Page) -> bool:
    n_chars = sum(1 for char in page.chars if char["text"].strip())
    if n_chars >= _MIN_TEXT_CHARS:
        return False
    area = float(page.width * page.height)
    covered = sum(image["width"] * image["height"] for image in page.images)
    return bool(covered > 0.3 * area)


def _draw(data: bytes, number: int) -> Image:
    """Return the picture of one page."""
    import pypdfium2

    try:
        source = pypdfium2.PdfDocument(data)
        page = source[number - 1]
        width, height = page.get_size()
        scale = min(_OCR_DPI / 72, (_MAX_PICTURE_PIXELS / max(1.0, width * height)) ** 0.5)
        picture: Image = page.render(scale=scale).to_pil().convert("RGB")
        source.close()
    except pypdfium2.PdfiumError as error:
        raise RejectError(RejectReason.DAMAGED, "a page can't be drawn") from error
    return picture
