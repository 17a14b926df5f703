"""Documents of the demo Paperless-ngx as its API writes them: listed, shown, changed, deleted."""

from __future__ import annotations

import json
import re
import sqlite3
from datetime import date
from typing import Any

from ..wsgi import Response, Routes, json_response
from .context import Context, number, refuse
from .filters import document_ids
from .store import MODIFIED, stamp
from .values import stored, value_error

routes = Routes()
_PERMISSIONS: dict[str, Any] = {
    "view": {"users": [], "groups": []},
    "change": {"users": [], "groups": []},
}
_DATE_SAID = "Date has wrong format. Use one of these formats instead: YYYY-MM-DD."
_LINKED = {
    "correspondent": "correspondents",
    "document_type": "document_types",
    "storage_path": "storage_paths",
}
_COLUMNS = (
    "d.id, d.title, d.content, d.created, d.added, d.deleted_at, d.correspondent, d.document_type,"
    " d.storage_path, d.asn, d.original_name, d.mime_type, d.page_count, d.md5, d.sha256,"
    f" d.archive IS NOT NULL AS archived, {MODIFIED} AS modified"
)


def rows_of(ctx: Context, ids: list[int]) -> list[sqlite3.Row]:
    """Document rows without their files, in the order of their ids."""
    marks = ", ".join(str(int(i)) for i in ids)
    sql = f"SELECT {_COLUMNS} FROM documents d WHERE d.id IN ({marks})"  # noqa: S608 - numbers
    found = {row["id"]: row for row in ctx.db.execute(sql, {"now": stamp()})}
    return [found[i] for i in ids if i in found]


def _row(
    ctx: Context, entry: str, said: str = "No Document matches the given query."
) -> sqlite3.Row:
    rows = rows_of(ctx, [number(entry)])
    if not entry.isdigit():
        raise refuse({"detail": "Not found."}, 404)
    if not rows or rows[0]["deleted_at"]:
        raise refuse({"detail": said}, 404)
    return rows[0]


def represent(ctx: Context, row: sqlite3.Row, *, rights: bool = False) -> dict[str, Any]:
    """A document as the API writes it; `rights` where permissions stand instead of a yes or no."""
    created = row["created"] if ctx.api >= 9 else ctx.local(f"{row['created']}T00:00:00")
    found = {
        "id": row["id"],
        "correspondent": row["correspondent"],
        "document_type": row["document_type"],
        "storage_path": row["storage_path"],
        "title": row["title"],
        "content": _content(ctx, row),
        "tags": _tags(ctx, row["id"]),
        "created": created,
        "created_date": row["created"],
        "modified": ctx.local(row["modified"]),
        "added": ctx.local(row["added"]),
        "deleted_at": ctx.local(row["deleted_at"]),
        "archive_serial_number": row["asn"],
        "original_file_name": row["original_name"],
        "archived_file_name": file_name(ctx, row, ".pdf") if row["archived"] else None,
        **({"duplicate_documents": _duplicates(ctx, row)} if ctx.third else {}),
        "owner": ctx.user_id,
        **_rights(ctx, rights),
        "notes": _notes(ctx, row["id"]),
        "custom_fields": custom_fields(ctx, row["id"]),
        "page_count": row["page_count"],
        "mime_type": row["mime_type"],
        **(_versions(row) if ctx.third else {}),
    }
    wanted = [name for name in ctx.request.query.get("fields", "").split(",") if name]
    return {name: found[name] for name in found if name in wanted} if wanted else found


def _content(ctx: Context, row: sqlite3.Row) -> str:
    short = ctx.request.query.get("truncate_content") == "true"
    return str(row["content"][:550] if short else row["content"])


def _rights(ctx: Context, rights: bool) -> dict[str, Any]:
    if rights or ctx.request.query.get("full_perms") == "true":
        return {"permissions": _PERMISSIONS}
    return {"user_can_change": True, "is_shared_by_requester": False}


def _versions(row: sqlite3.Row) -> dict[str, Any]:
    root = {
        "id": row["id"],
        "added": row["added"],
        "version_label": None,
        "checksum": row["sha256"],
        "is_root": True,
    }
    return {"root_document": None, "versions": [root]}


