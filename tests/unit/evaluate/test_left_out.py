from collections import Counter

import numpy as np

from pipeline.codebook import Codebook, Example, Theme
from pipeline.config import ThemeSettings
from pipeline.evaluate.gold_run import recognise_gold
from pipeline.evaluate.left_out import make_cases, measure_case
from pipeline.evaluate.stability import compare_draws
from pipeline.run.proposing import gather_knowledge
from pipeline.store import Store

SUBJECTS = tuple(f"onderwerp{letter}" for letter in "abcdefghijkl")
N_LINES = 720


def codebook() -> Codebook:
    """Two themes told by three writers of enough lines, and a dozen subjects with words of their own."""
    themes = tuple(Theme(t, t, f"Over {t}.", "", "codebook") for t in ("trots", "fouten"))
    background = tuple(Theme(s, s, f"Over {s}.", "", "background") for s in SUBJECTS)
    examples = [
        Example(
            f"{theme} {theme}woord{n % 40} alle{n % 7} {writer}{n}", theme, None, f"examples/{writer}.tsv"
        )
        for writer in ("een", "twee", "drie")
        for n in range(N_LINES // 2)
        for theme in ("trots", "fouten")
    ]
    strewn = [
        Example(
            f"{subject} {subject}plan{n % 4} {subject}dag{n % 3} alle{n % 7}",
            subject,
            None,
            "background/een.tsv",
        )
        for subject in SUBJECTS
        for n in range(24)
    ]
    return Codebook(themes, background, tuple(examples), tuple(dict.fromkeys(strewn)), "")


def test_left_out_subjects_and_the_writer_of_the_corpus_take_no_part_in_learning():
    for case in make_cases(codebook(), 3, seed=1):
        assert not set(case.left_out) & set(case.codebook.background_ids)
        assert not set(case.left_out) & {e.main for e in case.codebook.background_examples}
        assert case.writer not in {e.source_file for e in case.codebook.examples}
        said = Counter(statement.main for statement in case.statements)
        assert said["trots"] == N_LINES // 2
        assert all(said[subject] > 0 for subject in case.left_out)
        assert {statement.conversation for statement in case.statements} <= set(case.facts)


def test_other_subjects_are_left_out_each_time():
    first, second = make_cases(codebook(), 2, seed=1)
    assert len({*first.left_out, *second.left_out}) == 4
    assert first.writer != second.writer


def test_subjects_with_words_of_their_own_are_found_though_neither_catalogue_has_them():
    table = measure_case(make_cases(codebook(), 1, seed=1)[0])
    assert table["gold_theme"].nunique() == 2
    assert table["precision"].max() >= 0.5


def test_the_same_data_again_give_the_same_themes_and_a_part_of_them_nearly(tmp_path):
    case = make_cases(codebook(), 1, seed=1)[0]
    known = recognise_gold(case.statements, case.facts, case.codebook, Store(tmp_path))
    knowledge = gather_knowledge(known, case.codebook, case.codebook.background_ids, case.codebook.theme_ids)
    table = compare_draws(known, knowledge, np.array(["veld"] * len(known.corpus)), ThemeSettings(), 1)
    assert table["comparison"].tolist() == [
        "the same data again",
        "nine tenths, draw 1",
        "a fifth more, draw 1",
    ]
    assert table.loc[0, ["themes_kept", "assignments_kept", "adjusted_rand"]].tolist() == [1, 1, 1]
    assert table["adjusted_rand"].min() > 0.8
