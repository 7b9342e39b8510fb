"""Decisions about themes that the published run does not know yet, wherever those themes show."""

from __future__ import annotations

from collections.abc import Collection

import streamlit as st

from dashboard.components.frame import show_banner, show_list
from dashboard.data import Publication, open_register
from dashboard.decided import read_pending
from dashboard.texts import pending as texts


def show_pending(publication: Publication, theme_ids: Collection[str]) -> None:
    """Say what the next run does with any of these themes; nothing when it changes none of them."""
    names = names_with_decided(publication)
    for change in read_pending(publication):
        if change.theme_id in theme_ids:
            show_banner(
                texts.sentence(
                    change.kind,
                    names.get(change.theme_id, change.theme_id),
                    _other(change.other_theme_id, names),
                )
            )


def list_pending(publication: Publication) -> None:
    """Show everything that the next run changes in the themes, if it changes anything."""
    names = names_with_decided(publication)
    told = [
        texts.sentence(
            change.kind, names.get(change.theme_id, change.theme_id), _other(change.other_theme_id, names)
        )
        for change in read_pending(publication)
        # The other side of the same decision is told already.
        if change.kind not in ("receives", "split")
    ]
    if told:
        st.header(texts.TITLE, anchor=False)
        show_list(told)


def short_pending(publication: Publication) -> dict[str, str]:
    """Return in a few words, per theme, what the next run does with it."""
    names = names_with_decided(publication)
    return {
        change.theme_id: texts.short(change.kind, _other(change.other_theme_id, names))
        for change in read_pending(publication)
    }


def names_with_decided(publication: Publication) -> dict[str, str]:
    """Return the names of all themes, those that people made since and those that are gone too."""
    decided = open_register().state().themes.values()
    published = dict(zip(publication.themes["theme_id"], publication.themes["label_nl"], strict=True))
    made = {theme.theme_id: theme.label_nl for theme in decided if theme.label_nl}
    return {**made, **published}


def _other(theme_id: str | None, names: dict[str, str]) -> str:
    return names.get(theme_id, theme_id) if theme_id else ""
