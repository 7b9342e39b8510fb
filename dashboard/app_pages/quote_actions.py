"""What a reader can do with a quote in a list: collect it, and look for more like it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pandas as pd
import streamlit as st

from dashboard import state
from dashboard.app_pages.deciding import ask_name, now, record, who_decides
from dashboard.app_pages.quote_place import show_place, show_place_button
from dashboard.components.frame import show_note
from dashboard.components.quotes import Quote, quote_html
from dashboard.data import Publication, open_register
from dashboard.texts import basket as texts
from dashboard.texts import numbers


def show_collecting() -> Collection[str]:
    """Show whose basket is filled, with a link to it; return the ids in it."""
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.popover(texts.COLLECT, icon=":material/shopping_basket:"):
            who = ask_name()
        collected = set(open_register().basket(who)["bouwsteen_id"]) if who else set()
        if who:
            st.page_link("app_pages/basket.py", label=texts.to_basket(len(collected)))
    return collected


def show_with_actions(
    publication: Publication, rows: pd.DataFrame, quotes: Sequence[Quote], collected: Collection[str]
) -> None:
    """Show quotes, each with its actions; rows and quotes are in the same order."""
    who = who_decides()
    marks = open_register().quotes().set_index("bouwsteen_id")
    for (_, row), quote in zip(rows.iterrows(), quotes, strict=True):
        bouwsteen_id = str(row["bouwsteen_id"])
        with st.container(gap=None):
            st.html(quote_html(quote))
            if marked := mark_told(marks, bouwsteen_id):
                show_note(marked)
            with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
                is_open = show_place_button(publication, row)
                st.page_link(
                    "app_pages/quotes.py",
                    label=texts.MORE_LIKE,
                    query_params=state.link_to_similar(bouwsteen_id),
                )
                if who:
                    _show_basket_button(bouwsteen_id, bouwsteen_id in collected, who)
            if is_open:
                show_place(publication, row)


def mark_told(marks: pd.DataFrame, bouwsteen_id: str) -> str:
    """Return the status and note that people gave a quote, with who and when; nothing when there is none."""
    if bouwsteen_id not in marks.index:
        return ""
    mark = marks.loc[bouwsteen_id]
    status = texts.STATUSES[mark["status"]] if isinstance(mark["status"], str) else ""
    if not status and not mark["note"]:
        return ""
    return texts.marked(status, str(mark["note"]), str(mark["by"]), numbers.moment(mark["at"].isoformat()))


def _show_basket_button(bouwsteen_id: str, there: bool, who: str) -> None:
    label, act = (texts.TAKE_OUT, take_out) if there else (texts.PUT_IN, _put_in)
    st.button(label, key=f"mand_{bouwsteen_id}", type="tertiary", on_click=act, args=(bouwsteen_id, who))


def _put_in(bouwsteen_id: str, who: str) -> None:
    record(lambda register: register.add_to_basket(who, [bouwsteen_id], at=now()), texts.PUT)


def take_out(bouwsteen_id: str, who: str) -> None:
    """Take a quote out of a person's basket."""
    record(lambda register: register.remove_from_basket(who, [bouwsteen_id], at=now()), texts.TAKEN)
