"""The own account of a document: by card, IBAN, way of paying, or none."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from paperless_firefly.domain.details import Details, Payment
from paperless_firefly.domain.extraction import Direction, Extraction
from paperless_firefly.domain.ledger import ListEntry, ListKind
from paperless_firefly.posting.own_account import own_account_of, transfer_of, why_own

from .builders import make_extraction

GIRO, SPAR = "AT611904300234573201", "DE02120300000000202051"


def own(ident: str, name: str, **more: Any) -> ListEntry:
    return ListEntry(ListKind.ACCOUNT, ident, name, "asset", "EUR", **more)


OWN = [
    own("1", "Giro", iban="AT61 1904 3002 3457 3201", role="defaultAsset"),
    own("2", "Savings", iban=SPAR, role="savingAsset"),
    own("3", "Visa", number="4000 1234 5678 9010", role="ccAsset"),
    own("4", "Mastercard 4711"),
    own("5", "Purse", role="cashWalletAsset"),
    own("6", "PayPal"),
]


def paid(code: str | None = None, direction: Direction = Direction.OUT, **ways: str) -> Extraction:
    details = Details(payments=(Payment(code, **ways),))
    return replace(make_extraction(direction=direction), details=details)


@pytest.mark.parametrize(
    ("paper", "account", "why"),
    [
        (make_extraction(card="9010"), "3", "the card ends in 9010"),
        (paid("54", card="XXXX4711"), "4", "the card ends in 4711"),
        (paid("59", debited=GIRO), "1", "the document names its IBAN"),
        (paid("58", Direction.IN, account=SPAR), "2", "the document names its IBAN"),
        (paid("10"), "5", "it was paid in cash"),
        (paid("48"), "3", "it was paid by card"),
        (make_extraction(payment_method="paypal"), "6", "it was paid by PayPal"),
    ],
)
def test_a_document_names_the_account_that_it_was_paid_from(
    paper: Extraction, account: str, why: str
) -> None:
    found = own_account_of(paper, OWN)

    assert found is not None
    assert (found.id, why_own(paper, found)) == (account, why)


@pytest.mark.parametrize(
    "paper",
    [
        make_extraction(),
        make_extraction(card="0000"),
        make_extraction(card="10"),
        make_extraction(iban=GIRO),
        paid("58", account=SPAR),
        paid("30"),
    ],
)
def test_what_names_no_account_chooses_none(paper: Extraction) -> None:
    assert own_account_of(paper, OWN) is None


def test_a_sign_that_fits_two_accounts_leaves_it_to_the_next() -> None:
    twins = [*OWN, own("7", "Old card 4711")]

    assert own_account_of(paid("54", card="4711"), twins) == OWN[2]
    assert own_account_of(make_extraction(card="4711"), twins) is None


def test_money_to_an_own_iban_is_a_transfer() -> None:
    arrives = replace(paid("59", Direction.IN, debited=GIRO, account=SPAR))

    assert transfer_of(make_extraction(iban=SPAR), OWN) == OWN[1]
    assert transfer_of(arrives, OWN) == OWN[0]
    assert own_account_of(arrives, OWN) == OWN[1]
    assert transfer_of(make_extraction(iban="DE89370400440532013000"), OWN) is None
    assert transfer_of(make_extraction(direction=Direction.IN, iban=SPAR), OWN) is None
