"""Accounts of the demo Firefly III: listed by type, shown, made, renamed, searched."""

from __future__ import annotations

import sqlite3
from decimal import Decimal
from typing import Any

from ..wsgi import Response, Routes, json_response
from .checks import valid_iban
from .context import Context, Errors, invalid, row_id, unauthenticated
from .ledger import add_journal, balance, last_activity, local
from .money import currency, currency_by_code, currency_fields, primary, primary_fields, short

routes = Routes()

# Firefly's words for one account type inside transactions.
LONG_TYPE = {
    "asset": "Asset account",
    "expense": "Expense account",
    "revenue": "Revenue account",
    "cash": "Cash account",
    "liabilities": "Loan",
    "initial-balance": "Initial balance account",
}
# What ?type= of the list accepts; the types of rows that each stands for.
_LISTED = {
    "all": tuple(LONG_TYPE),
    "asset": ("asset",),
    "cash": ("cash",),
    "expense": ("expense",),
    "revenue": ("revenue",),
    "special": ("cash", "initial-balance"),
    "hidden": ("initial-balance",),
    "liability": ("liabilities",),
    "liabilities": ("liabilities",),
    "Asset account": ("asset",),
    "Cash account": ("cash",),
    "Expense account": ("expense",),
    "Revenue account": ("revenue",),
}
_KINDS = {"asset": "asset", "expense": "expense", "revenue": "revenue", "liability": "liabilities"}
_ORDERED = ("asset", "liabilities")
_PLAIN = (
    "iban", "bic", "opening_balance_date", "liability_type", "liability_direction", "interest",
    "interest_period",
)  # fmt: skip


def account(ctx: Context, account_id: object) -> sqlite3.Row | None:
    """An account by id."""
    return ctx.one("SELECT * FROM accounts WHERE id = ?", row_id(account_id))


def find_account(ctx: Context, name: str, types: tuple[str, ...]) -> sqlite3.Row | None:
    """An account by its exact name among some types."""
    marks = ", ".join("?" * len(types))
    sql = f"SELECT * FROM accounts WHERE name = ? AND type IN ({marks}) ORDER BY id"  # noqa: S608
    return ctx.one(sql, name, *types)


def add_account(ctx: Context, name: str, kind: str, **values: object) -> int:
    """Add an account row; its id."""
    return ctx.insert(
        "accounts", name=name, type=kind, created_at=ctx.now, updated_at=ctx.now, **values
    )


def find_or_add(ctx: Context, name: str, kind: str) -> int:
    """The id of an expense, revenue or cash account, made where it is missing."""
    found = find_account(ctx, name, (kind,))
    return int(found["id"]) if found else add_account(ctx, name, kind)


def attributes(ctx: Context, row: sqlite3.Row) -> dict[str, Any]:
    """An account as the API writes it."""
    own = currency(ctx, row["currency_id"])
    return {
        "created_at": row["created_at"],
        "updated_at": row["updated_at"],
        "active": bool(row["active"]),
        "order": row["position"] if row["type"] in _ORDERED else None,
        "name": row["name"],
        "type": row["type"],
        "account_role": row["role"],
        **dict.fromkeys(("object_group_id", "object_group_order", "object_group_title")),
        "object_has_currency_setting": own is not None,
        **currency_fields(own or primary(ctx)),
        **primary_fields(ctx),
        **_balances(ctx, row),
        "notes": row["notes"],
        **dict.fromkeys(("monthly_payment_date", "credit_card_type")),
        "account_number": row["number"],
        **{name: row[name] for name in _PLAIN},
        "include_net_worth": bool(row["net_worth"]),
        **dict.fromkeys(("longitude", "latitude", "zoom_level")),
        "last_activity": last_activity(ctx, row["id"]),
    }


def _balances(ctx: Context, row: sqlite3.Row) -> dict[str, Any]:
    return {
        "current_balance": short(balance(ctx, row["id"])),
        "pc_current_balance": None,
        "opening_balance": row["opening_balance"],
        "pc_opening_balance": None,
        "virtual_balance": "0",
        "pc_virtual_balance": None,
        "debt_amount": "0" if row["type"] == "liabilities" else None,
        **dict.fromkeys(("pc_debt_amount", "balance_difference", "pc_balance_difference")),
        "current_balance_date": ctx.now,
    }


def _resource(ctx: Context, row: sqlite3.Row) -> dict[str, Any]:
    return ctx.resource("accounts", row["id"], attributes(ctx, row))


@routes.add("GET", "/api/v1/accounts")
def list_accounts(ctx: Context) -> Response:
    """One page of accounts of a type; an unknown type is 422."""
    types = _LISTED.get(ctx.request.query.get("type", "all"))
    if types is None:
        raise invalid({"type": ["The selected type is invalid."]})
    marks = ", ".join("?" * len(types))
    rows = ctx.db.execute(
        f"SELECT * FROM accounts WHERE type IN ({marks}) ORDER BY position, name, id",  # noqa: S608
        types,
    ).fetchall()
    size, start = ctx.limit(), (ctx.page() - 1) * ctx.limit()
    return ctx.listing([_resource(ctx, row) for row in rows[start : start + size]], len(rows))


