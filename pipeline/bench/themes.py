"""How long finding themes takes and how much memory, on made-up corpora of several sizes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from pipeline.bench.publication import bench_settings, make_corpus, publish
from pipeline.bench.stopwatch import Measured
from pipeline.run.theming import STAGES

BOUWSTENEN_PER_CONVERSATION = 30
SEED = 1


def measure_themes(sizes: Sequence[int]) -> pd.DataFrame:
    """Return what each stage took for corpora of these sizes, then once more with a conversation added.

    Every size has a data folder of its own, so that training is measured each time; the run with one conversation
    more finds the model trained and the publication there.

    Parameters
    ----------
    sizes
        Numbers of bouwstenen; thirty to a conversation.

    Returns
    -------
    pandas.DataFrame
        bouwstenen, run, stage, seconds, processor_s, peak_mb.
    """
    frames = []
    for n_bouwstenen in sizes:
        with TemporaryDirectory(prefix="rode-draden-bench-") as folder:
            frames += _measure_size(Path(folder), n_bouwstenen)
    return pd.concat(frames, ignore_index=True)


def _measure_size(folder: Path, n_bouwstenen: int) -> list[pd.DataFrame]:
    settings = bench_settings(folder)
    n_conversations = max(2, n_bouwstenen // BOUWSTENEN_PER_CONVERSATION)
    tables = make_corpus(settings, n_bouwstenen, n_conversations, SEED)
    last = tables["conversations"]["conversation_id"].iloc[-1]
    smaller = {name: without_conversation(frame, last, tables) for name, frame in tables.items()}
    return [
        _as_frame(n_bouwstenen, "first", publish(settings, smaller)),
        _as_frame(n_bouwstenen, "one conversation more", publish(settings, tables)),
    ]


def without_conversation(
    frame: pd.DataFrame, conversation_id: str, tables: dict[str, pd.DataFrame]
) -> pd.DataFrame:
    """Return a table of a corpus without the rows of one conversation."""
    if "conversation_id" in frame.columns:
        return frame[frame["conversation_id"] != conversation_id]
    if "file_id" not in frame.columns or frame.empty:
        return frame
    conversations = tables["conversations"].set_index("conversation_id")
    return frame[frame["file_id"] != conversations.loc[conversation_id, "file_id"]]


def _as_frame(n_bouwstenen: int, run: str, measured: Sequence[Measured]) -> pd.DataFrame:
    rows = [(n_bouwstenen, run, one.stage, one.seconds, one.processor_s, one.peak_mb) for one in measured]
    themes = [one for one in measured if one.stage in STAGES]
    rows.append(
        (
            n_bouwstenen,
            run,
            "themes in all",
            sum(one.seconds for one in themes),
            sum(one.processor_s for one in themes),
            max(one.peak_mb for one in themes),
        )
    )
    columns = ["bouwstenen", "run", "stage", "seconds", "processor_s", "peak_mb"]
    return pd.DataFrame(rows, columns=columns)
