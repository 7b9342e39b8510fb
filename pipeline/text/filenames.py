"""Names of people in names of files, where nothing but a list and the order of words can tell."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.text.grammar import PREFIXES
from pipeline.text.lexicon import Lexicon
from pipeline.text.spans import Kind, Span

_SEPARATORS = re.compile(r"[_+.]|%20|(?<=[^\W\d_])-(?=[^\W\d_])")
# A ministry such as JenV or IenW is one piece, or its beginning would be a first name.
_PIECE = re.compile(r"[A-Z]en[A-Z](?![a-zà-ÿ])|[A-ZÀ-Þ]?[a-zà-ÿ]+|[A-ZÀ-Þ]+(?![a-zà-ÿ])")
_ENDING = re.compile(r"(?P<stem>.+?)(?P<ending>(?:\.[A-Za-z][A-Za-z0-9]{1,4}){1,2})", re.DOTALL)


def split_ending(name: str) -> tuple[str, str]:
    """Return the name and its ending (.pdf, .tar.gz)."""
    match = _ENDING.fullmatch(name)
    return (match["stem"], match["ending"]) if match else (name, "")


def with_spaces(stem: str) -> str:
    """Return a file name as a sentence of the same length, so that places stay what they are."""
    return _SEPARATORS.sub(lambda match: " " * len(match.group()), stem)


def find_names_in_file_name(stem: str, lexicon: Lexicon) -> list[Span]:
    """Return listed first names with the surname that follows, and pairs of capitalised words that no list knows."""
    pieces = list(_PIECE.finditer(stem))
    spans: list[Span] = []
    for k, piece in enumerate(pieces):
        is_given = _is_given_name(piece.group(), lexicon)
        surname = _surname_after(pieces, k, lexicon)
        is_pair = surname is not None and all(_is_unknown(p.group(), lexicon) for p in (piece, surname))
        if is_given or is_pair:
            spans.append(Span(piece.start(), (surname or piece).end(), Kind.NAME))
    return spans


def _surname_after(pieces: Sequence[re.Match[str]], k: int, lexicon: Lexicon) -> re.Match[str] | None:
    following = k + 1
    while following < len(pieces) and pieces[following].group().lower() in PREFIXES:
        following += 1
    if following >= len(pieces) or pieces[following].start() - pieces[following - 1].end() > 1:
        return None
    word = pieces[following].group()
    is_name = lexicon.is_surname(word) or _is_unknown(word, lexicon)
    return pieces[following] if is_name and word.lower() not in _FORM_WORDS else None


def _is_given_name(word: str, lexicon: Lexicon) -> bool:
    lower = word.lower()
    if len(word) < 3 or lower in lexicon.seldom_first or lexicon.is_kept(word) or lower in _FORM_WORDS:
        return False
    return lexicon.is_first_name(word) and not lexicon.is_place(word) and not lexicon.is_ordinary(word)


def _is_unknown(word: str, lexicon: Lexicon) -> bool:
    is_known = lexicon.is_ordinary(word) or lexicon.is_english(word) or lexicon.is_place(word)
    is_work = is_known or lexicon.is_compound(word, 4) or lexicon.is_kept(word) or word.lower() in _FORM_WORDS
    return len(word) > 2 and word[0].isupper() and not word.isupper() and not is_work


_FORM_WORDS = frozenset({
    "canvas", "model", "verslag", "beeldverslag", "reporter", "gesprek", "tabel", "foto", "scan",
    "bijlage", "opbrengst", "img", "dsc", "whatsapp", "image", "kopie", "definitief", "concept",
    "versie", "versies", "ingevuld", "terugkoppeling", "startkit", "vakmanschap", "handen", "hart",
    "hoofd", "buik", "voeten",
})  # fmt: skip
