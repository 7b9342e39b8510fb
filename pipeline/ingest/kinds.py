"""The kind of a file by what stands in it; its name is never looked at.

Sources: the file formats' own signatures (PDF 32000, ECMA-376, ODF 1.3, MS-CFB, RFC 5322, TIFF 6.0, ISO/IEC 14496-12).
"""

from __future__ import annotations

import io
import re
import zipfile

EMPTY = "inode/x-empty"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLSB = "application/vnd.ms-excel.sheet.binary.macroenabled.12"
ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
ODP = "application/vnd.oasis.opendocument.presentation"
DOC = "application/msword"
XLS = "application/vnd.ms-excel"
PPT = "application/vnd.ms-powerpoint"
OLE = "application/x-ole-storage"
ENCRYPTED_OFFICE = "application/x-encrypted-office"
MSG = "application/vnd.ms-outlook"
TNEF = "application/vnd.ms-tnef"
EML = "message/rfc822"
MBOX = "application/mbox"
ZIP = "application/zip"
RTF = "application/rtf"
HTML = "text/html"
CSV = "text/csv"
TEXT = "text/plain"
XML = "application/xml"
UNKNOWN = "application/octet-stream"

_SIGNATURES = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"II+\x00", "image/tiff"),
    (b"MM\x00+", "image/tiff"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
    (b"{\\rtf", RTF),
    (b"\x1f\x8b", "application/gzip"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"BZh", "application/x-bzip2"),
    (b"\xfd7zXZ\x00", "application/x-xz"),
    (b"\xdb\xa5\x2d\x00", DOC),
    (b"\x31\xbe\x00\x00", DOC),
    (b"\x09\x00\x04\x00", XLS),
    (b"\x09\x02\x06\x00", XLS),
    (b"\x09\x04\x06\x00", XLS),
    (b"\x09\x08", XLS),
)
_HEIF_BRANDS = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1", b"avif"}
_TNEF_SIGNATURE = b"\x78\x9f\x3e\x22"
_OLE_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Names of streams as they stand in the directory of a compound file (UTF-16), most telling first.
_OLE_STREAMS = (
    ("__properties_version1.0", MSG),
    ("__substg1.0_", MSG),
    ("EncryptedPackage", ENCRYPTED_OFFICE),
    ("WordDocument", DOC),
    ("PowerPoint Document", PPT),
    ("PP40", PPT),
    ("Workbook", XLS),
    ("Book", XLS),
)
_PACKAGE_PARTS = (
    ("wordprocessingml.document.main", DOCX),
    ("wordprocessingml.template.main", DOCX),
    ("ms-word.document.macroenabled.main", DOCX),
    ("ms-word.template.macroenabledtemplate.main", DOCX),
    ("presentationml.presentation.main", PPTX),
    ("presentationml.slideshow.main", PPTX),
    ("presentationml.template.main", PPTX),
    ("ms-powerpoint.presentation.macroenabled.main", PPTX),
    ("ms-powerpoint.slideshow.macroenabled.main", PPTX),
    ("sheet.binary.macroenabled.main", XLSB),
    ("spreadsheetml.sheet.main", XLSX),
    ("spreadsheetml.template.main", XLSX),
    ("ms-excel.sheet.macroenabled.main", XLSX),
    ("ms-excel.template.macroenabled.main", XLSX),
)
_PACKAGE_NAMES = (
    ("word/document.xml", DOCX),
    ("ppt/presentation.xml", PPTX),
    ("xl/workbook.xml", XLSX),
    ("xl/workbook.bin", XLSB),
)
_MAIL_HEADER = re.compile(
    r"^(from|to|cc|subject|date|received|return-path|message-id|mime-version|content-type|delivered-to|reply-to|sender"
    r"|x-[\w-]+|dkim-signature|content-transfer-encoding|authentication-results|envelope-to|references|in-reply-to|user-agent"
    r"|arc-[\w-]+|resent-[\w-]+|thread-[\w-]+|bcc|importance|priority|orig-date|van|aan|onderwerp):",
    re.IGNORECASE,
)
_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|div|p|table|h1)\b",
    re.IGNORECASE | re.DOTALL,
)
_SNIFF_CHARS = 65536


def media_type_of(data: bytes) -> str:
    """Return the media type of a file's bytes; `UNKNOWN` when nothing is recognised, `EMPTY` when nothing is there."""
    if not data:
        return EMPTY
    if data[:8] == _OLE_SIGNATURE:
        return _kind_of_compound_file(data)
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"):
        return _kind_of_zip(data)
    return _kind_by_signature(data) or _kind_of_text(data)


