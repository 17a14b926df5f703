"""Signals that need a trap to be seen: ways of paying, directions, accounts, services, spellings."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from paperless_firefly.domain.link import Reason
from paperless_firefly.matching.model import BankFacts, DocumentFacts
from paperless_firefly.matching.propose import explain, match

from .builders import make_document, make_invoice, make_noise, make_transaction, make_transfer


def reasons(document: DocumentFacts, bank: BankFacts) -> dict[str, Reason]:
    """Each signal of a pair among the payments of a year."""
    return {r.signal: r for r in explain(document, bank, make_noise())}


def state(document: DocumentFacts, *bank: BankFacts) -> list[tuple[str, str]]:
    """Transactions and states of what is found for one document among the payments of a year."""
    found = match([document], [*bank, *make_noise()]).links
    return [(link.transactions[0], link.state) for link in found]


def test_the_cards_digits_decide_between_two_equal_lines() -> None:
    receipt = make_document(card="4242")
    lines = [
        make_transaction("mine", description="MUSTER LADEN WIEN KARTE 4242"),
        make_transaction("other", description="MUSTER LADEN WIEN KARTE 9911"),
    ]
    assert reasons(receipt, lines[0])["card"].weight > 0
    assert "card" not in reasons(receipt, lines[1])
    assert state(receipt, *lines)[0][0] == "mine"


def test_an_invoice_with_an_iban_is_hardly_paid_by_card() -> None:
    invoice = make_invoice(number=None)
    card = make_transaction("t1", "583.10", 3, description="DRUCKEREI FISCHER 1234 WIEN")
    assert reasons(invoice, card)["method"].weight < 0
    assert ("t1", "auto") not in state(invoice, card)


@pytest.mark.parametrize(
    ("facts", "way"),
    [
        ({"kind": "receipt"}, "deposit"),
        ({"kind": "credit_note"}, "withdrawal"),
        ({"kind": "invoice", "direction": "in"}, "withdrawal"),
        ({"kind": "credit_note", "direction": "out"}, "deposit"),
        ({"kind": "receipt", "total": "-58.96"}, "withdrawal"),
        ({"kind": "receipt"}, "transfer"),
    ],
)
def test_money_that_goes_the_other_way_is_never_the_payment(
    facts: dict[str, Any], way: str
) -> None:
    assert state(make_document(**facts), make_transaction(type=way)) == []


def test_the_account_that_the_document_names_decides_between_two_transfers() -> None:
    invoice = make_invoice(number=None)
    right = make_transfer("right")
    wrong = make_transfer("wrong", counterparty_iban="DE89370400440532013000")
    assert reasons(invoice, right)["iban"].outcome == "same"
    assert reasons(invoice, wrong)["iban"].outcome == "another"
    assert state(invoice, right, wrong)[0] == ("right", "auto")


def test_the_foreign_amount_that_the_bank_states_is_the_documents() -> None:
    document = make_document(total="49.00", currency="USD")
    told = make_transaction("t1", "44.71", foreign_amount=Decimal("49.00"), foreign_currency="USD")
    other = make_transaction("t2", "44.90", foreign_amount=Decimal("49.20"), foreign_currency="USD")
    assert reasons(document, told)["amount"].outcome == "foreign"
    assert reasons(document, other)["amount"].outcome == "other"
    assert state(document, told, other)[0] == ("t1", "auto")


def test_a_tip_is_believed_where_tips_are_given() -> None:
    line = make_transaction("t1", "65.00", description="GASTHAUS ADLER 4481 WIEN")
    told = reasons(make_document(seller="Gasthaus Adler"), line)["amount"]
    assert told.outcome == "tip"
    shop = make_transaction("t1", "65.00", description="MUSTER LADEN 4481 WIEN")
    assert reasons(make_document(), shop)["amount"].outcome == "perhaps-tip"
    assert ("t1", "auto") not in state(make_document(), shop)


def test_a_discount_that_the_terms_state_is_the_payment() -> None:
    invoice = make_invoice(total="1000.00", terms="3 % Skonto bei Zahlung binnen 10 Tagen")
    paid = make_transfer("t1", "970.00", "RE-2026-04411")
    assert reasons(invoice, paid)["amount"].outcome == "stated-discount"
    assert state(invoice, paid) == [("t1", "auto")]


def test_what_a_payment_service_took_off_is_offered_and_never_linked() -> None:
    mine = make_invoice(total="100.00", direction="in", number="RE-2026-04411", iban=None)
    payout = make_transaction(
        "t1", "97.25", 2, type="deposit", description="STRIPE AUSZAHLUNG RE-2026-04411"
    )
    told = reasons(mine, payout)
    assert (told["amount"].outcome, told["number"].outcome) == ("fee", "found")
    assert state(mine, payout) == [("t1", "propose")]


def test_a_payout_without_a_number_is_found_by_its_service() -> None:
    mine = make_invoice(total="100.00", direction="in", number=None, iban=None)
    payout = make_transaction(
        "t1", "97.25", 2, type="deposit", description="Auszahlung", counterparty="PayPal Europe"
    )
    assert reasons(mine, payout)["amount"].outcome == "fee"
    assert ("t1", "auto") not in state(mine, payout)


@pytest.mark.parametrize(
    ("seller", "text"),
    [
        ("Muster Laden GmbH", "SUMUP  *MUSTER LADEN"),
        ("Muster Laden GmbH", "PAYPAL *MUSTERLADEN 35314369001"),
        ("Amazon EU S.à r.l.", "AMZN MKTP DE*2K4X81 AMZN.DE"),
        ("Donaudampfschifffahrt GmbH", "DONAUDAMPFSCHIFFFAHRT"[:22]),
        ("Buchhandlung Morgenstern am Graben", "BUCHHANDLUNG MORGENSTE"),
        ("Bäckerei Ströck GmbH", "STROECK 112 WIEN"),
        ("Øresund Kaffe ApS", "ORESUND KAFFE KBH"),
    ],
)
def test_a_name_is_known_however_the_bank_writes_it(seller: str, text: str) -> None:
    document = make_document(seller=seller)
    line = make_transaction("t1", description=text)
    assert reasons(document, line)["name"].weight > 0
    assert state(document, line) == [("t1", "auto")]


def test_a_name_of_somebody_else_costs() -> None:
    line = make_transaction("t1", description="TANKSTELLE HUBER 12 GRAZ")
    assert reasons(make_document(), line)["name"].outcome == "differs"
    assert ("t1", "auto") not in state(make_document(), line)
