"""Presentations (.pptx): titles, bodies, text boxes, tables and diagrams per slide; speaker notes are left out.

Read from the XML itself (ECMA-376 part 1, sections 19 and 21), which keeps one road for groups, tables and fields.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from pipeline.errors import RejectError, RejectReason
from pipeline.ingest import kinds
from pipeline.ingest.limits import DEFAULT_LIMITS, Limits
from pipeline.ingest.packages import Package, local, open_package
from pipeline.ingest.reader import Block, BlockKind, Box, Document, ReceivedFile
from pipeline.ingest.word import read_properties

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_TITLES = ("title", "ctrTitle")
# What a template repeats on every slide.
_REPEATED = ("dt", "ftr", "sldNum", "hdr")


class PresentationReader:
    """Reads .pptx files."""

    name = "presentation"

    def __init__(self, limits: Limits = DEFAULT_LIMITS) -> None:
        self._limits = limits

    def accepts(self, received: ReceivedFile) -> bool:
        """Tell by the content type inside the package."""
        return received.media_type == kinds.PPTX

    def read(self, received: ReceivedFile) -> Document:
        """Return the slides' paragraphs, title first; `page` is the slide's number."""
        package = open_package(received.data, self._limits)
        slides, size = _slides(package)
        if len(slides) > self._limits.max_pages:
            raise RejectError(RejectReason.TOO_MANY_PARTS, f"{len(slides)} slides")
        blocks: list[Block] = []
        for number, part in enumerate(slides, start=1):
            blocks.extend(_Slide(package, part, number, size).blocks())
        return Document(tuple(blocks), read_properties(package))


def _slides(package: Package) -> tuple[list[str], tuple[float, float]]:
    """Return the parts of the slides in the order of the show, and the slides' width and height (EMU)."""
    main = "ppt/presentation.xml"
    root = package.read_xml(main)
    targets = relations_of(package, main)
    slides = [
        targets[element.get(f"{_RELATION}id", "")]
        for element in root.iter()
        if local(element) == "sldId" and element.get(f"{_RELATION}id", "") in targets
    ]
    size = next((element for element in root.iter() if local(element) == "sldSz"), None)
    width, height = (_number(size, "cx"), _number(size, "cy")) if size is not None else (0.0, 0.0)
    return [slide for slide in slides if slide in package], (width or 9_144_000.0, height or 6_858_000.0)


def relations_of(package: Package, part: str) -> dict[str, str]:
    """Return the internal targets of a part's relations, by id; links to outside are never followed."""
    folder, name = posixpath.split(part)
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in package:
        return {}
    return {
        element.get("Id", ""): posixpath.normpath(
            posixpath.join("/", folder, element.get("Target", ""))
        ).lstrip("/")
        for element in package.read_xml(relations)
        if element.get("TargetMode") != "External"
    }


@dataclass(frozen=True)
class _Frame:
    """From a group's own coordinates to shares of the slide: share = offset + scale * coordinate."""

    scale_x: float
    scale_y: float
    offset_x: float = 0.0
    offset_y: float = 0.0

    def box(self, transform: Element | None) -> Box | None:
        """Return the place of a shape, cut off at the edges of the slide."""
        offset, extent = _child(transform, "off"), _child(transform, "ext")
        if offset is None or extent is None:
            return None
        x0 = self.offset_x + self.scale_x * _number(offset, "x")
        top = self.offset_y + self.scale_y * _number(offset, "y")
        x1, bottom = x0 + self.scale_x * _number(extent, "cx"), top + self.scale_y * _number(extent, "cy")
        return Box(*(min(1.0, max(0.0, value)) for value in (x0, top, x1, bottom)))

    def inside(self, transform: Element | None) -> _Frame:
        """Return the frame for the children of a group."""
        parts = [_child(transform, name) for name in ("off", "ext", "chOff", "chExt")]
        off, ext, child_off, child_ext = parts
        if off is None or ext is None or child_off is None or child_ext is None:
            return self
        ratio_x = _number(ext, "cx") / (_number(child_ext, "cx") or 1.0)
        ratio_y = _number(ext, "cy") / (_number(child_ext, "cy") or 1.0)
        return _Frame(
            self.scale_x * ratio_x,
            self.scale_y * ratio_y,
            self.offset_x + self.scale_x * (_number(off, "x") - ratio_x * _number(child_off, "x")),
            self.offset_y + self.scale_y * (_number(off, "y") - ratio_y * _number(child_off, "y")),
        )


