"""Rich text (.rtf)."""

from __future__ import annotations

from pipeline.errors import RejectError, RejectReason
from pipeline.ingest import kinds
from pipeline.ingest.limits import DEFAULT_LIMITS, Limits
from pipeline.ingest.plaintext import LIST_MARK
from pipeline.ingest.reader import Block, Document, ReceivedFile


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
            text: str = rtf_to_text(received.data.decode("cp1252", "replace"), errors="replace")
        except (ValueError, IndexError, KeyError, TypeError, LookupError, RecursionError) as error:
            raise RejectError(RejectReason.DAMAGED, type(error).__name__) from error
        return Document(tuple(_blocks(text.replace("\0", ""))))


def _blocks(text: str) -> list[Block]:
    """Cut the text at its paragraph ends; the cells of a table row come out with a bar between them."""
    blocks: list[Block] = []
    row = 0
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if line.count("|") >= 1 and line.rstrip().endswith("|"):
            cells = line.rstrip().rstrip("|").split("|")
            blocks.extend(
                Block(cell.strip(), "cell", table=0, row=row, column=column)
                for column, cell in enumerate(cells)
                if cell.strip()
            )
            row += 1
        elif line.strip():
            blocks.append(Block(line.strip(), "list_item" if LIST_MARK.match(line) else "paragraph"))
    return blocks
