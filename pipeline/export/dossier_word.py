"""The dossier as a Word document, for writers who go on with it."""

from __future__ import annotations

from io import BytesIO
from itertools import chain
from zipfile import BadZipFile

from docx import Document

from pipeline.errors import ExportError
from pipeline.export.dossier import Chapter, Dossier
from pipeline.export.pollresults import WHAT_IS_A_POLL, PollStatement
from pipeline.export.typesetting import make_pngs
from pipeline.export.wordpage import WordPage

_PPI = 220.0


def make_dossier_word(dossier: Dossier) -> bytes:
    """Return the dossier as a Word document; the same dossier, the same bytes."""
    page = WordPage(dossier.title, dossier.subtitle, dossier.title, identifier=dossier.run_id)
    page.title(dossier.title, dossier.subtitle)
    for line in dossier.lead:
        page.paragraph(line, 12)
    if dossier.fiction:
        page.banner(dossier.fiction)
    _add_list(page, dossier)
    charts = _draw_charts(dossier)
    for chapter in dossier.chapters:
        _add_chapter(page, chapter, charts, level=1)
    if dossier.outside:
        page.heading("Buiten de lijst", 1)
        page.paragraph(dossier.outside_lead)
        for chapter in dossier.outside:
            _add_chapter(page, chapter, charts, level=2)
    page.heading("Bronnen", 1)
    page.two_columns()
    for source in dossier.sources:
        page.source(source.number, source.text)
    page.one_column()
    page.heading("Hoe dit is gemaakt", 1)
    for line in dossier.method:
        page.paragraph(line)
    return page.finish()


def run_of_dossier(content: bytes) -> str:
    """Return the run an earlier dossier was made of, from its Word document.

    Raises
    ------
    ExportError
        When it is no dossier of ours, or one without its document properties.
    """
    try:
        run_id = str(Document(BytesIO(content)).core_properties.identifier)
    except (BadZipFile, KeyError, ValueError) as error:
        raise ExportError("this is no Word document; choose the dossier.docx of an earlier time") from error
    if not run_id:
        raise ExportError(
            "this Word document does not say of which run it is; choose a dossier.docx as it was written"
        )
    return run_id


def _add_list(page: WordPage, dossier: Dossier) -> None:
    chapters = [*dossier.chapters, *dossier.outside]
    page.table(
        ("Thema", "Aandeel van de gesprekken"),
        [(chapter.label, chapter.share) for chapter in chapters],
        [_bookmark(chapter) for chapter in chapters],
        (105, 60),
    )


def _add_chapter(page: WordPage, chapter: Chapter, charts: dict[str, bytes], level: int) -> None:
    page.heading(chapter.label, level, _bookmark(chapter))
    page.paragraph(chapter.definition, 12)
    for line in chapter.figures:
        page.paragraph(line)
    if chapter.terms:
        page.paragraph(f"Woorden die erbij horen: {', '.join(chapter.terms)}.", colour="soft")
    if chapter.theme_id in charts:
        page.picture(charts[chapter.theme_id], 163, chapter.chart_description)
    for group in chapter.groups:
        cut = len(group.quotes) < group.n_all
        aside = f"{len(group.quotes)} van {group.n_all}" if cut else ""
        page.heading(group.heading, level + 1, aside=aside)
        for quote in group.quotes:
            page.quote(quote.text, quote.source)
    if chapter.polls:
        page.heading("Uit een peiling", level + 1)
        page.paragraph(WHAT_IS_A_POLL)
        for statement in chapter.polls:
            _add_statement(page, statement)


def _add_statement(page: WordPage, statement: PollStatement) -> None:
    page.paragraph(statement.text, bold=True)
    if statement.options:
        rows = [(option.label, option.told) for option in statement.options]
        page.table(("Antwoord", "Mensen"), rows, [""] * len(rows), (70, 40))
    page.paragraph(f"{statement.told} {statement.placed}", 9, "soft")


def _draw_charts(dossier: Dossier) -> dict[str, bytes]:
    drawn = [c for c in chain(dossier.chapters, dossier.outside) if c.chart_svg is not None]
    pictures = make_pngs([str(chapter.chart_svg) for chapter in drawn], _PPI)
    return {chapter.theme_id: picture for chapter, picture in zip(drawn, pictures, strict=True)}


def _bookmark(chapter: Chapter) -> str:
    """Return a name Word takes: 40 characters at most, no hyphens."""
    return f"thema_{chapter.theme_id.replace('-', '_')}"[:40]
