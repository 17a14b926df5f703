"""Pictures of every page at three widths, light and dark: `make screenshots DIR=…`."""

from __future__ import annotations

import sys
import tempfile
from itertools import product as combinations
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.product import Product, running
from tests.chromium import ARGUMENTS, ensure

WIDTHS = {390: 844, 820: 1180, 1440: 1000}
THEMES = ("light", "dark")
PAGES = {
    "overview": "/",
    "queue": "/review/",
    "document": "/review/1/",
    "document-to-check": "/review/6/",
    "link": "/review/1/link/",
    "reconcile": "/reconcile/",
    "history": "/history/",
    "timeline": "/history/2/",
    "settings": "/settings/",
}


def main(folder: Path) -> None:
    """Starts the demo, lets it read, decides two documents, and takes every picture."""
    folder.mkdir(parents=True, exist_ok=True)
    path = ensure()
    with (
        tempfile.TemporaryDirectory() as top,
        running(Path(top) / "demo", "3.0") as product,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        state = prepare(browser, product)
        for theme, width in combinations(THEMES, WIDTHS):
            _shoot(browser, product, state, folder, theme, width)
        browser.close()
    print(f"{len(PAGES) * len(WIDTHS) * len(THEMES)} pictures in {folder}")


def prepare(browser: Browser, product: Product) -> Path:
    """Signs in, runs Extract & Sync, links and rejects one; where the session is kept."""
    page = browser.new_page()
    page.goto(product.url)
    page.screenshot(path=product.folder / "sign-in.png")
    page.get_by_label("Username").fill("demo")
    page.get_by_label("Password").fill(product.password)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="Extract & Sync").first.click()
    page.get_by_text("Run finished").wait_for(timeout=90_000)
    _press(page, f"{product.url}/review/2/", "Accept and link")
    _press(page, f"{product.url}/review/3/", "Reject")
    page.wait_for_timeout(1_000)
    state = product.folder / "session.json"
    page.context.storage_state(path=state)
    page.close()
    return state


def _press(page: Page, address: str, name: str) -> None:
    page.goto(address)
    page.get_by_role("button", name=name).first.click()
    page.locator(".toast").first.wait_for()


def _shoot(
    browser: Browser, product: Product, state: Path, folder: Path, theme: str, width: int
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": WIDTHS[width]},
        color_scheme="dark" if theme == "dark" else "light",
        storage_state=state,
    )
    page = context.new_page()
    for name, address in PAGES.items():
        page.goto(product.url + address)
        page.wait_for_load_state("networkidle")
        page.screenshot(path=folder / f"{name}-{width}-{theme}.png")
    context.close()


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "screenshots"))
