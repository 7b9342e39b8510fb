"""From a document to conversations: the one place that knows how forms, reports, mails and tables hold bouwstenen."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.formdefs import CANVAS, MODEL
from pipeline.ingest import kinds
from pipeline.ingest.facts import find_facts, report_form_in
from pipeline.ingest.found import UNLABELLED_FIELD, Context, FoundBouwsteen, FoundConversation
from pipeline.ingest.outgoing import drop_own_text
from pipeline.ingest.passages import Passage, Reading, read_passages
from pipeline.ingest.reader import Document
from pipeline.ingest.split import single_spaced, split_flowing, split_laid_out, split_typed
from pipeline.ingest.tabular import find_headers, read_table_conversations

__all__ = ["Context", "FoundBouwsteen", "FoundConversation", "find_conversations"]

_CANVAS_FIELDS = {box.field_id for box in CANVAS.boxes}
_MODEL_FIELDS = {box.field_id for box in MODEL.boxes}
# What people write around an attachment or a text they send; said in a mail, it is not what was said at the table.
_COVER = re.compile(
    r"(?:bijgaand|bijgevoegd|hierbij|hieronder|als bijlage|in (?:de )?bijlage|zie (?:de )?bijlage|aangehecht|namens\b"
    r"|(?:hartelijk )?(?:be)?dank|mocht(?:en)? (?:je|u|jullie|er)|laat (?:het )?(?:me|mij|ons|gerust)"
    r"|tot zo\s?ver"
    r"|veel succes|succes met|(?:we|wij|ik) (?:horen?|hoor) graag|graag (?:hoor|ontvang)"
    r"|heb(?:ben)? (?:je|u|jullie) (?:nog )?vragen|fijne? (?:dag|weekend|vakantie)"
    r"|ter info|t\.k\.n|please find|attached"
    r"|zoals (?:afgesproken|besproken|beloofd|gevraagd))",
    re.IGNORECASE,
)
_ATTACHED = re.compile(
    r"bijgaand|bijgevoegd|bijlage|bijgesloten|aangehecht|attached|attachment",
    re.IGNORECASE,
)
_AUTOMATIC = re.compile(
    r"\s*(?:automatisch (?:antwoord|bericht)|automatic reply|auto(?:matische)?[- ]?reply|out of office|afwezig"
    r"|undeliverable|niet bezorgd|onbestelbaar|delivery status|mail delivery|gelezen:|read:)",
    re.IGNORECASE,
)
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".heic", ".heif", ".webp")
_MAX_COVER_CHARS = 600
_LEAD_IN_WORDS = 12


def find_conversations(document: Document, context: Context) -> list[FoundConversation]:
    """Return the conversations in a document; one that holds no bouwsteen is none.

    Raises
    ------
    RejectError
        BAD_COLUMNS for a table that is nearly a submission.
    """
    offsets = _offsets(document)
    if headers := find_headers(document.blocks):
        return read_table_conversations(document.blocks, offsets, headers, context)
    reading = read_passages(document.blocks)
    if document.attachments or "sent_at" in document.facts:
        _drop_cover_letter(reading, document)
    if _AUTOMATIC.match(document.facts.get("subject", "")):
        return []
    bouwstenen = drop_own_text(_bouwstenen(document, reading.passages, offsets))
    if not bouwstenen:
        return []
    around = [
        document.facts.get("title", ""),
        document.facts.get("subject", ""),
        *reading.around,
        *document.facts.values(),
    ]
    facts = find_facts({**document.facts, **reading.answers}, around, context)
    report_form = _report_form(bouwstenen, "\n".join(around), context)
    return [
        FoundConversation(
            facts.reference,
            report_form,
            tuple(bouwstenen),
            facts.held_on,
            facts.held_on_from,
            facts.organisation,
            facts.organisation_from,
            facts.domain,
            facts.format,
            facts.n_participants,
            facts.template,
        )
    ]


def _offsets(document: Document) -> list[int]:
    """Return where each block begins in the document's text."""
    offsets, position = [], 0
    for block in document.blocks:
        offsets.append(position)
        position += len(block.text) + 1
    return offsets


def _bouwstenen(
    document: Document, passages: Sequence[Passage], offsets: Sequence[int]
) -> list[FoundBouwsteen]:
    found: list[FoundBouwsteen] = []
    counts: Counter[str] = Counter()
    for passage in passages:
        block = document.blocks[passage.block]
        content = block.text[passage.start : passage.end]
        field = passage.field or UNLABELLED_FIELD
        split = (
            split_laid_out
            if block.box and block.kind != "form_field"
            else split_typed
            if passage.is_typed
            else split_flowing
        )
        spans = split(content)
        for start, end in spans:
            text = single_spaced(content[start:end])
            if _is_lead_in(text):
                continue
            begin = offsets[passage.block] + passage.start
            found.append(
                FoundBouwsteen(
                    field,
                    counts[field],
                    text,
                    block.page,
                    block.box,
                    begin + start,
                    begin + end,
                    block.confidence,
                )
            )
            counts[field] += 1
    return found


def _is_lead_in(text: str) -> bool:
    """Tell whether a line only announces what follows it."""
    return text.endswith(":") and len(text.split()) <= _LEAD_IN_WORDS


def _drop_cover_letter(reading: Reading, document: Document) -> None:
    """Take out of a mail what is said about the submission; one that only announces a file holds nothing else."""

    def text_of(passage: Passage) -> str:
        return document.blocks[passage.block].text[passage.start : passage.end].strip()

    free = [passage for passage in reading.passages if passage.field is None]
    total = " ".join(text_of(passage) for passage in free)
    has_file = any(not attachment.name.lower().endswith(_PICTURES) for attachment in document.attachments)
    only_announces = (
        len(free) == len(reading.passages)
        and len(total) <= _MAX_COVER_CHARS
        and (has_file or _ATTACHED.search(total) is not None)
    )
    dropped = [passage for passage in free if only_announces or _COVER.match(text_of(passage))]
    reading.around.extend(text_of(passage) for passage in dropped)
    reading.passages = [passage for passage in reading.passages if passage not in dropped]


def _report_form(bouwstenen: Sequence[FoundBouwsteen], around: str, context: Context) -> str:
    """Return the form by the fields that were filled, else by what the document calls itself, else by its kind."""
    counts = Counter(
        "canvas" if b.field in _CANVAS_FIELDS else "model" if b.field in _MODEL_FIELDS else ""
        for b in bouwstenen
    )
    form, n = counts.most_common(1)[0]
    if form and n:
        return form
    named = report_form_in(around) or report_form_in(context.path) or report_form_in(context.mail_subject)
    if context.media_type in (kinds.PPTX, kinds.ODP):
        return "beeldverslag"
    return named or "verslag"
