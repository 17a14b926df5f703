"""When the bank is later than the paper, in a real browser and by keys: waiting, and its end."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from paperless_firefly.review.models import Decision, Document, Posting, Preferences
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


@pytest.fixture
def owner(transactional_db: None) -> User:
    """A person with two documents whose payments are not there yet."""
    owner = make_person("owner")
    account = make_entry(owner)
    Preferences.objects.update_or_create(
        owner=owner, defaults={"default_account": account.firefly_id}
    )
    make_document(owner, "48.00", seller="Kiosk")
    make_document(owner, "120.00", seller="Stadtwerke")
    return owner


def problems(page: Page) -> list[Any]:
    """What axe finds, and whether the page is wider than its window."""
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    told = [(page.url, v["id"], [n["html"][:200] for n in v["nodes"]]) for v in found]
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return [*told, *([(page.url, "wider than the window", [])] if wide else [])]


def decision(seller: str) -> str:
    """What was decided about a seller's document."""
    return Document.objects.get(seller=seller).decision


def press(page: Page, key: str) -> None:
    """A key that leads to another page."""
    with page.expect_navigation():
        page.keyboard.press(key)


def test_a_document_waits_and_is_ended_by_keys_alone(owner: User, visit: Visit) -> None:
    page = visit(viewport={"width": 1440, "height": 1000})
    kiosk, works = (Document.objects.get(seller=s) for s in ("Kiosk", "Stadtwerke"))
    for document in (kiosk, works):
        page.goto(f"/review/{document.pk}/")
        press(page, "w")
    assert (decision("Kiosk"), decision("Stadtwerke")) == ("wait", "wait")
    page.goto(f"/review/{kiosk.pk}/")
    press(page, "n")
    assert (decision("Kiosk"), Posting.objects.get().state) == ("new", "due")
    page.goto(f"/review/{works.pk}/")
    press(page, "u")
    assert decision("Stadtwerke") == "open"
    press(page, "w")
    make_proposal(works, make_split(owner, "120.00"))
    page.goto(f"/review/{works.pk}/")
    press(page, "a")
    assert decision("Stadtwerke") == "link"


@pytest.mark.parametrize(("width", "theme"), [(1440, "light"), (820, "dark"), (360, "light")])
def test_pages_of_what_waits_are_accessible(
    width: int, theme: Any, owner: User, visit: Visit
) -> None:
    page = visit(viewport={"width": width, "height": 1000}, color_scheme=theme)
    found = []
    kiosk, works = (Document.objects.get(seller=s) for s in ("Kiosk", "Stadtwerke"))
    page.goto(f"/review/{kiosk.pk}/")
    shoot(page, f"wait-choose-{width}")
    found += problems(page)
    for document in (kiosk, works):
        page.goto(f"/review/{document.pk}/")
        with page.expect_navigation():
            page.locator("[data-key=w]").click()
    make_proposal(works, make_split(owner, "120.00"))
    places = {
        "overview": "/", "queue": "/review/?state=waiting", "kiosk": f"/review/{kiosk.pk}/",
        "works": f"/review/{works.pk}/", "history": "/history/", "line": f"/history/{kiosk.pk}/",
    }  # fmt: skip
    for name, address in places.items():
        page.goto(address)
        shoot(page, f"wait-{name}-{width}")
        found += problems(page)
    expect(page.get_by_role("button", name="Book now")).to_be_visible()
    assert found == []


def provisional(document: Document) -> None:
    """It is posted provisionally, and the bank's own transaction is there."""
    ours = make_split(
        document.owner, "48.00", linked=True, category="Office", notes="Total: 48.00",
        tags=["provisional", "paper"], description="Kiosk R-1",
    )  # fmt: skip
    posting = make_posting(
        document, "done", group_id=ours.group_id, journal_ids=[ours.journal_id], payload={"x": 1}
    )
    Decision.objects.filter(pk=posting.decision_id).update(kind="prov")
    Document.objects.filter(pk=document.pk).update(decision="prov")
    make_proposal(document, make_split(document.owner, "48.00", category="Groceries"))


def test_ours_is_merged_into_the_banks_by_one_key(owner: User, visit: Visit) -> None:
    page = visit(viewport={"width": 1440, "height": 1000})
    kiosk = Document.objects.get(seller="Kiosk")
    provisional(kiosk)
    page.goto(f"/review/{kiosk.pk}/")
    expect(page.get_by_text("goes over").first).to_be_visible()
    press(page, "a")
    expect(page.get_by_text("Merged Kiosk.")).to_be_visible()
    assert decision("Kiosk") == "link"
    press(page, "u")
    expect(page.get_by_text("is provisional again")).to_be_visible()
    assert decision("Kiosk") == "prov"
    press(page, "n")
    assert decision("Kiosk") == "new"


@pytest.mark.parametrize(("width", "theme"), [(1440, "light"), (820, "dark"), (360, "light")])
def test_pages_of_a_merge_are_accessible(width: int, theme: Any, owner: User, visit: Visit) -> None:
    page = visit(viewport={"width": width, "height": 1000}, color_scheme=theme)
    kiosk, works = (Document.objects.get(seller=s) for s in ("Kiosk", "Stadtwerke"))
    provisional(kiosk)
    group = {"id": "9", "title": "Stadtwerke", "amount": "120.00", "currency": "EUR",
             "date": "2026-11-11", "source": "Girokonto", "destination": "Stadtwerke"}  # fmt: skip
    changed = {"journal_id": "9", "field": "notes", "was": "Total: 120.00", "now": "Mine"}
    make_posting(
        works, "held", action="link", payload={"merge": 1},
        error="This transaction was changed in Firefly III since SparkLink made it.",
        hold={"code": "merge-touched", "groups": [group], "differences": [changed]},
    )  # fmt: skip
    Document.objects.filter(pk=works.pk).update(decision="link")
    places = {
        "choose": f"/review/{kiosk.pk}/", "held": f"/review/{works.pk}/",
        "queue": "/review/?state=waiting", "history": "/history/", "overview": "/",
        "settings": "/settings/#posting",
    }  # fmt: skip
    found = []
    for name, address in places.items():
        page.goto(address)
        shoot(page, f"merge-{name}-{width}")
        found += problems(page)
    assert found == []
