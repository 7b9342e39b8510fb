"""Word forms as Word itself complicates them: content controls, tracked changes, a comment, text boxes."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from io import BytesIO
from typing import Any, Final

from docx import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from pipeline.export.fixedzip import fix_zip

_CHANGE: Final = {"w:id": "900", "w:author": "Redactie", "w:date": "2024-01-15T09:00:00Z"}
_STRUCK_OUT: Final = "Deze zin is geschrapt en hoort er niet meer bij."
_COMMENT: Final = "Dit is een opmerking van de redactie en geen opbrengst."

_TEXT_BOX: Final = (
    '<w:p {ns}><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" type="#_x0000_t202" '
    'style="width:520pt;height:105pt"><v:textbox><w:txbxContent/></v:textbox></v:shape></w:pict></w:r></w:p>'
)


def put_in_content_controls(data: bytes) -> bytes:
    """Return the form with every filled-in paragraph of its tables inside a content control."""
    return _change(data, _wrap_in_control)


def put_in_tracked_changes(data: bytes) -> bytes:
    """Return the form with its texts as tracked insertions, each followed by a tracked deletion."""
    return _change(data, _track)


def put_in_text_boxes(data: bytes) -> bytes:
    """Return the form with what was filled in inside text boxes."""
    return _change(data, _move_to_text_box)


def add_comment(data: bytes) -> bytes:
    """Return the form with a comment beside its first text."""
    document = Document(BytesIO(data))
    paragraph = _filled_cells(document)[0].paragraphs[0]
    document.add_comment(paragraph.runs, text=_COMMENT, author="Redactie", initials="R")
    return _save(document)


def _change(data: bytes, change: Callable[[Any], None]) -> bytes:
    document = Document(BytesIO(data))
    for cell in _filled_cells(document):
        change(cell)
    return _save(document)


def _save(document: Any) -> bytes:
    output = BytesIO()
    document.save(output)
    return fix_zip(output.getvalue())


def _filled_cells(document: Any) -> list[Any]:
    return [row.cells[-1] for row in document.tables[-1].rows if row.cells[-1].text.strip()]


def _wrap_in_control(cell: Any) -> None:
    for paragraph in cell.paragraphs:
        control = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtPr><w:text/></w:sdtPr><w:sdtContent/></w:sdt>")
        element = paragraph._p
        element.addprevious(control)
        control.find(qn("w:sdtContent")).append(element)
    # A cell must end with a paragraph of its own (ECMA-376, 17.4.65).
    cell._tc.append(OxmlElement("w:p"))


def _track(cell: Any) -> None:
    for paragraph in cell.paragraphs:
        for run in paragraph.runs:
            struck_out = deepcopy(run._r)
            insertion, deletion = _changed("w:ins"), _changed("w:del")
            run._r.addprevious(insertion)
            insertion.append(run._r)
            for text in struck_out.findall(qn("w:t")):
                text.tag = qn("w:delText")
                text.text = _STRUCK_OUT
            insertion.addnext(deletion)
            deletion.append(struck_out)


def _changed(tag: str) -> Any:
    element = OxmlElement(tag)
    for name, value in _CHANGE.items():
        element.set(qn(name), value)
    return element


def _move_to_text_box(cell: Any) -> None:
    holder = parse_xml(_TEXT_BOX.format(ns=nsdecls("w")))
    content = next(holder.iter(qn("w:txbxContent")))
    for paragraph in cell.paragraphs:
        content.append(paragraph._p)
    cell._tc.append(holder)
