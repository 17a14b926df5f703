"""Draws the app's icons from its one drawing: `python -m tests.icons`."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.chromium import ARGUMENTS, find

FOLDER = Path(__file__).parent.parent / "src/paperless_firefly/review/web/static/sparklink"
# name, size, and whether the ground fills the whole square: phones cut it to a shape of their own
ICONS = (
    ("app-192", 192, False),
    ("app-512", 512, False),
    ("app-touch", 180, True),
    ("app-maskable", 512, True),
)


def draw(page: Page, name: str, size: int, filled: bool) -> None:
    """One PNG."""
    drawing = (FOLDER / "app.svg").read_text()
    ground = "background:#2b55c0;" if filled else ""
    scale = 0.8 if name == "app-maskable" else 1
    page.set_viewport_size({"width": size, "height": size})
    page.set_content(
        f"<style>*{{margin:0}}body{{{ground}width:{size}px;height:{size}px}}"
        f"svg{{display:block;width:100%;transform:scale({scale})}}"
        f"{'.ground{display:none}' if filled else ''}</style>{drawing}"
    )
    page.screenshot(path=FOLDER / f"{name}.png", omit_background=True)


def main() -> None:
    """All of them."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=ARGUMENTS)
        page = browser.new_page()
        for name, size, filled in ICONS:
            draw(page, name, size, filled)
        browser.close()


if __name__ == "__main__":
    main()
