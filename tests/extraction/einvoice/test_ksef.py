"""KSeF: its editions, sums by kind of tax, corrections, settlement and accounts."""

from __future__ import annotations

import pytest

from paperless_firefly.domain.extraction import Kind

from .builders import codes, read, sample, value

FA3, FA2 = "2025/06/25/13775", "2023/06/29/12648"


def test_both_editions_read_alike() -> None:
    newer, older = read(sample("ksef")), read(sample("ksef", (FA3, FA2)))
    assert newer == older


def test_net_and_tax_are_added_up_over_the_kinds_of_tax() -> None:
    found = read(sample("ksef"))
    assert (value(found, "net"), value(found, "tax")) == ("150.00", "25.00")
    evidence = found.fields["tax"].evidence
    assert evidence is not None
    assert evidence.xpath == "/k:Faktura/k:Fa/k:P_14_1 + /k:Faktura/k:Fa/k:P_14_3"


def test_the_rate_is_told_where_the_lines_leave_no_doubt() -> None:
    assert [row.rate for row in read(sample("ksef")).tax_breakdown] == ["23", "5", None]


def test_a_settlement_tells_what_is_still_due() -> None:
    found = read(sample("ksef"))
    assert (value(found, "total"), value(found, "payable")) == ("175.00", "150.00")
    assert codes(found) == []


def test_a_national_account_number_becomes_an_iban() -> None:
    assert value(read(sample("ksef")), "iban") == "PL61109010140000071219812874"


@pytest.mark.parametrize(
    ("code", "kind_of"), [("ZAL", "prepayment"), ("KOR", "correction"), ("UPR", None)]
)
def test_the_kind_of_invoice_is_told(code: str, kind_of: str | None) -> None:
    found = read(sample("ksef", (">VAT<", f">{code}<")))
    assert (found.kind, found.type) == (Kind.INVOICE, kind_of)


def test_an_invoice_that_the_buyer_issues_is_self_billed() -> None:
    assert codes(read(sample("ksef", ("<P_17>2<", "<P_17>1<")))) == ["self-billed"]


def test_lines_that_do_not_make_the_net_total_are_told() -> None:
    found = read(sample("ksef", ("<P_11>40.00<", "<P_11>41.00<")))
    assert codes(found) == ["totals-disagree"]


def test_the_first_edition_names_people_and_accounts_otherwise() -> None:
    found = read(sample("ksef_fa1"))
    assert (value(found, "seller"), value(found, "buyer")) == (
        "Ewa Przykładowa",
        "Sklep Przykładowy",
    )
    assert value(found, "iban") == "PL61109010140000071219812874"
    assert value(found, "due_date") == "2022-03-15"
    assert found.details is not None and found.details.seller.address.street == "Prosta 3"
    assert codes(found) == []


def test_the_groups_of_tax_of_the_first_edition_are_its_own() -> None:
    rows = read(sample("ksef_fa1")).tax_breakdown
    assert [(row.category, row.rate, row.base) for row in rows] == [
        ("S", "23", "100.00"),
        ("Z", "0", "20.00"),
    ]


@pytest.mark.parametrize(
    ("tax", "category", "kind_of"), [("0.00", "AE", "reverse charge"), ("0.80", "S", None)]
)
def test_the_first_edition_tells_reverse_charge_by_its_tax(
    tax: str, category: str, kind_of: str | None
) -> None:
    group = f"<P_13_4>20.00</P_13_4><P_14_4>{tax}</P_14_4>"
    found = read(sample("ksef_fa1", ("<P_13_6>20.00</P_13_6>", group)))
    assert (found.tax_breakdown[1].category, found.type) == (category, kind_of)


def test_a_term_in_parts_is_put_together() -> None:
    stated = "<TerminPlatnosci><Termin>2026-03-15</Termin></TerminPlatnosci>"
    parts = (
        "<TerminPlatnosci><TerminOpis><Ilosc>14</Ilosc><Jednostka>dni</Jednostka>"
        "<ZdarzeniePoczatkowe>wystawienie faktury</ZdarzeniePoczatkowe></TerminOpis>"
        "</TerminPlatnosci>"
    )
    found = read(sample("ksef", (stated, parts)))
    assert found.details is not None and found.details.terms == "14 dni wystawienie faktury"