@routes.add("GET", "/api/v1/accounts/{account_id}")
def show_account(ctx: Context, account_id: str) -> Response:
    """One account."""
    row = account(ctx, account_id)
    if row is None:
        raise unauthenticated()
    return ctx.data(_resource(ctx, row))


@routes.add("POST", "/api/v1/accounts")
def create_account(ctx: Context) -> Response:
    """Make an account, its opening balance too."""
    sent = ctx.body()
    if errors := _errors(ctx, sent):
        raise invalid(errors)
    kind = _KINDS.get(sent["type"], sent["type"])
    made = add_account(ctx, sent["name"], kind, **_columns(ctx, sent, kind))
    if sent.get("opening_balance") and kind == "asset":
        _open(ctx, made, sent)
    return show_account(ctx, str(made))


def _columns(ctx: Context, sent: dict[str, Any], kind: str) -> dict[str, object]:
    found = currency_by_code(ctx, sent.get("currency_code"))
    if found is None and kind in _ORDERED:
        found = primary(ctx)
    row = ctx.one("SELECT max(position) AS last FROM accounts WHERE type = ?", kind)
    last = int(row["last"] or 0) if row else 0
    return {
        "role": sent.get("account_role"),
        "currency_id": found["id"] if found else None,
        "iban": (sent.get("iban") or "").replace(" ", "") or None,
        "number": sent.get("account_number"),
        "bic": sent.get("bic"),
        "notes": sent.get("notes"),
        "position": last + 1 if kind in _ORDERED else None,
        "liability_type": sent.get("liability_type"),
        "liability_direction": sent.get("liability_direction"),
        "interest": sent.get("interest"),
        "interest_period": sent.get("interest_period"),
    }


def _errors(ctx: Context, sent: dict[str, Any]) -> Errors:
    errors: Errors = {}
    for name in ("name", "type"):
        if not sent.get(name):
            errors[name] = [f"The {name} field is required."]
    kind = _KINDS.get(sent.get("type", ""), sent.get("type", ""))
    if not errors and find_account(ctx, sent["name"], (kind,)):
        errors["name"] = ["This account name is already in use."]
    if sent.get("iban") and not valid_iban(sent["iban"]):
        errors["iban"] = ["This is not a valid IBAN."]
    return errors


def _open(ctx: Context, account_id: int, sent: dict[str, Any]) -> None:
    """The opening balance: an account of its own, and a transaction from it."""
    title = f'Initial balance for "{sent["name"]}"'
    amount = Decimal(str(sent["opening_balance"]))
    day = local(ctx.zone, sent.get("opening_balance_date") or ctx.now[:10])
    source = add_account(ctx, title, "initial-balance")
    ctx.update("accounts", account_id, opening_balance=f"{amount:.2f}", opening_balance_date=day)
    row = account(ctx, account_id)
    add_journal(
        ctx,
        ctx.insert("groups", created_at=ctx.now, updated_at=ctx.now),
        type="opening balance",
        date=day,
        amount=amount,
        currency_id=row["currency_id"] if row else 1,
        description=title,
        source_id=source,
        destination_id=account_id,
    )


@routes.add("PUT", "/api/v1/accounts/{account_id}")
def update_account(ctx: Context, account_id: str) -> Response:
    """Change an account's name, IBAN, notes or whether it is active."""
    row = account(ctx, account_id)
    if row is None:
        raise unauthenticated()
    sent = {k: v for k, v in ctx.body().items() if k in ("name", "iban", "notes", "active")}
    ctx.update("accounts", row["id"], **sent, updated_at=ctx.now)
    return show_account(ctx, account_id)


@routes.add("GET", "/api/v1/search/accounts")
def search_accounts(ctx: Context) -> Response:
    """Accounts whose field (name, iban, number) holds a text; all on one page."""
    field = {"iban": "iban", "number": "number"}.get(ctx.request.query.get("field", ""), "name")
    types = _LISTED.get(ctx.request.query.get("type", "all"), _LISTED["all"])
    text = ctx.request.query.get("query", "").casefold()
    rows = [
        row
        for row in ctx.db.execute("SELECT * FROM accounts ORDER BY id")
        if row["type"] in types and text in (row[field] or "").casefold()
    ]
    found = [_resource(ctx, row) for row in rows]
    # The links of this list lead nowhere on the real server too.
    return ctx.listing(found, len(rows), per_page=max(len(rows), 1), address="/", params=())


@routes.add("GET", "/api/v1/autocomplete/accounts")
def complete_accounts(ctx: Context) -> Response:
    """Accounts whose name holds the text, for typing."""
    types = _LISTED.get(ctx.request.query.get("types", "all"), _LISTED["all"])
    text = ctx.request.query.get("query", "").casefold()
    rows = ctx.db.execute("SELECT * FROM accounts ORDER BY name").fetchall()
    found = [r for r in rows if r["type"] in types and text in r["name"].casefold()]
    return json_response([_completion(ctx, row) for row in found])


def _completion(ctx: Context, row: sqlite3.Row) -> dict[str, Any]:
    own = currency(ctx, row["currency_id"]) or primary(ctx)
    return {
        "id": str(row["id"]),
        "name": row["name"],
        "name_with_balance": row["name"],
        "active": bool(row["active"]),
        "type": LONG_TYPE[row["type"]],
        **currency_fields(own),
        **currency_fields(own, "account_"),
    }
