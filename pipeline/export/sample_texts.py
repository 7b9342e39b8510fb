"""The sample as plain text, Markdown and separated values, in the encodings that people's programs write."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date
from io import StringIO

from pipeline.export.sample_conversation import SampleConversation
from pipeline.export.sample_reports import fact_lines, heading_of, make_text_report, title_of
from pipeline.formdefs import FORMS, TABLE_COLUMNS, form_of

_FORM_IDS = tuple(form.form_id for form in FORMS)


def table_rows(conversations: Iterable[SampleConversation]) -> list[tuple[str | int | date, ...]]:
    """Return one row per bouwsteen, with the values of `pipeline.formdefs.TABLE_COLUMNS`."""
    return [
        (
            c.reference,
            c.held_on,
            c.organisation,
            c.domain,
            c.format,
            c.report_form,
            c.n_participants,
            field,
            text,
        )
        for c in conversations
        for field, texts in c.texts.items()
        for text in texts
    ]


def make_csv(conversations: Iterable[SampleConversation], delimiter: str, encoding: str) -> bytes:
    """Return conversations as a table of separated values."""
    output = StringIO(newline="")
    writer = csv.writer(output, delimiter=delimiter)
    writer.writerow(TABLE_COLUMNS)
    writer.writerows(table_rows(conversations))
    return output.getvalue().encode(encoding)


def make_text(conversation: SampleConversation) -> str:
    """Return a conversation as someone types it over into a text file or a mail."""
    if conversation.report_form not in _FORM_IDS:
        return make_text_report(conversation)
    in_capitals = conversation.pick("capitals", (True, False, False))
    parts = ["\n".join(f"{label}: {value}" for label, value in fact_lines(conversation))]
    for box in form_of(conversation.report_form).boxes:
        texts = conversation.texts.get(box.field_id, ())
        label = box.label_nl.upper() if in_capitals else box.label_nl
        if len(texts) == 1:
            parts.append(f"{label}: {texts[0]}")
        elif texts:
            parts.append("\n".join([f"{label}:", *(f"- {text}" for text in texts)]))
    return "\n\n".join(parts) + "\n"


def make_markdown(conversation: SampleConversation) -> str:
    """Return a conversation as Markdown, with headings, lists and quotes."""
    is_form = conversation.report_form in _FORM_IDS
    title = form_of(conversation.report_form).title_nl if is_form else title_of(conversation)
    parts = [f"# {title}", "\n".join(f"- **{label}:** {value}" for label, value in fact_lines(conversation))]
    labels = (
        {box.field_id: box.label_nl for box in form_of(conversation.report_form).boxes} if is_form else {}
    )
    for field, texts in conversation.texts.items():
        parts.append(f"## {labels[field] if is_form else heading_of(conversation, field)}")
        if field == "citaat":
            parts.extend(f"> {text}" for text in texts)
        elif is_form or field == "rode_draad":
            parts.append("\n".join(f"* {text}" for text in texts))
        else:
            parts.extend(texts)
    return "\n\n".join(parts) + "\n"
