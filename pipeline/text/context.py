"""What stands before a number, and whether that makes it the number of a case or a thing instead of a person."""

from __future__ import annotations

import re

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