def _duplicates(ctx: Context, row: sqlite3.Row) -> list[dict[str, Any]]:
    if row["deleted_at"]:
        return []
    sql = "SELECT id, title, deleted_at FROM documents WHERE sha256 = ? AND id != ? ORDER BY id"
    return [
        {"id": r["id"], "title": r["title"], "deleted_at": ctx.local(r["deleted_at"])}
        for r in ctx.db.execute(sql, (row["sha256"], row["id"]))
    ]


def _tags(ctx: Context, document_id: int) -> list[int]:
    sql = (
        "SELECT t.id FROM document_tags x JOIN tags t ON t.id = x.tag_id"
        " WHERE x.document_id = ? ORDER BY lower(t.name), t.id"
    )
    return [row["id"] for row in ctx.db.execute(sql, (document_id,))]


def _notes(ctx: Context, document_id: int) -> list[dict[str, Any]]:
    sql = "SELECT * FROM notes WHERE document_id = ? ORDER BY id"
    rows = ctx.db.execute(sql, (document_id,)).fetchall()
    user: Any = ctx.user if ctx.api >= 8 else ctx.user_id
    return [
        {"id": r["id"], "note": r["note"], "created": ctx.local(r["created"]), "user": user}
        for r in rows
    ]


def custom_fields(ctx: Context, document_id: int) -> list[dict[str, Any]]:
    """The custom fields of a document in the order in which they came."""
    sql = "SELECT field_id, value FROM custom_values WHERE document_id = ? ORDER BY id"
    rows = ctx.db.execute(sql, (document_id,))
    return [{"value": json.loads(r["value"]), "field": r["field_id"]} for r in rows]


def file_name(ctx: Context, row: sqlite3.Row, suffix: str) -> str:
    """The name under which a document's file is offered: date, correspondent, title."""
    found = ctx.one("SELECT name FROM correspondents WHERE id = ?", row["correspondent"])
    parts = (row["created"], found["name"] if found else "", row["title"])
    return re.sub(r"[/\\:]", "-", " ".join(part for part in parts if part)) + suffix


@routes.add("GET", "/api/documents/")
def list_documents(ctx: Context) -> Response:
    """The documents that match; an unknown filter or ordering is ignored in silence."""
    return ctx.page(document_ids(ctx), lambda ids: _represented(ctx, ids))


def _represented(ctx: Context, ids: list[int]) -> list[dict[str, Any]]:
    """The documents of a page; one that the list names twice stands there twice."""
    found = {row["id"]: represent(ctx, row) for row in rows_of(ctx, ids)}
    return [found[document_id] for document_id in ids]


@routes.add("GET", "/api/documents/{entry}/")
def show_document(ctx: Context, entry: str) -> Response:
    """One document; 404 in the trash."""
    return json_response(represent(ctx, _row(ctx, entry)))


@routes.add("PATCH", "/api/documents/{entry}/")
def change_document(ctx: Context, entry: str) -> Response:
    """Change a document: `tags` and `custom_fields` replace the whole set, `modified` moves."""
    row, sent = _row(ctx, entry), ctx.body()
    columns = _checked_columns(ctx, row["id"], sent)
    if "tags" in sent:
        _replace_tags(ctx, row["id"], sent["tags"])
    if "custom_fields" in sent:
        _replace_values(ctx, row["id"], sent["custom_fields"])
    for name, value in columns.items():
        sql = f"UPDATE documents SET {name} = ? WHERE id = ?"  # noqa: S608 - our own names
        ctx.db.execute(sql, (value, row["id"]))
    ctx.shelf.touch(row["id"])
    return json_response(represent(ctx, _row(ctx, entry), rights=True))


