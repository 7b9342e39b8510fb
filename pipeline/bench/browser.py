"""A headless Chromium that tells how long a page of the dashboard took, by the page's own clock."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from pipeline.errors import RodeDradenError

if TYPE_CHECKING:
    from selenium.webdriver.remote.webelement import WebElement

PATIENCE_S = 60
# A page is complete when its script has ended and nothing has changed on it for so long.
QUIET_MS = 400
_CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "chrome")
# Runs before anything of the page does. What the reader does is a click or a key; what follows is timed from there.
_WATCH = """
window.rd = {seen: 0, changed: 0, ran: 0, acted: 0};
for (const kind of ['click', 'keydown'])
  document.addEventListener(kind, () => { rd.acted = performance.now(); }, true);
new MutationObserver(() => {
  const now = performance.now();
  rd.changed = now;
  if (!rd.seen && document.querySelector('h1')) rd.seen = now;
  if (document.querySelector('[data-test-script-state="running"]')) rd.ran = now;
}).observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
"""
_STATE = """
const charts = [...document.querySelectorAll('[data-testid="stVegaLiteChart"]')];
const drawn = charts.every(chart => chart.querySelector('svg, canvas'));
const busy = document.querySelector(
  '[data-test-script-state="running"], [data-testid="stSkeleton"], [data-testid="stSpinner"]');
return {...window.rd, now: performance.now(), ended: drawn && !busy,
        failed: !!document.querySelector('[data-testid="stException"]')};
"""


@dataclass(frozen=True)
class Paint:
    """Seconds from asking for a page until its title was there, and until all of it was."""

    seen_s: float
    complete_s: float


class Browser:
    """A browser that nobody sees, with an empty cache.

    Raises
    ------
    RodeDradenError
        When selenium, Chromium or its driver is not installed.
    """

    def __init__(self) -> None:
        try:
            from selenium import webdriver
        except ImportError as error:
            raise RodeDradenError(
                "selenium is not installed; it comes with the developer tools: uv sync --group dev"
            ) from error
        options = webdriver.ChromeOptions()
        options.binary_location = _find("Chromium", _CHROMIUM)
        for argument in (
            "--headless=new",
            "--no-sandbox",
            "--disable-dev-shm-usage",
            "--window-size=1400,1000",
        ):
            options.add_argument(argument)
        service = webdriver.ChromeService(_find("chromedriver", ("chromedriver",)))
        self._driver = webdriver.Chrome(options=options, service=service)
        self._driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": _WATCH})

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._driver.quit()

    def forget(self) -> None:
        """Empty the cache, as of somebody who was never here."""
        self._driver.execute_cdp_cmd("Network.clearBrowserCache", {})

    def open(self, address: str) -> Paint:
        """Open a page and return how long it took."""
        self._driver.get("about:blank")
        self._driver.get(address)
        state = self._wait(address, lambda now: bool(now["seen"]))
        return Paint(state["seen"] / 1000, state["changed"] / 1000)

    def type_words(self, label: str, words: str) -> float:
        """Type words in the field with this label, press enter, and return the seconds until the page is complete."""
        from selenium.webdriver.common.keys import Keys

        field = self._find(label, f'input[aria-label="{label}"]')
        field.send_keys(Keys.CONTROL, "a")
        field.send_keys(words)
        return self._time(label, lambda: field.send_keys(Keys.ENTER))

    def choose(self, label: str, steps: int) -> float:
        """Open a list, go so many options down, choose that one; return the seconds until the page is complete."""
        from selenium.webdriver.common.keys import Keys

        field = self._find(label, f'input[role="combobox"][aria-label*="{label}"]')
        self._click(field)
        self._find(f"options of {label}", '[role="option"]')
        field.send_keys(*[Keys.ARROW_DOWN] * steps)
        return self._time(label, lambda: field.send_keys(Keys.ENTER))

    def press(self, label: str) -> float:
        """Press the first button or link with this text and return the seconds until the page is complete."""
        target = self._find(
            label,
            f'//main//button[contains(., "{label}")] | //main//a[contains(., "{label}")]',
            how="xpath",
        )
        return self._time(label, lambda: self._click(target))

    def _click(self, element: WebElement) -> None:
        self._driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
        element.click()

    def _find(self, what: str, selector: str, how: str = "css selector") -> WebElement:
        from selenium.common.exceptions import StaleElementReferenceException

        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            # A page that is still being drawn replaces its elements.
            with suppress(StaleElementReferenceException):
                found = [e for e in self._driver.find_elements(how, selector) if e.is_displayed()]
                if found:
                    return found[0]
            time.sleep(0.05)
        raise RodeDradenError(f"{self._driver.current_url} does not show: {what}")

    def _time(self, what: str, act: Callable[[], None]) -> float:
        act()
        state = self._wait(
            what,
            lambda now: (
                now["changed"] > now["acted"]
                and (now["ran"] > now["acted"] or now["now"] > now["acted"] + 2000)
            ),
        )
        return float(state["changed"] - state["acted"]) / 1000

    def _wait(self, what: str, there: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """Return the page's own times once it is complete."""
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            state: dict[str, Any] = self._driver.execute_script(_STATE)
            if state["failed"]:
                raise RodeDradenError(f"{self._driver.current_url} shows an error after: {what}")
            if state["ended"] and there(state) and state["now"] - state["changed"] > QUIET_MS:
                return state
            time.sleep(0.05)
        raise RodeDradenError(f"{self._driver.current_url} was not complete after {PATIENCE_S} s: {what}")


def _find(name: str, commands: tuple[str, ...]) -> str:
    path = next((found for found in map(shutil.which, commands) if found), None)
    if path is None:
        raise RodeDradenError(f"{name} is not installed; the dashboard can only be timed in a browser")
    return path
