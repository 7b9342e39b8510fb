"""Tables as text (.csv): delimiter and encoding found from the content, rows of uneven length taken as they come."""

from __future__ import annotations

import csv
import io

from pipeline.errors import RejectError, RejectReason
from pipeline.ingest import kinds
from pipeline.ingest.decode import decode_text
from pipeline.ingest.reader import Block, Document, ReceivedFile

_DELIMITERS = ";\t,|"
_MAX_CELL_CHARS = 1_000_000


class DelimitedReader:
    """Reads .csv and .tsv files."""

    name = "delimited"

    def accepts(self, received: ReceivedFile) -> bool:
        """Tell by content: lines with the same delimiter."""
        return received.media_type == kinds.CSV

    def read(self, received: ReceivedFile) -> Document:
        """Return one cell per block, with its row and column."""
        return Document(tuple(_cells(decode_text(received.data))))


def _cells(text: str) -> list[Block]:
    # Excel writes its own first line to tell which delimiter it used.
    first, _, rest = text.partition("\n")
    declared = first.strip()[4:5] if first.lower().startswith("sep=") else ""
    delimiter = declared or delimiter_of(text)
    csv.field_size_limit(_MAX_CELL_CHARS)
    blocks: list[Block] = []
    try:
        rows = csv.reader(io.StringIO(rest if declared else text, newline=""), delimiter=delimiter)
        for number, row in enumerate(rows):
            blocks.extend(
                Block(cell.strip(), "cell", table=0, row=number, column=column, page=1)
                for column, cell in enumerate(row)
                if cell.strip()
            )
    except csv.Error as error:
        raise RejectError(RejectReason.DAMAGED, "the table can't be cut into cells") from error
    return blocks


def delimiter_of(text: str) -> str:
    """Return the delimiter that stands most often outside quotation marks in the first line that holds one."""
    for line in text.split("\n")[:20]:
        bare = "".join(line.split('"')[0::2])
        counts = {delimiter: bare.count(delimiter) for delimiter in _DELIMITERS}
        best = max(counts, key=lambda delimiter: counts[delimiter])
        if counts[best]:
            return best
    return ";"