def _checked_columns(ctx: Context, document_id: int, sent: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {name: sent[name] for name in ("title", "content") if name in sent}
    if len(str(found.get("title", ""))) > 128:
        said = "Ensure this field has no more than 128 characters."
        raise refuse({"title": [said]}, 400)
    for name, table in _LINKED.items():
        if name in sent:
            found[name] = linked(ctx, name, table, sent[name])
    if "created" in sent:
        found["created"] = _created(ctx, str(sent["created"]))
    if "archive_serial_number" in sent:
        found["asn"] = _serial(ctx, document_id, sent["archive_serial_number"])
    return found


def linked(ctx: Context, name: str, table: str, value: Any) -> int | None:
    """The id of an object that a document is to point to; 400 where there is none."""
    if value in (None, ""):
        return None
    if ctx.one(f"SELECT id FROM {table} WHERE id = ?", number(value)) is None:  # noqa: S608
        raise refuse({name: [f'Invalid pk "{value}" - object does not exist.']}, 400)
    return number(value)


def _created(ctx: Context, text: str) -> str:
    """A date; a date-time becomes the day that it is in the server's zone."""
    try:
        return date.fromisoformat(text).isoformat() if len(text) == 10 else ctx.day_of(text)
    except ValueError:
        raise refuse({"created": [_DATE_SAID]}, 400) from None


def _serial(ctx: Context, document_id: int, value: Any) -> int | None:
    if value is None:
        return None
    sql = "SELECT id FROM documents WHERE asn = ? AND id != ?"
    if ctx.one(sql, value, document_id):
        said = "document with this archive serial number already exists."
        raise refuse({"archive_serial_number": [said]}, 400)
    return int(value)


def _replace_tags(ctx: Context, document_id: int, tags: Any) -> None:
    if tags is None:
        raise refuse({"tags": ["This field may not be null."]}, 400)
    for tag in tags:
        if not str(tag).isdigit():
            said = f"Incorrect type. Expected pk value, received {type(tag).__name__}."
            raise refuse({"tags": [said]}, 400)
        if ctx.one("SELECT id FROM tags WHERE id = ?", int(tag)) is None:
            raise refuse({"tags": [f'Invalid pk "{tag}" - object does not exist.']}, 400)
    ctx.shelf.replace_tags(document_id, [int(tag) for tag in tags])


def _replace_values(ctx: Context, document_id: int, sent: Any) -> None:
    if not isinstance(sent, list):
        said = f'Expected a list of items but got type "{type(sent).__name__}".'
        raise refuse({"custom_fields": {"non_field_errors": [said]}}, 400)
    errors = [_value_problem(ctx, item) for item in sent]
    if any(errors):
        raise refuse({"custom_fields": errors}, 400)
    named = {number(item["field"]) for item in sent}
    had = {item["field"] for item in custom_fields(ctx, document_id)}
    ctx.shelf.drop_values(document_id, had - named)
    for item in sent:
        field = ctx.one("SELECT * FROM custom_fields WHERE id = ?", number(item["field"]))
        ctx.shelf.set_value(document_id, number(item["field"]), stored(field, item["value"]))


def _value_problem(ctx: Context, item: dict[str, Any]) -> dict[str, list[str]]:
    field = ctx.one("SELECT * FROM custom_fields WHERE id = ?", number(item.get("field")))
    if field is None:
        return {"field": [f'Invalid pk "{item.get("field")}" - object does not exist.']}
    said = value_error(ctx, field, item.get("value"))
    return {"non_field_errors": [said]} if said else {}


@routes.add("DELETE", "/api/documents/{entry}/")
def delete_document(ctx: Context, entry: str) -> Response:
    """Move a document to the trash."""
    ctx.shelf.to_trash(_row(ctx, entry)["id"])
    return Response(204)


@routes.add("GET", "/api/documents/{entry}/notes/")
def show_notes(ctx: Context, entry: str) -> Response:
    """A document's notes."""
    return json_response(_notes(ctx, _row(ctx, entry, "Not found.")["id"]))


@routes.add("POST", "/api/documents/{entry}/notes/")
def add_note(ctx: Context, entry: str) -> Response:
    """Add a note; the whole list comes back. Without `note`: 200 and an error."""
    row, sent = _row(ctx, entry, "Not found."), ctx.body()
    if "note" not in sent:
        return json_response({"error": "Error saving note, check logs for more detail."})
    sql = "INSERT INTO notes (document_id, note, created) VALUES (?, ?, ?)"
    ctx.db.execute(sql, (row["id"], sent["note"], stamp()))
    ctx.shelf.touch(row["id"])
    return show_notes(ctx, entry)


@routes.add("DELETE", "/api/documents/{entry}/notes/")
def drop_note(ctx: Context, entry: str) -> Response:
    """Delete a note by ?id=; the rest of the list comes back."""
    row = _row(ctx, entry, "Not found.")
    sql = "DELETE FROM notes WHERE id = ? AND document_id = ?"
    if not ctx.db.execute(sql, (number(ctx.request.query.get("id")), row["id"])).rowcount:
        raise refuse({"detail": "No Note matches the given query."}, 404)
    ctx.shelf.touch(row["id"])
    return show_notes(ctx, entry)
