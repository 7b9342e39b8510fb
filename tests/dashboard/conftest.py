"""Publications for the pages to show, each in a data folder of its own."""

from pathlib import Path

import pytest
import streamlit as st
from publications import write_publication
from reading import OpenPage
from streamlit.testing.v1 import AppTest

APP = Path(__file__).parents[2] / "dashboard" / "app.py"


@pytest.fixture
def empty_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    st.cache_resource.clear()
    monkeypatch.setenv("RODE_DRADEN_DATA", str(tmp_path))
    return tmp_path


@pytest.fixture
def filled_data(empty_data: Path) -> Path:
    write_publication(empty_data)
    return empty_data


@pytest.fixture
def open_page() -> OpenPage:
    """Open a page by the name of its module, with parameters as in the address bar."""

    def open_it(page: str, **query: str | list[str]) -> AppTest:
        app = AppTest.from_file(str(APP), default_timeout=30)
        app.run()
        if page != "overview":
            app.switch_page(f"app_pages/{page}.py")
        for name, value in query.items():
            app.query_params[name] = value
        app.run()
        assert not app.exception, app.exception
        return app

    return open_it
