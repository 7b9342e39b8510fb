"""Made-up conversations in any number, as the step "read" would publish them; for measuring speed, never quality.

Statements are recombined from the codebook's invented examples: the beginning of one and the end of another about the
same subject. So sizes, word frequencies and numbers of distinct texts are like those of a large corpus, while what is
said need not make sense.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline.codebook import NONE_ID, Codebook
from pipeline.formdefs import CANVAS, MODEL, REPORT_FIELDS
from pipeline.tables import BOUWSTENEN, CONVERSATIONS, DOMAINS, FILES, POLL_RESULTS

_FIRST_DAY = np.datetime64("2021-01-04")
_N_DAYS = 1800
_VERBATIM_SHARE = 0.06
_UNDATED_SHARE = 0.03
_UNKNOWN_SHARE = 0.08
_MOST_ORGANISATIONS = 150
# Of what a conversation yields, this share is on its own few subjects; the rest is on any.
_N_OWN_SUBJECTS = 5
_OWN_SHARE = 0.7
# Among the most frequent subjects every fourth rises and every fourth falls, by this factor over the whole time.
_DRIFT = 3.0
_CLAUSE = re.compile(r"(?<=[,;:.?!])\s+")
_FORMS = (
    ("vragen", "canvas", tuple(field.field_id for field in CANVAS.boxes)),
    ("model", "model", tuple(field.field_id for field in MODEL.boxes)),
    ("verhalen", "verslag", tuple(field.field_id for field in REPORT_FIELDS)),
    ("verhalen", "beeldverslag", tuple(field.field_id for field in REPORT_FIELDS)),
    ("vragen", "reporter", tuple(field.field_id for field in REPORT_FIELDS)),
)
_FORM_SHARES = (0.4, 0.3, 0.15, 0.1, 0.05)

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class _Subject:
    """A subject's whole statements, and their beginnings and ends."""

    whole: tuple[str, ...]
    beginnings: tuple[str, ...]
    ends: tuple[str, ...]

    def text(self, random: np.random.Generator) -> str:
        """Return a statement: one of the whole ones, or one put together of two."""
        if random.random() < _VERBATIM_SHARE:
            return self.whole[random.integers(len(self.whole))]
        beginning = self.beginnings[random.integers(len(self.beginnings))]
        return f"{beginning} {self.ends[random.integers(len(self.ends))]}"


def make_tables(
    codebook: Codebook, organisations: Sequence[str], n_bouwstenen: int, n_conversations: int, seed: int
) -> dict[str, pd.DataFrame]:
    """Return the tables that reading gives, of a made-up corpus; polls there are none.

    Parameters
    ----------
    codebook
        Its examples are the material.
    organisations
        Names to choose from.
    n_bouwstenen, n_conversations
        Exact sizes; every conversation has one bouwsteen at least.
    seed
        The same seed gives the same tables.
    """
    if not 1 <= n_conversations <= n_bouwstenen:
        raise ValueError(f"{n_bouwstenen} bouwstenen can't be spread over {n_conversations} conversations")
    random = np.random.default_rng(seed)
    conversations = _make_conversations(organisations, n_conversations, random)
    sizes = 1 + random.multinomial(
        n_bouwstenen - n_conversations, random.dirichlet(np.full(n_conversations, 6.0))
    )
    bouwstenen = _make_bouwstenen(codebook, conversations, sizes, random)
    return {
        "files": FILES.validate(_make_files(conversations, sizes)),
        "conversations": CONVERSATIONS.validate(conversations.reindex(columns=CONVERSATIONS.column_names)),
        "bouwstenen": BOUWSTENEN.validate(bouwstenen.reindex(columns=BOUWSTENEN.column_names)),
        "poll_results": POLL_RESULTS.empty(),
    }


def _make_conversations(
    organisations: Sequence[str], n_conversations: int, random: np.random.Generator
) -> pd.DataFrame:
    names = np.array(organisations[:_MOST_ORGANISATIONS], dtype=object)
    domains = random.choice(np.array(DOMAINS, dtype=object), len(names))
    popularity = random.dirichlet(np.full(len(names), 0.5))
    place = random.choice(len(names), n_conversations, p=popularity)
    form = random.choice(len(_FORMS), n_conversations, p=_FORM_SHARES)
    days = _FIRST_DAY + random.integers(0, _N_DAYS, n_conversations)
    ids = [f"AV-M-{number:06}" for number in range(1, n_conversations + 1)]
    frame = pd.DataFrame(
        {
            "conversation_id": ids,
            "file_id": [hashlib.sha256(one.encode()).hexdigest()[:16] for one in ids],
            "held_on": pd.Series(days).astype("datetime64[us]"),
            "organisation": names[place],
            "domain": domains[place],
            "format": [_FORMS[number][0] for number in form],
            "report_form": [_FORMS[number][1] for number in form],
            "n_participants": random.integers(5, 11, n_conversations),
            "held_on_from": "form",
            "organisation_from": "form",
        }
    )
    undated = random.random(n_conversations) < _UNDATED_SHARE
    frame.loc[undated, ["held_on", "held_on_from"]] = None
    unknown = random.random(n_conversations) < _UNKNOWN_SHARE
    frame.loc[unknown, ["organisation", "organisation_from"]] = None
    return frame


