"""What is odd about lines, taxes and profile is told, and keeps an invoice from being automatic."""

from __future__ import annotations

import pytest

from .builders import codes, read, sample


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ((">2</ram:BilledQuantity>", ">3</ram:BilledQuantity>"), "line-disagrees"),
        ((">urn:cen.eu:en16931:2017<", ">urn:example:invoice<"), "unknown-profile"),
        (("<ram:RateApplicablePercent>19</ram:RateApplicablePercent>", ""), "missing-field"),
        (("<ram:CategoryCode>S", "<ram:CategoryCode>X"), "unknown-code"),
    ],
)
def test_what_is_odd_about_an_invoice_is_told(change: tuple[str, str], code: str) -> None:
    assert code in codes(read(sample("cii_comfort", change)))


def test_a_category_of_a_line_that_the_breakdown_lacks_is_told() -> None:
    item = "<cac:ClassifiedTaxCategory><cbc:ID>S<"
    found = read(sample("ubl_invoice", (item, item.replace(">S<", ">K<"))))
    assert codes(found) == ["tax-category-missing"]


def test_a_supply_to_another_member_state_without_its_date_is_told() -> None:
    found = read(sample("ubl_invoice", ("<cbc:ID>S<", "<cbc:ID>K<")))
    assert codes(found) == ["missing-field"]


@pytest.mark.parametrize(
    ("name", "change", "code"),
    [
        ("ubl_invoice", (">2.10<", ">-2.10<"), "negative-price"),
        ("ubl_invoice", (">500</cbc:Inv", ">-500</cbc:Inv"), "line-disagrees"),
        ("ubl_invoice", ("<cbc:ID>TAX<", "<cbc:ID>???<"), "unknown-code"),
        ("zugferd1", ("</rsm:CrossI", "<rsm:Footer/></rsm:CrossI"), "unknown-element"),
        ("cii_comfort", ("</rsm:CrossI", "<rsm:Footer/></rsm:CrossI"), "unknown-element"),
    ],
)
def test_what_no_invoice_may_hold_is_told(name: str, change: tuple[str, str], code: str) -> None:
    assert code in codes(read(sample(name, change)))
