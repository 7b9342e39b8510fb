"""Plain text and Markdown: paragraphs by blank lines, list items and headings by the signs people type."""

from __future__ import annotations

import re

from pipeline.ingest import kinds
from pipeline.ingest.decode import decode_text
from pipeline.ingest.reader import Block, Document, ReceivedFile

_HEADING = re.compile(r"\s{0,3}#{1,6}\s+(?P<text>.*?)\s*#*\s*$")
_UNDERLINE = re.compile(r"\s{0,3}(=+|-{3,})\s*$")
# Among the signs: what Word's symbol fonts put in the private use area.
LIST_MARK = re.compile(
    r"\s*(?:[-*+•◦▪‣·–—●○■□▢✓✔➢►⁃∙\ue000-\uf8ff]|o(?=\s)|\(?\d{1,2}[.)]|[a-z][.)])\s+(?=\S)"
)
_QUOTE_MARK = re.compile(r"^\s{0,3}(?:>\s?)+")
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_CODE_FENCE = re.compile(r"\s{0,3}(```|~~~)")


class TextReader:
    """Reads .txt and .md files."""

    name = "plaintext"

    def accepts(self, received: ReceivedFile) -> bool:
        """Tell by content: text that is no mail, page or table."""
        return received.media_type == kinds.TEXT

    def read(self, received: ReceivedFile) -> Document:
        """Return paragraphs, headings and list items."""
        return Document(blocks_of_text(decode_text(received.data)))


def blocks_of_text(text: str, page: int | None = None) -> tuple[Block, ...]:
    """Cut text into blocks; each is a stretch of its lines, without marks of quoting and emphasis."""
    blocks: list[Block] = []
    lines: list[str] = []

    def close() -> None:
        if lines:
            kind = "list_item" if LIST_MARK.match(lines[0]) else "paragraph"
            blocks.append(
                Block("\n".join(lines), "list_item" if kind == "list_item" else "paragraph", page=page)
            )
            lines.clear()

    for raw in text.split("\n"):
        line = _EMPHASIS.sub(r"\2", _QUOTE_MARK.sub("", raw))
        if not line.strip() or _CODE_FENCE.match(line):
            close()
        elif heading := _HEADING.match(line):
            close()
            blocks.append(Block(heading["text"], "heading", page=page))
        elif _UNDERLINE.match(line) and len(lines) == 1:
            blocks.append(Block(lines.pop(), "heading", page=page))
        elif not _UNDERLINE.match(line):
            if LIST_MARK.match(line):
                close()
            lines.append(line)
    close()
    return tuple(blocks)
