"""Which documents a list of the demo Paperless-ngx holds: filters, custom fields, order."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from .context import Context, refuse
from .customquery import matching_ids
from .store import MODIFIED, stamp

_OPERATORS = {"gt": ">", "gte": ">=", "lt": "<", "lte": "<="}
_ORDERINGS = {
    "id": "d.id",
    "title": "lower(d.title)",
    "created": "d.created",
    "added": "d.added",
    "modified": "modified",
    "archive_serial_number": "d.asn",
    "correspondent__name": "(SELECT lower(name) FROM correspondents WHERE id = d.correspondent)",
    "document_type__name": "(SELECT lower(name) FROM document_types WHERE id = d.document_type)",
    "page_count": "d.page_count",
}
_TAGGED = "EXISTS (SELECT 1 FROM document_tags x WHERE x.document_id = d.id AND x.tag_id {})"
_TAG_NAMED = (
    "EXISTS (SELECT 1 FROM document_tags x JOIN tags t ON t.id = x.tag_id"
    " WHERE x.document_id = d.id AND {})"
)
Where = list[str]
Values = dict[str, Any]


def document_ids(ctx: Context) -> list[int]:
    """The ids of the documents that the query asks for, in its order; some can stand twice."""
    where: Where = ["d.deleted_at IS NULL"]
    values: Values = {"now": stamp()}
    join = ""
    for place, (name, text) in enumerate(ctx.request.query.items()):
        key = f"v{place}"
        if name == "tags__name__icontains" and ctx.third:
            # Version 3 joins the tags: a document with two of them comes twice.
            join = " JOIN document_tags y ON y.document_id = d.id JOIN tags n ON n.id = y.tag_id"
            where.append(f"n.name LIKE :{key}")
            values[key] = f"%{text}%"
        elif name == "checksum__iexact":
            where.append(f"{'d.sha256' if ctx.third else 'd.md5'} = lower(:{key})")
            values[key] = text
        elif ((made := _FILTERS.get(name)) is not None and (sql := made(text, key, values))) or (
            sql := _moment(ctx, name, text, key, values)
        ):
            where.append(sql)
    wanted = _wanted(ctx)
    order = _order(ctx.request.query.get("ordering", ""))
    sql = (
        f"SELECT d.id, {MODIFIED} AS modified FROM documents d{join}"  # noqa: S608 - our own words
        f" WHERE {' AND '.join(where)} ORDER BY {order}"
    )
    ids = [row["id"] for row in ctx.db.execute(sql, values)]
    return ids if wanted is None else [i for i in ids if i in wanted]


def _order(text: str) -> str:
    column = _ORDERINGS.get(text.lstrip("-"))
    if column is None:
        return "d.created DESC, d.id DESC"
    return f"{column} {'DESC' if text.startswith('-') else 'ASC'}, d.id"


def _ids(text: str) -> list[int] | None:
    """Ids apart by commas; None where one is none, so that the filter is ignored."""
    try:
        return [int(part) for part in text.split(",") if part]
    except ValueError:
        return None


def _marks(ids: list[int]) -> str:
    return ", ".join(map(str, ids)) or "NULL"


Filter = Callable[[str, str, Values], str | None]


def _id_list(sql: str) -> Filter:
    def made(text: str, _key: str, _values: Values) -> str | None:
        ids = _ids(text)
        return None if ids is None else sql.format(_marks(ids))

    return made


def _each(sql: str) -> Filter:
    def made(text: str, _key: str, _values: Values) -> str | None:
        ids = _ids(text)
        return None if ids is None else " AND ".join(sql.format(f"= {i}") for i in ids) or None

    return made


def _valued(sql: str, shape: str = "{}") -> Filter:
    def made(text: str, key: str, values: Values) -> str:
        values[key] = shape.format(text)
        return sql.format(f":{key}")

    return made


def _flag(sql: str) -> Filter:
    def made(text: str, _key: str, _values: Values) -> str:
        return sql if text.lower() in ("1", "true") else f"NOT ({sql})"

    return made


def _filters() -> dict[str, Filter]:
    field = "EXISTS (SELECT 1 FROM custom_values c WHERE c.document_id = d.id AND c.field_id {})"
    found: dict[str, Filter] = {
        "id": _id_list("d.id IN ({})"),
        "id__in": _id_list("d.id IN ({})"),
        "tags__id": _each(_TAGGED),
        "tags__id__all": _each(_TAGGED),
        "tags__id__in": _id_list(_TAGGED.format("IN ({})")),
        "tags__id__none": _each(f"NOT {_TAGGED}"),
        "tags__name__iexact": _valued(_TAG_NAMED.format("lower(t.name) = lower({})")),
        "tags__name__icontains": _valued(_TAG_NAMED.format("t.name LIKE {}"), "%{}%"),
        "is_tagged": _flag(_TAGGED.format("IS NOT NULL")),
        "title__icontains": _valued("d.title LIKE {}", "%{}%"),
        "content__icontains": _valued("d.content LIKE {}", "%{}%"),
        "title_content": _valued("d.title || ' ' || d.content LIKE {}", "%{}%"),
        "mime_type": _valued("d.mime_type = {}"),
        "custom_fields__id__all": _each(field),
        "custom_fields__id__in": _id_list(field.format("IN ({})")),
        "archive_serial_number": _id_list("d.asn IN ({})"),
    }
    for name in ("correspondent", "document_type", "storage_path"):
        found[f"{name}__id"] = found[f"{name}__id__in"] = _id_list(f"d.{name} IN ({{}})")
        found[f"{name}__isnull"] = _flag(f"d.{name} IS NULL")
    return found


_FILTERS = _filters()


def _moment(ctx: Context, name: str, text: str, key: str, values: Values) -> str | None:
    """A filter on a date or an instant, as in modified__gt or created__date__gte."""
    match = re.fullmatch(r"(created|added|modified)(__date)?__(gte?|lte?)", name)
    if match is None:
        return None
    field, by_day, operator = match.groups()
    bare = field == "created" or bool(by_day)
    try:
        values[key] = _day(text) if bare else _instant(ctx, text)
    except ValueError:
        said = "Enter a valid date." if bare else "Enter a valid date/time."
        raise refuse({name: [said]}, 400) from None
    column = {"created": "d.created", "added": "d.added"}.get(field, f"({MODIFIED})")
    if by_day and field != "created":
        column = f"substr({column}, 1, 10)"
    return f"{column} {_OPERATORS[operator]} :{key}"


def _day(text: str) -> str:
    return date.fromisoformat(text[:10]).isoformat()


def _instant(ctx: Context, text: str) -> str:
    """An instant; a naive time is read as the server's own."""
    at = datetime.fromisoformat(text)
    aware = at if at.tzinfo else at.replace(tzinfo=ctx.zone)
    return stamp(aware.astimezone(UTC))


def _wanted(ctx: Context) -> set[int] | None:
    """The ids that a custom-field query leaves; None where there is none."""
    found: set[int] | None = None
    if (asked := ctx.request.query.get("custom_field_query")) is not None:
        try:
            query = json.loads(asked)
        except ValueError:
            raise refuse({"custom_field_query": ["Value must be valid JSON."]}, 400) from None
        found = matching_ids(ctx, query)
    return found
