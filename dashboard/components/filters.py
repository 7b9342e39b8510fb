"""The widgets that ask for a selection; each stands in the address bar under its own name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st


@dataclass(frozen=True)
class Wording:
    """The words of one widget."""

    label: str
    placeholder: str = ""
    help: str | None = None


def choose_many(
    parameter: str,
    names: Mapping[str, str],
    wording: Wording,
    default: Sequence[str] = (),
    at_most: int | None = None,
) -> tuple[str, ...]:
    """Ask for any number of the options; return their ids.

    Parameters
    ----------
    parameter
        Name in the address bar, and key of the widget.
    names
        Dutch name by id, in order. The address bar shows names, so they must differ.
    """
    _keep_choice(parameter, names)
    chosen = st.multiselect(
        wording.label,
        list(names),
        default=list(default),
        format_func=lambda option: names[option],
        key=parameter,
        placeholder=wording.placeholder,
        help=wording.help,
        select_all=False,
        max_selections=at_most,
        bind="query-params",
    )
    _remember_choice(parameter, names, list(chosen))
    return tuple(chosen)


def choose_one(parameter: str, names: Mapping[str, str], wording: Wording, default: str | None = None) -> str:
    """Ask for one of the options from a list; return its id."""
    options = list(names)
    _keep_choice(parameter, names)
    chosen = st.selectbox(
        wording.label,
        options,
        index=options.index(default) if default else 0,
        format_func=lambda o: names[o],
        key=parameter,
        placeholder=wording.placeholder,
        help=wording.help,
        bind="query-params",
    )
    _remember_choice(parameter, names, chosen)
    return str(chosen)


def _keep_choice(parameter: str, names: Mapping[str, str]) -> None:
    """Choose again what was chosen when somebody changed a name meanwhile: the browser knows only the old one."""
    known = st.session_state.get(f"{parameter}_eerder")
    asked = st.query_params.get_all(parameter)
    if known is None or set(known[0]) != set(names) or set(asked) <= set(names.values()):
        return
    st.session_state[parameter] = known[1]


def _remember_choice(parameter: str, names: Mapping[str, str], chosen: list[str] | str | None) -> None:
    st.session_state[f"{parameter}_eerder"] = (dict(names), chosen)


def choose_button(parameter: str, names: Mapping[str, str], wording: Wording, default: str) -> str:
    """Ask for one of a few options that stand beside each other; return its id."""
    chosen = st.segmented_control(
        wording.label,
        list(names),
        default=default,
        required=True,
        format_func=lambda option: names[option],
        key=parameter,
        help=wording.help,
        bind="query-params",
    )
    return str(chosen or default)


def choose_month(parameter: str, months: Mapping[date, str], wording: Wording) -> date | None:
    """Ask for a month by name (the date picker speaks English only); return its first day, or None for no limit."""
    options: list[date | None] = [None, *months]
    return st.selectbox(
        wording.label,
        options,
        format_func=lambda d: months[d] if d else wording.placeholder,
        key=parameter,
        help=wording.help,
        bind="query-params",
    )


def ask_words(parameter: str, wording: Wording) -> str:
    """Ask for words to search for."""
    words = st.text_input(
        wording.label,
        key=parameter,
        placeholder=wording.placeholder,
        help=wording.help,
        max_chars=200,
        bind="query-params",
    )
    return (words or "").strip()


def choose_page(parameter: str, n_pages: int, previous: str, following: str, label: str) -> int:
    """Show a field for the page and buttons to the previous and next one; return the page, from 1."""
    if n_pages <= 1:
        return 1
    if not 1 <= st.session_state.get(parameter, 1) <= n_pages:
        st.session_state[parameter] = 1
    with st.container(horizontal=True, vertical_alignment="bottom"):
        page = int(st.number_input(label, 1, n_pages, key=parameter, width=180, bind="query-params"))
        st.button(
            previous, key=f"{parameter}_terug", disabled=page == 1, on_click=_turn, args=(parameter, page - 1)
        )
        st.button(
            following,
            key=f"{parameter}_verder",
            disabled=page == n_pages,
            on_click=_turn,
            args=(parameter, page + 1),
        )
    return page


def _turn(parameter: str, page: int) -> None:
    st.session_state[parameter] = page
