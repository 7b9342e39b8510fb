"""A small publication with a known content, written through the store."""

from pathlib import Path

import pandas as pd

from pipeline.search import IndexedText, build_search_index
from pipeline.store import Store
from pipeline.tables import TABLES

RUN_ID = "2024-01-02T030405Z-000001"
N_CONVERSATIONS = 24
ORGANISATIONS = ("Dienst Duin", "Dienst Duin", "Ministerie van Zee", "Bureau Klif")
THEMES = (
    ("tegenspraak", "Tegenspraak", "codebook", "active"),
    ("vertrouwen", "Vertrouwen", "codebook", "active"),
    ("trots", "Trots", "codebook", "active"),
    ("thuiswerken", "Thuiswerken", "background", "candidate"),
)
SETTINGS = {
    "trends": {
        "min_conversations": 5,
        "confidence": 0.95,
        "false_discovery_rate": 0.1,
        "bootstrap_rounds": 500,
    },
    "privacy": {"min_group_conversations": 3},
    "themes": {"min_probability": 0.3, "seed": 1},
}
_FIELDS = ("opbrengst", "dilemma", "hart")


def write_publication(
    data_dir: Path,
    run_id: str = RUN_ID,
    sample: bool = True,
    n_conversations: int = N_CONVERSATIONS,
    rows: dict[str, pd.DataFrame] | None = None,
    register_version: int = 0,
) -> None:
    """Publish `n_conversations` conversations of three bouwstenen each; `Eiland` held only the last one."""
    rows = rows or make_rows(n_conversations)
    with Store(data_dir).new_run(run_id) as writer:
        for name, frame in rows.items():
            full = frame.reindex(columns=TABLES[name].column_names)
            writer.write_table(name, full)
        build_search_index(writer.path("search.sqlite"), _indexed(rows["bouwstenen"]))
        counts = {name: len(frame) for name, frame in rows.items()}
        writer.write_manifest(
            {
                "run_id": run_id,
                "sample": sample,
                "settings": SETTINGS,
                "register_version": register_version,
                "rows": counts,
                "finished_at": "2024-01-02T03:04:05+00:00",
                "steps": {"read": {"seconds": 1.5, "peak_mb": 100.0}},
                "program": {"version": "0.1.0", "libraries": {"pandas": "3.0"}},
                "seed": 1,
            }
        )


def _indexed(bouwstenen: pd.DataFrame) -> list[IndexedText]:
    split = [text.lower().replace("<", "").replace(">", "").split() for text in bouwstenen["text"]]
    return [
        IndexedText(bouwsteen_id, words, words, ())
        for bouwsteen_id, words in zip(bouwstenen["bouwsteen_id"], split, strict=True)
    ]


def make_rows(n_conversations: int = N_CONVERSATIONS) -> dict[str, pd.DataFrame]:
    """Return the tables of the publication."""
    conversations = pd.DataFrame([_conversation(i, n_conversations) for i in range(n_conversations)])
    bouwstenen = pd.DataFrame([_bouwsteen(i, k) for i in range(n_conversations) for k in range(3)])
    assignments = _assignments(bouwstenen)
    return {
        "files": _files(n_conversations),
        "conversations": conversations,
        "bouwstenen": bouwstenen,
        "assignments": assignments,
        "themes": _themes(assignments, conversations),
        "theme_terms": pd.DataFrame(
            [{"theme_id": t, "rank": 1, "term": f"woord-{t}", "weight": 1.0} for t, *_ in THEMES]
        ),
        "theme_quotes": _theme_quotes(assignments),
        "theme_periods": _periods(),
        "trends": _trends(),
        "theme_events": pd.DataFrame(
            [{"run_id": RUN_ID, "kind": "new", "theme_id": t, "decided_by": "model"} for t, *_ in THEMES]
        ),
    }


def _conversation(i: int, n: int) -> dict[str, object]:
    return {
        "conversation_id": f"g{i:02}",
        "file_id": f"{i:016x}",
        "report_form": "canvas",
        "n_participants": 8,
        "held_on": pd.Timestamp(2021, 1, 10) + pd.DateOffset(months=i) if i else None,
        "organisation": "Eiland" if i == n - 1 else ORGANISATIONS[i % 4],
        "domain": "beleid" if i % 2 else "uitvoering",
        "format": "model" if i % 3 == 0 else "vragen",
    }


def _bouwsteen(i: int, k: int) -> dict[str, object]:
    text = ("Wij spreken elkaar tegen & dat mag", "Vertrouwen komt te voet", "Trots op <ons> loket")[k]
    return {
        "bouwsteen_id": f"g{i:02}:{_FIELDS[k]}:0",
        "conversation_id": f"g{i:02}",
        "file_id": f"{i:016x}",
        "field": _FIELDS[k],
        "position": 0,
        "text": f"{text} {i}",
        "n_masked": 0,
        "page": 1,
        "char_start": 0,
        "char_end": 40,
    }


