"""Writing the blank forms and the sample inbox to a folder; what stands in them is made in `pipeline.export`."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

from pipeline.errors import ExportError
from pipeline.export.sample import make_sample
from pipeline.export.templates import make_kit_files


def write_templates(folder: Path) -> list[Path]:
    """Write the blank forms, and the letters, cards and poll around them; return the paths."""
    return write_files(make_kit_files(), folder)


def write_sample(conversations: Path, folder: Path) -> int:
    """Replace the sample inbox by a fresh one; return the number of files.

    Raises
    ------
    ExportError
        When the conversations are not there.
    """
    try:
        lines = conversations.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise ExportError(f"{conversations} can't be read; the sample is made from it") from error
    shutil.rmtree(folder, ignore_errors=True)
    return len(write_files(make_sample([json.loads(line) for line in lines]), folder))


def write_files(contents: Mapping[str, bytes], folder: Path) -> list[Path]:
    """Write files by relative path below a folder; return their paths, sorted."""
    paths = []
    for name, content in sorted(contents.items()):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        paths.append(path)
    return paths
