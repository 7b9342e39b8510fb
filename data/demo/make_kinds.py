"""Writes data/demo/kinds anew; needs LibreOffice's `soffice`. What it makes may differ a little per version.

Run from the project's folder: uv run python data/demo/make_kinds.py
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from pathlib import Path

from pipeline.export.sample_kinds import KindFile, make_kinds

DEMO = Path(__file__).parent


def convert(data: bytes, has: str, gets: str) -> bytes:
    """Return a file as another kind, made by LibreOffice."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, f"bestand.{has}")
        source.write_bytes(data)
        command = ["soffice", "--headless", "--convert-to", gets, "--outdir", folder, str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return Path(folder, f"bestand.{gets}").read_bytes()


def write(files: list[KindFile]) -> None:
    """Write the files and the index of which conversations are in which file."""
    target = DEMO / "kinds"
    shutil.rmtree(target, ignore_errors=True)
    for file in files:
        path = target / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.data)
    lines = [{"kind": f.kind, "file": f.path, "gesprekken": list(f.numbers)} for f in files]
    index = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    (target / "gold.jsonl").write_text(index, encoding="utf-8")


if __name__ == "__main__":
    gold = (DEMO / "gesprekken.jsonl").read_text(encoding="utf-8").splitlines()
    write(make_kinds([json.loads(line) for line in gold], convert))