def _assignments(bouwstenen: pd.DataFrame) -> pd.DataFrame:
    theme_ids = [theme_id for theme_id, *_ in THEMES]
    rows: list[dict[str, object]] = []
    for i, bouwsteen_id in enumerate(bouwstenen["bouwsteen_id"]):
        if i % 3 == 1 and i % 2:
            continue  # no theme fits
        main = theme_ids[3] if i % 12 == 2 else theme_ids[i % 3]
        rows.append(
            {
                "bouwsteen_id": bouwsteen_id,
                "theme_id": main,
                "rank": 1,
                "probability": 0.9 - 0.01 * (i % 40),
                "assigned_by": "model",
                "reason": "loket · brief",
            }
        )
    return pd.DataFrame(rows)


def _themes(assignments: pd.DataFrame, conversations: pd.DataFrame) -> pd.DataFrame:
    held = assignments.assign(conversation_id=assignments["bouwsteen_id"].str.split(":").str[0])
    held = held.merge(conversations[["conversation_id", "organisation"]], on="conversation_id")
    rows = []
    for theme_id, label, origin, status in THEMES:
        own = held[held["theme_id"] == theme_id]
        rows.append(
            {
                "theme_id": theme_id,
                "label_nl": label,
                "definition_nl": f"Over {label.lower()}.",
                "origin": origin,
                "status": status,
                "n_bouwstenen": len(own),
                "n_conversations": own["conversation_id"].nunique(),
                "n_organisations": own["organisation"].nunique(),
                "f1": 0.6,
                "f1_low": 0.5,
                "f1_high": 0.7,
                "mean_probability": 0.8,
                "evidence_nl": "Komt in vier gesprekken terug." if status == "candidate" else None,
            }
        )
    return pd.DataFrame(rows)


def _theme_quotes(assignments: pd.DataFrame) -> pd.DataFrame:
    rows = assignments.groupby("theme_id").head(2).copy()
    rows["rank"] = rows.groupby("theme_id").cumcount() + 1
    return rows.assign(
        centrality=0.9, kind=["typical" if rank == 1 else "dissenting" for rank in rows["rank"]]
    )


def _periods() -> pd.DataFrame:
    rows: list[dict[str, object]] = []
    for theme_id, *_ in THEMES:
        for start in pd.date_range("2021-01-01", "2022-12-01", freq="QS"):
            rows.append(_period(theme_id, "quarter", start, 3))
        for start in pd.date_range("2021-01-01", "2022-12-01", freq="YS"):
            rows.append(_period(theme_id, "year", start, 12))
    return pd.DataFrame(rows)


def _period(theme_id: str, period: str, start: pd.Timestamp, total: int) -> dict[str, object]:
    row: dict[str, object] = {
        "theme_id": theme_id,
        "period": period,
        "period_start": start,
        "n_bouwstenen": 2,
        "n_conversations": 2,
        "n_conversations_total": total,
        "share_raw": 2 / total,
        "enough": total >= 5,
    }
    if total >= 5:
        row |= {"share": 0.25, "share_low": 0.125, "share_high": 0.5}
    return row


def _trends() -> pd.DataFrame:
    directions = ("up", "down", "unclear", "flat")
    return pd.DataFrame(
        [
            {
                "theme_id": theme_id,
                "direction": direction,
                "change": 0.1 if direction == "up" else -0.1,
                "change_low": -0.2,
                "change_high": 0.3,
                "q_value": 0.05,
                "phase": "steady",
                "n_conversations": 23,
            }
            for (theme_id, *_), direction in zip(THEMES, directions, strict=True)
        ]
    )


def _files(n: int) -> pd.DataFrame:
    rows = [
        {
            "file_id": f"{i:016x}",
            "path": f"canvas-{i:02}.pdf",
            "media_type": "application/pdf",
            "size_bytes": 20000,
            "received_at": pd.Timestamp("2022-01-01", tz="UTC"),
            "reader": "pdf",
            "status": "read",
            "n_bouwstenen": 3,
        }
        for i in range(n)
    ]
    more = {
        "media_type": "application/msword",
        "size_bytes": 10,
        "n_bouwstenen": 0,
        "received_at": pd.Timestamp("2022-01-01", tz="UTC"),
    }
    rows.append(
        {
            **more,
            "file_id": "f" * 16,
            "path": "oud.doc",
            "status": "rejected",
            "reason": "old_office",
            "reason_nl": "Dit is een oud Office-bestand.",
        }
    )
    rows.append({**more, "file_id": "e" * 16, "path": "leeg.pdf", "status": "empty"})
    rows.append(
        {**more, "file_id": "0" * 16, "path": "kopie.pdf", "status": "duplicate", "reason": "canvas-00.pdf"}
    )
    return pd.DataFrame(rows)
