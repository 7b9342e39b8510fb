import json
import sys
from pathlib import Path

import pytest

from pipeline.text.language import DutchLanguage, is_stop_word, lemma_of, split_compound

ALPINO = Path(__file__).parents[4] / "shared" / "real" / "lemma_ud_alpino.jsonl"


def test_words_lemmas_and_parts_run_in_step() -> None:
    (analysis,) = DutchLanguage().analyse(["De burgers kregen Kamervragen, niet: 'nul op rekest'!"])
    assert analysis.words == ("de", "burgers", "kregen", "kamervragen", "niet", "nul", "op", "rekest")
    assert analysis.lemmas[1:3] == ("burger", "krijgen")
    assert analysis.parts[3] == ("kamer", "vraag")
    assert len(analysis.parts) == len(analysis.lemmas) == len(analysis.words)


def test_text_without_words_gives_an_empty_analysis() -> None:
    (analysis,) = DutchLanguage().analyse(["… ?! -"])
    assert analysis.words == analysis.lemmas == analysis.parts == ()


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("dossierkennis", ("dossier", "kennis")),
        ("belangenverstrengeling", ("belang", "verstrengeling")),
        ("kinderopvangtoeslag", ("kind", "opvang", "toeslag")),
        ("werkdruk", ("werk", "druk")),
        ("vertrouwen", ()),
        ("ondernemer", ()),
        ("team", ()),
        ("a" * 400, ()),
    ],
)
def test_compounds_are_split_at_words_and_other_words_are_left_alone(
    word: str, parts: tuple[str, ...]
) -> None:
    assert split_compound(word) == parts


@pytest.mark.parametrize("word", ["niet", "geen", "zonder", "zelf", "mogen", "nooit"])
def test_words_that_carry_the_meaning_are_no_stop_words(word: str) -> None:
    assert not is_stop_word(word)
    assert is_stop_word("het")


@pytest.mark.skipif(not ALPINO.is_file(), reason="the gold lemmas are not beside the project")
def test_nineteen_in_twenty_lemmas_agree_with_alpino(capsys: pytest.CaptureFixture[str]) -> None:
    right = total = 0
    for line in ALPINO.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for word, gold, kind in zip(row["tokens"], row["label"], row["upos"], strict=True):
            if kind not in {"PUNCT", "SYM", "NUM", "X"}:
                total += 1
                right += lemma_of(word) == gold.replace("_", "").lower()
    with capsys.disabled():
        sys.stdout.write(f"lemmas right on UD Alpino: {right / total:.3f} of {total} ")
    assert right / total >= 0.94
