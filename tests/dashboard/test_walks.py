"""A walk for each kind of user, in a real browser: the team, a writer, and an analyst with a run in between."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from browsing import (
    PATIENCE_S,
    ROOT,
    follow,
    open_browser,
    press,
    serve,
    type_in,
    wait_for,
    wait_for_title,
    wait_for_words,
)
from publications import write_publication
from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.wait import WebDriverWait
from small_inbox import write_small_settings

from pipeline.config import Settings
from pipeline.register import Register
from pipeline.run.progress import Silence
from pipeline.run.run import run_pipeline
from pipeline.store import Store

pytestmark = pytest.mark.browser

A_FORM = ROOT / "data" / "demo" / "inbox" / "gedeelde map" / "canvas gesprek AV-2022-d034.pdf"


@dataclass(frozen=True)
class Small:
    """A small publication made by a real run, where it is served, and its settings."""

    settings: Settings
    url: str


@pytest.fixture(scope="module")
def downloads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("downloads")


@pytest.fixture(scope="module")
def browser(downloads: Path) -> Iterator[webdriver.Chrome]:
    with open_browser(downloads) as chrome:
        yield chrome


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Small]:
    settings = write_small_settings(tmp_path_factory.mktemp("small"))
    shutil.copy(A_FORM, settings.paths.inbox)
    run_pipeline(settings, Silence(), sample=True)
    with serve(settings.paths.data, settings.paths.inbox) as url:
        yield Small(settings, url)


def test_team_sees_what_rose_and_reads_what_was_said(browser: webdriver.Chrome, tmp_path: Path):
    write_publication(tmp_path)
    with serve(tmp_path) as url:
        browser.get(url)
        wait_for_title(browser, "De rode draden")
        wait_for_words(browser, "stijgt: +10 procentpunt")
        follow(browser, "↗ Tegenspraak")
        wait_for_title(browser, "In de tijd")
        assert "themas=Tegenspraak" in browser.current_url
        wait_for(browser, '[data-testid="stVegaLiteChart"] svg')
        first_verdict = wait_for(browser, ".rd-table tbody tr")[0].text
        assert "Tegenspraak" in first_verdict
        assert "stijgt" in first_verdict
        browser.get(f"{url}/thema?thema=Tegenspraak")
        wait_for_title(browser, "Tegenspraak")
        assert wait_for(browser, ".rd-quote")


def test_writer_searches_collects_five_opens_a_source_and_exports(
    browser: webdriver.Chrome, small: Small, downloads: Path
):
    browser.get(f"{small.url}/citaten")
    wait_for_title(browser, "Citaten")
    press(browser, "Verzamelen")
    name = type_in(browser, "Je naam", "S. Chrijver")
    name.send_keys(Keys.ESCAPE)
    type_in(browser, "Zoeken", "trots")
    wait_for(browser, ".rd-quote mark")
    for n_collected in range(1, 6):
        press(browser, "Leg in mandje")
        wait_for_words(browser, f"Mandje ({n_collected})")
    _open_a_source(browser, small)
    follow(browser, "Mandje (5)")
    wait_for_title(browser, "Mandje")
    quotes = [quote.text for quote in wait_for(browser, ".rd-quote blockquote", 5)]
    press(browser, "Download als tekst")
    exported = downloads / "mandje.txt"
    WebDriverWait(browser, PATIENCE_S).until(lambda _: exported.is_file())
    told = exported.read_text(encoding="utf-8")
    assert len(quotes) == 5
    assert all(quote in told for quote in quotes)
    assert told.count("gesprek av-") == 5


def _open_a_source(browser: webdriver.Chrome, small: Small) -> None:
    """Search for what stands on the form, and look at its place on the page."""
    lines = Store(small.settings.paths.data).read_table("bouwstenen")
    on_page = lines.loc[lines["box"].notna(), "text"].iloc[0]
    field = browser.find_element(By.CSS_SELECTOR, 'input[aria-label="Zoeken"]')
    field.send_keys(Keys.CONTROL, "a")
    field.send_keys(f'"{" ".join(on_page.split()[:3])}"', Keys.ENTER)
    wait_for_words(browser, "1 citaat uit 1 gesprek")
    press(browser, "Toon de plek op de pagina")
    wait_for(browser, '[data-testid="stImage"] img, [data-testid="stFullScreenFrame"] img')


def test_analyst_accepts_a_theme_and_ten_corrections_survive_the_next_run(
    browser: webdriver.Chrome, small: Small
):
    browser.get(f"{small.url}/nieuw")
    wait_for_title(browser, "Nieuw")
    type_in(browser, "Je naam", "A. Nalist")
    press(browser, "Neem aan als thema")
    wait_for_words(browser, "Geen nieuwe onderwerpen")
    browser.find_element(By.LINK_TEXT, "Nakijken").click()
    wait_for_title(browser, "Nakijken")
    register = Register(small.settings.paths.data / "register.sqlite")
    n_examples = register.corrections()["bouwsteen_id"].nunique()
    for n_corrected in range(1, 11):
        _correct_by_keyboard(browser)
        assert register.corrections()["bouwsteen_id"].nunique() == n_examples + n_corrected
    decided = register.corrections()
    run_pipeline(small.settings, Silence(), sample=True)
    store = Store(small.settings.paths.data)
    by_person = store.read_table("assignments").query("assigned_by == 'person'")
    corrected = decided.dropna(subset="theme_id")
    assert set(zip(corrected["bouwsteen_id"], corrected["theme_id"], strict=True)) <= set(
        zip(by_person["bouwsteen_id"], by_person["theme_id"], strict=True)
    )
    assert len(corrected) >= 10
    assert store.read_table("themes").set_index("theme_id").loc["thuiswerken", "status"] == "active"
    browser.get(f"{small.url}/themas")
    wait_for_title(browser, "Thema’s")
    assert "Thuiswerken" in [link.text for link in browser.find_elements(By.CSS_SELECTOR, "main a")]
    browser.get(f"{small.url}/nakijken")
    wait_for_words(browser, f"{n_examples + 10} citaten zijn door mensen nagekeken")


def _correct_by_keyboard(browser: webdriver.Chrome) -> None:
    """Give the quote on the screen its most likely theme, and wait for the next one."""
    asked = wait_for(browser, ".rd-quote blockquote")[0].text
    ActionChains(browser).key_down(Keys.ALT).send_keys("1").key_up(Keys.ALT).perform()
    WebDriverWait(browser, PATIENCE_S, ignored_exceptions=[Exception]).until(
        lambda b: b.find_element(By.CSS_SELECTOR, ".rd-quote blockquote").text != asked
    )
