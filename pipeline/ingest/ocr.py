"""Reading the picture of a page: RapidOCR with the models inside its package, so nothing is ever downloaded.

The picture is turned upright and straightened first; the places of what was read are carried back to the
picture as it came, because that is what a person sees.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.errors import RejectError, RejectReason
from pipeline.ingest.drawnboxes import find_drawn_boxes
from pipeline.ingest.labels import is_printed, match_label
from pipeline.ingest.layout import Paragraph, Rectangle, Word, read_words
from pipeline.ingest.reader import Block, Box
from pipeline.ingest.straighten import Straightened, even_out_light, straighten

if TYPE_CHECKING:
    from PIL.Image import Image

Picture = npt.NDArray[np.uint8]
Quads = npt.NDArray[np.float32]

# Long side of the picture that is read, and of the smaller one on which lines are looked for, in pixels.
_READ_SIDE_PX = 2400
_FIND_SIDE_PX = 1216
# Below this the letters are guesses.
_MIN_LINE_CONFIDENCE = 0.5
# A page with at least this many lines found, of which almost none can be read, is writing that is not
# readable.
_MIN_LINES_OF_WRITING = 6
_MIN_READABLE_SHARE = 0.25


@dataclass(frozen=True)
class ReadLine:
    """One line of text: its corners in pixels (4, 2), clockwise from the top left, and how sure the reading is."""

    text: str
    quad: Quads
    confidence: float


def read_page_image(image: Image, page: int) -> tuple[Block, ...]:
    """Return what stands on the picture of a page, box by box, in reading order.

    Parameters
    ----------
    image
        As a person sees it.
    page
        Its number, from 1.

    Raises
    ------
    RejectError
        UNREADABLE when there is writing that can't be read. A picture without writing gives no blocks.
    """
    picture = _to_array(image)
    straight = straighten(picture, find_lines, _mean_confidence)
    lines = _read(straight.picture)
    readable = [line for line in lines if line.confidence >= _MIN_LINE_CONFIDENCE and line.text.strip()]
    if len(lines) >= _MIN_LINES_OF_WRITING and len(readable) < _MIN_READABLE_SHARE * len(lines):
        raise RejectError(RejectReason.UNREADABLE, f"{len(readable)} of {len(lines)} lines readable")
    return _blocks(readable, straight, page)


def find_lines(picture: Picture) -> Quads:
    """Return the corners of the lines of text on a picture, (n_lines, 4, 2), in its pixels."""
    height, width = picture.shape[:2]
    scale = min(1.0, _FIND_SIDE_PX / max(height, width))
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    found = _engine().find(small).boxes
    if found is None:
        return np.zeros((0, 4, 2), dtype=np.float32)
    return np.asarray(found, dtype=np.float32) / np.float32(scale)


def read_lines(picture: Picture, quads: Quads) -> list[ReadLine]:
    """Return what stands inside each quadrilateral."""
    from rapidocr.ch_ppocr_rec import TextRecInput
    from rapidocr.utils.process_img import get_rotate_crop_image

    if not len(quads):
        return []
    result = _engine().read(TextRecInput(img=[get_rotate_crop_image(picture, quad.copy()) for quad in quads]))
    return [
        ReadLine(text, quad, float(score))
        for text, quad, score in zip(result.txts, quads, result.scores, strict=True)
    ]


def _mean_confidence(picture: Picture, quads: Quads) -> float:
    lines = read_lines(picture, quads)
    return float(np.mean([line.confidence for line in lines])) if lines else 0.0


def _read(picture: Picture) -> list[ReadLine]:
    return read_lines(picture, find_lines(picture))


def _to_array(image: Image) -> Picture:
    """Return the picture in the size that is read, light evened out, as three equal channels."""
    grey = image.convert("L")
    grey.thumbnail((_READ_SIDE_PX, _READ_SIDE_PX))
    even = even_out_light(np.asarray(grey, dtype=np.uint8))
    return np.asarray(cv2.cvtColor(even, cv2.COLOR_GRAY2BGR), dtype=np.uint8)


def _blocks(lines: Sequence[ReadLine], straight: Straightened, page: int) -> tuple[Block, ...]:
    words = [word for line in _with_equal_heights(lines) for word in _words(line)]
    boxes = find_drawn_boxes(straight.picture)
    return tuple(_block(paragraph, lines, straight, page) for paragraph in read_words(words, boxes))


def _block(paragraph: Paragraph, lines: Sequence[ReadLine], straight: Straightened, page: int) -> Block:
    inside = [line for line in lines if paragraph.place.holds(_around(line.quad))]
    weights = [len(line.text) for line in inside]
    confidence = (
        float(np.average([line.confidence for line in inside], weights=weights)) if sum(weights) else None
    )
    x0, top, x1, bottom = straight.place_in_original(paragraph.place)
    return Block(
        paragraph.text, paragraph.kind, page=page, box=Box(x0, top, x1, bottom), confidence=confidence
    )


def _words(line: ReadLine) -> list[Word]:
    """Return the words of a line; their places by their share of its letters, since only lines are found."""
    place, font = _around(line.quad), _font(line.text)
    per_letter = place.width / max(1, len(line.text))
    words, at = [], 0
    for is_space, run in itertools.groupby(line.text, str.isspace):
        text = "".join(run)
        if not is_space:
            x0 = place.x0 + at * per_letter
            words.append(
                Word(text, Rectangle(x0, place.top, x0 + len(text) * per_letter, place.bottom), font)
            )
        at += len(text)
    return words


def _font(text: str) -> str:
    """Return what stands in for a font, which a picture does not tell: labels and printed sentences have their own."""
    return "label" if match_label(text) else "printed" if is_printed(text) else "written"


def _with_equal_heights(lines: Sequence[ReadLine]) -> list[ReadLine]:
    """Return lines whose heights differ only where the letters do: a found height depends on the letters in it."""
    if not lines:
        return []
    heights = np.array([_around(line.quad).height for line in lines])
    usual = float(np.median(heights))
    return [
        _of_height(line, usual) if 0.65 * usual <= height <= 1.3 * usual else line
        for line, height in zip(lines, heights, strict=True)
    ]


def _of_height(line: ReadLine, height: float) -> ReadLine:
    place = _around(line.quad)
    middle = (place.top + place.bottom) / 2
    top, bottom = middle - height / 2, middle + height / 2
    quad = np.array(
        [[place.x0, top], [place.x1, top], [place.x1, bottom], [place.x0, bottom]], dtype=np.float32
    )
    return ReadLine(line.text, quad, line.confidence)


def _around(quad: Quads) -> Rectangle:
    (x0, top), (x1, bottom) = quad.min(axis=0), quad.max(axis=0)
    return Rectangle(float(x0), float(top), float(x1), float(bottom))


@dataclass
class _Engine:
    """The two models; loaded once per process, on one core, since files are read side by side."""

    find: Any = field(init=False)
    read: Any = field(init=False)

    def __post_init__(self) -> None:
        import logging

        import rapidocr
        from rapidocr.ch_ppocr_det import TextDetector
        from rapidocr.ch_ppocr_rec import TextRecognizer
        from rapidocr.utils.parse_parameters import ParseParams

        # Its import sets up a handler that writes to the terminal.
        logging.getLogger("RapidOCR").setLevel(logging.CRITICAL)
        package = Path(rapidocr.__file__).parent
        settings = ParseParams.load(package / "config.yaml")
        engine = settings.EngineConfig.onnxruntime
        engine.intra_op_num_threads = engine.inter_op_num_threads = 1
        for part, model in ((settings.Det, _FIND_MODEL), (settings.Rec, _READ_MODEL)):
            part.engine_cfg = engine
            part.model_root_dir = package / "models"
            part.model_path = str(package / "models" / model)
        settings.Rec.font_path = None
        self.find, self.read = TextDetector(settings.Det), TextRecognizer(settings.Rec)


_FIND_MODEL, _READ_MODEL = "PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx"


@cache
def _engine() -> _Engine:
    return _Engine()
