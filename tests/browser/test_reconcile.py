"""Reconciliation in a real browser: by mouse, by keyboard, at once, and the tax year's files."""

from __future__ import annotations

import csv
import zipfile
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from django.utils import timezone
from playwright.sync_api import Page, expect

from paperless_firefly.review.models import Document, LedgerSplit, Link, TaxExport
from paperless_firefly.review.services import link_batches, tax_exports
from tests.builders import make_document, make_entry, make_person, make_proposal, make_split

from .conftest import shoot
from .test_pages import RULES, Visit, visit

__all__ = ["visit"]
pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture
def owner(transactional_db: None) -> User:
    """A person with three proposals, a document without, and two payments without."""
    owner = make_person("owner")
    for name in ("Nordlicht", "Stadtwerke", "Telvio"):
        make_proposal(make_document(owner, seller=name), make_split(owner, description=name))
    make_entry(owner)
    make_document(owner, "48.00", seller="Kiosk")
    make_split(owner, "99.00", description="MIETE", category="Rent")
    make_split(owner, "500.00", description="SPAREN", type="transfer")
    return owner


def is_decided(seller: str) -> str:
    """What was decided about a seller's document."""
    return Document.objects.get(seller=seller).decision


def test_a_pair_is_linked_by_mouse_and_taken_back(owner: User, visit: Visit) -> None:
    page = visit(viewport={"width": 1440, "height": 1000})
    page.goto("/reconcile/")
    shoot(page, "reconcile-1440-light")
    page.get_by_role("link", name="Stadtwerke").first.click()
    page.get_by_role("link", name="MIETE").click()
    expect(page.get_by_text("Not proposed by matching")).to_be_visible()
    page.get_by_role("link", name="Stadtwerke").last.click()
    page.get_by_role("button", name="Link", exact=False).last.click()
    expect(page.get_by_text("Linked Stadtwerke.")).to_be_visible()
    assert is_decided("Stadtwerke") == "link"
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Stadtwerke waits again.")).to_be_visible()
    assert is_decided("Stadtwerke") == "open"


def test_a_pair_is_linked_by_keys_alone(owner: User, visit: Visit) -> None:
    page = visit()
    page.goto("/reconcile/")
    page.keyboard.press("j")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.keyboard.press("o")
    page.keyboard.press("j")
    with page.expect_navigation():
        page.keyboard.press("w")
    with page.expect_navigation():
        page.keyboard.press("a")
    assert Document.objects.filter(decision="link").count() == 1
    page.keyboard.press("u")
    expect(page.get_by_text("waits again")).to_be_visible()
    assert not Document.objects.filter(decision="link").exists()


def test_cash_and_a_rule_by_keys(owner: User, visit: Visit) -> None:
    kiosk = Document.objects.get(seller="Kiosk")
    saving = LedgerSplit.objects.get(description="SPAREN")
    page = visit()
    page.goto(f"/reconcile/?d={kiosk.pk}")
    page.keyboard.press("c")
    expect(page.get_by_text("Paid in cash: Kiosk.")).to_be_visible()
    page.goto(f"/reconcile/?t={saving.pk}")
    page.get_by_label("For which payments").select_option("type")
    page.keyboard.press("Tab")
    page.keyboard.press("n")
    expect(page.get_by_text("Never asked again: all transfers.")).to_be_visible()
    page.goto("/reconcile/rules/")
    page.get_by_role("button", name="Delete: all transfers").click()
    expect(page.get_by_text("The rule is gone")).to_be_visible()
    saving.refresh_from_db()
    assert saving.needs_document


def test_all_likely_pairs_are_linked_after_a_preview_and_taken_back(
    owner: User, visit: Visit
) -> None:
    page = visit()
    page.goto("/reconcile/")
    page.keyboard.press("Shift+A")
    page.wait_for_url("**/reconcile/accept/")
    page.get_by_label("Select Telvio").uncheck()
    Document.objects.filter(seller="Nordlicht").update(version=7)
    page.keyboard.press("a")
    expect(page.get_by_text("1 document was linked.")).to_be_visible()
    expect(page.get_by_text("1 was left for a closer look")).to_be_visible()
    assert [is_decided(n) for n in ("Nordlicht", "Stadtwerke", "Telvio")] == [
        "open",
        "link",
        "open",
    ]
    page.keyboard.press("u")
    expect(page.get_by_text("1 link was taken back.")).to_be_visible()
    assert is_decided("Stadtwerke") == "open"


def test_both_lists_work_without_script(owner: User, visit: Visit) -> None:
    page = visit(java_script_enabled=False)
    page.goto("/reconcile/?dq=telvio")
    page.get_by_role("button", name="Link").click()
    expect(page.get_by_text("Linked Telvio.")).to_be_visible()
    page.goto("/reconcile/accept/")
    page.get_by_role("button", name="Link").click()
    expect(page.get_by_text("2 documents were linked.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("2 links were taken back.")).to_be_visible()


def test_a_tax_years_files_are_opened(
    owner: User, visit: Visit, settings: Any, tmp_path: Path
) -> None:
    settings.SPARKLINK_DATA = tmp_path
    split = LedgerSplit.objects.get(description="MIETE")
    Link.objects.create(owner=owner, document=Document.objects.get(seller="Kiosk"),
                        group_id="1", journal_id=split.journal_id)  # fmt: skip
    LedgerSplit.objects.filter(pk=split.pk).update(linked=True)
    page = visit(viewport={"width": 1440, "height": 1000}, accept_downloads=True)
    page.goto("/reconcile/coverage/?year=2026")
    shoot(page, "coverage-1440-light")
    rows = list(csv.reader(saved(page, "All payments, as CSV").read_text("utf-8-sig").splitlines()))
    assert sorted({row[7] for row in rows[1:]}, reverse=True) == ["there", "missing"]
    export = TaxExport.objects.create(owner=owner, year=2026, due_at=timezone.now(), state="done",
                                      finished_at=timezone.now())  # fmt: skip
    path = tax_exports.path_of(export)
    path.parent.mkdir()
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("2026.csv", "x")
    page.reload()
    with zipfile.ZipFile(saved(page, "Download the ZIP")) as archive:
        assert archive.namelist() == ["2026.csv"]


def saved(page: Page, name: str) -> Path:
    """The file behind a link."""
    with page.expect_download() as download:
        page.get_by_role("link", name=name).click()
    return Path(download.value.path())


@pytest.mark.parametrize(("width", "theme"), [(1440, "light"), (390, "dark")])
def test_its_pages_are_accessible_and_fit(
    width: int, theme: Any, owner: User, visit: Visit
) -> None:
    batch = link_batches.request(owner=owner, picks=[])
    link_batches.work(batch)
    page = visit(viewport={"width": width, "height": 900}, color_scheme=theme)
    problems = []
    for name, address in {
        "reconcile": "/reconcile/",
        "filters": "/reconcile/?seller=nord&account=Girokonto",
        "accept": "/reconcile/accept/",
        "batch": f"/reconcile/accepted/{batch.pk}/",
        "rules": "/reconcile/rules/",
        "coverage": "/reconcile/coverage/?year=2026",
    }.items():
        page.goto(address)
        shoot(page, f"{name}-{width}-{theme}")
        found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
        problems += [(address, v["id"], [n["html"][:200] for n in v["nodes"]]) for v in found]
        wide = page.evaluate("document.documentElement.scrollWidth")
        problems += [(address, "wider than the window", [str(wide)])] if wide > width else []
    assert problems == []
