"""Quotes as a table that a spreadsheet opens."""

from __future__ import annotations

import pandas as pd

from dashboard.texts import labels


def as_csv(rows: pd.DataFrame, names: dict[str, str]) -> bytes:
    """Return quotes after `views.privacy.hide_organisations` as CSV; dates as year-month-day."""
    table = pd.DataFrame(
        {
            "citaat": rows["text"],
            "thema": rows["theme_id"].astype("object").map(names),
            "organisatie": rows["organisation"],
            "datum": rows["held_on"].dt.strftime("%Y-%m-%d"),
            "gesprek": rows["conversation_id"],
            "domein": rows["domain"].astype("object").map(labels.DOMAINS),
            "veld": rows["field"].astype("object").map(labels.field),
            "bestand": rows["path"],
            "pagina": rows["page"],
        }
    )
    return table.to_csv(index=False, sep=";").encode("utf-8-sig")
