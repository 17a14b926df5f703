"""POST of a transaction at the demo Firefly III: what is checked, what is made along the way."""

from __future__ import annotations

import json
import sqlite3
from decimal import Decimal
from typing import Any

from ..wsgi import Response, Routes
from .accounts import account, find_account, find_or_add
from .checks import amount_error, valid_date, valid_url
from .context import Context, Errors, invalid
from .groups import DATES, whole
from .ledger import add_journal, content_hash, local, padded
from .lists import by_id, category_id, ensure_tag, named
from .money import currency, currency_by_code, primary

routes = Routes()

MISSING_LINK = "This value is linked to an object that does not seem to exist."
NEEDS_TITLE = "A group title is mandatory when there is more than one transaction."
TYPES = ("withdrawal", "deposit", "transfer", "opening-balance", "reconciliation")
# The user's own side of each type, and the type of the other side's account.
OWN_SIDE = {"withdrawal": "source", "deposit": "destination"}
OTHER_TYPE = {"withdrawal": "expense", "deposit": "revenue"}
OWN_TYPES = ("asset", "liabilities")
_LIMITS = {"description": 1000, "external_id": 255, "internal_reference": 255, "notes": 32768}
SEPA = tuple(f"sepa_{n}" for n in "cc ct_op ct_id db country ep ci batch_id".split())
AS_SENT = ("notes", "external_id", "internal_reference", "external_url", *SEPA)
Sent = dict[str, Any]


@routes.add("POST", "/api/v1/transactions")
def create(ctx: Context) -> Response:
    """Make a group; 422 with words by field where anything is wrong or the hash is known."""
    body = ctx.body()
    splits = [dict(split) for split in body.get("transactions") or [] if isinstance(split, dict)]
    _check_all(ctx, body, splits)
    flagged = bool(body.get("error_if_duplicate_hash", False))
    hashes = [content_hash({**split, "refuse": flagged}) for split in splits]
    if flagged:
        _refuse_known(ctx, hashes)
    rules, hooks = bool(body.get("apply_rules", True)), bool(body.get("fire_webhooks", True))
    group_id = ctx.insert(
        "groups",
        title=body.get("group_title") if len(splits) > 1 else None,
        created_at=ctx.now,
        updated_at=ctx.now,
        rules_applied=int(rules),
        webhooks_fired=int(hooks),
    )
    for split, known in zip(splits, hashes, strict=True):
        store(ctx, group_id, split, hash=known)
    if rules:
        apply_rules(ctx, group_id)
    return ctx.data(whole(ctx, group_id))


def _refuse_known(ctx: Context, hashes: list[str]) -> None:
    for known in hashes:
        row = ctx.one("SELECT group_id FROM journals WHERE hash = ? ORDER BY id", known)
        if row is not None:
            said = f"Duplicate of transaction #{row['group_id']}."
            raise invalid({"transactions.0.description": [said]})


def _check_all(ctx: Context, body: Sent, splits: list[Sent]) -> None:
    if not splits:
        raise invalid({"transactions.0.description": ["Need at least one transaction."]})
    errors: Errors = {}
    for place, split in enumerate(splits):
        at = f"transactions.{place}."
        found = shape_errors(split)
        errors.update({at + name: texts for name, texts in found.items()})
    _raise(_worded(errors))
    check_group(body.get("group_title"), splits)
    for place, split in enumerate(splits):
        found = link_errors(ctx, split) or account_errors(ctx, split)
        _raise(_worded({f"transactions.{place}.{name}": texts for name, texts in found.items()}))


def _worded(errors: Errors) -> Errors:
    """Put the full name of a field into the texts that speak of it."""
    return {
        name: [text.replace("{field}", name) for text in texts] for name, texts in errors.items()
    }


def _raise(errors: Errors) -> None:
    if errors:
        raise invalid(errors)


def check_group(title: object, splits: list[Sent]) -> None:
    """What concerns the splits together: a title, one type, one own account."""
    if len(splits) < 2:
        return
    if not title:
        raise invalid({"group_title": [NEEDS_TITLE]})
    kinds = {split.get("type") for split in splits}
    if len(kinds) > 1:
        raise invalid({"transactions.0.type": ["All splits must be of the same type."]})
    side = OWN_SIDE.get(str(kinds.pop()), "source")
    if len({str(s.get(f"{side}_id") or s.get(f"{side}_name")) for s in splits}) > 1:
        same = "All accounts in this field must be equal."
        raise invalid({f"transactions.0.{side}_id": [same]})


