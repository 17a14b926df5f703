"""Handing in with a real browser: chosen, dropped, shared through the service worker; and offline."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, FilePayload, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from paperless_firefly.review.models import Preferences, Run, RunState, Upload
from paperless_firefly.review.services import handed_in
from tests.builders import make_document, make_person

from .conftest import shoot
from .product import Product

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PDF = b"%PDF-1.4\n%%EOF\n"
DROP = """(names) => {
  const moved = new DataTransfer();
  for (const name of names) moved.items.add(new File(["%PDF-1.4\\n%%EOF " + name], name, {type: "application/pdf"}));
  const options = {bubbles: true, cancelable: true, dataTransfer: moved};
  for (const kind of ["dragenter", "dragover", "drop"]) document.body.dispatchEvent(new DragEvent(kind, options));
}"""
# what the share menu of a phone does: a form posted to the address of the manifest
SHARE = """async (name) => {
  const form = document.createElement("form");
  Object.assign(form, {method: "post", enctype: "multipart/form-data", action: "/upload/shared/"});
  const input = Object.assign(document.createElement("input"), {type: "file", name: "files"});
  const picked = new DataTransfer();
  picked.items.add(new File(["%PDF-1.4\\n%%EOF shared"], name, {type: "application/pdf"}));
  input.files = picked.files;
  form.append(input);
  document.body.append(form);
  form.submit();
}"""
HIDDEN = """
  Object.defineProperty(document, "hidden", {get: () => true});
  window.told = [];
  ServiceWorkerRegistration.prototype.showNotification = async (title, more) => { told.push(`${title}: ${more.body}`); };
"""
READY = "navigator.serviceWorker.ready.then(() => new Promise((done) => navigator.serviceWorker.controller ? done() : navigator.serviceWorker.addEventListener('controllerchange', () => done())))"


def file(name: str, data: bytes, kind: str = "application/pdf") -> FilePayload:
    """A file as one chooses it."""
    return {"name": name, "mimeType": kind, "buffer": data}


@pytest.fixture
def owner(transactional_db: None, settings: Settings, tmp_path: Path) -> User:
    """Somebody with a document and a store of their own."""
    settings.SPARKLINK_DATA = tmp_path
    owner = make_person("owner")
    make_document(owner)
    return owner


@pytest.fixture
def context(chromium: Browser, live_server: LiveServer, owner: User) -> Iterator[BrowserContext]:
    """A browser that the owner is signed in with; it must not complain."""
    client = Client()
    client.force_login(owner)
    cookie = client.cookies["sparklink_session"]
    context = chromium.new_context(base_url=live_server.url)
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    reports: list[str] = []
    context.on(
        "console",
        lambda m: reports.append(m.text) if m.type in {"error", "warning"} else None,
    )
    context.on("weberror", lambda error: reports.append(str(error.error)))
    yield context
    context.close()
    meant = ("ERR_INTERNET_DISCONNECTED", "status of 403", "Error Code 403")
    assert [r for r in reports if not any(part in r for part in meant)] == []


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page of that browser."""
    return context.new_page()


def test_chosen_files_are_handed_in_at_once(page: Page) -> None:
    page.goto("/upload/")
    page.locator("input[multiple]").first.set_input_files(
        [
            file("a.pdf", PDF + b"a"),
            file("b.pdf", PDF + b"b"),
        ]
    )
    expect(page.locator(".row.handed")).to_have_count(2)
    assert handed_in.path_of(Upload.objects.get(name="a.pdf")).read_bytes() == PDF + b"a"


def test_a_refusal_stands_on_the_page_beside_what_was_taken(page: Page) -> None:
    page.goto("/upload/")
    page.locator("input[multiple]").first.set_input_files(
        [
            file("a.pdf", PDF),
            file("b.xml", b"<?xml version='1.0'?><a/>", "text/xml"),
        ]
    )
    expect(page.get_by_role("alert")).to_contain_text("takes no XML")
    expect(page.locator(".row.handed")).to_have_count(1)


def test_files_dropped_on_any_page_are_handed_in_and_the_page_stays(page: Page) -> None:
    page.goto(f"/review/{make_document(User.objects.get()).pk}/")
    page.evaluate(DROP, ["one.pdf", "two.pdf"])
    expect(page.locator("#toasts")).to_contain_text("2 files handed in")
    assert "/review/" in page.url
    page.get_by_role("link", name="Show").click()
    expect(page.locator(".row.handed")).to_have_count(2)


def test_what_hovers_over_the_page_is_welcomed(page: Page) -> None:
    page.goto("/")
    page.evaluate(DROP.replace('"dragover", "drop"', '"dragover"'), ["one.pdf"])
    expect(page.locator("#veil")).to_be_visible()
    page.evaluate(DROP.replace('["dragenter", "dragover", "drop"]', '["dragleave"]'), ["one.pdf"])
    expect(page.locator("#veil")).to_be_hidden()


