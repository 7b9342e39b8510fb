"""Wiki pages: one per theme and an index, in Markdown and in MediaWiki, at addresses that stay.

An address is made of the theme's id, which no rerun and no new name changes. A theme that was merged keeps its
page, which points to where it lives on.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from pipeline.export import dutch
from pipeline.export.dossier import Chapter, Choice, Dossier, compose_dossier
from pipeline.export.markup import escape_markdown, escape_wiki
from pipeline.export.publication import Publication

INDEX: Final = "rode-draden"
_QUOTES_PER_GROUP: Final = 20


@dataclass(frozen=True)
class _Markup:
    """How a wiki writes things; `link` takes an address and a text."""

    ending: str
    escape: Callable[[str], str]
    heading: Callable[[int, str], str]
    link: Callable[[str, str], str]
    quote: Callable[[str, str], str]
    item: Callable[[str], str]
    redirect: Callable[[str], str]


def _quote_markdown(text: str, source: str) -> str:
    return "> " + text.replace("\n", "\n> ") + f"\\\n> — {source}\n"


MARKDOWN: Final = _Markup(
    ending="md",
    escape=escape_markdown,
    heading=lambda level, text: f"{'#' * level} {text}\n",
    link=lambda address, text: f"[{text}]({address}.md)",
    quote=_quote_markdown,
    item=lambda text: f"- {text}",
    redirect=lambda address: f"Dit thema is samengevoegd. Lees verder: [{address}]({address}.md).\n",
)
MEDIAWIKI: Final = _Markup(
    ending="wiki",
    escape=escape_wiki,
    heading=lambda level, text: f"{'=' * level} {text} {'=' * level}\n",
    link=lambda address, text: f"[[{address}|{text}]]",
    quote=lambda text, source: f"<blockquote>{text}<br /><small>{source}</small></blockquote>\n",
    item=lambda text: f"* {text}",
    redirect=lambda address: f"#REDIRECT [[{address}]]\n",
)


def make_wiki(publication: Publication, markup: _Markup) -> dict[str, bytes]:
    """Return the pages under the names of their files; `markup` is MARKDOWN or MEDIAWIKI."""
    dossier = compose_dossier(publication, Choice(per_group=_QUOTES_PER_GROUP))
    sources = {source.number: source.text for source in dossier.sources}
    pages = {INDEX: _write_index(dossier, markup)}
    for chapter in (*dossier.chapters, *dossier.outside):
        pages[address_of(chapter.theme_id)] = _write_theme(chapter, sources, dossier.fiction, markup)
    for theme_id, target in _merged_themes(publication).items():
        pages.setdefault(address_of(theme_id), markup.redirect(address_of(target)))
    return {f"{name}.{markup.ending}": text.encode() for name, text in sorted(pages.items())}


def address_of(theme_id: str) -> str:
    """Return the address of a theme's page, without its ending."""
    return f"{INDEX}-{theme_id}"


def _write_index(dossier: Dossier, markup: _Markup) -> str:
    escape = markup.escape
    lines = [markup.heading(1, "Rode draden in gesprekken over ambtelijk vakmanschap")]
    lines += [f"{escape(dossier.fiction)}\n"] if dossier.fiction else []
    lines += [markup.item(_index_item(chapter, markup)) for chapter in dossier.chapters]
    lines.append("")
    if dossier.outside:
        lines += [markup.heading(2, "Buiten de lijst"), f"{escape(dossier.outside_lead)}\n"]
        lines += [markup.item(_index_item(chapter, markup)) for chapter in dossier.outside]
        lines.append("")
    lines.append(markup.heading(2, "Hoe dit is gemaakt"))
    lines += [f"{escape(line)}\n" for line in dossier.method]
    return "\n".join(lines)


def _index_item(chapter: Chapter, markup: _Markup) -> str:
    link = markup.link(address_of(chapter.theme_id), markup.escape(chapter.label))
    return f"{link}: {markup.escape(chapter.share)} van de gesprekken. {markup.escape(chapter.definition)}"


def _write_theme(chapter: Chapter, sources: dict[int, str], fiction: str, markup: _Markup) -> str:
    escape = markup.escape
    lines = [markup.heading(1, escape(chapter.label))]
    lines += [f"{escape(fiction)}\n"] if fiction else []
    lines += [
        f"{escape(line)}\n" for line in (chapter.definition, *chapter.figures, chapter.chart_description)
    ]
    for group in chapter.groups:
        cut = (
            f" ({len(group.quotes)} van {dutch.whole(group.n_all)})"
            if len(group.quotes) < group.n_all
            else ""
        )
        lines.append(markup.heading(2, escape(f"{group.heading}{cut}")))
        lines += [markup.quote(escape(quote.text), escape(sources[quote.source])) for quote in group.quotes]
    lines.append(markup.link(INDEX, "Alle rode draden"))
    return "\n".join(lines) + "\n"


def _merged_themes(publication: Publication) -> dict[str, str]:
    """Return where each merged theme lives on, the latest decision first."""
    events = publication.tables["theme_events"]
    merged = events[(events["kind"] == "merged") & events["other_theme_id"].notna()].sort_values("run_id")
    targets = dict(zip(merged["theme_id"], merged["other_theme_id"], strict=True))
    active = set(publication.themes["theme_id"])
    return {theme_id: target for theme_id, target in targets.items() if target in active}
