"""The red thread above a page, as the forms have it: for web pages and for Word documents."""

from __future__ import annotations

from functools import cache
from typing import Final

from pipeline.export.typesetting import COLOURS, make_pngs

_WIDTH, _HEIGHT = 595, 56
_PATH: Final = "M0 18C208 0 327 54 464 34C512 27 500 8 470 18C440 30 547 56 595 28"
_PPI: Final = 200.0
_FLAT: Final = 0.6
"""A page of paper has less room above its text: the thread is this part as high there."""


def thread_svg() -> str:
    """Return the thread as a drawing in a web page, stretched over its width; screen readers skip it."""
    return (
        f'<svg class="draad" viewBox="0 0 {_WIDTH} {_HEIGHT}" preserveAspectRatio="none" aria-hidden="true">'
        f'<path d="{_PATH}" fill="none" stroke="{COLOURS["thread"]}" stroke-width="2" '
        'vector-effect="non-scaling-stroke"/></svg>'
    )


@cache
def thread_png() -> bytes:
    """Return the thread as a picture on white."""
    height = _HEIGHT * _FLAT
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}pt" height="{height}pt" '
        f'viewBox="0 0 {_WIDTH} {height}"><path d="{_PATH}" transform="scale(1 {_FLAT})" fill="none" '
        f'stroke="{COLOURS["thread"]}" stroke-width="1.8"/></svg>'
    )
    return make_pngs([drawing], _PPI)[0]
