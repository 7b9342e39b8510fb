"""Masking of personal data in texts, mail headers and file names.

Masking comes before storing, indexing and showing. What is found is replaced by a mask that says what stood there;
offices, organisations, public places, laws and public figures stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib import resources

from pipeline.text.addresses import AddressFinder
from pipeline.text.birth_dates import find_birth_dates
from pipeline.text.filenames import find_names_in_file_name, split_ending, with_spaces
from pipeline.text.id_numbers import find_bsns, find_ibans, find_rooms, find_staff_numbers
from pipeline.text.lexicon import Lexicon, load_lexicon
from pipeline.text.names import NameFinder
from pipeline.text.online import find_accounts, find_emails
from pipeline.text.phones import find_phones
from pipeline.text.plates import find_plates
from pipeline.text.spans import Kind, Masked, Span, merge_spans, replace_spans, without_masks

__all__ = ["Kind", "Masked", "Masker", "Span"]

_PIECE_LENGTH = 4000
# Two are enough for nearly all texts; the bound is there so that no text can hold a worker.
_MOST_READINGS = 12
_HAS_DIGIT = re.compile(r"\d")
_SERVICE_ENDINGS = (
    "team", "bureau", "desk", "loket", "secretariaat", "postbus", "administratie", "dienst", "redactie", "programma",
    "project", "beheer", "balie", "centrum", "punt", "commissie", "raad", "netwerk", "groep",
)  # fmt: skip
_NUMBER_FINDERS = (find_bsns, find_birth_dates, find_staff_numbers, find_rooms, find_plates)


class Masker:
    """Masks one text after another; load it once per process.

    Parameters
    ----------
    lexicon
        The word lists.
    functional_mailboxes
        Words before the @ that belong to a service.
    """

    def __init__(self, lexicon: Lexicon, functional_mailboxes: frozenset[str]) -> None:
        self._lexicon = lexicon
        self._mailboxes = functional_mailboxes
        self._names = NameFinder(lexicon)
        self._addresses = AddressFinder(lexicon)

    @classmethod
    def load(cls, organisations: Iterable[str] = ()) -> Masker:
        """Return a masker with the word lists of the installed packages and of this one.

        Parameters
        ----------
        organisations
            Names that are never a person's.

        Raises
        ------
        ModelError
            When a word list is missing.
        """
        path = resources.files("pipeline.text") / "data" / "functional_mailboxes.txt"
        lines = (line.split("#")[0].strip() for line in path.read_text(encoding="utf-8").splitlines())
        return cls(load_lexicon(organisations), frozenset(line for line in lines if line))

    def mask(self, text: str) -> Masked:
        """Return the text with its personal data masked; masking the result again changes nothing.

        One mask can reveal another (a name beside a mask), so the text is read again until nothing is found, at most
        `_MOST_READINGS` times.
        """
        spans: tuple[Span, ...] = ()
        masked = text
        for _ in range(_MOST_READINGS):
            found = merge_spans(without_masks(masked, self._find(masked)))
            if not found:
                break
            spans = merge_spans([*spans, *_in_original(found, spans)])
            masked = replace_spans(text, spans)
        return Masked(masked, spans)

    def _find(self, text: str) -> list[Span]:
        """Return what is found, a piece of a long text at a time, for the time it takes grows faster than length."""
        if len(text) <= _PIECE_LENGTH:
            return self._find_in_piece(text)
        found: list[Span] = []
        for start, end in _pieces(text):
            found += [
                Span(s.start + start, s.end + start, s.kind) for s in self._find_in_piece(text[start:end])
            ]
        return found

    def _find_in_piece(self, text: str) -> list[Span]:
        found = list(self._names.find(text))
        found += find_emails(text, self.is_functional_mailbox)
        found += find_accounts(text)
        found += find_phones(text)
        if _HAS_DIGIT.search(text):
            found += find_ibans(text)
            for finder in _NUMBER_FINDERS:
                found += finder(text)
            found += self._addresses.find(text)
        return found

    def is_functional_mailbox(self, local: str) -> bool:
        """Tell whether the part of an address before the @ belongs to a service and not to a person."""
        parts = [part for part in re.split(r"[._\-+]|\d+", local.lower()) if part]
        if not parts:
            return False
        if local.lower() in self._mailboxes or parts[0] in self._mailboxes or parts[-1] in self._mailboxes:
            return not any(len(part) == 1 for part in parts[:1])
        lexicon = self._lexicon
        if any(part.endswith(_SERVICE_ENDINGS) and len(part) > 6 for part in parts):
            return True
        return all(
            len(part) > 3
            and lexicon.is_ordinary(part)
            and not (lexicon.is_first_name(part) or lexicon.is_surname(part))
            for part in parts
        )

    def mask_header(self, value: str) -> str:
        """Return a mail header (sender, receivers, subject) without names and addresses of people."""
        return self.mask(_HEADER_NAME.sub(self._mask_display_name, value)).text

    def _mask_display_name(self, match: re.Match[str]) -> str:
        local = match["address"].partition("@")[0]
        name = match["quoted"] or match["name"]
        words = re.findall(r"[^\W\d_]{3,}", name)
        is_service = (
            self.is_functional_mailbox(local) or not words or all(map(self._lexicon.is_ordinary, words))
        )
        return match.group() if is_service or "[" in name else f"{Kind.NAME.mask} <{match['address']}>"

    def mask_path(self, path: str) -> str:
        """Return a path (parts joined by /) without personal data; the ending of each name stays."""
        return "/".join(self._mask_file_name(part) for part in path.split("/"))

    def _mask_file_name(self, name: str) -> str:
        stem, ending = split_ending(name)
        spans = [*self.mask(name).spans, *self.mask(with_spaces(stem) + ending).spans]
        spans += find_names_in_file_name(stem, self._lexicon)
        return replace_spans(name, merge_spans(without_masks(name, spans)))


_HEADER_NAME = re.compile(
    r"(?:\"(?P<quoted>[^\"<>]+)\"|(?P<name>[^\"<>;,\[\]]+?))\s*<(?P<address>[^<>\s]+@[^<>\s]+)>"
)


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places (start, end) of pieces, cut at a line end or else a space."""
    start = 0
    while start < len(text):
        end = min(start + _PIECE_LENGTH, len(text))
        if end < len(text):
            line_end = text.rfind("\n", start + _PIECE_LENGTH // 2, end)
            cut = line_end if line_end > 0 else text.rfind(" ", end - 200, end)
            end = cut + 1 if cut > 0 else end
        yield start, end
        start = end


def _in_original(found: tuple[Span, ...], spans: tuple[Span, ...]) -> list[Span]:
    """Return spans of a masked text as spans of the original, given what was masked before."""
    moved: list[Span] = []
    for span in found:
        shift = 0
        for known in spans:
            if known.start + shift >= span.start:
                break
            shift += len(known.kind.mask) - (known.end - known.start)
        moved.append(Span(span.start - shift, span.end - shift, span.kind))
    return moved
