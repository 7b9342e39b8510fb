"""Reading the picture of a page: RapidOCR with the models inside its package, so nothing is ever downloaded.

The picture is turned upright and straightened first; the places of what was read are carried back to the
picture as it came, because that is what a person sees.
"""

from __future__ import annotations

import re
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
from pipeline.ingest.dutchness import count_words
from pipeline.ingest.formpicture import Piece, ReadLine, read_form
from pipeline.ingest.layout import Rectangle
from pipeline.ingest.reader import Block, Box
from pipeline.ingest.straighten import Straightened, count_quarter_turns, even_out_light, straighten

if TYPE_CHECKING:
    from PIL.Image import Image

Picture = npt.NDArray[np.uint8]
Quads = npt.NDArray[np.float32]

# Long side of the picture that is straightened, and of the smaller one on which lines are looked for, in pixels.
_PICTURE_SIDE_PX = 3200
_FIND_SIDE_PX = 1216
# Enough to see how the lines run, before the page is straight.
_GLANCE_SIDE_PX = 800
# No Dutch word starts with an l and then a consonant; those that start with "ie" are few.
# A short word that ends in a capital is an abbreviation (IenW).
_CAPITAL_I = re.compile(r"\bl(?=[bcdfghjkmnpqrstvwxz]|e(?:dere?(?:en)?|mand|ts|twat)\b|[a-z]{0,2}[A-Z]\b)")
# Spaces that are easily lost: around the figures of a date and behind an abbreviation in brackets.
_LOST_SPACE = re.compile(
    r"\b(?:[Mm]aan|[Dd]ins|[Ww]oens|[Dd]onder|[Vv]rij|[Zz]ater|[Zz]on)dag(?=\d)"
    r"|(?<!\d)\d{1,2}(?=(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)\b)"
    r"|\([A-Z]{2,}\)(?=[a-z]{2})"
)
_BULLET = re.compile(r"^([•●▪◦‣·])(?=\w)")
# Below this the letters are guesses.
_MIN_LINE_CONFIDENCE = 0.5
# A page with at least this many lines found, of which almost none can be read, is writing that is not
# readable.
_MIN_LINES_OF_WRITING = 6
_MIN_READABLE_SHARE = 0.25
# So many words are enough to judge a page by; when fewer than half exist it is not readable, and below the other
# share, or with so many lines left out, a person should look.
_MIN_WORDS = 8
_MIN_WORDS_OF_BLOCK = 3
_MIN_EXISTING_SHARE = 0.5
_WHOLE_EXISTING_SHARE = 0.8
_WHOLE_LINES_SHARE = 0.8
# The share of words below which a page in Dutch may be one in English.
_ENGLISH_SHARE = 0.7


@dataclass(frozen=True)
class PageReading:
    """What stands on the picture of a page, box by box, in reading order; and whether that is all there is."""

    blocks: tuple[Block, ...]
    is_whole: bool


