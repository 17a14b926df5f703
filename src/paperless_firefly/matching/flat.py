"""Reads facts from JSON objects: the flat shapes of documents and transactions, and `read --json`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from ..domain.money import parse_decimal
from .model import BankFacts, DocumentFacts


def document_from(row: Mapping[str, Any]) -> DocumentFacts:
    """One document, flat or as `sparklink read --json` prints it; KeyError, ValueError if neither.

    What `read` prints has no id: the file's name is it.
    """
    return _from_reading(row) if isinstance(row.get("fields"), Mapping) else _from_flat(row)


def transaction_from(row: Mapping[str, Any]) -> BankFacts:
    """One bank transaction; KeyError or ValueError where something needed is missing."""
    return BankFacts(
        id=str(row["id"]),
        date=date.fromisoformat(row["date"]),
        amount=_needed_amount(row["amount"]),
        type=str(row["type"]),
        currency=str(row["currency"]),
        foreign_amount=_amount(row.get("foreign_amount")),
        foreign_currency=_text(row.get("foreign_currency")),
        description=_text(row.get("description")) or "",
        counterparty=_text(row.get("counterparty")),
        counterparty_iban=_text(row.get("counterparty_iban")),
    )


def _from_flat(row: Mapping[str, Any]) -> DocumentFacts:
    return DocumentFacts(
        id=str(row["id"]),
        seller=_text(row.get("seller")),
        total=_amount(row.get("total")),
        payable=_amount(row.get("payable")),
        currency=_text(row.get("currency")),
        issue_date=_day(row.get("issue_date")),
        due_date=_day(row.get("due_date")),
        number=_text(row.get("invoice_number") or row.get("number")),
        iban=_text(row.get("iban")),
        payment_reference=_text(row.get("payment_reference")),
        kind=_text(row.get("kind")) or "invoice",
        direction=_text(row.get("direction")) or "",
        terms=_text(row.get("discount_terms")),
        card=_text(row.get("card")),
    )


def _from_reading(row: Mapping[str, Any]) -> DocumentFacts:
    fields = row["fields"]
    flat = {name: found["value"] for name, found in fields.items() if found is not None}
    ident = row.get("id") or row["file"]
    return _from_flat({**flat, "id": ident, "kind": row["kind"], "direction": row["direction"]})


def _text(value: Any) -> str | None:
    return str(value).strip() or None if value is not None else None


def _amount(value: Any) -> Decimal | None:
    return parse_decimal(str(value)) if value is not None else None


def _needed_amount(value: Any) -> Decimal:
    amount = _amount(value)
    if amount is None:
        raise ValueError(f"{value!r} is no amount")
    return amount


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if value else None
