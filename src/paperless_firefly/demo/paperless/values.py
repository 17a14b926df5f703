"""What the demo Paperless-ngx takes as a custom field's value, and its words where it does not."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

from .context import Context, server_error

_MONEY = re.compile(r"[A-Z]{0,3}-?\d+(\.\d{1,2})|-?\d+(\.\d{1,2})?")
_MONEY_SAID = "Must be a two-decimal number with optional currency code e.g. GBP123.45"
_DATE_SAID = "Date has wrong format. Use one of these formats instead: YYYY-MM-DD."
_LINKS_SAID = "Some documents in value don't exist or were specified twice."


def value_error(ctx: Context, field: Any, value: object) -> str | None:
    """Why a value is refused, or None. A number for a text, a text for a yes or no: 500."""
    if value is None:
        return None
    check = _CHECKS.get(field["data_type"])
    return check(ctx, field, value) if check else None


def _string(_ctx: Context, _field: Any, value: object) -> str | None:
    if not isinstance(value, str):
        raise server_error()
    if len(value) > 128:
        return f"Ensure this value has at most 128 characters (it has {len(value)})."
    return None


def _url(_ctx: Context, _field: Any, value: object) -> str | None:
    text = str(value)
    if text and not re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", text):
        return f"Unable to parse URI {text}, missing scheme"
    return None


def _date(_ctx: Context, _field: Any, value: object) -> str | None:
    try:
        date.fromisoformat(str(value))
    except ValueError:
        return _DATE_SAID
    return None if re.fullmatch(r"\d{4}-\d{2}-\d{2}", str(value)) else _DATE_SAID


def _boolean(_ctx: Context, _field: Any, value: object) -> str | None:
    if not isinstance(value, bool):
        raise server_error()
    return None


def _integer(_ctx: Context, _field: Any, value: object) -> str | None:
    try:
        return None if float(str(value)) == int(str(value)) else "Enter a valid integer."
    except ValueError:
        return "Enter a valid integer."


def _float(_ctx: Context, _field: Any, value: object) -> str | None:
    try:
        float(str(value))
    except ValueError:
        return "A valid number is required."
    return None


def _monetary(_ctx: Context, _field: Any, value: object) -> str | None:
    if isinstance(value, int | float) or value == "":
        return None
    return None if _MONEY.fullmatch(str(value)) else _MONEY_SAID


def _links(ctx: Context, _field: Any, value: object) -> str | None:
    ids = value if isinstance(value, list) else [value]
    for document_id in ids:
        sql = "SELECT id FROM documents WHERE id = ? AND deleted_at IS NULL"
        if ctx.one(sql, document_id) is None:
            return _LINKS_SAID
    return None if len(set(ids)) == len(ids) else _LINKS_SAID


def _select(_ctx: Context, field: Any, value: object) -> str | None:
    options = json.loads(field["extra_data"] or "{}").get("select_options", [])
    if value in [option["id"] for option in options]:
        return None
    return f"Value must be an id of an element in {options}"


_CHECKS = {
    "string": _string,
    "url": _url,
    "date": _date,
    "boolean": _boolean,
    "integer": _integer,
    "float": _float,
    "monetary": _monetary,
    "documentlink": _links,
    "select": _select,
}


def stored(field: Any, value: Any) -> Any:
    """A value as it is kept: numbers as numbers, money verbatim as text, not-a-number as nothing."""
    if value is None:
        return None
    kind = field["data_type"]
    if kind == "monetary":
        return str(value)
    if kind == "integer":
        return int(value)
    if kind == "float":
        number = float(value)
        return number if number == number else None
    return value
