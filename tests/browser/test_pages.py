"""Pages in a real browser, on made rows: accessible, by keyboard alone, and without script."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from django.test import Client
from PIL import Image
from playwright.sync_api import Browser, ConsoleMessage, Page, expect
from pytest_django.live_server_helper import LiveServer

from paperless_firefly.domain.extraction import LineItem, State
from paperless_firefly.review.models import ConfirmedSeller, Connection, Document, LearnedName
from paperless_firefly.review.selectors.pages import page_path, words_path
from tests.builders import (
    make_document,
    make_entry,
    make_extraction,
    make_field,
    make_person,
    make_posting,
    make_proposal,
    make_split,
)

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

Visit = Callable[..., Page]

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SIZES = [(1440, "light"), (820, "dark"), (360, "light")]


@pytest.fixture
def owner(transactional_db: None) -> User:
    """A person with one document in each state that a page can show."""
    owner = make_person("owner")
    make_entry(owner)
    for number in range(4):
        make_document(owner, f"{number + 20}.00", seller=f"Certain {number}")
    make_proposal(make_document(owner, seller="With a pair"), make_split(owner))
    unsure = {
        "total": make_field("12.00", 0.4, "21.00", "22.00"),
        "currency": make_field("EUR"),
        "issue_date": make_field("2026-11-11", 0.7, line=120),
        "seller": make_field("To check", line=40),
    }
    make_document(owner, extraction=make_extraction(state=State.REVIEW, fields=unsure))
    group = {"id": "7", "title": "Held", "amount": "12.00", "currency": "EUR", "date": "2026-11-11"}
    held = make_document(owner, seller="Held")
    make_posting(held, "held", hold={"code": "found", "groups": [group]}, error="Look at this.")
    make_posting(make_document(owner, seller="Failed"), "failed", error="Busy.")
    make_posting(make_document(owner, seller="Done"), "done", group_id="9")
    lines = (LineItem("Toner", "2", "5.00", "10.00", "20"),)
    data = make_document(owner, extraction=make_extraction(seller="Data", lines=lines))
    data.readings.update(data={**data.readings.get().data, "pages": []})
    ConfirmedSeller.objects.create(
        owner=owner, key="nordlicht", name="Nordlicht", aliases=["N."], signs={"phones": ["123"]}
    )
    LearnedName.objects.create(
        owner=owner, seller="nordlicht", seller_shown="Nordlicht", descriptor="nl", count=2
    )
    return owner


def write_words(document: Document, words: list[tuple[str, float]]) -> None:
    """Words of a line on page 1, each at its place from the left."""
    image = page_path(document.sha256, 1)
    image.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (59, 84), "white").save(image)
    boxes = [[text, x, 300.0, x + 30, 312.0] for text, x in words]
    words_path(document.sha256, 1).write_text(json.dumps(boxes))


@pytest.fixture
def visit(chromium: Browser, live_server: LiveServer, owner: User) -> Iterator[Visit]:
    """Opens pages that the owner is signed in with; they must not make the browser complain."""
    client = Client()
    client.force_login(owner)
    cookie = client.cookies["sparklink_session"]
    contexts, reports = [], list[str]()

    def note(message: ConsoleMessage) -> None:
        # an answer of 4xx is logged too, and is what some tests ask for
        if message.type in {"error", "warning"} and "status of 4" not in message.text:
            reports.append(message.text)

    def make(**options: Any) -> Page:
        context = chromium.new_context(base_url=live_server.url, **options)
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
        context.on("console", note)
        context.on("weberror", lambda error: reports.append(str(error.error)))
        contexts.append(context)
        return context.new_page()

    yield make
    for context in contexts:
        context.close()
    assert reports == []


def addresses() -> list[str]:
    """Every page, and the document's in each of its states."""
    documents = [f"/review/{pk}/" for pk in Document.objects.values_list("pk", flat=True)]
    first = documents[0]
    return [
        "/", "/review/", "/review/?state=stuck", "/review/?q=nothing", "/reconcile/",
        "/reconcile/?show=bank", "/reconcile/together/", "/history/", f"{first.replace('review', 'history')}", "/settings/",
        "/accounts/password/", "/upload/", "/settings/sessions/", "/find/?q=certain", "/kit/", "/review/accept/",
        "/settings/learned/", f"/settings/learned/{ConfirmedSeller.objects.get().pk}/", f"{first}link/", *documents[-6:],
    ]  # fmt: skip


