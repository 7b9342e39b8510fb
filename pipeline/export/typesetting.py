"""The only home of typst: pages from a layout and plain values, with our own typeface and nothing of the machine's."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any

import typst

from pipeline.errors import ExportError
from pipeline.export.formpage import INK, LINE, PAPER, SOFT_INK, THREAD
from pipeline.export.letters import draw_all

COLOURS = {
    "ink": f"#{INK.hexval()[2:]}",
    "soft": f"#{SOFT_INK.hexval()[2:]}",
    "thread": f"#{THREAD.hexval()[2:]}",
    "line": f"#{LINE.hexval()[2:]}",
    "paper": f"#{PAPER.hexval()[2:]}",
    "wash": "#efd5cf",
    "core": "#7d1f13",
}
"""The colours of the forms, and the pale and the dark red of an interval."""


def make_pdf(layout: str, values: Mapping[str, Any]) -> bytes:
    """Return a tagged PDF that keeps PDF/UA-1; the same values, the same bytes.

    Parameters
    ----------
    layout
        Name of a file in `layouts`, without its ending.
    values
        What the layout shows; texts reach it as data, so nothing in them is read as markup. A letter
        that the typeface lacks becomes a box.

    Raises
    ------
    ExportError
        When the pages can't be made.
    """
    made: bytes = _compile(layout, values, format="pdf", pdf_standards="ua-1", timestamp=0)
    return made


def make_pngs(svgs: Sequence[str], ppi: float) -> list[bytes]:
    """Return drawings as PNG pictures, each in its own size."""
    if not svgs:
        return []
    made = _compile("pictures", {"svgs": list(svgs)}, format="png", ppi=ppi)
    return made if isinstance(made, list) else [made]


def _compile(layout: str, values: Mapping[str, Any], **options: Any) -> Any:
    source = (files("pipeline.export") / "layouts" / f"{layout}.typ").read_bytes()
    inputs = {"values": json.dumps({**draw_all(values), "colours": COLOURS}, ensure_ascii=False)}
    fonts = [str(files("font_source_sans_pro") / "files")]
    try:
        return typst.compile(source, font_paths=fonts, ignore_system_fonts=True, sys_inputs=inputs, **options)
    except typst.TypstError as error:
        raise ExportError(f"the layout {layout} can't be set: {error.message}") from error
