"""Whether words before a house number are the name of a street."""

from __future__ import annotations

import re

from pipeline.text.lexicon import Lexicon

STRONG = (
    r"(?:straat|str\.|laan|gracht|singel|dreef|plantsoen|steeg|kade|straatweg|laantje|straatje"
    r"|boulevard|allee)"
)
_ENDS_AS_STREET = re.compile(
    r"(?:straat|laan|weg|plein|gracht|kade|singel|dijk|hof|pad|steeg|dreef|park|plantsoen|markt|wal|ring"
    r"|baan|boulevard"
    r"|allee|kamp|veld|akker|burg|horst|hoek|brink|es|eiland|erf|gaarde|haven|oord|weide|laantje|straatje"
    r"|sloot|vaart"
    r"|werf|zoom|kring|rade|poort|tuin|berg|bos|heide|loop|meent|mark|donk|hout|water|beek|wijk|hoeve"
    r"|stede|stee|land"
    r"|dam|brug|wei|gang|trans|weerd|waard|kreek|diep|heuvel|hage|haag|hagen|beemd|driehoek|ven|venne"
    r"|rijt|rak|hei"
    r"|kant|eind|einde|dal|bult|ooi|schans|sluis|kolk|borg|state|kerf|zijde|vliet|gors|duin|kwartier"
    r"|driest|lo|tiend"
    r"|bogerd|boomgaard|hofje|passage|terras|esch|erve|made|polder|slag|straatweg|mate|maat|kouter|reep"
    r"|wende|wetering)$",
    re.IGNORECASE,
)
_ENDS_STRONGLY = re.compile(STRONG + "$", re.IGNORECASE)
_NO_STREET = re.compile(
    r".*(?:rijksweg|snelweg|rijbaan|landingsbaan|startbaan|gerechtshof|tijdpad|stappenpad|leerpad"
    r"|groeipad|hoofdstraat\?|provincie\w*"
    r"|artikel|bijlage|kamer|groep|team|fase|stap|punt|dag|week|hoofdstuk|lijst|zaal|niveau|versie"
    r"|windows|kwartaal|nummer|route)$",
    re.IGNORECASE,
)
_LIVES = re.compile(
    r"\b(?:woon\w*|gewoond|won(?:end|en)|adres\w*|thuis\w*|verhuis\w*|huis|woning|flat|bezorg\w*"
    r"|afgeleverd|gestuurd|langs|buren|buur\w*|staat ingeschreven"
    r"|ingeschreven|huisbezoek|pand|bewoner\w*|parkeer\w*|gezin|perceel|nummer)\b[^.!?]{0,40}$",
    re.IGNORECASE,
)


def is_street(street: str, lead: str, has_place: bool, lexicon: Lexicon) -> bool:
    """Tell whether words with a number behind them are a street.

    Parameters
    ----------
    street
        The words, without the number.
    lead
        What stands before them.
    has_place
        Whether a postcode or a place follows the number.
    """
    last = street.rsplit(" ", maxsplit=1)[-1]
    is_listed = street.lower() in lexicon.streets
    if _NO_STREET.fullmatch(last) or (street[0].islower() and " " in street and not is_listed):
        return False
    is_likely = has_place or bool(_LIVES.search(lead))
    if is_listed:
        return _means_street(street, last, is_likely, lexicon)
    is_ordinary = lexicon.is_ordinary(last)
    if (_ENDS_STRONGLY.search(last) and len(last) > 7) or (
        _ENDS_AS_STREET.search(last) and len(last) > 4 and not is_ordinary
    ):
        return True
    return is_likely and not is_ordinary and (street[0].isupper() or street[0] in "'’")


def _means_street(street: str, last: str, is_likely: bool, lexicon: Lexicon) -> bool:
    """Tell whether a listed street is meant as one, and not the ordinary word that it also is (Markt, Dam)."""
    has_shape = bool(_ENDS_STRONGLY.search(street)) or (
        street[0].isupper() and len(street) > 6 and bool(_ENDS_AS_STREET.search(street))
    )
    return " " in street or is_likely or has_shape or not lexicon.is_ordinary(last)
