"""Which pictures inside a mail are its make-up (logos, icons, banners) rather than a photo of a form."""

from __future__ import annotations

import io

# A photo or scan on which writing can be read has more pixels than this on its short side; logos and
# banners have fewer.
_MIN_PHOTO_SIDE_PX = 400
_MAX_PHOTO_ASPECT = 5.0


def is_decoration(data: bytes) -> bool:
    """Tell whether an inline picture is too small or narrow to be a photo of a form; only its header is read.

    Bytes that are no picture, or a broken one, are no decoration: they go to a reader, which says what they
    are.
    """
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data)) as image:
            short, long = sorted(image.size)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError):
        return False
    return short < _MIN_PHOTO_SIDE_PX or long > _MAX_PHOTO_ASPECT * short
