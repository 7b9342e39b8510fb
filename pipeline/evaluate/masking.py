"""How much personal data masking finds, and how often it touches a text that holds none.

A personal string counts as found only when every letter and digit of it is masked.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.text.spans import Masked

_MARK = re.compile(r"\{(?P<kind>[\w-]+):(?P<string>[^{}]*)\}")
UNKNOWN_KIND = "onbekend"


@dataclass(frozen=True)
class Personal:
    """A place with personal data: `start` up to `end`, and its kind as the mask names it."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True)
class Case:
    """A text of which is known what in it is personal.

    Parameters
    ----------
    case_id
        For messages: where the case stands.
    text, personal
        The text, and the places in it.
    known_failure
        Whether it is known to go wrong today; counted all the same.
    """

    case_id: str
    text: str
    personal: tuple[Personal, ...] = ()
    known_failure: bool = False


@dataclass(frozen=True)
class KindMeasure:
    """Recall of one kind of personal data: strings found of the strings there are."""

    n_strings: int = 0
    n_found: int = 0

    @property
    def recall(self) -> float:
        """Share found, 0-1; 1 when there was nothing to find."""
        return self.n_found / self.n_strings if self.n_strings else 1.0


@dataclass(frozen=True)
class MaskingMeasure:
    """What masking found, and what it touched needlessly.

    Parameters
    ----------
    kinds
        Recall per kind.
    n_clean, n_touched
        Texts without personal data, and how many of these got a mask.
    missed, touched
        Ids of the cases that went wrong; never their text.
    """

    kinds: Mapping[str, KindMeasure] = field(default_factory=dict)
    n_clean: int = 0
    n_touched: int = 0
    missed: tuple[str, ...] = ()
    touched: tuple[str, ...] = ()

    @property
    def total(self) -> KindMeasure:
        """Recall over all kinds."""
        kinds = self.kinds.values()
        return KindMeasure(sum(k.n_strings for k in kinds), sum(k.n_found for k in kinds))

    @property
    def false_positive_rate(self) -> float:
        """Share of clean texts that were touched, 0-1."""
        return self.n_touched / self.n_clean if self.n_clean else 0.0


@dataclass(frozen=True)
class TouchMeasure:
    """What masking does to texts of which nobody marked what is personal.

    Parameters
    ----------
    n_texts
        Texts read.
    n_masks
        Masks placed, per kind.
    touched
        Ids of the texts that got a mask; never their text.
    seconds
        Computing time.
    """

    n_texts: int
    n_masks: Mapping[str, int]
    touched: tuple[str, ...]
    seconds: float

    @property
    def rate(self) -> float:
        """Share of the texts that were touched, 0-1."""
        return len(self.touched) / self.n_texts if self.n_texts else 0.0


def parse_cases(lines: Iterable[str], name: str) -> list[Case]:
    """Return the cases of a golden file.

    A line is ``register | text`` with personal data as ``{kind:string}``; an exclamation mark before it marks a known
    failure, and a line that starts with # is a remark. A case's id is `name`, its line number and its register.
    """
    cases: list[Case] = []
    for number, line in enumerate(lines, start=1):
        content = line.strip("\r\n")
        if not content.strip() or content.startswith("#"):
            continue
        register, _, marked = content.removeprefix("!").partition("|")
        case_id = f"{name}:{number} {register.strip()}"
        text, personal = _parse_marks(marked.strip().replace("\\n", "\n"))
        cases.append(Case(case_id, text, personal, content.startswith("!")))
    return cases


def _parse_marks(marked: str) -> tuple[str, tuple[Personal, ...]]:
    text = ""
    personal: list[Personal] = []
    place = 0
    for match in _MARK.finditer(marked):
        text += marked[place : match.start()]
        personal.append(Personal(len(text), len(text) + len(match["string"]), match["kind"]))
        text += match["string"]
        place = match.end()
    return text + marked[place:], tuple(personal)


def cases_of_conversations(conversations: Iterable[Mapping[str, object]]) -> list[Case]:
    """Return a case per bouwsteen of labelled conversations (keys gesprek, bouwstenen: tekst, pii).

    Every occurrence of a personal string counts; the labels don't say of which kind it is.
    """
    cases: list[Case] = []
    for conversation in conversations:
        bouwstenen = conversation["bouwstenen"]
        if not isinstance(bouwstenen, Sequence):
            continue
        for position, bouwsteen in enumerate(bouwstenen):
            text = str(bouwsteen["tekst"])
            personal = [
                Personal(match.start(), match.end(), UNKNOWN_KIND)
                for string in bouwsteen["pii"]
                for match in re.finditer(re.escape(string), text)
            ]
            cases.append(Case(f"{conversation['gesprek']}:{position}", text, tuple(personal)))
    return cases


def measure_masking(cases: Iterable[Case], mask: Callable[[str], Masked]) -> MaskingMeasure:
    """Return recall per kind and the rate of clean texts touched."""
    kinds: dict[str, KindMeasure] = {}
    missed: list[str] = []
    touched: list[str] = []
    n_clean = 0
    for case in cases:
        masked = mask(case.text)
        found = [_is_covered(case.text, personal, masked) for personal in case.personal]
        for personal, is_found in zip(case.personal, found, strict=True):
            known = kinds.get(personal.kind, KindMeasure())
            kinds[personal.kind] = KindMeasure(known.n_strings + 1, known.n_found + is_found)
        if not all(found):
            missed.append(case.case_id)
        if not case.personal:
            n_clean += 1
            if masked.spans:
                touched.append(case.case_id)
    return MaskingMeasure(dict(sorted(kinds.items())), n_clean, len(touched), tuple(missed), tuple(touched))


def add_up(measures: Iterable[MaskingMeasure]) -> MaskingMeasure:
    """Return several measures as one."""
    kinds: dict[str, KindMeasure] = {}
    n_clean = n_touched = 0
    missed: list[str] = []
    touched: list[str] = []
    for measure in measures:
        for kind, one in measure.kinds.items():
            known = kinds.get(kind, KindMeasure())
            kinds[kind] = KindMeasure(known.n_strings + one.n_strings, known.n_found + one.n_found)
        n_clean, n_touched = n_clean + measure.n_clean, n_touched + measure.n_touched
        missed += measure.missed
        touched += measure.touched
    return MaskingMeasure(dict(sorted(kinds.items())), n_clean, n_touched, tuple(missed), tuple(touched))


def measure_touches(texts: Iterable[tuple[str, str]], mask: Callable[[str], Masked]) -> TouchMeasure:
    """Return how many texts, pairs of an id and a text, get a mask, of which kinds, and how long that takes."""
    n_masks: Counter[str] = Counter()
    touched: list[str] = []
    n_texts = 0
    started = time.process_time()
    for text_id, text in texts:
        n_texts += 1
        spans = mask(text).spans
        n_masks.update(span.kind.value for span in spans)
        if spans:
            touched.append(text_id)
    return TouchMeasure(n_texts, dict(sorted(n_masks.items())), tuple(touched), time.process_time() - started)


def _is_covered(text: str, personal: Personal, masked: Masked) -> bool:
    return all(
        any(span.start <= place < span.end for span in masked.spans)
        for place in range(personal.start, personal.end)
        if text[place].isalnum()
    )
