"""Rules: which value each field of the proposal gets, and by which rule."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from paperless_firefly.domain.ledger import ListEntry, ListKind
from paperless_firefly.domain.names import key_of
from paperless_firefly.domain.posting import Booking
from paperless_firefly.domain.rules import Applied, Conditions, Facts, Rule, Sets, Target
from paperless_firefly.posting.rules import apply, describe, fill, matches, missing, objections

OFFICE = ListEntry(ListKind.CATEGORY, "5", "Büro")
TRAVEL = ListEntry(ListKind.CATEGORY, "6", "Reisen")
CARD = ListEntry(ListKind.ACCOUNT, "2", "Visa", "asset", "EUR")
SHOP = ListEntry(ListKind.ACCOUNT, "8", "Nordlicht", "expense")
REFUND = ListEntry(ListKind.ACCOUNT, "9", "Nordlicht", "revenue")
HOUSE = ListEntry(ListKind.BUDGET, "3", "Haushalt")
POWER = ListEntry(ListKind.BILL, "4", "Strom")
USUAL = Conditions(seller="Nordlicht")
LISTS = (OFFICE, TRAVEL, CARD, SHOP, REFUND, HOUSE, POWER)


def make_facts(**facts: Any) -> Facts:
    """An invoice of Nordlicht over 120.00 EUR."""
    defaults = {
        "sellers": frozenset({"nordlicht"}), "vat_ids": frozenset({"DE123456788"}),
        "total": Decimal("120.00"), "currency": "EUR", "kind": "invoice",
        "types": frozenset({"rechnung"}), "tags": frozenset({"buro"}), "text": "toner und papier",
        "words": {"seller": "Nordlicht", "number": "R-1", "month": "2026-11"},
    }  # fmt: skip
    return Facts(**{**defaults, **facts})


def make_rule(name: str = "Nordlicht", when: Conditions = USUAL, **sets: Any) -> Rule:
    """A rule for Nordlicht."""
    return Rule(name, when, Sets(**sets), id=len(name))


def shown(applied: Applied) -> dict[str, tuple[str, str]]:
    """Field -> what was given, and by which rule."""
    return {field: (given.shown, given.rule.name) for field, given in applied.given.items()}


@pytest.mark.parametrize(
    "when",
    [
        Conditions(seller="NORDLICHT"),
        Conditions(vat_id="de 123 456 788"),
        Conditions(lowest=Decimal("120.00")),
        Conditions(highest=Decimal(120)),
        Conditions(lowest=Decimal(100), highest=Decimal(200), currency="EUR"),
        Conditions(kind="invoice"),
        Conditions(type="Rechnung"),
        Conditions(tag="Büro"),
        Conditions(text="TONER"),
        Conditions(seller="Nordlicht", kind="invoice", tag="Büro", text="papier"),
    ],
)
def test_a_document_is_described(when: Conditions) -> None:
    assert matches(when, make_facts())


@pytest.mark.parametrize(
    "when",
    [
        Conditions(),
        Conditions(currency="EUR"),
        Conditions(seller="Südlicht"),
        Conditions(vat_id="DE1"),
        Conditions(lowest=Decimal("120.01")),
        Conditions(highest=Decimal("119.99")),
        Conditions(lowest=Decimal(1), currency="CHF"),
        Conditions(kind="receipt"),
        Conditions(type="Mahnung"),
        Conditions(tag="privat"),
        Conditions(text="tinte"),
        Conditions(seller="Nordlicht", text="tinte"),
    ],
)
def test_a_document_that_differs_in_one_thing_is_another(when: Conditions) -> None:
    assert not matches(when, make_facts())


def test_an_unknown_amount_is_in_no_range() -> None:
    assert not matches(Conditions(highest=Decimal(9)), make_facts(total=None))
    assert matches(Conditions(lowest=Decimal(0)), make_facts(total=Decimal(0)))


def test_a_rule_fills_the_booking() -> None:
    rule = make_rule(
        own_account=Target("Visa", "2"), counterparty=Target("Nordlicht", "8"),
        category=Target("Büro", "5"), budget=Target("Haushalt", "3"), bill=Target("Strom", "4"),
        tags=("a", "b"), description="{seller} {month}",
    )  # fmt: skip
    applied = apply([rule], make_facts(), LISTS)
    assert fill(Booking(amount="9"), applied) == Booking(
        "2", "8", "Nordlicht", "Büro", "3", "4", ("a", "b"), "Nordlicht 2026-11", "9"
    )
    assert applied.findings == ()
    assert {by for _, by in shown(applied).values()} == {"Nordlicht"}


def test_of_each_field_the_first_rule_that_fits_wins() -> None:
    rules = [
        make_rule("other", Conditions(seller="Südlicht"), category=Target("Reisen", "6")),
        make_rule("first", category=Target("Büro", "5")),
        make_rule("second", category=Target("Reisen", "6"), tags=("x",)),
    ]
    found = shown(apply(rules, make_facts(), LISTS))
    assert found == {"category": ("Büro", "first"), "tags": ("x", "second")}
    assert shown(apply(rules[::-1], make_facts(), LISTS))["category"] == ("Reisen", "second")


def test_a_rule_that_rests_gives_nothing() -> None:
    rule = make_rule(tags=("x",))
    resting = Rule(rule.name, rule.when, rule.sets, enabled=False)
    assert apply([resting], make_facts(), LISTS) == Applied()


def test_the_same_input_gives_the_same() -> None:
    rules = [make_rule(category=Target("Büro", "5"), tags=("x", "y")), make_rule(tags=("z",))]
    assert len({repr(apply(rules, make_facts(), LISTS)) for _ in range(5)}) == 1


def test_what_was_renamed_in_firefly_is_found_by_its_number() -> None:
    rule = make_rule(category=Target("Office", "5"), budget=Target("Home", "3"))
    booking = fill(Booking(), apply([rule], make_facts(), LISTS))
    assert (booking.category, booking.budget_id) == ("Büro", "3")


def test_what_came_without_a_number_is_found_by_its_name() -> None:
    rule = make_rule(category=Target("BÜRO"), own_account=Target("visa"))
    booking = fill(Booking(), apply([rule], make_facts(), LISTS))
    assert (booking.category, booking.own_account_id) == ("Büro", "2")


@pytest.mark.parametrize(
    ("field", "entry", "noun"),
    [
        ("own_account", CARD, "account"), ("counterparty", SHOP, "account"),
        ("category", OFFICE, "category"), ("budget", HOUSE, "budget"), ("bill", POWER, "bill"),
    ],
)  # fmt: skip
def test_what_firefly_has_no_more_is_left_out_and_said(
    field: str, entry: ListEntry, noun: str
) -> None:
    gone: dict[str, Any] = {field: Target("Gone", "77")}
    rule = make_rule(**gone, tags=("x",))
    applied = apply([rule], make_facts(), LISTS)
    assert list(applied.given) == ["tags"]
    assert applied.findings[0].message == (
        f'Rule "Nordlicht": Firefly III has no active {noun} "Gone" (any more); it was left out.'
    )
    assert missing(rule, LISTS) == [(field, Target("Gone", "77"))]
    there: dict[str, Any] = {field: Target(entry.name, entry.id)}
    assert missing(make_rule(**there), LISTS) == []


def test_what_is_closed_in_firefly_is_gone() -> None:
    closed = ListEntry(ListKind.CATEGORY, "5", "Büro", active=False)
    assert apply([make_rule(category=Target("Büro", "5"))], make_facts(), [closed]).findings


def test_after_a_rule_whose_category_is_gone_the_next_one_gives_it() -> None:
    rules = [make_rule("a", category=Target("Gone", "7")), make_rule("b", category=Target("Büro"))]
    applied = apply(rules, make_facts(), LISTS)
    assert shown(applied) == {"category": ("Büro", "b")}
    assert len(applied.findings) == 1


def test_money_that_comes_in_comes_from_a_revenue_account() -> None:
    rule = make_rule(counterparty=Target("Nordlicht", "8"))
    booking = fill(Booking(), apply([rule], make_facts(incoming=True), LISTS))
    assert booking.counterparty_id == "9"


def test_an_expense_account_says_nothing_about_money_that_comes_in() -> None:
    rule = make_rule(counterparty=Target("Nordlicht", "8"))
    assert apply([rule], make_facts(incoming=True), [SHOP]) == Applied()


def test_an_own_account_is_never_an_expense_account() -> None:
    assert apply([make_rule(own_account=Target("Nordlicht"))], make_facts(), LISTS).findings


def test_a_description_fills_in_its_words_and_closes_gaps() -> None:
    assert describe("{seller}  {number} {title}", make_facts()) == "Nordlicht R-1"
    assert describe("{total:>{width}} {x.__class__}", make_facts()) == (
        "{total:>{width}} {x.__class__}"
    )


@pytest.mark.parametrize(
    ("rule", "field"),
    [
        (Rule(""), "name"),
        (make_rule(when=Conditions(currency="EUR"), tags=("x",)), "seller"),
        (make_rule(when=Conditions(lowest=Decimal(2), highest=Decimal(1))), "highest"),
        (make_rule(when=Conditions(text="ab")), "text"),
        (make_rule(), "own_account_id"),
        (make_rule(description="{sellr}"), "description"),
    ],
)
def test_a_rule_that_says_too_little_is_refused(rule: Rule, field: str) -> None:
    assert field in objections(rule)
    assert objections(make_rule(tags=("x",))) == {}


def test_a_seller_is_compared_by_letters_and_digits() -> None:
    facts = make_facts(sellers=frozenset({key_of("Müller & Söhne GmbH")}))
    assert matches(Conditions(seller="MULLER SOHNE GMBH"), facts)
