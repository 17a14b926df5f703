"""Transactions of the demo Firefly III: listed by page of splits, shown, deleted."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import date

from ..wsgi import Response, Routes
from .context import Context, not_found, row_id, unauthenticated
from .groups import groups_of, whole
from .ledger import ORDER
from .lists import by_id, named

routes = Routes()

# What ?type= of a list means; any other text means everything, opening balances included.
_TYPES = {
    "default": ("withdrawal", "deposit", "transfer"),
    "withdrawal": ("withdrawal",),
    "withdrawals": ("withdrawal",),
    "expense": ("withdrawal",),
    "deposit": ("deposit",),
    "deposits": ("deposit",),
    "income": ("deposit",),
    "transfer": ("transfer",),
    "transfers": ("transfer",),
    "opening_balance": ("opening balance",),
    "special": ("opening balance", "reconciliation"),
}


def page_of(
    ctx: Context,
    where: str,
    values: Iterable[object],
    *,
    params: list[tuple[str, object]],
    path: str | None = None,
    size: int | None = None,
) -> Response:
    """One page of splits that match, in groups; a group that straddles pages is partial on both."""
    per_page, page = size or ctx.limit(), ctx.page()
    given = tuple(values)
    condition = f"FROM journals j WHERE j.deleted = 0 AND {where}"
    total = ctx.one(f"SELECT count(*) AS n {condition}", *given)
    rows: list[sqlite3.Row] = ctx.db.execute(
        f"SELECT j.* {condition} ORDER BY {ORDER} LIMIT ? OFFSET ?",
        (*given, per_page, (page - 1) * per_page),
    ).fetchall()
    count = int(total["n"]) if total else 0
    groups = groups_of(ctx, rows)
    address = ctx.request.base + path if path else None
    return ctx.listing(groups, count, per_page=per_page, params=params, address=address)


def _range(ctx: Context) -> tuple[str, list[object], list[tuple[str, object]]]:
    """The condition of ?start= and ?end=; ignored where start is after end."""
    given = [(n, ctx.request.query[n]) for n in ("start", "end") if ctx.request.query.get(n)]
    if not all(_is_day(text) for _, text in given):
        return "1", [], []
    days = dict(given)
    if days.get("start", "") > days.get("end", "9999"):
        return "1", [], list(given)
    parts, values = ["1"], []
    if "start" in days:
        parts.append("substr(j.date, 1, 10) >= ?")
        values.append(days["start"])
    if "end" in days:
        parts.append("substr(j.date, 1, 10) <= ?")
        values.append(days["end"])
    return " AND ".join(parts), list(values), list(given)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _typed(name: str) -> tuple[str, tuple[str, ...]]:
    types = _TYPES.get(name)
    if types is None:
        return "1", ()
    return f"j.type IN ({', '.join('?' * len(types))})", types


def _listed(ctx: Context, where: str, *values: object, typed: bool, path: str = "") -> Response:
    name = ctx.request.query.get("type", "default")
    condition, types = _typed(name)
    span, days, given = _range(ctx)
    params: list[tuple[str, object]] = [*given, ("limit", ctx.limit())]
    if typed:
        params.append(("type", name))
    else:
        condition, types = _typed(ctx.request.query.get("type", "all"))
    full = f"{where} AND {condition} AND {span}"
    return page_of(ctx, full, (*values, *types, *days), params=params, path=path or None)


@routes.add("GET", "/api/v1/transactions")
def list_transactions(ctx: Context) -> Response:
    """The ledger, latest first."""
    return _listed(ctx, "1", typed=True)


@routes.add("GET", "/api/v1/accounts/{entry}/transactions")
def of_account(ctx: Context, entry: str) -> Response:
    """The transactions of an account."""
    where = "? IN (j.source_id, j.destination_id)"
    return _listed(ctx, where, row_id(entry), typed=False)


@routes.add("GET", "/api/v1/categories/{entry}/transactions")
def of_category(ctx: Context, entry: str) -> Response:
    """The transactions of a category."""
    return _listed(ctx, "j.category_id = ?", row_id(entry), typed=True)


@routes.add("GET", "/api/v1/budgets/{entry}/transactions")
def of_budget(ctx: Context, entry: str) -> Response:
    """The transactions of a budget."""
    return _listed(ctx, "j.budget_id = ?", row_id(entry), typed=True)


@routes.add("GET", "/api/v1/bills/{entry}/transactions")
def of_bill(ctx: Context, entry: str) -> Response:
    """The transactions of a bill."""
    return _listed(ctx, "j.bill_id = ?", row_id(entry), typed=False)


@routes.add("GET", "/api/v1/tags/{entry}/transactions")
def of_tag(ctx: Context, entry: str) -> Response:
    """The transactions of a tag; the links name it by its id."""
    row = named(ctx, "tags", entry, "tag") or by_id(ctx, "tags", entry)
    if row is None:
        raise not_found()
    where = "EXISTS (SELECT 1 FROM json_each(j.tags) WHERE value = ?)"
    path = f"/api/v1/tags/{row['id']}/transactions"
    return _listed(ctx, where, row["tag"], typed=True, path=path)


@routes.add("GET", "/api/v1/transactions/{group_id}")
def show_group(ctx: Context, group_id: str) -> Response:
    """One group, whole; 404 where every journal of it was deleted by itself."""
    row = ctx.one("SELECT * FROM groups WHERE id = ?", row_id(group_id))
    if row is None or row["deleted"]:
        raise unauthenticated()
    if ctx.one("SELECT id FROM journals WHERE group_id = ? AND deleted = 0", row["id"]) is None:
        raise not_found()
    return ctx.data(whole(ctx, row["id"]))


def _journal(ctx: Context, journal_id: str) -> sqlite3.Row:
    row = ctx.one("SELECT * FROM journals WHERE id = ? AND deleted = 0", row_id(journal_id))
    if row is None:
        raise unauthenticated()
    return row


@routes.add("GET", "/api/v1/transaction-journals/{journal_id}")
def show_journal(ctx: Context, journal_id: str) -> Response:
    """The whole group of a journal."""
    return ctx.data(whole(ctx, _journal(ctx, journal_id)["group_id"]))


@routes.add("DELETE", "/api/v1/transactions/{group_id}")
def delete_group(ctx: Context, group_id: str) -> Response:
    """Delete a group; its row stays, so that its hash still blocks."""
    row = ctx.one("SELECT * FROM groups WHERE id = ? AND deleted = 0", row_id(group_id))
    if row is None:
        raise unauthenticated()
    ctx.db.execute("UPDATE groups SET deleted = 1 WHERE id = ?", (row["id"],))
    ctx.db.execute("UPDATE journals SET deleted = 1 WHERE group_id = ?", (row["id"],))
    return Response(204)


@routes.add("DELETE", "/api/v1/transaction-journals/{journal_id}")
def delete_journal(ctx: Context, journal_id: str) -> Response:
    """Delete one split."""
    row = _journal(ctx, journal_id)
    ctx.db.execute("UPDATE journals SET deleted = 1 WHERE id = ?", (row["id"],))
    return Response(204)
