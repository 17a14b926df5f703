"""The custom_field_query of the demo Paperless-ngx: ["Name", "exact", value], AND, OR, NOT."""

from __future__ import annotations

import json
import re
from decimal import Decimal, InvalidOperation
from typing import Any

from .context import Context, refuse


def matching_ids(ctx: Context, query: Any) -> set[int]:
    """The ids of the documents that a query matches; 400 for a field that does not exist."""
    everything = {row["id"] for row in ctx.db.execute("SELECT id FROM documents")}
    return _match(ctx, query, everything)


def _match(ctx: Context, query: Any, everything: set[int]) -> set[int]:
    match query:
        case ["NOT", inner]:
            return everything - _match(ctx, inner, everything)
        case ["AND" | "OR" as word, [_, *_] as parts]:
            found = [_match(ctx, part, everything) for part in parts]
            return set.intersection(*found) if word == "AND" else set.union(*found)
        case [name, str() as operator, value]:
            return _leaf(ctx, name, operator, value, everything)
    raise refuse({"custom_field_query": ["Invalid custom field query expression"]}, 400)


def _leaf(ctx: Context, name: Any, operator: str, value: Any, everything: set[int]) -> set[int]:
    field = ctx.one("SELECT * FROM custom_fields WHERE id = ?1 OR name = ?1", name)
    if field is None:
        said = f"{name!r} is not a valid custom field."
        raise refuse({"custom_field_query": {"0": [said]}}, 400)
    sql = "SELECT document_id, value FROM custom_values WHERE field_id = ?"
    held = {r["document_id"]: json.loads(r["value"]) for r in ctx.db.execute(sql, (field["id"],))}
    if operator == "exists":
        return set(held) if value else everything - set(held)
    return {i for i, found in held.items() if _holds(field["data_type"], found, operator, value)}


def _holds(kind: str, found: Any, operator: str, value: Any) -> bool:
    if operator == "isnull":
        return (found is None) == bool(value)
    if found is None:
        return False
    if operator == "in":
        return found in value
    if operator == "range":
        low, high = value
        return _holds(kind, found, "gte", low) and _holds(kind, found, "lte", high)
    if operator in ("icontains", "istartswith", "iendswith"):
        text, part = str(found).casefold(), str(value).casefold()
        return {"icontains": part in text, "istartswith": text.startswith(part)}.get(
            operator, text.endswith(part)
        )
    return _compared(kind, found, operator, value)


def _compared(kind: str, found: Any, operator: str, value: Any) -> bool:
    if operator == "exact":
        return bool(found == value)
    left, right = _comparable(kind, found), _comparable(kind, value)
    if left is None or right is None:
        return False
    return bool(
        {"gt": left > right, "gte": left >= right, "lt": left < right, "lte": left <= right}.get(
            operator, False
        )
    )


def _comparable(kind: str, value: Any) -> Any:
    if kind not in ("monetary", "float", "integer"):
        return str(value)
    try:
        return Decimal(re.sub(r"^[A-Z]{3}", "", str(value)))
    except InvalidOperation:
        return None
