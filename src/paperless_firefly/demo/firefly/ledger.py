"""Rows of the demo Firefly III's ledger: adding a journal, balances, the running balance."""

from __future__ import annotations

import json
import secrets
import sqlite3
from datetime import datetime, tzinfo
from decimal import Decimal
from hashlib import sha256
from typing import Any

from .context import Context

# One order for lists, splits of a group and, reversed, for running balances.
ORDER = "j.date DESC, j.position ASC, j.id DESC"


def local(zone: tzinfo, text: str) -> str:
    """A date or date-time as the server keeps it: in its own zone, a bare date at midnight."""
    moment = datetime.fromisoformat(text)
    moved = moment.replace(tzinfo=zone) if moment.tzinfo is None else moment.astimezone(zone)
    return moved.isoformat(timespec="seconds")


def padded(amount: Decimal) -> str:
    """An amount as the API returns it: twelve decimals."""
    return f"{amount:.12f}"


def content_hash(row: dict[str, Any]) -> str:
    """The duplicate hash of one split, over everything that was sent."""
    return sha256(json.dumps(row, sort_keys=True).encode()).hexdigest()


def add_journal(ctx: Context, group_id: int, *, amount: Decimal, **values: Any) -> int:
    """Add a journal to a group; its id."""
    tags = json.dumps(values.pop("tags", []), ensure_ascii=False)
    values.setdefault("hash", secrets.token_hex(32))
    return ctx.insert("journals", group_id=group_id, amount=padded(amount), tags=tags, **values)


def balance(ctx: Context, account_id: int) -> Decimal:
    """What an account holds today, in its own currency's terms."""
    rows = ctx.db.execute(
        "SELECT amount, foreign_amount, type, destination_id FROM journals"
        " WHERE deleted = 0 AND (source_id = ? OR destination_id = ?)",
        (account_id, account_id),
    )
    return sum((_share(row, account_id) for row in rows), Decimal(0))


def _share(row: sqlite3.Row, account_id: int) -> Decimal:
    if row["destination_id"] != account_id:
        return -Decimal(row["amount"])
    foreign = row["foreign_amount"] if row["type"] == "transfer" else None
    return Decimal(foreign or row["amount"])


def last_activity(ctx: Context, account_id: int) -> str | None:
    """The date of the latest transaction of an account."""
    row = ctx.one(
        "SELECT max(date) AS day FROM journals WHERE deleted = 0 AND (source_id = ?1 OR destination_id = ?1)",
        account_id,
    )
    return str(row["day"]) if row and row["day"] else None


def running(ctx: Context, journals: list[sqlite3.Row]) -> dict[int, tuple[Decimal, Decimal]]:
    """For each journal, what source and destination hold after it, in the journal's currency."""
    wanted = {row["id"] for row in journals}
    accounts = {row["source_id"] for row in journals} | {row["destination_id"] for row in journals}
    held: dict[tuple[int, int], Decimal] = {}
    found: dict[int, tuple[Decimal, Decimal]] = {}
    for row in ctx.db.execute(
        "SELECT id, source_id, destination_id, amount, currency_id, foreign_amount,"
        " foreign_currency_id, type FROM journals WHERE deleted = 0"
        " ORDER BY date ASC, position DESC, id ASC"
    ):
        if row["source_id"] in accounts or row["destination_id"] in accounts:
            after = _move(held, row)
            if row["id"] in wanted:
                found[row["id"]] = after
    return found


def _move(held: dict[tuple[int, int], Decimal], row: sqlite3.Row) -> tuple[Decimal, Decimal]:
    amount = Decimal(row["amount"])
    source = (row["source_id"], row["currency_id"])
    target = (row["destination_id"], row["currency_id"])
    gained = amount
    if row["type"] == "transfer" and row["foreign_amount"]:
        target = (row["destination_id"], row["foreign_currency_id"])
        gained = Decimal(row["foreign_amount"])
    held[source] = held.get(source, Decimal(0)) - amount
    held[target] = held.get(target, Decimal(0)) + gained
    return held[source], held[target]