def _kind_by_signature(data: bytes) -> str | None:
    if data[4:8] == b"ftyp" and data[8:12] in _HEIF_BRANDS:
        return "image/heic"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    # Before the PDF's, which may stand in an attachment at its beginning.
    if data.startswith(_TNEF_SIGNATURE):
        return TNEF
    # Before the other signatures: mail programs put bytes before the PDF's own header.
    if b"%PDF-" in data[:1024]:
        return PDF
    found = next((kind for signature, kind in _SIGNATURES if data.startswith(signature)), None)
    # Two letters say little; the reserved bytes of the bitmap's header are zero.
    return None if found == "image/bmp" and data[6:10] != b"\0\0\0\0" else found


def _kind_of_compound_file(data: bytes) -> str:
    for name, kind in _OLE_STREAMS:
        if name.encode("utf-16-le") in data:
            return kind
    return OLE


def _kind_of_zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            return _kind_of_members(archive, names)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError, KeyError):
        # A torn package still shows what it was meant to be; its reader will say that it is damaged.
        return next((kind for name, kind in _PACKAGE_NAMES if name.encode() in data), ZIP)


def _kind_of_members(archive: zipfile.ZipFile, names: set[str]) -> str:
    if "mimetype" in names:
        with archive.open("mimetype") as member:
            declared = member.read(128).decode("ascii", "replace").strip().removesuffix("-template")
        if declared in (ODT, ODS, ODP):
            return declared
    types = next((name for name in names if name.lower().strip("/") == "[content_types].xml"), None)
    if types is not None:
        with archive.open(types) as member:
            content = member.read(1_000_000).decode("utf-8", "replace").lower()
        for part, kind in _PACKAGE_PARTS:
            if part in content:
                return kind
    return next((kind for name, kind in _PACKAGE_NAMES if name in names), ZIP)


def _kind_of_text(data: bytes) -> str:
    text = _readable_start(data)
    if text is None:
        return UNKNOWN
    if not text.strip():
        return EMPTY if not data.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0") else UNKNOWN
    lines = text.splitlines()
    tests = (
        (MBOX, _is_mbox(lines)),
        (EML, _is_mail(lines)),
        (HTML, _HTML_START.match(text) is not None),
        (XML, text.lstrip().startswith("<?xml")),
        (CSV, _delimiter_of(lines) is not None),
    )
    return next((kind for kind, holds in tests if holds), TEXT)


def _readable_start(data: bytes) -> str | None:
    """Return the first characters when the bytes look like text in any common encoding, else None."""
    start = data[:_SNIFF_CHARS]
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return start[: len(start) // 2 * 2].decode("utf-16", "replace")
    text = start.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
    if b"\0" in start:
        even, odd = start[0::2].count(0), start[1::2].count(0)
        if max(even, odd) < 0.3 * len(start) / 2:
            return None
        return start[: len(start) // 2 * 2].decode("utf-16-be" if even > odd else "utf-16-le", "replace")
    n_control = sum(1 for character in text if ord(character) < 32 and character not in "\t\n\r\f\x0b\x1b")
    return text if n_control <= 0.01 * len(text) else None


def _is_mbox(lines: list[str]) -> bool:
    return lines[0].startswith("From ") and any(_MAIL_HEADER.match(line) for line in lines[1:10])


def _is_mail(lines: list[str]) -> bool:
    """Tell whether the text starts with the header of a message: known fields, of which one names a party or a part."""
    known: set[str] = set()
    for line in lines[:200]:
        if not line.strip():
            if known:
                break
            continue
        if line[0] in " \t" and known:
            continue
        if re.match(r"^[!-9;-~]+:", line) is None:
            break
        if header := _MAIL_HEADER.match(line):
            known.add(header[1].lower())
    return len(known) >= 2 and bool(
        known & {"from", "received", "return-path", "message-id", "mime-version", "content-type"}
    )


def _delimiter_of(lines: list[str]) -> str | None:
    """Return the delimiter when the first line names several columns and the following lines hold them too."""
    filled = [line for line in lines if line.strip()][:20]
    if len(filled) < 2:
        return None
    for delimiter in ";\t,":
        header = [cell.strip().strip('"') for cell in filled[0].split(delimiter)]
        names_columns = len(header) > 1 and all(
            cell and len(cell) <= 40 and len(cell.split()) <= 3 for cell in header
        )
        # A sentence holds commas too, with a space behind them and a full stop at the end.
        is_sentence = f"{delimiter} " in filled[0] or filled[0].rstrip().endswith((".", ":", "!", "?"))
        n_full = sum(line.count(delimiter) >= len(header) - 1 for line in filled)
        if names_columns and not is_sentence and n_full >= 0.6 * len(filled):
            return delimiter
    return None
