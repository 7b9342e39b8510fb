"""A real browser and a served dashboard, and how a test finds its way in them."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

ROOT = Path(__file__).parents[2]
PATIENCE_S = 40


def _find(*names: str) -> str | None:
    return next((path for path in map(shutil.which, names) if path), None)


@contextmanager
def open_browser(downloads: Path | None = None) -> Iterator[webdriver.Chrome]:
    """Start a browser without a window; skip the test where there is none."""
    binary, driver = _find("chromium", "chromium-browser", "google-chrome"), _find("chromedriver")
    if binary is None or driver is None:
        if os.environ.get("RODE_DRADEN_REQUIRE_BROWSER") == "1":
            pytest.fail("chromium and chromedriver must be there, but are not")
        pytest.skip("chromium or chromedriver is not installed")
    options = webdriver.ChromeOptions()
    options.binary_location = binary
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1400,1000"):
        options.add_argument(argument)
    if downloads is not None:
        options.add_experimental_option("prefs", {"download.default_directory": str(downloads)})
    chrome = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
    try:
        yield chrome
    finally:
        chrome.quit()


@contextmanager
def serve(data: Path, inbox: Path | None = None) -> Iterator[str]:
    """Serve the dashboard on a data folder and yield its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "RODE_DRADEN_DATA": str(data)}
    if inbox is not None:
        environment["RODE_DRADEN_INBOX"] = str(inbox)
    server = subprocess.Popen(
        [sys.executable, "-m", "dashboard", "--server.port", str(port)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_for_server(url)
        yield url
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait_for_server(url: str) -> None:
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        try:
            with urlopen(f"{url}/_stcore/health", timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail("the dashboard did not start")


def wait_for_title(browser: webdriver.Chrome, title: str) -> None:
    WebDriverWait(browser, PATIENCE_S, ignored_exceptions=[Exception]).until(
        lambda b: b.find_element(By.TAG_NAME, "h1").text == title and not _is_busy(b)
    )


def wait_for(browser: webdriver.Chrome, selector: str, n: int = 1) -> list[WebElement]:
    """Return the elements of a CSS selector once there are at least so many and the page is at rest."""
    found: list[WebElement] = WebDriverWait(browser, PATIENCE_S, ignored_exceptions=[Exception]).until(
        lambda b: (
            not _is_busy(b) and len(elements := b.find_elements(By.CSS_SELECTOR, selector)) >= n and elements
        )
    )
    return found


def wait_for_words(browser: webdriver.Chrome, words: str) -> None:
    """Wait until these words stand on the page and the page is at rest."""
    WebDriverWait(browser, PATIENCE_S, ignored_exceptions=[Exception]).until(
        lambda b: words in b.find_element(By.TAG_NAME, "body").text.replace("\u00a0", " ") and not _is_busy(b)
    )


def _is_busy(browser: webdriver.Chrome) -> bool:
    return bool(
        browser.find_elements(By.CSS_SELECTOR, '[data-test-script-state="running"], [data-stale="true"]')
    )


def press(browser: webdriver.Chrome, label: str) -> None:
    """Press the first button in the page itself with this text."""
    button = WebDriverWait(browser, PATIENCE_S, ignored_exceptions=[Exception]).until(
        lambda b: not _is_busy(b) and b.find_element(By.XPATH, f"//button[contains(., '{label}')]")
    )
    browser.execute_script("arguments[0].click()", button)


def follow(browser: webdriver.Chrome, link: str) -> None:
    """Follow the first link of which the text holds these words."""
    found = WebDriverWait(browser, PATIENCE_S, ignored_exceptions=[Exception]).until(
        lambda b: b.find_element(By.PARTIAL_LINK_TEXT, link)
    )
    browser.execute_script("arguments[0].click()", found)


def type_in(browser: webdriver.Chrome, label: str, words: str) -> WebElement:
    """Type words in the field with this label and press enter."""
    field: WebElement = WebDriverWait(browser, PATIENCE_S, ignored_exceptions=[Exception]).until(
        lambda b: b.find_element(By.CSS_SELECTOR, f'input[aria-label="{label}"]')
    )
    field.send_keys(words, Keys.ENTER)
    return field
