"""Turning a photographed page upright and straight, with the way back to the photo.

Direction (quarter turns) is decided by which way the lines run and which way up they can be read. Skew and
perspective are taken out with one homography: the lines of text show how the horizontals run, the drawn
borders how the verticals do; each is fitted as a slope that changes evenly over the page.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.ingest.layout import Rectangle

Picture = npt.NDArray[np.uint8]
Quads = npt.NDArray[np.float32]
Matrix = npt.NDArray[np.float64]

# Lines that are read both ways up to tell which is right, and how many times their height is read of each.
_PROBE_LINES = 6
_PROBE_LENGTH = 10.0
_MIN_LONG_LINE = 4.0
_MAX_SLOPE = 0.35
# How far borders may stand from square to the lines, as x per y: a page photographed from one side.
_MAX_SHEAR = 0.2
_BACKGROUND_SIDE_PX = 600
_BORDER_SIDE_PX = 1400
_MARGIN_SHARE = 0.06
# Long side of the straightened picture at most: letters are then 20 to 30 pixels high.
_READ_SIDE_PX = 2400


@dataclass(frozen=True)
class Straightened:
    """A straightened picture.

    Parameters
    ----------
    picture
        (height, width, 3).
    to_original
        Homography (3, 3) from its pixels to those of the picture as it came.
    original_width, original_height
        Of the picture as it came, in pixels.
    """

    picture: Picture
    to_original: Matrix
    original_width: int
    original_height: int

    def place_in_original(self, place: Rectangle) -> tuple[float, float, float, float]:
        """Return x0, top, x1, bottom of a place on the picture as it came, as shares of its sides."""
        corners = [
            [place.x0, place.top],
            [place.x1, place.top],
            [place.x1, place.bottom],
            [place.x0, place.bottom],
        ]
        points = cv2.perspectiveTransform(np.array([corners], dtype=np.float64), self.to_original)[0]
        shares = np.clip(points / (self.original_width, self.original_height), 0.0, 1.0)
        (x0, top), (x1, bottom) = shares.min(axis=0), shares.max(axis=0)
        return float(x0), float(top), float(x1), float(bottom)


def straighten(
    picture: Picture, find_lines: Callable[[Picture], Quads], confidence: Callable[[Picture, Quads], float]
) -> Straightened:
    """Return the picture upright and straight.

    Parameters
    ----------
    picture
        (height, width, 3), light evened out.
    find_lines, confidence
        The corners of the lines on a picture; how well lines can be read, 0-1.
    """
    height, width = picture.shape[:2]
    quads = find_lines(picture)
    n_turns = count_quarter_turns(picture, quads, confidence)
    turned = np.ascontiguousarray(np.rot90(picture, k=-n_turns))
    turn = _turn_matrix(n_turns, width, height)
    straightening, size = _homography(turned, _ordered(_moved(quads, turn)))
    straight = cv2.warpPerspective(
        turned, straightening, size, flags=cv2.INTER_CUBIC, borderValue=(255, 255, 255)
    )
    to_original = np.asarray(np.linalg.inv(straightening @ turn), dtype=np.float64)
    return Straightened(np.asarray(straight, dtype=np.uint8), to_original, width, height)


def even_out_light(grey: Picture) -> Picture:
    """Return a grey picture with shadows and low contrast taken out: each pixel by the paper around it."""
    scale = min(1.0, _BACKGROUND_SIDE_PX / max(grey.shape))
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((7, 7), np.uint8)), 31)
    paper = cv2.resize(paper, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    even = grey.astype(np.float32) / np.maximum(paper, 1).astype(np.float32)
    # The darkest hundredth is ink; between that and paper all shades are used.
    ink = min(0.6, float(np.percentile(even, 1)))
    return np.asarray(np.clip((even - ink) / (1.0 - ink), 0.0, 1.0) * 255, dtype=np.uint8)


def count_quarter_turns(picture: Picture, quads: Quads, confidence: Callable[[Picture, Quads], float]) -> int:
    """Return how many quarter turns clockwise make the picture upright (0-3)."""
    if not len(quads):
        return 0
    sides = quads.max(axis=1) - quads.min(axis=1)
    longest = np.argsort(-sides.max(axis=1))[:_PROBE_LINES]
    lies = (sides[longest, 0] >= sides[longest, 1]).mean() >= 0.5
    height, width = picture.shape[:2]
    scores = {}
    for n_turns in (0, 2) if lies else (1, 3):
        turned = np.ascontiguousarray(np.rot90(picture, k=-n_turns))
        probes = _ordered(_moved(quads[longest], _turn_matrix(n_turns, width, height)))
        scores[n_turns] = confidence(turned, _shortened(probes))
    return max(scores, key=lambda n_turns: scores[n_turns])


def _turn_matrix(n_turns: int, width: int, height: int) -> Matrix:
    """Return the matrix (3, 3) that turns pixels by quarter turns clockwise."""
    matrices = {
        0: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
        1: [[0, -1, height - 1], [1, 0, 0], [0, 0, 1]],
        2: [[-1, 0, width - 1], [0, -1, height - 1], [0, 0, 1]],
        3: [[0, 1, 0], [-1, 0, width - 1], [0, 0, 1]],
    }
    return np.array(matrices[n_turns], dtype=np.float64)


def _moved(quads: Quads, matrix: Matrix) -> Quads:
    """Return corners carried over by a homography."""
    if not len(quads):
        return quads
    return np.asarray(cv2.perspectiveTransform(quads.reshape(1, -1, 2), matrix), dtype=np.float32).reshape(
        -1, 4, 2
    )


def _ordered(quads: Quads) -> Quads:
    """Return corners clockwise from the top left, for lines that run from left to right."""
    if not len(quads):
        return quads
    by_x = np.take_along_axis(quads, np.argsort(quads[:, :, :1], axis=1, kind="stable"), axis=1)
    left = np.take_along_axis(by_x[:, :2], np.argsort(by_x[:, :2, 1:], axis=1, kind="stable"), axis=1)
    right = np.take_along_axis(by_x[:, 2:], np.argsort(by_x[:, 2:, 1:], axis=1, kind="stable"), axis=1)
    return np.stack([left[:, 0], right[:, 0], right[:, 1], left[:, 1]], axis=1)


def _shortened(quads: Quads) -> Quads:
    """Return the first stretch of each line."""
    tall = np.linalg.norm(quads[:, 3] - quads[:, 0], axis=1)
    long = np.linalg.norm(quads[:, 1] - quads[:, 0], axis=1)
    share = np.minimum(1.0, _PROBE_LENGTH * tall / np.maximum(long, 1.0))[:, None].astype(np.float32)
    top_right = quads[:, 0] + share * (quads[:, 1] - quads[:, 0])
    bottom_right = quads[:, 3] + share * (quads[:, 2] - quads[:, 3])
    return np.stack([quads[:, 0], top_right, bottom_right, quads[:, 3]], axis=1)


def _homography(picture: Picture, quads: Quads) -> tuple[Matrix, tuple[int, int]]:
    """Return the homography that straightens the written part of a picture, and the size (width, height) of that."""
    height, width = picture.shape[:2]
    middle_x, middle_y = middle = (width / 2, height / 2)
    at, slope, weight = _horizontal_slopes(quads)
    level, level_change = _fit(at - middle_y, slope, weight)
    at, slope, weight = _vertical_slopes(picture, _around(quads, (width, height)), -level)
    upright, upright_change = _fit(at - middle_x, slope, weight, otherwise=-level)
    corners = [
        _crossing(
            y, level + level_change * (y - middle_y), x, upright + upright_change * (x - middle_x), middle
        )
        for x, y in ((0, 0), (width, 0), (width, height), (0, height))
    ]
    source = np.array(corners, dtype=np.float32)
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    matrix = np.asarray(cv2.getPerspectiveTransform(source, target), dtype=np.float64)
    x0, top, x1, bottom = _around(_moved(quads, matrix), (width, height))
    scale = min(1.0, _READ_SIDE_PX / max(x1 - x0, bottom - top))
    part = np.array([[scale, 0, -scale * x0], [0, scale, -scale * top], [0, 0, 1]], dtype=np.float64)
    return part @ matrix, (int(scale * (x1 - x0)), int(scale * (bottom - top)))


def _around(quads: Quads, size: tuple[int, int]) -> tuple[float, float, float, float]:
    """Return x0, top, x1, bottom of the part of a picture with writing, with a margin; all of it when there is none."""
    if not len(quads):
        return 0.0, 0.0, float(size[0]), float(size[1])
    low, high = quads.reshape(-1, 2).min(axis=0), quads.reshape(-1, 2).max(axis=0)
    margin = _MARGIN_SHARE * float(max(high - low))
    x0, top = np.maximum(low - margin, -margin)
    x1, bottom = np.minimum(high + margin, np.array(size) + margin)
    return float(x0), float(top), float(x1), float(bottom)


def _crossing(
    y: float, level: float, x: float, upright: float, middle: tuple[float, float]
) -> tuple[float, float]:
    """Return where a near-horizontal line with its middle at y meets a near-vertical one with its middle at x."""
    # On the first, y grows by level per x from the page's middle; on the second, x by upright per y.
    across = (x - middle[0] + upright * (y - middle[1])) / (1 - upright * level)
    return middle[0] + across, y + level * across


def _horizontal_slopes(quads: Quads) -> tuple[Matrix, Matrix, Matrix]:
    """Return of each long line of text its height on the page, slope and length."""
    if not len(quads):
        return np.zeros(0), np.zeros(0), np.zeros(0)
    across = quads[:, 1] + quads[:, 2] - quads[:, 0] - quads[:, 3]
    tall = np.linalg.norm(quads[:, 3] - quads[:, 0], axis=1)
    length = np.hypot(across[:, 0], across[:, 1]) / 2
    keep = (length > _MIN_LONG_LINE * tall) & (across[:, 0] > 0)
    slopes = across[keep, 1] / across[keep, 0]
    return quads[keep][:, :, 1].mean(axis=1).astype(float), slopes.astype(float), length[keep].astype(float)


def _vertical_slopes(
    picture: Picture, part: tuple[float, float, float, float], expected: float
) -> tuple[Matrix, Matrix, Matrix]:
    """Return of each drawn near-vertical border its place across the page, slope (x per y) and length."""
    x0, top, x1, bottom = (max(0, int(edge)) for edge in part)
    page = picture[top:bottom, x0:x1, 0]
    scale = min(1.0, _BORDER_SIDE_PX / max(page.shape))
    grey = cv2.GaussianBlur(
        cv2.resize(page, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), (3, 3), 0
    )
    shortest = max(30, grey.shape[0] // 12)
    edges = cv2.Canny(grey, 40, 120)
    found = cv2.HoughLinesP(edges, 1, np.pi / 720, threshold=50, minLineLength=shortest, maxLineGap=6)
    if found is None:
        return np.zeros(0), np.zeros(0), np.zeros(0)
    start_x, start_y, end_x, end_y = found.reshape(-1, 4).astype(float).T / scale
    keep = np.abs(end_y - start_y) > 0
    slope = np.divide(end_x - start_x, end_y - start_y, out=np.full_like(start_x, np.inf), where=keep)
    keep &= np.abs(slope - expected) < _MAX_SHEAR
    length = np.hypot(end_x - start_x, end_y - start_y)
    return (x0 + (start_x + end_x) / 2)[keep], slope[keep], length[keep]


def _fit(at: Matrix, slope: Matrix, weight: Matrix, otherwise: float = 0.0) -> tuple[float, float]:
    """Return slope and its change over the page by weighted least squares, strays left out twice."""
    keep = np.abs(slope) < _MAX_SLOPE
    at, slope, weight = at[keep], slope[keep], weight[keep]
    if len(slope) == 0:
        return otherwise, 0.0
    centre = _weighted_median(slope, weight)
    near = np.abs(slope - centre) < 0.06
    at, slope, weight = at[near], slope[near], weight[near]
    if len(slope) < 6 or np.ptp(at) < 200:
        return centre, 0.0
    change, constant = np.polyfit(at, slope, 1, w=np.sqrt(weight))
    residual = np.abs(slope - (constant + change * at))
    good = residual <= max(0.004, 2.0 * float(np.median(residual)))
    if good.sum() >= 6:
        change, constant = np.polyfit(at[good], slope[good], 1, w=np.sqrt(weight[good]))
    return float(constant), float(change)


def _weighted_median(values: Matrix, weights: Matrix) -> float:
    order = np.argsort(values)
    total = np.cumsum(weights[order])
    return float(values[order][np.searchsorted(total, total[-1] / 2)])
