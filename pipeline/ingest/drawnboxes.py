"""The boxes drawn on a straightened picture of a page, by their borders."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.ingest.layout import Rectangle

Picture = npt.NDArray[np.uint8]

_MIN_WIDTH_SHARE = 0.06
_MIN_HEIGHT_SHARE = 0.015
_MAX_AREA_SHARE = 0.8
_MIN_FILLED_SHARE = 0.8


def find_drawn_boxes(picture: Picture) -> list[Rectangle]:
    """Return the rectangles drawn on a page, in pixels, smallest first.

    A box is a stretch of paper that a closed border cuts off from the rest and that fills its own rectangle.

    Parameters
    ----------
    picture
        (height, width, 3), straightened, light evened out.
    """
    grey = picture[:, :, 0]
    height, width = grey.shape
    paper = cv2.morphologyEx(255 - _borders(grey), cv2.MORPH_OPEN, np.ones((5, 5), np.uint8))
    n_areas, _labels, stats, _centres = cv2.connectedComponentsWithStats(paper, connectivity=4)
    boxes = []
    for x, y, w, h, area in stats[1:n_areas].tolist():
        large_enough = w >= _MIN_WIDTH_SHARE * width and h >= _MIN_HEIGHT_SHARE * height
        if large_enough and area >= _MIN_FILLED_SHARE * w * h and w * h <= _MAX_AREA_SHARE * width * height:
            boxes.append(Rectangle(float(x), float(y), float(x + w), float(y + h)))
    return sorted(boxes, key=lambda box: (box.area, box.top, box.x0))


def _borders(grey: Picture) -> Picture:
    """Return a mask (0 or 255) of long thin horizontal and vertical lines, their small gaps closed."""
    height, width = grey.shape
    dark = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 25, 6)
    long_x, long_y = max(30, width // 40), max(30, height // 40)
    across = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((1, long_x), np.uint8))
    down = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((long_y, 1), np.uint8))
    across = cv2.morphologyEx(across, cv2.MORPH_CLOSE, np.ones((3, long_x), np.uint8))
    down = cv2.morphologyEx(down, cv2.MORPH_CLOSE, np.ones((long_y, 3), np.uint8))
    # Rounded corners leave a gap that is closed by letting both directions run on a little.
    reach = max(9, min(width, height) // 60)
    across = cv2.dilate(across, np.ones((3, reach), np.uint8))
    down = cv2.dilate(down, np.ones((reach, 3), np.uint8))
    return np.asarray(cv2.bitwise_or(across, down), dtype=np.uint8)
