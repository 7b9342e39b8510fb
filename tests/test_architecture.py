"""The house rules that a machine can check: who imports whom, and what the packages promise."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted([*ROOT.glob("pipeline/**/*.py"), *ROOT.glob("dashboard/**/*.py")])


def run_tool(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_modules_import_in_the_agreed_direction():
    result = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr


def test_types_hold():
    result = run_tool("mypy")
    assert result.returncode == 0, result.stdout


def test_style_holds():
    result = run_tool("ruff", "check")
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_module_says_what_it_is_for(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert not tree.body or ast.get_docstring(tree)


def test_nothing_prints_past_the_console_of_the_commands():
    printers = [
        path.relative_to(ROOT).as_posix()
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert not printers


def test_no_heavy_library_is_loaded_for_help():
    probe = (
        "import sys, pipeline.cli; "
        "heavy = {'pandas', 'sklearn', 'spacy', 'bertopic', 'streamlit', 'onnxruntime', 'sqlalchemy'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    result = subprocess.run(
        [sys.executable, "-c", probe], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "[]"


def test_repository_names_no_private_places():
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    words = ("/wo" + "rk/", "/ro" + "ot/", "/tm" + "p/bash_jobs")
    hits = []
    for name in tracked.stdout.split("\0"):
        path = ROOT / name
        if path.suffix in {".py", ".md", ".yaml", ".toml", ".tsv", ".jsonl"} and path.is_file():
            text = path.read_text(encoding="utf-8", errors="ignore")
            hits += [f"{name}: {word}" for word in words if word in text]
    assert not hits
