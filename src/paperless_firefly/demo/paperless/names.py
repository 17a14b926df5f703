"""Tags, correspondents, document types, storage paths and custom fields of the demo Paperless-ngx."""

from __future__ import annotations

import json
import re
import secrets
import sqlite3
import unicodedata
from collections.abc import Callable
from typing import Any

from ..wsgi import Response, Routes, json_response
from .context import Context, number, refuse

routes = Routes()
_PERMISSIONS: dict[str, Any] = {
    "view": {"users": [], "groups": []},
    "change": {"users": [], "groups": []},
}
DATA_TYPES = (
    "string", "url", "date", "boolean", "integer", "float", "monetary", "documentlink", "select",
    "longtext",
)  # fmt: skip
_COLUMN = {
    "correspondents": "correspondent",
    "document_types": "document_type",
    "storage_paths": "storage_path",
}


def slug(name: str) -> str:
    """A name as the server's addresses would spell it."""
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", bare.lower())).strip("-_")


def owned(ctx: Context) -> dict[str, Any]:
    """Owner and rights, as objects end with them."""
    if ctx.request.query.get("full_perms") == "true":
        return {"owner": ctx.user_id, "permissions": _PERMISSIONS}
    return {"owner": ctx.user_id, "user_can_change": True}


def _matching(row: sqlite3.Row) -> dict[str, Any]:
    return {
        "match": row["match"],
        "matching_algorithm": row["matching_algorithm"],
        "is_insensitive": bool(row["is_insensitive"]),
    }


def _tag(ctx: Context, row: sqlite3.Row, counted: bool) -> dict[str, Any]:
    light = sum(int(row["color"][i : i + 2], 16) for i in (1, 3, 5)) > 382
    sql = "SELECT * FROM tags WHERE parent = ? ORDER BY lower(name)"
    return {
        "id": row["id"],
        "slug": slug(row["name"]),
        "name": row["name"],
        "color": row["color"],
        "text_color": "#000000" if light else "#ffffff",
        **_matching(row),
        "is_inbox_tag": bool(row["is_inbox_tag"]),
        **({"document_count": _tagged(ctx, row["id"])} if counted else {}),
        **owned(ctx),
        "parent": row["parent"],
        "children": [_tag(ctx, child, counted) for child in ctx.db.execute(sql, (row["id"],))],
    }


def _tagged(ctx: Context, tag_id: int) -> int:
    row = ctx.one(
        "SELECT count(*) AS n FROM document_tags t JOIN documents d ON d.id = t.document_id"
        " WHERE t.tag_id = ? AND d.deleted_at IS NULL",
        tag_id,
    )
    return int(row["n"]) if row else 0


def _plain(kind: str) -> Callable[[Context, sqlite3.Row, bool], dict[str, Any]]:
    column = _COLUMN[kind]

    def make(ctx: Context, row: sqlite3.Row, counted: bool) -> dict[str, Any]:
        sql = f"SELECT count(*) AS n FROM documents WHERE {column} = ? AND deleted_at IS NULL"  # noqa: S608
        count = ctx.one(sql, row["id"])
        return {
            "id": row["id"],
            "slug": slug(row["name"]),
            "name": row["name"],
            **({"path": row["path"]} if kind == "storage_paths" else {}),
            **_matching(row),
            **({"document_count": count["n"] if count else 0} if counted else {}),
            **owned(ctx),
        }

    return make


def _field(ctx: Context, row: sqlite3.Row, counted: bool) -> dict[str, Any]:
    count = ctx.one("SELECT count(*) AS n FROM custom_values WHERE field_id = ?", row["id"])
    return {
        "id": row["id"],
        "name": row["name"],
        "data_type": row["data_type"],
        "extra_data": json.loads(row["extra_data"]) if row["extra_data"] else None,
        **({"document_count": count["n"] if count else 0} if counted else {}),
    }


_MAKERS: dict[str, Callable[[Context, sqlite3.Row, bool], dict[str, Any]]] = {
    "tags": _tag,
    **{kind: _plain(kind) for kind in _COLUMN},
    "custom_fields": _field,
}


def _listed(ctx: Context, kind: str) -> Response:
    order = "id DESC" if kind == "custom_fields" and not ctx.third else "lower(name), id"
    rows = ctx.db.execute(f"SELECT * FROM {kind} ORDER BY {order}").fetchall()  # noqa: S608
    found = {row["id"]: row for row in rows if _wanted(ctx, row)}
    return ctx.page(
        list(found),
        lambda ids: [_MAKERS[kind](ctx, found[row_id], True) for row_id in ids],
        shown=_displayed(ctx, set(found)) if kind == "tags" and ctx.third else None,
    )


