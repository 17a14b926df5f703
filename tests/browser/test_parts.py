"""The parts of a transaction in a real browser: by keys, by mouse, without script, on a phone."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from paperless_firefly.domain.extraction import LineItem, TaxLine
from paperless_firefly.review.models import Document, Posting
from tests.builders import (
    make_document,
    make_entry,
    make_extraction,
    make_field,
    make_person,
    make_proposal,
    make_split,
)

from .conftest import shoot
from .test_pages import RULES, Visit, visit

__all__ = ["visit"]
pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture
def owner(transactional_db: None) -> User:
    """A person with an invoice over 131.00 EUR: two tax rates, three lines."""
    owner = make_person("owner")
    make_entry(owner)
    make_entry(owner, "Household", kind="budget", type="")
    lines = (
        LineItem("Paper", total="70.00", tax_rate="20"),
        LineItem("Ink", total="30.00", tax_rate="20"),
        LineItem("Lunch", total="10.00", tax_rate="10"),
    )
    rates = (TaxLine("S", "20", "100.00", "20.00"), TaxLine("S", "10", "10.00", "1.00"))
    fields = {
        **make_extraction().fields,
        "total": make_field("131.00"),
        "net": make_field("110.00"),
    }
    make_document(
        owner, extraction=make_extraction(fields=fields, tax_breakdown=rates, lines=lines)
    )
    return owner


def document_page(visit: Visit, **options: Any) -> Page:
    page = visit(**options)
    page.goto(f"/review/{Document.objects.get().pk}/")
    return page


def written() -> list[tuple[str, str, str | None]]:
    splits = Posting.objects.get().payload["splits"]
    return [(s["description"], s["amount"], s["category"]) for s in splits]


def amounts(page: Page) -> list[str]:
    return [field.input_value() for field in page.locator("[name=part-amount]").all()]


def test_an_invoice_is_split_and_accepted_by_keys_alone(owner: User, visit: Visit) -> None:
    page = document_page(visit)
    page.keyboard.press("i")
    expect(page.locator(".part")).to_have_count(3)
    page.get_by_label("Category of part 1").focus()
    page.keyboard.type("Office")
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    page.wait_for_url("**/review/")
    assert written() == [
        ("Paper", "84.00", "Office"),
        ("Ink", "36.00", None),
        ("Lunch", "11.00", None),
    ]


def test_what_is_left_follows_every_key(owner: User, visit: Visit) -> None:
    page = document_page(visit)
    page.keyboard.press("h")
    expect(page.get_by_label("Amount of part 1")).to_be_focused()
    left = page.locator(".split .rest [role=status]")
    expect(left).to_contain_text("131.00 EUR")
    page.keyboard.type("100.5")
    expect(left).to_have_text("Still to split: 30.50 EUR", use_inner_text=True)
    page.keyboard.press("Enter")
    expect(page.get_by_label("Amount of part 2")).to_be_focused()
    page.keyboard.press("=")
    expect(page.get_by_label("Amount of part 2")).to_have_value("30.50")
    expect(left).to_have_text("Together 131.00 EUR: all of it.", use_inner_text=True)
    page.locator("#v-total").fill("120.00")
    expect(left).to_have_text("Too much by: 11.00 EUR", use_inner_text=True)


def test_parts_are_added_moved_and_removed_by_keys(owner: User, visit: Visit) -> None:
    page = document_page(visit)
    page.keyboard.press("t")
    expect(page.locator(".part")).to_have_count(2)
    page.get_by_label("Text of part 2").press("Enter")
    expect(page.get_by_label("Text of part 3")).to_be_focused()
    page.get_by_label("Amount of part 2").press("Alt+ArrowUp")
    expect(page.get_by_label("Amount of part 1")).to_have_value("11.00")
    page.get_by_role("button", name="Remove part 2").press("Enter")
    expect(page.locator(".part")).to_have_count(2)
    assert amounts(page) == ["11.00", ""]
    page.get_by_role("button", name="Not split").click()
    expect(page.locator(".part")).to_have_count(0)
    expect(page.locator("#category")).to_be_visible()


def test_an_invoice_is_split_without_script(owner: User, visit: Visit) -> None:
    page = document_page(visit, java_script_enabled=False)
    page.get_by_role("button", name="By hand").click()
    page.get_by_label("Amount of part 1").fill("100")
    page.get_by_label("Text of part 2").fill("Lunch")
    page.get_by_role("button", name="Accept as new").click()
    expect(
        page.get_by_text("31.00 EUR are not split yet.").or_(page.get_by_text("Split 2 has no"))
    ).to_have_count(2)
    page.get_by_role("button", name="Put what is left into part 2").click()
    expect(page.get_by_label("Amount of part 2")).to_have_value("31.00")
    page.get_by_role("button", name="Accept as new").click()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    assert [amount for _, amount, _ in written()] == ["100.00", "31.00"]


def test_a_bank_transaction_is_split_where_that_is_ticked(owner: User, visit: Visit) -> None:
    make_proposal(Document.objects.get(), make_split(owner, "131.00"))
    page = document_page(visit, viewport={"width": 1440, "height": 1000})
    page.get_by_role("button", name="By tax rate").click()
    expect(page.get_by_text("and splits it into the parts.")).to_be_hidden()
    page.get_by_label("Where it is linked, split the bank transaction so").check()
    expect(page.get_by_text("and splits it into the parts.")).to_be_visible()
    expect(page.get_by_text("Amount and text stay as they are.")).to_be_hidden()
    shoot(page, "parts-linked-1440")
    page.keyboard.press("a")
    page.wait_for_url("**/review/")
    posting = Posting.objects.get()
    assert [part["amount"] for part in posting.payload["parts"]] == ["120.00", "11.00"]


@pytest.mark.parametrize(("width", "theme"), [(1440, "light"), (820, "dark"), (360, "light")])
def test_parts_are_accessible_and_as_wide_as_the_window(
    width: int, theme: Any, owner: User, visit: Visit
) -> None:
    page = document_page(visit, viewport={"width": width, "height": 1000}, color_scheme=theme)
    shoot(page, f"parts-none-{width}-{theme}")
    page.get_by_role("button", name="By line").click()
    page.get_by_label("Amount of part 1").fill("80")
    page.get_by_role("button", name="Accept as new").click()
    expect(page.get_by_text("4.00 EUR are not split yet.").first).to_be_visible()
    page.locator("#parts").scroll_into_view_if_needed()
    shoot(page, f"parts-{width}-{theme}")
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    assert [(v["id"], [n["html"][:200] for n in v["nodes"]]) for v in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
