"""A frozen transaction thaws to exactly itself."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from paperless_firefly.domain.posting import AccountRef, NewTransaction, PostingSplit, Sepa
from paperless_firefly.domain.transaction import TransactionType
from paperless_firefly.posting.frozen import freeze, thaw

amounts = st.decimals("0.001", "1e12", allow_nan=False, places=3)
texts = st.none() | st.text(max_size=20)
refs = st.builds(AccountRef, id=texts, name=texts)
days = st.none() | st.dates()
splits = st.builds(
    PostingSplit,
    amount=amounts, description=st.text(), category=texts, budget_id=texts, bill_id=texts,
    tags=st.lists(st.text()).map(tuple), notes=texts, foreign_amount=st.none() | amounts,
    foreign_currency=texts,
)  # fmt: skip
transactions = st.builds(
    NewTransaction,
    type=st.sampled_from(TransactionType), date=st.dates(), currency=st.text(), source=refs,
    destination=refs, splits=st.lists(splits, min_size=1, max_size=3).map(tuple),
    external_id=st.text(), internal_reference=st.text(), external_url=texts, title=texts,
    due_date=days, invoice_date=days, payment_date=days, book_date=days,
    sepa=st.builds(Sepa, reference=texts, account=texts),
)  # fmt: skip


@given(transactions)
def test_every_transaction_comes_back_exactly(transaction: NewTransaction) -> None:
    back = thaw(json.loads(json.dumps(freeze(transaction))))

    assert back == transaction
    assert [str(s.amount) for s in back.splits] == [str(s.amount) for s in transaction.splits]


def test_amounts_and_dates_are_frozen_as_text() -> None:
    frozen = freeze(
        NewTransaction(
            TransactionType.WITHDRAWAL, date(2026, 1, 2), "EUR", AccountRef("1"), AccountRef(None, "B"),
            (PostingSplit(Decimal("5.10"), "x"),), "paperless:1:0", "PAPERLESS:1",
        )
    )  # fmt: skip

    assert (frozen["type"], frozen["date"]) == ("withdrawal", "2026-01-02")
    assert frozen["splits"][0]["amount"] == "5.10"


def test_what_was_frozen_before_a_field_was_known_is_read_without_it() -> None:
    ends = {"source": {"id": "1", "name": None}, "destination": {"id": None, "name": "B"}}
    split: dict[str, object] = {
        "amount": "5.10",
        "description": "x",
        "tags": [],
        "foreign_amount": None,
    }
    old = {
        "type": "withdrawal", "date": "2026-01-02", "currency": "EUR", **ends, "splits": [split],
        "external_id": "paperless:1:0", "internal_reference": "PAPERLESS:1", "due_date": None,
        "invoice_date": "2026-01-02",
    }  # fmt: skip

    assert thaw(old).invoice_date == date(2026, 1, 2)
    assert thaw(old).sepa == Sepa()