def shape_errors(split: Sent) -> Errors:
    """What is wrong with single values of a split that is to be made."""
    errors: Errors = {}
    for name, words in (("type", "{field}"), ("date", "{field}"), ("amount", "transaction amount")):
        if split.get(name) in (None, ""):
            errors[name] = [f"The {words} field is required."]
    if errors:
        return errors
    if split["type"] not in TYPES:
        errors["type"] = ["The selected {field} is invalid."]
    errors.update(value_errors(split))
    if not errors and not split.get("description"):
        errors["description"] = ["The description field is required."]
    return errors


def value_errors(split: Sent) -> Errors:
    """What is wrong with those values of a split that are given."""
    errors: Errors = {}
    if split.get("date") is not None and not valid_date(split["date"]):
        errors["date"] = ["The value must be a valid date or time value (ISO 8601)."]
    if split.get("amount") is not None and (said := amount_error(split["amount"])):
        errors["amount"] = [said]
    for name, most in _LIMITS.items():
        if len(str(split.get(name) or "")) > most:
            errors[name] = [f"The {{field}} may not be greater than {most} characters."]
    if split.get("external_url") and not valid_url(str(split["external_url"])):
        errors["external_url"] = ["The {field} format is invalid."]
    return errors


def link_errors(ctx: Context, split: Sent) -> Errors:
    """What a split names that does not exist: currency, budget, bill."""
    errors: Errors = {}
    for name in ("currency_code", "foreign_currency_code"):
        if split.get(name) and currency_by_code(ctx, split[name]) is None:
            errors[name] = ["The selected {field} is invalid."]
    for name, table in (("budget", "budgets"), ("bill", "bills")):
        given, called = split.get(f"{name}_id"), split.get(f"{name}_name")
        if given and by_id(ctx, table, given) is None:
            unknown = "The ID in field {field} does not exist in the database."
            errors[f"{name}_id"] = [unknown, MISSING_LINK]
        elif called and not given and named(ctx, table, called) is None:
            errors[f"{name}_name"] = [MISSING_LINK]
    return errors


def account_errors(ctx: Context, split: Sent) -> Errors:
    """What is wrong with the two accounts of a split."""
    for side in ("source", "destination"):
        given = split.get(f"{side}_id")
        if given and account(ctx, given) is None:
            return {f"{side}_id": [MISSING_LINK]}
    kind = split["type"]
    own = [OWN_SIDE[kind]] if kind in OWN_SIDE else ["source", "destination"]
    for side in own:
        if (said := _own_error(ctx, split, side)) is not None:
            return {f"{side}_id": [said], f"{side}_name": [said]}
    ends = [own_account(ctx, split, side) for side in own]
    if len(ends) == 2 and ends[0] and ends[1] and ends[0]["id"] == ends[1]["id"]:
        same = "Source and destination are the same."
        return {"destination_id": [same], "destination_name": [same]}
    return {}


def _own_error(ctx: Context, split: Sent, side: str) -> str | None:
    given, called = split.get(f"{side}_id"), split.get(f"{side}_name")
    if not given and not called:
        return (
            f"Need to get a valid {side} account ID and/or valid {side} account name to continue."
        )
    if own_account(ctx, split, side) is None:
        mark = "[a] " if side == "source" else "[b] "
        return (
            f"{mark}Could not find a valid {side} account when searching for"
            f' ID "{given or ""}" or name "{called or ""}".'
        )
    return None


def own_account(ctx: Context, split: Sent, side: str) -> sqlite3.Row | None:
    """The asset account or liability that a split names on a side."""
    if split.get(f"{side}_id"):
        row = account(ctx, split[f"{side}_id"])
        return row if row is not None and row["type"] in OWN_TYPES else None
    return find_account(ctx, str(split.get(f"{side}_name") or ""), OWN_TYPES)


