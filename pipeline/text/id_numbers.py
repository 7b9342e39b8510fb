"""Numbers that belong to one person: bank accounts, citizen service, personnel and room numbers.

Where a form alone says too little, a word nearby decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum import iban
from stdnum.nl import bsn

from pipeline.text.context import before, is_case_number
from pipeline.text.spans import Kind, Span

_IBAN = re.compile(r"(?<![\w])[A-Z]{2}[ .-]?\d{2}(?:[ .\u00a0-]?[A-Z0-9]){11,30}(?![A-Z0-9])", re.IGNORECASE)
_DUTCH_IBAN = re.compile(
    r"(?<!\w)NL[ .-]?\d{2}[ .\u00a0-]{0,2}[A-Z]{4}[ .\u00a0-]{0,2}(?:\d[ .\u00a0-]?){9}\d(?!\w)",
    re.IGNORECASE,
)
_ACCOUNT_NUMBER = re.compile(
    r"\b(?:bank)?(?:rekening(?:nummer|nr)?|giro(?:nummer)?|iban)\.?\s*(?:is|van\s\w+)?\s*[:=]?\s*"
    r"(?P<number>(?:NL\w*\s*)?\d(?:[ .-]?\d){6,17})(?!\w)",
    re.IGNORECASE,
)


def find_ibans(text: str) -> Iterator[Span]:
    """Yield bank account numbers; a Dutch one also when its check digits are wrong, for people mistype."""
    for match in _DUTCH_IBAN.finditer(text):
        yield Span(*match.span(), Kind.IBAN)
    for match in _IBAN.finditer(text):
        for end in _word_ends(match.group()):
            if iban.is_valid(match.group()[:end], check_country=False):
                yield Span(match.start(), match.start() + end, Kind.IBAN)
                break
    for match in _ACCOUNT_NUMBER.finditer(text):
        yield Span(*match.span("number"), Kind.IBAN)


def _word_ends(candidate: str) -> list[int]:
    ends = [match.start() for match in re.finditer(r"[ .\u00a0-]", candidate)]
    return [len(candidate), *reversed(ends)]


_NINE = re.compile(r"(?<![\w.,/-])\d(?:[ .-]{0,3}\d){7,8}(?![\d/]|[.,-]\d|\w)")
_BSN_WORD = re.compile(
    r"\b(?:bsn\w*|burger\s?service\s?(?:nummer|nr\.?)|sofi-?\s?(?:nummer|nr\.?))", re.IGNORECASE
)
_OWN_NUMBER = re.compile(
    r"\b(?:nummer|nr|id|klantnummer|relatienummer|cliëntnummer|clientnummer|mevrouw|mevr|mw|meneer|dhr"
    r"|heer|burger"
    r"|cliënt|klant|naam|identiteit\w*|haar|zijn|mijn|hun|aanvrager|betrokkene|inwoner)\b",
    re.IGNORECASE,
)


def find_bsns(text: str) -> Iterator[Span]:
    """Yield citizen service numbers: named so, or nine digits that pass the eleven test where a person is meant."""
    named = [match.span() for match in _BSN_WORD.finditer(text)]
    for match in _NINE.finditer(text):
        start, end = match.span()
        is_meant = _is_bsn(match.group()) and _is_own_number(text, start, end)
        if is_meant or _stands_with(text, start, end, named):
            yield Span(start, end, Kind.BSN)


def _is_own_number(text: str, start: int, end: int) -> bool:
    if is_case_number(text, start):
        return False
    return bool(_OWN_NUMBER.search(before(text, start, 48)) or _OWN_NUMBER.search(text[end : end + 24]))


def _stands_with(text: str, start: int, end: int, named: list[tuple[int, int]]) -> bool:
    for word_start, word_end in named:
        if (
            word_end <= start
            and start - word_end <= 40
            and not re.search(r"\d|[.!?]\s", text[word_end:start])
        ):
            return True
        if end <= word_start and word_start - end <= 12 and not re.search(r"[.!?]\s", text[end:word_start]):
            return True
        between = text[word_end:start] if word_end <= start else ""
        if between and len(between) <= 60 and re.fullmatch(r"[\s\d.,:en/&+-]+", between):
            return True
    return False


def _is_bsn(candidate: str) -> bool:
    digits = re.sub(r"\D", "", candidate)
    return len(digits) == 9 and bsn.is_valid(digits)


_STAFF = re.compile(
    r"\b(?:personeels?|pers\.?|medewerkers?|dienst|stam|loon|badge|pas|rijkspas|p-?direkt|p|salaris"
    r"|werknemers?"
    r"|ambtenaren|personeels?-?)[ -]?(?:nummer|nr|num|no|id|code)s?\b\.?[^\w\n]{0,3}(?:(?:is|was|van|op"
    r"|mijn|haar|zijn|hem"
    r"|stond|luidt|nog|nl"
    r"|eindigend)\W{1,2}){0,3}(?P<number>[A-Za-z]{0,4}[ .-]?\d(?:[ .-]?\d){2,10}[A-Za-z]?)(?!\w)"
    r"|\b(?:badge|p-?nr|personeelsnr)\.?\s?:?\s?(?P<short>[A-Za-z]{0,3}[.-]?\d{4,9})\b",
    re.IGNORECASE,
)


def find_staff_numbers(text: str) -> Iterator[Span]:
    """Yield personnel, badge and pay numbers that are named so."""
    for match in _STAFF.finditer(text):
        group = "number" if match["number"] else "short"
        yield Span(*match.span(group), Kind.STAFF_NUMBER)


_ROOM = re.compile(
    r"(?<!tweede )(?<!eerste )(?<!kelvoudige )(?<!meervoudige )(?<![\w-])"
    r"(?:(?P<named>kamer-?\s?(?:nummer|nr)\.?|werkkamer|werkplek(?:nummer)?|bureau(?:nummer)|room)"
    r"|(?P<plain>kamer|kmr\.?))"
    r"\s?[:=]?\s?(?:(?:is|nr\.?|nummer)\s)?"
    r"(?P<number>(?=[A-Za-z ]{0,3}[.-]?\d)[A-Za-z]{0,2}[ .-]?\d{1,4}"
    r"(?:[.,-][A-Za-z]?\d{1,4}){0,2}[A-Za-z]?)(?![\w])(?!\s?(?:%|euro|uur))",
    re.IGNORECASE,
)

_OWN_ROOM = re.compile(r"\b(?:ik|mijn|mij|zit|werk|werkt|haar|zijn|loop|kom)\b", re.IGNORECASE)


def find_rooms(text: str) -> Iterator[Span]:
    """Yield room numbers of people; a chamber of parliament or of a court is no room."""
    for match in _ROOM.finditer(text):
        number = match["number"]
        is_own = bool(_OWN_ROOM.search(before(text, match.start())))
        is_code = bool(re.search(r"\d\D+\d|[A-Za-z]|\d{3}", number)) or (is_own and len(number) > 1)
        looks_like_year = bool(re.fullmatch(r"(?:19|20)\d\d", number))
        is_chamber = (
            match["plain"] is not None
            and match.group()[0] == "K"
            and before(text, match.start()).strip() != ""
        )
        if is_code and not looks_like_year and not is_chamber:
            yield Span(*match.span("number"), Kind.ROOM)
