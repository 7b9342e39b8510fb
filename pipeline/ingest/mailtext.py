"""What the writer of a mail says, without what mail programs and habits put around it.

Left out: greeting, closing with signature, disclaimers, footers of phones, and quoted earlier mails. A
forwarded mail is the message itself, so there what was forwarded stays and only its header lines go.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.ingest.reader import Block


def _any_of(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


_GREETING = _any_of(
    r"(?:beste|geachte|hallo|hoi|hi|hey|hé|dag|lieve)\b[^.:;?]{0,70}[,!.:]?$",
    r"(?:dear|hello|good (?:morning|afternoon))\b[^.:;?]{0,70}[,!.:]?$",
    r"goede(?:n)?\s?(?:morgen|middag|avond|dag)\b[^.:;?]{0,70}[,!.:]?$",
    r"l\.?\s?s\.?\s*[,.]?$",
    r"(?:allen|allemaal|collega['’]?s|dames en heren)\s*[,!]$",
)
_CLOSING = _any_of(
    r"(?:met )?(?:(?:vriendelijke|hartelijke|warme|collegiale|beste|zonnige|kerst)\s*)+groet\w*\b.{0,40}$",
    r"(?:with )?(?:(?:kind|best|warm)\s*)+(?:regards|wishes)\b.{0,40}$",
    r"(?:groet(?:en|jes)?|mvg|m\.?v\.?g\.?|vr\.?\s?gr\.?|gr\.|hoogachtend|regards|cheers)(?!\w)[^.:;?]{0,30}$",
)
_DISCLAIMER = _any_of(
    r"(?:dit|deze) (?:e-?mail|mail|(?:e-?mail)?bericht)\b.{0,120}?"
    r"(?:bestemd|vertrouwelijk|geadresseerde|buiten (?:de|uw|onze) organisatie|verzonden aan|aansprakelijk)",
    r"this (?:e-?mail|message|communication)\b.{0,120}?(?:intended|confidential|outside)",
    r"de informatie in (?:dit|deze) (?:e-?mail|mail|bericht)",
    r"(?:aanvaardt|accepteert) geen aansprakelijkheid",
    r"accepts no liability",
    r"\bniet de geadresseerde\b",
    r"denk aan het milieu",
    r"think (?:of|before).{0,30}(?:environment|print)",
)
_FOOTER = _any_of(
    r"(?:verzonden|verstuurd|sent|gesendet)\s+(?:vanaf|vanuit|via|from|met|von)\s+(?:mijn|my|meinem|een|outlook|mail)",
    r"(?:outlook voor|get outlook for|download outlook)\b",
    r"\[cid:[^\]]+\]$",
    r"<?image\d{3}\.(?:png|jpg|gif)>?$",
)
_QUOTE_INTRO = _any_of(
    r"(?:op|on)\s.{4,160}\s(?:schreef|wrote)\b.{0,120}:$",
    r".{2,80}\s(?:schreef op|wrote on)\s.{4,60}:$",
    r"[-_\s]*(?:oorspronkelijk bericht|original message|ursprüngliche nachricht)[-_\s]*$",
)
_FORWARD_INTRO = _any_of(
    r"[-_\s]*(?:begin |start )?doorgestuurde? (?:bericht|e-?mail)\s*:?[-_\s]*$",
    r"[-_\s]*(?:begin )?forwarded (?:message|by .{0,60})\s*:?[-_\s]*$",
)
_FORWARD_SUBJECT = _any_of(r"\s*(?:(?:re|antw|aw)\s*:\s*)*(?:fw|fwd|doorst|doorgest|wg|tr)\s*:")
_HEADER_LINE = _any_of(
    r"[*_]*(?:van|verzonden|datum|aan|onderwerp|bijlagen?|prioriteit|beantwoorden aan|urgentie)\s?[*_]*:",
    r"[*_]*(?:from|sent|date|to|cc|bcc|subject|attachments?|importance|reply-to)\s?[*_]*:",
)
_SENDER_LINE = _any_of(r"[*_]*(?:van|from)\s?[*_]*:")
# A signature is short lines; a line of more words after it is text again.
_MAX_SIGNATURE_WORDS = 14
_MAX_SIGNATURE_LINES = 14


def own_text(text: str, subject: str) -> str:
    """Return the writer's own lines of a plain text body."""
    lines = text.split("\n")
    keep = own_lines(lines, subject)
    return "\n".join(line for line, own in zip(lines, keep, strict=True) if own).strip("\n")


