"""Building a transaction from a reading: what is written, and what stands in the way."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperless_firefly.domain.extraction import Direction, Kind
from paperless_firefly.domain.posting import AccountRef, NewTransaction
from paperless_firefly.domain.transaction import TransactionType
from paperless_firefly.posting.build import Request, build

from .builders import DIGEST, make_booking, make_extraction, make_request


def built(request: Request) -> NewTransaction:
    draft = build(request)
    assert draft.transaction is not None, draft.problems
    return draft.transaction


def problems(request: Request) -> list[str]:
    draft = build(request)
    assert draft.transaction is None
    return [p.code for p in draft.problems]


def test_an_invoice_becomes_a_withdrawal_from_the_own_account() -> None:
    made = built(make_request())

    assert made.type == TransactionType.WITHDRAWAL
    assert made.source == AccountRef(id="1")
    assert made.destination == AccountRef(name="Muster GmbH")
    assert made.date == made.invoice_date == date(2026, 3, 1)
    assert made.splits[0].amount == Decimal("235.62")
    assert made.splits[0].description == "Muster GmbH R-17"
    assert made.external_id == f"paperless:42:{DIGEST[:16]}"
    assert made.internal_reference == "PAPERLESS:42"
    assert made.external_url == "https://paper.example/documents/42/"


def test_a_credit_note_becomes_a_deposit_to_the_own_account() -> None:
    made = built(make_request(make_extraction(Kind.CREDIT_NOTE, Direction.IN, total="-20.00")))

    assert made.type == TransactionType.DEPOSIT
    assert made.source == AccountRef(name="Muster GmbH")
    assert made.destination == AccountRef(id="1")
    assert made.splits[0].amount == Decimal("20.00")


def test_an_invoice_that_the_user_wrote_is_paid_by_its_buyer() -> None:
    made = built(make_request(make_extraction(direction=Direction.IN, buyer="Kunde AG")))

    assert made.source == AccountRef(name="Kunde AG")
    assert made.splits[0].description == "Kunde AG R-17"


def test_a_payslip_is_income_from_the_employer() -> None:
    payslip = make_extraction(Kind.OTHER, Direction.IN, "payslip", seller="Arbeit AG", buyer="Me")

    assert built(make_request(payslip)).source == AccountRef(name="Arbeit AG")


@pytest.mark.parametrize(
    ("total", "payable", "amount"),
    [
        ("100.00", "40.00", "40.00"),  # part was prepaid
        ("100.00", "0.00", "100.00"),  # all was: the receipt of a payment
        ("100.00", "-5.00", "100.00"),
        ("-100.00", "-40.00", "40.00"),
        ("100.00", None, "100.00"),
        (None, "40.00", "40.00"),
    ],
)
def test_what_is_payable_counts_where_part_was_prepaid(
    total: str | None, payable: str | None, amount: str
) -> None:
    made = built(make_request(make_extraction(total=total, payable=payable)))

    assert made.splits[0].amount == Decimal(amount)


def test_the_account_and_words_that_a_person_chose_win() -> None:
    booking = make_booking(
        counterparty_id="9", counterparty_name="x", description=" Ink ", tags=("a", "b"),
        category="Office", budget_id="3", bill_id="4",
    )  # fmt: skip
    made = built(make_request(booking=booking, part=2))

    assert made.destination == AccountRef(id="9")
    assert made.external_id.endswith(":2")
    split = made.splits[0]
    assert (split.description, split.category, split.tags) == ("Ink", "Office", ("a", "b"))
    assert (split.budget_id, split.bill_id) == ("3", "4")


def test_a_foreign_currency_asks_for_the_booked_amount() -> None:
    foreign = make_extraction(currency="USD")

    assert problems(make_request(foreign)) == ["booked-amount-missing"]
    split = built(make_request(foreign, make_booking(amount="210,05"))).splits[0]
    assert split.amount == Decimal("210.05")
    assert (split.foreign_amount, split.foreign_currency) == (Decimal("235.62"), "USD")


def test_an_unknown_currency_is_never_taken_for_the_accounts() -> None:
    unknown = make_extraction(currency=None)

    assert problems(make_request(unknown)) == ["currency-missing"]
    split = built(make_request(unknown, make_booking(amount="235.62"))).splits[0]
    assert (split.amount, split.foreign_amount) == (Decimal("235.62"), None)


@pytest.mark.parametrize(
    ("entered", "code"),
    [("10", "amounts-disagree"), ("-1", "booked-amount-wrong"), ("abc", "booked-amount-wrong"),
     ("1,234", "amount-too-exact")],
)  # fmt: skip
def test_an_amount_that_cannot_be_is_refused(entered: str, code: str) -> None:
    assert problems(make_request(booking=make_booking(amount=entered))) == [code]


@pytest.mark.parametrize(
    ("missing", "code"),
    [
        ({"issue_date": None}, "date-missing"),
        ({"issue_date": "31.02.2026"}, "date-missing"),
        ({"total": None}, "total-missing"),
        ({"total": "0.00"}, "total-zero"),
        ({"total": "1.234"}, "amount-too-exact"),
        ({"seller": None}, "counterparty-missing"),
        ({"seller": " "}, "counterparty-missing"),
    ],
)
def test_what_is_missing_is_said_and_not_invented(missing: dict[str, Any], code: str) -> None:
    assert problems(make_request(make_extraction(**missing))) == [code]


def test_a_document_that_is_no_claim_is_not_posted() -> None:
    assert problems(make_request(make_extraction(Kind.OTHER, Direction.NONE))) == ["no-claim"]
    assert problems(make_request(make_extraction(direction=Direction.NONE))) == [
        "direction-missing"
    ]


def test_an_own_account_is_required_and_its_currency_known() -> None:
    nobody = make_booking(own_account_id="")

    assert problems(make_request(booking=nobody, own_currency="")) == ["own-account-missing"]
    assert problems(make_request(own_currency="")) == ["own-currency-unknown"]
    assert problems(make_request(booking=make_booking(counterparty_id="1"))) == ["same-account"]


def test_a_date_in_the_future_is_said_and_posted() -> None:
    draft = build(make_request(today=date(2026, 2, 1)))

    assert [p.code for p in draft.problems] == ["date-in-future"]
    assert draft.transaction is not None


def test_an_address_that_is_no_web_address_is_left_out() -> None:
    made = built(make_request(document_url="javascript:alert(1)"))

    assert made.external_url is None
    assert "javascript" not in (made.splits[0].notes or "")


def test_notes_say_where_each_value_came_from() -> None:
    notes = built(make_request(make_extraction(seller="A\nB"))).splits[0].notes

    assert notes is not None
    assert "Total: 235.62 (cii, /invoice/total)" in notes.splitlines()
    assert "Seller: A B (cii, /invoice/seller)" in notes.splitlines()
    assert notes.splitlines()[-1] == "https://paper.example/documents/42/"


@given(st.text(max_size=3000), st.text(max_size=300), st.text(max_size=20))
def test_whatever_was_read_either_fits_firefly_or_is_refused(
    seller: str, number: str, total: str
) -> None:
    draft = build(make_request(make_extraction(seller=seller, number=number, total=total)))

    if draft.transaction is not None:
        split = draft.transaction.splits[0]
        assert 0 < len(split.description) <= 1000
        assert split.amount > 0
        assert len(split.notes or "") <= 32768
        assert draft.transaction.destination.name
