"""The commands that measure: how good (`evaluate`) and how fast and robust (`bench`)."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.console import out, show_frame, show_rows

evaluate = typer.Typer(
    help="Measure how good the program is, on the sample or your own gold.", no_args_is_help=True
)
bench = typer.Typer(help="Measure how fast and how robust the program is.", no_args_is_help=True)
GoldArgument = Annotated[
    Path | None, typer.Argument(help="Labelled conversations, as data/demo/gesprekken.jsonl.")
]


@evaluate.command("ingest")
def evaluate_ingest() -> None:
    """Recall and precision of bouwstenen, fields and facts, per kind of file of the sample."""
    from pipeline.evaluate.reading import measure_sample

    measures = measure_sample()
    show_rows(
        "Reading, per kind of file (shares 0-1)",
        ("kind", "conversations", "bouwstenen", "recall", "precision", "fields", "facts", "character error"),
        (
            (
                m.kind,
                m.n_conversations,
                m.n_expected,
                m.recall,
                m.precision,
                m.field_accuracy,
                m.fact_accuracy,
                m.character_error,
            )
            for m in measures
        ),
    )
    for measure in measures:
        if measure.missed or measure.extra:
            missed, extra = ", ".join(measure.missed) or "-", ", ".join(measure.extra) or "-"
            out.print(f"{measure.kind}: missed in {missed}; extra in {extra}")


@evaluate.command("masking")
def evaluate_masking() -> None:
    """Recall of personal data and needless masks, on the sample's gold and on the golden cases."""
    from pipeline.evaluate.personal import measure_all

    for name, measure in measure_all().items():
        rows = [(kind, one.n_strings, one.n_found, one.recall) for kind, one in sorted(measure.kinds.items())]
        total = measure.total
        rows.append(("all", total.n_strings, total.n_found, total.recall))
        show_rows(f"{name}: personal strings found", ("kind", "strings", "found", "recall"), rows)
        out.print(
            f"clean texts touched: {measure.n_touched} of {measure.n_clean} ({measure.false_positive_rate:.3f})"
        )
        out.print(f"missed: {', '.join(measure.missed) or '-'}; touched: {', '.join(measure.touched) or '-'}")


@evaluate.command("themes")
def evaluate_themes(
    gold: GoldArgument = None,
    compare: Annotated[bool, typer.Option("--compare", help="Beside other methods; takes minutes.")] = False,
) -> None:
    """Main theme, side theme, doubt and emerging themes, on labelled conversations."""
    from pipeline.evaluate.gold_run import compare_methods, measure_themes

    for title, frame in (compare_methods if compare else measure_themes)(gold).items():
        show_frame(title, frame)


@evaluate.command("clusters")
def evaluate_clusters(
    texts: Annotated[Path, typer.Argument(help="Labelled texts, a JSON object a line: text, label.")],
) -> None:
    """Clusters without a catalogue beside K-means, on any labelled texts."""
    from pipeline.evaluate.gold_run import measure_clusters

    show_frame(texts.name, measure_clusters(texts))


@evaluate.command("trends")
def evaluate_trends(
    data: Annotated[Path | None, typer.Option("--data", help="Folder of a published run.")] = None,
) -> None:
    """False verdicts on shuffled dates of the published run, and coverage of intervals on made-up corpora."""
    from pipeline.config import read_settings
    from pipeline.evaluate.trends import evaluate_trends as measure
    from pipeline.store import Store

    settings = read_settings()
    store = Store(data or settings.paths.data)
    themes = store.read_table("themes")
    ids = tuple(themes.loc[themes["status"].isin(["active", "candidate"]), "theme_id"])
    tables = [store.read_table(name) for name in ("assignments", "conversations", "bouwstenen")]
    show_frame("Trends", measure(tables[0], tables[1], tables[2], ids, settings.trends, settings.themes.seed))


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


@bench.command("themes")
def bench_themes(
    bouwstenen: Annotated[
        list[int] | None, typer.Option(help="Size of a made-up corpus; may be given again.", min=100)
    ] = None,
) -> None:
    """Seconds and memory of every stage of finding themes, first and with one conversation more."""
    from pipeline.bench.themes import measure_themes

    for size in bouwstenen or [5_000, 450_000]:
        show_frame(f"Finding themes in {size} made-up bouwstenen", measure_themes([size]))


@bench.command("publish")
def bench_publish(
    folder: Annotated[Path, typer.Argument(help="A new data folder, for `rode-draden dashboard --data`.")],
    bouwstenen: Annotated[int, typer.Option(help="Number of made-up bouwstenen.", min=100)] = 450_000,
    conversations: Annotated[int, typer.Option(help="Number of made-up conversations.", min=2)] = 15_000,
    seed: Annotated[int, typer.Option(help="Start of every random choice.", min=0)] = 1,
) -> None:
    """Publish a large made-up corpus, to see the dashboard as it will be."""
    from pipeline.bench.publication import make_publication

    measured = make_publication(folder, bouwstenen, conversations, seed)
    rows = [(one.stage, one.seconds, one.processor_s, one.peak_mb) for one in measured]
    show_rows("Published", ("stage", "seconds", "processor seconds", "peak MB"), rows)


@bench.command("kill")
def bench_kill(
    times: Annotated[int, typer.Option(help="How often a run is killed.", min=1, max=1000)] = 20,
) -> None:
    """Kill a run at random moments and run again: the same tables as an undisturbed run, the ledger balanced."""
    from pipeline.bench.robustness import measure_kills

    with out.status(f"Killing {times} runs"):
        result = measure_kills(times)
    show_frame("Killed and run again", result)
    killed = result[result["was_running"]]
    same, balanced = int(killed["identical"].sum()), int(killed["balanced"].sum())
    out.print(f"killed while running: {len(killed)} of {times}; of these identical {same}, balanced {balanced}")


@bench.command("growth")
def bench_growth(
    files: Annotated[int, typer.Option(help="Files known before.", min=1, max=100_000)] = 2000,
) -> None:
    """Seconds to read an inbox, and to read it again with one file added."""
    from pipeline.bench.robustness import measure_growth

    show_frame("An inbox that grows by one file", measure_growth(files))
