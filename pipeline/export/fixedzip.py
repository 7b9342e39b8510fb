"""Archives with fixed bytes: the same parts in the same order, and no moment of saving in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_FIXED_DATE: Final = (2000, 1, 1, 0, 0, 0)
_SAVED_AT: Final = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")


def fix_zip(data: bytes) -> bytes:
    """Return an Office file (docx, pptx, xlsx) with every moment in it set to 1 January 2000."""
    with ZipFile(BytesIO(data)) as source:
        return _pack((name, _without_moment(name, source.read(name))) for name in source.namelist())


def make_zip(files: Mapping[str, bytes]) -> bytes:
    """Return files by name in one ZIP; the same files, the same bytes."""
    return _pack(files.items())


def _without_moment(name: str, content: bytes) -> bytes:
    if name != "docProps/core.xml":
        return content
    return _SAVED_AT.sub(rb"\g<1>2000-01-01T00:00:00Z\g<2>", content)


def _pack(files: Iterable[tuple[str, bytes]]) -> bytes:
    output = BytesIO()
    with ZipFile(output, "w", ZIP_DEFLATED) as target:
        for name, content in files:
            member = ZipInfo(name, _FIXED_DATE)
            member.compress_type = ZIP_DEFLATED
            member.create_system = 3
            member.external_attr = 0o600 << 16
            target.writestr(member, content)
    return output.getvalue()
