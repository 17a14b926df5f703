"""Builders of documents and bank transactions with defaults."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from paperless_firefly.matching.model import BankFacts, DocumentFacts

DAY = date(2026, 5, 4)


def make_document(ident: str = "d1", total: str | None = "58.96", **facts: Any) -> DocumentFacts:
    """A receipt of Muster Laden GmbH of 4 May 2026."""
    return DocumentFacts(
        **{
            "id": ident,
            "seller": "Muster Laden GmbH",
            "total": Decimal(total) if total is not None else None,
            "currency": "EUR",
            "issue_date": DAY,
            "kind": "receipt",
            **facts,
        }
    )


def make_invoice(ident: str = "d1", total: str = "583.10", **facts: Any) -> DocumentFacts:
    """An invoice of Druckerei Fischer GmbH, to be transferred."""
    return make_document(
        ident,
        total,
        **{
            "kind": "invoice",
            "seller": "Druckerei Fischer GmbH",
            "number": "RE-2026-04411",
            "iban": "AT734245919238752734",
            **facts,
        },
    )


def make_transaction(
    ident: str = "t1", amount: str = "58.96", after: int = 1, **facts: Any
) -> BankFacts:
    """A card line of the same shop, so many days after the document."""
    return BankFacts(
        **{
            "id": ident,
            "date": DAY + timedelta(days=after),
            "amount": Decimal(amount),
            "type": "withdrawal",
            "currency": "EUR",
            "description": "MUSTER LADEN 4481 WIEN 1020",
            **facts,
        }
    )


def make_transfer(
    ident: str = "t1", amount: str = "583.10", text: str = "Überweisung", **facts: Any
) -> BankFacts:
    """A transfer to the printing shop ten days after the document."""
    return make_transaction(
        ident,
        amount,
        **{
            "after": 10,
            "description": text,
            "counterparty": "Druckerei Fischer GmbH",
            "counterparty_iban": "AT734245919238752734",
            **facts,
        },
    )


def make_noise(count: int = 60) -> list[BankFacts]:
    """Other payments of the year, of other shops and amounts."""
    shops = ["BILLA", "OMV", "SPOTIFY", "THALIA", "SHELL", "OBI", "HOFER"]
    return [
        make_transaction(
            f"n{i}", f"{3 + i * 7 % 90}.{i * 13 % 100:02d}", i * 6 - 120,
            description=f"{shops[i % len(shops)]} {1000 + i} GRAZ",
        )
        for i in range(count)
    ]  # fmt: skip
