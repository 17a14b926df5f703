"""Categories, budgets, bills and tags of the demo Firefly III."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from ..wsgi import Response, Routes, json_response
from .checks import valid_date
from .context import Context, Errors, invalid, not_found, row_id, unauthenticated
from .ledger import local
from .money import currency, currency_by_code, currency_fields, primary, primary_fields

routes = Routes()
_NO_GROUP = dict.fromkeys(("object_group_id", "object_group_order", "object_group_title"))


def named(ctx: Context, table: str, name: str, column: str = "name") -> sqlite3.Row | None:
    """A row by its exact name."""
    return ctx.one(f"SELECT * FROM {table} WHERE {column} = ?", name)  # noqa: S608 - our own names


def by_id(ctx: Context, table: str, text: object) -> sqlite3.Row | None:
    """A row by its id."""
    return ctx.one(f"SELECT * FROM {table} WHERE id = ?", row_id(text))  # noqa: S608 - our own names


def category_id(ctx: Context, name: str) -> int:
    """The id of a category, made where it is missing."""
    found = named(ctx, "categories", name)
    if found:
        return int(found["id"])
    return ctx.insert("categories", name=name, created_at=ctx.now, updated_at=ctx.now)


def ensure_tag(ctx: Context, tag: str) -> None:
    """Make a tag where it is missing."""
    if named(ctx, "tags", tag, "tag") is None:
        ctx.insert("tags", tag=tag, created_at=ctx.now, updated_at=ctx.now)


def _category(ctx: Context, row: sqlite3.Row, _place: int) -> dict[str, Any]:
    moved = ("spent", "pc_spent", "earned", "pc_earned", "transferred", "pc_transferred")
    attributes = {
        "created_at": row["created_at"],
        "updated_at": row["updated_at"],
        "name": row["name"],
        "notes": row["notes"],
        "object_has_currency_setting": False,
        **primary_fields(ctx),
        **dict.fromkeys(moved),
    }
    return ctx.resource("categories", row["id"], attributes)


def _budget(ctx: Context, row: sqlite3.Row, place: int) -> dict[str, Any]:
    attributes = {
        "created_at": row["created_at"],
        "updated_at": row["updated_at"],
        "active": bool(row["active"]),
        "name": row["name"],
        "order": place,
        "notes": row["notes"],
        **dict.fromkeys(("auto_budget_type", "auto_budget_period")),
        **_NO_GROUP,
        "object_has_currency_setting": False,
        **currency_fields(None),
        **primary_fields(ctx),
        **dict.fromkeys(("auto_budget_amount", "pc_auto_budget_amount", "spent", "pc_spent")),
    }
    return ctx.resource("budgets", row["id"], attributes)


def _bill(ctx: Context, row: sqlite3.Row, place: int) -> dict[str, Any]:
    average = (Decimal(row["amount_min"]) + Decimal(row["amount_max"])) / 2
    attributes = {
        "created_at": row["created_at"],
        "updated_at": row["updated_at"],
        "name": row["name"],
        "object_has_currency_setting": True,
        **currency_fields(currency(ctx, row["currency_id"])),
        **primary_fields(ctx),
        "amount_min": row["amount_min"],
        "pc_amount_min": None,
        "amount_max": row["amount_max"],
        "pc_amount_max": None,
        "amount_avg": f"{average:.2f}",
        "pc_amount_avg": None,
        "date": row["date"],
        "end_date": None,
        "extension_date": None,
        "repeat_freq": row["repeat_freq"],
        "skip": 0,
        "active": bool(row["active"]),
        "order": place,
        "notes": row["notes"],
        **_NO_GROUP,
        "paid_dates": [],
        "pay_dates": [],
        "next_expected_match": None,
        "next_expected_match_diff": "Not expected this period",
    }
    return ctx.resource("bills", row["id"], attributes)


def _tag(ctx: Context, row: sqlite3.Row, _place: int) -> dict[str, Any]:
    attributes = {
        "created_at": row["created_at"],
        "updated_at": row["updated_at"],
        "tag": row["tag"],
        "date": row["date"],
        "description": row["description"],
        **dict.fromkeys(("longitude", "latitude", "zoom_level")),
    }
    return ctx.resource("tags", row["id"], attributes)


def _page(
    ctx: Context,
    table: str,
    order: str,
    make: Callable[[Context, sqlite3.Row, int], dict[str, Any]],
) -> Response:
    rows = ctx.db.execute(f"SELECT * FROM {table} ORDER BY {order}").fetchall()  # noqa: S608
    size, start = ctx.limit(), (ctx.page() - 1) * ctx.limit()
    part = rows[start : start + size]
    made = [make(ctx, row, start + place) for place, row in enumerate(part, 1)]
    # Those of bills lead nowhere on the real server too.
    odd: dict[str, Any] = {"address": "/", "params": ()} if table == "bills" else {}
    return ctx.listing(made, len(rows), **odd)


@routes.add("GET", "/api/v1/categories")
def list_categories(ctx: Context) -> Response:
    """Categories by name."""
    return _page(ctx, "categories", "name", _category)


@routes.add("GET", "/api/v1/budgets")
def list_budgets(ctx: Context) -> Response:
    """Budgets in their order."""
    return _page(ctx, "budgets", "id", _budget)


@routes.add("GET", "/api/v1/bills")
@routes.add("GET", "/api/v1/subscriptions")
def list_bills(ctx: Context) -> Response:
    """Bills, which newer versions call subscriptions."""
    return _page(ctx, "bills", "id", _bill)


@routes.add("GET", "/api/v1/tags")
def list_tags(ctx: Context) -> Response:
    """Tags by name."""
    return _page(ctx, "tags", "tag", _tag)


@routes.add("GET", "/api/v1/categories/{entry}")
def show_category(ctx: Context, entry: str) -> Response:
    """One category."""
    return _show(ctx, "categories", entry, _category)


@routes.add("GET", "/api/v1/budgets/{entry}")
def show_budget(ctx: Context, entry: str) -> Response:
    """One budget."""
    return _show(ctx, "budgets", entry, _budget)


@routes.add("GET", "/api/v1/bills/{entry}")
@routes.add("GET", "/api/v1/subscriptions/{entry}")
def show_bill(ctx: Context, entry: str) -> Response:
    """One bill."""
    return _show(ctx, "bills", entry, _bill)


def _show(
    ctx: Context,
    table: str,
    entry: str,
    make: Callable[[Context, sqlite3.Row, int], dict[str, Any]],
) -> Response:
    row = by_id(ctx, table, entry)
    if row is None:
        raise unauthenticated()
    return ctx.data(make(ctx, row, row["id"]))


@routes.add("GET", "/api/v1/tags/{entry}")
def show_tag(ctx: Context, entry: str) -> Response:
    """One tag, by its name or id."""
    row = named(ctx, "tags", entry, "tag") or by_id(ctx, "tags", entry)
    if row is None:
        raise not_found()
    return ctx.data(_tag(ctx, row, 0))


def _checked(ctx: Context, table: str, column: str = "name") -> dict[str, Any]:
    sent = ctx.body()
    if not sent.get(column):
        raise invalid({column: [f"The {column} field is required."]})
    if named(ctx, table, sent[column], column):
        raise invalid({column: ["This name is already in use."]})
    return sent


@routes.add("POST", "/api/v1/categories")
def create_category(ctx: Context) -> Response:
    """Make a category."""
    sent = _checked(ctx, "categories")
    made = ctx.insert(
        "categories",
        name=sent["name"],
        notes=sent.get("notes"),
        created_at=ctx.now,
        updated_at=ctx.now,
    )
    return show_category(ctx, str(made))


@routes.add("POST", "/api/v1/budgets")
def create_budget(ctx: Context) -> Response:
    """Make a budget."""
    sent = _checked(ctx, "budgets")
    active = int(bool(sent.get("active", True)))
    made = ctx.insert(
        "budgets", name=sent["name"], active=active, created_at=ctx.now, updated_at=ctx.now
    )
    return show_budget(ctx, str(made))


@routes.add("POST", "/api/v1/tags")
def create_tag(ctx: Context) -> Response:
    """Make a tag."""
    sent = _checked(ctx, "tags", "tag")
    ensure_tag(ctx, sent["tag"])
    row = ctx.must("SELECT * FROM tags WHERE tag = ?", sent["tag"])
    ctx.update("tags", row["id"], description=sent.get("description"), date=sent.get("date"))
    return show_tag(ctx, sent["tag"])


_BILL_NEEDS = {
    "name": "name",
    "amount_min": "minimum amount",
    "amount_max": "maximum amount",
    "date": "date",
    "repeat_freq": "repeat freq",
}


@routes.add("POST", "/api/v1/bills")
@routes.add("POST", "/api/v1/subscriptions")
def create_bill(ctx: Context) -> Response:
    """Make a bill; without `active` it comes back inactive, its order 0 until it is listed."""
    sent = ctx.body()
    errors: Errors = {
        name: [f"The {words} field is required."]
        for name, words in _BILL_NEEDS.items()
        if not sent.get(name)
    }
    if errors:
        raise invalid(errors)
    if not valid_date(sent["date"]):
        raise invalid({"date": ["The date is not a valid date."]})
    chosen = currency_by_code(ctx, sent.get("currency_code")) or primary(ctx)
    made = ctx.insert(
        "bills",
        name=sent["name"],
        notes=sent.get("notes"),
        active=int(bool(sent.get("active", False))),
        currency_id=chosen["id"],
        amount_min=str(sent["amount_min"]),
        amount_max=str(sent["amount_max"]),
        date=local(ctx.zone, sent["date"]),
        repeat_freq=sent["repeat_freq"],
        created_at=ctx.now,
        updated_at=ctx.now,
    )
    return ctx.data(_bill(ctx, ctx.must("SELECT * FROM bills WHERE id = ?", made), 0))


def _completed(ctx: Context, table: str, column: str = "name") -> list[sqlite3.Row]:
    text = ctx.request.query.get("query", "").casefold()
    rows = ctx.db.execute(f"SELECT * FROM {table} ORDER BY {column}").fetchall()  # noqa: S608
    limit = int(ctx.request.query.get("limit") or 10)
    return [row for row in rows if text in row[column].casefold()][:limit]


@routes.add("GET", "/api/v1/autocomplete/{kind}")
def complete(ctx: Context, kind: str) -> Response:
    """Names that hold a text, for typing."""
    if kind == "tags":
        rows = _completed(ctx, "tags", "tag")
        return json_response(
            [{"id": str(r["id"]), "name": r["tag"], "tag": r["tag"]} for r in rows]
        )
    if kind in ("categories", "budgets", "bills", "subscriptions"):
        table = "bills" if kind == "subscriptions" else kind
        rows = _completed(ctx, table)
        return json_response([_completion(row, kind) for row in rows])
    raise not_found()


def _completion(row: sqlite3.Row, kind: str) -> dict[str, Any]:
    found = {"id": str(row["id"]), "name": row["name"]}
    return found if kind == "categories" else {**found, "active": bool(row["active"])}
