"""Meenemen: downloads are made from what is published, keep small groups hidden, and say when they can not be made."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from reading import OpenPage, seen
from streamlit.testing.v1 import AppTest

from dashboard.app_pages.taking_parts import MADE_KEY
from pipeline.register import Register
from pipeline.store import Store

ITEMS = {
    "formulieren": {"zip"},
    "dossier": {"docx", "pdf"},
    "plaat": {"svg", "png", "pdf"},
    "wiki": {"zip"},
    "terugkoppeling": {"zip"},
    "werkmap": {"xlsx"},
    "csv": {"zip"},
    "project": {"qdpx"},
}


def make(app: AppTest, item: str) -> dict[str, bytes]:
    app.button(key=f"maak_{item}").click().run(timeout=120)
    assert not app.exception, app.exception
    return dict(app.session_state[MADE_KEY].files)


def words_in(files: dict[str, bytes]) -> str:
    """Return the text of every part of files that are archives, and of files that are not."""
    told = []
    for name, data in files.items():
        if name.endswith((".zip", ".docx", ".xlsx", ".qdpx")):
            with ZipFile(BytesIO(data)) as archive:
                told.append(words_in({part: archive.read(part) for part in archive.namelist()}))
        else:
            told.append(data.decode("utf-8", errors="ignore"))
    return "\n".join(told)


@pytest.mark.parametrize("item", ITEMS)
def test_every_item_is_made_and_handed_out(item: str, filled_data: Path, open_page: OpenPage):
    app = open_page("taking")
    files = make(app, item)
    assert {name.rpartition(".")[2] for name in files} == ITEMS[item]
    assert all(files.values())
    assert len(app.get("download_button")) == len(files)
    assert "Klaar" in seen(app)


@pytest.mark.parametrize("item", ["dossier", "wiki", "terugkoppeling", "werkmap", "csv", "project"])
def test_small_organisation_is_named_in_no_download(item: str, filled_data: Path, open_page: OpenPage):
    told = words_in(make(open_page("taking"), item))
    assert "Trots op" in told
    assert "Eiland" not in told


def test_workbook_still_names_the_larger_organisations(filled_data: Path, open_page: OpenPage):
    files = make(open_page("taking"), "werkmap")
    sheet = load_workbook(BytesIO(files["rode-draden.xlsx"]))["conversations"]
    assert "Dienst Duin" in {cell.value for column in sheet.iter_cols() for cell in column}


def test_feedback_to_one_conversation_holds_only_that(filled_data: Path, open_page: OpenPage):
    files = make(open_page("taking", gesprek="g03"), "terugkoppeling")
    assert {name.rpartition(".")[2] for name in files} == {"docx", "html", "eml"}
    page = next(data.decode() for name, data in files.items() if name.endswith(".html"))
    assert "Vertrouwen komt te voet 3" in page
    assert "Vertrouwen komt te voet 4" not in page


def test_one_form_is_handed_out_in_all_its_kinds(filled_data: Path, open_page: OpenPage):
    files = make(open_page("taking", formulier="Peiling"), "formulieren")
    assert {"Peiling.pdf", "Peiling.docx", "Uitslag van de peiling.csv"} < set(files)


def test_dossier_keeps_to_the_chosen_theme(filled_data: Path, open_page: OpenPage):
    told = words_in(make(open_page("taking", themas="Trots"), "dossier"))
    assert "Over trots." in told
    assert "Over vertrouwen." not in told


def test_dossier_of_a_basket_holds_what_is_in_it(filled_data: Path, open_page: OpenPage):
    app = open_page("taking", waaruit="mijn mandje")
    assert "maak_dossier" not in {button.key for button in app.button}
    with Register(Store(filled_data).register_path) as register:
        from dashboard.app_pages.deciding import now

        register.add_to_basket("A. Proef", ["g02:hart:0"], at=now())
    app.text_input(key="naam").set_value("A. Proef").run()
    told = words_in({"d.docx": make(app, "dossier")["Dossier rode draden.docx"]})
    assert "loket 2" in told
    assert "loket 4" not in told


def test_empty_basket_says_what_to_do(filled_data: Path, open_page: OpenPage):
    app = open_page("taking", waaruit="mijn mandje")
    app.text_input(key="naam").set_value("A. Proef").run()
    assert "Je mandje is leeg" in seen(app)


def test_other_options_take_the_download_away(filled_data: Path, open_page: OpenPage):
    app = open_page("taking")
    make(app, "dossier")
    app.selectbox(key="per_kopje").set_value("4").run()
    assert not app.get("download_button")


def test_only_the_last_thing_made_is_kept(filled_data: Path, open_page: OpenPage):
    app = open_page("taking")
    make(app, "plaat")
    files = make(app, "csv")
    assert len(app.get("download_button")) == len(files) == 1


def test_what_can_not_be_made_says_why(filled_data: Path, open_page: OpenPage):
    app = open_page("taking")
    Store(filled_data).table_path("theme_terms").unlink()
    app.button(key="maak_werkmap").click().run()
    assert "Dit kan niet worden gemaakt" in seen(app)
    assert not app.get("download_button")
