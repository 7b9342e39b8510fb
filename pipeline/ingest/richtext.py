"""Rich text (.rtf)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.errors import RejectError, RejectReason
from pipeline.ingest import kinds
from pipeline.ingest.limits import DEFAULT_LIMITS, Limits
from pipeline.ingest.plaintext import LIST_MARK
from pipeline.ingest.reader import Block, Document, ReceivedFile

# Ends of cells and rows, and starts of rows, marked by characters of the private use area: the library turns them
# into bars and line breaks, which a text may hold itself.
_CELL, _ROW, _START = "\ue0c0", "\ue0c1", "\ue0c2"
_MARKS = {"cell": "\\u57536?", "row": "\\u57537?", "trowd": "\\u57538?"}
_TABLE_WORD = re.compile(r"\\(?:nest)?(cell|row|trowd)\b ?")


class RichTextReader:
    """Reads .rtf files."""

    name = "richtext"

    def __init__(self, limits: Limits = DEFAULT_LIMITS) -> None:
        self._limits = limits

    def accepts(self, received: ReceivedFile) -> bool:
        """Tell by the opening group."""
        return received.media_type == kinds.RTF

    def read(self, received: ReceivedFile) -> Document:
        """Return one paragraph, list item or cell per block."""
        from striprtf.striprtf import rtf_to_text

        if len(received.data) > self._limits.max_unpacked_bytes:
            raise RejectError(RejectReason.TOO_LARGE)
        try:
            # The format is ASCII with its own escapes; other bytes are text in the code page of old Windows.
            source = _TABLE_WORD.sub(
                lambda found: _MARKS[found[1]], received.data.decode("cp1252", "replace")
            )
            text = str(rtf_to_text(source, errors="replace"))
        except (ValueError, IndexError, KeyError, TypeError, LookupError, RecursionError) as error:
            raise RejectError(RejectReason.DAMAGED, type(error).__name__) from error
        return Document(tuple(_blocks(text.replace("\0", ""))))


def _blocks(text: str) -> Iterator[Block]:
    """Cut the text at its paragraph ends and at the marks of its tables."""
    table, row, column = -1, 0, 0
    in_row = between_tables = False
    for piece in re.split(f"([{_CELL}{_ROW}{_START}\n])", text.replace("\r\n", "\n").replace("\r", "\n")):
        if piece == _START and not in_row:
            # Text between two rows means that they stand in different tables.
            table, row = (table + 1, 0) if between_tables or table < 0 else (table, row + 1)
            in_row, between_tables, column = True, False, 0
        elif piece == _CELL:
            column += 1
        elif piece == _ROW:
            in_row = False
        elif content := piece.strip().strip(_START):
            is_item = LIST_MARK.match(content) is not None
            if in_row:
                yield Block(content, "list_item" if is_item else "cell", table=table, row=row, column=column)
            else:
                between_tables = True
                yield Block(content, "list_item" if is_item else "paragraph")
