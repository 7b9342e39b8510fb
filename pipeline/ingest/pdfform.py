"""Form fields of a PDF (AcroForm, ISO 32000-1 section 12.7), each with the place of its widget on the page."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING, Any

from pipeline.errors import RejectError, RejectReason
from pipeline.ingest.reader import Block, Box

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

_HIDDEN = 1 << 1
_NO_VIEW = 1 << 5
_PUSH_BUTTON = 1 << 16
_MAX_DEPTH = 32


@dataclass(frozen=True)
class Form:
    """What a form holds.

    Parameters
    ----------
    blocks
        Filled fields that a reader of the page sees, from top left to bottom right.
    facts
        Values of hidden and read-only fields, by name.
    notes
        Text that someone typed over the page with a viewer's text tool.
    """

    blocks: tuple[Block, ...] = ()
    facts: dict[str, str] = field(default_factory=dict)
    notes: tuple[Block, ...] = ()


@dataclass(frozen=True)
class _Widget:
    page: int
    box: Box
    hidden: bool


def read_form(source: PdfReader) -> Form:
    """Return the fields of an opened PDF.

    Raises
    ------
    RejectError
        XFA_FORM when the form lives in XFA alone.
    """
    catalog: Any = source.trailer["/Root"].get_object()
    acroform = _plain(catalog.get("/AcroForm")) or {}
    fields = (source.get_fields() or {}) if acroform else {}
    if "/XFA" in acroform and (not fields or bool(_plain(catalog.get("/NeedsRendering")))):
        raise RejectError(RejectReason.XFA_FORM)
    widgets, notes = _annotations(source)
    blocks: list[Block] = []
    facts = {}
    for name, entry in fields.items():
        # The library hands over part of each field; the rest stands in the file's own object.
        own = _plain(entry.indirect_reference)
        value = _value_of({**own, **entry} if isinstance(own, dict) else entry)
        if not value.strip():
            continue
        widget = widgets.get(name)
        if (widget is not None and widget.hidden) or _flags(entry) & 1:
            facts[name] = value.strip()
        if widget is None or not widget.hidden:
            blocks.append(
                Block(
                    value,
                    "form_field",
                    name,
                    page=widget.page if widget else None,
                    box=widget.box if widget else None,
                )
            )
    return Form(tuple(sorted(blocks, key=_reading_order)), facts, tuple(notes))


def _reading_order(block: Block) -> tuple[int, float, float]:
    if block.page is None or block.box is None:
        return (1 << 30, 0.0, 0.0)
    return (block.page, round(block.box.top, 2), block.box.x0)


def _annotations(source: PdfReader) -> tuple[dict[str, _Widget], list[Block]]:
    """Return the first widget of each field by its full name, and the texts typed over the pages."""
    widgets: dict[str, _Widget] = {}
    notes = []
    for number, page in enumerate(source.pages, start=1):
        for reference in _plain(page.get("/Annots")) or ():
            annotation = _plain(reference)
            if not isinstance(annotation, dict) or "/Rect" not in annotation:
                continue
            box = _box_of(annotation, page)
            if annotation.get("/Subtype") == "/Widget":
                hidden = bool(int(_plain(annotation.get("/F")) or 0) & (_HIDDEN | _NO_VIEW))
                widgets.setdefault(_full_name(annotation), _Widget(number, box, hidden))
            elif (
                annotation.get("/Subtype") == "/FreeText"
                and (text := _text(annotation.get("/Contents"))).strip()
            ):
                notes.append(Block(text, "paragraph", page=number, box=box))
    return widgets, notes


def _full_name(annotation: dict[str, Any]) -> str:
    parts: list[str] = []
    node: Any = annotation
    for _ in range(_MAX_DEPTH):
        if not isinstance(node, dict):
            break
        if "/T" in node:
            parts.insert(0, str(_plain(node["/T"])))
        node = _plain(node.get("/Parent"))
    return ".".join(parts)


def _box_of(annotation: dict[str, Any], page: PageObject) -> Box:
    """Return a rectangle as shares of the page as it is shown, turned pages turned."""
    frame = page.cropbox
    left, bottom, width, height = (
        float(frame.left),
        float(frame.bottom),
        float(frame.width),
        float(frame.height),
    )
    x0, y0, x1, y1 = (float(_plain(value)) for value in _plain(annotation["/Rect"]))
    horizontal = sorted(((x0 - left) / (width or 1.0), (x1 - left) / (width or 1.0)))
    vertical = sorted((1 - (y0 - bottom) / (height or 1.0), 1 - (y1 - bottom) / (height or 1.0)))
    for _ in range(int(page.rotation or 0) // 90 % 4):
        horizontal, vertical = sorted(1 - value for value in vertical), horizontal
    edges = (horizontal[0], vertical[0], horizontal[1], vertical[1])
    return Box(*(min(1.0, max(0.0, value)) for value in edges))


def _value_of(entry: dict[str, Any]) -> str:
    kind = entry.get("/FT")
    if kind == "/Btn":
        return _button_value(entry)
    if kind == "/Sig":
        return ""
    value = _plain(entry.get("/V"))
    if isinstance(value, list):
        return "\n".join(_shown_option(entry, _text(part)) for part in value)
    text = _text(value)
    if kind == "/Ch":
        return _shown_option(entry, text)
    return text if text.strip() else _without_markup(_text(entry.get("/RV")))


def _button_value(entry: dict[str, Any]) -> str:
    """Return the name of the state that is on; '' for a box without a tick and for a push button."""
    if _flags(entry) & _PUSH_BUTTON:
        return ""
    value = str(_plain(entry.get("/V")) or "").lstrip("/")
    if value in ("", "Off"):
        return ""
    options = _plain(entry.get("/Opt"))
    if value.isdigit() and isinstance(options, list) and int(value) < len(options):
        return _text(options[int(value)])
    return value


def _shown_option(entry: dict[str, Any], value: str) -> str:
    """Return what the list shows for an exported value."""
    for option in _plain(entry.get("/Opt")) or ():
        pair = _plain(option)
        if isinstance(pair, list) and len(pair) == 2 and _text(pair[0]) == value:
            return _text(pair[1])
    return value


def _text(value: Any) -> str:
    """Return a string of the file, whichever of the allowed encodings and shapes it has."""
    value = _plain(value)
    if value is None:
        return ""
    if hasattr(value, "get_data"):
        value = value.get_data()
    if isinstance(value, bytes):
        value = value.decode("utf-16" if value[:2] in (b"\xfe\xff", b"\xff\xfe") else "cp1252", "replace")
    return str(value).removeprefix("/").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def _without_markup(rich: str) -> str:
    """Return the words of a rich text value (XHTML), a line per paragraph."""
    lines = re.sub(r"</p\s*>|<br\s*/?>", "\n", rich, flags=re.IGNORECASE)
    return unescape(re.sub(r"<[^>]*>", "", lines)).strip()


def _flags(entry: dict[str, Any]) -> int:
    flags = _plain(entry.get("/Ff"))
    return int(flags) if isinstance(flags, int) else 0


def _plain(value: Any) -> Any:
    """Follow a reference to what it points at."""
    return value.get_object() if hasattr(value, "get_object") else value
