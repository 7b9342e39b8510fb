"""Web pages and HTML bodies of mails: the words a reader sees, as paragraphs, headings, list items and cells.

Nothing is fetched: pictures, style sheets and links stay untouched.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from pipeline.ingest import kinds
from pipeline.ingest.decode import decode_text
from pipeline.ingest.reader import Block, BlockKind, Document, ReceivedFile

_INVISIBLE = {
    "script",
    "style",
    "head",
    "template",
    "noscript",
    "svg",
    "math",
    "select",
    "object",
    "iframe",
    "title",
}
_VOID = {"br", "hr", "img", "input", "meta", "link", "area", "base", "col", "embed", "source", "track", "wbr"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_BLOCKS = {
    "p",
    "div",
    "li",
    "ul",
    "ol",
    "table",
    "tr",
    "td",
    "th",
    "blockquote",
    "section",
    "article",
    "header",
    "footer",
    "main",
    "pre",
    "dl",
    "dt",
    "dd",
    "hr",
    "body",
    "html",
    "figure",
    "figcaption",
    "form",
    "fieldset",
    *_HEADINGS,
}
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)


class HtmlReader:
    """Reads .html files."""

    name = "html"

    def accepts(self, received: ReceivedFile) -> bool:
        """Tell by the opening tags."""
        return received.media_type == kinds.HTML

    def read(self, received: ReceivedFile) -> Document:
        """Return the visible text."""
        return Document(blocks_of_html(_decode(received.data)))


def blocks_of_html(text: str) -> tuple[Block, ...]:
    """Return the visible text of a page, a block per paragraph, heading, list item or cell paragraph."""
    parser = _Parser()
    parser.feed(text)
    parser.close()
    parser.end_block()
    return tuple(parser.blocks)


def _decode(data: bytes) -> str:
    """Decode as the page declares, else as it looks."""
    declared = _DECLARED.search(data[:4096])
    if declared:
        try:
            return data.decode(declared[1].decode("ascii"))
        except (LookupError, ValueError):
            return decode_text(data)
    return decode_text(data)


@dataclass
class _Table:
    number: int
    row: int = -1
    column: int = -1


@dataclass
class _Open:
    """An element that is open, and whether it hides what is inside."""

    tag: str
    hidden: bool


@dataclass
class _State:
    parts: list[str] = field(default_factory=list)
    opened: list[_Open] = field(default_factory=list)
    tables: list[_Table] = field(default_factory=list)
    n_tables: int = 0


class _Parser(HTMLParser):
    """Walks the tags once; forgives what is not closed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._state = _State()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Start a block, a row or a line."""
        if tag in _BLOCKS:
            self.end_block()
        if tag == "br":
            self._state.parts.append("\n")
        self._enter_table(tag)
        if tag not in _VOID:
            values = dict(attrs)
            hidden = (
                tag in _INVISIBLE
                or "hidden" in values
                or bool(_HIDDEN_STYLE.search(values.get("style") or ""))
            )
            self._state.opened.append(_Open(tag, hidden))

    def handle_endtag(self, tag: str) -> None:
        """Close the element and what was left open inside it."""
        if tag in _BLOCKS:
            self.end_block()
        opened = self._state.opened
        if any(element.tag == tag for element in opened):
            while opened.pop().tag != tag:
                continue
        if tag == "table" and self._state.tables:
            self._state.tables.pop()

    def handle_data(self, data: str) -> None:
        """Keep visible text; white space counts as one space, except where it is preformatted."""
        if any(element.hidden for element in self._state.opened):
            return
        is_preformatted = any(element.tag in ("pre", "textarea") for element in self._state.opened)
        self._state.parts.append(data if is_preformatted else re.sub(r"[ \t\r\n\f]+", " ", data))

    def end_block(self) -> None:
        """Make a block of the text since the last one."""
        lines = [line.strip() for line in "".join(self._state.parts).split("\n")]
        text = "\n".join(lines).strip("\n")
        self._state.parts.clear()
        if not text.strip():
            return
        table = self._state.tables[-1] if self._state.tables else None
        if table is None or table.row < 0:
            self.blocks.append(Block(text, self._kind()))
        else:
            kind = self._kind()
            self.blocks.append(
                Block(
                    text,
                    "cell" if kind == "paragraph" else kind,
                    table=table.number,
                    row=table.row,
                    column=max(0, table.column),
                )
            )

    def _enter_table(self, tag: str) -> None:
        if tag == "table":
            self._state.tables.append(_Table(self._state.n_tables))
            self._state.n_tables += 1
        elif tag == "tr" and self._state.tables:
            self._state.tables[-1].row += 1
            self._state.tables[-1].column = -1
        elif tag in ("td", "th") and self._state.tables:
            self._state.tables[-1].column += 1

    def _kind(self) -> BlockKind:
        tags = {element.tag for element in self._state.opened}
        if tags & _HEADINGS:
            return "heading"
        return "list_item" if "li" in tags else "paragraph"
