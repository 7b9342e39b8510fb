"""Word documents (.docx, .docm): the final text with its tables, content controls, text boxes, lists and notes.

Read from the XML itself (ECMA-376 part 1, section 17), because the usual library drops content controls and tracked
insertions. Left out: deletions, comments, hidden text, field codes, placeholders of controls nobody filled, and what
headers and footers repeat on every page.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from pipeline.errors import RejectError
from pipeline.ingest import kinds
from pipeline.ingest.limits import DEFAULT_LIMITS, Limits
from pipeline.ingest.packages import Package, local, open_package
from pipeline.ingest.reader import Block, BlockKind, Document, ReceivedFile
from pipeline.ingest.wordstyles import Styles, read_styles

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT_W = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
# Deleted text, comments and codes that Word shows as something else.
_LEFT_OUT = {
    "del",
    "moveFrom",
    "instrText",
    "delText",
    "delInstrText",
    "rPr",
    "pPr",
    "sdtPr",
    "Fallback",
    "commentReference",
    "annotationRef",
    "sdtEndPr",
    "tblPr",
    "trPr",
    "tcPr",
    "binData",
    "sectPr",
}
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_BLOCK_ELEMENTS = {"p", "tbl"}


class WordReader:
    """Reads .docx files."""

    name = "word"

    def __init__(self, limits: Limits = DEFAULT_LIMITS) -> None:
        self._limits = limits

    def accepts(self, received: ReceivedFile) -> bool:
        """Tell by the content type inside the package."""
        return received.media_type == kinds.DOCX

    def read(self, received: ReceivedFile) -> Document:
        """Return paragraphs, list items, headings, cells and filled controls in reading order."""
        package = open_package(received.data, self._limits)
        return read_word(package)


@dataclass(frozen=True)
class _Place:
    """Where in the document the walk stands."""

    table: int | None = None
    row: int | None = None
    column: int | None = None
    control: str = ""


def read_word(package: Package) -> Document:
    """Return the blocks of an opened package, and its custom properties as facts."""
    main = _main_part(package)
    root = package.read_xml(main)
    walk = _Walk(read_styles(package, posixpath.dirname(main)))
    blocks = list(walk.blocks(root, _Place()))
    for notes in ("footnotes.xml", "endnotes.xml"):
        name = posixpath.join(posixpath.dirname(main), notes)
        if name in package:
            blocks.extend(walk.note_blocks(package.read_xml(name)))
    return Document(tuple(blocks), read_properties(package))


def _main_part(package: Package) -> str:
    if "_rels/.rels" in package:
        for relation in package.read_xml("_rels/.rels"):
            if relation.get("Type", "").endswith("/officeDocument"):
                return relation.get("Target", "").lstrip("/")
    return "word/document.xml"


def read_properties(package: Package) -> dict[str, str]:
    """Return the custom properties of an Office package and its title, by name.

    A damaged list of properties is no reason to refuse the text, so it counts as absent.
    """
    facts: dict[str, str] = {}
    try:
        if "docProps/custom.xml" in package:
            for entry in package.read_xml("docProps/custom.xml"):
                value = "".join(entry.itertext()).strip()
                if entry.get("name") and value:
                    facts[entry.get("name", "")] = value
        if "docProps/core.xml" in package:
            for entry in package.read_xml("docProps/core.xml"):
                if local(entry) == "title" and entry.text and entry.text.strip():
                    facts["title"] = entry.text.strip()
    except RejectError:
        return facts
    return facts


class _Walk:
    """One pass over the body; counts the tables it meets."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._n_tables = 0

    def blocks(self, parent: Element, place: _Place) -> Iterator[Block]:
        """Yield the blocks below an element that may hold paragraphs and tables."""
        for element in parent:
            name = local(element)
            if name == "p":
                yield from self._paragraph(element, place)
            elif name == "tbl":
                yield from self._table(element, place)
            elif name == "sdt":
                yield from self._control(element, place)
            elif name not in _LEFT_OUT:
                yield from self.blocks(element, place)

    def note_blocks(self, root: Element) -> Iterator[Block]:
        """Yield the paragraphs of footnotes or endnotes, without the separators Word keeps among them."""
        for note in root:
            if local(note) in ("footnote", "endnote") and _attribute(note, "type") in (None, "normal"):
                yield from self.blocks(note, _Place())

    def _table(self, table: Element, place: _Place) -> Iterator[Block]:
        number = self._n_tables
        self._n_tables += 1
        for row, row_element in enumerate(_children(table, "tr")):
            if row_element.find(f"{_namespace(row_element)}trPr/{_namespace(row_element)}del") is not None:
                continue
            for column, cell in enumerate(_children(row_element, "tc")):
                yield from self.blocks(cell, _Place(number, row, column, place.control))

    def _control(self, control: Element, place: _Place) -> Iterator[Block]:
        """Yield a content control around whole paragraphs; a placeholder that nobody replaced is no text."""
        if _is_placeholder(control):
            return
        named = _Place(place.table, place.row, place.column, _control_name(control) or place.control)
        for content in _children(control, "sdtContent"):
            yield from self.blocks(content, named)

    def _paragraph(self, paragraph: Element, place: _Place) -> Iterator[Block]:
        text, inner_control, boxes = _read_runs(paragraph)
        kind = self._kind(paragraph, place)
        control = place.control or inner_control
        if text.strip():
            yield Block(
                text, "form_field" if control else kind, control, place.table, place.row, place.column
            )
        for box in boxes:
            yield from self.blocks(box, place)

    def _kind(self, paragraph: Element, place: _Place) -> BlockKind:
        w = _namespace(paragraph)
        style = paragraph.find(f"{w}pPr/{w}pStyle")
        style_id = (_attribute(style, "val") or "") if style is not None else ""
        number = paragraph.find(f"{w}pPr/{w}numPr/{w}numId")
        outline = paragraph.find(f"{w}pPr/{w}outlineLvl")
        if self._styles.is_heading(style_id) or (
            outline is not None and (_attribute(outline, "val") or "9") < "9"
        ):
            return "heading"
        if (number is not None and _attribute(number, "val") != "0") or (
            number is None and self._styles.is_list(style_id)
        ):
            return "list_item"
        return "cell" if place.table is not None else "paragraph"


