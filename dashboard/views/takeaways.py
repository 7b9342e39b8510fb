"""What can be downloaded, made from the tables of a run: each function returns files by name.

Everything is made by `pipeline.export` from tables in which small groups are hidden already.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from pipeline.export.dossier import Choice, compose_dossier
from pipeline.export.dossier_pdf import make_dossier_pdf
from pipeline.export.dossier_word import make_dossier_word
from pipeline.export.feedback import compose_feedback, list_conversations
from pipeline.export.feedback_pages import make_feedback_files
from pipeline.export.fixedzip import make_zip
from pipeline.export.poster import make_poster
from pipeline.export.publication import Publication
from pipeline.export.qda import make_qda_project
from pipeline.export.templates import list_kit, make_kit_files
from pipeline.export.wiki import MARKDOWN, MEDIAWIKI, make_wiki
from pipeline.export.workbook import write_csv_archive, write_workbook

Files = dict[str, bytes]
Advance = Callable[[float], None]
"""Called with how far the work is, 0-1."""

_KINDS = {
    "csv": "text/csv",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "eml": "message/rfc822",
    "html": "text/html",
    "pdf": "application/pdf",
    "png": "image/png",
    "qdpx": "application/octet-stream",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}


def media_type_of(name: str) -> str:
    """Return the media type of a file that is handed out, by the ending of its name."""
    return _KINDS[name.rpartition(".")[2]]


def list_forms() -> list[str]:
    """Return the names of the documents that go out."""
    return list(list_kit())


def make_forms(name: str | None) -> Files:
    """Return one of the documents that go out in all its forms, or all of them in a ZIP."""
    if name is None:
        return {"Formulieren en uitnodiging.zip": make_zip(make_kit_files())}
    return list_kit()[name]()


def make_dossier(publication: Publication, choice: Choice, advance: Advance) -> Files:
    """Return the dossier as Word and as PDF."""
    dossier = compose_dossier(publication, choice)
    advance(0.3)
    word = make_dossier_word(dossier)
    advance(0.7)
    return {"Dossier rode draden.docx": word, "Dossier rode draden.pdf": make_dossier_pdf(dossier)}


def make_feedback(publication: Publication, conversation_id: str | None, advance: Advance) -> Files:
    """Return the feedback to one conversation in its three forms, or to all of them in a ZIP."""
    if conversation_id is not None:
        return make_feedback_files(compose_feedback(publication, conversation_id))
    files: Files = {}
    chosen = list_conversations(publication)
    for number, one in enumerate(chosen, start=1):
        files |= make_feedback_files(compose_feedback(publication, one))
        advance(number / len(chosen))
    return {"Terugkoppeling alle gesprekken.zip": make_zip(files)}


def make_wiki_pages(publication: Publication) -> Files:
    """Return the wiki pages in both markups in one ZIP."""
    pages = {
        f"{name}/{page}": content
        for name, markup in (("markdown", MARKDOWN), ("mediawiki", MEDIAWIKI))
        for page, content in make_wiki(publication, markup).items()
    }
    return {"Wikipaginas rode draden.zip": make_zip(pages)}


def make_picture(publication: Publication) -> Files:
    """Return the poster as SVG, PNG and PDF."""
    return dict(make_poster(publication))


def make_project(publication: Publication) -> Files:
    """Return the REFI-QDA project."""
    return {"rode-draden.qdpx": make_qda_project(publication)}


def make_workbook(tables: Mapping[str, pd.DataFrame]) -> Files:
    """Return all tables as an Excel workbook."""
    return {"rode-draden.xlsx": write_workbook(tables)}


def make_csv(tables: Mapping[str, pd.DataFrame]) -> Files:
    """Return all tables as CSV files in a ZIP."""
    return {"rode-draden csv.zip": write_csv_archive(tables)}
