"""Text that stays text in Markdown and in MediaWiki: what the page shows is what was written."""

from __future__ import annotations

import re
from typing import Final

_MARKDOWN: Final = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~&:@/=^$'\"])")
_LINE_BREAK: Final = re.compile(r"\s*\n\s*")


def escape_markdown(text: str) -> str:
    """Return a text in which no character is markup; CommonMark lets any ASCII punctuation be escaped.

    Line breaks become hard ones.
    """
    return _LINE_BREAK.sub("\\\\\n", _MARKDOWN.sub(r"\\\1", text))


def unescape_markdown(text: str) -> str:
    """Return what a Markdown reader shows of `escape_markdown`'s result."""
    return re.sub(r"\\(\n|[^\w\s])", r"\1", text)


def escape_wiki(text: str) -> str:
    """Return a text in which MediaWiki reads no markup and no template, with line breaks as <br>."""
    plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<nowiki>{_LINE_BREAK.sub('</nowiki><br /><nowiki>', plain)}</nowiki>"