@pytest.mark.parametrize("cookie", ["sparklink_session", "sparklink_csrf"])
def test_a_session_that_ended_is_said_and_the_files_are_not_lost_in_silence(
    cookie: str, page: Page, context: BrowserContext
) -> None:
    page.goto("/")
    context.clear_cookies(name=cookie)
    page.evaluate(DROP, ["one.pdf"])
    expect(page.locator("#toasts")).to_contain_text("could not be handed in")
    assert Upload.objects.count() == 0


def test_without_script_a_form_hands_in(
    chromium: Browser, context: BrowserContext, live_server: LiveServer
) -> None:
    plain = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    plain.add_cookies(context.cookies())  # type: ignore[arg-type]
    page = plain.new_page()
    page.goto("/upload/")
    page.locator("input[multiple]").first.set_input_files(file("a.pdf", PDF))
    page.get_by_role("button", name="Hand in").click()
    expect(page.locator(".row.handed")).to_contain_text("a.pdf")
    plain.close()


def test_what_a_phone_shares_comes_through_the_service_worker(page: Page) -> None:
    page.goto("/upload/")
    page.evaluate(READY)
    page.evaluate(SHARE, "Rechnung Mai – geteilt.pdf")
    page.wait_for_url("**/upload/?shared")
    expect(page.locator(".row.handed")).to_contain_text("Rechnung Mai – geteilt.pdf")
    assert page.evaluate("caches.has('shared')") is False
    page.reload()
    expect(page.locator(".row.handed")).to_have_count(1)


def test_what_was_shared_waits_for_the_sign_in(page: Page, context: BrowserContext) -> None:
    page.goto("/upload/")
    page.evaluate(READY)
    context.clear_cookies()
    page.evaluate(SHARE, "bill.pdf")
    page.wait_for_url("**/accounts/login/**")
    page.locator("[name=login]").fill("owner")
    page.locator("[name=password]").fill("owner")
    page.locator("[name=password]").press("Enter")
    expect(page.locator(".row.handed")).to_contain_text("bill.pdf")


def test_offline_there_are_words_and_nothing_of_the_books(
    page: Page, context: BrowserContext
) -> None:
    page.goto("/review/")
    page.evaluate(READY)
    page.reload()
    kept = page.evaluate(
        "caches.keys().then(async (names) => (await Promise.all(names.map(async (name) =>"
        " (await (await caches.open(name)).keys()).map((r) => new URL(r.url).pathname)))).flat())"
    )
    assert [path for path in kept if not path.startswith("/static/")] == ["/offline/"]
    context.set_offline(True)
    page.goto("/review/")
    expect(page.locator("h1")).to_have_text("No connection")
    shoot(page, "offline")
    context.set_offline(False)
    page.get_by_role("link", name="Try again").click()
    expect(page.locator("h1")).to_have_text("Review")


def test_a_run_that_ends_in_the_background_is_told(page: Page, context: BrowserContext) -> None:
    context.grant_permissions(["notifications"])
    Preferences.objects.update_or_create(owner=User.objects.get(), defaults={"notify": True})
    run = Run.objects.create(owner=User.objects.get(), state=RunState.RUNNING)
    page.add_init_script(HIDDEN)
    page.goto("/history/")
    page.evaluate(READY)
    Run.objects.filter(pk=run.pk).update(state=RunState.DONE, found_new=3)
    first = "new Promise((done) => setInterval(() => told.length && done(told), 50))"
    assert page.evaluate(first) == ["Run finished: 3 new, 0 read, 0 transactions"]


def test_the_browser_is_asked_by_a_click_alone(page: Page) -> None:
    page.add_init_script(
        "window.asked = 0; Notification.requestPermission = async () => { asked += 1; return 'denied'; }"
    )
    page.goto("/settings/")
    assert page.evaluate("asked") == 0
    page.locator("input[name=notify]").click()
    expect(page.locator("#notify-denied")).to_be_visible()
    expect(page.locator("input[name=notify]")).not_to_be_checked()
    assert page.evaluate("asked") == 1


def test_a_file_comes_from_the_page_into_the_queue(product: Product, chromium: Browser) -> None:
    page = chromium.new_page(base_url=product.url)
    page.goto("/upload/")
    page.locator("[name=login]").fill("demo")
    page.locator("[name=password]").fill(product.password)
    page.locator("[name=password]").press("Enter")
    text = "Nordlicht GmbH\nRechnung R-77\nRechnungsdatum: 11.11.2026\nGesamtbetrag: 77,30 EUR\n"
    page.locator("input[multiple]").first.set_input_files(
        file("bill.txt", text.encode(), "text/plain")
    )
    expect(page.locator(".row.handed .way li.is-done")).to_have_count(4, timeout=60_000)
    shoot(page, "handed-in")
    page.get_by_role("link", name="bill.txt").click()
    page.wait_for_url("**/review/*/")
    page.close()
