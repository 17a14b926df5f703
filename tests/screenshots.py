"""Pictures of every page at three widths, light and dark: `make screenshots DIR=…`.

Four stages: a new installation, the demo before it has read anything, the demo at work, and a
database of 5,000 documents.
"""

from __future__ import annotations

import sys
import tempfile
from itertools import product as combinations
from pathlib import Path
from typing import Any

from benchmarks.web import Server, serving
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.product import Product, running
from tests.chromium import ARGUMENTS, ensure

WIDTHS = {390: 844, 820: 1180, 1440: 1000}
THEMES = ("light", "dark")
MANY = (5_000, 20_000)
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
# what stands further in, and pages about parts
MORE = {
    "accept-all": "/review/accept/",
    "find": "/find/?q=gmbh",
    "together": "/reconcile/together/",
    "coverage": "/reconcile/coverage/",
    "link-all": "/reconcile/accept/?above=70",
    "never-asked": "/reconcile/rules/",
    "log": "/history/log/",
    "learned": "/settings/learned/",
    "rules": "/settings/rules/",
    "rule": "/settings/rules/new/",
    "upload": "/upload/",
    "sessions": "/settings/sessions/",
    "offline": "/offline/",
    "password": "/accounts/password/",
    "not-found": "/nowhere/",
    "kit": "/kit/",
}
LISTS = ("overview", "queue", "reconcile", "history", "accept-all", "coverage", "settings", "log")
_ALL = PAGES | MORE
_EMPTY = {name: _ALL[name] for name in LISTS[:6]}
_MANY = {name: _ALL[name] for name in LISTS}


def main(folder: Path) -> None:
    """Starts what is needed and takes every picture."""
    folder.mkdir(parents=True, exist_ok=True)
    path = ensure()
    with tempfile.TemporaryDirectory() as top, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        with running(Path(top) / "demo", "3.0") as product:
            shoot(browser, product.url, sign_in(browser, product), folder / "0", _EMPTY)
            shoot(browser, product.url, prepare(browser, product), folder / "7", _ALL)
        for name, rows, pages in (("new", (0, 0), {"set-up": "/"}), ("5000", MANY, _MANY)):
            data = Path(top) / name
            data.mkdir()
            with serving(data, rows) as server:
                address = f"http://127.0.0.1:{server.port}"
                shoot(browser, address, _session(server), folder / name, pages)
        browser.close()
    print(f"{len(list(folder.rglob('*.png')))} pictures in {folder}")


def sign_in(browser: Browser, product: Product) -> Path:
    """Signs in to the demo; where the session is kept."""
    page = browser.new_page()
    page.goto(product.url)
    page.get_by_label("Username").fill("demo")
    page.get_by_label("Password").fill(product.password)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="Extract & Sync").first.wait_for()
    return _kept(page, product)


def prepare(browser: Browser, product: Product) -> Path:
    """Signs in, runs Extract & Sync, links and rejects one; where the session is kept."""
    page = browser.new_context(storage_state=sign_in(browser, product)).new_page()
    page.goto(product.url)
    page.get_by_role("button", name="Extract & Sync").first.click()
    page.get_by_text("Run finished").wait_for(timeout=90_000)
    _press(page, f"{product.url}/review/2/", "Accept and link")
    _press(page, f"{product.url}/review/3/", "Reject")
    page.wait_for_timeout(1_000)
    return _kept(page, product)


def shoot(browser: Browser, url: str, state: Any, folder: Path, pages: dict[str, str]) -> None:
    """Pictures of some pages in all widths and themes."""
    folder.mkdir(exist_ok=True)
    for theme, width in combinations(THEMES, WIDTHS):
        context = browser.new_context(
            viewport={"width": width, "height": WIDTHS[width]},
            color_scheme="dark" if theme == "dark" else "light",
            storage_state=state,
        )
        page = context.new_page()
        for name, address in pages.items():
            page.goto(url + address)
            page.wait_for_load_state("networkidle")
            page.screenshot(path=folder / f"{name}-{width}-{theme}.png")
        context.close()


def _session(server: Server) -> dict[str, Any]:
    cookie = {"name": "sparklink_session", "value": server.session, "domain": "127.0.0.1"}
    more = {"path": "/", "expires": -1, "httpOnly": True, "secure": False, "sameSite": "Lax"}
    return {"cookies": [cookie | more], "origins": []}


def _kept(page: Page, product: Product) -> Path:
    state = product.folder / "session.json"
    page.context.storage_state(path=state)
    page.close()
    return state


def _press(page: Page, address: str, name: str) -> None:
    page.goto(address)
    page.get_by_role("button", name=name).first.click()
    page.locator(".toast").first.wait_for()


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "screenshots"))
