"""Transaction groups of the demo Firefly III as its API writes them, whole or some of their splits."""

from __future__ import annotations

import json
import sqlite3
from decimal import Decimal
from typing import Any

from .accounts import LONG_TYPE
from .context import Context, unauthenticated
from .ledger import ORDER, running
from .money import currency_fields, primary, primary_fields, short

_SEPA = ("cc", "ct_op", "ct_id", "db", "country", "ep", "ci", "batch_id")
DATES = ("interest_date", "book_date", "process_date", "due_date", "payment_date", "invoice_date")
_CURRENCY_KEYS = ("id", "code", "name", "symbol", "decimal_places")


def whole(ctx: Context, group_id: int) -> dict[str, Any]:
    """A group with every split; 401 where there is none (any more)."""
    found = groups_of(ctx, _journals(ctx, "j.group_id = ?", (group_id,)))
    if not found:
        raise unauthenticated()
    return found[0]


def _journals(ctx: Context, where: str, values: tuple[object, ...]) -> list[sqlite3.Row]:
    sql = f"SELECT j.* FROM journals j WHERE j.deleted = 0 AND {where} ORDER BY {ORDER}"  # noqa: S608
    return ctx.db.execute(sql, values).fetchall()


def groups_of(ctx: Context, journals: list[sqlite3.Row]) -> list[dict[str, Any]]:
    """Groups around journals, each with those of its splits that are given, in their order."""
    known = _Names(ctx, journals)
    after = running(ctx, journals)
    splits: dict[int, list[dict[str, Any]]] = {}
    for row in journals:
        splits.setdefault(row["group_id"], []).append(_split(known, row, after[row["id"]]))
    return [_group(ctx, group_id, parts) for group_id, parts in splits.items()]


def _group(ctx: Context, group_id: int, splits: list[dict[str, Any]]) -> dict[str, Any]:
    row = ctx.must("SELECT * FROM groups WHERE id = ?", group_id)
    attributes = {
        "created_at": row["created_at"],
        "updated_at": row["updated_at"],
        "user": "1",
        "user_group": "1",
        "group_title": row["title"],
        "transactions": splits,
    }
    return ctx.resource("transactions", group_id, attributes)


class _Names:
    """The rows that splits point to, each table read once."""

    def __init__(self, ctx: Context, journals: list[sqlite3.Row]) -> None:
        self.accounts = _rows(ctx, "accounts")
        self.currencies = _rows(ctx, "currencies")
        self.categories = _rows(ctx, "categories")
        self.budgets = _rows(ctx, "budgets")
        self.bills = _rows(ctx, "bills")
        self.primary = primary(ctx)["id"]
        self.primary_fields = _reordered(primary_fields(ctx), "primary_")
        held = ctx.db.execute("SELECT DISTINCT journal_id FROM attachments WHERE deleted = 0")
        self.attached = {row["journal_id"] for row in held}


def _rows(ctx: Context, table: str) -> dict[int, sqlite3.Row]:
    return {row["id"]: row for row in ctx.db.execute(f"SELECT * FROM {table}")}  # noqa: S608


def _reordered(fields: dict[str, Any], prefix: str = "") -> dict[str, Any]:
    return {f"{prefix}currency_{key}": fields[f"{prefix}currency_{key}"] for key in _CURRENCY_KEYS}


def _split(known: _Names, row: sqlite3.Row, after: tuple[Decimal, Decimal]) -> dict[str, Any]:
    foreign = known.currencies.get(row["foreign_currency_id"])
    own = row["currency_id"] == known.primary
    return {
        "user": "1",
        "transaction_journal_id": str(row["id"]),
        "type": row["type"],
        "date": row["date"],
        "order": row["position"],
        "object_has_currency_setting": True,
        **_reordered(currency_fields(known.currencies[row["currency_id"]])),
        **_reordered(currency_fields(foreign, "foreign_"), "foreign_"),
        **known.primary_fields,
        "amount": row["amount"],
        "pc_amount": row["amount"] if own else None,
        "foreign_amount": row["foreign_amount"],
        "pc_foreign_amount": None,
        "source_balance_after": short(after[0]),
        "pc_source_balance_after": None,
        "destination_balance_after": short(after[1]),
        "pc_destination_balance_after": None,
        "source_balance_dirty": False,
        "destination_balance_dirty": False,
        "description": row["description"],
        **_side(known.accounts[row["source_id"]], "source"),
        **_side(known.accounts[row["destination_id"]], "destination"),
        **_filed(known, row),
        **_marks(row),
        "has_attachments": row["id"] in known.attached,
    }


def _side(account: sqlite3.Row, side: str) -> dict[str, Any]:
    return {
        f"{side}_id": str(account["id"]),
        f"{side}_name": account["name"],
        f"{side}_iban": account["iban"],
        f"{side}_type": LONG_TYPE[account["type"]],
    }


def _filed(known: _Names, row: sqlite3.Row) -> dict[str, Any]:
    budget = known.budgets.get(row["budget_id"])
    category = known.categories.get(row["category_id"])
    bill = known.bills.get(row["bill_id"])
    return {
        "budget_id": str(budget["id"]) if budget else None,
        "budget_name": budget["name"] if budget else None,
        "category_id": str(category["id"]) if category else None,
        "category_name": category["name"] if category else None,
        "bill_id": str(bill["id"]) if bill else None,
        "bill_name": bill["name"] if bill else None,
        "subscription_id": str(bill["id"]) if bill else None,
        "subscription_name": bill["name"] if bill else None,
    }


def _marks(row: sqlite3.Row) -> dict[str, Any]:
    return {
        "reconciled": bool(row["reconciled"]),
        "notes": row["notes"],
        "tags": json.loads(row["tags"]),
        "internal_reference": row["internal_reference"],
        "external_id": row["external_id"],
        "original_source": row["original_source"],
        **dict.fromkeys(("recurrence_id", "recurrence_total", "recurrence_count")),
        "external_url": row["external_url"],
        "import_hash_v2": row["hash"],
        **{f"sepa_{name}": row[f"sepa_{name}"] for name in _SEPA},
        **{name: row[name] for name in DATES},
        **dict.fromkeys(("longitude", "latitude", "zoom_level")),
    }