def own_blocks(blocks: Sequence[Block], subject: str) -> list[Block]:
    """Return the writer's own part of a body in blocks; blocks of which nothing stays are left out."""
    lines = [(number, line) for number, block in enumerate(blocks) for line in block.text.split("\n")]
    kept: dict[int, list[str]] = {}
    for (number, line), keep in zip(lines, own_lines([line for _, line in lines], subject), strict=True):
        if keep:
            kept.setdefault(number, []).append(line)
    texts = {number: "\n".join(own).strip("\n") for number, own in kept.items()}
    return [replace(blocks[number], text=text) for number, text in texts.items() if text.strip()]


def own_lines(lines: Sequence[str], subject: str) -> list[bool]:
    """Tell of each line whether it is the writer's own (or, in a forwarded mail, what was forwarded)."""
    stripped = [re.sub(r"^(?:>\s?)+", "", line).strip() for line in lines]
    quoted = [line.lstrip().startswith(">") for line in lines]
    start = _first_quote(stripped, quoted)
    keep = _keep_around(stripped, 0, start)
    if start < len(lines) and (_is_forward(stripped[start]) or _FORWARD_SUBJECT.match(subject)):
        keep += _keep_forwarded(stripped, start)
    else:
        keep += [False] * (len(lines) - start)
    return [kept and not (quoted[i] and i < start) for i, kept in enumerate(keep)]


def unfold_flowed(text: str, delete_space: bool) -> str:
    """Return a ``format=flowed`` text (RFC 3676) with its soft line breaks taken out."""
    result: list[str] = []
    joins = False
    for raw in text.split("\n"):
        line = raw[1:] if raw.startswith(" ") else raw
        flows = line.endswith(" ") and line != "-- "
        content = line[:-1] if flows and delete_space else line
        if joins and not line.startswith(">"):
            result[-1] += content
        else:
            result.append(content)
        joins = flows and not line.startswith(">")
    return "\n".join(result)


def _first_quote(lines: Sequence[str], quoted: Sequence[bool]) -> int:
    """Return the number of the line at which an earlier mail begins, or the number of lines."""
    for i, line in enumerate(lines):
        pair = f"{line} {lines[i + 1]}" if i + 1 < len(lines) else line
        if _QUOTE_INTRO.match(line) or _is_forward(line) or _is_header(lines, i):
            return i
        if line[:3].lower() in ("op ", "on ") and not line.endswith((".", ":")) and _QUOTE_INTRO.match(pair):
            return i
    # Quoted lines without an introduction only end the text when nothing unquoted follows.
    n_tail = next((n for n, is_quoted in enumerate(reversed(quoted)) if not is_quoted), len(quoted))
    return len(lines) - n_tail if n_tail < len(lines) else 0


def _is_forward(line: str) -> bool:
    return _FORWARD_INTRO.match(line) is not None


def _is_header(lines: Sequence[str], start: int) -> bool:
    """Tell whether the header that Outlook puts above an earlier mail starts here."""
    if not _SENDER_LINE.match(lines[start]):
        return False
    following = [line for line in lines[start : start + 10] if line][:5]
    return sum(_HEADER_LINE.match(line) is not None for line in following) >= 3


def _keep_forwarded(lines: Sequence[str], start: int) -> list[bool]:
    end = start + 1
    while end < len(lines) and (
        not lines[end] or _HEADER_LINE.match(lines[end]) or set(lines[end]) <= set("-_ ")
    ):
        end += 1
    rest = lines[end:]
    inner = _first_quote(rest, [False] * len(rest)) if rest else 0
    keep = _keep_around(rest, 0, inner)
    if inner < len(rest):
        keep += _keep_forwarded(rest, inner)
    return [False] * (end - start) + keep


def _keep_around(lines: Sequence[str], start: int, end: int) -> list[bool]:
    """Tell of the lines of one mail which are its text: no greeting, signature, disclaimer or footer."""
    keep = [True] * (end - start)
    first = next((i for i in range(start, end) if lines[i]), end)
    if first < end and _GREETING.match(lines[first]) and len(lines[first].split()) <= 9:
        keep[first - start] = False
    signature_end = start
    disclaims = False
    for i in range(start, end):
        disclaims = bool(lines[i]) and (disclaims or _DISCLAIMER.search(lines[i]) is not None)
        if lines[i] == "--" or (_CLOSING.match(lines[i]) and len(lines[i].split()) <= 8):
            signature_end = _end_of_signature(lines, i, end)
        if disclaims or i < signature_end or _FOOTER.match(lines[i]):
            keep[i - start] = False
    return keep


def _end_of_signature(lines: Sequence[str], start: int, end: int) -> int:
    """Return the line after the signature: the first with a real sentence, or after so many lines."""
    n_lines = 0
    for i in range(start + 1, end):
        n_lines += bool(lines[i])
        is_sentence = len(lines[i].split()) > _MAX_SIGNATURE_WORDS and not _DISCLAIMER.search(lines[i])
        if is_sentence or n_lines > _MAX_SIGNATURE_LINES:
            return i
    return end
