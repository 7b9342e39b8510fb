"""The commands that measure: how good (`evaluate`) and how fast and robust (`bench`); of reading, see `intake`."""

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


@evaluate.command("masking")
def evaluate_masking() -> None:
    """Recall of personal data and needless masks: sample, golden cases, codebook, real text beside it."""
    from pipeline.evaluate.masking import add_up
    from pipeline.evaluate.personal import measure_all

    report = measure_all()
    measures = {
        **report.marked,
        "all golden cases": add_up(m for k, m in report.marked.items() if k != "sample"),
    }
    show_rows(
        "Texts in which personal data is marked",
        ("set", "strings", "found", "recall", "clean texts", "touched", "rate"),
        (
            (
                name,
                m.total.n_strings,
                m.total.n_found,
                m.total.recall,
                m.n_clean,
                m.n_touched,
                m.false_positive_rate,
            )
            for name, m in measures.items()
        ),
    )
    kinds = measures["all golden cases"].kinds
    show_rows(
        "All golden cases, per kind",
        ("kind", "strings", "found", "recall"),
        ((kind, one.n_strings, one.n_found, one.recall) for kind, one in kinds.items()),
    )
    for name, measure in report.marked.items():
        if measure.missed or measure.touched:
            missed, touched = ", ".join(measure.missed) or "-", ", ".join(measure.touched) or "-"
            out.print(f"{name}: missed in {missed}; touched {touched}")
    show_rows(
        "Texts in which nothing is marked; real text holds real names, so a touch there need not be wrong",
        ("set", "texts", "touched", "rate", "masks", "seconds"),
        (
            (
                name,
                t.n_texts,
                len(t.touched),
                t.rate,
                ", ".join(f"{k} {n}" for k, n in t.n_masks.items()),
                t.seconds,
            )
            for name, t in report.unmarked.items()
        ),
    )
    out.print(
        f"touched in the codebook's examples: {', '.join(report.unmarked['codebook examples'].touched) or '-'}"
    )
    out.print(f"word lists loaded in {report.load_s:.2f} s of computing")


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


@evaluate.command("stability")
def evaluate_stability(gold: GoldArgument = None) -> None:
    """Whether themes stay themselves: the same data again, nine tenths of it, and a fifth more; takes minutes."""
    from pipeline.evaluate.stability import measure_stability

    show_frame("Themes of two runs", measure_stability(gold))


@evaluate.command("left-out")
def evaluate_left_out(
    cases: Annotated[int, typer.Option(help="Two subjects each; a minute each.", min=1, max=35)] = 9,
) -> None:
    """What is found of subjects that neither catalogue has: background subjects left out, two at a time."""
    from pipeline.evaluate.left_out import measure_left_out

    for title, frame in measure_left_out(cases).items():
        show_frame(title, frame)


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


@bench.command("dashboard")
def bench_dashboard(
    folder: Annotated[
        Path | None, typer.Argument(help="A data folder with a publication; made first when it is not named.")
    ] = None,
    page: Annotated[list[str] | None, typer.Option(help="Address of a page; may be given again.")] = None,
) -> None:
    """Seconds until each page is complete in a real browser, seconds per filter and search, memory of the server."""
    from tempfile import TemporaryDirectory

    from pipeline.bench.dashboard import measure_dashboard
    from pipeline.bench.publication import make_publication

    with TemporaryDirectory(prefix="rode-draden-bench-") as made:
        if folder is None:
            with out.status("Making a publication of 450,000 bouwstenen; this takes some ten minutes"):
                make_publication(Path(made), 450_000, 15_000)
        rows = []
        try:
            with out.status("Walking through the dashboard") as status:
                for t in measure_dashboard(folder or Path(made), page or ()):
                    rows.append(
                        (t.page or "overzicht", t.what, t.measured, t.target, t.verdict, t.processor_s)
                    )
                    status.update(f"Walking through the dashboard: {t.page}, {t.what}")
        finally:
            # What was measured before a page failed counts too.
            show_rows(
                "Dashboard (seconds, memory in MB)",
                ("page", "what", "measured", "target", "verdict", "server's processor"),
                rows,
            )
