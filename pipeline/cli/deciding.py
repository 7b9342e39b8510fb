"""The commands about themes: look at them, and decide; every decision with who and when, each one undoable."""

from __future__ import annotations

import getpass
import math
from datetime import UTC, datetime
from numbers import Real
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.console import out, show_frame, show_rows
from pipeline.errors import RegisterError

if TYPE_CHECKING:
    import pandas as pd

    from pipeline.cli.desk import Desk

themes = typer.Typer(
    help="Look at the themes of the published run and decide about them; the next run applies what was decided.",
    no_args_is_help=True,
)

NONE = "none"
N_QUOTES = 8
N_SHOWN = 30

DataOption = Annotated[Path | None, typer.Option("--data", help="Folder of the published run.")]
ByOption = Annotated[
    str | None, typer.Option("--by", help="Who decides; your user name when not given.", show_default=False)
]
ThemeArgument = Annotated[str, typer.Argument(metavar="THEME", help="Id of a theme.")]
CandidateArgument = Annotated[str, typer.Argument(metavar="ID", help="Id of a candidate.")]
LabelOption = Annotated[str | None, typer.Option("--label", help="Its name, in Dutch.")]
DefinitionOption = Annotated[
    str | None, typer.Option("--definition", help="What belongs to it, in Dutch.", show_default=False)
]
WithoutOption = Annotated[
    list[str] | None, typer.Option("--without", help="A bouwsteen that is no example; may be given again.")
]


@themes.command("list")
def list_themes(
    data: DataOption = None,
    status: Annotated[str | None, typer.Option(help="Only these: active, candidate, merged …")] = None,
) -> None:
    """List the themes: status, name, size, and whether they are locked."""
    rows = _desk(data).themes()
    if status is not None:
        rows = rows[rows["status"] == status]
    show_rows(
        "Themes, with their bouwstenen, conversations and organisations",
        ("theme", "status", "name", "bouw.", "conv.", "org.", "lock"),
        (
            (r.theme_id, r.status, r.label_nl, _count(r.n_bouwstenen), _count(r.n_conversations),
             _count(r.n_organisations), "locked" if r.locked else "")
            for r in rows.itertuples()
        ),
    )  # fmt: skip


@themes.command()
def show(theme: ThemeArgument, data: DataOption = None) -> None:
    """Show one theme: its definition, key words, surest bouwstenen, and what was decided about it."""
    desk = _desk(data)
    row = desk.theme(theme)
    _show_theme(desk, row)
    terms = desk.store.read_table("theme_terms").query("theme_id == @theme")["term"]
    out.print(f"Key words: {', '.join(terms) or '-'}", highlight=False)
    _show_bouwstenen(desk, desk.members(theme)[:N_QUOTES], "Surest bouwstenen")
    _show_history(desk.register.history(f"theme:{theme}"))


@themes.command()
def candidates(data: DataOption = None) -> None:
    """Show the proposed themes, each with its evidence and its surest bouwstenen."""
    desk = _desk(data)
    rows = desk.themes().query("status == 'candidate'")
    if rows.empty:
        out.print("No candidates wait for a decision.")
    for _, row in rows.iterrows():
        _show_theme(desk, row)
        _show_bouwstenen(desk, desk.members(str(row["theme_id"]))[:N_QUOTES], "Surest bouwstenen")


@themes.command()
def accept(
    candidate: CandidateArgument,
    label: LabelOption = None,
    definition: DefinitionOption = None,
    without: WithoutOption = None,
    data: DataOption = None,
    by: ByOption = None,
) -> None:
    """Take a candidate into the catalogue; its bouwstenen become confirmed examples that the next run learns from."""
    desk = _desk(data)
    row = desk.candidate(candidate)
    left_out = set(desk.require_bouwstenen(without or []))
    examples = [one for one in desk.members(candidate) if one not in left_out]
    name = label or str(row["label_nl"])
    number = desk.register.accept(
        candidate,
        name,
        definition or str(row["definition_nl"]),
        origin=str(row["origin"]),
        bouwsteen_ids=examples,
        by=_who(by),
        at=_now(),
    )
    _say(number, f"{candidate} is in the catalogue as “{name}”, with {len(examples)} examples")


