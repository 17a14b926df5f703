"""The rules of what Firefly III takes, held to the demo server that answers as a real one did."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from benchmarks.firefly_rules import Books, refusals

from .servers import make_body, make_firefly, make_split, talk

BOOKS = Books({"1": "EUR", "3": "EUR"}, {"EUR": 2, "USD": 2, "JPY": 0})
Body = dict[str, Any]
Post = Callable[[Body], int]


@pytest.fixture
def post(tmp_path: Path) -> Post:
    """The status with which a demo Firefly III with two own accounts answers a body."""
    client = talk(make_firefly(tmp_path))
    for name, type_ in (("Laden", "expense"), ("Spar", "asset")):
        body = {"name": name, "type": type_, "account_role": "savingAsset"}
        client.post("/api/v1/accounts", json=body).raise_for_status()
    return lambda body: client.post("/api/v1/transactions", json=body).status_code


def two(**values: Any) -> list[Body]:
    """Two splits in order, the second with values of its own."""
    return [make_split(order=0), make_split(order=1, **values)]


@pytest.mark.parametrize(
    "body",
    [
        make_body(make_split()),
        make_body(make_split(description="x" * 1000, notes="n" * 32_768, external_id="e" * 255)),
        make_body(make_split(foreign_amount="4.10", foreign_currency_code="USD")),
        make_body(make_split(foreign_amount="410", foreign_currency_code="JPY")),
        make_body(make_split(currency_code="EUR", due_date="2026-12-24", book_date="2026-11-25")),
        make_body(make_split(sepa_ct_id="R-17", sepa_db="M-1", external_url="http://paper:8000/x")),
        make_body(make_split(type="transfer", destination_id="3", destination_name=None)),
        make_body(*two(), group_title="Both"),
    ],
)
def test_both_take_what_is_right(body: Body, post: Post) -> None:
    assert refusals(body, BOOKS) == []
    assert post(body) == 200


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ({"transactions": []}, "no splits"),
        (make_body(make_split(amount="-3.00")), "amount '-3.00'"),
        (make_body(make_split(amount="0.00")), "amount '0.00'"),
        (make_body(make_split(amount="3,00")), "amount '3,00'"),
        (make_body(make_split(amount="10019092021")), "amount '10019092021'"),
        (make_body(make_split(date="24.11.2026")), "date is none"),
        (make_body(make_split(date="1969-12-31")), "date is none"),
        (make_body(make_split(type="gift")), "type 'gift'"),
        (make_body(make_split(description="")), "description is missing"),
        (make_body(make_split(description="x" * 1001)), "description is longer than 1000"),
        (make_body(make_split(notes="x" * 32_769)), "notes is longer than 32768"),
        (make_body(make_split(external_id="x" * 256)), "external_id is longer than 255"),
        (make_body(make_split(external_url="javascript:x")), "external_url is none"),
        (make_body(make_split(source_id="9")), "source '9' is no own account"),
        (make_body(make_split(source_id="2")), "source '2' is no own account"),
        (make_body(make_split(currency_code="XXX")), "XXX on an account in EUR is ignored in silence"),
        (make_body(make_split(budget_id="9")), "budget_id does not exist"),
        (make_body(make_split(bill_id="9")), "bill_id does not exist"),
        (
            make_body(make_split(type="transfer", destination_id="1")),
            "source and destination are the same",
        ),
        (make_body(*two()), "splits without a title"),
        (make_body(*two(type="deposit"), group_title="Both"), "several types"),
        (make_body(*two(source_id="3"), group_title="Both"), "several accounts as source"),
    ],
)  # fmt: skip
def test_both_refuse_what_is_wrong(body: Body, why: str, post: Post) -> None:
    assert why in refusals(body, BOOKS)
    assert post(body) == 422


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (
            make_body(make_split(currency_code="USD")),
            "USD on an account in EUR is ignored in silence",
        ),
        (make_body(make_split(amount="3.001")), "3.001 has more digits than EUR has"),
        (make_body(make_split(destination_name=None)), "destination would be the cash account"),
        (make_body(make_split(), make_split(), group_title="Both"), "splits come back reversed"),
    ],
)
def test_the_rules_refuse_what_a_server_would_keep_differently(
    body: Body, why: str, post: Post
) -> None:
    assert why in refusals(body, BOOKS)
    assert post(body) == 200
