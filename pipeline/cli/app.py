"""The main commands: they show progress and results, and turn errors into one line and an exit code.

Exit codes: 0 done, 1 an error of the program's own (its message says what to do), 2 a mistake in the command line.
Whatever is heavy is imported inside the command that needs it, so that ``--help`` answers at once.
"""

from __future__ import annotations

import logging
import os
import socket
import subprocess
import sys
import time
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from pipeline.cli.console import err, out
from pipeline.cli.deciding import themes
from pipeline.cli.exporting import export
from pipeline.cli.intake import bench, evaluate
from pipeline.errors import RodeDradenError

if TYPE_CHECKING:
    from pipeline.config import Settings
    from pipeline.run.run import RunResult

PROJECT_ROOT = Path(__file__).resolve().parent.parent.parent
SAMPLE_INBOX = PROJECT_ROOT / "data" / "demo" / "inbox"
SAMPLE_WORK = PROJECT_ROOT / "data" / "demo" / "work"
STEP_NAMES = {
    "read": "Reading files",
    "words": "Analysing words",
    "themes": "Finding themes",
    "trends": "Following themes over time",
}

app = typer.Typer(
    name="rode-draden",
    help="Find the common themes in conversations about civil-service craftsmanship, and prove them with quotes.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(evaluate, name="evaluate")
app.add_typer(bench, name="bench")
app.add_typer(export, name="export")
app.add_typer(themes, name="themes")

ConfigOption = Annotated[Path | None, typer.Option("--config", help="Another config.yaml.")]
DataOption = Annotated[Path | None, typer.Option("--data", help="Folder for runs, cache and register.")]
InboxOption = Annotated[Path | None, typer.Option("--inbox", help="Folder with what people sent in.")]
PortOption = Annotated[int, typer.Option("--port", help="Port of the dashboard.", min=1024, max=65535)]


def main() -> None:
    """Run the command line; the process boundary at which errors become messages."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    try:
        app()
    except RodeDradenError as error:
        err.print(f"[bold red]Error:[/] {error}", highlight=False)
        sys.exit(1)
    except KeyboardInterrupt:
        err.print("Stopped. What was published before still stands.")
        sys.exit(130)


@app.command()
def demo(
    dashboard: Annotated[bool, typer.Option(help="Serve the dashboard when the run is done.")] = True,
    port: PortOption = 8501,
) -> None:
    """Run the sample of made-up conversations from files to themes, then show it in the dashboard."""
    settings = _settings(None, SAMPLE_INBOX, SAMPLE_WORK)
    out.print("The sample is fiction: 109 made-up conversations in real files. See data/demo/README.md.")
    _run(settings, sample=True)
    if dashboard:
        _serve(settings, port)
    else:
        out.print("Next: [bold]rode-draden demo[/] shows it in the dashboard.")


@app.command()
def run(inbox: InboxOption = None, data: DataOption = None, config: ConfigOption = None) -> None:
    """Read what people sent in, find the themes, follow them over time and publish the result."""
    settings = _settings(config, inbox, data)
    if not settings.paths.inbox.is_dir():
        raise RodeDradenError(
            f"{settings.paths.inbox} is not a folder; name the folder with submissions: --inbox DIR"
        )
    _run(settings, sample=False)
    where = f"--data {_short(settings.paths.data)} --inbox {_short(settings.paths.inbox)}"
    out.print(f"Next: [bold]rode-draden dashboard {where}[/]", highlight=False)


@app.command()
def status(inbox: InboxOption = None, data: DataOption = None, config: ConfigOption = None) -> None:
    """Say per step whether a run would do work, and why; then what needs attention in the inbox."""
    from pipeline.run.attention import read_attention
    from pipeline.run.run import plan_run

    settings = _settings(config, inbox, data)
    table = Table("step", "will run", "why", title=f"Status of {_short(settings.paths.data)}")
    for plan in plan_run(settings):
        table.add_row(plan.step.name, "yes" if plan.will_run else "no", plan.why)
    out.print(table)
    attention = read_attention(settings)
    if attention.empty:
        return
    table = Table("file", "status", "reason and what to do", title="Not read, or not wholly")
    for row in attention.itertuples():
        table.add_row(str(row.path), str(row.status), str(row.reason_nl))
    out.print(table)


@app.command()
def dashboard(
    inbox: InboxOption = None, data: DataOption = None, config: ConfigOption = None, port: PortOption = 8501
) -> None:
    """Serve the dashboard on this machine only; with the inbox it shows the page a quote came from."""
    _serve(_settings(config, inbox, data), port)


@app.command()
def sample(
    folder: Annotated[Path, typer.Argument(help="Where to write the sample inbox.")] = SAMPLE_INBOX,
) -> None:
    """Make the sample inbox anew from data/demo/gesprekken.jsonl; the same bytes every time."""
    from pipeline.run.samples import write_sample

    n_files = write_sample(PROJECT_ROOT / "data" / "demo" / "gesprekken.jsonl", folder)
    out.print(f"{n_files} files written to {_short(folder)}", highlight=False)


@app.command()
def templates(folder: Annotated[Path, typer.Argument(help="Where to write what goes out.")]) -> None:
    """Write what goes out: blank forms (fillable PDF and Word), invitation, thanks, facilitator's cards, poll."""
    from pipeline.run.samples import write_templates

    for path in write_templates(folder):
        out.print(_short(path), highlight=False)


def _settings(config: Path | None, inbox: Path | None, data: Path | None) -> Settings:
    from pipeline.config import read_settings

    settings = read_settings(config)
    chosen = {name: path.resolve() for name, path in (("inbox", inbox), ("data", data)) if path is not None}
    return settings.model_copy(update={"paths": settings.paths.model_copy(update=chosen)})


class _Bars:
    """Draws a progress bar per step."""

    def __init__(self, bars: Progress) -> None:
        self._bars = bars
        self._tasks: dict[str, TaskID] = {}
        self._current = ""

    def start(self, step: str, n_items: int | None) -> None:
        self._current = step
        self._tasks[step] = self._bars.add_task(STEP_NAMES[step], total=n_items)

    def advance(self, n_items: int = 1) -> None:
        self._bars.advance(self._tasks[self._current], n_items)

    def finish(self, step: str, seconds: float) -> None:
        if step not in self._tasks:
            self.start(step, 1)
        total = self._bars.tasks[self._tasks[step]].total or 1
        self._bars.update(self._tasks[step], total=total, completed=total)


def _run(settings: Settings, *, sample: bool) -> None:
    from pipeline.run.run import run_pipeline

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=out, transient=not out.is_terminal) as bars:
        result = run_pipeline(settings, _Bars(bars), sample=sample)
    if not result.did_work:
        out.print(f"Nothing to do: nothing changed since run {result.run_id}. ({result.seconds:.1f} s)")
        return
    out.print(_summary(result))


