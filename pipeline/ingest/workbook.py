"""Workbooks (.xlsx, .xlsm, .xlsb): the values of the cells on visible sheets."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator

from pipeline.errors import RejectError, RejectReason
from pipeline.ingest import kinds
from pipeline.ingest.limits import DEFAULT_LIMITS, Limits
from pipeline.ingest.packages import Package, open_package
from pipeline.ingest.reader import Block, Document, ReceivedFile

_MAX_CELLS = 20_000_000
_COLUMN = re.compile(rb'<(?:\w+:)?c r="([A-Z]+)\d')
_ROW = re.compile(rb'<(?:\w+:)?c r="[A-Z]+(\d+)"')
_Value = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta


class WorkbookReader:
    """Reads .xlsx, .xlsm and .xlsb files."""

    name = "workbook"

    def __init__(self, limits: Limits = DEFAULT_LIMITS) -> None:
        self._limits = limits

    def accepts(self, received: ReceivedFile) -> bool:
        """Tell by the content type inside the package."""
        return received.media_type in (kinds.XLSX, kinds.XLSB)

    def read(self, received: ReceivedFile) -> Document:
        """Return one cell per block; `table` is the sheet, `page` its number from 1."""
        from python_calamine import (
            CalamineError,
            CalamineWorkbook,
            PasswordError,
            SheetTypeEnum,
            SheetVisibleEnum,
            ZipError,
        )

        package = open_package(received.data, self._limits)
        if sum("/worksheets/" in name for name in package.names) > self._limits.max_parts:
            raise RejectError(RejectReason.TOO_MANY_PARTS, "sheets")
        _refuse_vast_sheets(package)
        blocks: list[Block] = []
        try:
            with CalamineWorkbook.from_filelike(io.BytesIO(received.data)) as book:
                for number, sheet in enumerate(book.sheets_metadata):
                    if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet:
                        blocks.extend(
                            _cells(book.get_sheet_by_index(number).to_python(skip_empty_area=False), number)
                        )
        except PasswordError as error:
            raise RejectError(RejectReason.ENCRYPTED, "workbook") from error
        except (CalamineError, ZipError, OSError, ValueError) as error:
            raise RejectError(RejectReason.DAMAGED, type(error).__name__) from error
        return Document(tuple(blocks))


def _refuse_vast_sheets(package: Package) -> None:
    """Refuse a sheet with a cell far away: the library makes room for every cell up to it."""
    for name in package.names:
        if not re.fullmatch(r"/?xl/worksheets/[^/]+\.xml", name, re.IGNORECASE):
            continue
        content = package.read(name)
        n_columns = max((_column_number(found) for found in set(_COLUMN.findall(content))), default=0)
        n_rows = max((int(found) for found in set(_ROW.findall(content))), default=0)
        if n_rows * n_columns > _MAX_CELLS:
            raise RejectError(RejectReason.TOO_LARGE, f"{n_rows} rows of {n_columns} columns")


def _column_number(letters: bytes) -> int:
    """Return the number of a column named A, B, ... Z, AA, AB, ..."""
    number = 0
    for letter in letters[:4]:
        number = 26 * number + letter - 64
    return number


def _cells(rows: list[list[_Value]], sheet: int) -> Iterator[Block]:
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            if text := _text_of(value).strip():
                yield Block(text, "cell", table=sheet, row=row, column=column, page=sheet + 1)


def _text_of(value: _Value) -> str:
    """Return a value as a person would write it: whole numbers without decimals, dates as ISO 8601."""
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "minutes")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n")
    return str(value)