@pytest.mark.parametrize(("width", "theme"), SIZES)
def test_pages_are_accessible_and_as_wide_as_the_window(
    width: int, theme: Any, visit: Visit
) -> None:
    window = {"width": width, "height": 900}
    page = visit(viewport=window, color_scheme=theme)
    problems = []
    for address in addresses():
        page.goto(address)
        found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
        problems += [(address, v["id"], [n["html"][:200] for n in v["nodes"]]) for v in found]
        wide = page.evaluate("document.documentElement.scrollWidth")
        problems += [(address, "wider than the window", [str(wide)])] if wide > width else []
    assert problems == []


@pytest.mark.parametrize("broken", [["paperless", "firefly"], ["firefly"]])
def test_set_up_is_accessible_and_fits_a_phone(
    broken: list[str], owner: User, visit: Visit
) -> None:
    told = "Firefly III does not answer at http://localhost: the connection is refused."
    Connection.objects.filter(kind__in=broken).update(token="", check_ok=False, check_error=told)
    page = visit(viewport={"width": 360, "height": 800})
    page.goto("/")
    expect(page.locator(".step.is-now .note.bad")).to_contain_text("the connection is refused")
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    assert [(v["id"], [n["html"][:200] for n in v["nodes"]]) for v in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_three_sure_documents_take_three_keys(owner: User, visit: Visit) -> None:
    page = visit()
    page.goto("/review/?state=certain")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/review/*/")
    for _ in range(3):
        before = page.url
        page.keyboard.press("a")
        page.wait_for_url(lambda url, before=before: url != before)  # type: ignore[misc]
    decided = Document.objects.exclude(decision="open").filter(postings__state="due")
    assert decided.count() == 3
    page.keyboard.press("u")
    expect(page.get_by_text("is back in the queue")).to_be_visible()
    assert decided.count() == 2


def test_ten_documents_are_reviewed_by_keys_alone(owner: User, visit: Visit) -> None:
    Document.objects.all().delete()
    for number in range(7):
        make_document(owner, f"{number + 30}.00", seller=f"Sure {number}")
    fields = make_extraction().fields
    wrong = {**fields, "total": make_field("12.00", 0.4, "21.00")}
    make_document(owner, extraction=make_extraction(state=State.REVIEW, fields=wrong))
    make_document(owner, seller="No use", state=State.REVIEW, confidence=0.7)
    make_document(owner, seller="Another day", state=State.REVIEW, confidence=0.7)
    keys = {"Nordlicht Bürobedarf": "1a", "No use": "r", "Another day": "s"}
    page = visit()
    page.goto("/review/")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    for _ in range(10):
        page.wait_for_url("**/review/*/")
        name = page.get_by_role("heading", level=1).inner_text()
        for key in keys.get(name, "a"):
            with page.expect_navigation():
                page.keyboard.press(key)
    decided = Document.objects.values_list("decision", flat=True)
    assert sorted(decided) == ["later", *["new"] * 8, "rejected"]
    assert Document.objects.get(total_minor=2100).decision == "new"


def test_a_wrong_total_with_the_right_one_beside_it_takes_two_keys(
    owner: User, visit: Visit
) -> None:
    document = Document.objects.get(reading="review")
    page = visit()
    page.goto(f"/review/{document.pk}/")
    page.keyboard.press("1")
    expect(page.locator("#v-total")).to_have_value("21.00")
    page.keyboard.press("a")
    page.wait_for_url(lambda url: f"/{document.pk}/" not in url)
    document.refresh_from_db()
    assert (document.total_minor, document.decision) == (2100, "new")


def test_keys_do_nothing_while_typing_or_when_switched_off(owner: User, visit: Visit) -> None:
    document = Document.objects.filter(decision="open")[0]
    page = visit()
    page.goto(f"/review/{document.pk}/")
    page.locator("#v-seller").press_sequentially("aars")
    owner.preferences.single_keys = False
    owner.preferences.save()
    page.goto(f"/review/{document.pk}/")
    page.keyboard.press("a")
    page.keyboard.press("r")
    page.goto("/review/")
    document.refresh_from_db()
    assert document.decision == "open"


def test_all_keys_are_shown_by_a_question_mark(owner: User, visit: Visit) -> None:
    page = visit()
    page.goto("/review/")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_the_palette_finds_a_document_from_anywhere(owner: User, visit: Visit) -> None:
    page = visit()
    page.goto("/settings/")
    page.keyboard.press("Control+k")
    page.keyboard.type("with a pair")
    page.keyboard.press("Enter")
    page.wait_for_url("**/review/*/")
    expect(page.get_by_role("heading", name="With a pair")).to_be_visible()


def test_focusing_a_field_lights_its_place(owner: User, visit: Visit) -> None:
    document = Document.objects.get(reading="review")
    page = visit()
    page.goto(f"/review/{document.pk}/")
    expect(page.locator('.ev.is-lit[data-field="total"]')).to_have_count(1)
    page.locator("#v-issue_date").focus()
    expect(page.locator(".ev.is-lit")).to_have_attribute("data-field", "issue_date")


def test_a_click_on_a_word_fills_the_field_and_says_what_it_was(owner: User, visit: Visit) -> None:
    document = Document.objects.get(reading="review")
    write_words(document, [("Paid", 60.0), ("31,50", 120.0), ("on", 200.0), ("3.", 220.0)])
    page = visit()
    page.goto(f"/review/{document.pk}/")
    page.locator("#v-total").focus()
    page.locator(".words .w", has_text="31,50").click()
    expect(page.locator("#v-total")).to_have_value("31.50")
    expect(page.locator('[data-field="total"] .was del')).to_have_text("12.00")
    # a word that is no amount leaves an amount alone
    page.locator(".words .w", has_text="Paid").click()
    expect(page.locator("#v-total")).to_have_value("31.50")


def test_several_are_selected_and_put_aside_by_keys(owner: User, visit: Visit) -> None:
    page = visit()
    page.goto("/review/?state=certain")
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.get_by_text("2 selected")).to_be_visible()
    page.keyboard.press("s")
    expect(page.get_by_text("Put aside 2.")).to_be_visible()
    assert Document.objects.filter(decision="later").count() == 2
    page.keyboard.press("u")
    expect(page.get_by_text("2 documents are back in the queue.")).to_be_visible()


def test_all_that_are_certain_are_accepted_after_a_preview(owner: User, visit: Visit) -> None:
    page = visit()
    page.goto("/review/")
    page.keyboard.press("Shift+A")
    page.wait_for_url("**/review/accept/")
    page.get_by_label("Select Certain 0").uncheck()
    expect(page.locator("button [data-selected]")).to_have_text("5")
    page.keyboard.press("a")
    expect(page.get_by_text("Accepted 5.")).to_be_visible()
    assert Document.objects.get(seller="Certain 0").decision == "open"
    assert Document.objects.get(seller="With a pair").decision == "link"


def test_a_document_is_reviewed_without_script(owner: User, visit: Visit) -> None:
    document = Document.objects.get(reading="review")
    page = visit(java_script_enabled=False)
    page.goto("/review/?state=check")
    page.get_by_role("link", name="To check").last.click()
    page.locator("#v-total").fill("19.99")
    page.locator("#v-total").press("Enter")
    expect(page.locator(".was:not([hidden]) del")).to_have_text("12.00")
    page.get_by_role("button", name="Accept as new").click()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    document.refresh_from_db()
    assert (document.total_minor, document.decision) == (1999, "new")
