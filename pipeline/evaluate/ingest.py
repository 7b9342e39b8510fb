"""How completely and how truly conversations are read: bouwstenen, their fields and the facts, per kind of file.

Texts are compared up to white space; a mask stands for whatever it covers, and a scan may misread some characters.
Recall is the share of what should have been read that was; precision the share of what was read that is right.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from pipeline.ingest.forms import FoundConversation

FACTS = ("held_on", "organisation", "domain", "format", "report_form", "n_participants")
_MASK = re.compile(r"\\\[(?:[\w\\-]+)\\\]")
_NUMBER = re.compile(r"(?<![a-z0-9])d\d{3}(?!\d)")


@dataclass(frozen=True)
class Conversation:
    """A conversation as it should be read, or as it was.

    Parameters
    ----------
    number
        As in gesprekken.jsonl, e.g. ``d001``; '' where none was read.
    facts
        By column of `conversations`; dates as ISO text, what is not known left out.
    bouwstenen
        Text and field of each.
    """

    number: str
    facts: Mapping[str, str]
    bouwstenen: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class KindMeasure:
    """What reading one kind of file gave, as counts.

    Parameters
    ----------
    n_expected, n_read
        Bouwstenen that should have been read, and that were.
    n_right, n_field_right
        Of the read ones: with a text that was expected, and of those with the right field.
    n_facts, n_facts_read, n_facts_right
        Facts of the conversations that should have been read, that were given, and that are as they should be.
    n_characters, n_wrong_characters
        Of the matched texts: characters expected, and edits needed to get them.
    missed, extra
        Numbers of the conversations with texts that were missed, or read but not expected.
    """

    kind: str
    n_conversations: int = 0
    n_expected: int = 0
    n_read: int = 0
    n_right: int = 0
    n_field_right: int = 0
    n_facts: int = 0
    n_facts_read: int = 0
    n_facts_right: int = 0
    n_characters: int = 0
    n_wrong_characters: int = 0
    missed: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()

    @property
    def recall(self) -> float:
        """Share (0-1) of the expected bouwstenen that were read."""
        return _share(self.n_right, self.n_expected)

    @property
    def precision(self) -> float:
        """Share (0-1) of the read bouwstenen that were expected."""
        return _share(self.n_right, self.n_read)

    @property
    def field_recall(self) -> float:
        """Share (0-1) of the expected bouwstenen that were read, in the right field."""
        return _share(self.n_field_right, self.n_expected)

    @property
    def field_precision(self) -> float:
        """Share (0-1) of the read bouwstenen that were expected, in that field."""
        return _share(self.n_field_right, self.n_read)

    @property
    def fact_recall(self) -> float:
        """Share (0-1) of the expected facts that were read rightly."""
        return _share(self.n_facts_right, self.n_facts)

    @property
    def fact_precision(self) -> float:
        """Share (0-1) of the facts that were given that are right; what is left open is not wrong."""
        return _share(self.n_facts_right, self.n_facts_read)

    @property
    def character_error(self) -> float:
        """Edits per character (0-1) in the matched texts."""
        return self.n_wrong_characters / self.n_characters if self.n_characters else 0.0

    @property
    def lowest(self) -> float:
        """The least of the six shares."""
        return min(self.recall, self.precision, self.field_recall, self.field_precision, self.fact_recall,
                   self.fact_precision)  # fmt: skip


@dataclass(frozen=True)
class Target:
    """What reading a kind of file must reach: each of the six shares at least, edits per character at most."""

    share: float
    character_error: float

    def is_met(self, measure: KindMeasure) -> bool:
        """Tell whether a measure reaches it."""
        return measure.lowest >= self.share and measure.character_error <= self.character_error


DIGITAL = Target(1.0, 0.0)
PRINTED = Target(0.98, 0.02)
PHOTOGRAPHED = Target(0.90, 0.03)


def target_of(kind: str) -> Target:
    """Return what must be reached for a kind of the sample."""
    if kind.startswith("photo"):
        return PHOTOGRAPHED
    return PRINTED if kind.startswith(("scan", "pdf-printed")) else DIGITAL


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def read_gold(
    lines: Iterable[str], organisation_name: Callable[[str], str | None]
) -> dict[str, Conversation]:
    """Return the labelled conversations of gesprekken.jsonl by number, organisations under their canonical name."""
    gold: dict[str, Conversation] = {}
    for line in lines:
        if not line.strip():
            continue
        record = json.loads(line)
        facts = {
            "held_on": record["datum"],
            "organisation": organisation_name(record["organisatie"]) or record["organisatie"],
            "domain": record["domein"],
            "format": record["format"],
            "report_form": record["vorm"],
            "n_participants": str(record["deelnemers"]),
        }
        texts = tuple((entry["tekst"], entry["veld"]) for entry in record["bouwstenen"])
        gold[record["gesprek"]] = Conversation(record["gesprek"], facts, texts)
    return gold


def conversation_of_found(found: FoundConversation) -> Conversation:
    """Return a conversation as `pipeline.ingest.forms` found it."""
    facts = {name: str(value) for name in FACTS if (value := getattr(found, name)) is not None}
    return Conversation(
        number_in(found.reference or ""), facts, tuple((b.text, b.field) for b in found.bouwstenen)
    )


def conversations_of_tables(conversations: pd.DataFrame, bouwstenen: pd.DataFrame) -> list[Conversation]:
    """Return the conversations of published tables; bouwstenen that are counted elsewhere are left out."""
    counted = bouwstenen[bouwstenen["duplicate_of"].isna()]
    texts = {
        key: tuple(zip(rows["text"], rows["field"], strict=True))
        for key, rows in counted.groupby("conversation_id")
    }
    found = []
    for row in conversations.to_dict("records"):
        facts = {name: _as_text(row[name]) for name in FACTS if not pd.isna(row[name])}
        found.append(
            Conversation(number_in(str(row["conversation_id"])), facts, texts.get(row["conversation_id"], ()))
        )
    return found


def _as_text(value: object) -> str:
    return value.date().isoformat() if isinstance(value, pd.Timestamp) else str(value)


def number_in(reference: str) -> str:
    """Return the sample's number in a reference such as ``AV-2021-d001``; '' when there is none."""
    match = _NUMBER.search(reference.lower())
    return match[0] if match else ""


