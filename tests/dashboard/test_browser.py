"""A walk through every page in a real browser, as a reader with a screen and as one with a telephone."""

from collections.abc import Iterator
from pathlib import Path

import axe_core_python
import pytest
from browsing import PATIENCE_S, open_browser, serve, type_in, wait_for_title
from publications import write_publication
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.wait import WebDriverWait

pytestmark = pytest.mark.browser

ADDRESSES = (
    "",
    "themas",
    "thema",
    "tijd",
    "citaten",
    "hulp",
    "nieuw",
    "beheren",
    "nakijken",
    "mandje",
    "meenemen",
    "dekking",
    "inzendingen",
    "verantwoording",
)
# Streamlit puts the groups of its menu as divs between ul and li; not ours to change.
OUTSIDE_OUR_PART = [["[data-testid='stSidebarNav']"]]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PAGES = {
    "Overzicht": "De rode draden",
    "Thema’s": "Thema’s",
    "In de tijd": "In de tijd",
    "Citaten": "Citaten",
    "Hulp": "Hulp",
    "Nieuw": "Nieuw",
    "Thema’s beheren": "Thema’s beheren",
    "Nakijken": "Nakijken",
    "Mandje": "Mandje",
    "Meenemen": "Meenemen",
    "Dekking": "Dekking",
    "Inzendingen": "Inzendingen",
    "Verantwoording": "Verantwoording",
}


@pytest.fixture(scope="module")
def browser() -> Iterator[webdriver.Chrome]:
    with open_browser() as chrome:
        yield chrome


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    data = tmp_path_factory.mktemp("data")
    write_publication(data)
    with serve(data) as url:
        yield url


def _wait_for_page(browser: webdriver.Chrome) -> None:
    WebDriverWait(browser, PATIENCE_S, ignored_exceptions=[Exception]).until(
        lambda b: (
            b.find_elements(By.TAG_NAME, "h1")
            and b.find_elements(By.CSS_SELECTOR, ".rd-banner")
            and not b.find_elements(
                By.CSS_SELECTOR, '[data-test-script-state="running"], [data-testid="stSkeleton"]'
            )
        )
    )


def _errors(browser: webdriver.Chrome) -> list[str]:
    return [error.text for error in browser.find_elements(By.CSS_SELECTOR, '[data-testid="stException"]')]


def test_menu_leads_to_every_page_without_an_error(browser: webdriver.Chrome, address: str):
    browser.get(address)
    wait_for_title(browser, PAGES["Overzicht"])
    for name, title in PAGES.items():
        browser.find_element(By.LINK_TEXT, name).click()
        wait_for_title(browser, title)
        assert not _errors(browser)


def test_nothing_is_fetched_from_elsewhere(browser: webdriver.Chrome, address: str):
    browser.get(f"{address}/citaten")
    wait_for_title(browser, "Citaten")
    fetched = browser.execute_script("return performance.getEntriesByType('resource').map(e => e.name)")
    icon = browser.find_element(By.CSS_SELECTOR, 'link[rel~="icon"]').get_attribute("href")
    own = (address, "data:", "blob:")
    assert [name for name in [*fetched, str(icon)] if not name.startswith(own)] == []


def test_page_says_that_it_is_dutch(browser: webdriver.Chrome, address: str):
    browser.get(address)
    wait_for_title(browser, PAGES["Overzicht"])
    WebDriverWait(browser, PATIENCE_S).until(
        lambda b: b.find_element(By.TAG_NAME, "html").get_attribute("lang") == "nl"
    )


def test_search_stands_in_the_address_and_survives_a_reload(browser: webdriver.Chrome, address: str):
    browser.get(f"{address}/citaten")
    wait_for_title(browser, "Citaten")
    type_in(browser, "Zoeken", "loket")
    WebDriverWait(browser, PATIENCE_S).until(lambda b: "zoek=loket" in b.current_url)
    browser.get(browser.current_url)
    wait_for_title(browser, "Citaten")
    WebDriverWait(browser, PATIENCE_S).until(lambda b: b.find_elements(By.CSS_SELECTOR, ".rd-quote mark"))
    assert {mark.text for mark in browser.find_elements(By.CSS_SELECTOR, ".rd-quote mark")} == {"loket"}


def test_theme_in_the_overview_opens_its_page_by_keyboard(browser: webdriver.Chrome, address: str):
    browser.get(address)
    wait_for_title(browser, PAGES["Overzicht"])
    browser.find_element(By.LINK_TEXT, "Vertrouwen").send_keys(Keys.ENTER)
    wait_for_title(browser, "Vertrouwen")
    assert "thema=Vertrouwen" in browser.current_url


@pytest.mark.parametrize("page", ADDRESSES)
def test_page_fits_on_a_telephone(page: str, browser: webdriver.Chrome, address: str):
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": True},
    )
    try:
        browser.get(f"{address}/{page}")
        WebDriverWait(browser, PATIENCE_S).until(lambda b: b.find_elements(By.TAG_NAME, "h1"))
        width = browser.execute_script("return document.documentElement.scrollWidth")
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    assert width <= 390


@pytest.mark.parametrize("appearance", ["light", "dark"])
@pytest.mark.parametrize("page", ADDRESSES)
def test_page_has_no_serious_barrier(page: str, appearance: str, browser: webdriver.Chrome, address: str):
    feature = {"name": "prefers-color-scheme", "value": appearance}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})
    browser.get(f"{address}/{page}")
    _wait_for_page(browser)
    _assert_no_serious_barrier(browser)


@pytest.mark.parametrize("appearance", ["light", "dark"])
@pytest.mark.parametrize("page", ["nieuw", "beheren", "nakijken"])
def test_controls_of_who_decides_have_no_serious_barrier(
    page: str, appearance: str, browser: webdriver.Chrome, address: str
):
    feature = {"name": "prefers-color-scheme", "value": appearance}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})
    browser.get(f"{address}/{page}")
    _wait_for_page(browser)
    type_in(browser, "Je naam", "A. Proef")
    WebDriverWait(browser, PATIENCE_S, ignored_exceptions=[Exception]).until(
        lambda b: b.find_elements(By.CSS_SELECTOR, 'button[kind^="primary"], summary')
    )
    _wait_for_page(browser)
    for part in browser.find_elements(By.TAG_NAME, "summary"):
        browser.execute_script("arguments[0].parentElement.open = true", part)
    _assert_no_serious_barrier(browser)


def _assert_no_serious_barrier(browser: webdriver.Chrome) -> None:
    browser.execute_script((Path(axe_core_python.__file__).parent / "axe.min.js").read_text("utf-8"))
    violations = browser.execute_async_script(
        "const done = arguments[2];"
        "axe.run({exclude: arguments[0]}, {runOnly: arguments[1]}).then(found => done(found.violations))",
        OUTSIDE_OUR_PART,
        WCAG,
    )
    serious = [v for v in violations if v["impact"] in ("serious", "critical")]
    assert not [(v["id"], [node["html"] for node in v["nodes"]]) for v in serious]
