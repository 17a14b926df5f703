"""What Firefly III is sent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from paperless_firefly.clients.firefly import payload
from paperless_firefly.clients.firefly.parse import group
from paperless_firefly.domain.posting import AccountRef, NewTransaction, Sepa, SplitChange
from tests.clients.firefly.builders import make_new, make_split
from tests.recorded import FIREFLY, load


def body_of(new: NewTransaction) -> Any:
    return payload.new_transaction(
        new, refuse_duplicates=True, apply_rules=True, fire_webhooks=False
    )


def first_split(new: NewTransaction) -> Any:
    return body_of(new)["transactions"][0]


def test_a_transaction_of_one_split() -> None:
    assert body_of(make_new()) == {
        "error_if_duplicate_hash": True,
        "apply_rules": True,
        "fire_webhooks": False,
        "group_title": None,
        "transactions": [
            {
                "type": "withdrawal",
                "date": "2026-03-10",
                "amount": "12.34",
                "currency_code": "EUR",
                "description": "Rechnung 4711",
                "order": 0,
                "source_id": "1",
                "destination_name": "ACME GmbH & Söhne",
                "external_id": "paperless:7:0123456789abcdef",
                "internal_reference": "PAPERLESS:7",
                "external_url": "http://paperless:8000/documents/7/",
                "due_date": "2026-03-20",
            }
        ],
    }


@pytest.mark.parametrize(
    ("amount", "currency", "sent"),
    [("1234.5", "EUR", "1234.50"), ("1200", "JPY", "1200"), ("1.5", "KWD", "1.500")],
)
def test_amounts_have_their_currencys_digits(amount: str, currency: str, sent: str) -> None:
    new = make_new(splits=(make_split(amount),), currency=currency)
    assert first_split(new)["amount"] == sent


def test_a_foreign_amount_has_its_own_currency() -> None:
    split = replace(make_split(), foreign_amount=Decimal(1500), foreign_currency="JPY")
    body = first_split(make_new(splits=(split,)))
    assert (body["foreign_amount"], body["foreign_currency_code"]) == ("1500", "JPY")


def test_a_foreign_amount_without_currency_is_not_sent() -> None:
    split = replace(make_split(), foreign_amount=Decimal(1))
    with pytest.raises(ValueError, match="currency"):
        body_of(make_new(splits=(split,)))


def test_days_and_sepa_fields_have_the_servers_names() -> None:
    sepa = Sepa("R-17", "DE02120300000000202051", "DE", "M-1", "x" * 256)
    day = date(2026, 3, 11)
    body = first_split(replace(make_new(), payment_date=day, book_date=day, sepa=sepa))
    sent = {name: body[name] for name in body if name.startswith(("sepa", "payment", "book"))}
    assert sent == {
        "payment_date": "2026-03-11", "book_date": "2026-03-11", "sepa_ct_id": "R-17",
        "sepa_ct_op": "DE02120300000000202051", "sepa_country": "DE", "sepa_db": "M-1",
    }  # fmt: skip


def test_what_a_split_has_is_sent() -> None:
    split = replace(
        make_split(), category="Büro", budget_id="1", bill_id="2", tags=("a",), notes="n"
    )
    body = first_split(make_new(splits=(split,)))
    sent = {name: body[name] for name in ("category_name", "budget_id", "bill_id", "tags", "notes")}
    assert sent == {
        "category_name": "Büro", "budget_id": "1", "bill_id": "2", "tags": ["a"], "notes": "n",
    }  # fmt: skip


def test_descriptions_and_titles_are_cut_to_what_firefly_takes() -> None:
    splits = (make_split(description="x" * 1001), make_split())
    body = body_of(make_new(splits=splits))
    assert len(body["transactions"][0]["description"]) == 1000
    assert len(body["group_title"]) == 1000


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://host/x", "/documents/7/", "http://"])
def test_an_address_that_is_not_of_the_web_is_not_sent(url: str) -> None:
    with pytest.raises(ValueError, match="web address"):
        body_of(make_new(external_url=url))


def test_without_an_account_nothing_is_booked_to_cash() -> None:
    with pytest.raises(ValueError, match="destination account"):
        body_of(make_new(destination=AccountRef()))


def test_a_change_of_the_address_is_of_the_web_too() -> None:
    whole = group(load(FIREFLY, "117").json["data"])
    with pytest.raises(ValueError, match="web address"):
        payload.changed_transaction(whole, {"2": SplitChange(external_url="javascript:1")})


def test_notes_that_a_person_wrote_are_never_cut() -> None:
    whole = group(load(FIREFLY, "117").json["data"])
    with pytest.raises(ValueError, match="32,768"):
        payload.changed_transaction(whole, {"2": SplitChange(notes="x" * 32_769)})


def test_tags_can_be_cleared() -> None:
    whole = group(load(FIREFLY, "117").json["data"])
    body: Any = payload.changed_transaction(whole, {"2": SplitChange(tags=())})
    assert body["transactions"] == [{"transaction_journal_id": "2", "tags": []}]


@pytest.mark.parametrize("value", ["paperless:42", "50%", "a\\b", "x y", "über/42", "🧾1"])
def test_every_value_of_a_search_is_quoted(value: str) -> None:
    assert payload.query("external_id_is", value) == f'external_id_is:"{value}"'


@pytest.mark.parametrize("value", ['a"b', "", "a\nb"])
def test_what_cannot_be_searched_for_is_said(value: str) -> None:
    with pytest.raises(ValueError, match="cannot search"):
        payload.query("external_id_is", value)


def test_a_quotation_mark_found_nothing_on_the_recorded_server() -> None:
    assert load(FIREFLY, "174").json["data"] == []


def test_what_goes_over_is_named_and_empty_text_clears_it() -> None:
    """As recorded in 206: an empty category_name clears the category."""
    whole = group(load(FIREFLY, "216").json["data"])
    first = whole.splits[0].journal_id
    change = SplitChange(category="Office", budget="", bill="Power")
    body: Any = payload.changed_transaction(whole, {first: change})
    [changed] = [s for s in body["transactions"] if s["transaction_journal_id"] == first]
    assert {n: v for n, v in changed.items() if n != "transaction_journal_id"} == {
        "category_name": "Office", "budget_name": "", "bill_name": "Power",
    }  # fmt: skip