def other_account(ctx: Context, split: Sent, side: str, kind: str) -> int:
    """The id of the counterparty of a split: found, made, or the cash account."""
    given, called = split.get(f"{side}_id"), split.get(f"{side}_name")
    row = account(ctx, given) if given else None
    if row is not None:
        return int(row["id"])
    if called:
        liability = find_account(ctx, called, ("liabilities",))
        return int(liability["id"]) if liability else find_or_add(ctx, called, kind)
    return find_or_add(ctx, "Cash account", "cash")


def ends_of(ctx: Context, split: Sent, kind: str) -> tuple[int, int]:
    """The ids of source and destination of a split, its counterparty made where it is new."""
    found: dict[str, int] = {}
    for side in ("source", "destination"):
        if OWN_SIDE.get(kind, side) == side:
            row = own_account(ctx, split, side)
            found[side] = int(row["id"]) if row else 0
        else:
            found[side] = other_account(ctx, split, side, OTHER_TYPE[kind])
    return found["source"], found["destination"]


def store(ctx: Context, group_id: int, split: Sent, **more: object) -> int:
    """Add a checked split to a group; the currency is the own account's, whatever was asked."""
    kind = split["type"].replace("-", " ")
    source, target = ends_of(ctx, split, kind)
    own = account(ctx, source if OWN_SIDE.get(kind, "source") == "source" else target)
    chosen = currency(ctx, own["currency_id"] if own else None) or primary(ctx)
    return add_journal(
        ctx,
        group_id,
        type=kind,
        date=local(ctx.zone, str(split["date"])),
        position=int(split.get("order") or 0),
        amount=Decimal(str(split["amount"])),
        currency_id=chosen["id"],
        description=split["description"],
        source_id=source,
        destination_id=target,
        reconciled=int(bool(split.get("reconciled", False))),
        **_foreign(ctx, split, chosen),
        **filed(ctx, split),
        **{name: split.get(name) or None for name in AS_SENT},
        **{n: local(ctx.zone, str(split[n])) for n in DATES if split.get(n)},
        **more,
    )


def _foreign(ctx: Context, split: Sent, own: sqlite3.Row) -> dict[str, object]:
    chosen = currency_by_code(ctx, split.get("foreign_currency_code"))
    amount = split.get("foreign_amount")
    if chosen is None or amount in (None, "") or chosen["id"] == own["id"]:
        return {}
    return {"foreign_amount": padded(Decimal(str(amount))), "foreign_currency_id": chosen["id"]}


def filed(ctx: Context, split: Sent) -> dict[str, Any]:
    """Category (made where new), budget, bill and tags (made where new) of a split."""
    found: dict[str, Any] = {"tags": list(split.get("tags") or [])}
    for tag in found["tags"]:
        ensure_tag(ctx, tag)
    if split.get("category_id") and (row := by_id(ctx, "categories", split["category_id"])):
        found["category_id"] = row["id"]
    elif split.get("category_name"):
        found["category_id"] = category_id(ctx, split["category_name"])
    for name, table in (("budget", "budgets"), ("bill", "bills")):
        row = by_id(ctx, table, split.get(f"{name}_id"))
        row = row or named(ctx, table, str(split.get(f"{name}_name") or ""))
        if row is not None:
            found[f"{name}_id"] = row["id"]
    return found


def apply_rules(ctx: Context, group_id: int) -> None:
    """Run the rules over a new group: a text in the description sets a category, adds tags."""
    rules = ctx.db.execute("SELECT * FROM rules WHERE active = 1 ORDER BY id").fetchall()
    journals = ctx.db.execute("SELECT * FROM journals WHERE group_id = ?", (group_id,)).fetchall()
    for rule in rules:
        for journal in journals:
            if rule["needle"].casefold() in journal["description"].casefold():
                _act(ctx, journal, json.loads(rule["actions"]))


def _act(ctx: Context, journal: sqlite3.Row, actions: list[dict[str, str]]) -> None:
    tags = json.loads(journal["tags"])
    for action in actions:
        if action["type"] == "set_category":
            made = category_id(ctx, action["value"])
            ctx.update("journals", journal["id"], category_id=made)
        elif action["type"] == "add_tag" and action["value"] not in tags:
            tags.append(action["value"])
            ensure_tag(ctx, action["value"])
    ctx.update("journals", journal["id"], tags=json.dumps(tags, ensure_ascii=False))
