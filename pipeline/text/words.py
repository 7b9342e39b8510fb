"""Words of a text with what the lists know of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.text.lexicon import Lexicon
from pipeline.text.tokens import Token

# Endings of words for work and ideas; a capitalised word with one of these is a department or a heading, no name.
_WORK_ENDINGS = (
    "heid", "iteit", "zaken", "beleid", "kunde", "dienst", "diensten", "beheer", "isme", "logie", "toets", "overleg",
    "portaal", "systeem", "register", "loket", "affaire", "verzoek", "besluit", "project", "programma", "bureau",
    "wet", "kantoor", "centrum", "crisis", "gesprek", "verslag", "zekerheid",
)  # fmt: skip
# Endings that surnames have as well (Ramautarsing): a word for work only when it is made of two ordinary words.
_COMPOUND_ENDINGS = (
    "ing", "ingen", "schap", "tie", "ties", "zorg", "recht", "plan", "kader", "team", "werk", "raad", "punt",
    "dag", "week", "avond", "jaar", "brief", "zaak", "proces", "model", "nota", "taal", "groep", "kamer", "vragen",
    "regels", "cultuur",
)  # fmt: skip
# No surname that the lists miss ends in an ordinary word of so many letters (Mensenrechteninstituut).
_LONG_TAIL = 8


# Woo-verzoek, IND'er, CIO's, TikTok, Kamerbrief: capitals that no name has.
_NO_NAME_SHAPE = re.compile(
    r"-[a-zà-ÿ][^-]*$|^(?!IJ)[A-Z]{2,}[a-zà-ÿ]|['’]ers?$|^[A-Z]{2,}['’]s$|^(?!Ma?c|De|Van|El|Al|La|Le|Ten|Ter|Ben|Jan|Fitz|O|D)[^\W\d_]+?[a-zà-ÿ][A-Z]"
    r"|^(?:Kamer|Rijks|Binnenhof|Woo|Wob|Awb|Twitter|Europ)[a-z]{3,}"
)


@dataclass(frozen=True)
class Word:
    """A token and what the lists know of it.

    Parameters
    ----------
    kept
        Part of something that is never personal data.
    ordinary, foreign, lemma, noun
        In the Dutch dictionary, in the English one, in the list of Dutch base forms, built like a noun for work.
    first, surname
        A listed name.
    first_alone, surname_alone
        Such a name that seldom means something else.
    prefixed
        A listed surname after a prefix such as van or de.
    compound
        Made of two ordinary words.
    place, function
        A place; a function or a word that is never a name.
    """

    token: Token
    kept: bool
    ordinary: bool
    foreign: bool
    lemma: bool
    noun: bool
    first: bool
    surname: bool
    first_alone: bool
    surname_alone: bool
    prefixed: bool
    compound: bool
    place: bool
    function: bool

    @property
    def lower(self) -> str:
        """The word in lower case."""
        return self.token.lower

    @property
    def listed(self) -> bool:
        """Whether it is a listed name of any sort."""
        return self.first or self.surname

    @property
    def meant_otherwise(self) -> bool:
        """Whether it also is an ordinary word or a place."""
        return self.ordinary or self.place

    @property
    def unknown(self) -> bool:
        """Whether no list knows it, as is the case for a rare name."""
        return not (self.listed or self.ordinary or self.place or self.noun or self.function)

    @property
    def acronym(self) -> bool:
        """Whether it is an abbreviation such as BZK."""
        token = self.token
        is_short = len(token.text) <= 3 or "-" in token.text or len(token.text) <= 6
        return token.is_all_caps and (len(token.text) <= 3 or (is_short and not self.listed))

    @property
    def shaped(self) -> bool:
        """Whether it is written as a name: a capital, two letters or more, no compound such as Woo-verzoek."""
        token = self.token
        if token.kind != "word" or not token.is_capitalised or len(token.text) < 2:
            return False
        return not (self.kept or self.acronym or self.function or _NO_NAME_SHAPE.search(token.text))


def look_up_words(tokens: Sequence[Token], kept: Sequence[tuple[int, int]], lexicon: Lexicon) -> list[Word]:
    """Return a word per token; `kept` are the places (start, end) that are never personal data."""
    return [_look_up(token, kept, lexicon) for token in tokens]


def _look_up(token: Token, kept: Sequence[tuple[int, int]], lexicon: Lexicon) -> Word:
    if token.kind != "word":
        is_kept = any(start < token.end and token.start < end for start, end in kept)
        return Word(token, is_kept, *([False] * 12))
    forms = (token.text, token.without_possessive)
    first = any(lexicon.is_first_name(form) for form in forms)
    surname = any(lexicon.is_surname(form) for form in forms)
    return Word(
        token,
        kept=any(start < token.end and token.start < end for start, end in kept),
        ordinary=lexicon.is_ordinary(token.text) or (not (first or surname) and lexicon.is_lemma(token.text)),
        foreign=lexicon.is_english(token.text),
        lemma=lexicon.is_lemma(token.text),
        noun=not (first or surname) and _is_work(token.lower, lexicon),
        first=first,
        surname=surname,
        first_alone=any(lexicon.is_first_name(form) and not lexicon.is_seldom_first(form) for form in forms),
        surname_alone=surname and not any(form.lower() in lexicon.seldom_surname for form in forms),
        prefixed=token.lower.split("-")[0] in lexicon.prefixed_surnames,
        compound=not (first or surname) and lexicon.is_compound(token.text, 3 if token.opens else 4),
        place=lexicon.is_place(token.text),
        function=token.lower in lexicon.cues["never"],
    )


def _is_work(lower: str, lexicon: Lexicon) -> bool:
    if lower.endswith(_WORK_ENDINGS):
        return len(lower) > 7
    if any(lower[cut:] in lexicon.words for cut in range(2, len(lower) - _LONG_TAIL + 1)):
        return True
    return lower.endswith(_COMPOUND_ENDINGS) and lexicon.is_compound(lower, 3)
