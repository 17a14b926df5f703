"""Files of the demo Paperless-ngx: downloads, what is known of a file, uploads and their tasks."""

from __future__ import annotations

import json
import sqlite3
import uuid
from datetime import UTC, date, datetime, timedelta
from hashlib import md5, sha256
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from ..wsgi import Response, Routes, json_response
from .context import Context, number, refuse
from .documents import file_name, linked, rows_of
from .store import mime_of, stamp
from .values import stored, value_error

routes = Routes()
_CONSUMED = ("application/pdf", "image/png", "image/jpeg", "image/tiff", "image/webp", "text/plain")
_MOMENT_SAID = (
    "Datetime has wrong format. Use one of these formats instead:"
    " YYYY-MM-DDThh:mm[:ss[.uuuuuu]][+HH:MM|-HH:MM|Z]."
)
# An archive that was not drawn: one empty page stands for the OCR's result.
_EMPTY_PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)


def _file_row(ctx: Context, entry: str) -> sqlite3.Row:
    """A document, in the trash too: its file is still there."""
    rows = rows_of(ctx, [number(entry)])
    if not rows:
        raise refuse({"detail": "Not found."}, 404)
    return rows[0]


def _bytes(ctx: Context, document_id: int, column: str) -> bytes:
    row = ctx.one(f"SELECT {column} AS data FROM documents WHERE id = ?", document_id)  # noqa: S608
    return bytes(row["data"]) if row else b""


def _sent(ctx: Context, entry: str, disposition: str) -> Response:
    row = _file_row(ctx, entry)
    original = ctx.request.query.get("original") == "true" or not row["archived"]
    kind = row["mime_type"] if original else "application/pdf"
    suffix = PurePath(row["original_name"]).suffix if original else ".pdf"
    name = file_name(ctx, row, suffix)
    headers = {"Content-Type": kind, "Content-Disposition": _disposition(disposition, name)}
    return Response(200, _bytes(ctx, row["id"], "data" if original else "archive"), headers)


def _disposition(disposition: str, name: str) -> str:
    bare = name.encode("ascii", "ignore").decode().replace('"', "")
    return f"{disposition}; filename=\"{bare}\"; filename*=utf-8''{quote(name)}"


@routes.add("GET", "/api/documents/{entry}/download/")
def download(ctx: Context, entry: str) -> Response:
    """The archive where there is one, the original where not or where it is asked for."""
    return _sent(ctx, entry, "attachment")


@routes.add("GET", "/api/documents/{entry}/preview/")
def preview(ctx: Context, entry: str) -> Response:
    """The same, to be shown."""
    return _sent(ctx, entry, "inline")


@routes.add("GET", "/api/documents/{entry}/metadata/")
def metadata(ctx: Context, entry: str) -> Response:
    """Checksums and sizes of a document's files."""
    row = _file_row(ctx, entry)
    data = _bytes(ctx, row["id"], "data")
    archive = _bytes(ctx, row["id"], "archive") if row["archived"] else None
    return json_response(
        {
            "original_checksum": _checksum(ctx, data),
            "original_size": len(data),
            "original_mime_type": row["mime_type"],
            "media_filename": f"{row['id']:07}{PurePath(row['original_name']).suffix}",
            "has_archive_version": archive is not None,
            "original_metadata": [],
            "archive_checksum": _checksum(ctx, archive) if archive else None,
            "archive_media_filename": f"{row['id']:07}.pdf" if archive else None,
            "original_filename": row["original_name"],
            "archive_size": len(archive) if archive else None,
            "archive_metadata": [] if archive else None,
            "lang": "de",
        }
    )


def _checksum(ctx: Context, data: bytes) -> str:
    """MD5 on version 2, SHA-256 on 3."""
    return sha256(data).hexdigest() if ctx.third else md5(data, usedforsecurity=False).hexdigest()


