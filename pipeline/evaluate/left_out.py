"""What is found of a subject that neither catalogue has: subjects of the background catalogue left out, two at a time.

The statements of one writer are the corpus, dealt into made-up conversations, with the statements of the two subjects
strewn among them; the other writers train, without a line of those subjects. No gold label takes part in anything.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd

from pipeline.codebook import Codebook, Example, read_codebook
from pipeline.config import read_settings
from pipeline.evaluate.emerging import score_candidates
from pipeline.evaluate.gold import GoldStatement
from pipeline.evaluate.gold_run import recognise_gold
from pipeline.run.proposing import gather_knowledge, least_spread
from pipeline.store import Store
from pipeline.themes.sources import find_candidates

N_LEFT_OUT = 2
MIN_CORPUS = 700
_STATEMENTS_PER_CONVERSATION = 9
_N_ORGANISATIONS = 12
# In conversations a subject comes up a few times in a row, then not at all.
_LONGEST_RUN = 3

Facts = dict[str, tuple[str | None, str | None]]


@dataclass(frozen=True)
class Case:
    """A corpus with subjects that the codebook does not know."""

    writer: str
    left_out: tuple[str, ...]
    codebook: Codebook
    statements: tuple[GoldStatement, ...]
    facts: Facts


def make_cases(codebook: Codebook, n_cases: int, seed: int) -> list[Case]:
    """Return cases with other writers and other subjects each time, as long as there are."""
    random = np.random.default_rng(seed)
    names, sizes = np.unique([e.source_file for e in codebook.examples], return_counts=True)
    writers = random.permutation(names[sizes >= MIN_CORPUS])
    subjects = random.permutation(np.array(codebook.background_ids))
    cases = []
    for number in range(n_cases):
        pair = [
            str(s)
            for s in np.take(subjects, range(number * N_LEFT_OUT, (number + 1) * N_LEFT_OUT), mode="wrap")
        ]
        cases.append(_make_case(codebook, str(writers[number % len(writers)]), tuple(pair), random))
    return cases


def measure_left_out(n_cases: int) -> dict[str, pd.DataFrame]:
    """Return, per left-out subject, the candidate that finds it best, and a summary.

    Parameters
    ----------
    n_cases
        Each trains once, which takes about a minute.
    """
    settings = read_settings()
    codebook = read_codebook(settings.paths.codebook)
    cases = make_cases(codebook, n_cases, settings.themes.seed)
    per_subject = pd.concat([measure_case(case) for case in cases], ignore_index=True)
    found = per_subject["precision"] >= 0.5
    summary = pd.DataFrame(
        {
            "subjects_left_out": [len(per_subject)],
            "found": [int(found.sum())],
            "mean_f1": [per_subject["f1"].mean()],
            "mean_f1_of_found": [per_subject.loc[found, "f1"].mean()],
            "shown": [per_subject.groupby("writer")["n_candidates"].first().mean()],
        }
    )
    return {
        "Subjects of neither catalogue: the best candidate of each": per_subject,
        "In all (found: half of the candidate or more is on the subject)": summary,
    }


def measure_case(case: Case) -> pd.DataFrame:
    """Return per left-out subject the best candidate that was not recognised but found; see `score_candidates`."""
    settings = read_settings().themes
    with tempfile.TemporaryDirectory() as folder:
        known = recognise_gold(case.statements, case.facts, case.codebook, Store(Path(folder)))
    knowledge = gather_knowledge(known, case.codebook, case.codebook.background_ids, case.codebook.theme_ids)
    candidates = find_candidates(
        known.corpus, knowledge, least_spread(settings), {}, settings.max_candidates, settings.seed
    )
    shown = {c.theme_id: [known.corpus.ids[p] for p in c.places] for c in candidates if c.origin == "emerged"}
    gold = {
        subject: [i for i, one in zip(known.corpus.ids, case.statements, strict=True) if one.main == subject]
        for subject in case.left_out
    }
    scored = score_candidates(shown, gold)
    scored.insert(0, "writer", case.writer)
    return scored.assign(n_emerged=len(shown), n_candidates=len(candidates))


def _make_case(
    codebook: Codebook, writer: str, left_out: tuple[str, ...], random: np.random.Generator
) -> Case:
    own = [e for e in codebook.examples if e.source_file == writer]
    strewn = [e for e in codebook.background_examples if e.main in left_out]
    reduced = replace(
        codebook,
        background=tuple(s for s in codebook.background if s.theme_id not in left_out),
        examples=tuple(e for e in codebook.examples if e.source_file != writer),
        background_examples=tuple(e for e in codebook.background_examples if e.main not in left_out),
    )
    dealt = _deal(own, strewn, random)
    days = np.datetime64("2022-01-03") + random.integers(0, 1000, max(dealt.values()) + 1)
    facts: Facts = {
        f"c{number:03d}": (f"Dienst {random.integers(_N_ORGANISATIONS)}", str(day))
        for number, day in enumerate(days)
    }
    statements = tuple(
        GoldStatement(example.text, "veld", f"c{number:03d}", example.main, example.side)
        for example, number in dealt.items()
    )
    return Case(writer, left_out, reduced, statements, facts)


def _deal(
    own: Sequence[Example], strewn: Sequence[Example], random: np.random.Generator
) -> dict[Example, int]:
    """Return a conversation for each statement; those on a left-out subject come in short runs."""
    n_conversations = max(1, (len(own) + len(strewn)) // _STATEMENTS_PER_CONVERSATION)
    dealt = {
        own[place]: number % n_conversations for number, place in enumerate(random.permutation(len(own)))
    }
    by_subject: dict[str, list[Example]] = {}
    for example in strewn:
        by_subject.setdefault(example.main, []).append(example)
    for statements in by_subject.values():
        left = [statements[place] for place in random.permutation(len(statements))]
        while left:
            conversation = int(random.integers(n_conversations))
            for _ in range(min(len(left), int(random.integers(1, _LONGEST_RUN + 1)))):
                dealt[left.pop()] = conversation
    return dealt
