"""To which theme each statement of a poll belongs: a person says so, the file says so, or the model proposes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from pipeline.config import ThemeSettings
from pipeline.register import Register
from pipeline.run.learning import Catalogue, statement_of
from pipeline.run.recognised import Recognised
from pipeline.tables import POLL_THEMES
from pipeline.text.language import DutchLanguage
from pipeline.text.spans import MASK
from pipeline.themes.assign import assign_themes
from pipeline.themes.encode import Encoder

Rows = dict[str, dict[str, object]]


def place_statements(
    results: pd.DataFrame,
    themes: pd.DataFrame,
    catalogue: Catalogue,
    register: Register,
    known: Recognised,
    settings: ThemeSettings,
    encoder: Encoder | None,
) -> pd.DataFrame:
    """Return `poll_themes`: one row per statement in `poll_results`.

    A person's correction goes before the theme that the file names, and that before the model, which places a
    statement as it places a bouwsteen.
    """
    statements = results.drop_duplicates("statement_id", keep="last").set_index("statement_id")
    placed = _by_person(register, set(statements.index))
    for statement_id, name in statements["theme_named"].dropna().items():
        theme_id = _theme_named(str(name), themes, catalogue)
        if theme_id is not None:
            placed.setdefault(str(statement_id), _row(theme_id, "file"))
    left = statements.drop(index=list(placed))
    texts = {str(statement_id): str(text) for statement_id, text in left["statement"].items()}
    placed |= _by_model(texts, known, settings, encoder)
    return POLL_THEMES.from_rows({"statement_id": name, **row} for name, row in sorted(placed.items()))


def _by_person(register: Register, statement_ids: set[str]) -> Rows:
    """Return what people decided: a statement is corrected as a bouwsteen is, under its own id."""
    decided = register.corrections()
    decided = decided[decided["bouwsteen_id"].isin(statement_ids) & (decided["rank"].fillna(1) == 1)]
    return {
        str(bouwsteen_id): _row(theme_id if isinstance(theme_id, str) else None, "person")
        for bouwsteen_id, theme_id in zip(decided["bouwsteen_id"], decided["theme_id"], strict=True)
    }


def _theme_named(name: str, themes: pd.DataFrame, catalogue: Catalogue) -> str | None:
    """Return the living theme with an id or name, however it is written; None when there is none."""
    ids = [str(theme_id) for theme_id in themes["theme_id"]]
    names: Mapping[str, str] = {
        **{_plain(theme_id): target for theme_id, target in catalogue.targets.items() if target},
        **{_plain(label): theme_id for label, theme_id in zip(themes["label_nl"], ids, strict=True)},
        **{_plain(theme_id): theme_id for theme_id in ids},
    }
    found = names.get(_plain(name))
    return found if found in ids else None


def _plain(name: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in name.casefold()).split())


def _by_model(
    texts: Mapping[str, str], known: Recognised, settings: ThemeSettings, encoder: Encoder | None
) -> Rows:
    if not texts:
        return {}
    said: Sequence[str] = [MASK.sub(" ", text) for text in texts.values()]
    analyses = DutchLanguage().analyse(said)
    statements = [statement_of(text, one) for text, one in zip(said, analyses, strict=True)]
    predictions = known.classifier.predict(statements, encoder)
    assigned = assign_themes(
        known.classifier, predictions, statements, settings.min_probability, settings.min_side_probability
    )
    rows: Rows = {}
    for place, statement_id in enumerate(texts):
        best = assigned[place][0] if place in assigned else {"theme_id": None, "probability": None}
        rows[statement_id] = _row(best["theme_id"], "model", best["probability"])
    return rows


def _row(theme_id: object, assigned_by: str, probability: object = None) -> dict[str, object]:
    return {"theme_id": theme_id, "probability": probability, "assigned_by": assigned_by}
