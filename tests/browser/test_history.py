"""What will be written, the timeline and the log in a real browser: by keys, without script, on a phone."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from paperless_firefly.review.models import Document, LedgerSplit, Link, Posting
from paperless_firefly.review.selectors.watching import image
from paperless_firefly.review.services.audit import record
from tests.builders import (
    make_document,
    make_entry,
    make_person,
    make_posting,
    make_proposal,
    make_split,
)

from .conftest import shoot
from .test_pages import RULES, Visit, visit

__all__ = ["visit"]
pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
SIZES = [(1440, "light"), (1440, "dark"), (390, "light"), (390, "dark")]


@pytest.fixture
def owner(transactional_db: None) -> User:
    """A person with a document to book, one to link, and one whose transaction changed since."""
    owner = make_person("owner")
    make_entry(owner)
    make_document(owner, "1234.50", seller="Atelier Beispiel")
    make_proposal(make_document(owner, seller="Stadtwerke"), make_split(owner, notes="mine"))
    for change, seller in (("gone", "Kiosk"), ("edited", "Telvio")):
        make_changed(owner, change, seller)
    return owner


def make_changed(owner: User, change: str, seller: str) -> None:
    """A posted document with a life, whose transaction is gone or was edited."""
    split = make_split(owner, linked=True, description=f"{seller} SAGT DANKE")
    document = make_document(owner, seller=seller)
    posting = make_posting(
        document, "done", action="link", group_id=split.group_id, journal_ids=[split.journal_id],
        intended={"added": {"external_url": "http://paperless.test/documents/1/"}},
    )  # fmt: skip
    left = image(split)
    LedgerSplit.objects.filter(pk=split.pk).update(description="my words")
    Link.objects.create(
        owner=owner, document=document, posting=posting, group_id=split.group_id,
        journal_id=split.journal_id, changed=change, left=left, seen="x",
    )  # fmt: skip
    names = ("total", "currency", "issue_date", "number", "seller")
    read = [{"field": n, "was": "", "now": f"a {n}", "by": "text"} for n in names]
    record("arrived", document=document)
    record("read", document=document, now="auto", changes=read)
    record("field-changed", document=document, actor=owner, field="total", was="12", now="13")
    record("linked", document=document, was="sending", now="done", group=split.group_id)
    edits = [{"field": "description", "was": f"{seller} SAGT DANKE", "now": "my words"}]
    action = "transaction-gone" if change == "gone" else "transaction-edited"
    record(action, document=document, group=split.group_id, changes=edits[: change == "edited"])


def document(seller: str) -> Document:
    return Document.objects.get(seller=seller)


def open_fold(page: Page) -> None:
    page.get_by_text("What will be written", exact=True).click()
    expect(page.locator(".dry")).to_be_visible()


def test_the_fold_tells_what_the_form_says_now(owner: User, visit: Visit) -> None:
    page = visit(viewport={"width": 1440, "height": 1000})
    page.goto(f"/review/{document('Atelier Beispiel').pk}/")
    open_fold(page)
    told = page.locator(".dry")
    expect(told).to_contain_text("1,234.50")
    page.get_by_text("What will be written", exact=True).click()
    page.get_by_label("Category").fill("Office")
    open_fold(page)
    expect(told).to_contain_text("Firefly III makes the category Office with it.")
    page.locator("#v-total").fill("99.00")
    page.get_by_text("What will be written", exact=True).click()
    open_fold(page)
    expect(told).to_contain_text("values that are not saved yet")
    assert not Posting.objects.filter(document__seller="Atelier Beispiel").exists()


def test_a_link_tells_its_additions(owner: User, visit: Visit) -> None:
    page = visit()
    page.goto(f"/review/{document('Stadtwerke').pk}/")
    open_fold(page)
    expect(page.locator(".dry")).to_contain_text("Additions to transaction")
    expect(page.locator(".dry")).to_contain_text("Address of the document")


def test_without_script_it_is_a_page_of_its_own(owner: User, visit: Visit) -> None:
    page = visit(java_script_enabled=False)
    page.goto(f"/review/{document('Atelier Beispiel').pk}/")
    page.get_by_text("What will be written", exact=True).click()
    page.get_by_role("link", name="Show it").click()
    expect(page.locator(".dry")).to_contain_text("A new transaction in Firefly III")


def test_all_that_wait_show_themselves_as_they_come_into_view(owner: User, visit: Visit) -> None:
    page = visit(viewport={"width": 1440, "height": 1400})
    page.goto("/review/")
    page.get_by_role("link", name="What will be written").click()
    expect(page.locator(".panel")).to_have_count(2)
    expect(page.locator(".dry")).to_have_count(2)
    expect(page.get_by_text("A new transaction in Firefly III")).to_be_visible()


def test_a_gone_transaction_is_seen_on_the_overview_and_left_so(owner: User, visit: Visit) -> None:
    page = visit()
    page.goto("/")
    page.get_by_role("link", name="Look", exact=True).click()
    expect(page.locator(".row.event")).to_have_count(2)
    page.get_by_role("link", name="Kiosk").click()
    page.get_by_role("button", name="Leave it so").click()
    expect(page.get_by_text("Left as it is in Firefly III.").first).to_be_visible()
    page.goto("/history/?kind=changed")
    expect(page.locator(".row.event")).to_have_count(1)


def test_undo_is_one_key_on_the_timeline(owner: User, visit: Visit) -> None:
    page = visit()
    page.goto(f"/history/{document('Telvio').pk}/")
    page.keyboard.press("u")
    expect(page.get_by_text("It is being taken back.").first).to_be_visible()
    assert Posting.objects.get(document__seller="Telvio").state == "undoing"


def test_a_link_is_moved_by_keys(owner: User, visit: Visit) -> None:
    page = visit()
    page.goto(f"/history/{document('Telvio').pk}/")
    page.keyboard.press("l")
    expect(page.get_by_role("heading", name="Link another transaction")).to_be_visible()
    page.locator(".row.tx .cover").first.click()
    expect(page.get_by_text("First this is taken back")).to_be_visible()
    page.keyboard.press("a")
    expect(page.get_by_text("It is being taken back, and then linked")).to_be_visible()
    assert "split" in Posting.objects.get(document__seller="Telvio").undo


def test_the_log_is_searched_and_narrowed(owner: User, visit: Visit) -> None:
    page = visit()
    page.goto("/history/")
    page.get_by_role("link", name="Log", exact=True).click()
    expect(page.locator(".timeline > li")).to_have_count(10)
    page.keyboard.press("/")
    page.keyboard.type("telvio")
    page.keyboard.press("Enter")
    expect(page.locator(".timeline > li")).to_have_count(5)
    page.get_by_text("Filter", exact=True).click()
    page.get_by_label("Who").select_option("You")
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".timeline > li")).to_have_count(1)
    assert "q=telvio" in page.url


@pytest.mark.parametrize(("width", "theme"), SIZES)
def test_they_are_accessible_and_as_wide_as_the_window(
    width: int, theme: Any, owner: User, visit: Visit
) -> None:
    page = visit(
        viewport={"width": width, "height": 900 if width < 500 else 1000}, color_scheme=theme
    )
    telvio, kiosk = document("Telvio").pk, document("Kiosk").pk
    other = LedgerSplit.objects.exclude(linked=True)[0].pk
    for name, where in {
        "overview": "/", "history-changed": "/history/?kind=changed", "log": "/history/log/",
        "log-narrowed": "/history/log/?q=telvio&action=firefly&by=machine",
        "timeline-edited": f"/history/{telvio}/", "timeline-gone": f"/history/{kiosk}/",
        "move": f"/history/{telvio}/move/", "move-confirm": f"/history/{telvio}/move/{other}/",
        "will": f"/review/{document('Atelier Beispiel').pk}/will/", "will-all": "/review/will/",
        "document-edited": f"/review/{telvio}/",
    }.items():  # fmt: skip
        page.goto(where)
        page.wait_for_load_state("networkidle")
        shoot(page, f"{name}-{width}-{theme}")
        found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
        problems = [(v["id"], [n["html"][:200] for n in v["nodes"]]) for v in found]
        assert problems == [], where
        assert page.evaluate("document.documentElement.scrollWidth") <= width, where
    page.goto(f"/review/{document('Atelier Beispiel').pk}/")
    open_fold(page)
    page.locator(".dry").scroll_into_view_if_needed()
    shoot(page, f"document-will-{width}-{theme}")
