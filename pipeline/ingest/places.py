"""The picture of a bouwsteen's place, cut out of the original page: what a quote looked like where it was written."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from pipeline.errors import RejectError, RejectReason
from pipeline.ingest import kinds
from pipeline.ingest.image import open_pages
from pipeline.ingest.limits import DEFAULT_LIMITS, Limits
from pipeline.ingest.reader import Box

if TYPE_CHECKING:
    from PIL.Image import Image

_PDF_DPI = 150
_MAX_PAGE_PIXELS = 30_000_000
_MAX_SIDE_PX = 1600
# Paper around the place, as a share of the page, so that the label above a box is seen too.
_MARGIN = 0.04
_MARK_COLOUR = (21, 66, 115)


def has_picture(media_type: str, page: int | None, box: str | None) -> bool:
    """Tell whether a place can be shown: a page of a PDF or picture, with a box on it."""
    return bool(page and box) and (media_type == kinds.PDF or media_type.startswith("image/"))


def parse_box(text: str) -> Box:
    """Return the box that is written as ``x0,top,x1,bottom``.

    Raises
    ------
    ValueError
        When it is no such text.
    """
    x0, top, x1, bottom = (float(edge) for edge in text.split(","))
    return Box(x0, top, x1, bottom)


def cut_place(data: bytes, media_type: str, page: int, box: Box, limits: Limits = DEFAULT_LIMITS) -> bytes:
    """Return a PNG of a place on a page with paper around it, the place itself marked by a frame.

    Parameters
    ----------
    data, media_type
        The original file.
    page
        From 1.
    box
        As shares of the page as a person sees it.

    Raises
    ------
    RejectError
        UNKNOWN_KIND for a file without pages that can be drawn, DAMAGED for a page that is not there or can't be drawn,
        TOO_LARGE.
    """
    if media_type == kinds.PDF:
        image = _pdf_page(data, page)
    elif media_type.startswith("image/"):
        image = _picture_page(data, page, limits)
    else:
        raise RejectError(RejectReason.UNKNOWN_KIND, media_type)
    return _as_png(_cut(image, box))


def _pdf_page(data: bytes, page: int) -> Image:
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(data) as source:
            if not 1 <= page <= len(source):
                raise RejectError(RejectReason.DAMAGED, f"no page {page}")
            width, height = source[page - 1].get_size()
            scale = min(_PDF_DPI / 72, (_MAX_PAGE_PIXELS / max(1.0, width * height)) ** 0.5)
            image: Image = source[page - 1].render(scale=scale, may_draw_forms=True).to_pil().convert("RGB")
            return image
    except pypdfium2.PdfiumError as error:
        raise RejectError(RejectReason.DAMAGED, type(error).__name__) from None


def _picture_page(data: bytes, page: int, limits: Limits) -> Image:
    for number, image in enumerate(open_pages(data, limits), start=1):
        if number == page:
            return image
    raise RejectError(RejectReason.DAMAGED, f"no page {page}")


def _cut(image: Image, box: Box) -> Image:
    from PIL import ImageDraw

    width, height = image.size
    x0, x1 = sorted((_on_page(box.x0) * width, _on_page(box.x1) * width))
    top, bottom = sorted((_on_page(box.top) * height, _on_page(box.bottom) * height))
    margin = _MARGIN * max(width, height)
    area = (int(max(0, x0 - margin)), int(max(0, top - margin)), int(min(width, x1 + margin)) or 1,
            int(min(height, bottom + margin)) or 1)  # fmt: skip
    cut = image.crop(area)
    thickness = max(2, round(max(width, height) / 700))
    frame = (x0 - area[0] - 2 * thickness, top - area[1] - 2 * thickness,
             x1 - area[0] + 2 * thickness, bottom - area[1] + 2 * thickness)  # fmt: skip
    ImageDraw.Draw(cut).rectangle(frame, outline=_MARK_COLOUR, width=thickness)
    cut.thumbnail((_MAX_SIDE_PX, _MAX_SIDE_PX))
    return cut


def _on_page(share: float) -> float:
    return min(1.0, max(0.0, share))


def _as_png(image: Image) -> bytes:
    stream = io.BytesIO()
    image.save(stream, "PNG", optimize=True)
    return stream.getvalue()
