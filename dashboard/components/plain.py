"""Text as it was written, in the labels of widgets, which Streamlit takes for Markdown."""

from __future__ import annotations

import re

_MEANS_SOMETHING = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|$:~^=])")


def as_plain(text: str) -> str:
    """Return a text such that a label shows every character of it."""
    return _MEANS_SOMETHING.sub(r"\\\1", " ".join(text.split()))
