"""The forms of one theme: its name, its lock, where it goes on, and its end; each says what the next run does."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from dashboard.app_pages.deciding import now, record
from dashboard.components.frame import show_note
from dashboard.data import Publication, open_register
from dashboard.texts import curating as texts
from dashboard.views.candidates import members
from pipeline.register import DecidedTheme


@dataclass(frozen=True)
class Chosen:
    """The theme that a person is deciding about.

    Parameters
    ----------
    theme
        Its row in `themes`, under the name it has now.
    decided
        What people decided about it.
    seen
        Version of the register that the screen shows.
    key
        Changes when anybody decides about this theme: a form then starts anew, with what is so now.
    """

    publication: Publication
    theme: pd.Series
    decided: DecidedTheme
    who: str
    seen: int
    key: str

    @property
    def theme_id(self) -> str:
        """Return its id."""
        return str(self.theme["theme_id"])

    @property
    def members(self) -> list[str]:
        """Return its bouwstenen, surest first."""
        return members(self.publication.mentions, self.theme_id)


def show_rename(chosen: Chosen) -> None:
    """Ask for another name and definition."""
    label_key, definition_key = f"naam_{chosen.key}", f"omschrijving_{chosen.key}"
    with (
        st.expander(texts.RENAME, key="deel_rename"),
        st.form(f"hernoem_{chosen.key}", border=False, enter_to_submit=False),
    ):
        show_note(texts.RENAME_EFFECT)
        st.text_input(
            texts.LABEL,
            str(chosen.theme["label_nl"]),
            key=label_key,
            placeholder=texts.LABEL_PLACEHOLDER,
            max_chars=80,
        )
        st.text_area(
            texts.DEFINITION,
            str(chosen.theme["definition_nl"]),
            key=definition_key,
            placeholder=texts.DEFINITION_PLACEHOLDER,
            max_chars=400,
        )
        st.form_submit_button(
            texts.KEEP_NAME,
            key=f"hernoemen_{chosen.theme_id}",
            type="primary",
            on_click=_rename,
            args=(chosen, label_key, definition_key),
        )


def _rename(chosen: Chosen, label_key: str, definition_key: str) -> None:
    label = str(st.session_state[label_key] or "").strip()
    definition = str(st.session_state[definition_key] or "").strip()
    if not may_be_called(chosen.publication, label, chosen.theme_id):
        return
    record(
        lambda register: register.rename(
            chosen.theme_id,
            label,
            definition_nl=definition or None,
            by=chosen.who,
            at=now(),
            seen=chosen.seen,
        ),
        texts.RENAMED,
    )


def may_be_called(publication: Publication, label: str, theme_id: str | None = None) -> bool:
    """Return whether a theme may have this name; say why not."""
    others = publication.themes.loc[publication.themes["theme_id"] != theme_id, "label_nl"]
    made = [
        t.label_nl for t in open_register().state().themes.values() if t.theme_id != theme_id and t.label_nl
    ]
    if not label:
        st.toast(texts.NO_LABEL)
    elif label.casefold() in {str(name).casefold() for name in (*others, *made)}:
        st.toast(texts.TAKEN_LABEL)
    else:
        return True
    return False


def show_lock(chosen: Chosen) -> None:
    """Ask to lock the theme, or to unlock it."""
    with st.expander(texts.LOCKING, key="deel_locking"):
        locked = chosen.decided.locked
        show_note(texts.UNLOCK_EFFECT if locked else texts.LOCK_EFFECT)
        st.button(
            texts.UNLOCK if locked else texts.LOCK,
            key=f"slot_{chosen.theme_id}",
            on_click=_unlock if locked else _lock,
            args=(chosen,),
        )


def _lock(chosen: Chosen) -> None:
    record(
        lambda register: register.lock(chosen.theme_id, by=chosen.who, at=now(), seen=chosen.seen),
        texts.LOCK_DONE,
    )


def _unlock(chosen: Chosen) -> None:
    record(
        lambda register: register.unlock(chosen.theme_id, by=chosen.who, at=now(), seen=chosen.seen),
        texts.UNLOCK_DONE,
    )


def show_merge(chosen: Chosen) -> None:
    """Ask in which theme this one goes on; the one that is most like it stands first."""
    active = chosen.publication.active_themes
    known = open_register().state()
    names = {
        str(theme_id): str(label)
        for theme_id, label in zip(active["theme_id"], active["label_nl"], strict=True)
        if theme_id != chosen.theme_id and known.theme(str(theme_id)).status == "active"
    }
    nearest = chosen.theme["nearest_theme_id"]
    options = sorted(names, key=lambda theme_id: (theme_id != nearest, names[theme_id].casefold()))
    target_key = f"doel_{chosen.key}"
    with st.expander(texts.MERGE, key="deel_merge"), st.form(f"voegsamen_{chosen.key}", border=False):
        show_note(texts.MERGE_EFFECT)
        st.selectbox(
            texts.MERGE_INTO,
            options,
            index=None,
            format_func=lambda theme_id: names[theme_id],
            key=target_key,
            placeholder=texts.MERGE_PLACEHOLDER,
        )
        st.form_submit_button(
            texts.DO_MERGE, key=f"samen_{chosen.theme_id}", on_click=_merge, args=(chosen, target_key)
        )


def _merge(chosen: Chosen, target_key: str) -> None:
    target = st.session_state[target_key]
    if not target:
        st.toast(texts.NO_TARGET)
        return
    record(
        lambda register: register.merge(
            [chosen.theme_id],
            target,
            bouwsteen_ids=chosen.members,
            by=chosen.who,
            at=now(),
            seen=chosen.seen,
        ),
        texts.MERGED,
    )


def show_retire(chosen: Chosen) -> None:
    """Ask to take the theme out of use."""
    with st.expander(texts.RETIRE, key="deel_retire"):
        show_note(texts.RETIRE_EFFECT)
        st.button(texts.DO_RETIRE, key=f"einde_{chosen.theme_id}", on_click=_retire, args=(chosen,))


def _retire(chosen: Chosen) -> None:
    record(
        lambda register: register.retire(
            chosen.theme_id, bouwsteen_ids=chosen.members, by=chosen.who, at=now(), seen=chosen.seen
        ),
        texts.RETIRED,
    )
