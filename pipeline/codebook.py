"""The codebook as read from its folder: the catalogue, the background subjects and the labelled examples.

Layout::

    themes.yaml           the catalogue: id, label_nl, definition_nl, not_nl per theme
    background.yaml       subjects outside the catalogue, the same keys, and near: a subject that is nearly the same
    examples/*.tsv        main theme, side theme or "-", text; one file per writer
    background/*.tsv      subject, theme it touches or "-", text; one file per writer

Everything is checked while it is read; a mistake names its file and line.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import yaml

from pipeline.errors import CodebookError

NONE_ID = "overig"
"""Label of an example that belongs to no theme of the catalogue."""

Origin = Literal["codebook", "background"]

_KEYS = ("id", "label_nl", "definition_nl", "not_nl", "near")
_OPTIONAL = {"not_nl", "near"}
_NO_SIDE = "-"


@dataclass(frozen=True)
class Theme:
    """A theme of the catalogue, or a subject of the background catalogue.

    Parameters
    ----------
    theme_id
        Stable id: small letters, digits and hyphens.
    label_nl, definition_nl, not_nl
        Its name, what belongs to it, and what does not (may be empty), in Dutch.
    near
        A subject that readers would take for the same theme: both alive, they are shown as one. Empty for most.
    """

    theme_id: str
    label_nl: str
    definition_nl: str
    not_nl: str
    origin: Origin
    near: str = ""


@dataclass(frozen=True)
class Example:
    """An invented statement with its labels.

    Parameters
    ----------
    text
        The statement.
    main
        Theme id, `NONE_ID`, or for background examples a subject id.
    side
        Theme id of the catalogue that it touches too, or None.
    source_file
        Path below the codebook folder; one writer each.
    """

    text: str
    main: str
    side: str | None
    source_file: str


@dataclass(frozen=True)
class Codebook:
    """Themes, background subjects and examples, in the order of their files."""

    themes: tuple[Theme, ...]
    background: tuple[Theme, ...]
    examples: tuple[Example, ...]
    background_examples: tuple[Example, ...]
    fingerprint: str

    @property
    def theme_ids(self) -> tuple[str, ...]:
        """Ids of the catalogue, in its order."""
        return tuple(theme.theme_id for theme in self.themes)

    @property
    def background_ids(self) -> tuple[str, ...]:
        """Ids of the background subjects, in their order."""
        return tuple(theme.theme_id for theme in self.background)


def read_codebook(folder: Path) -> Codebook:
    """Read and check all files of a codebook folder.

    Raises
    ------
    CodebookError
        At the first mistake, with its file and line.
    """
    themes = _read_themes(folder / "themes.yaml", "codebook", set())
    known = {theme.theme_id for theme in themes}
    background = _read_themes(folder / "background.yaml", "background", known | {NONE_ID})
    subjects = {theme.theme_id for theme in background}
    examples = _read_examples(folder, "examples", known | {NONE_ID}, known)
    return Codebook(
        themes=themes,
        background=background,
        examples=examples,
        background_examples=_read_examples(folder, "background", subjects, known),
        fingerprint=_fingerprint(folder),
    )


def _read_themes(path: Path, origin: Origin, taken: set[str]) -> tuple[Theme, ...]:
    try:
        root = yaml.compose(_read(path))
    except yaml.YAMLError as error:
        raise CodebookError(f"{path}: is not valid YAML: {error}") from error
    if not isinstance(root, yaml.SequenceNode):
        raise CodebookError(f"{path}: line 1: must be a list of themes, each starting with '- id:'")
    themes: list[Theme] = []
    taken = set(taken)
    for node in root.value:
        values = _values(path, node)
        if values["id"] in taken:
            raise _mistake(path, node, f"id {values['id']} is already in use")
        taken.add(values["id"])
        themes.append(
            Theme(
                values["id"],
                values["label_nl"],
                values["definition_nl"],
                values.get("not_nl", ""),
                origin,
                values.get("near", ""),
            )
        )
    _check_near(path, root, themes)
    return tuple(themes)


def _check_near(path: Path, root: yaml.SequenceNode, themes: list[Theme]) -> None:
    """Check that each nearest subject is there and names none itself."""
    heads = {theme.theme_id for theme in themes if not theme.near}
    for node, theme in zip(root.value, themes, strict=True):
        if theme.near and theme.near not in heads:
            raise _mistake(
                path, node, f"near {theme.near} must be the id of a subject that has no near itself"
            )


def _values(path: Path, node: yaml.Node) -> dict[str, str]:
    if not isinstance(node, yaml.MappingNode):
        raise _mistake(path, node, "must have the keys " + ", ".join(_KEYS))
    values: dict[str, str] = {}
    for key, value in node.value:
        if key.value not in _KEYS:
            raise _mistake(path, key, f"unknown key {key.value}; known are {', '.join(_KEYS)}")
        if not isinstance(value, yaml.ScalarNode):
            raise _mistake(path, value, f"{key.value} must be one line of text")
        values[key.value] = value.value.strip()
    missing = [key for key in _KEYS if key not in _OPTIONAL and not values.get(key)]
    if missing:
        raise _mistake(path, node, f"missing {', '.join(missing)}")
    if not values["id"].replace("-", "").isalnum() or not values["id"].islower():
        raise _mistake(path, node, f"id {values['id']!r} may hold small letters, digits and hyphens only")
    return values


def _read_examples(folder: Path, part: str, mains: set[str], sides: set[str]) -> tuple[Example, ...]:
    examples = []
    for path in sorted((folder / part).glob("*.tsv")):
        for number, line in _lines(path):
            where = f"{path}: line {number}"
            cells = [cell.strip() for cell in line.split("\t")]
            if len(cells) != 3 or not cells[2]:
                raise CodebookError(
                    f"{where}: must be main theme, side theme or '-', and text, with tabs between"
                )
            main, side, text = cells
            if main not in mains:
                raise CodebookError(
                    f"{where}: unknown main theme {main}; known are {', '.join(sorted(mains))}"
                )
            if side != _NO_SIDE and side not in sides:
                raise CodebookError(
                    f"{where}: unknown side theme {side}; known are {', '.join(sorted(sides))}"
                )
            chosen_side = None if side in {_NO_SIDE, main} else side
            examples.append(Example(text, main, chosen_side, f"{part}/{path.name}"))
    if not examples:
        raise CodebookError(f"{folder / part}: holds no examples; add at least one .tsv file")
    return tuple(examples)


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(_read(path).splitlines(), start=1):
        if line.strip():
            yield number, line


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise CodebookError(f"{path}: is missing") from error
    except UnicodeDecodeError as error:
        raise CodebookError(f"{path}: is not UTF-8; save it as UTF-8") from error


def _mistake(path: Path, node: yaml.Node, message: str) -> CodebookError:
    return CodebookError(f"{path}: line {node.start_mark.line + 1}: {message}")


def _fingerprint(folder: Path) -> str:
    digest = hashlib.sha256()
    paths = [folder / "themes.yaml", folder / "background.yaml", *sorted(folder.glob("*/*.tsv"))]
    for path in paths:
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]
