"""Building a transaction from a reading: what is written, and what stands in the way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperless_firefly.domain.details import Details, Payment
from paperless_firefly.domain.extraction import Direction, Kind, TaxLine
from paperless_firefly.domain.posting import (
    AccountRef,
    Booking,
    NewTransaction,
    Sepa,
    SplitChoice,
)
from paperless_firefly.domain.transaction import TransactionType
from paperless_firefly.posting.build import build
from paperless_firefly.posting.request import Request

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


def chosen(*splits: tuple[str, str], **more: Any) -> Booking:
    return make_booking(splits=tuple(SplitChoice(name, amount) for name, amount in splits), **more)


def test_what_a_person_split_is_written_exactly_and_in_order() -> None:
    ink = SplitChoice("Ink", "35.62", "Office", "3", ("a",))
    booking = make_booking(splits=(ink, SplitChoice("", "200.00")), category="Rest", bill_id="4")
    made = built(make_request(booking=booking))

    assert made.title == "Muster GmbH R-17"
    assert [(s.description, s.amount, s.category, s.budget_id, s.tags) for s in made.splits] == [
        ("Ink", Decimal("35.62"), "Office", "3", ("a",)),
        ("Muster GmbH R-17", Decimal("200.00"), None, None, ()),
    ]
    assert [s.bill_id for s in made.splits] == ["4", "4"]


@pytest.mark.parametrize(
    ("amounts", "code", "message"),
    [
        (("100.00", "100.00"), "splits-too-little", "35.62 EUR are not split yet."),
        (("200.00", "40.00"), "splits-too-much", "The splits are 4.38 EUR more than the document."),
        (("235.62", ""), "split-amount", "Split 2 has no positive amount."),
        (("240.62", "-5.00"), "split-amount", "Split 2 has no positive amount."),
        (("235.619", "0.001"), "amount-too-exact", "235.619 has more digits than EUR has: correct it."),
    ],
)  # fmt: skip
def test_splits_that_do_not_make_the_sum_say_what_is_missing(
    amounts: tuple[str, ...], code: str, message: str
) -> None:
    draft = build(make_request(booking=chosen(*(("x", amount) for amount in amounts))))

    assert draft.transaction is None
    assert [(p.code, p.message) for p in draft.problems] == [(code, message)]


def test_splits_of_a_foreign_sum_share_the_booked_amount_by_size() -> None:
    foreign = make_extraction(currency="USD", total="30.00")
    splits = built(make_request(foreign, chosen(("a", "10"), ("b", "20"), amount="27.50"))).splits

    assert [(s.amount, s.foreign_amount) for s in splits] == [
        (Decimal("9.17"), Decimal(10)), (Decimal("18.33"), Decimal(20)),
    ]  # fmt: skip


def test_a_currency_that_firefly_does_not_have_stands_in_the_notes_alone() -> None:
    request = make_request(
        make_extraction(currency="KWD", total="1.234"), make_booking(amount="3.70"),
        currencies=frozenset({"EUR", "USD"}),
    )  # fmt: skip
    draft = build(request)

    assert [p.code for p in draft.problems] == ["currency-unknown-there"]
    assert draft.transaction is not None
    [split] = draft.transaction.splits
    assert (split.amount, split.foreign_currency) == (Decimal("3.70"), None)
    assert "Total: 1.234 (cii, /invoice/total)" in (split.notes or "")


def test_money_from_one_own_account_to_another_is_a_transfer() -> None:
    booking = make_booking(counterparty_id="2")
    made = built(make_request(booking=booking, other_currency="EUR"))

    assert made.type == TransactionType.TRANSFER
    assert (made.source, made.destination) == (AccountRef(id="1"), AccountRef(id="2"))


@pytest.mark.parametrize(
    ("direction", "currency", "expected"),
    [
        (Direction.OUT, "EUR", ("EUR", "235.62", "210.00", "USD")),
        (Direction.OUT, "USD", ("EUR", "210.00", "235.62", "USD")),
        (Direction.IN, "EUR", ("USD", "210.00", "235.62", "EUR")),
        (Direction.IN, "USD", ("USD", "235.62", "210.00", "EUR")),
    ],
)
def test_a_transfer_between_currencies_has_both_amounts(
    direction: Direction, currency: str, expected: tuple[str, ...]
) -> None:
    paper = make_extraction(direction=direction, currency=currency, buyer="Me")
    booking = make_booking(counterparty_id="2", amount="210.00")
    made = built(make_request(paper, booking, other_currency="USD"))
    split = made.splits[0]

    assert made.source == AccountRef(id="1" if direction == Direction.OUT else "2")
    assert (
        made.currency, str(split.amount), str(split.foreign_amount), split.foreign_currency
    ) == expected  # fmt: skip


def test_a_transfer_in_a_third_currency_is_not_guessed() -> None:
    booking = make_booking(counterparty_id="2", amount="210.00")
    paper = make_extraction(currency="GBP")

    assert problems(make_request(paper, booking, other_currency="USD")) == ["transfer-currency"]


def test_days_are_those_that_the_document_and_the_bank_say() -> None:
    invoice = built(make_request(make_extraction(due_date="2026-03-15")))
    receipt = built(
        make_request(make_extraction(Kind.RECEIPT), make_booking(booked_on="2026-03-03"))
    )

    assert (invoice.due_date, invoice.payment_date, invoice.book_date) == (
        date(2026, 3, 15), None, None,
    )  # fmt: skip
    assert (receipt.payment_date, receipt.book_date) == (date(2026, 3, 1), date(2026, 3, 3))
    assert problems(make_request(booking=make_booking(booked_on="3.3."))) == ["book-date-wrong"]


def test_sepa_fields_are_what_the_invoice_says_of_its_payment() -> None:
    debit = Payment("59", mandate="M-1", creditor="DE98ZZZ09999999999")
    paper = make_extraction(iban="DE02120300000000202051", payment_reference="R-17/3")
    made = built(make_request(replace(paper, details=Details(payments=(debit,)))))
    mine = built(make_request(make_extraction(direction=Direction.IN, buyer="X", iban="AT61")))

    assert made.sepa == Sepa("R-17/3", "DE02120300000000202051", "DE", "M-1", debit.creditor)
    assert mine.sepa == Sepa()


def test_notes_say_where_each_split_came_from_and_why_these_accounts() -> None:
    rows = (TaxLine("S", "20", "150.00", "30.00"), TaxLine("S", "10", "50.56", "5.06"))
    paper = replace(make_extraction(), tax_breakdown=rows)
    rated = chosen(("20 %", "180.00"), ("10 %", "55.62"))
    notes = [s.notes or "" for s in built(make_request(paper, rated, reasons=("Why.",))).splits]
    own = built(make_request(paper, chosen(("x", "100"), ("y", "135.62")))).splits[1].notes or ""

    assert notes[0].startswith("Split 1 of 2: 20 %: 150.00 + 30.00 tax\nTotal: 235.62")
    assert "\nWhy.\n" in notes[0]
    assert notes[1] == "Split 2 of 2: 10 %: 50.56 + 5.06 tax\nhttps://paper.example/documents/42/"
    assert own.startswith("Split 2 of 2: by hand")


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
