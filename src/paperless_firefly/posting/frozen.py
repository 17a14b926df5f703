"""Freezes a new transaction into JSON for its outbox row, and thaws it, exactly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from ..domain.posting import AccountRef, NewTransaction, PostingSplit, Sepa
from ..domain.transaction import TransactionType

_DAYS = ("due_date", "invoice_date", "payment_date", "book_date")


def freeze(transaction: NewTransaction) -> dict[str, Any]:
    """A transaction as JSON: amounts as text with every digit, dates ISO, None as null."""
    frozen: dict[str, Any] = _jsonable(asdict(transaction))
    return frozen


def thaw(data: Mapping[str, Any]) -> NewTransaction:
    """The transaction that `freeze` wrote; KeyError, TypeError or ValueError if it did not."""
    return NewTransaction(
        **{
            **data,
            "type": TransactionType(data["type"]),
            "date": date.fromisoformat(data["date"]),
            "source": AccountRef(**data["source"]),
            "destination": AccountRef(**data["destination"]),
            "splits": tuple(_split(row) for row in data["splits"]),
            **{name: _day(data.get(name)) for name in _DAYS},
            "sepa": Sepa(**data.get("sepa", {})),
        }
    )


def _jsonable(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _jsonable(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_jsonable(inner) for inner in value]
    if isinstance(value, TransactionType):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _split(row: Mapping[str, Any]) -> PostingSplit:
    foreign = row["foreign_amount"]
    return PostingSplit(
        **{
            **row,
            "amount": Decimal(row["amount"]),
            "tags": tuple(row["tags"]),
            "foreign_amount": Decimal(foreign) if foreign is not None else None,
        }
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
