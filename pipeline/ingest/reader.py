"""What a reader is: a file as received goes in, a document of blocks with their places comes out.

The first reader in `READERS` (in `pipeline.ingest.readers`) that accepts a file owns it; if it then fails, the file
is a reject, and no other reader is tried.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol

from pipeline.errors import EmptyReason, RejectReason

BlockKind = Literal["paragraph", "heading", "list_item", "cell", "form_field", "line"]


@dataclass(frozen=True)
class ReceivedFile:
    """One file as it came in.

    Parameters
    ----------
    path
        Path below the inbox with forward slashes; members of an e-mail or archive as ``parent/member``.
    data
        The bytes.
    media_type
        By content, from `pipeline.ingest.kinds.media_type_of`.
    received_at
        UTC; the mail's date for what came by mail, else the file's date.
    """

    path: str
    data: bytes
    media_type: str
    received_at: datetime | None = None


@dataclass(frozen=True)
class Box:
    """A rectangle on a page, as shares (0-1) of its width and height from the top left."""

    x0: float
    top: float
    x1: float
    bottom: float

    def __str__(self) -> str:
        return f"{self.x0:.4f},{self.top:.4f},{self.x1:.4f},{self.bottom:.4f}"


@dataclass(frozen=True)
class Block:
    """A piece of a document that belongs together: a paragraph, a cell, a form field's value, a line of a scan.

    Parameters
    ----------
    text
        Exactly as it stands in the file; line breaks kept.
    kind
        What it is.
    name
        Name of the form field or column header, where the file itself has one.
    row
        For cells: number of the row within its table, from 0; blocks of one row share it. Tables differ by `table`.
    page
        Page, slide or sheet, from 1.
    box
        Where on the page.
    confidence
        0-1, for text read from a picture.
    """

    text: str
    kind: BlockKind = "paragraph"
    name: str = ""
    table: int | None = None
    row: int | None = None
    column: int | None = None
    page: int | None = None
    box: Box | None = None
    confidence: float | None = None


@dataclass(frozen=True)
class Attachment:
    """A file inside a file: an attachment or archive member, to be read as a file of its own.

    Parameters
    ----------
    name, data
        Its name, made safe to put in a path, and its bytes.
    received_at
        UTC; the date of the mail it came in.
    reason
        When the container's reader already knows that there is nothing to read: why it is rejected (a member with a
        password), or why it is no submission (the logo in a signature). It is in the ledger all the same.
    """

    name: str
    data: bytes
    received_at: datetime | None = None
    reason: RejectReason | EmptyReason | None = None


@dataclass(frozen=True)
class Document:
    """What a reader made of one file.

    `text` is the text that `char_start` and `char_end` of a bouwsteen count in: the blocks joined by newlines.

    Parameters
    ----------
    blocks
        In reading order.
    facts
        What the file says of itself, by plain key: ``form_reference``, ``form_version``, ``title``, ``subject``,
        ``sender_domain`` (never the address), ``sent_at`` (ISO 8601).
    attachments
        Files inside this file.
    unread_pages
        Pages, from 1, of which not everything could be read: writing that is too hard, or no time left.
    """

    blocks: tuple[Block, ...] = ()
    facts: dict[str, str] = field(default_factory=dict)
    attachments: tuple[Attachment, ...] = ()
    unread_pages: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        """All blocks joined by a newline."""
        return "\n".join(block.text for block in self.blocks)


class Reader(Protocol):
    """A reader of one kind of file."""

    name: str

    def accepts(self, received: ReceivedFile) -> bool:
        """Tell whether this reader owns the file; by content, cheaply."""
        ...

    def read(self, received: ReceivedFile) -> Document:
        """Return what stands in the file.

        Raises
        ------
        RejectError
            When the file can't be read, with the reason.
        """
        ...
