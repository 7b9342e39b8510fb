"""The manifest: what a run was made of, so that it can be understood and repeated."""

from __future__ import annotations

from datetime import datetime
from importlib import metadata

from pipeline.config import Settings
from pipeline.run.plan import fingerprint_code

_LIBRARIES = (
    "pandas",
    "pyarrow",
    "numpy",
    "scipy",
    "scikit-learn",
    "spacy",
    "simplemma",
    "bertopic",
    "scikit-network",
    "deduce",
    "pypdf",
    "pdfplumber",
    "rapidocr",
    "onnxruntime",
    "streamlit",
)


def describe_program() -> dict[str, object]:
    """Return the program's version, a fingerprint of its code, and the versions of its libraries."""
    return {
        "version": metadata.version("rode-draden"),
        "code": fingerprint_code((".",)),
        "libraries": {name: metadata.version(name) for name in _LIBRARIES},
    }


def describe_settings(settings: Settings) -> dict[str, object]:
    """Return the settings as in config.yaml, without the paths: they say where a person keeps files."""
    return settings.model_dump(mode="json", exclude={"paths"})


def name_run(now: datetime) -> str:
    """Return the id of a run that starts now (UTC); ids sort by time."""
    return now.strftime("%Y%m%dT%H%M%S%fZ")
