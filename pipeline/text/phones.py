"""Telephone numbers in every notation that people use."""

from __future__ import annotations

import re
from collections.abc import Iterator

import phonenumbers

from pipeline.text.context import before, is_case_number
from pipeline.text.spans import Kind, Span

_GAP = r"[\s.\-‐–—/_·]{0,3}"
_DUTCH = re.compile(
    rf"(?<![\w.,@+])(?<!\d-)\(?(?:(?:\+"
    rf"|00){_GAP}\(?31\)?{_GAP}(?:\(\s?0\s?\){_GAP})?0?(?=[\s\d.(\-‐–/_]*\d)|0)"
    rf"(?:\)?{_GAP}\(?\d){{8,10}}(?![\d@]|[.,]\d)"
)
_FOREIGN = re.compile(r"(?<![\w.,@])(?:\+|00)[1-9](?:[\s.\-‐–/()]{0,2}\d){7,13}(?!\d)")
_NAMED = re.compile(
    r"\b(?:tel(?:efoon)?(?:nummer|nr)?|telnr|mobiel(?:e)?(?:\s?nummer)?|mob|gsm|06-?nummer|whatsapp"
    r"|signal|bel(?:len)?|appen?|sms)"
    r"(?:\b\.?|\.)\s*(?:(?:me|mij|hem|haar|even|op|is|via|naar|nummer|dan|gewoon|:|=|-)\s*){0,4}"
    r"(?P<number>\(?[1-9+(](?:[\s.\-–/()]{0,2}\d){6,10})(?![\d@]|[.,]\d)",
    re.IGNORECASE,
)
_EXTENSION = re.compile(
    r"\b(?:toestel(?:nummer|nr)?|tst|doorkies(?:nummer|nr)?|doorkiezen|doorkies|ext(?:ensie)?"
    r"|int(?:ern)?\.?\s(?:nummer|nr)"
    r"|intern|tel(?:efoon)?(?:nummer|nr)?|nummer|bereikbaar op|bel(?:len)?(?: \w+)? op)\.?\s*(?:(?:is|op"
    r"|van|nr|met|:|=|-|\()\s*){0,3}"
    r"(?P<number>\d{3,6}|\d[ .-]\d{3,4}|\d{2}[ .-]\d{2}(?:[ .-]\d{2})?)(?![\d\w]|[.,/-]\d|\s?(?:euro|uur"
    r"|mensen|keer|%|mei|jaar))",
    re.IGNORECASE,
)
_DIGIT_WORD = r"(?:nul|nulzes|een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|dubbel|twaalf|\d{1,2})"
_SPOKEN = re.compile(
    rf"\b(?:nul[\s-]?zes|nul|06|0\d)(?:[\s,.\-–]{{1,3}}(?:(?:elf|twaalf|dertien|veertien|\w{{3,6}}tien"
    rf"|\w{{0,14}}tig)\b|{_DIGIT_WORD}\b)){{4,10}}",
    re.IGNORECASE,
)
_DATE_TIME = re.compile(r"\(?\d{1,2}[-/. ]\d{1,2}[-/. ](?:19|20)\d{2}")
_OWN = re.compile(
    r"(?:(?<!\w)[TtMm]\b[.:]?|\b(?:doorkies\w*|mobiel|direct|rechtstreeks)|\b(?:bel|bereik|app)\w*\b.{0,20}\b(?:me|mij|hem|haar)\b.{0,12})"
    r"\W{0,4}$"
)
# Numbers that belong to a service: free or paid lines, company-wide numbers, and numbers for machines.
_SERVICE_PREFIXES = ("800", "900", "906", "909", "88", "14", "97", "82", "84", "87", "67")


def find_phones(text: str) -> Iterator[Span]:
    """Yield telephone numbers of people; service lines (0800, 0900, 088, 14xx) are kept."""
    for match in _DUTCH.finditer(text):
        is_phone = _is_dutch_number(match.group()) or _is_direct_line(text, match)
        if is_phone and not is_case_number(text, match.start()):
            yield Span(*_trim(match), Kind.PHONE)
    for match in _FOREIGN.finditer(text):
        if _is_foreign_number(match.group()):
            yield Span(*match.span(), Kind.PHONE)
    yield from _find_named(text)
    for match in _SPOKEN.finditer(text):
        if _n_spoken_digits(match.group()) >= 8:
            yield Span(*match.span(), Kind.PHONE)


def _is_direct_line(text: str, match: re.Match[str]) -> bool:
    """Tell whether a company-wide number is somebody's own: T 088 … in a signature, bel mij op 088 …."""
    national = _national(match.group())
    return (
        len(national) == 9
        and national.startswith("88")
        and bool(_OWN.search(before(text, match.start(), 40)))
    )


def _trim(match: re.Match[str]) -> tuple[int, int]:
    """Leave out an opening bracket that the number does not close."""
    start, end = match.span()
    if match.group().startswith("(") and ")" not in match.group():
        start += 1
    return start, end


def _find_named(text: str) -> Iterator[Span]:
    for match in _NAMED.finditer(text):
        digits = _national(match["number"])
        is_case = is_case_number(text, match.start("number"))
        if 7 <= len(digits) <= 11 and not is_case and not digits.startswith(("800", "900", "88", "14")):
            yield Span(*match.span("number"), Kind.PHONE)
    for match in _EXTENSION.finditer(text):
        if _is_extension(text, match):
            yield Span(*match.span("number"), Kind.PHONE)


def _is_extension(text: str, match: re.Match[str]) -> bool:
    digits = re.sub(r"\D", "", match["number"])
    lead = match.group()[: match.start("number") - match.start()].lower()
    if lead.startswith(("nummer", "bel", "bereikbaar", "tel")):
        near = before(text, match.start() + len(lead), 40).lower()
        called = re.search(
            r"\b(?:bel|bellen|belt|bereik\w*|toestel|doorkies\w*|tel|telefoon\w*|intern)\b", near
        )
        return bool(called) and len(digits) >= 4 and not re.match(r"14|112$|116|144$|19|20", digits)
    return not (lead.startswith("int") and len(digits) < 4)


def _national(candidate: str) -> str:
    digits = re.sub(r"\D", "", candidate)
    bare = candidate.lstrip("( ")
    if bare.startswith("+"):
        digits = digits[2:]
    elif bare.startswith("00"):
        digits = digits[4:]
    return digits.removeprefix("0")


def _is_dutch_number(candidate: str) -> bool:
    national = _national(candidate)
    if len(national) != 9 or national.startswith(_SERVICE_PREFIXES) or _DATE_TIME.match(candidate):
        return False
    if national[0] == "6":
        return True
    number = phonenumbers.PhoneNumber(country_code=31, national_number=int(national))
    return phonenumbers.is_possible_number(number) and national[0] in "1234578"


def _is_foreign_number(candidate: str) -> bool:
    compact = "+" + re.sub(r"\D", "", candidate).removeprefix("00")
    if compact.startswith("+31"):
        return False
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(compact, None))
    except phonenumbers.NumberParseException:
        return False


def _n_spoken_digits(words: str) -> int:
    total = 0
    for word in re.findall(r"[^\W_]+", words.lower()):
        total += 2 if len(word) == 2 and word.isdigit() else 1
        total += 1 if word.endswith(("tien", "tig", "elf", "twaalf")) or word == "nulzes" else 0
    return total
