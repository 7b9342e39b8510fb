"""E-mail addresses and social-media accounts of people."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain

from pipeline.text.spans import Kind, Span

_EMAIL = re.compile(
    r"(?<![\w.+@-])(?P<local>[\w.+%'-]{1,64}?)(?:\s?@\s?|\s?[\[({]\s?(?:at|apenstaart(?:je)?|@)\s?[\])}]\s?"
    r"|\s(?:apenstaart(?:je)?)\s)(?P<domain>[\w-]+(?:(?:\.|\s?[\[({](?:dot|punt)[\])}]\s?|\spunt\s)[\w-]+)*"
    r"(?:\.|\s?[\[({](?:dot|punt)[\])}]\s?|\spunt\s)[a-z]{2,}(?![\w@]))",
    re.IGNORECASE,
)

# Dictated or hidden from machines: sunny_wolters at hotmail punt com.
_SPELLED_EMAIL = re.compile(
    r"(?<![\w.+@-])(?P<local>[\w.+%'-]{2,64})\s+(?:at|apenstaart(?:je)?|@)\s+[\w-]+(?:\s?\.\s?[\w-]+){0,2}"
    r"\s+(?:dot|punt)\s+(?:nl|com|net|org|eu|be|de)\b",
    re.IGNORECASE,
)


def find_emails(text: str, is_functional: Callable[[str], bool]) -> Iterator[Span]:
    """Yield e-mail addresses of people; one of a service (`is_functional` of the part before @) is kept."""
    if "@" not in text and "apenstaart" not in text.lower() and "at" not in text.lower():
        return
    for match in chain(_EMAIL.finditer(text), _SPELLED_EMAIL.finditer(text)):
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
