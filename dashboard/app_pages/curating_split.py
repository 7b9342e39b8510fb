"""Splitting a theme: statements are found by words or by likeness, chosen one by one, and get a name."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.app_pages.curating_forms import Chosen, may_be_called
from dashboard.app_pages.deciding import now, record
from dashboard.components.frame import show_note
from dashboard.components.plain import as_plain
from dashboard.data import open_search
from dashboard.texts import curating as texts

N_SHOWN = 30
N_LIKE = 200


def show_split(chosen: Chosen) -> None:
    """Ask for the statements of the new theme, with proposals, and for its name."""
    picked_key = f"gekozen_{chosen.key}"
    picked: list[str] = st.session_state.setdefault(picked_key, [])
    with st.expander(texts.SPLIT, key="deel_split"):
        show_note(texts.SPLIT_EFFECT)
        found = _find(chosen, picked)
        # What was chosen stays in sight, whatever is looked for next.
        shown = list(dict.fromkeys([*picked, *found[:N_SHOWN]]))
        said = _texts_of(chosen, shown)
        show_note(texts.shown(min(N_SHOWN, len(found)), len(found)) if found else texts.SPLIT_NONE)
        for bouwsteen_id in shown:
            st.checkbox(
                as_plain(said[bouwsteen_id]),
                value=bouwsteen_id in picked,
                key=f"kies_{chosen.key}_{bouwsteen_id}",
                on_change=_pick,
                args=(picked_key, bouwsteen_id),
            )
        show_note(texts.chosen(len(picked)))
        if picked:
            _ask_name(chosen, picked)


def _find(chosen: Chosen, picked: Sequence[str]) -> list[str]:
    """Return the theme's statements that carry the words asked for, or are like what was chosen; all without either."""
    terms = chosen.publication.theme_terms[chosen.publication.theme_terms["theme_id"] == chosen.theme_id]
    words = st.text_input(
        texts.SPLIT_FIND, key=f"zoekin_{chosen.key}", placeholder=texts.SPLIT_FIND_PLACEHOLDER, max_chars=80
    )
    proposed = st.pills(texts.SPLIT_WORDS, list(terms.sort_values("rank")["term"]), key=f"woord_{chosen.key}")
    like = bool(picked) and st.toggle(texts.SPLIT_LIKE, key=f"zoals_{chosen.key}", help=texts.SPLIT_LIKE_HELP)
    own = chosen.members
    run_id = chosen.publication.run_id
    if like:
        hits = open_search(run_id).more_like(list(_texts_of(chosen, picked).values()), N_LIKE)
    elif asked := (words or "").strip() or proposed:
        hits = open_search(run_id).search(asked).hits
    else:
        return own
    inside = set(own)
    return [one for one in hits["bouwsteen_id"] if one in inside]


def _texts_of(chosen: Chosen, bouwsteen_ids: Sequence[str]) -> dict[str, str]:
    quotes = chosen.publication.quotes
    rows = quotes[quotes["bouwsteen_id"].isin(list(bouwsteen_ids))]
    return dict(zip(rows["bouwsteen_id"].astype("str"), rows["text"].astype("str"), strict=True))


def _pick(picked_key: str, bouwsteen_id: str) -> None:
    picked: list[str] = st.session_state[picked_key]
    kept = [one for one in picked if one != bouwsteen_id]
    st.session_state[picked_key] = kept if bouwsteen_id in picked else [*picked, bouwsteen_id]


def _ask_name(chosen: Chosen, picked: Sequence[str]) -> None:
    label_key, definition_key = f"nieuwnaam_{chosen.key}", f"nieuwomschrijving_{chosen.key}"
    with st.form(f"splits_{chosen.key}", border=False, enter_to_submit=False):
        st.text_input(texts.SPLIT_LABEL, key=label_key, placeholder=texts.LABEL_PLACEHOLDER, max_chars=80)
        st.text_area(
            texts.SPLIT_DEFINITION,
            key=definition_key,
            placeholder=texts.DEFINITION_PLACEHOLDER,
            max_chars=400,
        )
        st.form_submit_button(
            texts.DO_SPLIT,
            key=f"splitsen_{chosen.theme_id}",
            on_click=_split,
            args=(chosen, tuple(picked), label_key, definition_key),
        )


def _split(chosen: Chosen, picked: Sequence[str], label_key: str, definition_key: str) -> None:
    label = str(st.session_state[label_key] or "").strip()
    if not may_be_called(chosen.publication, label):
        return
    record(
        lambda register: register.split(
            chosen.theme_id,
            label,
            str(st.session_state[definition_key] or "").strip(),
            bouwsteen_ids=picked,
            by=chosen.who,
            at=now(),
            seen=chosen.seen,
        ),
        texts.SPLIT_DONE,
    )
