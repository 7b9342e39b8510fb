from pathlib import Path

import pytest

from pipeline.codebook import NONE_ID, read_codebook
from pipeline.config import PROJECT_ROOT
from pipeline.errors import CodebookError

THEMES = '- id: trots\n  label_nl: "Trots"\n  definition_nl: "Zin in het werk."\n  not_nl: ""\n'
SUBJECTS = '- id: kantine\n  label_nl: "Kantine"\n  definition_nl: "Eten op het werk."\n'


def write_codebook(folder: Path, **files: str) -> Path:
    content = {
        "themes.yaml": THEMES,
        "background.yaml": SUBJECTS,
        "examples/een.tsv": "trots\t-\tFluitend naar het werk\noverig\t-\tDe zaal was koud\n",
        "background/een.tsv": "kantine\ttrots\tSoep met ballen\n",
    } | {
        name.replace("__", "/").replace("_tsv", ".tsv").replace("_yaml", ".yaml"): text
        for name, text in files.items()
    }
    for name, text in content.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_the_codebook_of_the_project_is_sound() -> None:
    codebook = read_codebook(PROJECT_ROOT / "data" / "codebook")
    assert len(codebook.themes) == 16
    assert len(codebook.background) == 70
    mains = {example.main for example in codebook.examples}
    assert mains == {*codebook.theme_ids, NONE_ID}
    assert {example.main for example in codebook.background_examples} == set(codebook.background_ids)


def test_examples_carry_their_labels_and_their_writer(tmp_path: Path) -> None:
    codebook = read_codebook(write_codebook(tmp_path))
    assert [e.main for e in codebook.examples] == ["trots", "overig"]
    assert codebook.background_examples[0].side == "trots"
    assert codebook.examples[0].source_file == "examples/een.tsv"


def test_one_more_line_changes_the_fingerprint(tmp_path: Path) -> None:
    before = read_codebook(write_codebook(tmp_path)).fingerprint
    with (tmp_path / "examples" / "een.tsv").open("a", encoding="utf-8") as file:
        file.write("trots\t-\tEen compliment van een burger\n")
    assert read_codebook(tmp_path).fingerprint != before


@pytest.mark.parametrize(
    ("files", "message"),
    [
        (
            {"examples__een_tsv": "trots\t-\tgoed\ntrost\t-\tfout\n"},
            "een.tsv: line 2: unknown main theme trost",
        ),
        ({"examples__een_tsv": "trots\tkantine\ttekst\n"}, "een.tsv: line 1: unknown side theme kantine"),
        ({"examples__een_tsv": "trots\ttekst\n"}, "een.tsv: line 1: must be main theme"),
        ({"examples__een_tsv": "\n"}, "holds no examples"),
        ({"themes_yaml": THEMES + THEMES}, "themes.yaml: line 5: id trots is already in use"),
        ({"themes_yaml": THEMES + "  kleur: rood\n"}, "themes.yaml: line 5: unknown key kleur"),
        ({"themes_yaml": "- id: trots\n  label_nl: Trots\n"}, "line 1: missing definition_nl"),
        ({"themes_yaml": THEMES.replace("trots", "Trots!")}, "small letters"),
        ({"themes_yaml": "a: [1\n"}, "is not valid YAML"),
        ({"background_yaml": SUBJECTS.replace("kantine", "trots")}, "background.yaml: line 1: id trots"),
        ({"background_yaml": SUBJECTS + "  near: keuken\n"}, "background.yaml: line 1: near keuken must be"),
        ({"background_yaml": SUBJECTS + "  near: kantine\n"}, "a subject that has no near itself"),
    ],
)
def test_a_mistake_names_its_file_and_line(tmp_path: Path, files: dict[str, str], message: str) -> None:
    with pytest.raises(CodebookError, match=message):
        read_codebook(write_codebook(tmp_path, **files))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    (write_codebook(tmp_path) / "themes.yaml").unlink()
    with pytest.raises(CodebookError, match=r"themes\.yaml: is missing"):
        read_codebook(tmp_path)