def _read_runs(paragraph: Element) -> tuple[str, str, list[Element]]:
    """Return the text of a paragraph, the name of a control that holds all of it, and the text boxes anchored in it."""
    parts: list[str] = []
    outside: list[str] = []
    controls: list[str] = []
    boxes: list[Element] = []

    def visit(element: Element, control: str) -> None:
        for child in element:
            name = local(child)
            if name in _LEFT_OUT or (name == "r" and _is_hidden(child)):
                continue
            if name == "txbxContent":
                boxes.append(child)
            elif name == "sdt":
                if not _is_placeholder(child):
                    found = _control_name(child)
                    controls.append(found)
                    visit(child, found)
            elif (sign := _sign_of(child, name)) is not None:
                parts.append(sign)
                if not control:
                    outside.append(sign)
            else:
                visit(child, control)

    visit(paragraph, "")
    whole = len(controls) == 1 and not "".join(outside).strip()
    return "".join(parts), controls[0] if whole else "", boxes


def _sign_of(element: Element, name: str) -> str | None:
    """Return the text an element stands for, or None when it stands for what is inside it."""
    if name == "t":
        return element.text or ""
    if name == "br" and _attribute(element, "type") in ("page", "column"):
        return "\n"
    return _SIGNS.get(name)


def _is_hidden(run: Element) -> bool:
    w = _namespace(run)
    vanish = run.find(f"{w}rPr/{w}vanish")
    return vanish is not None and _attribute(vanish, "val") not in ("0", "false", "off")


def _is_placeholder(control: Element) -> bool:
    w = _namespace(control)
    shown = control.find(f"{w}sdtPr/{w}showingPlcHdr")
    return shown is not None and _attribute(shown, "val") not in ("0", "false", "off")


def _control_name(control: Element) -> str:
    """Return the tag of a content control, else its title."""
    w = _namespace(control)
    for name in ("tag", "alias"):
        element = control.find(f"{w}sdtPr/{w}{name}")
        if element is not None and (value := _attribute(element, "val")):
            return value
    return ""


def _children(parent: Element, name: str) -> Iterator[Element]:
    """Yield the children of that name, also where a content control or a tracked change stands around them."""
    for child in parent:
        found = local(child)
        if found == name:
            yield child
        elif found in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag") and not (
            found == "sdt" and _is_placeholder(child)
        ):
            yield from _children(child, name)


def _namespace(element: Element) -> str:
    return _STRICT_W if element.tag.startswith(_STRICT_W) else _W


def _attribute(element: Element, name: str) -> str | None:
    return element.get(_namespace(element) + name, element.get(name))
