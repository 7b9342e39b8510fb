"""Nieuw: candidate themes with their evidence; a person accepts, merges or dismisses."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import state
from dashboard.app_pages.deciding import ask_name, now, record
from dashboard.app_pages.history import show_history
from dashboard.app_pages.opening import open_publication
from dashboard.app_pages.pending_notes import list_pending
from dashboard.components.frame import show_empty, show_note, show_tags, show_title
from dashboard.components.plain import as_plain
from dashboard.components.quotes import show_quotes
from dashboard.components.sources import make_quotes
from dashboard.data import Publication, open_register
from dashboard.texts import new as texts
from dashboard.texts import overview as overview_texts
from dashboard.texts import theme as theme_texts
from dashboard.views.candidates import members, open_candidates
from dashboard.views.privacy import hide_organisations, shown_organisations
from dashboard.views.rows import each_row
from pipeline.register import State

N_QUOTES = 5
N_EXAMPLES = 12


def show() -> None:
    """Show the page."""
    publication = open_publication(texts.TITLE)
    show_title(texts.TITLE, texts.LEAD)
    who = ask_name()
    register = open_register()
    seen = register.version()
    decided = {
        theme_id
        for theme_id in publication.candidate_themes["theme_id"]
        if _is_decided(register.state(), theme_id)
    }
    candidates = open_candidates(publication.candidate_themes, decided)
    if candidates.empty:
        show_empty(texts.NONE_TITLE, texts.NONE)
    if len(candidates) < len(publication.candidate_themes):
        show_note(texts.DECIDED)
    for theme in each_row(candidates):
        with st.container(border=True):
            _show_candidate(publication, theme)
            if who:
                _show_decision(publication, theme, who, seen)
    list_pending(publication)
    show_history(publication, texts.KINDS, who)


def _is_decided(known: State, theme_id: str) -> bool:
    """Tell whether a person accepted, merged or turned down a candidate; a new name alone decides nothing."""
    theme = known.theme(theme_id)
    return theme.accepted or theme.status != "active" or theme_id in known.settled


def _show_candidate(publication: Publication, theme: Any) -> None:
    st.header(theme.label_nl, anchor=False)
    show_note(theme.definition_nl)
    show_note(overview_texts.candidate(theme.n_conversations, theme.n_organisations))
    if pd.notna(theme.evidence_nl):
        show_note(f"{texts.EVIDENCE}: {theme.evidence_nl}")
    terms = publication.theme_terms[publication.theme_terms["theme_id"] == theme.theme_id]
    show_tags(list(terms.sort_values("rank")["term"]))
    typical = publication.theme_quotes[publication.theme_quotes["theme_id"] == theme.theme_id]
    rows = _rows(publication, list(typical.sort_values("rank")["bouwsteen_id"].head(N_QUOTES)))
    show_quotes(make_quotes(rows, {}, with_why=False))
    st.page_link(
        "app_pages/theme.py",
        label=theme_texts.ALL_ABOUT,
        query_params=state.link_to_theme(theme.label_nl),
    )


def _rows(publication: Publication, ids: list[str]) -> pd.DataFrame:
    rows = publication.quotes[publication.quotes["bouwsteen_id"].isin(ids)]
    shown = shown_organisations(publication.conversations, publication.min_group_conversations)
    return hide_organisations(rows, shown, named=True)


def _show_decision(publication: Publication, theme: Any, who: str, seen: int) -> None:
    own = members(publication.mentions, theme.theme_id)
    with st.expander(texts.DECIDE):
        keys = {name: f"{name}_{theme.theme_id}" for name in ("label", "definition", "target")}
        _ask(publication, theme, own, keys)
        decide = partial(_decide, theme.theme_id, theme.origin, own, keys, who, seen)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            for label, choice, kind, explained in (
                (texts.ACCEPT, "accept", "primary", None),
                (texts.MERGE, "merge", "secondary", None),
                (texts.DISMISS, "dismiss", "secondary", texts.DISMISS_HELP),
            ):
                st.button(
                    label,
                    key=f"{choice}_{theme.theme_id}",
                    type="primary" if kind == "primary" else "secondary",
                    help=explained,
                    on_click=decide,
                    args=(choice,),
                )


def _ask(publication: Publication, theme: Any, own: list[str], keys: dict[str, str]) -> None:
    st.text_input(
        texts.LABEL, theme.label_nl, key=keys["label"], placeholder=texts.LABEL_PLACEHOLDER, max_chars=80
    )
    st.text_area(
        texts.DEFINITION,
        theme.definition_nl,
        key=keys["definition"],
        placeholder=texts.DEFINITION_PLACEHOLDER,
        max_chars=400,
    )
    shown = publication.quotes[publication.quotes["bouwsteen_id"].isin(own[:N_EXAMPLES])]
    said = dict(zip(shown["bouwsteen_id"].astype("str"), shown["text"].astype("str"), strict=True))
    show_note(f"{texts.EXAMPLES}. {texts.EXAMPLES_HELP}")
    for place, bouwsteen_id in enumerate(one for one in own[:N_EXAMPLES] if one in said):
        st.checkbox(
            as_plain(said[bouwsteen_id]),
            value=place < N_QUOTES,
            key=_example_key(theme.theme_id, bouwsteen_id),
        )
    names = dict(
        zip(publication.active_themes["theme_id"], publication.active_themes["label_nl"], strict=True)
    )
    st.selectbox(
        texts.MERGE_INTO,
        sorted(names, key=lambda theme_id: names[theme_id]),
        index=None,
        format_func=lambda theme_id: names[theme_id],
        key=keys["target"],
        placeholder=texts.MERGE_PLACEHOLDER,
    )


def _example_key(theme_id: str, bouwsteen_id: str) -> str:
    return f"voorbeeld_{theme_id}_{bouwsteen_id}"


def _decide(
    theme_id: str, origin: str, own: list[str], keys: dict[str, str], who: str, seen: int, choice: str
) -> None:
    label, definition, target = (st.session_state[key] for key in keys.values())
    examples = [one for one in own if st.session_state.get(_example_key(theme_id, one))]
    if choice == "accept" and not (label or "").strip():
        st.toast(texts.MISSING_LABEL)
    elif choice == "accept":
        record(
            lambda register: register.accept(
                theme_id,
                label,
                definition,
                origin=origin,
                bouwsteen_ids=examples,
                by=who,
                at=now(),
                seen=seen,
            ),
            texts.ACCEPTED,
        )
    elif choice == "merge" and not target:
        st.toast(texts.MISSING_TARGET)
    elif choice == "merge":
        record(
            lambda register: register.merge(
                [theme_id], target, bouwsteen_ids=own, by=who, at=now(), seen=seen
            ),
            texts.MERGED,
        )
    else:
        record(
            lambda register: register.dismiss(theme_id, bouwsteen_ids=own, by=who, at=now(), seen=seen),
            texts.DISMISSED,
        )


show()
