"""What a page weighs, when it is first seen on a slow processor, whether it shifts, and keys' time.

usage: python -m benchmarks.pages

The demo is started, reads its documents, and a browser without a cache opens every page with its
processor slowed four times. Weight is what goes over the wire (HTML, CSS, scripts, icons; neither
images of pages nor the next document that is fetched ahead). Then the sure documents are accepted
by key, with the processor as it is: the time from the key to the next document's heading.
"""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, ViewportSize, sync_playwright
from tests.browser.product import Product, running
from tests.chromium import ARGUMENTS, ensure
from tests.screenshots import PAGES, prepare

SLOWER = 4
VIEW: ViewportSize = {"width": 1440, "height": 1000}
_SEEN = """() => new Promise(done => {
  let shift = 0
  new PerformanceObserver(list => list.getEntries().forEach(e => { shift += e.value }))
    .observe({type: 'layout-shift', buffered: true})
  setTimeout(() => {
    const paint = performance.getEntriesByName('first-contentful-paint')[0]
    done([paint ? paint.startTime : null, shift])
  }, 800)
})"""


def main() -> None:
    """One JSON line a figure."""
    path = ensure()
    with (
        tempfile.TemporaryDirectory() as top,
        running(Path(top) / "demo", "3.0") as product,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        state = prepare(browser, product)
        for name, address in PAGES.items():
            _weigh(browser, state, name, product.url + address)
        _keys(browser, state, product)
        browser.close()


def _weigh(browser: Browser, state: Path, name: str, address: str) -> None:
    context = browser.new_context(viewport=VIEW, storage_state=state)
    page = context.new_page()
    session = context.new_cdp_session(page)
    weight = _counted(session)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(address)
    page.wait_for_load_state("networkidle")
    paint, shift = page.evaluate(_SEEN)
    tell(f"{name}: weight", sum(weight.values()) / 1000, "kB", by_kind=weight)
    tell(f"{name}: first contentful paint, {SLOWER}x slower", paint, "ms")
    tell(f"{name}: layout shift", shift, "score")
    context.close()


def _counted(session: CDPSession) -> dict[str, int]:
    """Bytes over the wire by kind, without images and what comes ahead; filled on loading."""
    weight: dict[str, int] = {}
    kinds: dict[str, str] = {}

    def answered(event: dict[str, Any]) -> None:
        url, kind = event["response"]["url"], event["type"]
        # beside the icons, what has no kind of its own is the next document, fetched ahead
        kinds[event["requestId"]] = "Ahead" if kind == "Other" and ".svg" not in url else kind

    def finished(event: dict[str, Any]) -> None:
        kind = kinds.get(event["requestId"], "Other")
        if kind not in {"Image", "Ahead"}:
            weight[kind] = weight.get(kind, 0) + int(event["encodedDataLength"])

    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    session.on("Network.responseReceived", answered)
    session.on("Network.loadingFinished", finished)
    return weight


def _keys(browser: Browser, state: Path, product: Product) -> None:
    page = browser.new_context(viewport=VIEW, storage_state=state).new_page()
    page.goto(f"{product.url}/review/?state=certain")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/review/*/")
    times = sorted(t for t in (_next(page) for _ in range(10)) if t is not None)
    if times:
        tell("key to next document: median", statistics.median(times), "ms", of=len(times))
        tell("key to next document: slowest", times[-1], "ms")


def _next(page: Page) -> float | None:
    """Milliseconds from the key to the next document; None where there is no further one."""
    if "/review/" not in page.url or not page.locator(".decide").count():
        return None
    page.wait_for_timeout(400)
    began = time.perf_counter()
    with page.expect_navigation(wait_until="domcontentloaded"):
        page.keyboard.press("a")
    page.locator("h1").first.wait_for()
    return 1000 * (time.perf_counter() - began)


def tell(name: str, value: float, unit: str, **more: object) -> None:
    """One figure as a JSON line."""
    print(json.dumps({"name": name, "value": round(value, 3), "unit": unit, **more}), flush=True)


if __name__ == "__main__":
    main()