@routes.add("POST", "/api/documents/post_document/")
def upload(ctx: Context) -> Response:
    """Take a file; the answer is the id of the task that reads it."""
    fields, files = ctx.form()
    if "document" not in files:
        raise refuse({"document": ["No file was submitted."]}, 400)
    name, data = files["document"]
    if not data:
        raise refuse({"document": ["The submitted file is empty."]}, 400)
    kind = mime_of(data, name)
    if kind not in _CONSUMED:
        raise refuse({"document": [f"File type {kind} not supported"]}, 400)
    overrides = _overrides(ctx, fields)
    return json_response(_consume(ctx, name, data, kind, overrides))


def _overrides(ctx: Context, fields: dict[str, Any]) -> dict[str, Any]:
    tags = fields.get("tags", [])
    found: dict[str, Any] = {"title": fields.get("title", "")}
    found["tags"] = [
        linked(ctx, "tags", "tags", tag) for tag in (tags if isinstance(tags, list) else [tags])
    ]
    for name, table in (("correspondent", "correspondents"), ("document_type", "document_types")):
        if fields.get(name):
            found[name] = linked(ctx, name, table, fields[name])
    if fields.get("created"):
        found["created"] = _created(ctx, fields["created"])
    found["values"] = _values(ctx, fields.get("custom_fields"))
    return found