@themes.command()
def merge(
    theme: ThemeArgument,
    into: Annotated[str, typer.Argument(metavar="INTO", help="Id of the theme in which it lives on.")],
    data: DataOption = None,
    by: ByOption = None,
) -> None:
    """Let a theme or candidate live on in another theme."""
    desk = _desk(data)
    desk.theme(theme)
    if desk.theme(into)["status"] == "candidate":
        raise RegisterError(f"theme {into} is a candidate; accept it first, then merge into it")
    number = desk.register.merge([theme], into, bouwsteen_ids=desk.members(theme), by=_who(by), at=_now())
    _say(number, f"{theme} lives on in {into}")


@themes.command()
def split(
    theme: ThemeArgument,
    label: Annotated[str, typer.Argument(help="Name of the new theme, in Dutch.")],
    bouwstenen: Annotated[
        list[str], typer.Argument(help="Ids of the bouwstenen that belong to the new theme.")
    ],
    definition: DefinitionOption = None,
    data: DataOption = None,
    by: ByOption = None,
) -> None:
    """Take bouwstenen out of a theme into a new one, with these bouwstenen as its examples."""
    from pipeline.register.decisions import theme_id_of

    desk = _desk(data)
    desk.theme(theme)
    chosen = desk.require_bouwstenen(bouwstenen)
    number = desk.register.split(theme, label, definition or "", bouwsteen_ids=chosen, by=_who(by), at=_now())
    new_id = theme_id_of(label, chosen)
    _say(number, f"{new_id} (“{label}”) is split from {theme}, with {len(chosen)} examples")


@themes.command()
def rename(
    theme: ThemeArgument,
    label: Annotated[str, typer.Argument(help="Its new name, in Dutch.")],
    definition: DefinitionOption = None,
    data: DataOption = None,
    by: ByOption = None,
) -> None:
    """Give a theme another name, and another definition when one is given."""
    desk = _desk(data)
    before = desk.theme(theme)["label_nl"]
    number = desk.register.rename(theme, label, definition_nl=definition, by=_who(by), at=_now())
    _say(number, f"{theme} is called “{label}” (was “{before}”)")


@themes.command()
def lock(theme: ThemeArgument, data: DataOption = None, by: ByOption = None) -> None:
    """Fix a theme: no run and nobody merges, splits or retires it until it is unlocked."""
    desk = _desk(data)
    desk.theme(theme)
    _say(desk.register.lock(theme, by=_who(by), at=_now()), f"{theme} is locked")


@themes.command()
def unlock(theme: ThemeArgument, data: DataOption = None, by: ByOption = None) -> None:
    """Let a theme be merged, split and retired again."""
    desk = _desk(data)
    desk.theme(theme)
    _say(desk.register.unlock(theme, by=_who(by), at=_now()), f"{theme} is unlocked")


@themes.command()
def retire(theme: ThemeArgument, data: DataOption = None, by: ByOption = None) -> None:
    """Take a theme out of use; it is not proposed again."""
    desk = _desk(data)
    desk.theme(theme)
    number = desk.register.retire(theme, bouwsteen_ids=desk.members(theme), by=_who(by), at=_now())
    _say(number, f"{theme} is out of use")


@themes.command()
def dismiss(candidate: CandidateArgument, data: DataOption = None, by: ByOption = None) -> None:
    """Turn a candidate down; it is remembered by its bouwstenen and not proposed again."""
    desk = _desk(data)
    desk.candidate(candidate)
    number = desk.register.dismiss(candidate, bouwsteen_ids=desk.members(candidate), by=_who(by), at=_now())
    _say(number, f"{candidate} is turned down")


@themes.command()
def correct(
    bouwsteen: Annotated[
        str, typer.Argument(metavar="BOUWSTEEN", help="Id of a bouwsteen, or of a poll's statement.")
    ],
    theme: Annotated[str, typer.Argument(metavar="THEME", help="Its main theme; none when no theme fits.")],
    side: Annotated[str | None, typer.Argument(metavar="[SIDE]", help="A second theme.")] = None,
    data: DataOption = None,
    by: ByOption = None,
) -> None:
    """Say which theme a bouwsteen has, or a statement of a poll; the next run keeps to it and learns from it."""
    desk = _desk(data)
    if bouwsteen not in desk.statements:
        desk.require_bouwstenen([bouwsteen])
    chosen = [one for one in (theme, side) if one is not None and one != NONE]
    if theme == NONE and chosen:
        raise RegisterError("a bouwsteen without a main theme has no side theme")
    for one in chosen:
        desk.theme(one)
    number = desk.register.correct(bouwsteen, chosen, by=_who(by), at=_now())
    _say(number, f"{bouwsteen} is about {' and '.join(chosen) or 'none of the themes'}")