def read_page_image(image: Image, page: int) -> PageReading:
    """Return what stands on the picture of a page.

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
    straight = straighten(picture, glance, _mean_confidence)
    lines = _read(straight.picture)
    readable = [line for line in lines if line.confidence >= _MIN_LINE_CONFIDENCE and line.text.strip()]
    if len(lines) >= _MIN_LINES_OF_WRITING and len(readable) < _MIN_READABLE_SHARE * len(lines):
        raise RejectError(RejectReason.UNREADABLE, f"{len(readable)} of {len(lines)} lines readable")
    text = "\n".join(line.text for line in readable)
    n_exist, n_words = count_words(text)
    if n_words >= _MIN_WORDS and n_exist < _ENGLISH_SHARE * n_words and _is_english(text):
        n_exist = n_words
    if n_words >= _MIN_WORDS and n_exist < _MIN_EXISTING_SHARE * n_words:
        raise RejectError(RejectReason.UNREADABLE, f"{n_exist} of {n_words} words exist")
    is_whole = len(readable) >= _WHOLE_LINES_SHARE * len(lines) and (
        n_words < _MIN_WORDS or n_exist >= _WHOLE_EXISTING_SHARE * n_words
    )
    return PageReading(_blocks(readable, straight, page), is_whole)


def _is_english(text: str) -> bool:
    n_exist, n_words = count_words(text, "en")
    return n_exist >= _ENGLISH_SHARE * n_words


def count_turns(image: Image) -> int:
    """Return how many quarter turns clockwise (0-3) make the picture of a page upright."""
    picture = _to_array(image)
    return count_quarter_turns(picture, glance(picture), _mean_confidence)


def glance(picture: Picture) -> Quads:
    """Return the corners of the lines that a quick look shows, as `find_lines` does."""
    return find_lines(picture, _GLANCE_SIDE_PX)


def find_lines(picture: Picture, side_px: int = _FIND_SIDE_PX) -> Quads:
    """Return the corners of the lines of text on a picture, (n_lines, 4, 2), in its pixels.

    Parameters
    ----------
    side_px
        Long side at which is looked.
    """
    height, width = picture.shape[:2]
    scale = min(1.0, side_px / max(height, width))
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
        ReadLine(repair_line(text), _around(quad), float(score))
        for text, quad, score in zip(result.txts, quads, result.scores, strict=True)
    ]


def _around(quad: Quads) -> Rectangle:
    (x0, top), (x1, bottom) = quad.min(axis=0), quad.max(axis=0)
    return Rectangle(float(x0), float(top), float(x1), float(bottom))


def repair_line(text: str) -> str:
    """Return a line with a capital I where no small l can stand, and the spaces that are easily lost.

    In many typefaces I and l are one shape.
    """
    spaced = _LOST_SPACE.sub(lambda found: f"{found[0]} ", _CAPITAL_I.sub("I", text).strip())
    return _BULLET.sub(r"\1 ", spaced)


def _mean_confidence(picture: Picture, quads: Quads) -> float:
    lines = read_lines(picture, quads)
    return float(np.mean([line.confidence for line in lines])) if lines else 0.0


def _read(picture: Picture) -> list[ReadLine]:
    return read_lines(picture, find_lines(picture))


def _to_array(image: Image) -> Picture:
    """Return the picture in the size that is read, light evened out, as three equal channels."""
    grey = image.convert("L")
    grey.thumbnail((_PICTURE_SIDE_PX, _PICTURE_SIDE_PX))
    even = even_out_light(np.asarray(grey, dtype=np.uint8))
    return np.asarray(cv2.cvtColor(even, cv2.COLOR_GRAY2BGR), dtype=np.uint8)


def _blocks(lines: Sequence[ReadLine], straight: Straightened, page: int) -> tuple[Block, ...]:
    boxes = find_drawn_boxes(straight.picture)
    return tuple(_block(piece, lines, straight, page) for piece in read_form(lines, boxes))


def _block(piece: Piece, lines: Sequence[ReadLine], straight: Straightened, page: int) -> Block:
    inside = [line for line in lines if piece.place.holds(line.place)]
    n_letters = [len(line.text) for line in inside]
    confidence = (
        float(np.average([line.confidence for line in inside], weights=n_letters)) if inside else None
    )
    n_exist, n_words = count_words(piece.text)
    if confidence is not None and n_words >= _MIN_WORDS_OF_BLOCK:
        confidence = min(confidence, n_exist / n_words)
    box = Box(*straight.place_in_original(piece.place))
    return Block(piece.text, piece.kind, name=piece.field, page=page, box=box, confidence=confidence)


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
        # Lines of one batch are padded to the longest: six took 600 MB more than one, and no less time on one core.
        settings.Rec.rec_batch_num = 1
        self.find, self.read = TextDetector(settings.Det), TextRecognizer(settings.Rec)


_FIND_MODEL, _READ_MODEL = "PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx"


@cache
def _engine() -> _Engine:
    return _Engine()
