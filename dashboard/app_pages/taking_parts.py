"""Making a download on request: a button, progress, then the files or the reason why not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from dashboard.components.frame import show_banner, show_note
from dashboard.texts import taking as texts
from dashboard.views.takeaways import Advance, Files, media_type_of
from pipeline.errors import RodeDradenError

MADE_KEY = "gemaakt"


@dataclass(frozen=True)
class _Made:
    """What was made last: which item with which options, and its files, or the reason why there are none."""

    item: str
    options: tuple[object, ...]
    files: Files
    reason: str = ""


def offer(item: str, label: str, options: tuple[object, ...], make: Callable[[Advance], Files]) -> None:
    """Show a button that makes files, and the files once they are made.

    Only the last thing made is kept, and only as long as the options stay the same.

    Parameters
    ----------
    item
        Name within the page.
    options
        Everything the files depend on.
    """
    # Forgotten before the page is drawn again: what was made last may stand above this button.
    if st.button(label, key=f"maak_{item}", on_click=_forget):
        st.session_state[MADE_KEY] = _make(item, options, make)
    made = st.session_state.get(MADE_KEY)
    if isinstance(made, _Made) and (made.item, made.options) == (item, options):
        _show(made)


def _forget() -> None:
    st.session_state.pop(MADE_KEY, None)


def _make(item: str, options: tuple[object, ...], make: Callable[[Advance], Files]) -> _Made:
    bar = st.progress(0.0, text=texts.BUSY)
    try:
        return _Made(item, options, make(lambda share: _move(bar, share)))
    except RodeDradenError as error:
        return _Made(item, options, {}, str(error))
    finally:
        bar.empty()


def _move(bar: st.delta_generator.DeltaGenerator, share: float) -> None:
    bar.progress(min(share, 1.0), text=texts.BUSY)


def _show(made: _Made) -> None:
    if made.reason:
        show_banner(texts.failed(made.reason))
        return
    show_note(texts.made(len(made.files), sum(map(len, made.files.values()))))
    with st.container(horizontal=True):
        for name, data in made.files.items():
            st.download_button(
                texts.download(name),
                data,
                file_name=name,
                mime=media_type_of(name),
                key=f"haal_{name}",
                on_click="ignore",
                icon=":material/download:",
            )
