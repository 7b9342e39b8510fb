"""Office files with fixed bytes: the same parts in the same order, and no moment of saving in them."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_FIXED_DATE: Final = (2000, 1, 1, 0, 0, 0)
_SAVED_AT: Final = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")


def fix_zip(data: bytes) -> bytes:
    """Return an Office file (docx, pptx, xlsx) with every moment in it set to 1 January 2000."""
    output = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(output, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _SAVED_AT.sub(rb"\g<1>2000-01-01T00:00:00Z\g<2>", content)
            member = ZipInfo(name, _FIXED_DATE)
            member.compress_type = ZIP_DEFLATED
            member.create_system = 3
            member.external_attr = 0o600 << 16
            target.writestr(member, content)
    return output.getvalue()