@themes.command()
def history(
    theme: Annotated[str | None, typer.Argument(metavar="[THEME]", help="Only about this theme.")] = None,
    data: DataOption = None,
) -> None:
    """Show what was decided, by whom and when, latest first."""
    desk = _desk(data)
    if theme is not None:
        desk.theme(theme)
    _show_history(desk.register.history(None if theme is None else f"theme:{theme}"))


@themes.command()
def undo(
    number: Annotated[int, typer.Argument(metavar="N", help="Number of the decision, see history.")],
    data: DataOption = None,
    by: ByOption = None,
) -> None:
    """Take a decision back; undoing an undo makes the decision count again."""
    desk = _desk(data)
    _say(desk.register.undo(number, by=_who(by), at=_now()), f"decision {number} is taken back")


@themes.command()
def like(
    examples: Annotated[list[str], typer.Argument(help="Ids of three bouwstenen or more, or some words.")],
    label: LabelOption = None,
    definition: DefinitionOption = None,
    without: WithoutOption = None,
    data: DataOption = None,
    by: ByOption = None,
) -> None:
    """Show what belongs with some bouwstenen or words; with --label, make it a theme of the catalogue."""
    from pipeline.register.decisions import theme_id_of
    from pipeline.run.similar import find_carriers, find_similar

    desk = _desk(data)
    by_id = any(one in desk.texts.index for one in examples)
    chosen = desk.require_bouwstenen(examples) if by_id else find_carriers(desk.store, examples)
    left_out = set(desk.require_bouwstenen(without or []))
    chosen = [one for one in chosen if one not in left_out]
    seed = int(desk.store.read_manifest()["seed"])
    found = find_similar(desk.store, chosen, seed)
    _show_bouwstenen(desk, chosen, "Examples")
    others = found[~found["bouwsteen_id"].isin([*chosen, *left_out])]
    _show_bouwstenen(
        desk, others["bouwsteen_id"].tolist()[:N_SHOWN], f"{len(others)} others belong with them"
    )
    if label is None:
        out.print("With --label NAME these examples become a theme of the catalogue.", highlight=False)
        return
    theme_id = theme_id_of(label, chosen)
    number = desk.register.accept(
        theme_id,
        label,
        definition or "",
        origin="emerged",
        bouwsteen_ids=chosen,
        by=_who(by),
        at=_now(),
    )
    _say(number, f"{theme_id} is in the catalogue as “{label}”, with {len(chosen)} examples")


def _desk(data: Path | None) -> Desk:
    from pipeline.cli.desk import Desk
    from pipeline.config import read_settings

    return Desk(data.resolve() if data is not None else read_settings().paths.data)


def _who(by: str | None) -> str:
    return by if by is not None else getpass.getuser()


def _now() -> datetime:
    return datetime.now(UTC)


def _say(number: int, what: str) -> None:
    out.print(f"Decision {number}: {what}. `rode-draden run` applies it.", highlight=False, markup=False)


def _count(value: object) -> str:
    """Return a count of the run; nothing for a theme that people made since."""
    # A missing count is a NaN or pandas' own missing value, which is no number.
    return f"{float(value):.0f}" if isinstance(value, Real) and not math.isnan(value) else ""


def _show_theme(desk: Desk, row: pd.Series) -> None:
    size = f"{_count(row['n_bouwstenen']) or 0} bouwstenen in {_count(row['n_conversations']) or 0} conversations"
    locked = ", locked" if row["locked"] else ""
    out.rule(f"{row['theme_id']}: {row['label_nl']}", align="left")
    out.print(f"{row['status']}{locked}; {row['origin']}; {size}", highlight=False, markup=False)
    for text in (row["definition_nl"], row["evidence_nl"]):
        if isinstance(text, str) and text:
            out.print(text, highlight=False, markup=False)


def _show_bouwstenen(desk: Desk, bouwsteen_ids: list[str], title: str) -> None:
    from rich.markup import escape

    show_rows(title, ("bouwsteen", "text"), ((one, escape(desk.texts[one])) for one in bouwsteen_ids))


def _show_history(rows: pd.DataFrame) -> None:
    shown = rows.assign(
        at=rows["at"].dt.strftime("%Y-%m-%d %H:%M"),
        counts=rows["active"].map({True: "yes", False: "no"}),
        about=rows["main"],
    )
    columns = ["decision_id", "at", "by", "kind", "about", "n_subjects", "undoes", "counts"]
    show_frame("Decisions", shown[columns].astype({"undoes": "object"}).fillna(""))