class _Slide:
    """One slide; counts its tables on from a number that no other slide uses."""

    def __init__(self, package: Package, part: str, number: int, size: tuple[float, float]) -> None:
        self._package = package
        self._part = part
        self._number = number
        self._size = size
        self._n_tables = number * 1000

    def blocks(self) -> list[Block]:
        """Return the blocks, titles first."""
        root = self._package.read_xml(self._part)
        tree = next((element for element in root.iter() if local(element) == "spTree"), None)
        if tree is None:
            return []
        frame = _Frame(1 / self._size[0], 1 / self._size[1])
        found = list(self._shapes(tree, frame))
        return sorted(found, key=lambda block: block.kind != "heading")

    def _shapes(self, parent: Element, frame: _Frame) -> Iterator[Block]:
        for shape in parent:
            name = local(shape)
            if name == "sp":
                yield from self._shape(shape, frame)
            elif name == "grpSp":
                yield from self._shapes(shape, frame.inside(_find(shape, "grpSpPr", "xfrm")))
            elif name == "graphicFrame":
                yield from self._graphic(shape, frame.box(_child(shape, "xfrm")))
            elif name == "AlternateContent":
                choice = _child(shape, "Choice")
                yield from self._shapes(choice if choice is not None else shape, frame)

    def _shape(self, shape: Element, frame: _Frame) -> Iterator[Block]:
        placeholder = _find(shape, "nvSpPr", "nvPr", "ph")
        role = placeholder.get("type", "body") if placeholder is not None else ""
        if role in _REPEATED:
            return
        box = frame.box(_find(shape, "spPr", "xfrm"))
        body = _child(shape, "txBody")
        for paragraph in body if body is not None else ():
            if text := _text_of(paragraph):
                yield Block(text, self._kind(paragraph, role), page=self._number, box=box)

    def _kind(self, paragraph: Element, role: str) -> BlockKind:
        if role in _TITLES:
            return "heading"
        properties = _child(paragraph, "pPr")
        marks = {local(element) for element in properties} if properties is not None else set()
        if marks & {"buChar", "buAutoNum", "buBlip"}:
            return "list_item"
        return "list_item" if role == "body" and "buNone" not in marks else "paragraph"

    def _graphic(self, shape: Element, box: Box | None) -> Iterator[Block]:
        for element in shape.iter():
            if local(element) == "tbl":
                yield from self._table(element, box)
            elif local(element) == "relIds":
                yield from self._diagram(element.get(f"{_RELATION}dm", ""), box)

    def _table(self, table: Element, box: Box | None) -> Iterator[Block]:
        self._n_tables += 1
        for row, row_element in enumerate(element for element in table if local(element) == "tr"):
            for column, cell in enumerate(element for element in row_element if local(element) == "tc"):
                for paragraph in cell.iter(f"{_A}p"):
                    if text := _text_of(paragraph):
                        yield Block(
                            text,
                            "cell",
                            table=self._n_tables,
                            row=row,
                            column=column,
                            page=self._number,
                            box=box,
                        )

    def _diagram(self, relation: str, box: Box | None) -> Iterator[Block]:
        """Yield the texts of a SmartArt diagram, which live in a part of their own."""
        part = relations_of(self._package, self._part).get(relation)
        if part is None or part not in self._package:
            return
        for paragraph in self._package.read_xml(part).iter(f"{_A}p"):
            if text := _text_of(paragraph):
                yield Block(text, "list_item", page=self._number, box=box)


def _text_of(paragraph: Element) -> str:
    """Return a paragraph's text, fields such as dates included; '' when it holds only white space."""
    if local(paragraph) != "p":
        return ""
    parts = []
    for element in paragraph.iter():
        name = local(element)
        if name == "t":
            parts.append(element.text or "")
        elif name == "br":
            parts.append("\n")
        elif name == "tab" and element.get("pos") is None:
            parts.append("\t")
    # PowerPoint stores a line break typed in a title as a vertical tab.
    return "".join(parts).replace("\x0b", "\n").strip()


def _child(parent: Element | None, name: str) -> Element | None:
    return next((child for child in parent if local(child) == name), None) if parent is not None else None


def _find(parent: Element | None, *names: str) -> Element | None:
    for name in names:
        parent = _child(parent, name)
    return parent


def _number(element: Element, name: str) -> float:
    try:
        return float(element.get(name, "0"))
    except ValueError:
        return 0.0
