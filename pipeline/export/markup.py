"""Text that stays text in Markdown and in MediaWiki: what the page shows is what was written."""

from __future__ import annotations

import re
from typing import Final

_MARKDOWN: Final = re.compile(r"([\\`*_\[\]<>#~|&$^@!])|^([+\-=:])|^(\d+)([.)])", re.MULTILINE)
_WIKI: Final = re.compile(r"[\[\]{}|<>&~=_\n]|''|--|^[*#:;\s]|://|(?:ISBN|RFC|PMID) ")


def escape_markdown(text: str) -> str:
    """Return a text in which nothing is markup; line breaks become hard ones.

    Escaped is what can be markup anywhere, and at the start of a line what can be markup there (CommonMark, GFM).
    """
    return _MARKDOWN.sub(_with_backslash, text).replace("\n", "\\\n")


def unescape_markdown(text: str) -> str:
    """Return what `escape_markdown` was given."""
    return re.sub(r"\\(\n|[!-/:-@\[-`{-~])", r"\1", text)


def escape_wiki(text: str) -> str:
    """Return a text in which MediaWiki reads no markup, template or address; line breaks become <br />."""
    if not _WIKI.search(text):
        return text
    plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<nowiki>{plain.replace(chr(10), '</nowiki><br /><nowiki>')}</nowiki>"


def _with_backslash(found: re.Match[str]) -> str:
    anywhere, at_start, number, after = found.groups()
    return f"{number}\\{after}" if number else f"\\{anywhere or at_start}"
