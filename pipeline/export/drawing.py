"""An SVG drawing in the making: shapes and texts in the typeface and colours of the house, in millimetres."""

from __future__ import annotations

from base64 import b64encode
from html import escape
from importlib.resources import files

from pipeline.export.fonts import REGULAR, SEMIBOLD
from pipeline.export.letters import drawable

_WEIGHTS = {REGULAR: "", SEMIBOLD: ' font-weight="600"'}
MM_PER_POINT = 25.4 / 72


class Drawing:
    """An SVG of a width and height in mm; what is drawn later lies on top."""

    def __init__(self, width: float, height: float, title: str, description: str) -> None:
        name, told = escape(drawable(title)), escape(drawable(description))
        self._head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}mm" height="{height:g}mm" '
            f'viewBox="0 0 {width:g} {height:g}" role="img" xml:lang="nl" aria-labelledby="naam uitleg">'
            f'<title id="naam">{name}</title><desc id="uitleg">{told}</desc>'
        )
        self._parts: list[str] = []

    def path(
        self, path: str, fill: str = "none", stroke: str = "none", width: float = 0.25, dash: str = ""
    ) -> None:
        """Draw a path."""
        line = (
            f' stroke="{stroke}" stroke-width="{width:g}" stroke-linecap="round"' if stroke != "none" else ""
        )
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        self._parts.append(f'<path d="{path}" fill="{fill}"{line}{dashed}/>')

    def rectangle(
        self, x: float, y: float, width: float, height: float, fill: str, radius: float = 0
    ) -> None:
        """Draw a filled rectangle from its upper left corner."""
        self._parts.append(
            f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="{radius:g}" fill="{fill}"/>'
        )

    def circle(self, x: float, y: float, radius: float, fill: str) -> None:
        """Draw a filled circle."""
        self._parts.append(f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{radius:g}" fill="{fill}"/>')

    def text(
        self,
        x: float,
        y: float,
        text: str,
        points: float,
        fill: str,
        font: str = REGULAR,
        anchor: str = "start",
    ) -> None:
        """Set one line of text with its base line at (x, y)."""
        self._parts.append(
            f'<text x="{x:.2f}" y="{y:.2f}" font-size="{points * MM_PER_POINT:.3f}" fill="{fill}" '
            f'text-anchor="{anchor}" xml:space="preserve"{_WEIGHTS[font]}>{escape(drawable(text), quote=False)}</text>'
        )

    def finish(self, style: str = "") -> str:
        """Return the drawing; `style` is a style sheet that goes into it."""
        sheet = f"<style>{style}</style>" if style else ""
        family = "font-family=\"'Source Sans Pro', 'Source Sans 3', sans-serif\""
        return f"{self._head}{sheet}<g {family}>{''.join(self._parts)}</g></svg>\n"


def embedded_fonts() -> str:
    """Return a style sheet that holds the typeface itself, so that a drawing looks the same everywhere."""
    folder = files("font_source_sans_pro") / "files"
    faces = []
    for name, face in ((REGULAR, "font-weight:400"), (SEMIBOLD, "font-weight:600")):
        data = b64encode((folder / f"{name}.ttf").read_bytes()).decode("ascii")
        faces.append(
            f"@font-face{{font-family:'Source Sans Pro';{face};src:url(data:font/ttf;base64,{data})}}"
        )
    return "".join(faces)