def _displayed(ctx: Context, ids: set[int]) -> int:
    """How many tags a list shows: those found, and their children."""
    children = {
        row["id"]
        for row in ctx.db.execute("SELECT id, parent FROM tags WHERE parent IS NOT NULL")
        if row["parent"] in ids
    }
    return len(ids | children)


def _wanted(ctx: Context, row: sqlite3.Row) -> bool:
    """The filters by name and id; `name` alone is none, and is ignored as any unknown one."""
    query, name = ctx.request.query, row["name"].casefold()
    ids = [number(part) for part in query.get("id__in", "").split(",") if part]
    return (
        name == query.get("name__iexact", name).casefold()
        and query.get("name__icontains", "").casefold() in name
        and name.startswith(query.get("name__istartswith", "").casefold())
        and (not ids or row["id"] in ids)
    )


def _shown(ctx: Context, kind: str, entry: str) -> Response:
    row = ctx.one(f"SELECT * FROM {kind} WHERE id = ?", number(entry))  # noqa: S608 - our own names
    if row is None:
        raise refuse({"detail": f"No {_model(kind)} matches the given query."}, 404)
    return json_response(_MAKERS[kind](ctx, row, True))


def _model(kind: str) -> str:
    return "".join(word.capitalize() for word in kind.rstrip("s").split("_"))


def _created(ctx: Context, kind: str) -> Response:
    sent = ctx.body()
    if not sent.get("name"):
        raise refuse({"name": ["This field is required."]}, 400)
    if ctx.one(f"SELECT id FROM {kind} WHERE name = ?", sent["name"]):  # noqa: S608 - our own names
        raise refuse({"error": "Object violates owner / name unique constraint"}, 400)
    made = ctx.shelf.ensure(kind, sent["name"], **_columns(kind, sent))
    row = ctx.one(f"SELECT * FROM {kind} WHERE id = ?", made)  # noqa: S608 - our own names
    return json_response(_MAKERS[kind](ctx, row, False) if row else None, 201)


def _columns(kind: str, sent: dict[str, Any]) -> dict[str, object]:
    own = {"tags": ("color", "is_inbox_tag", "parent"), "storage_paths": ("path",)}.get(kind, ())
    names = ("match", "matching_algorithm", "is_insensitive", *own)
    return {name: sent[name] for name in names if sent.get(name) is not None}


def _register(kind: str) -> None:
    def many(ctx: Context) -> Response:
        return _listed(ctx, kind)

    def one(ctx: Context, entry: str) -> Response:
        return _shown(ctx, kind, entry)

    routes.add("GET", f"/api/{kind}/")(many)
    routes.add("GET", f"/api/{kind}/{{entry}}/")(one)
    if kind != "custom_fields":
        routes.add("POST", f"/api/{kind}/")(lambda ctx: _created(ctx, kind))


for _kind in _MAKERS:
    _register(_kind)


@routes.add("POST", "/api/custom_fields/")
def create_field(ctx: Context) -> Response:
    """Make a custom field; a select's options get their ids here."""
    sent = ctx.body()
    if not sent.get("name"):
        raise refuse({"name": ["This field is required."]}, 400)
    if sent.get("data_type") not in DATA_TYPES:
        said = f'"{sent.get("data_type")}" is not a valid choice.'
        raise refuse({"data_type": [said]}, 400)
    if ctx.one("SELECT id FROM custom_fields WHERE name = ?", sent["name"]):
        raise refuse({"name": ["custom field with this name already exists."]}, 400)
    extra = sent.get("extra_data")
    for option in (extra or {}).get("select_options", []):
        option.setdefault("id", secrets.token_urlsafe(12))
    made = ctx.shelf.ensure_field(sent["name"], sent["data_type"], extra)
    row = ctx.one("SELECT * FROM custom_fields WHERE id = ?", made)
    return json_response(_field(ctx, row, False) if row else None, 201)


_MODELS = "correspondent customfield document documenttype note storagepath tag uisettings workflow"
NAMED_PERMISSIONS = tuple(
    f"{act}_{model}" for model in _MODELS.split() for act in ("add", "change", "delete", "view")
)
