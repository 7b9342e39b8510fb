"""The picture of a bouwsteen's place, cut out of the original page, in which nothing else can be read than may be.

Sharp are the place itself, other places that hold nothing masked, and what the form itself prints. Everything else is
out of focus by construction: an answer above the form, a signature, a name in the margin, whatever nobody read.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.errors import RejectError, RejectReason
from pipeline.ingest import kinds
from pipeline.ingest.image import open_pages
from pipeline.ingest.limits import DEFAULT_LIMITS, Limits
from pipeline.ingest.reader import Box

if TYPE_CHECKING:
    from PIL.Image import Image
    from pypdfium2 import PdfPage

_PDF_DPI = 150
_MAX_PAGE_PIXELS = 30_000_000
_MAX_SIDE_PX = 1600
# Paper around the place and the least width that is shown, as shares of the page: enough to see where it stands.
_CONTEXT = 0.07
_MIN_WIDTH = 0.5
# A reader's box ends at the letters; this much more is shown of the place itself.
_EDGE = 0.002
# What is out of focus has one grain per this share of the page's long side: far larger than any writing.
_GRAIN = 1 / 24
_HAZE = 0.35
# When masked places take this share of a quote's own, its picture would show nothing.
MAX_COVERED = 0.3
_MARK_COLOUR = (156, 44, 59)


@dataclass(frozen=True)
class Place:
    """Where on which page a bouwsteen stands, and what else may be seen there.

    Parameters
    ----------
    page
        From 1.
    box
        As shares of the page as a person sees it.
    sharp, hidden
        Places of other bouwstenen on the page without and with something masked; what is hidden stays so, whatever
        stands over it.
    is_read
        Whether it was read from a picture, which may lie on its side.
    """

    page: int
    box: Box
    sharp: tuple[Box, ...] = ()
    hidden: tuple[Box, ...] = ()
    is_read: bool = False

    @property
    def is_covered(self) -> bool:
        """Whether what must stay hidden takes the place itself."""
        return any(_shared(self.box, other) > MAX_COVERED for other in self.hidden)


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


def cut_place(data: bytes, media_type: str, place: Place, limits: Limits = DEFAULT_LIMITS) -> bytes:
    """Return a PNG of a place with paper around it, upright, the place itself marked by a frame.

    Parameters
    ----------
    data, media_type
        The original file.

    Raises
    ------
    RejectError
        UNKNOWN_KIND for a file without pages that can be drawn, DAMAGED for a page that is not there or can't be drawn,
        TOO_LARGE.
    """
    if media_type == kinds.PDF:
        image, printed = _pdf_page(data, place.page)
        place = replace(place, sharp=(*place.sharp, *printed))
    elif media_type.startswith("image/"):
        image = _picture_page(data, place.page, limits)
    else:
        raise RejectError(RejectReason.UNKNOWN_KIND, media_type)
    for _ in range(_count_turns(image) if place.is_read else 0):
        image, place = _turned(image, place)
    return _as_png(_cut(image, place))


def _pdf_page(data: bytes, number: int) -> tuple[Image, tuple[Box, ...]]:
    """Return the page as a picture, and the places of what the form itself prints on it."""
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(data) as source:
            if not 1 <= number <= len(source):
                raise RejectError(RejectReason.DAMAGED, f"no page {number}")
            # Without it the values of a filled form are not drawn.
            source.init_forms()
            page = source[number - 1]
            width, height = page.get_size()
            scale = min(_PDF_DPI / 72, (_MAX_PAGE_PIXELS / max(1.0, width * height)) ** 0.5)
            image: Image = page.render(scale=scale, may_draw_forms=True).to_pil().convert("RGB")
            return image, tuple(_printed_boxes(page))
    except pypdfium2.PdfiumError as error:
        raise RejectError(RejectReason.DAMAGED, type(error).__name__) from None


def _printed_boxes(page: PdfPage) -> Iterator[Box]:
    """Yield the places of printed labels and sentences; none on a turned page, whose places count otherwise."""
    if page.get_rotation():
        return
    left, bottom, right, top = page.get_cropbox()
    width, height = max(1.0, right - left), max(1.0, top - bottom)
    text = page.get_textpage()
    for number in range(text.count_rects()):
        x0, y0, x1, y1 = text.get_rect(number)
        if _is_the_forms_own(text.get_text_bounded(x0, y0, x1, y1)):
            yield Box((x0 - left) / width, (top - y1) / height, (x1 - left) / width, (top - y0) / height)


def _is_the_forms_own(line: str) -> bool:
    """Tell whether a line is printed on the blank form, to the letter: "J. Hart" is a person, and "Hart" a box."""
    from pipeline.ingest.labels import is_printed, match_label
    from pipeline.ingest.plaintext import LIST_MARK

    if not line.strip() or LIST_MARK.match(line):
        return False
    label = match_label(line)
    return is_printed(line) or (label is not None and label.is_exact)


def _picture_page(data: bytes, number: int, limits: Limits) -> Image:
    for page, image in enumerate(open_pages(data, limits), start=1):
        if page == number:
            return image
    raise RejectError(RejectReason.DAMAGED, f"no page {number}")


def _count_turns(image: Image) -> int:
    from pipeline.ingest.ocr import count_turns

    return count_turns(image)


def _turned(image: Image, place: Place) -> tuple[Image, Place]:
    """Return a page and the places on it a quarter turn clockwise."""

    def turned(box: Box) -> Box:
        return Box(1 - box.bottom, box.x0, 1 - box.top, box.x1)

    moved = replace(
        place,
        box=turned(place.box),
        sharp=tuple(turned(box) for box in place.sharp),
        hidden=tuple(turned(box) for box in place.hidden),
    )
    return image.rotate(-90, expand=True), moved


def _cut(image: Image, place: Place) -> Image:
    """Return the page around a place: out of focus, with sharp windows, and a frame around the place."""
    from PIL import ImageDraw

    soft = _out_of_focus(image)
    shown = soft.copy()
    own = _wider(place.box, image.size)
    for source, boxes in ((image, (*place.sharp, own)), (soft, place.hidden)):
        for box in boxes:
            window = _pixels(box, image.size)
            shown.paste(source.crop(window), window[:2])
    x0, top, x1, bottom = _pixels(own, image.size)
    thickness = max(2, round(max(image.size) / 700))
    ImageDraw.Draw(shown).rectangle((x0, top, x1 - 1, bottom - 1), outline=_MARK_COLOUR, width=thickness)
    return shown.crop(_pixels(_context(place.box, image.size), image.size))


def _out_of_focus(image: Image) -> Image:
    """Return a picture in which shades and colours can be seen and nothing can be read."""
    from PIL import Image as Pictures

    grain = max(1.0, max(image.size) * _GRAIN)
    size = (max(1, round(image.width / grain)), max(1, round(image.height / grain)))
    soft = image.resize(size, Pictures.Resampling.BOX).resize(image.size, Pictures.Resampling.BICUBIC)
    return Pictures.blend(soft, Pictures.new("RGB", image.size, "white"), _HAZE)


def _context(box: Box, size: tuple[int, int]) -> Box:
    """Return the part of the page around a place that is shown."""
    margin = _CONTEXT * max(size)
    aside = max(margin / size[0], (_MIN_WIDTH - (box.x1 - box.x0)) / 2)
    above = margin / size[1]
    return Box(box.x0 - aside, box.top - above, box.x1 + aside, box.bottom + above)


def _wider(box: Box, size: tuple[int, int]) -> Box:
    edge = _EDGE * max(size)
    aside, above = edge / size[0], edge / size[1]
    return Box(box.x0 - aside, box.top - above, box.x1 + aside, box.bottom + above)


def _pixels(box: Box, size: tuple[int, int]) -> tuple[int, int, int, int]:
    """Return left, top, right and bottom on a page of this size; at least one pixel, and on the page."""
    width, height = size
    x0, x1 = sorted((_on_page(box.x0) * width, _on_page(box.x1) * width))
    top, bottom = sorted((_on_page(box.top) * height, _on_page(box.bottom) * height))
    left, upper = min(int(x0), width - 1), min(int(top), height - 1)
    return left, upper, max(left + 1, round(x1)), max(upper + 1, round(bottom))


def _on_page(share: float) -> float:
    return min(1.0, max(0.0, share))


def _shared(box: Box, other: Box) -> float:
    """Return which share of a box another one covers."""
    across = max(0.0, min(box.x1, other.x1) - max(box.x0, other.x0))
    down = max(0.0, min(box.bottom, other.bottom) - max(box.top, other.top))
    return across * down / max(1e-9, (box.x1 - box.x0) * (box.bottom - box.top))


def _as_png(image: Image) -> bytes:
    image.thumbnail((_MAX_SIDE_PX, _MAX_SIDE_PX))
    stream = io.BytesIO()
    image.save(stream, "PNG", optimize=True)
    return stream.getvalue()
