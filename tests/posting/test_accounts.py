"""Choosing accounts that exist: by IBAN, by name, by nearly the name, or none."""

from __future__ import annotations

import pytest

from paperless_firefly.domain.ledger import ListEntry, ListKind
from paperless_firefly.posting.accounts import (
    choose_counterparty,
    choose_own,
    why_counterparty,
)


def account(
    ident: str, name: str, iban: str | None = None, type: str = "expense"  # noqa: A002
) -> ListEntry:  # fmt: skip
    return ListEntry(ListKind.ACCOUNT, ident, name, type, "EUR", iban)


SHOPS = [
    account("1", "Hetzner Online GmbH", "DE02 1203 0000 0000 2020 51"),
    account("2", "Bäckerei Ströck"),
    account("3", "Deutsche Bahn"),
    account("4", "Deutsche Post"),
    account("5", "Filiale 12"),
    account("6", "DigitalOcean"),
]


@pytest.mark.parametrize(
    ("seller", "iban", "expected"),
    [
        ("Somebody", "DE02120300000000202051", "1"),
        ("hetzner online gmbh", None, "1"),
        ("Hetzner Online Ltd.", None, "1"),
        ("BAECKEREI STROECK GMBH", None, "2"),
        ("Deutsche Bahn AG", None, "3"),
        ("Digital Ocean LLC", None, "6"),
        ("Deutsche Telekom AG", None, None),
        ("Filiale 13", None, None),
        ("", None, None),
        (None, None, None),
    ],
)
def test_a_seller_finds_its_account(
    seller: str | None, iban: str | None, expected: str | None
) -> None:
    found = choose_counterparty(seller, iban, SHOPS)

    assert (found.id if found else None) == expected


def test_the_account_of_the_last_document_is_taken_before_one_of_nearly_the_name() -> None:
    near = [account("1", "Muster Handel"), account("2", "Old friends")]

    assert choose_counterparty("Muster Handels", None, near) == near[0]
    assert choose_counterparty("Muster Handels", None, near, "old friends") == near[1]
    assert choose_counterparty("Muster Handel", None, near, "Old friends") == near[0]
    assert choose_counterparty("Muster Handels", None, near, "no more there") == near[0]


def test_why_an_account_was_chosen_is_said() -> None:
    assert why_counterparty("x", "DE02120300000000202051", SHOPS[0]) == "the document's IBAN"
    assert why_counterparty("deutsche bahn", None, SHOPS[2]) == "the same name"
    assert why_counterparty("Deutsche Bahn AG", None, SHOPS[2]) == ""


def test_two_accounts_that_fit_alike_are_left_to_the_person() -> None:
    twins = [account("1", "Muster Handel GmbH"), account("2", "Muster Handel AG")]

    assert choose_counterparty("Muster Handel", None, twins) is None


def test_an_inactive_account_is_never_chosen() -> None:
    closed = ListEntry(ListKind.ACCOUNT, "1", "Muster", "expense", active=False)

    assert choose_counterparty("Muster", None, [closed]) is None


def test_the_own_account_is_found_by_id_name_or_iban() -> None:
    own = [
        account("1", "Giro", "AT611904300234573201", "asset"),
        account("2", "Cash", type="asset"),
    ]

    assert [e.id if (e := choose_own(w, own)) else None for w in ("2", "GIRO", "", "Visa")] == [
        "2", "1", None, None,
    ]  # fmt: skip
    assert choose_own("AT61 1904 3002 3457 3201", own) == own[0]
    assert choose_own("", own[:1]) == own[0]
    assert choose_own("", SHOPS[:1]) is None
