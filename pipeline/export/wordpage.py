"""A Word document in the making: the house's styles, headings that navigate, quotes, links and pictures."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any, Final

from docx import Document
from docx.enum.section import WD_SECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from pipeline.export.fixedzip import fix_zip
from pipeline.export.heading import thread_png
from pipeline.export.letters import xml_text
from pipeline.export.typesetting import COLOURS

_FACE: Final = "Calibri"


def _rgb(name: str) -> RGBColor:
    return RGBColor.from_string(COLOURS[name][1:].upper())


class WordPage:
    """Builds an A4 Word document from top to bottom.

    Parameters
    ----------
    title, subject, footer
        Of the document; the footer gets the page number behind it.
    margin_mm
        Above and below the text.
    identifier
        Of what the document was made of; kept in its properties.
    text_pt
        Size of quotes, tables, lists, and paragraphs that have no size of their own.
    """

    def __init__(
        self,
        title: str,
        subject: str,
        footer: str,
        margin_mm: float = 22,
        text_pt: float = 10.5,
        identifier: str = "",
    ) -> None:
        self._text_pt = text_pt
        self._document: Any = Document()
        self._n_bookmarks = 0
        properties = self._document.core_properties
        properties.title, properties.subject, properties.language = title, subject, "nl-NL"
        properties.author = "Gesprekken over ambtelijk vakmanschap"
        properties.comments = ""
        properties.identifier = identifier
        self._set_styles()
        section = self._document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin, section.right_margin = Mm(25), Mm(20)
        section.top_margin = section.bottom_margin = Mm(margin_mm)
        below = section.footer.paragraphs[0]
        self._run(below, f"{footer}    ", 8.5, "soft")
        _add_field(self._run(below, "", 8.5, "soft"), "PAGE")

    def ribbon(self) -> None:
        """Let the red thread of the forms run above every page."""
        header = self._document.sections[0].header
        self._document.sections[0].header_distance = Mm(4)
        shape = header.paragraphs[0].add_run().add_picture(BytesIO(thread_png()), width=Mm(165))
        shape._inline.docPr.set("descr", "Een rode draad, als versiering")

    def title(self, text: str, above: str) -> None:
        """Open with a small line and the title of the document."""
        first = self._document.add_paragraph()
        first.paragraph_format.space_after = Pt(0)
        self._run(first, above, 11, "thread", bold=True)
        self._document.add_paragraph(xml_text(text), style="Title")

    def heading(self, text: str, level: int, bookmark: str = "", aside: str = "") -> None:
        """Add a heading; the bookmark is where `link` jumps to, `aside` follows it in small print."""
        paragraph = self._document.add_heading(xml_text(text), level)
        if aside:
            self._run(paragraph, f"  {aside}", 9, "soft", bold=False)
        if bookmark:
            self._mark(paragraph, bookmark)

    def paragraph(
        self, text: str, size: float | None = None, colour: str = "ink", bold: bool = False
    ) -> None:
        """Add a paragraph."""
        self._run(self._document.add_paragraph(), text, size or self._text_pt, colour, bold)

    def points(self, texts: Sequence[str], numbered: bool = False) -> None:
        """Add a list, with numbers when its order matters; every numbered list starts at 1."""
        start = self._new_numbering() if numbered else None
        for place, text in enumerate(texts, start=1):
            paragraph = self._document.add_paragraph(style="List Number" if numbered else "List Bullet")
            paragraph.paragraph_format.space_after = Pt(6 if place == len(texts) else 2)
            if start is not None:
                properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
                properties.get_or_add_ilvl().val = 0
                properties.get_or_add_numId().val = start
            self._run(paragraph, text, self._text_pt, "ink")

    def banner(self, text: str) -> None:
        """Add a paragraph that stands out: a panel with the red thread beside it."""
        paragraph = self._document.add_paragraph()
        _add_edge(paragraph, COLOURS["thread"][1:], 36)
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), COLOURS["paper"][1:])
        _insert_in_order(paragraph, shade)
        self._run(paragraph, text, self._text_pt, "ink", bold=True)

    def quote(self, text: str, number: int | None = None, beside: str = "") -> None:
        """Add a quote exactly as it was written, with a link to its source or a remark behind it."""
        paragraph = self._document.add_paragraph(style="Quote")
        self._run(paragraph, text, self._text_pt, "ink")
        if number is not None:
            self._link(paragraph, f" [{number}]", f"bron{number}")
        if beside:
            paragraph.paragraph_format.space_after = Pt(3)
            self._run(paragraph, f"   {beside}", 9, "soft")

    def source(self, number: int, text: str) -> None:
        """Add the source with a number; quotes jump to it."""
        paragraph = self._document.add_paragraph()
        paragraph.paragraph_format.left_indent = Mm(11)
        paragraph.paragraph_format.first_line_indent = Mm(-11)
        paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(11))
        paragraph.paragraph_format.space_after = Pt(2)
        self._run(paragraph, f"[{number}]", 9, "thread")
        self._run(paragraph, f"\t{text}", 9, "ink")
        self._mark(paragraph, f"bron{number}")

    def picture(self, png: bytes, width_mm: float, description: str) -> None:
        """Add a picture with a description for who can't see it."""
        paragraph = self._document.add_paragraph()
        shape = paragraph.add_run().add_picture(BytesIO(png), width=Mm(width_mm))
        shape._inline.docPr.set("descr", xml_text(description))

    def table(
        self,
        headings: tuple[str, ...],
        rows: Sequence[tuple[str, ...]],
        links: list[str],
        widths_mm: tuple[float, ...],
    ) -> None:
        """Add a table; the first cell of each row jumps to its link ("" for none)."""
        table = self._document.add_table(rows=1, cols=len(headings))
        table.autofit = False
        for cell, text in zip(table.rows[0].cells, headings, strict=True):
            self._run(cell.paragraphs[0], text, 10, "soft", bold=True)
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for row, link in zip(rows, links, strict=True):
            first, *others = table.add_row().cells
            if link:
                self._link(first.paragraphs[0], row[0], link)
            else:
                self._run(first.paragraphs[0], row[0], self._text_pt, "ink")
            for cell, text in zip(others, row[1:], strict=True):
                self._run(cell.paragraphs[0], text, self._text_pt, "ink")
        for column, width in zip(table.columns, widths_mm, strict=True):
            column.width = Mm(width)
        for row in table.rows:
            for cell, width in zip(row.cells, widths_mm, strict=True):
                cell.width = Mm(width)
                cell.paragraphs[0].paragraph_format.space_after = Pt(2)
        _rule_rows(table)

    def two_columns(self) -> None:
        """Set what follows in two columns."""
        section = self._document.add_section(WD_SECTION.CONTINUOUS)
        columns = section._sectPr.find(qn("w:cols"))
        columns.set(qn("w:num"), "2")
        columns.set(qn("w:space"), "400")

    def one_column(self) -> None:
        """Set what follows over the whole width again."""
        section = self._document.add_section(WD_SECTION.CONTINUOUS)
        section._sectPr.find(qn("w:cols")).set(qn("w:num"), "1")

    def finish(self) -> bytes:
        """Return the document; the same content, the same bytes."""
        buffer = BytesIO()
        self._document.save(buffer)
        return fix_zip(buffer.getvalue())

    def _set_styles(self) -> None:
        styles = self._document.styles
        sizes = {
            "Normal": self._text_pt,
            "Title": 26,
            "Heading 1": 20,
            "Heading 2": 13,
            "Heading 3": 11.5,
            "Quote": self._text_pt,
            "Footer": 8.5,
        }
        for name, size in sizes.items():
            style = styles[name]
            style.font.size, style.font.name, style.font.italic = Pt(size), _FACE, False
            style.font.color.rgb = _rgb("thread" if name in ("Heading 2", "Heading 3") else "ink")
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for key in [key for key in fonts.attrib if key.endswith("Theme")]:
                del fonts.attrib[key]
            for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
                fonts.set(qn(script), _FACE)
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), "nl-NL")
        styles["Normal"].element.get_or_add_rPr().append(language)
        for border in styles["Title"].element.iter(qn("w:pBdr")):
            border.getparent().remove(border)
            break
        styles["Heading 1"].paragraph_format.page_break_before = True
        styles["Heading 1"].paragraph_format.space_before = Pt(0)
        styles["Heading 2"].paragraph_format.space_before = Pt(11)
        styles["Heading 3"].paragraph_format.space_before = Pt(6)
        styles["Heading 3"].paragraph_format.space_after = Pt(2)
        styles["Normal"].paragraph_format.space_after = Pt(5)
        styles["Heading 2"].paragraph_format.space_after = Pt(4)
        quote = styles["Quote"].paragraph_format
        quote.left_indent, quote.space_after, quote.keep_together = Mm(4), Pt(7), True
        _add_edge(styles["Quote"], COLOURS["wash"][1:], 18)

    def _new_numbering(self) -> int:
        """Return the id of a numbering of its own, that starts at 1."""
        numbering = self._document.part.numbering_part.element
        style = self._document.styles["List Number"].element.pPr.numPr.numId.val
        abstract = numbering.num_having_numId(style).abstractNumId.val
        fresh = numbering.add_num(abstract)
        fresh.add_lvlOverride(ilvl=0).add_startOverride(1)
        return int(fresh.numId)

    def _run(self, paragraph: Any, text: str, size: float, colour: str, bold: bool = False) -> Any:
        run = paragraph.add_run(xml_text(text))
        run.font.size, run.font.color.rgb, run.font.bold = Pt(size), _rgb(colour), bold
        return run

    def _link(self, paragraph: Any, text: str, bookmark: str) -> None:
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), bookmark)
        link.append(self._run(paragraph, text, self._text_pt, "thread")._r)
        paragraph._p.append(link)

    def _mark(self, paragraph: Any, bookmark: str) -> None:
        self._n_bookmarks += 1
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for element in (start, end):
            element.set(qn("w:id"), str(self._n_bookmarks))
        start.set(qn("w:name"), bookmark)
        paragraph._p.append(start)
        paragraph._p.append(end)