def _summary(result: RunResult) -> Table:
    ledger = result.ledger
    table = Table(title=f"Run {result.run_id}", show_header=False)
    table.add_column(justify="left")
    table.add_column(justify="right")
    rows = {
        "files received": ledger.n_received,
        "  read": ledger.n_read,
        "  duplicate": ledger.n_duplicate,
        "  empty": ledger.n_empty,
        "  rejected": ledger.n_rejected,
        "conversations": ledger.n_conversations,
        "bouwstenen": ledger.n_bouwstenen,
        "  with a theme": ledger.n_assigned,
        "  without a theme": ledger.n_unassigned,
        "themes": result.n_themes,
        "seconds": f"{result.seconds:.1f}",
    }
    for name, value in rows.items():
        table.add_row(name, str(value))
    return table


def _serve(settings: Settings, port: int) -> None:
    """Serve the dashboard from the project's root, where it finds its settings, and say when it is there."""
    chosen = _free_port(port)
    url = f"http://127.0.0.1:{chosen}"
    command = [sys.executable, "-m", "dashboard", "--server.port", str(chosen)]
    environment = {
        **os.environ,
        "RODE_DRADEN_DATA": str(settings.paths.data),
        "RODE_DRADEN_INBOX": str(settings.paths.inbox),
    }
    with subprocess.Popen(command, cwd=PROJECT_ROOT, env=environment) as server:
        with out.status("Reading what is published"):
            while server.poll() is None and not _is_taken(chosen):
                time.sleep(0.1)
        if server.poll() is None:
            out.print(f"The dashboard is at [bold]{url}[/] (stop with Ctrl-C)", highlight=False)
            if out.is_terminal:
                webbrowser.open(url)
    sys.exit(server.returncode)


def _free_port(wanted: int) -> int:
    for port in range(wanted, wanted + 20):
        if not _is_taken(port):
            return port
    raise RodeDradenError(f"ports {wanted} to {wanted + 19} are all in use; choose another with --port")


def _is_taken(port: int) -> bool:
    """Return whether something on this machine answers at a port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _short(path: Path) -> str:
    """Return a path as a person in this folder would type it."""
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)
