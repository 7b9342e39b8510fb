"""The organisations of the national government: one name for each, found by any of its names or by its mail domain."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import yaml

from pipeline.errors import CodebookError

_KEYS = {"name", "kind", "abbreviations", "also", "former", "domains"}


@dataclass(frozen=True)
class Organisation:
    """One organisation.

    Parameters
    ----------
    name
        The name shown.
    kind
        Ministry, agency, inspectorate, and so on, in Dutch.
    abbreviations
        Matched with their capitals.
    also
        Other ways its name is written, earlier names among them.
    domains
        Mail domains that are its own.
    """

    name: str
    kind: str
    abbreviations: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()


@dataclass(frozen=True)
class Organisations:
    """All organisations, ready to be found."""

    entries: tuple[Organisation, ...] = ()

    @cached_property
    def _by_name(self) -> dict[str, str]:
        names: dict[str, str] = {}
        for entry in self.entries:
            for name in (entry.name, *entry.also):
                names.setdefault(_normalise(name), entry.name)
        return names

    @cached_property
    def _by_abbreviation(self) -> dict[str, str]:
        return {short: entry.name for entry in self.entries for short in entry.abbreviations}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        names = sorted(self._by_name, key=len, reverse=True)
        return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(name) for name in names) + r")(?!\w)")

    @cached_property
    def _short_pattern(self) -> re.Pattern[str]:
        names = sorted(self._by_abbreviation, key=len, reverse=True)
        return re.compile(
            r"(?<![\w@.-])(?:" + "|".join(re.escape(name) for name in names) + r")(?![\w@]|\.\w|-\d)"
        )

    def named(self, value: str) -> str | None:
        """Return the name of the organisation that a form field holds, whichever way it is written."""
        wanted = _normalise(value)
        if found := self._by_name.get(wanted):
            return found
        upper = {_normalise(short): name for short, name in self._by_abbreviation.items()}
        return upper.get(wanted) or self.mentioned(value)

    def mentioned(self, text: str) -> str | None:
        """Return the organisation whose longest name stands in a text; None when there is none."""
        if not self.entries:
            return None
        found = [
            (len(match[0]), self._by_name[match[0]]) for match in self._pattern.finditer(_normalise(text))
        ]
        found += [
            (len(match[0]), self._by_abbreviation[match[0]]) for match in self._short_pattern.finditer(text)
        ]
        # Of equally long names the first counts, so that the answer does not hang on the order of the table.
        return max(found, key=lambda pair: pair[0])[1] if found else None

    def of_domain(self, domain: str) -> str | None:
        """Return the organisation of a mail domain or of the longest domain above it; shared domains are nobody's."""
        parts = domain.lower().strip(". ").split(".")
        owners = {own: entry.name for entry in self.entries for own in entry.domains}
        return next(
            (owners[".".join(parts[i:])] for i in range(len(parts)) if ".".join(parts[i:]) in owners), None
        )


def parse_organisations(content: str, source: str = "organisations.yaml") -> Organisations:
    """Return the table of organisations.

    Raises
    ------
    CodebookError
        With every mistake in it: an unknown key, a name or domain that two organisations claim.
    """
    try:
        raw = yaml.safe_load(content)
    except yaml.YAMLError as error:
        raise CodebookError(f"{source}: no valid YAML") from error
    if not isinstance(raw, list):
        raise CodebookError(f"{source}: expected a list of organisations")
    mistakes: list[str] = []
    entries = []
    for number, item in enumerate(raw, start=1):
        if not isinstance(item, dict) or not isinstance(item.get("name"), str):
            mistakes.append(f"entry {number} has no name")
            continue
        if unknown := sorted(set(item) - _KEYS):
            mistakes.append(f"{item['name']}: unknown keys {', '.join(unknown)}")
        former = tuple(str(old["name"]) for old in item.get("former", ()))
        entries.append(
            Organisation(
                item["name"],
                str(item.get("kind", "")),
                _texts(item, "abbreviations"),
                (*_texts(item, "also"), *former),
                _texts(item, "domains"),
            )
        )
    mistakes += _claimed_twice(entries)
    if mistakes:
        raise CodebookError(f"{source}: " + "; ".join(mistakes))
    return Organisations(tuple(entries))


def _texts(item: dict[str, object], key: str) -> tuple[str, ...]:
    values = item.get(key) or ()
    return tuple(str(value) for value in values) if isinstance(values, list) else ()


def _claimed_twice(entries: Iterable[Organisation]) -> list[str]:
    owners: dict[str, str] = {}
    mistakes = []
    for entry in entries:
        for name in {_normalise(text) for text in (entry.name, *entry.also, *entry.abbreviations)} | set(
            entry.domains
        ):
            if owners.setdefault(name, entry.name) != entry.name:
                mistakes.append(f"{name} belongs to {owners[name]} and to {entry.name}")
    return mistakes


def _normalise(text: str) -> str:
    return " ".join(re.sub(r"[^\w&]+", " ", text.lower()).replace("&", " en ").split())
