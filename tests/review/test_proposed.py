"""Accounts that are proposed for a document: what it says, what was done before, what is one's own."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth.models import User

from paperless_firefly.domain.details import Details, Payment
from paperless_firefly.domain.extraction import Extraction, LineItem, TaxLine
from paperless_firefly.domain.posting import Booking
from paperless_firefly.domain.transaction import TransactionType
from paperless_firefly.review.models import Document, LedgerEntry, Link
from paperless_firefly.review.selectors.choices import counterparty_named
from paperless_firefly.review.selectors.proposed import proposed
from paperless_firefly.review.selectors.readings import draft_of
from paperless_firefly.review.services.preferences import preferences_of
from tests.builders import (
    make_document,
    make_entry,
    make_extraction,
    make_field,
    make_person,
    make_split,
)

SPAR = "DE02120300000000202051"


@pytest.fixture
def owner(db: None) -> User:
    """Whose documents these are."""
    return make_person("owner")


@pytest.fixture
def giro(owner: User) -> LedgerEntry:
    """The account that the owner's settings name."""
    return make_entry(owner, "Giro", role="defaultAsset")


def reading(
    *, seller: str = "Nordlicht", payment: Payment | None = None, **fields: str
) -> Extraction:
    made = make_extraction(seller=seller)
    more = {name: make_field(value) for name, value in fields.items()}
    details = Details(payments=(payment,)) if payment else None
    return replace(made, fields={**made.fields, **more}, details=details)


def booking(owner: User, extraction: Extraction) -> tuple[Document, Booking]:
    document = make_document(owner, extraction=extraction)
    return document, proposed(document, extraction, "Giro").booking


def wish(owner: User, split_by: str) -> None:
    preferences = preferences_of(owner.pk)
    preferences.split_by = split_by
    preferences.save()


def linked(owner: User, seller: str, counterparty: str, **more: Any) -> None:
    split = make_split(owner, counterparty=counterparty, **more)
    before = make_document(owner, seller=seller)
    Link.objects.create(
        owner=owner, document=before, group_id=split.group_id, journal_id=split.journal_id
    )


def test_the_card_outranks_the_default_account(owner: User, giro: LedgerEntry) -> None:
    card = make_entry(owner, "Visa 4711", role="ccAsset")
    document, found = booking(owner, reading(card="4711"))

    assert found.own_account_id == str(card.firefly_id)
    made = draft_of(document, found).transaction
    assert made is not None
    assert "Account: Visa 4711 (the card ends in 4711)" in (made.splits[0].notes or "").splitlines()
    assert booking(owner, reading())[1].own_account_id == str(giro.firefly_id)


def test_money_to_an_own_account_becomes_a_transfer(owner: User, giro: LedgerEntry) -> None:
    savings = make_entry(owner, "Savings", iban=SPAR)
    document, found = booking(owner, reading(iban=SPAR))

    assert (found.own_account_id, found.counterparty_id) == (
        str(giro.firefly_id),
        str(savings.firefly_id),
    )
    made = draft_of(document, found).transaction
    assert made is not None
    assert made.type == TransactionType.TRANSFER


def test_an_account_pays_nothing_to_itself(owner: User, giro: LedgerEntry) -> None:
    giro.iban = SPAR
    giro.save()

    assert booking(owner, reading(iban=SPAR))[1].own_account_id == ""


def test_the_account_of_the_last_document_is_remembered(owner: User, giro: LedgerEntry) -> None:
    kept = make_entry(owner, "Office things", type="expense")
    linked(owner, "Nordlicht", "Office things")

    assert booking(owner, reading())[1].counterparty_id == str(kept.firefly_id)
    assert booking(owner, reading(seller="Somebody"))[1].counterparty_id == ""


def test_what_is_remembered_but_gone_from_firefly_is_not_made_again(
    owner: User, giro: LedgerEntry
) -> None:
    linked(owner, "Nordlicht", "Old name")

    assert booking(owner, reading())[1] == Booking(str(giro.firefly_id), "", "Nordlicht")


def test_a_name_is_an_expense_account_before_it_is_an_own_one(owner: User) -> None:
    own = make_entry(owner, "Savings")
    assert counterparty_named(owner.pk, "savings", "expense") == own
    shop = make_entry(owner, "Savings", type="expense")
    assert counterparty_named(owner.pk, "Savings", "expense") == shop
    assert counterparty_named(owner.pk, "Nobody", "expense") is None


@pytest.mark.parametrize(
    ("split_by", "parts"),
    [
        ("", []),
        ("rates", [("Nordlicht R-1 (20 %)", "120.00"), ("Nordlicht R-1 (10 %)", "11.00")]),
        ("lines", [("Paper", "120.00"), ("Lunch", "11.00")]),
    ],
)
def test_parts_are_proposed_as_the_owner_wishes(
    split_by: str, parts: list[tuple[str, str]], owner: User, giro: LedgerEntry
) -> None:
    wish(owner, split_by)
    rates = (TaxLine("S", "20", "100.00", "20.00"), TaxLine("S", "10", "10.00", "1.00"))
    lines = (
        LineItem("Paper", total="100", tax_rate="20"),
        LineItem("Lunch", total="10", tax_rate="10"),
    )
    paper = replace(reading(total="131.00", net="110.00"), tax_breakdown=rates, lines=lines)
    document, found = booking(owner, paper)

    assert [(part.description, part.amount) for part in found.splits] == parts
    made = draft_of(document, found).transaction
    assert made is not None
    assert sum(split.amount for split in made.splits) == 131


def test_a_document_without_reason_stays_whole_whatever_the_owner_wishes(
    owner: User, giro: LedgerEntry
) -> None:
    wish(owner, "rates")

    assert booking(owner, reading())[1].splits == ()
