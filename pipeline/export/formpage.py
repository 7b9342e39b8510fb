"""One page of a form while it is drawn: marks every text for screen readers and remembers the fields."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfgen.canvas import Canvas

from pipeline.export.fonts import LEADING, register_fonts, wrap_text

INK: Final = HexColor(0x14323F)
SOFT_INK: Final = HexColor(0x52646B)
THREAD: Final = HexColor(0xB8321F)
LINE: Final = HexColor(0x9FB0B6)
PAPER: Final = HexColor(0xF6F3EC)
WHITE: Final = HexColor(0xFFFFFF)


@dataclass(frozen=True)
class Rect:
    """A rectangle in points, from the lower left of the page."""

    x: float
    y: float
    width: float
    height: float

    @property
    def top(self) -> float:
        """Height of the upper edge."""
        return self.y + self.height


@dataclass(frozen=True)
class PlacedField:
    """A form field at its place.

    Parameters
    ----------
    name, tooltip
        Name in the form; what a screen reader says.
    options
        For a choice field: what can be chosen.
    """

    name: str
    tooltip: str
    rect: Rect
    multiline: bool = False
    read_only: bool = False
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mark:
    """A marked piece of the page: role (H1, H2, P, Figure), number and, for a picture, a description."""

    role: str
    number: int
    description: str = ""


class FormPage:
    """A page being drawn; `items` holds marks and fields in reading order."""

    def __init__(self, width: float, height: float) -> None:
        register_fonts()
        self._buffer = BytesIO()
        self.canvas = Canvas(self._buffer, pagesize=(width, height), invariant=1, pageCompression=1)
        self.width = width
        self.height = height
        self.items: list[Mark | PlacedField] = []
        self._n_marks = 0

    @contextmanager
    def marked(self, role: str, description: str = "") -> Iterator[None]:
        """Everything drawn within belongs to one element of the given role."""
        mark = Mark(role, self._n_marks, description)
        self._n_marks += 1
        self.items.append(mark)
        self.canvas.addLiteral(f"/{role} <</MCID {mark.number}>> BDC")
        yield
        self.canvas.addLiteral("EMC")

    @contextmanager
    def decoration(self) -> Iterator[None]:
        """Everything drawn within is skipped by screen readers."""
        self.canvas.addLiteral("/Artifact BMC")
        self.canvas.saveState()
        yield
        self.canvas.restoreState()
        self.canvas.addLiteral("EMC")

    def line(
        self, role: str, x: float, y: float, text: str, font: str, size: float, color: Color = INK
    ) -> None:
        """Draw one line of text with its base line at (x, y)."""
        with self.marked(role):
            self.canvas.setFillColor(color)
            self.canvas.setFont(font, size)
            self.canvas.drawString(x, y, text)

    def paragraph(
        self, x: float, y: float, width: float, text: str, font: str, size: float, color: Color = SOFT_INK
    ) -> float:
        """Draw a paragraph whose first base line is at (x, y); return the base line that would follow."""
        with self.marked("P"):
            self.canvas.setFillColor(color)
            self.canvas.setFont(font, size)
            for line in wrap_text(text, font, size, width):
                # The space keeps the last word apart from the next line's first for who has the page read aloud.
                self.canvas.drawString(x, y, f"{line} ")
                y -= size * LEADING
        return y

    def field(self, field: PlacedField) -> None:
        """Remember a field; it is filled in later, by `pipeline.export.formfields` or `print_values`."""
        self.items.append(field)

    @property
    def fields(self) -> tuple[PlacedField, ...]:
        """Fields in reading order."""
        return tuple(item for item in self.items if isinstance(item, PlacedField))

    def finish(self, title: str, subject: str, keywords: str) -> bytes:
        """Return the page as a PDF of its own, without fields."""
        self.canvas.setTitle(title)
        self.canvas.setSubject(subject)
        self.canvas.setKeywords(keywords)
        self.canvas.setAuthor("Gesprekken over ambtelijk vakmanschap")
        self.canvas.setCreator("rode-draden")
        self.canvas.showPage()
        self.canvas.save()
        return self._buffer.getvalue()
