"""A browser that notes every report of the Content-Security-Policy and every script error."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.chromium import ARGUMENTS, find

from .product import Product, running

SHOTS = os.environ.get("SCREENSHOTS", "")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A headless Chromium; without one the tests fail and say what to do."""
    path = find()
    assert path, "No Chromium: run `make browser`, or name one with CHROMIUM=/path/to/chromium."
    # Playwright keeps an event loop in this thread, and tests use the database beside it
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session", params=["3.0", "2.20"])
def product(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Product]:
    """The demo on each version of Paperless-ngx."""
    folder = tmp_path_factory.mktemp("product") / f"demo-{request.param}"
    with running(folder, request.param) as found:
        yield found


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page of its own; ends with an error if the browser reported anything."""
    context = chromium.new_context(viewport={"width": 1440, "height": 1000})
    page = context.new_page()
    reports: list[str] = []
    page.on("console", lambda m: reports.append(m.text) if m.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: reports.append(str(error)))
    yield page
    context.close()
    assert reports == []


def shoot(page: Page, name: str) -> None:
    """A screenshot, where SCREENSHOTS names a folder."""
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}.png")
