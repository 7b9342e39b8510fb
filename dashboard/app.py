"""Navigation; the server starts it for each reader (see `dashboard.__main__`)."""

from __future__ import annotations

import streamlit as st

from dashboard.components.frame import ICON, prepare_page, show_wordmark
from dashboard.texts.frame import APP, PAGES, SECTIONS


def main() -> None:
    """Show the menu and the chosen page."""
    st.set_page_config(page_title=APP, page_icon=ICON, layout="wide")
    prepare_page()
    show_wordmark(APP)
    reading, working, checking = SECTIONS
    page = st.navigation(
        {
            reading: [
                st.Page(
                    "app_pages/overview.py", title=PAGES["overzicht"], url_path="overzicht", default=True
                ),
                st.Page("app_pages/themes.py", title=PAGES["themas"], url_path="themas"),
                st.Page("app_pages/theme.py", title=PAGES["thema"], url_path="thema", visibility="hidden"),
                st.Page("app_pages/over_time.py", title=PAGES["tijd"], url_path="tijd"),
                st.Page("app_pages/quotes.py", title=PAGES["citaten"], url_path="citaten"),
                st.Page("app_pages/help.py", title=PAGES["hulp"], url_path="hulp"),
            ],
            working: [
                st.Page("app_pages/new.py", title=PAGES["nieuw"], url_path="nieuw"),
                st.Page("app_pages/curating.py", title=PAGES["beheren"], url_path="beheren"),
                st.Page("app_pages/review.py", title=PAGES["nakijken"], url_path="nakijken"),
                st.Page("app_pages/basket.py", title=PAGES["mandje"], url_path="mandje"),
                st.Page("app_pages/taking.py", title=PAGES["meenemen"], url_path="meenemen"),
            ],
            checking: [
                st.Page("app_pages/coverage.py", title=PAGES["dekking"], url_path="dekking"),
                st.Page("app_pages/files.py", title=PAGES["inzendingen"], url_path="inzendingen"),
                st.Page("app_pages/method.py", title=PAGES["verantwoording"], url_path="verantwoording"),
            ],
        },
        expanded=True,
    )
    page.run()


main()
