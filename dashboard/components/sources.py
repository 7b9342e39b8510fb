"""From rows of quotes to what stands on the screen, with the source in words."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from dashboard.components.quotes import Quote
from dashboard.texts import labels, numbers
from dashboard.texts import quotes as texts
from dashboard.views.rows import records


def make_quotes(
    rows: pd.DataFrame, theme_names: Mapping[str, str], marked: tuple[str, ...] = (), with_why: bool = True
) -> list[Quote]:
    """Return quotes with source and reason from rows of `views.joined` after `views.privacy.hide_organisations`."""
    return [
        Quote(str(row["text"]), _source(row), _why(row, theme_names) if with_why else "", marked)
        for row in records(rows)
    ]


def _source(row: Mapping[str, object]) -> str:
    organisation = (
        str(row["organisation"])
        if _present(row["organisation"])
        else (texts.HIDDEN if row["hidden"] else texts.UNKNOWN_ORGANISATION)
    )
    page = int(str(row["page"])) if _present(row["page"]) else None
    where = texts.place(str(row["path"]), page) if _present(row["path"]) else ""
    if _present(row["ocr_confidence"]):
        certainty = texts.read_certainty(float(str(row["ocr_confidence"])))
        where = f"{where} · {certainty}" if where else certainty
    when = numbers.day(pd.Timestamp(str(row["held_on"])) if _present(row["held_on"]) else None)
    domain = labels.DOMAINS[str(row["domain"])].lower() if _present(row["domain"]) else ""
    return texts.source(
        organisation, domain, when, str(row["conversation_id"]), labels.field(str(row["field"])), where
    )


def _why(row: Mapping[str, object], theme_names: Mapping[str, str]) -> str:
    if not _present(row["theme_id"]):
        return texts.NO_THEME
    probability = float(str(row["probability"])) if _present(row["probability"]) else None
    words = str(row["reason"]).replace(" · ", ", ") if _present(row["reason"]) else ""
    ids = [str(row[column]) for column in ("theme_id", "side_theme_id") if _present(row[column])]
    name = texts.AND.join(theme_names.get(theme_id, theme_id) for theme_id in ids)
    return texts.why(name, probability, words, row["assigned_by"] == "person")


def _present(value: object) -> bool:
    return not bool(pd.isna(value))  # type: ignore[call-overload]
