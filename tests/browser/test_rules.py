"""Rules in a real browser: offered after the second same choice, made by a key, used at once."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from paperless_firefly.domain.rules import Conditions, Sets, Target
from paperless_firefly.domain.rules import Rule as DomainRule
from paperless_firefly.review.models import Document, LedgerEntry, Rule, RuleOffer, RuleUse
from paperless_firefly.review.selectors.rules import rules as rows_of
from paperless_firefly.review.services import rules
from tests.builders import make_document, make_entry, make_person

from .conftest import shoot
from .test_pages import RULES, SIZES, Visit, visit

__all__ = ["visit"]

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

SELLER = "Nordlicht Bürobedarf"


@pytest.fixture
def owner(transactional_db: None) -> User:
    """A person with lists of Firefly III, and four documents of one seller to decide."""
    owner = make_person("owner")
    make_entry(owner)
    for kind, names in (
        ("category", ["Büro", "Reisen"]), ("budget", ["Haushalt"]), ("bill", ["Strom"]),
    ):  # fmt: skip
        for name in names:
            make_entry(owner, name, kind=kind, type="")
    for number in range(4):
        make_document(owner, f"{number + 20}.00", content="Toner und Papier")
    return owner


def make_rule(owner: User, name: str, when: Conditions, **sets: Any) -> Rule:
    return rules.keep(owner=owner, rule=DomainRule(name, when, Sets(**sets)))


def names(owner: User) -> list[str]:
    """The rules in order."""
    return list(rows_of(owner.pk).values_list("name", flat=True))


def accept(page: Page, category: str = "") -> None:
    """The document at hand is accepted by a key, after its category was typed."""
    if category:
        page.locator("#category").fill(category)
        page.keyboard.press("Escape")
    with page.expect_navigation():
        page.keyboard.press("a")


def test_a_rule_is_offered_made_by_one_key_and_used_on_the_next_document(
    owner: User, visit: Visit
) -> None:
    page = visit(viewport={"width": 1440, "height": 1000})
    page.goto(f"/review/{Document.objects.latest('pk').pk}/")
    accept(page, "Büro")
    expect(page.locator(".toast")).to_have_count(1)
    accept(page, "Büro")
    expect(page.get_by_text(f"Do this for every document of {SELLER}?")).to_be_visible()
    expect(page.locator("#category")).to_have_value("")
    assert not Rule.objects.exists()
    shoot(page, "rule-offered")
    with page.expect_navigation():
        page.keyboard.press("y")
    expect(page.get_by_text("From now on for every document")).to_be_visible()
    expect(page.locator("#category")).to_have_value("Büro")
    expect(page.get_by_text(f"by rule {SELLER}")).to_be_visible()
    shoot(page, "rule-used")
    accept(page)
    expect(page.get_by_text("Do this for every")).to_have_count(0)
    assert RuleUse.objects.get().fields == ["category"]
    page.get_by_role("link", name=SELLER).last.click()
    expect(page.get_by_role("heading", name="What it touched")).to_be_visible()
    assert page.locator(".row").count() == 1


def test_an_offer_is_declined_for_good_by_one_key(owner: User, visit: Visit) -> None:
    page = visit()
    page.goto(f"/review/{Document.objects.latest('pk').pk}/")
    accept(page, "Büro")
    accept(page, "Büro")
    with page.expect_navigation():
        page.keyboard.press("Shift+N")
    expect(page.get_by_text("This is not offered again.")).to_be_visible()
    accept(page, "Büro")
    expect(page.get_by_text("Do this for every")).to_have_count(0)
    assert not Rule.objects.exists()


def test_a_rule_is_written_tried_and_ordered_without_script(owner: User, visit: Visit) -> None:
    make_rule(owner, "Paper", Conditions(text="papier"), tags=("paper",))
    page = visit(java_script_enabled=False)
    page.goto(f"/review/{Document.objects.latest('pk').pk}/")
    page.locator("#category").fill("Reisen")
    page.get_by_role("button", name="Accept as new").click()
    page.goto("/settings/rules/")
    page.get_by_role("link", name="New rule").click()
    page.get_by_label("Seller", exact=True).fill(SELLER)
    page.get_by_label("Amount up to").fill("1,000.50")
    page.get_by_label("Category").fill("Büro")
    page.get_by_role("button", name="Try on history").click()
    expect(
        page.get_by_text("It fits 1 of the last 1 accepted documents; 1 of them")
    ).to_be_visible()
    page.get_by_role("button", name="Save").click()
    assert names(owner) == ["Paper", SELLER]
    page.get_by_role("button", name=f"Move up: {SELLER}").click()
    assert names(owner) == [SELLER, "Paper"]
    page.get_by_role("link", name="Paper").click()
    page.get_by_role("button", name="Delete").click()
    expect(page.get_by_text("“Paper” is deleted.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    assert names(owner) == [SELLER, "Paper"]


@pytest.mark.parametrize(("width", "theme"), SIZES)
def test_the_pages_of_rules_are_accessible_and_as_wide_as_the_window(
    width: int, theme: Any, owner: User, visit: Visit
) -> None:
    first = make_rule(
        owner, "Office supplies of the north", Conditions(seller=SELLER, kind="invoice"),
        category=Target("Büro"), tags=("office", "toner"), description="{seller} {month}",
    )  # fmt: skip
    gone = make_rule(owner, "Gone", Conditions(text="papier"), budget=Target("Was deleted", "77"))
    rules.switch(rule=make_rule(owner, "Off", Conditions(tag="x"), tags=("x",)), by=owner, on=False)
    window = {"width": width, "height": 900}
    # axe must not measure a toast on its way in
    page = visit(viewport=window, color_scheme=theme, reduced_motion="reduce")
    problems = []
    for category in ("", "Reisen", "Reisen"):
        document = Document.objects.filter(decision="open")[0]
        page.goto(f"/review/{document.pk}/")
        accept(page, category)
        problems += checked(page, "offered", width)
        shoot(page, f"rule-offered-{width}-{theme}")
    LedgerEntry.objects.filter(name="Was deleted").delete()
    offer = RuleOffer.objects.get()
    document = Document.objects.filter(decision="open")[0]
    for name, address in {
        "rules": "/settings/rules/",
        "rules-deleted": f"/settings/rules/?deleted={make_dropped(owner).pk}",
        "rule": f"/settings/rules/{first.pk}/",
        "rule-gone": f"/settings/rules/{gone.pk}/",
        "rule-new": f"/settings/rules/new/?offer={offer.pk}",
        "rule-on-document": f"/review/{document.pk}/",
        "settings": "/settings/#posting",
    }.items():
        page.goto(address)
        problems += checked(page, name, width)
        shoot(page, f"{name}-{width}-{theme}")
    page.goto(f"/settings/rules/new/?offer={offer.pk}")
    page.get_by_role("button", name="Try on history").click()
    problems += checked(page, "rule-tried", width)
    page.get_by_role("heading", name="On what you accepted before").scroll_into_view_if_needed()
    shoot(page, f"rule-tried-{width}-{theme}")
    page.get_by_label("Category").fill("Nonsense")
    page.get_by_role("button", name="Save").click()
    problems += checked(page, "rule-wrong", width)
    assert problems == []


def make_dropped(owner: User) -> Rule:
    """A rule that was just deleted."""
    rule = make_rule(owner, "Old", Conditions(tag="x"), tags=("x",))
    rules.drop(rule=rule, by=owner)
    return rule


def checked(page: Page, name: str, width: int) -> list[tuple[str, str, list[str]]]:
    """What axe finds, and whether the page is wider than the window."""
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    problems = [(name, v["id"], [n["html"][:200] for n in v["nodes"]]) for v in found]
    wide = page.evaluate("document.documentElement.scrollWidth")
    return [*problems, *([(name, "wider than the window", [str(wide)])] if wide > width else [])]