def measure_kind(
    kind: str,
    expected: Sequence[Conversation],
    found: Sequence[Conversation],
    max_character_error: float = 0.0,
) -> KindMeasure:
    """Return how the conversations of one kind of file were read.

    Parameters
    ----------
    kind
        For the row of the result.
    expected, found
        What stands in the files, and what was read from them. Those found without a known number are matched with
        an expected conversation by their texts.
    max_character_error
        Edits per character (0-1) up to which a text counts as the one that was expected; 0 for digital kinds.
    """
    pairs, strays = _pair(expected, found, max_character_error)
    tally = _Tally(max_character_error)
    for gold, reads in pairs:
        tally.add(gold, reads)
    return KindMeasure(
        kind,
        n_conversations=len(expected),
        n_expected=sum(len(one.bouwstenen) for one in expected),
        n_read=sum(len(one.bouwstenen) for one in found),
        n_right=tally.n_right,
        n_field_right=tally.n_field_right,
        n_facts=sum(len(one.facts) for one in expected),
        n_facts_read=tally.n_facts_read + sum(len(one.facts) for one in strays),
        n_facts_right=tally.n_facts_right,
        n_characters=tally.n_characters,
        n_wrong_characters=tally.n_wrong_characters,
        missed=tuple(tally.missed),
        extra=(*tally.extra, *(one.number for one in strays)),
    )


def _pair(
    expected: Sequence[Conversation], found: Sequence[Conversation], max_error: float
) -> tuple[list[tuple[Conversation, list[Conversation]]], list[Conversation]]:
    """Return each expected conversation with what was read of it, and what belongs to none."""
    reads: dict[str, list[Conversation]] = {gold.number: [] for gold in expected}
    strays = []
    for one in found:
        number = one.number if one.number in reads else _by_texts(one, expected, max_error)
        if number is None:
            strays.append(one)
        else:
            reads[number].append(one)
    return [(gold, reads[gold.number]) for gold in expected], strays


def _by_texts(one: Conversation, expected: Sequence[Conversation], max_error: float) -> str | None:
    def n_shared(gold: Conversation) -> int:
        return sum(any(_edits(text, wanted, max_error) is not None for wanted, _ in gold.bouwstenen)
                   for text, _ in one.bouwstenen)  # fmt: skip

    best = max(expected, key=n_shared, default=None)
    return best.number if best is not None and n_shared(best) else None


@dataclass
class _Tally:
    """Counts over the pairs of one kind."""

    max_error: float
    n_right: int = 0
    n_field_right: int = 0
    n_facts_read: int = 0
    n_facts_right: int = 0
    n_characters: int = 0
    n_wrong_characters: int = 0
    missed: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)

    def add(self, gold: Conversation, reads: Sequence[Conversation]) -> None:
        """Count one expected conversation; of a fact, the first reading that gives it counts."""
        for name, value in gold.facts.items():
            given = [one.facts[name] for one in reads if name in one.facts]
            self.n_facts_read += bool(given)
            self.n_facts_right += given[:1] == [value]
        left = [pair for one in reads for pair in one.bouwstenen]
        for text, own_field in gold.bouwstenen:
            match = self._best(text, own_field, left)
            if match is None:
                self.missed.append(gold.number)
                continue
            position, edits = match
            self.n_right += 1
            self.n_field_right += left.pop(position)[1] == own_field
            self.n_characters += len(text)
            self.n_wrong_characters += edits
        self.extra.extend(gold.number for _ in left)

    def _best(self, text: str, own_field: str, left: Sequence[tuple[str, str]]) -> tuple[int, int] | None:
        """Return the position and edits of the nearest text, one with the right field first of equals."""
        scored = [
            (edits, other_field != own_field, position)
            for position, (other, other_field) in enumerate(left)
            if (edits := _edits(other, text, self.max_error)) is not None
        ]
        if not scored:
            return None
        edits, _, position = min(scored)
        return position, edits


def _edits(read: str, wanted: str, max_error: float) -> int | None:
    """Return the edits between two texts up to white space and masks, or None when there are too many."""
    one, other = "".join(read.split()), "".join(wanted.split())
    if one == other or re.fullmatch(_MASK.sub(".{1,120}?", re.escape(one)), other):
        return 0
    most = int(max_error * len(other))
    if abs(len(one) - len(other)) > most:
        return None
    distance = _distance(one, other)
    return distance if distance <= most else None


def _distance(one: str, other: str) -> int:
    """Return the Levenshtein distance."""
    previous = list(range(len(other) + 1))
    for row, left in enumerate(one, start=1):
        current = [row]
        for column, right in enumerate(other, start=1):
            current.append(min(previous[column] + 1, current[-1] + 1, previous[column - 1] + (left != right)))
        previous = current
    return previous[-1]
