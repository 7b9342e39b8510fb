"""Words with their places, as the finding of names needs them."""

from __future__ import annotations

import re
from dataclasses import dataclass

_INITIAL = (
    r"(?P<initial>(?<![^\W_])(?:[A-ZÀ-Þ](?:h|hr|j|d|s|r)?|Joh|Jac|Corn|Alb|Gerh|Herm)\."
    r"(?=[^\W\d]|[ \u00a0]*[^\W\d]|[ \u00a0]*['’(]|$|[ ]*[;,\n]))"
)
_PREFIX = (
    r"(?P<prefix>(?<![^\W_])(?i:v\.?[ ]?d\.|v/d|v\.?[ ]?h\.?(?=[ ][A-Z])|[’'`´][tsn](?![^\W_])|[dl][’'](?=[^\W\d_])"
    r"|(?:al|el|ad|ar|as|az|abu|abd|bin|ben|bint|ibn|ould|ait|aït)-(?=(?-i:[A-ZÀ-Þ])))\.?)"
)
# The name in dossier-Jansen is a word of its own.
_WORD = (
    r"(?P<word>(?:dossier|zaak|casus|geval|kwestie|gezin|familie)(?=-[A-ZÀ-Þ][a-zà-ÿ])|[^\W\d_]+"
    r"(?:[’'`´]?[’'`´-](?!(?:van|de|der|den|ten|ter|te|el|al|la|op|in)\s)(?=[^\W\d_])[^\W\d_]+)*)"
)
_TOKEN = re.compile("|".join((_INITIAL, _PREFIX, _WORD)))
_START_MARKS = re.compile(
    r"[.!?:;…•*|\n\t>–—=/\\][\s\"'“”‘’«»(\[-]*$|\s-\s*$|\d[.)]\s*$|[\"“„«‘]\s*$|(?:^|\s)'\s*$"
)
_POSSESSIVE = re.compile(r"[’'`´]?s$", re.IGNORECASE)


@dataclass(frozen=True)
class Token:
    """One word.

    Parameters
    ----------
    text, start, end
        The word and its place.
    kind
        ``initial`` (J.), ``prefix`` (v.d., 't) or ``word``.
    opens
        Whether it opens a sentence, line, list item or quote, where everything is written with a capital.
    joined
        Whether only spaces stand between the word before and this one.
    """

    text: str
    start: int
    end: int
    kind: str
    opens: bool
    joined: bool

    @property
    def lower(self) -> str:
        """The word in lower case."""
        return self.text.lower()

    @property
    def is_capitalised(self) -> bool:
        """Whether it starts with a capital ('t Hart and IJsbrand too)."""
        return self.text[:1].isupper() or (self.text[:1] in "'’" and self.text[2:3].isupper())

    @property
    def is_all_caps(self) -> bool:
        """Whether every letter is a capital, as in an abbreviation."""
        return len(self.text) > 1 and self.text.isupper()

    @property
    def without_possessive(self) -> str:
        """The word without the s or 's of possession."""
        return _POSSESSIVE.sub("", self.text)


def read_tokens(text: str) -> list[Token]:
    """Return the words of a text in order."""
    tokens: list[Token] = []
    end = 0
    for match in _TOKEN.finditer(text):
        gap = text[end : match.start()]
        opens = not tokens or bool(_START_MARKS.search(gap)) or gap.count("\n") > 0
        joined = bool(tokens) and (gap == "-" or gap.strip(" \u00a0") == "") and not opens
        if tokens and tokens[-1].kind == "initial" and gap.strip(" \u00a0") == "":
            opens, joined = False, True
        tokens.append(
            Token(match.group(), match.start(), match.end(), match.lastgroup or "word", opens, joined)
        )
        end = match.end()
    return tokens