def _created(ctx: Context, text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat() if len(text) == 10 else ctx.day_of(text)
    except ValueError:
        raise refuse({"created": [_MOMENT_SAID]}, 400) from None


def _values(ctx: Context, text: str | None) -> dict[str, Any]:
    given = json.loads(text) if text else {}
    found = given if isinstance(given, dict) else dict.fromkeys(map(str, given))
    for field_id, value in found.items():
        field = ctx.one("SELECT * FROM custom_fields WHERE id = ?", number(field_id))
        if field and value is not None and (said := value_error(ctx, field, value)):
            raise refuse({"custom_fields": [said]}, 400)
    return found


def _consume(ctx: Context, name: str, data: bytes, kind: str, given: dict[str, Any]) -> str:
    """Read a file: a broken one fails, and on version 2 one that is known already."""
    task_id = str(uuid.uuid4())
    started = datetime.now(UTC)
    known = ctx.one("SELECT id, title FROM documents WHERE sha256 = ?", sha256(data).hexdigest())
    error, document_id = None, None
    if kind == "application/pdf" and b"%%EOF" not in data[-2048:]:
        error = f"{name}: Error occurred while consuming document {name}: InputFileError: "
    elif known and not ctx.third:
        error = (
            f"{name}: Not consuming {name}: It is a duplicate of {known['title']} (#{known['id']})."
        )
        document_id = known["id"]
    else:
        document_id = _add(ctx, name, data, kind, given)
    sql = (
        "INSERT INTO tasks (task_id, file_name, mime_type, overrides, date_created, date_done,"
        " document_id, error) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
    )
    done = started + timedelta(seconds=float(ctx.settings.get("delay", "0.3")))
    row = (task_id, name, kind, json.dumps(given), stamp(started), stamp(done), document_id, error)
    ctx.db.execute(sql, row)
    return task_id


def _add(ctx: Context, name: str, data: bytes, kind: str, given: dict[str, Any]) -> int:
    columns = {n: given[n] for n in ("correspondent", "document_type") if given.get(n)}
    archived = kind.startswith("image/") or (kind == "application/pdf" and not ctx.third)
    document_id = ctx.shelf.add(
        data,
        name,
        title=given["title"],
        content=data.decode("utf-8", "replace") if kind == "text/plain" else "",
        created=date.fromisoformat(given["created"]) if given.get("created") else None,
        tags=given["tags"],
        archive=_EMPTY_PDF if archived else None,
        mime_type=kind,
        **columns,
    )
    for field_id, value in given["values"].items():
        field = ctx.one("SELECT * FROM custom_fields WHERE id = ?", number(field_id))
        if field:
            ctx.shelf.set_value(document_id, field["id"], stored(field, value))
    return document_id


@routes.add("GET", "/api/tasks/")
def tasks(ctx: Context) -> Response:
    """Tasks, latest first: a page of them since API version 10, a bare list before."""
    query = ctx.request.query
    rows = ctx.db.execute("SELECT * FROM tasks ORDER BY id DESC").fetchall()
    found = [
        _task(ctx, row) for row in rows if query.get("task_id", row["task_id"]) == row["task_id"]
    ]
    state = query.get("status", "").lower()
    found = [task for task in found if not state or task["status"].lower() == state]
    if ctx.api < 10:
        return json_response(found)
    by_id = {task["id"]: task for task in found}
    return ctx.page(list(by_id), lambda ids: [by_id[i] for i in ids])


def _task(ctx: Context, row: sqlite3.Row) -> dict[str, Any]:
    done = row["date_done"] <= stamp()
    return _task_v10(ctx, row, done) if ctx.api >= 10 else _task_v9(ctx, row, done)


def _task_v9(ctx: Context, row: sqlite3.Row, done: bool) -> dict[str, Any]:
    result = row["error"] or f"Success. New document id {row['document_id']} created"
    status = ("FAILURE" if row["error"] else "SUCCESS") if done else "STARTED"
    document = row["document_id"] if done else None
    if not ctx.third and document is not None:
        document = str(document)
    dates = {
        "date_created": ctx.local(row["date_created"]),
        "date_done": ctx.local(row["date_done"]) if done else None,
    }
    kind = {"type": "manual_task" if ctx.third else "auto_task"}
    head = {
        "id": row["id"],
        "task_id": row["task_id"],
        "task_name": "consume_file",
        "task_file_name": row["file_name"],
    }
    middle = (
        {**kind, "status": status, **dates} if ctx.third else {**dates, **kind, "status": status}
    )
    return {
        **head,
        **middle,
        "result": result if done else None,
        "acknowledged": bool(row["acknowledged"]),
        "related_document": document,
        **({"duplicate_documents": []} if ctx.third else {}),
        "owner": ctx.user_id,
    }


def _task_v10(ctx: Context, row: sqlite3.Row, done: bool) -> dict[str, Any]:
    status = ("failure" if row["error"] else "success") if done else "pending"
    passed = datetime.fromisoformat(row["date_done"]) - datetime.fromisoformat(row["date_created"])
    return {
        "id": row["id"],
        "task_id": row["task_id"],
        "task_type": "consume_file",
        "task_type_display": "Consume File",
        "trigger_source": "api_upload",
        "trigger_source_display": "API Upload",
        "status": status,
        "status_display": status.capitalize(),
        "date_created": ctx.local(row["date_created"]),
        "date_started": ctx.local(row["date_created"]) if done else None,
        "date_done": ctx.local(row["date_done"]) if done else None,
        "duration_seconds": passed.total_seconds() if done else None,
        "wait_time_seconds": 0.01 if done else None,
        "input_data": _input(ctx, row),
        "result_data": _result(row) if done else None,
        "related_document_ids": [row["document_id"]] if done and row["document_id"] else [],
        "acknowledged": bool(row["acknowledged"]),
        "owner": ctx.user_id,
    }


def _input(ctx: Context, row: sqlite3.Row) -> dict[str, Any]:
    given = json.loads(row["overrides"])
    named = {
        "title": given["title"],
        "correspondent_id": given.get("correspondent"),
        "document_type_id": given.get("document_type"),
        "tag_ids": given["tags"],
        "created": given.get("created"),
    }
    values = {"custom_fields": given["values"]} if given["values"] else {}
    overrides = {
        "filename": row["file_name"],
        **{name: value for name, value in named.items() if value},
        "owner_id": ctx.user_id,
        **values,
        "skip_asn_if_exists": False,
    }
    return {"filename": row["file_name"], "mime_type": row["mime_type"], "overrides": overrides}


def _result(row: sqlite3.Row) -> dict[str, Any]:
    if row["error"]:
        return {"error_type": "ConsumerError", "error_message": row["error"], "traceback": ""}
    return {"document_id": row["document_id"]}


@routes.add("POST", "/api/tasks/acknowledge/")
def acknowledge(ctx: Context) -> Response:
    """Mark tasks as seen."""
    ids = [number(entry) for entry in ctx.body().get("tasks", [])]
    sql = "UPDATE tasks SET acknowledged = 1 WHERE id = ? AND acknowledged = 0"
    changed = sum(ctx.db.execute(sql, (task,)).rowcount for task in ids)
    return json_response({"result": changed})
