"""Overzicht: the rode draden at a glance, what changes, what is new, and who has not been heard."""

from __future__ import annotations

import streamlit as st

from dashboard import state
from dashboard.app_pages.opening import open_publication
from dashboard.app_pages.pending_notes import list_pending
from dashboard.app_pages.theme_rows import make_theme_rows
from dashboard.components.frame import show_explanation, show_figures, show_note, show_title
from dashboard.components.themes import show_with_quote
from dashboard.data import Publication
from dashboard.texts import frame, labels, numbers
from dashboard.texts import overview as texts
from dashboard.views.changes import largest_shifts
from dashboard.views.periods import order_trends
from dashboard.views.rows import each_row
from dashboard.views.shares import rank_themes

THEME_PAGE = "app_pages/theme.py"
N_SHIFTS = 2
N_VERDICTS = 3
N_CANDIDATES = 3
LINES_PAGE = "app_pages/over_time.py"


def show() -> None:
    """Show the page."""
    publication = open_publication(texts.TITLE)
    dates = publication.conversations["held_on"].dropna()
    span = (numbers.month(dates.min()), numbers.month(dates.max())) if len(dates) else ("", "")
    show_title(texts.TITLE, texts.lead(len(publication.conversations), *span))
    _show_figures(publication)
    with st.expander(texts.FIRST_VISIT):
        show_explanation(
            [*texts.HOW_TO_READ, frame.WHAT_IS_A_SHARE, frame.what_is_an_interval(publication.confidence)]
        )
    st.page_link("app_pages/help.py", label=texts.TO_HELP)
    _show_summary(publication)
    _show_ranking(publication)
    list_pending(publication)


def _show_figures(publication: Publication) -> None:
    conversations = publication.conversations
    show_figures(
        [
            (numbers.whole(len(conversations)), "gesprekken"),
            (numbers.whole(conversations["organisation"].nunique()), "organisaties"),
            (numbers.whole(conversations["n_participants"].sum()), "deelnemers"),
            (numbers.whole(len(publication.quotes)), "bouwstenen"),
            (numbers.whole(publication.quotes["theme_id"].isna().sum()), texts.UNASSIGNED),
        ]
    )


def _show_summary(publication: Publication) -> None:
    changes, new, coverage = st.columns(3, gap="large")
    with changes:
        st.subheader(texts.CHANGES, anchor=False)
        _show_changes(publication)
    with new:
        st.subheader(texts.NEW, anchor=False)
        _show_new(publication)
    with coverage:
        st.subheader(texts.UNHEARD, anchor=False)
        _show_unheard(publication)
        st.subheader(texts.SINCE_PREVIOUS, anchor=False)
        _show_since_previous(publication)


def _show_changes(publication: Publication) -> None:
    trends = order_trends(publication.trends, publication.active_themes)
    verdicts = trends[trends["direction"].isin(["up", "down"])]
    if verdicts.empty:
        show_note(texts.NO_VERDICTS)
        return
    shown = verdicts.groupby("direction", sort=False).head(N_VERDICTS)
    for row in each_row(shown):
        st.page_link(
            LINES_PAGE,
            label=f"{labels.ARROWS[row.direction]} {row.label_nl}",
            query_params=state.link_to_lines([row.label_nl]),
        )
        show_note(
            texts.change(
                labels.DIRECTIONS[row.direction],
                numbers.points(row.change),
                numbers.signed_range(row.change_low, row.change_high),
            )
        )
    if len(shown) < len(verdicts):
        st.page_link(LINES_PAGE, label=texts.to_verdicts(len(verdicts)))


def _show_new(publication: Publication) -> None:
    candidates = publication.candidate_themes.sort_values("n_conversations", ascending=False)
    show_note(texts.NEW_NOTE if len(candidates) else texts.NO_NEW)
    for row in each_row(candidates.head(N_CANDIDATES)):
        st.page_link(THEME_PAGE, label=row.label_nl, query_params=state.link_to_theme(row.label_nl))
        show_note(texts.candidate(row.n_conversations, row.n_organisations))
    if len(candidates):
        st.page_link("app_pages/new.py", label=texts.to_new(len(candidates)))


def _show_unheard(publication: Publication) -> None:
    counts = publication.conversations["domain"].value_counts()
    by_domain = {domain: int(counts.get(domain, 0)) for domain in labels.DOMAINS if domain != "gemengd"}
    fewest = sorted(by_domain.items(), key=lambda pair: pair[1])[:2]
    show_note(texts.unheard([(labels.DOMAINS[domain].lower(), n) for domain, n in fewest]))


def _show_since_previous(publication: Publication) -> None:
    changes = publication.changes
    if changes is None:
        show_note(texts.FIRST_RUN)
        return
    show_note(texts.compared(numbers.moment(changes.earlier_finished_at)))
    show_note(texts.changed(changes.conversations, changes.bouwstenen))
    for told in texts.came_and_went(changes.new_themes, changes.gone_themes):
        show_note(told)
    for row in each_row(largest_shifts(publication.theme_shifts, publication.active_themes, N_SHIFTS)):
        show_note(
            texts.shifted(
                row.label_nl,
                numbers.points(row.share_now - row.share_before),
                numbers.signed(row.data_shift),
                numbers.signed(row.model_shift),
            )
        )
    if len(publication.theme_shifts):
        st.page_link(LINES_PAGE, label=texts.TO_SHIFTS)


def _show_ranking(publication: Publication) -> None:
    st.header(texts.RANKING, anchor=False)
    show_note(texts.RANKING_NOTE)
    show_note(frame.WHAT_IS_A_SHARE)
    ranked = rank_themes(
        publication.active_themes,
        publication.mentions,
        len(publication.conversations),
        publication.min_period_conversations,
        publication.confidence,
    )
    for row in make_theme_rows(publication, ranked):
        show_with_quote(row, THEME_PAGE)


show()
