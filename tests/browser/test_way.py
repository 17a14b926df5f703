"""The whole way of a document, as its user walks it."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .conftest import shoot
from .product import Product

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

_FIELDS = (
    "id, group_id, type, date, amount, description, source_id, destination_id, category_id, budget_id,"
    " bill_id, reconciled, notes, tags, external_id, internal_reference"
)


def test_a_newcomer_signs_in_runs_accepts_links_and_finds_both_in_firefly(
    product: Product, page: Page
) -> None:
    before = journals(product)
    sign_in(product, page)
    press_extract_and_sync(page)
    new = accept_one_as_new(product, page)
    link_one_to_its_payment(product, page)
    until(lambda: posted(product, new) and len(pointed_at(product)) == 2, 40)
    [linked] = pointed_at(product) - {new}
    after = journals(product)
    made = [after[ident] for ident in after.keys() - before.keys()]
    assert [j["internal_reference"] for j in made] == [f"PAPERLESS:{new}"]
    assert {ident: after[ident] for ident in before} == before
    until(lambda: tags(product, new) == tags(product, linked) == {"finance/posted"}, 20)
    page.goto(f"{product.url}/history/")
    expect(page.locator(".row.event")).to_have_count(2)
    shoot(page, "history")


def sign_in(product: Product, page: Page) -> None:
    page.goto(product.url)
    shoot(page, "sign-in")
    page.get_by_label("Username").fill("demo")
    page.get_by_label("Password").fill(product.password)
    page.get_by_role("button", name="Sign in").click()
    # what waits, or the way through set-up before the first run
    expect(page.locator("h1")).to_contain_text(re.compile("wait|Three steps"))


def press_extract_and_sync(page: Page) -> None:
    page.get_by_role("button", name="Extract & Sync").first.click()
    expect(page.locator(".side .run progress")).to_be_visible(timeout=5000)
    shoot(page, "running")
    expect(page.get_by_text("Run finished")).to_be_visible(timeout=60000)
    page.reload()
    expect(page.locator(".tiles .value").first).not_to_have_text("0")
    shoot(page, "overview")


def accept_one_as_new(product: Product, page: Page) -> int:
    page.goto(f"{product.url}/review/?q=Atelier")
    shoot(page, "queue")
    page.locator(".row .cover").first.click()
    shoot(page, "document-new")
    ident = paperless_id(product, "Atelier Beispiel")
    page.get_by_role("button", name="Accept as new").click()
    expect(page.locator(".toast")).to_contain_text("Accepted")
    return ident


def link_one_to_its_payment(product: Product, page: Page) -> None:
    page.goto(f"{product.url}/review/?q=Stadtwerke")
    page.locator(".row .cover").first.click()
    expect(page.get_by_role("button", name="Accept and link")).to_be_visible()
    shoot(page, "document-link")
    page.keyboard.press("a")
    expect(page.locator(".toast")).to_contain_text("Linked")


def journals(product: Product) -> dict[int, dict[str, object]]:
    return {r["id"]: r for r in product.firefly(f"SELECT {_FIELDS} FROM journals")}


def paperless_id(product: Product, seller: str) -> int:
    """The document that a business wrote itself (its name stands on many as the buyer's)."""
    rows = product.paperless("SELECT id, content FROM documents ORDER BY id")
    return next(int(r["id"]) for r in rows if r["content"].lstrip().startswith(seller))


def posted(product: Product, ident: int) -> bool:
    mark = f"paperless:{ident}:%"
    return len(product.firefly("SELECT id FROM journals WHERE external_id LIKE ?", mark)) == 1


def pointed_at(product: Product) -> set[int]:
    """The documents that some transaction in Firefly points to."""
    query = "SELECT external_url FROM journals WHERE external_url LIKE '%/documents/%'"
    return {int(r["external_url"].rstrip("/").rpartition("/")[2]) for r in product.firefly(query)}


def tags(product: Product, ident: int) -> set[str]:
    query = "SELECT name FROM tags JOIN document_tags ON tag_id = id WHERE document_id = ?"
    return {r["name"] for r in product.paperless(query, ident) if r["name"].startswith("finance/")}


def until(holds: Callable[[], bool], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, f"not so after {seconds} s"
        time.sleep(0.3)
