"""Sample reports, as their makers would lay them out: Word documents, plain text, and the words they share."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from textwrap import wrap
from typing import Any, Final

from docx import Document
from docx.shared import Pt, RGBColor

from pipeline.export.fixedzip import fix_zip
from pipeline.export.sample_conversation import NUMBERS, WEEKDAYS, SampleConversation
from pipeline.export.sample_people import Person
from pipeline.formdefs import FORMAT_LABELS

HEADINGS: Final = {
    "verhaal": ("Verhalen", "Verhalen aan tafel", "Wat er verteld werd", "Verhalen uit de praktijk"),
    "rode_draad": ("Rode draden", "Wat ons opviel", "Rode draden uit het gesprek", "Hoofdlijnen"),
    "citaat": ("Citaten", "Gehoord aan tafel", "In hun eigen woorden", "Uitspraken"),
    "afsluiting": ("Afsluiting", "Tot slot", "Afronding", "Ten slotte"),
}
"""Headings that people put above each kind of thought; readers know them from `pipeline.formdefs`."""

_TITLES: Final = {
    "verslag": ("Verslag gesprek ambtelijk vakmanschap", "Gespreksverslag", "Verslag van het gesprek"),
    "reporter": ("Verslag van de reporter", "Reporterverslag", "Tekst van de reporter"),
}
_FONTS: Final = ("Calibri", "Verdana", "Arial", "Cambria")


def heading_of(conversation: SampleConversation, field: str) -> str:
    """Return the heading this conversation's reporter puts above a field."""
    return conversation.pick(f"heading {field}", HEADINGS[field])


def title_of(conversation: SampleConversation) -> str:
    """Return the title of this conversation's report."""
    return conversation.pick("title", _TITLES[conversation.report_form])


def opening_line(conversation: SampleConversation) -> str:
    """Return the facts of the conversation as one flowing sentence or two."""
    people = NUMBERS.get(conversation.n_participants, str(conversation.n_participants))
    day = WEEKDAYS[conversation.held_on.weekday()]
    return (
        f"Op {day} {conversation.date_nl} spraken {people} medewerkers van {conversation.organisation_with_article} "
        f"met elkaar over ambtelijk vakmanschap (domein: {conversation.domain}, gespreksvorm: "
        f"{FORMAT_LABELS[conversation.format]}). Gespreksnummer: {conversation.reference}."
    )


def fact_lines(conversation: SampleConversation) -> list[tuple[str, str]]:
    """Return the facts of the conversation as label and value, as they head a report."""
    return [
        ("Gespreksnummer", conversation.reference),
        ("Datum", conversation.date_nl),
        ("Organisatie", conversation.organisation),
        ("Domein", conversation.domain),
        ("Gespreksvorm", FORMAT_LABELS[conversation.format]),
        (conversation.pick("people", ("Aantal deelnemers", "Deelnemers")), str(conversation.n_participants)),
    ]


def make_word_report(conversation: SampleConversation, reporter: Person) -> bytes:
    """Return the report as a Word document with headings, paragraphs, lists and quotes."""
    document = Document()
    document.core_properties.title = title_of(conversation)
    document.core_properties.author = reporter.name
    document.core_properties.language = "nl-NL"
    document.styles["Normal"].font.name = conversation.pick("font", _FONTS)
    document.styles["Normal"].font.size = Pt(10.5)
    title = document.add_heading(title_of(conversation), level=0)
    title.runs[0].font.color.rgb = RGBColor(0x14, 0x32, 0x3F)
    layout: Callable[[Any, SampleConversation, Person], None] = conversation.pick("layout", _OPENINGS)
    layout(document, conversation, reporter)
    for field, texts in conversation.texts.items():
        document.add_heading(heading_of(conversation, field), level=1)
        style = {"rode_draad": "List Bullet", "citaat": "Quote"}.get(field, "Normal")
        for text in texts:
            document.add_paragraph(text, style=style)
    output = BytesIO()
    document.save(output)
    return fix_zip(output.getvalue())


def _open_with_table(document: Any, conversation: SampleConversation, reporter: Person) -> None:
    facts = [*fact_lines(conversation), ("Verslag", reporter.name)]
    table = document.add_table(rows=len(facts), cols=2, style="Light Grid Accent 1")
    for row, (label, value) in zip(table.rows, facts, strict=True):
        row.cells[0].text, row.cells[1].text = label, value


def _open_with_lines(document: Any, conversation: SampleConversation, reporter: Person) -> None:
    for label, value in [*fact_lines(conversation), ("Verslag", reporter.name)]:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.add_run(f"{label}: ").bold = True
        paragraph.add_run(value)


def _open_with_sentence(document: Any, conversation: SampleConversation, reporter: Person) -> None:
    document.add_paragraph(opening_line(conversation)).runs[0].italic = True


_OPENINGS: Final = (_open_with_table, _open_with_lines, _open_with_sentence)


def make_text_report(conversation: SampleConversation) -> str:
    """Return the report as plain text, as it stands in a mail or a text file; some are wrapped at 76 characters."""
    in_lines = conversation.pick("text layout", (True, False))
    parts = [_fact_paragraph(conversation)] if in_lines else [opening_line(conversation)]
    for field, texts in conversation.texts.items():
        heading = heading_of(conversation, field)
        parts.append(heading.upper() if in_lines else f"{heading}:")
        mark = "- " if field == "rode_draad" else ""
        separator = "\n" if mark else "\n\n"
        parts.append(separator.join(_wrapped(conversation, f"{mark}{text}") for text in texts))
    return "\n\n".join(parts)


def _fact_paragraph(conversation: SampleConversation) -> str:
    return "\n".join(f"{label}: {value}" for label, value in fact_lines(conversation))


def _wrapped(conversation: SampleConversation, text: str) -> str:
    if conversation.pick("wrap", (True, False, False)):
        indent = "  " if text.startswith("- ") else ""
        return "\n".join(
            wrap(text, 76, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
        )
    return text
