"""Streets with a house number, and postcodes; the public addresses of government buildings are kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from importlib import resources

from pipeline.text.context import before, is_case_number
from pipeline.text.lexicon import Lexicon
from pipeline.text.spans import Kind, Span
from pipeline.text.streets import STRONG, is_street

_NUMBER = (
    r"(?P<number>\d{1,4})(?P<extra>(?:[ ]?[-/][ ]?(?:\d{1,4}|[A-Za-z]{1,2})\b|[a-z]{1,2}\b"
    r"|[ ]?[A-Z]\b(?![ -]?\d)|[ ][a-h]\b|[ ](?:bis|hs|huis|zwart|rood|[1-9I]+[ -]?hoog)\b"
    r"|[ -][IVX]{1,4}\b)*)"
)
_CAPITAL_STREET = (
    r"(?:(?:[Vv]an|[Dd]e|[Dd]er|[Dd]en|[Hh]et|[Oo]p|[Aa]an|[Ii]n|[Tt]e|[Tt]er|[Tt]en|[Oo]ude|[Nn]ieuwe"
    r"|['’][ts]|[Bb]ij) ){0,3}"
    r"(?:[A-ZÀ-Þ0-9][\w.’'-]*[ ]){0,3}?(?:(?:van|de|der|den|het|op|ten|ter|en|aan)[ ]){0,3}[A-ZÀ-Þ][\w.’'-]*"
)
_PLACE = (
    r"(?:['’]s[- ])?[A-ZÀ-Þ][\w’'-]+(?:[ ](?:aan|op|bij|a/d|a\.d\.|den|de|der|van|ad"
    r"|het)(?:[ ](?:den|de|der|het|'t))?)?(?:[ -][A-ZÀ-Þ][\w’'-]+)?"
)
_POSTCODE = r"[1-9]\d{3}[ \u00a0]?(?!SA|SD|SS)[A-Z]{2}"
_TAIL = (
    rf"(?P<tail>(?:,?[ ]{{0,2}}\n?(?P<postcode>{_POSTCODE})\b)?(?:(?:,[ ]?|[ ](?:in|te)[ ]"
    rf"|[ ])(?P<place>{_PLACE}))?)"
)
_CAPITAL = re.compile(
    rf"(?<![\w-])(?:['’][ts]-)?(?P<street>{_CAPITAL_STREET}),?[ ](?:(?:nr|no|nummer|huisnummer)\.?[ ])?{_NUMBER}(?!\w"
    rf"|[.,]\d){_TAIL}"
)
_LOWER = re.compile(
    rf"(?<![\w-])(?P<street>(?:[a-zà-ÿ’'-]+[ ])?[a-zà-ÿ’'-]{{3,}}{STRONG}),?[ ](?:(?:nr|no|nummer"
    rf"|huisnummer)\.?[ ])?{_NUMBER}(?!\w|[.,]\d)"
    r"(?P<tail>(?:,?[ ](?P<postcode>[1-9]\d{3}[ ]?[a-zA-Z]{2})\b)?(?:(?:,[ ]?|[ ](?:in|te)[ ]"
    r"|[ ])(?P<place>[A-Za-zà-ÿ'-]{3,}))?)"
)
_BEFORE_STREET = frozenset({"aan", "op", "in", "bij", "te"})
_OFFICE = re.compile(
    r"\b(?:kantoor\w*|gebouw|hoofdkantoor|locatie|vestiging|loket|rechtbank|ministerie|departement"
    r"|bezoekadres|postadres|stadhuis|gemeentehuis"
    r"|provinciehuis|kantoorpand|rijkskantoor|werkplein|belastingkantoor|hoofdbureau|politiebureau"
    r"|kazerne|zitting|raad van state|depot)"
    r"[\s,:(]+(?:[\w-]+\s){0,3}(?:(?:aan|op|in|bij)\s(?:de|het)?\s?)?$",
    re.IGNORECASE,
)
_BARE_POSTCODE = re.compile(rf"(?<![\w.,/-])(?P<code>{_POSTCODE})(?!\w)")
_LOWER_POSTCODE = re.compile(
    r"\bpostcode\w*\W{1,3}(?:is |van |hier |daar )?(?P<code>[1-9]\d{3}[ ]?[a-z]{2})\b", re.IGNORECASE
)
_HOUSE_AFTER = re.compile(
    rf"[ ,]{{1,3}}(?:(?:huis)?(?:nummer|nr)\.? ?)?\d{{1,4}}[a-zA-Z]?\b(?!\s?(?:%|euro|uur|jaar))|,? {_PLACE}"
)


class AddressFinder:
    """Finds addresses in one text after another."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._offices = _read_offices()

    def find(self, text: str) -> Iterator[Span]:
        """Yield addresses and postcodes."""
        if not any(c.isdigit() for c in text):
            return
        for pattern in (_CAPITAL, _LOWER):
            for match in pattern.finditer(text):
                start = self._street_start(match)
                if start is not None and self._is_private(text, match, start):
                    yield Span(start, self._end(match), Kind.ADDRESS)
        yield from self._find_postcodes(text)

    def _street_start(self, match: re.Match[str]) -> int | None:
        """Return where the street starts within the words before the number, or None when there is no street."""
        words = match["street"].split(" ")
        place = match.start("street")
        has_place = bool(match["postcode"]) or (match["place"] or "").lower() in self._lexicon.places
        for skipped in range(len(words)):
            if self._leads_to_street(words[skipped:]):
                place += len(words[skipped]) + 1
                continue
            street = " ".join(words[skipped:])
            if is_street(street, before(match.string, match.start("street"), 60), has_place, self._lexicon):
                has_article = re.search(r"(?<!\w)['’][ts][ -]$", match.string[:place])
                return place - 3 if has_article else place
            place += len(words[skipped]) + 1
        return None

    def _leads_to_street(self, words: list[str]) -> bool:
        """Tell whether the first of the words stands before a street (Hoofdkantoor aan de Beukenlaan)."""
        has_preposition = any(word in _BEFORE_STREET for word in words[:-1])
        return has_preposition and " ".join(words).lower() not in self._lexicon.streets

    def _is_private(self, text: str, match: re.Match[str], start: int) -> bool:
        street = re.sub(r"^(?:de|het) ", "", text[start : match.end("street")].lower())
        if match["number"] == "0":
            return False
        if len(match["number"]) == 4 and match["number"][:2] in ("19", "20") and not match["postcode"]:
            return False
        numbers = self._offices.get(street)
        if numbers is not None and (not numbers or match["number"] in numbers):
            return False
        return not _OFFICE.search(before(text, start, 60))

    def _end(self, match: re.Match[str]) -> int:
        """Return where the address ends: with the place when that is one, else after the postcode or the number."""
        place = match["place"]
        if place:
            words = re.split(r"[ ]", place)
            for n in range(len(words), 0, -1):
                name = " ".join(words[:n])
                if name.lower().rstrip(".") in self._lexicon.places or (
                    n == len(words) and match["postcode"]
                ):
                    return match.start("place") + len(name)
        return match.end("postcode") if match["postcode"] else match.end("extra")

    def _find_postcodes(self, text: str) -> Iterator[Span]:
        for match in _BARE_POSTCODE.finditer(text):
            code = match["code"]
            house = _HOUSE_AFTER.match(text, match.end())
            named = re.search(
                r"postcode\w*|adres|woon\w*|huisnummer", before(text, match.start(), 40), re.IGNORECASE
            )
            like_year = code[:2] in ("19", "20") and " " in code
            if is_case_number(text, match.start()) or self._is_office_postcode(text, match.start()):
                continue
            if named or not like_year:
                end = match.end()
                if house and (re.search(r"\d", house.group()) or self._names_place(house.group())):
                    end = house.end()
                yield Span(match.start(), end, Kind.POSTCODE)
        for match in _LOWER_POSTCODE.finditer(text):
            yield Span(*match.span("code"), Kind.POSTCODE)

    def _names_place(self, tail: str) -> bool:
        return tail.strip(" ,").lower() in self._lexicon.places

    def _is_office_postcode(self, text: str, place: int) -> bool:
        lead = before(text, place, 50).lower().rstrip(" ,")
        if re.search(r"postbus \d+$", lead):
            return True
        return any(
            lead.endswith(f"{street} {number}")
            for street, numbers in self._offices.items()
            for number in numbers
        )


def _read_offices() -> Mapping[str, frozenset[str]]:
    path = resources.files("pipeline.text") / "data" / "office_addresses.txt"
    offices: dict[str, frozenset[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        street, separator, numbers = line.split("#")[0].partition(":")
        if separator:
            offices[street.strip()] = frozenset(n.strip() for n in numbers.split(",") if n.strip())
    return offices
