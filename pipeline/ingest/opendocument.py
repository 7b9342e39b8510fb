"""OpenDocument texts, sheets and slides (.odt, .ods, .odp; ISO/IEC 26300), from their XML.

Left out: deleted text of tracked changes, comments, speaker notes, headers and footers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from pipeline.errors import RejectError, RejectReason
from pipeline.ingest import kinds
from pipeline.ingest.limits import DEFAULT_LIMITS, Limits
from pipeline.ingest.packages import Package, local, open_package
from pipeline.ingest.reader import Block, BlockKind, Document, ReceivedFile

_LEFT_OUT = {
    "tracked-changes",
    "annotation",
    "annotation-end",
    "notes",
    "forms",
    "sequence-decls",
    "variable-decls",
    "user-field-decls",
    "table-header-columns",
    "title",
    "desc",
    "event-listeners",
    "settings",
    "ruby-text",
    "shapes",
}
_SIGNS = {"tab": "\t", "line-break": "\n"}
# A sheet says "this empty cell a million times"; a filled one repeated more often than this is no submission.
_MAX_REPEATS = 200


class OpenDocumentReader:
    """Reads .odt, .ods and .odp files."""

    name = "opendocument"

    def __init__(self, limits: Limits = DEFAULT_LIMITS) -> None:
        self._limits = limits

    def accepts(self, received: ReceivedFile) -> bool:
        """Tell by the media type inside the package."""
        return received.media_type in (kinds.ODT, kinds.ODS, kinds.ODP)

    def read(self, received: ReceivedFile) -> Document:
        """Return paragraphs, headings, list items and cells; `page` is the slide or sheet."""
        package = open_package(received.data, self._limits)
        _refuse_encrypted(package)
        body = next(
            (element for element in package.read_xml("content.xml") if local(element) == "body"), None
        )
        blocks = [] if body is None else list(_Walk().blocks(body, _Place()))
        return Document(tuple(blocks), _properties(package))


def _refuse_encrypted(package: Package) -> None:
    if "META-INF/manifest.xml" not in package:
        return
    if any(
        local(element) == "encryption-data" for element in package.read_xml("META-INF/manifest.xml").iter()
    ):
        raise RejectError(RejectReason.ENCRYPTED)


def _properties(package: Package) -> dict[str, str]:
    facts: dict[str, str] = {}
    if "meta.xml" not in package:
        return facts
    try:
        for element in package.read_xml("meta.xml").iter():
            text = (element.text or "").strip()
            name = _attribute(element, "name")
            if text and local(element) == "user-defined" and name:
                facts[name] = text
            elif text and local(element) == "title":
                facts["title"] = text
    except RejectError:
        # Damaged properties are no reason to refuse the text.
        return facts
    return facts


@dataclass(frozen=True)
class _Place:
    kind: BlockKind = "paragraph"
    page: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None


class _Walk:
    """One pass over the body; counts pages and tables."""

    def __init__(self) -> None:
        self._n_tables = 0
        self._n_pages = 0

    def blocks(self, parent: Element, place: _Place) -> Iterator[Block]:
        """Yield the blocks below an element."""
        for element in parent:
            name = local(element)
            if name in _LEFT_OUT:
                continue
            if name in ("p", "h"):
                yield from self._paragraph(element, replace(place, kind="heading") if name == "h" else place)
            elif name == "table":
                yield from self._table(element, place)
            elif name == "page":
                self._n_pages += 1
                yield from self.blocks(element, replace(place, page=self._n_pages))
            elif name == "list-item":
                yield from self.blocks(element, replace(place, kind="list_item"))
            elif name == "frame" and _attribute(element, "class") in ("title", "subtitle"):
                yield from self.blocks(element, replace(place, kind="heading"))
            else:
                yield from self.blocks(element, place)

    def _paragraph(self, paragraph: Element, place: _Place) -> Iterator[Block]:
        text, inside = _read_text(paragraph)
        if text.strip():
            kind = "cell" if place.kind == "paragraph" and place.table is not None else place.kind
            yield Block(text, kind, page=place.page, table=place.table, row=place.row, column=place.column)
        for element in inside:
            yield from self.blocks(element, place)

    def _table(self, table: Element, place: _Place) -> Iterator[Block]:
        number = self._n_tables
        self._n_tables += 1
        is_sheet = (
            place.page is None and place.table is None and place.kind == "paragraph" and _is_sheet(table)
        )
        page = number + 1 if is_sheet else place.page
        row = 0
        for row_element in _rows(table):
            repeats = _repeats(row_element, "number-rows-repeated")
            cells = list(self._cells(row_element, _Place("paragraph", page, number, row)))
            yield from cells
            for again in range(1, min(repeats, _MAX_REPEATS) if cells else 1):
                yield from (replace(block, row=row + again) for block in cells)
            row += repeats

    def _cells(self, row: Element, place: _Place) -> Iterator[Block]:
        column = 0
        for cell in row:
            if local(cell) not in ("table-cell", "covered-table-cell"):
                continue
            repeats = _repeats(cell, "number-columns-repeated")
            found = list(self.blocks(cell, replace(place, column=column)))
            if found and place.page is not None and _is_value(cell):
                found = [replace(found[0], text="\n".join(block.text for block in found))]
            yield from found
            for again in range(1, min(repeats, _MAX_REPEATS) if found else 1):
                yield from (replace(block, column=column + again) for block in found)
            column += repeats


def _is_sheet(table: Element) -> bool:
    return any(local(element) == "table-column" for element in table) and any(
        _attribute(cell, "value-type") is not None for row in _rows(table) for cell in row
    )


def _is_value(cell: Element) -> bool:
    return _attribute(cell, "value-type") is not None


def _rows(parent: Element) -> Iterator[Element]:
    for element in parent:
        if local(element) == "table-row":
            yield element
        elif local(element) in ("table-rows", "table-header-rows", "table-row-group"):
            yield from _rows(element)


def _repeats(element: Element, name: str) -> int:
    value = _attribute(element, name) or "1"
    return max(1, int(value)) if value.isdigit() else 1


def _read_text(paragraph: Element) -> tuple[str, list[Element]]:
    """Return the text of a paragraph, and the frames and notes inside it that hold paragraphs of their own."""
    parts: list[str] = [paragraph.text or ""]
    inside: list[Element] = []

    def visit(parent: Element) -> None:
        for child in parent:
            name = local(child)
            if name in ("frame", "custom-shape", "text-box", "note-body", "g"):
                inside.append(child)
            elif name == "note":
                inside.extend(part for part in child if local(part) == "note-body")
            elif name == "s":
                parts.append(" " * min(_repeats(child, "c"), 100))
            elif name in _SIGNS:
                parts.append(_SIGNS[name])
            elif name not in _LEFT_OUT:
                parts.append(child.text or "")
                visit(child)
            parts.append(child.tail or "")

    visit(paragraph)
    return "".join(parts), inside


def _attribute(element: Element, name: str) -> str | None:
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)
