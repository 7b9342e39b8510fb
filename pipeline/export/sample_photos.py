"""Scans and photos of the sample's pages: rendered, tilted, warped, shaded and made pale, as phones do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Final

import numpy as np
import pypdfium2
from numpy.typing import NDArray
from PIL import Image, ImageFilter
from pillow_heif import from_pillow

SCAN_DPI: Final = 200
_DPI_PER_PIXEL: Final = 220 / 2400
_ORIENTATION_TAG: Final = 0x0112
_TURN_FOR_ORIENTATION: Final = {1: 0, 3: 180, 6: 90, 8: 270}


@dataclass(frozen=True)
class PhotoConditions:
    """How a photo was taken.

    Parameters
    ----------
    angle_deg
        How far the paper is turned, counter-clockwise.
    warp
        How far each corner may be off, as a share (0-1) of the page.
    contrast, shadow
        Shares (0-1): of the contrast that is left, and of the light that the darkest corner loses.
    blur_px
        Radius of the blur.
    orientation
        EXIF orientation: 1, 3, 6 or 8.
    turned_by_hand
        Degrees (0, 90, 180, 270) that the paper lay turned, which no tag tells.
    long_side_px
        Longer side of the photo.
    """

    angle_deg: float = 0.0
    warp: float = 0.02
    contrast: float = 0.85
    shadow: float = 0.3
    blur_px: float = 0.7
    quality: int = 70
    orientation: int = 1
    turned_by_hand: int = 0
    long_side_px: int = 2400


def render_pages(pdf_data: bytes, dpi: int = SCAN_DPI) -> list[Image.Image]:
    """Return the pages of a PDF as pictures, form fields included."""
    with pypdfium2.PdfDocument(pdf_data) as pdf:
        pdf.init_forms()
        return [pdf[number].render(scale=dpi / 72).to_pil().convert("RGB") for number in range(len(pdf))]


def make_scan(page: Image.Image, seed: int) -> Image.Image:
    """Return a page as an office scanner gives it: grey, slightly turned, with a little noise."""
    random = np.random.default_rng(seed)
    turned = page.convert("L").rotate(random.uniform(-0.8, 0.8), Image.Resampling.BICUBIC, fillcolor=255)
    noise = random.normal(0, 1.2, (turned.height, turned.width))
    return Image.fromarray(np.clip(np.asarray(turned, dtype=np.float64) + noise, 0, 255).astype(np.uint8))


def make_scanned_pdf(pages: Sequence[Image.Image]) -> bytes:
    """Return scans as a PDF that holds pictures only."""
    output = BytesIO()
    pages[0].save(output, "PDF", resolution=SCAN_DPI, quality=75, save_all=True, append_images=pages[1:])
    return output.getvalue()


def make_tiff(pages: Sequence[Image.Image]) -> bytes:
    """Return scans as one TIFF of several pages."""
    output = BytesIO()
    black_and_white = [page.point(lambda value: 255 if value > 150 else 0).convert("1") for page in pages]
    black_and_white[0].save(
        output,
        "TIFF",
        compression="group4",
        dpi=(SCAN_DPI, SCAN_DPI),
        save_all=True,
        append_images=black_and_white[1:],
    )
    return output.getvalue()


def make_png(page: Image.Image) -> bytes:
    """Return a scan as PNG in four greys."""
    output = BytesIO()
    greys = page.point(lambda value: (value + 42) // 85 * 85)
    greys.quantize(4, dither=Image.Dither.NONE).save(output, "PNG", optimize=True, dpi=(SCAN_DPI, SCAN_DPI))
    return output.getvalue()


def make_jpeg(pdf_data: bytes, conditions: PhotoConditions, seed: int) -> bytes:
    """Return a photo of the first page as JPEG."""
    photo = _take_photo(pdf_data, conditions, seed)
    exif = Image.Exif()
    exif[_ORIENTATION_TAG] = conditions.orientation
    output = BytesIO()
    photo.save(output, "JPEG", quality=conditions.quality, exif=exif)
    return output.getvalue()


def make_heic(pdf_data: bytes, conditions: PhotoConditions, seed: int) -> bytes:
    """Return a photo of the first page as HEIC, upright: phones store its turn in the file's own structure."""
    photo = _take_photo(pdf_data, replace(conditions, orientation=1), seed)
    output = BytesIO()
    from_pillow(photo).save(output, quality=conditions.quality - 30)
    return output.getvalue()


