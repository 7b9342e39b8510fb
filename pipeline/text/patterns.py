"""Personal data that shows by its form: e-mail, accounts, IBAN, BSN, dates of birth, plates, staff and room numbers.

Each function takes a text and yields spans. Where a form alone says too little, a word nearby decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from stdnum import iban
from stdnum.nl import bsn

from pipeline.text.spans import Kind, Span

# Words that say: this number belongs to a case or a thing, not to a person.
CASE_WORDS = re.compile(
    r"\b(?:zaak\w*|dossier\w*|kenmerk\w*|referentie\w*|ref|factuur\w*|order\w*|ticket\w*|melding\w*"
    r"|aanvraag\w*"
    r"|beschikking\w*|kamerstuk\w*|stuk\w*|rapport\w*|besluit\w*|kvk\w*|rsin\w*|artikel\w*|art|versie\w*"
    r"|contract\w*"
    r"|inkoop\w*|project\w*|btw\w*|wob\w*|woo\w*|parket\w*|rolnummer|ecli\w*|incident\w*|wijziging\w*"
    r"|serie\w*"
    r"|model\w*|formulier\w*|documentn\w*|topdesk\w*|uitspraak|perceel\w*|vergunning\w*|polis\w*|boek\w*|isbn"
    r"|change\w*|nota|notitie|gesprek\w*|volgnummer|procedure\w*|code\w*|barcode\w*|object\w*)\W{0,3}$",
    re.IGNORECASE,
)
_LINK_WORDS = re.compile(
    r"(?:(?<!\w)(?:met|onder|nr|nummer|no|is|het|de|van)\b\W*|[:#=]\s*)+$", re.IGNORECASE
)
_NEAR = 34


def before(text: str, place: int, width: int = _NEAR) -> str:
    """Return what stands just before a place, on the same line."""
    return text[max(0, place - width) : place].rsplit("\n", 1)[-1]


def is_case_number(text: str, place: int) -> bool:
    """Tell whether the words just before a number make it a case number."""
    return bool(CASE_WORDS.search(_LINK_WORDS.sub("", before(text, place))))


_EMAIL = re.compile(
    r"(?<![\w.+@-])(?P<local>[\w.+%'-]{1,64}?)(?:\s?@\s?|\s?[\[({]\s?(?:at|apenstaart(?:je)?|@)\s?[\])}]\s?"
    r"|\s(?:apenstaart(?:je)?)\s)(?P<domain>[\w-]+(?:(?:\.|\s?[\[({](?:dot|punt)[\])}]\s?|\spunt\s)[\w-]+)*"
    r"(?:\.|\s?[\[({](?:dot|punt)[\])}]\s?|\spunt\s)[a-z]{2,}(?![\w@]))",
    re.IGNORECASE,
)


def find_emails(text: str, is_functional: Callable[[str], bool]) -> Iterator[Span]:
    """Yield e-mail addresses of people; one of a service (`is_functional` of the part before @) is kept."""
    if "@" not in text and "apenstaart" not in text.lower() and "at" not in text.lower():
        return
    for match in _EMAIL.finditer(text):
        if not is_functional(match["local"]):
            yield Span(*match.span(), Kind.EMAIL)


_HANDLE = re.compile(r"(?<![\w.@/+-])@(?P<name>[^\W\d]\w*(?:[.-]\w+)*(?:@[\w-]+(?:\.[\w-]+)+)?)")
_PROFILE = re.compile(
    r"(?:https?://)?(?:\w{2,3}\.)?(?:linkedin\.com/(?:in|pub)/|(?:twitter|x|facebook|instagram|github"
    r"|threads)"
    r"\.(?:com|net)/@?(?!company|pages|search|hashtag|groups|events)|tiktok\.com/@|bsky\.app/profile/"
    r"|t\.me/|wa\.me/)[\w.%+-]+/?",
    re.IGNORECASE,
)
_NETWORK = re.compile(
    r"\b(?:insta(?:gram)?|twitter|snap(?:chat)?|tiktok|telegram|discord|skype|linkedin|facebook|mastodon"
    r"|bluesky"
    r"|threads|x)(?:[ -]?(?:account|naam|handle|profiel|id))?(?:\s*[:=]\s*|\s+(?:als|onder|is|heet)\s+|\s+)"
    r"(?P<name>[\w.-]*(?:\d|_|(?<=\w)\.(?=\w))[\w.-]*)",
    re.IGNORECASE,
)
_NOT_PERSON_HANDLE = re.compile(
    r"(?:min[a-z]{2,4}|rijk\w*|gem(?:eente)?_?\w*|politie\w*|provincie\w*|belastingdienst\w*|uwv\w*"
    r"|svb\w*|duo\w*"
    r"|ind|rivm\w*|knmi\w*|cbs\w*|kadaster\w*|tweedekamer\w*|eerstekamer\w*|nos\w*|nieuws\w*|home|work"
    r"|all|allen"
    r"|iedereen|team\w*|iedereen|here|channel|everyone|logius\w*|cjib\w*|coa\w*|dji\w*|ilt\w*|nvwa\w*"
    r"|rvo\w*|rws\w*"
    r"|defensie\w*|ombudsman\w*|omroep\w*|webcare\w*|ministerie\w*|ministerpres\w*|helpdesk\w*|info\w*"
    r"|redactie\w*)",
    re.IGNORECASE,
)


def find_accounts(text: str) -> Iterator[Span]:
    """Yield social-media accounts and profile addresses of people."""
    for match in _PROFILE.finditer(text):
        yield Span(*match.span(), Kind.ACCOUNT)
    for match in _HANDLE.finditer(text):
        if not _NOT_PERSON_HANDLE.fullmatch(match["name"]):
            yield Span(*match.span(), Kind.ACCOUNT)
    for match in _NETWORK.finditer(text):
        name = match["name"].rstrip(".-")
        if re.search(r"[^\W\d_]", name) and len(name) > 3:
            yield Span(match.start("name"), match.start("name") + len(name), Kind.ACCOUNT)


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


_MONTH = (
    r"(?:jan(?:uari)?|feb(?:ruari)?|mrt|maart|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?|sept?(?:ember)?"
    r"|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DATE = (
    rf"(?:\d{{1,2}}\s?[-/. ]\s?\d{{1,2}}\s?[-/. ]\s?(?:\d{{4}}|'?\d{{2}})|(?:19"
    rf"|20)\d{{2}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}"
    rf"|\d{{1,2}}(?:e|ste|de)?[ -]{_MONTH}(?:[ -](?:\d{{4}}|'\d{{2}}|\d{{2}}))?|(?:19|20)\d{{6}})"
)
_BIRTH = re.compile(
    rf"(?:\bgeboren\b|\bgeboorte(?:datum|dag)\w*|\bgeb\b\.?|\bjarig\b|\bverjaardag\b|\bverjaart\b"
    rf"|\bgbd?\b\.?|✱|\*"
    rf"|\bdob\b|\bdate of birth\b)[^\d\n]{{0,28}}?(?P<date>{_DATE})(?!\d)",
    re.IGNORECASE,
)
_BIRTH_AFTER = re.compile(
    rf"(?<!\d)(?P<date>{_DATE})(?!\d)[\s)(,]{{1,3}}(?:is\s)?(?:(?:haar|zijn|mijn|als|de|het|hun)\s)?"
    r"(?:geboren\b|geboorte(?:datum|dag)\b|jarig\b|verjaardag\b)",
    re.IGNORECASE,
)


def find_birth_dates(text: str) -> Iterator[Span]:
    """Yield dates that the words around them call a date of birth."""
    for pattern in (_BIRTH, _BIRTH_AFTER):
        for match in pattern.finditer(text):
            yield Span(*match.span("date"), Kind.BIRTH_DATE)


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


def find_rooms(text: str) -> Iterator[Span]:
    """Yield room numbers of people; a chamber of parliament or of a court is no room."""
    for match in _ROOM.finditer(text):
        number = match["number"]
        is_code = bool(re.search(r"\d\D+\d|[A-Za-z]|\d{2}", number))
        looks_like_year = bool(re.fullmatch(r"(?:19|20)\d\d", number))
        is_chamber = (
            match["plain"] is not None
            and match.group()[0] == "K"
            and before(text, match.start()).strip() != ""
        )
        if is_code and not looks_like_year and not is_chamber:
            yield Span(*match.span("number"), Kind.ROOM)


_SIDECODES = (
    r"[A-Z]{2}{s}\d{2}{s}\d{2}|\d{2}{s}\d{2}{s}[A-Z]{2}|\d{2}{s}[A-Z]{2}{s}\d{2}|[A-Z]{2}{s}\d{2}{s}[A-Z]{2}"
    r"|[A-Z]{2}{s}[A-Z]{2}{s}\d{2}|\d{2}{s}[A-Z]{2}{s}[A-Z]{2}|\d{2}{s}[A-Z]{3}{s}\d|\d{s}[A-Z]{3}{s}\d{2}"
    r"|[A-Z]{2}{s}\d{3}{s}[A-Z]|[A-Z]{s}\d{3}{s}[A-Z]{2}|[A-Z]{3}{s}\d{2}{s}[A-Z]|[A-Z]{s}\d{2}{s}[A-Z]{3}"
    r"|\d{s}[A-Z]{2}{s}\d{3}|\d{3}{s}[A-Z]{2}{s}\d|[A-Z]{3}{s}\d{2}{s}\d{2}"
)
_DASHED_PLATE = re.compile(rf"(?<![\w-])(?:{_SIDECODES.replace('{s}', '[-‐–·]')})(?![\w-])", re.IGNORECASE)
_LOOSE_PLATE = re.compile(rf"(?<![\w-])(?:{_SIDECODES.replace('{s}', '[ .-]{0,3}')})(?![\w-])", re.IGNORECASE)
_VEHICLE = re.compile(
    r"\b(?:kenteken\w*|nummerbord\w*|nummerplaat\w*|auto|dienstauto|leaseauto|wagen|bus|busje"
    r"|bestelbus\w*|motor|scooter"
    r"|vrachtwagen|aanhanger|caravan|camper|volkswagen|golf|polo|opel|toyota|renault|peugeot|volvo|tesla"
    r"|skoda|ford|kia"
    r"|fiat|citro[eë]n|mercedes|audi|bmw|seat|hyundai|nissan|mazda|suzuki|dacia|geparkeerd\w*|parkeer\w*)\b",
    re.IGNORECASE,
)


def find_plates(text: str) -> Iterator[Span]:
    """Yield licence plates by the sidecodes of the RDW; without dashes only beside a word for a vehicle."""
    for match in _DASHED_PLATE.finditer(text):
        has_one_case = match.group() in (match.group().upper(), match.group().lower())
        if has_one_case and not is_case_number(text, match.start()):
            yield Span(*match.span(), Kind.PLATE)
    if not _VEHICLE.search(text):
        return
    for match in _LOOSE_PLATE.finditer(text):
        near = text[max(0, match.start() - 45) : match.end() + 30]
        if match.group().islower() and "kenteken" not in near.lower():
            continue
        if _VEHICLE.search(near) and not is_case_number(text, match.start()):
            yield Span(*match.span(), Kind.PLATE)
