"""Shapes of a thread through time: smooth bands through known points, as SVG paths."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from scipy.interpolate import PchipInterpolator


def split_known(values: Iterable[float]) -> list[list[int]]:
    """Return the runs of neighbouring positions whose value is known (not NaN)."""
    runs: list[list[int]] = []
    for position, value in enumerate(values):
        if np.isnan(value):
            continue
        if runs and runs[-1][-1] == position - 1:
            runs[-1].append(position)
        else:
            runs.append([position])
    return runs


def band_path(x: Sequence[float], low: Sequence[float], high: Sequence[float]) -> str:
    """Return the SVG path of a band between two smooth lines.

    Parameters
    ----------
    x, low, high
        At least two points, x rising; monotone between the points (Fritsch and Carlson, 1980), so that the band
        shows no peak that the points don't have.
    """
    there = _curve(x, high)
    back = _curve(x, low, backwards=True)
    return f"M{_point(x[0], high[0])}{there}L{_point(x[-1], low[-1])}{back}Z"


def line_path(x: Sequence[float], y: Sequence[float]) -> str:
    """Return the SVG path of a smooth line through points, monotone between them."""
    return f"M{_point(x[0], y[0])}{_curve(x, y)}"


def _curve(x: Sequence[float], y: Sequence[float], backwards: bool = False) -> str:
    slopes = PchipInterpolator(x, y).derivative()(x)
    steps = range(len(x) - 1, 0, -1) if backwards else range(len(x) - 1)
    pieces = []
    for i in steps:
        j = i - 1 if backwards else i + 1
        third = (x[j] - x[i]) / 3
        first = _point(x[i] + third, y[i] + slopes[i] * third)
        second = _point(x[j] - third, y[j] - slopes[j] * third)
        pieces.append(f"C{first} {second} {_point(x[j], y[j])}")
    return "".join(pieces)


def _point(x: float, y: float) -> str:
    return f"{_short(x)} {_short(y)}"


def _short(value: float) -> str:
    """Return a coordinate with two decimals at most, and no minus before zero."""
    return f"{round(float(value), 2) + 0.0:g}"