def _take_photo(pdf_data: bytes, conditions: PhotoConditions, seed: int) -> Image.Image:
    random = np.random.default_rng(seed)
    page = render_pages(pdf_data, round(conditions.long_side_px * _DPI_PER_PIXEL))[0].rotate(
        conditions.turned_by_hand, expand=True
    )
    scene = _lay_on_table(page, conditions, random)
    scale = conditions.long_side_px / max(scene.size)
    scene = scene.resize((round(scene.width * scale), round(scene.height * scale)), Image.Resampling.LANCZOS)
    scene = scene.filter(ImageFilter.GaussianBlur(conditions.blur_px))
    lit = _light(np.asarray(scene, dtype=np.float64), conditions, random)
    return Image.fromarray(lit).rotate(_TURN_FOR_ORIENTATION[conditions.orientation], expand=True)


def _lay_on_table(page: Image.Image, conditions: PhotoConditions, random: np.random.Generator) -> Image.Image:
    width, height = page.size
    corners = np.array([(0, 0), (width, 0), (width, height), (0, height)], dtype=np.float64)
    off = random.uniform(-conditions.warp, conditions.warp, (4, 2)) * (width, height)
    angle = np.deg2rad(-conditions.angle_deg)
    turn = np.array([(np.cos(angle), -np.sin(angle)), (np.sin(angle), np.cos(angle))])
    laid = (corners + off - corners.mean(axis=0)) @ turn.T
    border = 0.04 * max(width, height)
    laid += border - laid.min(axis=0)
    width, height = (int(side) for side in laid.max(axis=0) + border)
    size = (width, height)
    coefficients = _perspective(laid, corners)
    paper = page.transform(size, Image.Transform.PERSPECTIVE, coefficients, Image.Resampling.BICUBIC)
    mask = Image.new("L", page.size, 255).transform(size, Image.Transform.PERSPECTIVE, coefficients)
    red, green, blue = (int(value) for value in random.uniform((96, 74, 52), (140, 112, 84)))
    table = Image.new("RGB", size, (red, green, blue))
    table.paste(paper, mask=mask)
    return table


def _perspective(seen: NDArray[np.float64], page: NDArray[np.float64]) -> tuple[float, ...]:
    """Return the eight coefficients with which each point seen is looked up on the page."""
    rows = []
    for (x, y), (u, v) in zip(seen, page, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y])
    return tuple(float(value) for value in np.linalg.solve(np.array(rows), page.reshape(8)))


def _light(
    scene: NDArray[np.float64], conditions: PhotoConditions, random: np.random.Generator
) -> NDArray[np.uint8]:
    height, width = scene.shape[:2]
    down, across = np.mgrid[0:1:height*1j, 0:1:width*1j]  # fmt: skip
    direction = random.uniform(0, 2 * np.pi)
    slope = (np.cos(direction) * (across - 0.5) + np.sin(direction) * (down - 0.5)) / np.sqrt(2) + 0.5
    x, y = random.uniform(0.2, 0.8, 2)
    hand = np.exp(-(((across - x) / 0.35) ** 2 + ((down - y) / 0.2) ** 2))
    light = 1 - conditions.shadow * np.clip(0.7 * slope + 0.5 * hand, 0, 1)
    pale = 128 + conditions.contrast * (scene - 128) - 8
    warm = np.array((1.0, 0.985, 0.94))
    noise = random.normal(0, 2, (height, width, 1))
    lit: NDArray[np.uint8] = np.clip(pale * light[..., None] * warm + noise, 0, 255).astype(np.uint8)
    return lit
