"""Whether an extraction can be true."""

from __future__ import annotations

from typing import Any

import pytest

from paperless_firefly.extraction.validation import validate

from .builders import make_extraction


def codes(**values: Any) -> list[str]:
    return [finding.code for finding in validate(make_extraction(**values))]


@pytest.mark.parametrize(
    ("net", "tax", "total", "found"),
    [
        ("10.00", "1.90", "11.90", []),
        ("10.00", "1.90", "11.95", []),
        ("10.00", "1.90", "12.00", ["totals-disagree"]),
        ("-10.00", "-1.90", "-11.90", []),
    ],
)
def test_net_and_tax_make_the_total(net: str, tax: str, total: str, found: list[str]) -> None:
    assert codes(net=net, tax=tax, total=total) == found


def test_what_is_missing_contradicts_nothing() -> None:
    assert codes() == codes(net="10.00", total="99.00") == []


@pytest.mark.parametrize(
    ("iban", "found"),
    [
        ("DE02120300000000202051", []),
        ("DE02120300000000202052", ["iban-invalid"]),
        ("DE12", ["iban-invalid"]),
        ("XX02120300000000202051", ["iban-invalid"]),
    ],
)
def test_an_iban_has_check_digits(iban: str, found: list[str]) -> None:
    assert codes(iban=iban) == found


@pytest.mark.parametrize(
    ("vat_id", "found"),
    [
        ("DE136695976", []),
        ("DE136695977", ["seller-vat-id-invalid"]),
        ("ATU12345678", ["seller-vat-id-invalid"]),
        ("FR23334175221", []),
        ("EL094259216", []),
        ("GB1232434", []),
        ("CHE123456788", []),
        ("DE", ["seller-vat-id-invalid"]),
    ],
)
def test_a_vat_number_of_the_union_has_check_digits(vat_id: str, found: list[str]) -> None:
    assert codes(seller_vat_id=vat_id) == found


def test_dates_are_plausible_by_themselves() -> None:
    assert codes(issue_date="2026-11-24", due_date="2026-12-24") == []
    assert codes(issue_date="1900-01-01") == ["date-implausible"]
    assert codes(issue_date="2026-11-24", due_date="2026-11-23") == ["due-before-issue"]
