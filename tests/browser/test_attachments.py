"""What was attached, and what was not and why, in a real browser: light, dark and on a phone."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from django.utils import timezone
from playwright.sync_api import expect

from paperless_firefly.review.models import Attachment, Document
from paperless_firefly.review.services.audit import record
from tests.builders import make_document, make_entry, make_person, make_posting

from .conftest import shoot
from .test_pages import RULES, Visit, visit

__all__ = ["visit"]
pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture
def owner(transactional_db: None) -> User:
    """A person with a posted document whose file hangs there and whose XML was refused."""
    owner = make_person("owner")
    make_entry(owner)
    document = make_document(owner, "1234.50", seller="Atelier Beispiel")
    posting = make_posting(document, "done", group_id="48213", journal_ids=["71"])
    given = {"posting": posting, "state": "done", "due_at": timezone.now()}
    file = "2026-11-11 Atelier Beispiel invoice.pdf"
    Attachment.objects.create(kind="original", firefly_id="5", filename=file, **given)
    refused = "The XML is larger than what may be attached."
    Attachment.objects.create(kind="xml", error=refused, **given)
    record("posted", document=document, was="sending", now="done", group="48213")
    record("attached", document=document, file=file)
    record("not-attached", document=document, reason=refused)
    return owner


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_the_history_tells_what_hangs_there_and_what_does_not(
    owner: User, visit: Visit, width: int, scheme: str
) -> None:
    page = visit(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.goto("/history/")
    expect(page.locator(".row.event")).to_contain_text("its XML is not attached")
    page.goto(f"/history/{Document.objects.get().pk}/")
    expect(page.get_by_text("Attached in Firefly III: 2026-11-11").first).to_be_visible()
    expect(page.get_by_text("The XML is larger than what may be attached.").first).to_be_visible()
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
    assert found.response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    shoot(page, f"attachments-{width}-{scheme}")


def test_what_was_refused_is_tried_again_by_one_button(owner: User, visit: Visit) -> None:
    page = visit()
    page.goto(f"/history/{Document.objects.get().pk}/")
    page.get_by_role("button", name="Attach it now").click()
    expect(page.get_by_role("button", name="Attach it now")).to_have_count(0)
    assert Attachment.objects.get(kind="xml").state == "due"


def test_what_is_attached_is_chosen_in_settings(owner: User, visit: Visit) -> None:
    page = visit(viewport={"width": 1440, "height": 1000})
    page.goto("/settings/")
    field = page.get_by_label("Attach to the transaction")
    expect(field).to_have_value("")
    field.select_option("the file as it was uploaded")
    field.scroll_into_view_if_needed()
    shoot(page, "attachments-settings")