def _make_files(conversations: pd.DataFrame, sizes: Numbers) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "file_id": conversations["file_id"],
            "path": conversations["report_form"] + "/" + conversations["conversation_id"] + ".pdf",
            "media_type": "application/pdf",
            "size_bytes": 40_000,
            "received_at": conversations["held_on"].fillna(pd.Timestamp("2025-01-06")).dt.tz_localize("UTC"),
            "reader": "pdf",
            "status": "read",
            "n_bouwstenen": sizes,
        }
    ).reindex(columns=FILES.column_names)


def _make_bouwstenen(
    codebook: Codebook, conversations: pd.DataFrame, sizes: Numbers, random: np.random.Generator
) -> pd.DataFrame:
    subjects, frequency = _gather_subjects(codebook)
    drift = np.where(np.arange(len(subjects)) % 4 == 0, _DRIFT, 1.0)
    drift[np.arange(len(subjects)) % 4 == 1] = 1 / _DRIFT
    fields = {form: names for _, form, names in _FORMS}
    ages = (conversations["held_on"].to_numpy("datetime64[D]") - _FIRST_DAY) / np.timedelta64(_N_DAYS, "D")
    rows: list[tuple[object, ...]] = []
    for number, conversation in enumerate(conversations.itertuples()):
        age = 0.5 if np.isnan(ages[number]) else ages[number]
        shares = frequency * drift**age
        chosen = _choose_subjects(shares / shares.sum(), int(sizes[number]), random)
        names = fields[str(conversation.report_form)]
        counted = dict.fromkeys(names, 0)
        start = 0
        for line, (subject, place) in enumerate(
            zip(chosen, np.sort(random.integers(len(names), size=len(chosen))), strict=True)
        ):
            text = subjects[subject].text(random)
            field = names[place]
            top = 0.1 + 0.8 * line / len(chosen)
            rows.append(
                (f"{conversation.conversation_id}/{field}/{counted[field]}", conversation.conversation_id,
                 conversation.file_id, field, counted[field], text, 0, 1,
                 f"0.1000,{top:.4f},0.9000,{top + 0.02:.4f}", start, start + len(text))
            )  # fmt: skip
            counted[field] += 1
            start += len(text) + 1
    return pd.DataFrame(
        rows,
        columns=["bouwsteen_id", "conversation_id", "file_id", "field", "position", "text", "n_masked", "page",
                 "box", "char_start", "char_end"],
    )  # fmt: skip


def _choose_subjects(
    shares: npt.NDArray[np.float64], n_statements: int, random: np.random.Generator
) -> Numbers:
    """Return the subject of each statement of one conversation, most of them on a few subjects."""
    own = random.choice(len(shares), _N_OWN_SUBJECTS, p=shares)
    anything = random.choice(len(shares), n_statements, p=shares)
    return np.where(random.random(n_statements) < _OWN_SHARE, random.choice(own, n_statements), anything)


def _gather_subjects(codebook: Codebook) -> tuple[list[_Subject], npt.NDArray[np.float64]]:
    """Return the subjects with how often each is spoken of, the catalogue's most, each less than the one before."""
    by_subject: dict[str, list[str]] = {}
    for example in (*codebook.examples, *codebook.background_examples):
        by_subject.setdefault(example.main, []).append(example.text)
    known = [*codebook.theme_ids, NONE_ID, *codebook.background_ids]
    names = [name for name in known if name in by_subject]
    weights = [1 / (3 + rank) for rank in range(len(names))]
    return [_take_apart(by_subject[name]) for name in names], np.array(weights)


def _take_apart(texts: Sequence[str]) -> _Subject:
    beginnings, ends = [], []
    for text in texts:
        clauses = _CLAUSE.split(text.strip())
        middle = len(clauses) // 2
        beginnings.append(" ".join(clauses[:middle]) if middle else text.rstrip(".") + ":")
        ends.append(" ".join(clauses[middle:]))
    return _Subject(tuple(texts), tuple(beginnings), tuple(ends))
