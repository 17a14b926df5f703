"""PUT of a transaction at the demo Firefly III: named fields change, unnamed splits are deleted."""

from __future__ import annotations

import json
import sqlite3
from decimal import Decimal
from typing import Any

from ..wsgi import Response, Routes
from .accounts import account
from .context import Context, Errors, invalid, row_id, unauthenticated
from .create import (
    AS_SENT,
    MISSING_LINK,
    NEEDS_TITLE,
    OTHER_TYPE,
    OWN_SIDE,
    Sent,
    account_errors,
    filed,
    link_errors,
    other_account,
    own_account,
    shape_errors,
    store,
    value_errors,
)
from .groups import DATES, whole
from .ledger import local, padded

routes = Routes()
_FILED = {
    "category_id": ("category_id", "category_name"),
    "budget_id": ("budget_id", "budget_name"),
    "bill_id": ("bill_id", "bill_name", "subscription_id", "subscription_name"),
}


@routes.add("PUT", "/api/v1/transactions/{group_id}")
def update(ctx: Context, group_id: str) -> Response:
    """Change a group; a reconciled one like any other, and a changed type is ignored."""
    group = ctx.one("SELECT * FROM groups WHERE id = ? AND deleted = 0", row_id(group_id))
    if group is None:
        raise unauthenticated()
    body = ctx.body()
    splits = [dict(split) for split in body.get("transactions") or [] if isinstance(split, dict)]
    if len(splits) > 1 and not body.get("group_title"):
        raise invalid({"group_title": [NEEDS_TITLE]})
    if "group_title" in body:
        ctx.update("groups", group["id"], title=body["group_title"])
    if splits:
        _apply(ctx, group["id"], splits)
    ctx.update("groups", group["id"], updated_at=ctx.now)
    return ctx.data(whole(ctx, group["id"]))


def _apply(ctx: Context, group_id: int, splits: list[Sent]) -> None:
    own = ctx.db.execute(
        "SELECT * FROM journals WHERE group_id = ? AND deleted = 0 ORDER BY id", (group_id,)
    ).fetchall()
    kept: set[int] = set()
    for place, split in enumerate(splits):
        journal = _meant(ctx, own, split, place, alone=len(splits) == 1)
        if journal is None:
            kept.add(_add(ctx, group_id, split, place))
        else:
            _change(ctx, journal, split, place)
            kept.add(journal["id"])
    for journal in own:
        if journal["id"] not in kept:
            ctx.db.execute("UPDATE journals SET deleted = 1 WHERE id = ?", (journal["id"],))


def _meant(
    ctx: Context, own: list[sqlite3.Row], split: Sent, place: int, *, alone: bool
) -> sqlite3.Row | None:
    """The journal that a split of the body changes; None where it is a new split.

    A journal of another group is taken for this group's first one, as the real server does.
    """
    given = row_id(split.get("transaction_journal_id") or 0)
    by_number = {journal["id"]: journal for journal in own}
    if given in by_number:
        return by_number[given]
    if given and ctx.one("SELECT id FROM journals WHERE id = ?", given) is None:
        raise invalid({f"transactions.{place}.transaction_journal_id": [MISSING_LINK]})
    return own[0] if (given or alone) and own else None


def _add(ctx: Context, group_id: int, split: Sent, place: int) -> int:
    errors = shape_errors(split) or link_errors(ctx, split) or account_errors(ctx, split)
    _raise(errors, place)
    return store(ctx, group_id, split)


def _raise(errors: Errors, place: int) -> None:
    if errors:
        named = {f"transactions.{place}.{name}": texts for name, texts in errors.items()}
        raise invalid({n: [t.replace("{field}", n) for t in texts] for n, texts in named.items()})


def _change(ctx: Context, journal: sqlite3.Row, split: Sent, place: int) -> None:
    _raise(value_errors(split) or link_errors(ctx, split), place)
    changed = {**_values(ctx, split), **_filed(ctx, split), **_ends(ctx, journal, split, place)}
    if changed:
        ctx.update("journals", journal["id"], **changed)


def _values(ctx: Context, split: Sent) -> dict[str, Any]:
    found: dict[str, Any] = {name: split[name] or None for name in AS_SENT if name in split}
    if split.get("description"):
        found["description"] = split["description"]
    if split.get("date"):
        found["date"] = local(ctx.zone, str(split["date"]))
    for name in ("amount", "foreign_amount"):
        if split.get(name):
            found[name] = padded(Decimal(str(split[name])))
    for name in DATES:
        if name in split:
            found[name] = local(ctx.zone, str(split[name])) if split[name] else None
    if "order" in split:
        found["position"] = int(split["order"] or 0)
    if "reconciled" in split:
        found["reconciled"] = int(bool(split["reconciled"]))
    return found


def _filed(ctx: Context, split: Sent) -> dict[str, Any]:
    found = filed(ctx, split)
    changed: dict[str, Any] = {}
    if "tags" in split:
        changed["tags"] = json.dumps(found["tags"], ensure_ascii=False)
    for column, names in _FILED.items():
        if any(name in split for name in names):
            changed[column] = found.get(column)
    return changed


def _ends(ctx: Context, journal: sqlite3.Row, split: Sent, place: int) -> dict[str, Any]:
    """The accounts that a split of the body moves a journal to."""
    kind, changed = journal["type"], {}
    for side in ("source", "destination"):
        if not split.get(f"{side}_id") and not split.get(f"{side}_name"):
            continue
        if split.get(f"{side}_id") and account(ctx, split[f"{side}_id"]) is None:
            raise invalid({f"transactions.{place}.{side}_id": [MISSING_LINK]})
        if OWN_SIDE.get(kind, side) == side:
            changed[f"{side}_id"] = _own(ctx, split, side, place)
        else:
            changed[f"{side}_id"] = other_account(ctx, split, side, OTHER_TYPE[kind])
    return changed


def _own(ctx: Context, split: Sent, side: str, place: int) -> int:
    row = own_account(ctx, split, side)
    if row is not None:
        return int(row["id"])
    given, called = split.get(f"{side}_id") or "", split.get(f"{side}_name") or ""
    said = f'[a] Could not find a valid {side} account when searching for ID "{given}" or name "{called}".'
    sides = ("source_id", "source_name", "destination_id", "destination_name")
    raise invalid({f"transactions.{place}.{name}": [said] for name in sides})
