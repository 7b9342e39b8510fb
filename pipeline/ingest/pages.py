"""Reading a file of several pages that may be pictures: what can be read is kept, what can't is counted by page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pipeline.errors import RejectError, RejectReason
from pipeline.ingest.limits import Limits
from pipeline.ingest.pace import Pace
from pipeline.ingest.reader import Block, Document

if TYPE_CHECKING:
    from PIL.Image import Image


class PageReader:
    """Gathers the blocks of pages one by one, within the time that one file may take."""

    def __init__(self, limits: Limits) -> None:
        self._pace = Pace(limits.timeout_s)
        self._blocks: list[Block] = []
        self._unread: list[int] = []
        self._n_read = 0

    def add(self, blocks: Iterable[Block]) -> None:
        """Take the blocks of a page that is no picture."""
        self._blocks += blocks
        self._n_read += 1
        self._pace.page_done()

    def has_time(self, page: int) -> bool:
        """Tell whether there is time for the picture of another page; note the page when there is not."""
        if self._pace.is_over:
            self._unread.append(page)
        return not self._pace.is_over

    def read_picture(self, page: int, image: Image) -> None:
        """Read the picture of a page; note the page when not everything on it can be read."""
        from pipeline.ingest.ocr import read_page_image

        try:
            reading = read_page_image(image, page)
        except RejectError as error:
            if error.reason is not RejectReason.UNREADABLE:
                raise
            self._unread.append(page)
        else:
            self._blocks += reading.blocks
            self._n_read += 1
            if not reading.is_whole:
                self._unread.append(page)
        self._pace.page_done()

    def document(self) -> Document:
        """Return what was read.

        Raises
        ------
        RejectError
            UNREADABLE, when no page could be read.
        """
        if self._unread and not self._n_read:
            raise RejectError(RejectReason.UNREADABLE, f"none of {len(self._unread)} pages readable")
        return Document(tuple(self._blocks), unread_pages=tuple(self._unread))
