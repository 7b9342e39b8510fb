"""The picture of a place: the quote is sharp, what may not be seen can't be read, a page on its side is turned."""

import io

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from pipeline.errors import RejectError, RejectReason
from pipeline.ingest import kinds
from pipeline.ingest.places import Place, cut_place
from pipeline.ingest.reader import Box

# Ink on paper differs this much from what lies beside it; out of focus nothing does.
INK = 80
QUOTE = Box(0.1, 0.20, 0.9, 0.24)
SIGNED = Box(0.1, 0.26, 0.9, 0.30)


def _pdf(lines: dict[float, str]) -> bytes:
    """Return a page with lines of text at heights as shares from the top."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4)
    canvas.setFont("Helvetica", 18)
    for height, text in lines.items():
        canvas.drawString(0.12 * A4[0], A4[1] * (1 - height), text)
    canvas.save()
    return stream.getvalue()


def _ink(png: bytes) -> np.ndarray:
    """Return per row of the picture how many dark pixels it has."""
    grey = np.asarray(Image.open(io.BytesIO(png)).convert("L"))
    return (grey < INK).sum(axis=1)


PAGE = _pdf({0.23: "Wij spreken elkaar aan", 0.29: "J. Voorbeeld, Dorpsstraat 1"})


def test_quote_can_be_read_and_what_nobody_read_can_not():
    ink = _ink(cut_place(PAGE, kinds.PDF, Place(1, QUOTE)))
    below = ink[int(0.66 * len(ink)) :]
    assert ink.max() > 20
    assert below.sum() == 0


def test_place_of_another_clean_bouwsteen_is_sharp_too():
    ink = _ink(cut_place(PAGE, kinds.PDF, Place(1, QUOTE, sharp=(SIGNED,))))
    assert ink[int(0.66 * len(ink)) :].sum() > 200


def test_hidden_place_stays_hidden_under_a_clean_one():
    ink = _ink(cut_place(PAGE, kinds.PDF, Place(1, QUOTE, sharp=(SIGNED,), hidden=(SIGNED,))))
    assert ink[int(0.66 * len(ink)) :].sum() == 0


@pytest.mark.parametrize("name", ["J. Voorbeeld", "j. hart", "Anna Voorbeeld"])
def test_label_of_the_form_is_shown_and_a_name_that_looks_like_one_is_not(name: str):
    page = _pdf({0.17: "Ons dilemma", 0.23: "Wij spreken elkaar aan", 0.29: name})
    ink = _ink(cut_place(page, kinds.PDF, Place(1, QUOTE)))
    assert ink[: int(0.3 * len(ink))].sum() > 100
    assert ink[int(0.66 * len(ink)) :].sum() == 0


def test_masked_text_in_the_same_box_covers_the_quote():
    assert Place(1, QUOTE, hidden=(QUOTE,)).is_covered
    assert not Place(1, QUOTE, hidden=(Box(0.1, 0.239, 0.9, 0.28),)).is_covered


def test_photo_on_its_side_is_turned_upright():
    upright = Image.new("RGB", (900, 1200), "white")
    draw = ImageDraw.Draw(upright)
    for n, text in enumerate(("Wij spreken elkaar aan", "Ruimte voor tegenspraak", "De burger staat voorop")):
        draw.text((80, 250 + 120 * n), text, fill="black", font=ImageFont.load_default(60))
    stream = io.BytesIO()
    upright.transpose(Image.Transpose.ROTATE_90).save(stream, "PNG")
    # A quarter turn to the left: what was on top is on the left.
    place = Place(1, Box(0.2, 0.1, 0.27, 0.95), is_read=True)
    png = cut_place(stream.getvalue(), "image/png", place)
    shown = Image.open(io.BytesIO(png))
    assert shown.width > 2 * shown.height
    # The line that was asked for is the only one that can be read, and stands in the middle.
    inked = np.flatnonzero(_ink(png) > 20) / shown.height
    assert 0.25 < inked.min() < inked.max() < 0.75


@pytest.mark.parametrize("page", [0, 2])
def test_page_that_is_not_there_is_an_error(page: int):
    with pytest.raises(RejectError) as error:
        cut_place(PAGE, kinds.PDF, Place(page, QUOTE))
    assert error.value.reason is RejectReason.DAMAGED


def test_kind_without_pages_has_no_picture():
    with pytest.raises(RejectError) as error:
        cut_place(b"tekst", kinds.TEXT, Place(1, QUOTE))
    assert error.value.reason is RejectReason.UNKNOWN_KIND
