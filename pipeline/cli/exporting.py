"""The commands that write documents of a publication: poster, dossier, feedback, wiki pages, workbook, CSV."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.console import out
from pipeline.errors import ExportError

if TYPE_CHECKING:
    import pandas as pd

    from pipeline.export.dossier import Earlier
    from pipeline.export.publication import Publication
    from pipeline.store import Store

export = typer.Typer(
    help="Write documents of what is published: poster, dossier, feedback, wiki pages, workbook, CSV.",
    no_args_is_help=True,
)

FolderArgument = Annotated[Path, typer.Argument(help="Where to write; made when it does not exist.")]
DataOption = Annotated[
    Path, typer.Option("--data", envvar="RODE_DRADEN_DATA", help="Folder with the publication.")
]
DEFAULT_DATA = Path("data")


@export.command()
def poster(folder: FolderArgument, data: DataOption = DEFAULT_DATA) -> None:
    """Write the poster (plaat): the threads through time on one A3 page, as SVG, PNG and PDF."""
    from pipeline.export.poster import make_poster

    _write(folder, make_poster(_publication(data)))


@export.command()
def dossier(
    folder: FolderArgument,
    data: DataOption = DEFAULT_DATA,
    theme: Annotated[list[str] | None, typer.Option(help="Only this theme id; may be repeated.")] = None,
    basket: Annotated[str | None, typer.Option(help="Only the quotes in this person's basket.")] = None,
    quotes: Annotated[
        Path | None, typer.Option(help="Only these quotes: a text file with a bouwsteen id per line.")
    ] = None,
    since: Annotated[
        datetime | None,
        typer.Option(help="Only quotes from conversations on this day or later.", formats=["%Y-%m-%d"]),
    ] = None,
    since_dossier: Annotated[
        Path | None,
        typer.Option(help="Only quotes that were not there yet when this earlier dossier.docx was made."),
    ] = None,
    per_group: Annotated[int, typer.Option(help="Quotes per heading at most.", min=1)] = 8,
) -> None:
    """Write the dossier for the writers of the guide, as Word and as accessible PDF."""
    import pandas as pd

    from pipeline.export.dossier import Choice, compose_dossier
    from pipeline.export.dossier_pdf import make_dossier_pdf
    from pipeline.export.dossier_word import make_dossier_word

    choice = Choice(
        theme_ids=tuple(theme or ()),
        bouwsteen_ids=_chosen_quotes(data, basket, quotes),
        since=None if since is None else pd.Timestamp(since),
        earlier=None if since_dossier is None else _earlier(data, since_dossier),
        per_group=per_group,
    )
    made = compose_dossier(_publication(data), choice)
    _write(folder, {"dossier.docx": make_dossier_word(made), "dossier.pdf": make_dossier_pdf(made)})


def _earlier(data: Path, path: Path) -> Earlier:
    from pipeline.export.dossier import Earlier
    from pipeline.export.dossier_word import run_of_dossier
    from pipeline.export.publication import finished_on
    from pipeline.store import Store

    try:
        run_id = run_of_dossier(path.read_bytes())
    except OSError as error:
        raise ExportError(f"{path} can't be read: {error.strerror}") from error
    store = Store(data)
    if run_id not in store.run_ids():
        raise ExportError(
            f"{path} was made of run {run_id}, which {data} does not hold (any more); use --since with a date"
        )
    ids = store.read_table("bouwstenen", run_id, columns=["bouwsteen_id"])["bouwsteen_id"]
    return Earlier(finished_on(store.read_manifest(run_id)), frozenset(ids))


@export.command()
def feedback(
    folder: FolderArgument,
    data: DataOption = DEFAULT_DATA,
    conversation: Annotated[
        str | None, typer.Option(help="Only this conversation; without it, all of them.")
    ] = None,
) -> None:
    """Write a page per conversation for who took part: Word, HTML and an e-mail draft (.eml)."""
    from pipeline.export.feedback import compose_feedback, list_conversations
    from pipeline.export.feedback_pages import make_feedback_files

    publication = _publication(data)
    chosen = list_conversations(publication) if conversation is None else [conversation]
    with typer.progressbar(chosen, label="Writing feedback") as bar:
        for conversation_id in bar:
            _write_files(folder, make_feedback_files(compose_feedback(publication, conversation_id)))
    out.print(f"Feedback for {len(chosen)} conversations is in {folder}", highlight=False)


@export.command()
def wiki(folder: FolderArgument, data: DataOption = DEFAULT_DATA) -> None:
    """Write wiki pages, one per theme and an index: Markdown and MediaWiki, each in a folder of its own."""
    from pipeline.export.wiki import MARKDOWN, MEDIAWIKI, make_wiki

    publication = _publication(data)
    for name, markup in (("markdown", MARKDOWN), ("mediawiki", MEDIAWIKI)):
        pages = make_wiki(publication, markup)
        _write_files(folder / name, pages)
        out.print(f"{len(pages)} pages are in {folder / name}", highlight=False)


@export.command()
def workbook(folder: FolderArgument, data: DataOption = DEFAULT_DATA) -> None:
    """Write all tables as one Excel workbook, with what every column means."""
    from pipeline.export.workbook import write_workbook

    _write(folder, {"rode-draden.xlsx": write_workbook(_tables(data))})


@export.command()
def csv(folder: FolderArgument, data: DataOption = DEFAULT_DATA) -> None:
    """Write all tables as CSV files in one ZIP, with what every column means."""
    from pipeline.export.workbook import write_csv_archive

    _write(folder, {"rode-draden csv.zip": write_csv_archive(_tables(data))})


@export.command()
def qda(folder: FolderArgument, data: DataOption = DEFAULT_DATA) -> None:
    """Write a REFI-QDA project (.qdpx): themes as codes, conversations as sources, quotes as codings."""
    from pipeline.export.qda import make_qda_project

    _write(folder, {"rode-draden.qdpx": make_qda_project(_publication(data))})


def _store(data: Path) -> Store:
    from pipeline.store import Store

    return Store(data)


def _publication(data: Path) -> Publication:
    from pipeline.export.publication import Publication

    store = _store(data)
    run_id = store.current_run_id()
    return Publication.load(lambda name: store.read_table(name, run_id), store.read_manifest(run_id))


def _tables(data: Path) -> Mapping[str, pd.DataFrame]:
    from pipeline.tables import TABLES

    store = _store(data)
    run_id = store.current_run_id()
    published = store.read_manifest(run_id)["rows"]
    return {name: store.read_table(name, run_id) for name in TABLES if name in published}


def _chosen_quotes(data: Path, basket: str | None, quotes: Path | None) -> tuple[str, ...] | None:
    if basket is not None and quotes is not None:
        raise ExportError("choose either --basket or --quotes, not both")
    if quotes is not None:
        try:
            lines = quotes.read_text(encoding="utf-8").splitlines()
        except OSError as error:
            raise ExportError(
                f"{quotes} can't be read; name a text file with a bouwsteen id per line"
            ) from error
        chosen = tuple(line.strip() for line in lines if line.strip())
    elif basket is not None:
        from pipeline.register import Register

        with Register(_store(data).register_path) as register:
            chosen = tuple(register.basket(basket)["bouwsteen_id"])
    else:
        return None
    if not chosen:
        raise ExportError("the basket is empty; put quotes in it on the page Citaten of the dashboard")
    return chosen


def _write(folder: Path, documents: Mapping[str, bytes]) -> None:
    for path in _write_files(folder, documents):
        out.print(f"Written: {path}", highlight=False)


def _write_files(folder: Path, documents: Mapping[str, bytes]) -> Iterable[Path]:
    from pipeline.store import write_atomically

    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in documents.items():
            write_atomically(folder / name, content)
    except OSError as error:
        raise ExportError(f"{folder} can't be written: {error.strerror}; choose another folder") from error
    return [folder / name for name in documents]
