"""Photos and scans: JPEG, PNG, TIFF of several pages, HEIC as phones send it, WebP, GIF and BMP."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pipeline.errors import RejectError, RejectReason
from pipeline.ingest.limits import DEFAULT_LIMITS, Limits
from pipeline.ingest.reader import Document, ReceivedFile

if TYPE_CHECKING:
    from PIL.Image import Image

# A phone's largest photo has 50 megapixels (a few have 108 or 200, but save 12 or 50); decoded, that is 150
# MB.
MAX_PIXELS = 64_000_000
# Longest side worth decoding for reading; JPEG can be decoded smaller at once.
_DRAFT_SIDE_PX = 3200
# No page of writing is smaller than this on its short side: icons, logos, emoji.
_MIN_SIDE_PX = 100
_DAMAGE = (
    OSError,
    ValueError,
    SyntaxError,
    TypeError,
    KeyError,
    IndexError,
    EOFError,
    OverflowError,
    ZeroDivisionError,
)


class ImageReader:
    """Reads what stands on a picture."""

    name = "image"

    def __init__(self, limits: Limits = DEFAULT_LIMITS) -> None:
        self._limits = limits

    def accepts(self, received: ReceivedFile) -> bool:
        """Tell whether the bytes are a picture."""
        return received.media_type.startswith("image/")

    def read(self, received: ReceivedFile) -> Document:
        """Return the lines on every page of the picture; none when there is no writing on it.

        Raises
        ------
        RejectError
            TOO_LARGE before anything is decoded, TOO_MANY_PARTS (pages), DAMAGED, UNREADABLE.
        """
        from pipeline.ingest.pages import PageReader

        pages = PageReader(self._limits)
        for page, image in enumerate(open_pages(received.data, self._limits), start=1):
            if min(image.size) >= _MIN_SIDE_PX and pages.has_time(page):
                pages.read_picture(page, image)
        return pages.document()


def open_pages(data: bytes, limits: Limits) -> Iterator[Image]:
    """Yield the pages of a picture as a person sees them: turned as the camera noted, on white paper.

    Raises
    ------
    RejectError
        TOO_LARGE, TOO_MANY_PARTS or DAMAGED.
    """
    from PIL import ImageOps

    with _opened(data) as source:
        n_pages = getattr(source, "n_frames", 1) if source.format == "TIFF" else 1
        if n_pages > limits.max_pages:
            raise RejectError(RejectReason.TOO_MANY_PARTS, f"{n_pages} pages")
        for page in range(n_pages):
            if n_pages > 1:
                source.seek(page)
            _check_size(source)
            source.draft("RGB", (_DRAFT_SIDE_PX, _DRAFT_SIDE_PX))
            yield _on_white(ImageOps.exif_transpose(source))


@contextmanager
def _opened(data: bytes) -> Iterator[Image]:
    """Open a picture; what the library raises on broken bytes becomes a reject."""
    import PIL.Image
    from pillow_heif import register_heif_opener

    register_heif_opener()
    try:
        with warnings.catch_warnings():
            # The library warns at sizes that are checked here, and of metadata that is not used.
            warnings.simplefilter("ignore")
            with PIL.Image.open(io.BytesIO(data)) as source:
                yield source
    except PIL.Image.DecompressionBombError:
        raise RejectError(RejectReason.TOO_LARGE, "too many pixels") from None
    except _DAMAGE as error:
        raise RejectError(RejectReason.DAMAGED, type(error).__name__) from None


def _check_size(source: Image) -> None:
    width, height = source.size
    if width * height > MAX_PIXELS:
        raise RejectError(RejectReason.TOO_LARGE, f"{width} x {height} pixels")


def _on_white(image: Image) -> Image:
    """Return a picture in RGB; what is transparent shows white paper, sixteen-bit grey is scaled down."""
    import PIL.Image

    if image.mode.startswith("I"):
        return image.convert("F").point(lambda value: value / 256).convert("L").convert("RGB")
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        layered = image.convert("RGBA")
        paper = PIL.Image.new("RGBA", layered.size, "white")
        return PIL.Image.alpha_composite(paper, layered).convert("RGB")
    return image.convert("RGB")
