"""Attachments of the demo Firefly III: made for a journal, then filled by an upload."""

from __future__ import annotations

import sqlite3
from hashlib import md5
from typing import Any

from ..wsgi import Refusal, Response, Routes, json_response
from .context import Context, Errors, invalid, row_id, unauthenticated

routes = Routes()
_TYPES = ("Account", "Bill", "Budget", "Category", "PiggyBank", "Tag", "TransactionJournal")
_WRONG_ID = "The given ID seems invalid for this model."
_MAGIC = {
    b"%PDF": "application/pdf",
    b"\x89PNG": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"<?xml": "text/xml",
    b"II*\0": "image/tiff",
    b"PK\x03\x04": "application/zip",
}


def _attributes(ctx: Context, row: sqlite3.Row) -> dict[str, Any]:
    address = f"{ctx.request.base}/api/v1/attachments/{row['id']}"
    return {
        "created_at": row["created_at"],
        "updated_at": row["updated_at"],
        "attachable_id": str(row["journal_id"]),
        "attachable_type": "TransactionJournal",
        "hash": row["hash"],
        "filename": row["filename"],
        "download_url": f"{address}/download",
        "upload_url": f"{address}/upload",
        "title": row["title"],
        "notes": row["notes"],
        "mime": row["mime"],
        "size": row["size"],
    }


def _resource(ctx: Context, row: sqlite3.Row) -> dict[str, Any]:
    return ctx.resource("attachments", row["id"], _attributes(ctx, row), "attachment")


def _row(ctx: Context, attachment_id: str) -> sqlite3.Row:
    row = ctx.one("SELECT * FROM attachments WHERE id = ? AND deleted = 0", row_id(attachment_id))
    if row is None:
        raise unauthenticated()
    return row


def _page(ctx: Context, rows: list[sqlite3.Row]) -> Response:
    size, start = ctx.limit(), (ctx.page() - 1) * ctx.limit()
    part = rows[start : start + size]
    return ctx.listing([_resource(ctx, row) for row in part], len(rows))


@routes.add("GET", "/api/v1/attachments")
def list_attachments(ctx: Context) -> Response:
    """Every attachment."""
    sql = "SELECT * FROM attachments WHERE deleted = 0 ORDER BY id"
    return _page(ctx, ctx.db.execute(sql).fetchall())


@routes.add("GET", "/api/v1/transactions/{group_id}/attachments")
def of_group(ctx: Context, group_id: str) -> Response:
    """The attachments of a group's journals."""
    given = row_id(group_id)
    if ctx.one("SELECT id FROM groups WHERE id = ? AND deleted = 0", given) is None:
        raise unauthenticated()
    sql = (
        "SELECT a.* FROM attachments a JOIN journals j ON j.id = a.journal_id"
        " WHERE j.group_id = ? AND a.deleted = 0 AND j.deleted = 0 ORDER BY a.id"
    )
    return _page(ctx, ctx.db.execute(sql, (given,)).fetchall())


@routes.add("GET", "/api/v1/attachments/{attachment_id}")
def show(ctx: Context, attachment_id: str) -> Response:
    """One attachment, without its bytes."""
    return ctx.data(_resource(ctx, _row(ctx, attachment_id)))


@routes.add("POST", "/api/v1/attachments")
def create(ctx: Context) -> Response:
    """Make an attachment without bytes for a journal."""
    sent = ctx.body()
    if errors := _errors(ctx, sent):
        raise invalid(errors)
    made = ctx.insert(
        "attachments",
        journal_id=row_id(sent["attachable_id"]),
        filename=sent["filename"],
        title=sent.get("title"),
        notes=sent.get("notes"),
        created_at=ctx.now,
        updated_at=ctx.now,
    )
    return show(ctx, str(made))


def _errors(ctx: Context, sent: dict[str, Any]) -> Errors:
    needed = ("filename", "attachable_type", "attachable_id")
    errors: Errors = {
        name: [f"The {name.replace('_', ' ')} field is required."]
        for name in needed
        if not sent.get(name)
    }
    if errors:
        return errors
    if sent["attachable_type"] not in _TYPES:
        return {
            "attachable_type": ["The selected attachable type is invalid."],
            "attachable_id": [_WRONG_ID],
        }
    sql = "SELECT id FROM journals WHERE id = ? AND deleted = 0"
    if ctx.one(sql, row_id(sent["attachable_id"])) is None:
        return {"attachable_id": [_WRONG_ID]}
    return {}


@routes.add("POST", "/api/v1/attachments/{attachment_id}/upload")
def upload(ctx: Context, attachment_id: str) -> Response:
    """Fill an attachment; a second upload replaces the first. Nothing, or a program: 422 `[]`."""
    row, data = _row(ctx, attachment_id), ctx.request.body
    if not data or data.startswith((b"MZ", b"\x7fELF")):
        raise Refusal(json_response([], 422))
    digest = md5(data, usedforsecurity=False).hexdigest()
    ctx.update(
        "attachments",
        row["id"],
        data=data,
        hash=digest,
        mime=_mime(data),
        size=len(data),
        updated_at=ctx.now,
    )
    return Response(204)


def _mime(data: bytes) -> str:
    return next((mime for magic, mime in _MAGIC.items() if data.startswith(magic)), "text/plain")


@routes.add("GET", "/api/v1/attachments/{attachment_id}/download")
def download(ctx: Context, attachment_id: str) -> Response:
    """The bytes of an attachment."""
    row = _row(ctx, attachment_id)
    headers = {
        "Content-Type": "application/octet-stream",
        "Content-Disposition": f'attachment; filename="attachment-{row["id"]}"',
    }
    return Response(200, row["data"] or b"", headers)


@routes.add("PUT", "/api/v1/attachments/{attachment_id}")
def update(ctx: Context, attachment_id: str) -> Response:
    """Rename an attachment, or move it to another journal."""
    row, sent = _row(ctx, attachment_id), ctx.body()
    named = ("filename", "title", "notes")
    changed: dict[str, Any] = {name: sent[name] for name in named if name in sent}
    if sent.get("attachable_id"):
        changed["journal_id"] = row_id(sent["attachable_id"])
    ctx.update("attachments", row["id"], **changed, updated_at=ctx.now)
    return show(ctx, attachment_id)


@routes.add("DELETE", "/api/v1/attachments/{attachment_id}")
def delete(ctx: Context, attachment_id: str) -> Response:
    """Delete an attachment."""
    row = _row(ctx, attachment_id)
    ctx.db.execute("UPDATE attachments SET deleted = 1 WHERE id = ?", (row["id"],))
    return Response(204)