def _add_edge(target: Any, colour: str, eighths: int) -> None:
    """Draw a line on the left of a paragraph or style, in eighths of a point."""
    borders, left = OxmlElement("w:pBdr"), OxmlElement("w:left")
    for key, value in (("val", "single"), ("sz", str(eighths)), ("space", "8"), ("color", colour)):
        left.set(qn(f"w:{key}"), value)
    borders.append(left)
    _insert_in_order(target, borders)


def _insert_in_order(target: Any, element: Any) -> None:
    """Put a paragraph property where the standard's order wants it: before spacing, indent and what follows."""
    properties = (target._p if hasattr(target, "_p") else target.element).get_or_add_pPr()
    late = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl", "w:rPr")
    names = {qn(name) for name in (late if element.tag == qn("w:pBdr") else late[1:])}
    for child in properties:
        if child.tag in names:
            child.addprevious(element)
            return
    properties.append(element)


def _rule_rows(table: Any) -> None:
    borders = OxmlElement("w:tblBorders")
    for side in ("bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", COLOURS["line"][1:])):
            line.set(qn(f"w:{key}"), value)
        borders.append(line)
    table._tbl.tblPr.append(borders)


def _add_field(run: Any, instruction: str) -> None:
    for kind, text in (("begin", ""), ("", instruction), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)
