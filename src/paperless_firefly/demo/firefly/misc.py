"""The rest of the demo Firefly III's API: about, link types, links, simple rules, batch."""

from __future__ import annotations

from typing import Any

from ..wsgi import Response, Routes, json_response
from .context import Context, Errors, invalid, row_id

routes = Routes()
VERSION = "6.6.6"
_LINK_TYPES = (
    (3, "Paid", "is (partially) paid for by", "(partially) pays for"),
    (2, "Refund", "is (partially) refunded by", "(partially) refunds"),
    (4, "Reimbursement", "is (partially) reimbursed by", "(partially) reimburses"),
    (1, "Related", "relates to", "relates to"),
)


@routes.add("GET", "/api/v1/about")
def about(_ctx: Context) -> Response:
    """The server's versions."""
    versions = {"version": VERSION, "api_version": VERSION, "php_version": "8.5.7"}
    return json_response({"data": {**versions, "os": "Linux", "driver": "sqlite"}})


def _user(ctx: Context) -> dict[str, Any]:
    row = ctx.one("SELECT value FROM settings WHERE name = 'created_at'")
    made = row["value"] if row else ctx.now
    attributes = {
        "created_at": made,
        "updated_at": made,
        "email": "owner@example.com",
        "blocked": False,
        "blocked_code": None,
        "role": "owner",
    }
    return ctx.resource("users", 1, attributes)


@routes.add("GET", "/api/v1/about/user")
def about_user(ctx: Context) -> Response:
    """The token's user."""
    return ctx.data(_user(ctx))


@routes.add("GET", "/api/v1/users")
def users(ctx: Context) -> Response:
    """Every user: the one."""
    return ctx.listing([_user(ctx)], 1)


@routes.add("GET", "/api/v1/link-types")
def link_types(ctx: Context) -> Response:
    """The kinds of links between transactions."""
    row = ctx.one("SELECT value FROM settings WHERE name = 'created_at'")
    made = row["value"] if row else ctx.now
    found = [
        ctx.resource(
            "link_types",
            number,
            {
                "created_at": made,
                "updated_at": made,
                "name": name,
                "inward": inward,
                "outward": outward,
                "editable": False,
            },
        )
        for number, name, inward, outward in _LINK_TYPES
    ]
    return ctx.listing(found, len(found))


@routes.add("POST", "/api/v1/transaction-links")
def create_link(ctx: Context) -> Response:
    """Link two journals."""
    sent = ctx.body()
    ends = {name: row_id(sent.get(name)) for name in ("inward_id", "outward_id", "link_type_id")}
    errors: Errors = {}
    for name in ("inward_id", "outward_id"):
        if ctx.one("SELECT id FROM journals WHERE id = ? AND deleted = 0", ends[name]) is None:
            errors[name] = ["Invalid inward ID." if name == "inward_id" else "Invalid outward ID."]
    if errors:
        raise invalid(errors)
    notes = sent.get("notes")
    made = ctx.insert("links", **ends, notes=notes, created_at=ctx.now, updated_at=ctx.now)
    attributes = {
        "created_at": ctx.now,
        "updated_at": ctx.now,
        "inward_id": str(ends["inward_id"]),
        "outward_id": str(ends["outward_id"]),
        "link_type_id": str(ends["link_type_id"]),
        "notes": notes,
    }
    return ctx.data(ctx.resource("transaction_links", made, attributes))


@routes.add("POST", "/api/v1/batch/finish")
def finish_batch(_ctx: Context) -> Response:
    """The end of a batch: nothing to do."""
    return Response(204)
