"""Two people, each with a browser, curate one theme at once: nothing is lost, the second sees what the first did."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from browsing import PATIENCE_S, open_browser, press, serve, type_in, wait_for_title, wait_for_words
from publications import write_publication
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

from pipeline.register import Register
from pipeline.store import Store

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[tuple[Register, webdriver.Chrome, webdriver.Chrome]]:
    write_publication(tmp_path)
    with ExitStack() as stack:
        url = stack.enter_context(serve(tmp_path))
        first, second = stack.enter_context(open_browser()), stack.enter_context(open_browser())
        for browser, name in ((first, "Eerste"), (second, "Tweede")):
            browser.get(f"{url}/beheren?thema=Trots")
            wait_for_title(browser, "Thema’s beheren")
            type_in(browser, "Je naam", name)
            wait_for_words(browser, "Naam en omschrijving")
        yield Register(Store(tmp_path).register_path), first, second


def _rename(browser: webdriver.Chrome, name: str) -> None:
    field = WebDriverWait(browser, PATIENCE_S, 1, ignored_exceptions=[Exception]).until(_find_name_field)
    field.send_keys(Keys.CONTROL, "a")
    field.send_keys(name, Keys.TAB)
    press(browser, "Leg de naam vast")


def _find_name_field(browser: webdriver.Chrome) -> WebElement | None:
    """Return the field of the name; open the part of the page that it stands in when it is closed."""
    field = browser.find_element(By.CSS_SELECTOR, 'input[aria-label="Naam"]')
    if field.is_displayed():
        return field
    browser.find_element(By.XPATH, "//summary[contains(., 'Naam en omschrijving')]").click()
    return None


def test_second_is_told_sees_what_the_first_did_and_can_decide_again(
    desk: tuple[Register, webdriver.Chrome, webdriver.Chrome],
):
    register, first, second = desk
    _rename(first, "Trots en plezier")
    wait_for_words(first, "Trots en plezier (Eerste, ")
    _rename(second, "Vakmanstrots")
    wait_for_words(second, "Iemand anders heeft hier net over beslist")
    wait_for_words(second, "Trots en plezier (Eerste, ")
    assert register.history()["by"].tolist() == ["Eerste"]
    _rename(second, "Vakmanstrots")
    wait_for_words(second, "Vakmanstrots (Tweede, ")
    assert register.history()["by"].tolist() == ["Tweede", "Eerste"]
    assert register.state().theme("trots").label_nl == "Vakmanstrots"
