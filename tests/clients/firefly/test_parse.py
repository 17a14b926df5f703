"""Firefly III's JSON and the objects made of it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from paperless_firefly.clients.firefly import parse
from paperless_firefly.domain.transaction import TransactionGroup, TransactionType
from tests.recorded import FIREFLY, load


def recorded_group(**changes: object) -> TransactionGroup:
    """The group of recording 117 with another value in its one split."""
    data = load(FIREFLY, "117").json["data"]
    data["attributes"]["transactions"][0].update(changes)
    return parse.group(data)


def test_a_split_with_everything_in_it() -> None:
    (split,) = recorded_group().splits
    assert split.journal_id == "2"
    assert split.type is TransactionType.WITHDRAWAL
    assert split.date == date(2026, 3, 10)
    assert (split.amount, split.currency) == (Decimal("12.34"), "EUR")
    assert (split.source.iban, split.source.type) == ("DE89370400440532013000", "Asset account")
    assert (split.category, split.budget, split.bill) == ("Büro", "Haushalt", "Strom")
    assert (split.external_id, split.internal_reference) == ("paperless:42", "PL-42")
    assert split.external_url == "https://paperless.example/documents/42/"
    assert split.notes == "Zeile 1\nZeile 2"
    assert not split.reconciled


@pytest.mark.parametrize(
    ("sent", "amount"),
    [("12.340000000000", "12.34"), ("-5.00", "5"), ("0.123456789012", "0.123456789012"), (7, "7")],
)
def test_amounts_are_exact_and_without_sign(sent: object, amount: str) -> None:
    assert recorded_group(amount=sent).splits[0].amount == Decimal(amount)


@pytest.mark.parametrize("sent", ["", "twelve", "NaN", None])
def test_what_is_no_amount_is_an_error(sent: object) -> None:
    with pytest.raises(ValueError, match="no amount"):
        recorded_group(amount=sent)


def test_empty_texts_are_absent() -> None:
    (split,) = recorded_group(notes="", external_id="", tags=None).splits
    assert (split.notes, split.external_id, split.tags) == (None, None, ())


def test_splits_stand_in_their_order() -> None:
    data = load(FIREFLY, "216").json["data"]
    data["attributes"]["transactions"].reverse()
    assert [split.order for split in parse.group(data).splits] == [0, 1, 2]


def test_a_type_that_is_not_known_is_left_out_of_lists_and_an_error_alone() -> None:
    data = load(FIREFLY, "117").json["data"]
    data["attributes"]["transactions"][0]["type"] = "invalid"
    assert parse.groups([data]) == ()
    with pytest.raises(ValueError, match="invalid"):
        parse.group(data)


def test_a_group_without_splits_is_an_error() -> None:
    data = load(FIREFLY, "117").json["data"]
    data["attributes"]["transactions"] = []
    with pytest.raises(ValueError, match="without splits"):
        parse.group(data)


def test_every_recorded_list_of_transactions_is_read() -> None:
    for name in ("120", "139", "195", "286"):
        body: Any = load(FIREFLY, name).json
        groups = parse.groups(body["data"])
        assert len(groups) == body["meta"]["pagination"]["count"]


def test_merging_keeps_the_later_of_a_split_that_came_twice() -> None:
    before, after = recorded_group(description="old"), recorded_group(description="new")
    (merged,) = parse.merge([before, after])
    assert [split.description for split in merged.splits] == ["new"]


def test_merging_nothing_gives_nothing() -> None:
    assert parse.merge([]) == ()
