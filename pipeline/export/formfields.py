"""Puts fillable fields on a drawn page, with their values, appearance and place in the structure tree.

Written after ISO 32000-2, 12.7 (interactive forms) and 14.7 (logical structure). The appearance of each value
is drawn here, at the largest size at which all of it is visible, so that every viewer shows the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Final

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from pipeline.export.fonts import FIELD_FONT, LEADING, fit_text
from pipeline.export.formpage import FormPage, Mark, PlacedField

_MULTILINE: Final = 1 << 12
_READ_ONLY: Final = 1
_COMBO: Final = 1 << 17
_EDITABLE: Final = 1 << 18
_PRINT: Final = 4
_PADDING: Final = 2.5
_TEXT_COLOUR: Final = "0.05 0.12 0.16 rg"


def add_fields(page_pdf: bytes, page: FormPage, values: Mapping[str, str]) -> bytes:
    """Return the drawn page as a fillable, tagged PDF.

    Parameters
    ----------
    page_pdf
        What `FormPage.finish` gave.
    page
        Its marks and fields.
    values
        Text per field name; a field without a value stays empty.
    """
    writer = PdfWriter(clone_from=PdfReader(BytesIO(page_pdf)))
    font = writer._add_object(_font())
    widgets = {
        field.name: _add_widget(writer, field, values.get(field.name, ""), font) for field in page.fields
    }
    sheet = writer.pages[0]
    sheet[NameObject("/Annots")] = ArrayObject(widgets.values())
    sheet[NameObject("/Tabs")] = NameObject("/S")
    for widget in widgets.values():
        _dictionary(widget)[NameObject("/P")] = _reference(sheet)
    form = DictionaryObject(
        {
            NameObject("/Fields"): ArrayObject(widgets.values()),
            NameObject("/DR"): DictionaryObject(
                {NameObject("/Font"): DictionaryObject({NameObject("/Helv"): font})}
            ),
            NameObject("/DA"): TextStringObject("/Helv 0 Tf 0 g"),
            NameObject("/NeedAppearances"): BooleanObject(False),
        }
    )
    writer.root_object[NameObject("/AcroForm")] = writer._add_object(form)
    _add_structure(writer, page, widgets)
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


def _font() -> DictionaryObject:
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject(f"/{FIELD_FONT}"),
            NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
        }
    )


def _add_widget(writer: PdfWriter, field: PlacedField, value: str, font: IndirectObject) -> IndirectObject:
    rect = field.rect
    corners = (rect.x, rect.y, rect.x + rect.width, rect.top)
    widget = DictionaryObject({
        NameObject("/Type"): NameObject("/Annot"),
        NameObject("/Subtype"): NameObject("/Widget"),
        NameObject("/FT"): NameObject("/Ch" if field.options else "/Tx"),
        NameObject("/T"): TextStringObject(field.name),
        NameObject("/TU"): TextStringObject(field.tooltip),
        NameObject("/Rect"): ArrayObject(FloatObject(corner) for corner in corners),
        NameObject("/F"): NumberObject(_PRINT),
        NameObject("/Ff"): NumberObject(_flags(field)),
        NameObject("/DA"): TextStringObject(f"/Helv {0 if field.multiline else 10} Tf {_TEXT_COLOUR}"),
        NameObject("/V"): TextStringObject(value),
        NameObject("/AP"): DictionaryObject({
            NameObject("/N"): writer._add_object(_appearance(field, value, font)),
        }),
    })  # fmt: skip
    if field.options:
        widget[NameObject("/Opt")] = ArrayObject(TextStringObject(option) for option in field.options)
    if field.read_only or not value:
        widget[NameObject("/DV")] = TextStringObject(value)
    return writer._add_object(widget)


def _flags(field: PlacedField) -> int:
    choice = _COMBO | _EDITABLE if field.options else 0
    return choice | (_MULTILINE if field.multiline else 0) | (_READ_ONLY if field.read_only else 0)


def _appearance(field: PlacedField, value: str, font: IndirectObject) -> DecodedStreamObject:
    width, height = field.rect.width, field.rect.height
    inner_width, inner_height = width - 2 * _PADDING, height - 2 * _PADDING
    size, lines = fit_text(value, FIELD_FONT, inner_width, inner_height, largest=10.0)
    first = height - _PADDING - size if field.multiline else (height - size) / 2 + size * 0.15
    content = [f"/Tx BMC q {_PADDING - 1} 1 {width - 2 * _PADDING + 2:.2f} {height - 2:.2f} re W n"]
    if value:
        content.append(f"BT /Helv {size} Tf {_TEXT_COLOUR} {size * LEADING:.2f} TL {_PADDING} {first:.2f} Td")
        content.extend(f"({_escape(line)}) Tj T*" for line in lines)
        content.append("ET")
    content.append("Q EMC")
    stream = DecodedStreamObject()
    stream.set_data("\n".join(content).encode("cp1252", errors="replace"))
    stream.update({
        NameObject("/Type"): NameObject("/XObject"),
        NameObject("/Subtype"): NameObject("/Form"),
        NameObject("/BBox"): ArrayObject(FloatObject(edge) for edge in (0, 0, width, height)),
        NameObject("/Resources"): DictionaryObject({
            NameObject("/Font"): DictionaryObject({NameObject("/Helv"): font}),
        }),
    })  # fmt: skip
    return stream


def _escape(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _add_structure(writer: PdfWriter, page: FormPage, widgets: Mapping[str, IndirectObject]) -> None:
    sheet = writer.pages[0]
    root = writer._add_object(DictionaryObject({NameObject("/Type"): NameObject("/StructTreeRoot")}))
    document = _add_element(writer, "Document", root)
    children: list[IndirectObject] = []
    by_mark: list[IndirectObject] = []
    by_widget: list[IndirectObject] = []
    for item in page.items:
        element = _add_element(writer, item.role if isinstance(item, Mark) else "Form", document)
        entry = _dictionary(element)
        entry[NameObject("/Pg")] = _reference(sheet)
        if isinstance(item, Mark):
            entry[NameObject("/K")] = NumberObject(item.number)
            if item.description:
                entry[NameObject("/Alt")] = TextStringObject(item.description)
            by_mark.append(element)
        else:
            entry[NameObject("/K")] = DictionaryObject(
                {
                    NameObject("/Type"): NameObject("/OBJR"),
                    NameObject("/Obj"): widgets[item.name],
                    NameObject("/Pg"): _reference(sheet),
                }
            )
            by_widget.append(element)
            _dictionary(widgets[item.name])[NameObject("/StructParent")] = NumberObject(len(by_widget))
        children.append(element)
    _dictionary(document)[NameObject("/K")] = ArrayObject(children)
    sheet[NameObject("/StructParents")] = NumberObject(0)
    numbers = ArrayObject([NumberObject(0), ArrayObject(by_mark)])
    for key, element in enumerate(by_widget, start=1):
        numbers.extend([NumberObject(key), element])
    _dictionary(root).update(
        {
            NameObject("/K"): document,
            NameObject("/ParentTree"): writer._add_object(DictionaryObject({NameObject("/Nums"): numbers})),
            NameObject("/ParentTreeNextKey"): NumberObject(len(by_widget) + 1),
        }
    )
    writer.root_object.update(
        {
            NameObject("/StructTreeRoot"): root,
            NameObject("/MarkInfo"): DictionaryObject({NameObject("/Marked"): BooleanObject(True)}),
            NameObject("/Lang"): TextStringObject("nl-NL"),
            NameObject("/ViewerPreferences"): DictionaryObject(
                {NameObject("/DisplayDocTitle"): BooleanObject(True)}
            ),
        }
    )


def _add_element(writer: PdfWriter, role: str, parent: IndirectObject) -> IndirectObject:
    return writer._add_object(DictionaryObject({
        NameObject("/Type"): NameObject("/StructElem"),
        NameObject("/S"): NameObject(f"/{role}"),
        NameObject("/P"): parent,
    }))  # fmt: skip


def _dictionary(reference: IndirectObject) -> DictionaryObject:
    target = reference.get_object()
    assert isinstance(target, DictionaryObject)
    return target


def _reference(target: DictionaryObject) -> IndirectObject:
    reference = target.indirect_reference
    assert reference is not None
    return reference
