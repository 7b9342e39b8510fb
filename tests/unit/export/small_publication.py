"""A small invented publication whose texts are as awkward as texts get."""

from collections.abc import Sequence

import pandas as pd

from pipeline.export.publication import TABLE_NAMES, Publication
from pipeline.tables import TABLES

AWKWARD = (
    "Gewoon een zin die laat zien wat er aan tafel werd gezegd.",
    "= <b>vet</b> &amp; *ster* _streep_ `code` ~~weg~~ [naam](x) | cel",
    "#1 'aanhaling' ''schuin'' \"dubbel\" {{sjabloon}} [[link]] -- ~~~~",
    "- een streepje vooraan\n1. en een tweede regel",
    "$x^2$ \\ backslash <nowiki> </nowiki> @iedereen é ‘kop’ – “staart”",
    "https://voorbeeld.nl/pad_met_streep?x=1&y=2 ISBN 9789000000000",
    "😀 een teken dat niet in het lettertype zit",
    "Twee  spaties en een tab\tblijven staan",
)
FIELDS = ("opbrengst", "moet_erin", "moet_er_niet_in", "dilemma", "citaat", "buik", "verhaal", "meegeven")
SETTINGS = {"privacy": {"min_group_conversations": 3}, "trends": {"confidence": 0.95}}
MANIFEST = {
    "run_id": "20240701T120000000000Z",
    "finished_at": "2024-07-01T12:00:00+00:00",
    "sample": True,
    "settings": SETTINGS,
}


def make_publication(
    texts: Sequence[str] = AWKWARD, n_conversations: int = 8, sample: bool = True
) -> Publication:
    """Eight conversations over two years; every text in each; theme `een` in all, `twee` in the first two."""
    conversations = [_conversation(number) for number in range(n_conversations)]
    lines = [
        _line(number, place, text) for number in range(n_conversations) for place, text in enumerate(texts)
    ]
    assignments = [_assignment(line["bouwsteen_id"], "een") for line in lines if line["field"] != "verhaal"]
    assignments += [_assignment(f"av-{number}/verhaal/6", "twee") for number in range(2) if len(texts) > 6]
    rows = {
        "conversations": conversations,
        "bouwstenen": lines,
        "assignments": assignments,
        "themes": [
            _theme("een", "Eén <thema>", n_conversations, "active"),
            _theme("twee", "Twee", 2, "active"),
            _theme("nieuw", "Nieuw", 3, "candidate"),
            _theme("oud", "Oud", 0, "merged"),
        ],
        "theme_terms": [{"theme_id": "een", "rank": 1, "term": "tafel", "weight": 1.0}],
        "theme_quotes": [
            _quote("een", 1, "av-0/opbrengst/0", "typical"),
            _quote("een", 2, "av-1/moet_erin/1", "dissenting"),
        ],
        "theme_periods": [_period("een", year, half) for year in (2022, 2023) for half in (1, 7)],
        "trends": [
            {
                "theme_id": "een",
                "direction": "up",
                "change": 0.1,
                "change_low": 0.05,
                "change_high": 0.2,
                "phase": "growing",
                "n_conversations": 8,
            }
        ],
        "theme_events": [
            {
                "run_id": "r1",
                "kind": "merged",
                "theme_id": "oud",
                "other_theme_id": "een",
                "overlap": 0.5,
                "decided_by": "person",
            }
        ],
    }
    tables = {name: TABLES[name].from_rows(rows[name]) for name in TABLE_NAMES}
    return Publication(tables, {**MANIFEST, "sample": sample})


def texts_of(publication: Publication) -> dict[str, str]:
    """Return the text of every bouwsteen by its id."""
    lines = publication.tables["bouwstenen"]
    return dict(zip(lines["bouwsteen_id"], lines["text"], strict=True))


def _conversation(number: int) -> dict[str, object]:
    return {
        "conversation_id": f"av-{number}",
        "file_id": f"f{number}",
        "held_on": pd.Timestamp(2022 + number // 4, 1 + number % 4 * 3, 5),
        "organisation": "Grote Dienst" if number < 5 else f"Klein Bureau {number}",
        "domain": "uitvoering",
        "report_form": "canvas",
    }


def _line(number: int, place: int, text: str) -> dict[str, object]:
    field = FIELDS[place]
    return {
        "bouwsteen_id": f"av-{number}/{field}/{place}",
        "conversation_id": f"av-{number}",
        "file_id": f"f{number}",
        "field": field,
        "position": place,
        "text": text,
        "n_masked": 0,
        "page": 1,
        "char_start": 0,
        "char_end": len(text),
    }


def _assignment(bouwsteen_id: object, theme_id: str) -> dict[str, object]:
    return {
        "bouwsteen_id": bouwsteen_id,
        "theme_id": theme_id,
        "rank": 1,
        "probability": 0.8,
        "assigned_by": "model",
    }


def _theme(theme_id: str, label: str, n: int, status: str) -> dict[str, object]:
    return {
        "theme_id": theme_id,
        "label_nl": label,
        "definition_nl": f"Wat bij {label} hoort.",
        "origin": "codebook",
        "status": status,
        "n_bouwstenen": n,
        "n_conversations": n,
        "n_organisations": n,
    }


def _quote(theme_id: str, rank: int, bouwsteen_id: str, kind: str) -> dict[str, object]:
    return {
        "theme_id": theme_id,
        "rank": rank,
        "bouwsteen_id": bouwsteen_id,
        "centrality": 0.5,
        "kind": kind,
    }


def _period(theme_id: str, year: int, month: int) -> dict[str, object]:
    thin = (year, month) == (2022, 7)
    return {
        "theme_id": theme_id,
        "period": "half_year",
        "period_start": pd.Timestamp(year, month, 1),
        "n_bouwstenen": 4,
        "n_conversations": 2,
        "n_conversations_total": 2 if thin else 6,
        "share": None if thin else 0.4,
        "share_low": None if thin else 0.2,
        "share_high": None if thin else 0.7,
        "enough": not thin,
    }
