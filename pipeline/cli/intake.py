"""The commands that measure reading: how completely (`evaluate ingest`), how fast and how robust (`bench …`)."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.status import Status

from pipeline.cli.console import err, out, show_frame, show_rows
from pipeline.cli.measuring import bench, evaluate

__all__ = ["bench", "evaluate"]

if TYPE_CHECKING:
    from pipeline.evaluate.ingest import KindMeasure

INGEST_HEADINGS = (
    "kind",
    "conversations",
    "bouwstenen",
    "texts",
    "fields",
    "facts",
    "character error",
    "target",
    "met",
)


class _Spinner:
    """Says how far each step is."""

    def __init__(self, status: Status, what: str) -> None:
        self._status, self._what = status, what
        self._step, self._n_done, self.n_files = "", 0, 0

    def start(self, step: str, n_items: int | None) -> None:
        self._step, self._n_done, self.n_files = step, 0, n_items or 0
        self.advance(0)

    def advance(self, n_items: int = 1) -> None:
        self._n_done += n_items
        self._status.update(f"{self._what}, {self._step}: {self._n_done} of {self.n_files}")

    def finish(self, step: str, seconds: float) -> None:
        pass


@evaluate.command("ingest")
def evaluate_ingest(
    kind: Annotated[
        list[str] | None, typer.Option(help="Kind of file of the sample; may be given again. Default all.")
    ] = None,
) -> None:
    """Recall and precision of bouwstenen, fields and facts, per kind of file of the sample, beside the target."""
    from pipeline.evaluate.reading import load_sample, measure_reading

    sample = load_sample()
    unknown = sorted(set(kind or ()) - set(sample.kinds))
    if unknown:
        known = ", ".join(sample.kinds)
        raise typer.BadParameter(f"unknown: {', '.join(unknown)}; known: {known}", param_hint="--kind")
    measures = []
    with err.status("Reading") as status:
        for name in kind or sample.kinds:
            started, spinner = time.monotonic(), _Spinner(status, name)
            measures.append(measure_reading(sample, name, spinner))
            err.print(f"{name}: {spinner.n_files} files in {time.monotonic() - started:.0f} s")
    _show_measures(measures)


def _show_measures(measures: list[KindMeasure]) -> None:
    from pipeline.evaluate.ingest import target_of

    rows = []
    for m in measures:
        target = target_of(m.kind)
        shares = (
            f"{m.recall:.3f} / {m.precision:.3f}",
            f"{m.field_recall:.3f} / {m.field_precision:.3f}",
            f"{m.fact_recall:.3f} / {m.fact_precision:.3f}",
        )
        error = f"{m.character_error:.3f} (≤ {target.character_error:.2f})"
        verdict = "yes" if target.is_met(m) else "no"
        rows.append((m.kind, m.n_conversations, m.n_expected, *shares, error, f"{target.share:.2f}", verdict))
    show_rows("Reading, per kind of file: recall / precision (0-1)", INGEST_HEADINGS, rows)
    for m in measures:
        if m.missed or m.extra:
            missed, extra = ", ".join(m.missed) or "-", ", ".join(m.extra) or "-"
            out.print(f"{m.kind}: missed in {missed}; extra in {extra}")


@bench.command("files")
def bench_files(folder: Annotated[Path, typer.Argument(help="Any folder of files.")]) -> None:
    """Read every file of a folder in the sandbox: status per kind, and the ten slowest."""
    from pipeline.evaluate.files import measure_files, slowest, summarise

    outcomes = []
    with out.status("Reading") as status:
        for outcome in measure_files(folder):
            outcomes.append(outcome)
            status.update(f"Reading: {len(outcomes)} files")
    table = summarise(outcomes)
    show_frame("Files per kind and outcome", table.reset_index())
    rows = [(outcome.path, outcome.status, outcome.reason, outcome.seconds) for outcome in slowest(outcomes)]
    show_rows("The ten slowest", ("file", "status", "reason", "seconds"), rows)
    peak_mb = max((outcome.peak_memory_mb for outcome in outcomes), default=0.0)
    out.print(f"{len(outcomes)} files; highest memory of a reading process: {peak_mb:.0f} MB")


@bench.command("kill")
def bench_kill(
    times: Annotated[int, typer.Option(help="How often a run is killed.", min=1, max=1000)] = 20,
    seed: Annotated[int, typer.Option(help="Start of the random moments.", min=0)] = 1,
    train: Annotated[
        bool, typer.Option("--train", help="Every run trains its own model, so that kills fall there too.")
    ] = False,
) -> None:
    """Kill a run at random moments and run again: the same tables as an undisturbed run, the ledger balanced."""
    from pipeline.bench.kills import measure_kills

    kills = []
    with err.status("Running undisturbed") as status:
        for one in measure_kills(times, seed=seed, is_trained=not train):
            kills.append(one)
            status.update(f"Killing runs: {len(kills)} of {times} done")
    rows = [
        (k.after_s, k.step or "had ended", ", ".join(k.differing) or "none", k.is_balanced) for k in kills
    ]
    show_rows("Killed and run again", ("after s", "killed during", "tables that differ", "balanced"), rows)
    killed = [one for one in kills if one.was_running]
    same = sum(not one.differing for one in killed)
    balanced = sum(one.is_balanced for one in killed)
    out.print(
        f"killed while running: {len(killed)} of {times}; of these identical {same}, balanced {balanced}"
    )


@bench.command("growth")
def bench_growth(
    files: Annotated[int, typer.Option(help="Files known before.", min=1, max=100_000)] = 2000,
    whole: Annotated[
        bool, typer.Option("--whole", help="All steps of a run; only reading when left out.")
    ] = False,
) -> None:
    """Seconds to read an inbox of real kinds of file, and to read it again with one file added."""
    from pipeline.bench.growth import measure_growth, read_only, run_all

    with err.status("Making files") as status:
        result = measure_growth(files, run_all if whole else read_only, _Spinner(status, "the inbox"))
    show_frame("An inbox that grows by one file", result)


@bench.command("speed")
def bench_speed(
    folder: Annotated[
        list[Path] | None, typer.Argument(help="Folders of files; by default the sample, all kinds.")
    ] = None,
    files: Annotated[int, typer.Option(help="Files per kind at most.", min=1, max=1000)] = 5,
) -> None:
    """Files per second of computing per kind, beside markitdown where that is installed.

    Ours reads the file and everything inside it, finds bouwstenen, fields and facts with their places, and masks
    personal data. Markitdown turns a file into Markdown; of a picture that is nothing, since it reads none.
    """
    from pipeline.bench.samplefiles import INBOX, KINDS
    from pipeline.bench.speed import RIVAL, load_rival, measure_speed

    rows = []
    with err.status("Reading") as status:
        for one in measure_speed(folder or (INBOX, *KINDS), files):
            rows.append((one.kind, one.reader, one.n_files, one.n_bouwstenen, one.files_per_s,
                         one.rival_files_per_s, one.rival_n_texts))  # fmt: skip
            status.update(f"Reading: {one.kind} done")
    headings = (
        "kind",
        "reader",
        "files",
        "bouwstenen",
        "files / s",
        "markitdown files / s",
        "of which any text",
    )
    show_rows("Files per second of computing", headings, rows)
    if load_rival() is None:
        out.print(
            f"markitdown is not installed; beside it: {RIVAL}", markup=False, highlight=False, soft_wrap=True
        )
