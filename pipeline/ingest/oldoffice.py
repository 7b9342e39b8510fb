"""Office files that are not read: the old binary kinds, and new ones behind a password."""

from __future__ import annotations

from pipeline.errors import RejectError, RejectReason
from pipeline.ingest import kinds
from pipeline.ingest.reader import Document, ReceivedFile


class OldOfficeReader:
    """Owns .doc, .xls and .ppt files, to reject them with advice."""

    name = "oldoffice"

    def accepts(self, received: ReceivedFile) -> bool:
        """Tell by the streams inside the compound file."""
        return received.media_type in (kinds.DOC, kinds.XLS, kinds.PPT, kinds.ENCRYPTED_OFFICE)

    def read(self, received: ReceivedFile) -> Document:
        """Raise the reason for which the file is not read."""
        if received.media_type == kinds.ENCRYPTED_OFFICE:
            raise RejectError(RejectReason.ENCRYPTED)
        raise RejectError(RejectReason.OLD_OFFICE)
