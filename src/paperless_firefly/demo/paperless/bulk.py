"""Bulk edits, trash and deletion at the demo Paperless-ngx."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..wsgi import Response, Routes, json_response
from .context import Context, number, refuse
from .documents import custom_fields, linked, represent, rows_of
from .values import stored, value_error

routes = Routes()
_TWICE = "Some {what} in {where} don't exist or were specified twice."


@routes.add("POST", "/api/documents/bulk_edit/")
def bulk_edit(ctx: Context) -> Response:
    """Change several documents at once; the answer comes first, `modified` moves later."""
    sent = ctx.body()
    ids = _documents(ctx, sent)
    method, parameters = str(sent.get("method")), sent.get("parameters") or {}
    act = _METHODS.get(method)
    if act is None:
        raise refuse({"method": [f'"{method}" is not a valid choice.']}, 400)
    change = act(ctx, parameters)
    for document_id in ids:
        change(document_id)
    return json_response({"result": "OK"})


def _documents(ctx: Context, sent: dict[str, Any]) -> list[int]:
    ids = [number(entry) for entry in sent.get("documents") or []]
    rows = [row for row in rows_of(ctx, ids) if not row["deleted_at"]]
    if len(set(ids)) != len(ids) or len(rows) != len(ids):
        raise refuse({"documents": [_TWICE.format(what="documents", where="documents")]}, 400)
    return ids


Change = Callable[[int], None]


def _given(ctx: Context, parameters: dict[str, Any], name: str, table: str) -> list[int]:
    """The ids of a parameter; 400 where it is missing or names what does not exist."""
    if name not in parameters:
        raise refuse({"non_field_errors": [f"{name} not specified"]}, 400)
    ids = [number(entry) for entry in parameters[name]]
    known = [i for i in ids if ctx.one(f"SELECT id FROM {table} WHERE id = ?", i)]  # noqa: S608
    if len(known) != len(ids) or len(set(ids)) != len(ids):
        said = _TWICE.format(what=table.replace("_", " "), where=name)
        raise refuse({"non_field_errors": [said]}, 400)
    return ids


def _modify_tags(ctx: Context, parameters: dict[str, Any]) -> Change:
    add = _given(ctx, parameters, "add_tags", "tags")
    remove = _given(ctx, parameters, "remove_tags", "tags")
    return _retag(ctx, add, remove)


def _retag(ctx: Context, add: list[int], remove: list[int]) -> Change:
    def change(document_id: int) -> None:
        ctx.shelf.change_tags(document_id, add, remove)
        ctx.shelf.touch_later(document_id)

    return change


def _one_tag(ctx: Context, parameters: dict[str, Any], *, add: bool) -> Change:
    tag = linked(ctx, "tag", "tags", parameters.get("tag"))
    if tag is None:
        raise refuse({"non_field_errors": ["tag not specified"]}, 400)
    return _retag(ctx, [tag] if add else [], [] if add else [tag])


def _point(ctx: Context, parameters: dict[str, Any], name: str, table: str) -> Change:
    value = linked(ctx, name, table, parameters.get(name))

    def change(document_id: int) -> None:
        sql = f"UPDATE documents SET {name} = ? WHERE id = ?"  # noqa: S608 - our own names
        ctx.db.execute(sql, (value, document_id))
        ctx.shelf.touch_later(document_id)

    return change


def _modify_values(ctx: Context, parameters: dict[str, Any]) -> Change:
    add = _given(ctx, parameters, "add_custom_fields", "custom_fields")
    remove = _given(ctx, parameters, "remove_custom_fields", "custom_fields")
    sent = parameters["add_custom_fields"]
    values = {field: sent[str(field)] if isinstance(sent, dict) else None for field in add}
    if ctx.third:
        _check_values(ctx, values)

    def change(document_id: int) -> None:
        held = {item["field"] for item in custom_fields(ctx, document_id)}
        for field, value in values.items():
            if isinstance(sent, dict) or field not in held:
                ctx.shelf.set_value(document_id, field, _kept(ctx, field, value))
        ctx.shelf.drop_values(document_id, remove)
        ctx.shelf.touch_later(document_id)

    return change


def _kept(ctx: Context, field_id: int, value: Any) -> Any:
    """A value as it is kept; version 2 checks and converts nothing here."""
    field = ctx.one("SELECT * FROM custom_fields WHERE id = ?", field_id)
    return stored(field, value) if ctx.third else value


def _check_values(ctx: Context, values: dict[int, Any]) -> None:
    errors: dict[str, Any] = {}
    for field_id, value in values.items():
        field = ctx.one("SELECT * FROM custom_fields WHERE id = ?", field_id)
        if said := value_error(ctx, field, value):
            errors[str(field_id)] = {"non_field_errors": [said]}
    if errors:
        raise refuse({"add_custom_fields": errors}, 400)


def _delete(ctx: Context, _parameters: dict[str, Any]) -> Change:
    return ctx.shelf.to_trash


_METHODS: dict[str, Callable[[Context, dict[str, Any]], Change]] = {
    "modify_tags": _modify_tags,
    "add_tag": lambda ctx, given: _one_tag(ctx, given, add=True),
    "remove_tag": lambda ctx, given: _one_tag(ctx, given, add=False),
    "modify_custom_fields": _modify_values,
    "set_correspondent": lambda c, given: _point(c, given, "correspondent", "correspondents"),
    "set_document_type": lambda c, given: _point(c, given, "document_type", "document_types"),
    "set_storage_path": lambda c, given: _point(c, given, "storage_path", "storage_paths"),
    "delete": _delete,
}


@routes.add("POST", "/api/documents/delete/")
def delete_many(ctx: Context) -> Response:
    """Move documents to the trash (version 3)."""
    for document_id in _documents(ctx, ctx.body()):
        ctx.shelf.to_trash(document_id)
    return json_response({"result": "OK"})


@routes.add("GET", "/api/trash/")
def show_trash(ctx: Context) -> Response:
    """What lies in the trash."""
    sql = "SELECT id FROM documents WHERE deleted_at IS NOT NULL ORDER BY deleted_at DESC"
    ids = [row["id"] for row in ctx.db.execute(sql)]
    return ctx.page(ids, lambda part: [represent(ctx, row) for row in rows_of(ctx, part)])


@routes.add("POST", "/api/trash/")
def change_trash(ctx: Context) -> Response:
    """Restore or destroy what lies in the trash; all of it where no documents are named."""
    sent = ctx.body()
    sql = "SELECT id FROM documents WHERE deleted_at IS NOT NULL"
    lying = [row["id"] for row in ctx.db.execute(sql)]
    ids = [number(entry) for entry in sent.get("documents") or lying]
    if not set(ids) <= set(lying):
        raise refuse({"documents": ["Some documents in documents have not yet been deleted."]}, 400)
    act = ctx.shelf.restore if sent.get("action") == "restore" else ctx.shelf.empty
    for document_id in ids:
        act(document_id)
    return json_response({"result": "OK", "doc_ids": ids})
