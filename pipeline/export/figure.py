"""The figure of 'de' ambtenaar: a person of simple lines, with a red thread from head to feet."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import Final

import pypdfium2
from reportlab.pdfgen.canvas import Canvas

from pipeline.export.formpage import INK, PAPER, THREAD, WHITE, Rect

_WIDTH: Final = 143.0
_HEIGHT: Final = 456.0

ANCHORS: Final = {
    "hoofd": (0.24, 0.915),
    "hart": (0.615, 0.672),
    "handen": (0.105, 0.415),
    "buik": (0.50, 0.545),
    "voeten": (0.70, 0.055),
}
"""Where each part of the model is, as shares of the figure's width and height from its lower left."""


def draw_figure(canvas: Canvas, frame: Rect) -> None:
    """Draw the figure within a frame, from its lower left, in its own proportions."""
    scale = min(frame.width / _WIDTH, frame.height / _HEIGHT)
    canvas.saveState()
    canvas.translate(frame.x, frame.y)
    canvas.scale(scale, scale)
    canvas.setLineWidth(2)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    canvas.setStrokeColor(INK)
    _draw_legs_and_shoes(canvas)
    _draw_arms_and_hands(canvas)
    _draw_trunk(canvas)
    _draw_head(canvas)
    _draw_heart(canvas, 88, 306)
    _draw_thread(canvas)
    canvas.restoreState()


@cache
def figure_png(width: int) -> bytes:
    """Return the figure as a PNG picture of a width in pixels."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(_WIDTH, _HEIGHT), invariant=1)
    draw_figure(canvas, Rect(0, 0, _WIDTH, _HEIGHT))
    canvas.save()
    picture = BytesIO()
    with pypdfium2.PdfDocument(buffer.getvalue()) as pdf:
        image = pdf[0].render(scale=width / _WIDTH).to_pil()
        image.quantize(colors=32).save(picture, "PNG", optimize=True)
    return picture.getvalue()


def _draw_legs_and_shoes(canvas: Canvas) -> None:
    canvas.setFillColor(PAPER)
    canvas.roundRect(41, 34, 28, 190, 8, stroke=1, fill=1)
    canvas.roundRect(74, 34, 28, 190, 8, stroke=1, fill=1)
    canvas.setFillColor(INK)
    for left, toe in ((69, 22), (74, 121)):
        shoe = canvas.beginPath()
        shoe.moveTo(left, 16)
        shoe.lineTo(toe, 16)
        shoe.curveTo(toe, 30, (left + toe) / 2, 36, left, 38)
        shoe.close()
        canvas.drawPath(shoe, stroke=1, fill=1)


def _draw_arms_and_hands(canvas: Canvas) -> None:
    canvas.setFillColor(WHITE)
    for side in (-1, 1):
        arm = canvas.beginPath()
        arm.moveTo(71.5 + side * 30, 352)
        arm.curveTo(71.5 + side * 58, 344, 71.5 + side * 60, 262, 71.5 + side * 64, 206)
        arm.lineTo(71.5 + side * 49, 203)
        arm.curveTo(71.5 + side * 46, 250, 71.5 + side * 44, 292, 71.5 + side * 34, 312)
        arm.close()
        canvas.drawPath(arm, stroke=1, fill=1)
        canvas.setFillColor(PAPER)
        canvas.circle(71.5 + side * 57, 192, 12, stroke=1, fill=1)
        canvas.setFillColor(WHITE)


def _draw_trunk(canvas: Canvas) -> None:
    canvas.setFillColor(WHITE)
    trunk = canvas.beginPath()
    trunk.moveTo(56, 362)
    trunk.curveTo(30, 360, 32, 330, 34, 300)
    trunk.curveTo(38, 262, 36, 236, 37, 210)
    trunk.lineTo(106, 210)
    trunk.curveTo(107, 236, 105, 262, 109, 300)
    trunk.curveTo(111, 330, 113, 360, 87, 362)
    trunk.close()
    canvas.drawPath(trunk, stroke=1, fill=1)
    canvas.setLineWidth(1.4)
    canvas.line(58, 362, 71.5, 336)
    canvas.line(85, 362, 71.5, 336)
    canvas.setLineWidth(2)


def _draw_head(canvas: Canvas) -> None:
    canvas.setFillColor(WHITE)
    canvas.rect(62, 356, 19, 16, stroke=0, fill=1)
    canvas.line(62, 358, 62, 372)
    canvas.line(81, 358, 81, 372)
    canvas.setFillColor(PAPER)
    canvas.circle(71.5, 405, 39, stroke=1, fill=1)
    canvas.setFillColor(INK)
    canvas.circle(59, 398, 2.4, stroke=0, fill=1)
    canvas.circle(84, 398, 2.4, stroke=0, fill=1)
    canvas.setLineWidth(1.6)
    canvas.arc(60, 378, 83, 398, startAng=205, extent=130)
    canvas.setLineWidth(2)


def _draw_heart(canvas: Canvas, x: float, y: float) -> None:
    heart = canvas.beginPath()
    heart.moveTo(x, y - 11)
    heart.curveTo(x - 22, y + 5, x - 9, y + 17, x, y + 6)
    heart.curveTo(x + 9, y + 17, x + 22, y + 5, x, y - 11)
    heart.close()
    canvas.setFillColor(THREAD)
    canvas.drawPath(heart, stroke=0, fill=1)


def _draw_thread(canvas: Canvas) -> None:
    canvas.setStrokeColor(THREAD)
    canvas.setLineWidth(1.5)
    thread = canvas.beginPath()
    thread.moveTo(50, 420)
    thread.curveTo(58, 446, 96, 440, 92, 422)
    thread.curveTo(88, 408, 64, 416, 71, 428)
    thread.curveTo(84, 444, 112, 380, 92, 352)
    thread.curveTo(84, 340, 92, 326, 88, 312)
    thread.moveTo(88, 297)
    thread.curveTo(86, 282, 60, 280, 54, 258)
    thread.curveTo(48, 232, 88, 228, 88, 250)
    thread.curveTo(88, 270, 60, 268, 64, 250)
    thread.curveTo(68, 238, 82, 246, 74, 254)
    thread.moveTo(74, 254)
    thread.curveTo(66, 258, 62, 246, 70, 240)
    thread.curveTo(96, 226, 92, 190, 90, 150)
    thread.curveTo(88, 100, 84, 70, 96, 26)
    canvas.drawPath(thread, stroke=1, fill=0)
