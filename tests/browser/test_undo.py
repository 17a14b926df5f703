"""Undo in the whole product: what the dry run said is posted, and both servers are as before then."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from .conftest import shoot
from .product import Product
from .test_way import posted, press_extract_and_sync, sign_in, until

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

_FIREFLY = "SELECT * FROM journals WHERE deleted = 0 ORDER BY id"
_PAPERLESS = (
    "SELECT document_id, name FROM document_tags JOIN tags ON tags.id = tag_id ORDER BY 1, 2",
    "SELECT document_id, note FROM notes ORDER BY id",
    "SELECT document_id, field_id, value FROM custom_values ORDER BY 1, 2",
)


def held(product: Product) -> list[list[dict[str, Any]]]:
    """Every living transaction, and every tag, note and field of the documents."""
    return [product.firefly(_FIREFLY), *(product.paperless(query) for query in _PAPERLESS)]


def test_what_the_dry_run_said_is_posted_and_undo_returns_both_servers_to_before(
    product: Product, page: Page
) -> None:
    before = held(product)
    sign_in(product, page)
    press_extract_and_sync(page)
    page.goto(f"{product.url}/review/?q=Harbour")
    page.locator(".row .cover").first.click()
    seller = page.locator("h1").inner_text()
    said = dry_run(page)
    page.get_by_role("button", name="Book as new instead").click()
    expect(page.locator(".toast")).to_contain_text("Accepted")
    ident = int(said["Internal reference"].partition(":")[2])
    until(lambda: posted(product, ident), 40)
    [made] = product.firefly(
        "SELECT * FROM journals WHERE deleted = 0 AND external_id LIKE ?", f"paperless:{ident}:%"
    )
    assert said["External id"] == made["external_id"]
    assert said["Text"] == made["description"]
    assert float(said["Amount"].replace(",", "")) == float(made["amount"])
    assert said["Notes"].split() == made["notes"].split()
    until(lambda: held(product)[1] != before[1], 20)
    page.goto(f"{product.url}/history/")
    page.locator(".row.event .cover", has_text=seller).click()
    expect(page.get_by_text("Written back to Paperless-ngx").first).to_be_visible()
    shoot(page, "timeline-posted")
    page.keyboard.press("u")
    until(lambda: held(product) == before, 40)
    page.goto(f"{product.url}/history/log/?document={ident}")
    expect(page.get_by_text("Taken back on both servers")).to_be_visible()
    page.get_by_text("What the servers answered").first.click()
    expect(page.get_by_text("DELETE /api/v1/transactions/").first).to_be_visible()
    shoot(page, "log-undone")


def dry_run(page: Page) -> dict[str, str]:
    """What the fold says of booking it as new: each label with the value that would be written."""
    page.get_by_text("What will be written", exact=True).click()
    page.get_by_text("Booked as new instead").click()
    shoot(page, "dry-run")
    rows = page.locator(".dry details table").first.locator("tbody tr").all()
    return {r.locator("th").inner_text(): r.locator("ins").inner_text() for r in rows}
