"""Currencies of the demo Firefly III, and the ways in which it writes them into other objects."""

from __future__ import annotations

import sqlite3
from decimal import Decimal
from typing import Any

from ..wsgi import Response, Routes, json_response
from .context import Context, not_found

routes = Routes()


def currency_fields(row: sqlite3.Row | None, prefix: str = "") -> dict[str, Any]:
    """The five fields of a currency inside another object, in the order of most of them."""
    return {
        f"{prefix}currency_id": str(row["id"]) if row else None,
        f"{prefix}currency_name": row["name"] if row else None,
        f"{prefix}currency_code": row["code"] if row else None,
        f"{prefix}currency_symbol": row["symbol"] if row else None,
        f"{prefix}currency_decimal_places": row["decimal_places"] if row else None,
    }


def currency(ctx: Context, row_id: int | None) -> sqlite3.Row | None:
    """A currency by id."""
    return ctx.one("SELECT * FROM currencies WHERE id = ?", row_id) if row_id else None


def currency_by_code(ctx: Context, code: str | None) -> sqlite3.Row | None:
    """A currency by code."""
    return ctx.one("SELECT * FROM currencies WHERE code = ?", code) if code else None


def primary(ctx: Context) -> sqlite3.Row:
    """The administration's own currency: the euro."""
    return ctx.must("SELECT * FROM currencies WHERE id = 1")


def primary_fields(ctx: Context) -> dict[str, Any]:
    """The fields of the primary currency that every object repeats."""
    return currency_fields(primary(ctx), "primary_")


def short(amount: Decimal) -> str:
    """A balance: no more digits than it has ("987.66", "-2500", "0")."""
    text = format(amount, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def _attributes(row: sqlite3.Row) -> dict[str, Any]:
    own = row["id"] == 1
    return {
        "created_at": row["created_at"],
        "updated_at": row["updated_at"],
        "native": own,
        "default": own,
        "primary": own,
        "enabled": bool(row["enabled"]),
        "name": row["name"],
        "code": row["code"],
        "symbol": row["symbol"],
        "decimal_places": row["decimal_places"],
    }


def _resource(ctx: Context, row: sqlite3.Row) -> dict[str, Any]:
    return ctx.resource("currencies", row["id"], _attributes(row))


@routes.add("GET", "/api/v1/currencies")
def list_currencies(ctx: Context) -> Response:
    """Every currency by code, the disabled too."""
    size, page = ctx.limit(), ctx.page()
    rows = ctx.db.execute("SELECT * FROM currencies ORDER BY code").fetchall()
    part = rows[(page - 1) * size : page * size]
    return ctx.listing([_resource(ctx, row) for row in part], len(rows))


@routes.add("GET", "/api/v1/currencies/{code}")
def show_currency(ctx: Context, code: str) -> Response:
    """A currency by code; `primary` and the older `default` are the administration's own."""
    row = primary(ctx) if code in ("primary", "default") else currency_by_code(ctx, code)
    if row is None:
        raise not_found()
    return ctx.data(_resource(ctx, row))


@routes.add("POST", "/api/v1/currencies/{code}/enable")
def enable_currency(ctx: Context, code: str) -> Response:
    """Make a currency usable."""
    ctx.db.execute("UPDATE currencies SET enabled = 1 WHERE code = ?", (code,))
    return show_currency(ctx, code)


@routes.add("GET", "/api/v1/autocomplete/currencies")
def complete_currencies(ctx: Context) -> Response:
    """Enabled currencies whose name or code holds the text."""
    like = f"%{ctx.request.query.get('query', '')}%"
    rows = ctx.db.execute(
        "SELECT * FROM currencies WHERE enabled = 1 AND code != 'EUR' AND (name LIKE ? OR code LIKE ?)",
        (like, like),
    )
    keys = ("name", "code", "symbol", "decimal_places")
    return json_response([{"id": str(r["id"]), **{key: r[key] for key in keys}} for r in rows])
