"""The rest of the demo Paperless-ngx's API: sign-in, settings, status, lists that are empty here."""

from __future__ import annotations

from typing import Any

from ..wsgi import Response, Routes, html_response, json_response
from .context import Context, refuse
from .names import NAMED_PERMISSIONS

routes = Routes()
_MASK = "*" * 89


@routes.add("POST", "/api/token/")
def token(ctx: Context) -> Response:
    """Name and password against the token."""
    sent = ctx.body()
    missing = [name for name in ("username", "password") if not sent.get(name)]
    if missing:
        raise refuse({name: ["This field is required."] for name in missing}, 400)
    if (sent["username"], sent["password"]) != (ctx.settings["username"], ctx.settings["password"]):
        raise refuse({"non_field_errors": ["Unable to log in with provided credentials."]}, 400)
    return json_response({"token": ctx.settings["token"]})


@routes.add("GET", "/api/")
def root(_ctx: Context) -> Response:
    """The root leads to the schema."""
    return html_response("", 302, location="schema/view/")


@routes.add("GET", "/api/ui_settings/")
def ui_settings(ctx: Context) -> Response:
    """The user, the settings of the pages, the rights."""
    user = {"is_staff": True, "is_superuser": True, "groups": []}
    settings: dict[str, Any] = {
        "update_checking": {"backend_setting": "default"},
        "trash_delay": 30,
        "version": ctx.version,
        "app_title": None,
        "app_logo": None,
        "auditlog_enabled": True,
        "email_enabled": False,
        **({"ai_enabled": False} if ctx.third else {}),
    }
    named = {"id": ctx.user_id, "username": ctx.settings["username"]}
    return json_response(
        {"user": {**named, **user}, "settings": settings, "permissions": list(NAMED_PERMISSIONS)}
    )


@routes.add("GET", "/api/profile/")
def profile(ctx: Context) -> Response:
    """The token's user."""
    return json_response(
        {
            "email": "owner@example.com",
            "password": _MASK,
            "first_name": "",
            "last_name": "",
            "auth_token": ctx.settings["token"],
            "social_accounts": [],
            "has_usable_password": True,
            "is_mfa_enabled": False,
        }
    )


@routes.add("GET", "/api/status/")
def status(ctx: Context) -> Response:
    """How the server is: well."""
    migration = "paperless_mail.0001_squashed"
    if not ctx.third:
        migration = "paperless_mail.0001_initial_squashed_0009_mailrule_assign_tags"
    return json_response(
        {
            "pngx_version": ctx.version,
            "server_os": "Linux",
            "install_type": "bare-metal",
            "storage": {"total": 270553174016, "available": 75541508096},
            "database": {
                "type": "sqlite",
                "url": "db.sqlite3",
                "status": "OK",
                "error": None,
                "migration_status": {"latest_migration": migration, "unapplied_migrations": []},
            },
            "tasks": _workers(ctx),
        }
    )


def _workers(ctx: Context) -> dict[str, Any]:
    found: dict[str, Any] = {"redis_url": "redis://127.0.0.1:6379"}
    for name in ("redis", "celery"):
        if name == "celery":
            found |= {"celery_status": "OK", "celery_url": "celery@demo", "celery_error": None}
        else:
            found |= {"redis_status": "OK", "redis_error": None}
    found |= {
        "index_status": "OK",
        "index_last_modified": ctx.local(ctx.now()),
        "index_error": None,
    }
    for name, when in (("classifier", "last_trained"), ("sanity_check", "last_run")):
        said = f"No {name.replace('_', ' ')} {'training ' * (name == 'classifier')}tasks found"
        found |= {f"{name}_status": "WARNING", f"{name}_{when}": None, f"{name}_error": said}
    if ctx.third:
        index = {"status": "DISABLED", "last_modified": None, "error": None}
        found |= {f"llmindex_{name}": value for name, value in index.items()}
        found["summary"] = _summary(ctx)
    return found


def _summary(ctx: Context) -> dict[str, int]:
    row = ctx.one("SELECT count(*) AS n, count(error) AS failed FROM tasks")
    total, failed = (row["n"], row["failed"]) if row else (0, 0)
    return {
        "days": 30,
        "total_count": total,
        "pending_count": 0,
        "success_count": total - failed,
        "failure_count": failed,
    }


@routes.add("GET", "/api/statistics/")
def statistics(ctx: Context) -> Response:
    """How much there is."""
    kinds = ctx.db.execute(
        "SELECT mime_type, count(*) AS n FROM documents WHERE deleted_at IS NULL"
        " GROUP BY mime_type ORDER BY n DESC"
    ).fetchall()
    letters = ctx.one("SELECT coalesce(sum(length(content)), 0) AS n FROM documents")
    counts = {
        f"{name}_count": row["n"] if (row := ctx.one(f"SELECT count(*) AS n FROM {name}s")) else 0  # noqa: S608
        for name in ("tag", "correspondent", "document_type", "storage_path")
    }
    return json_response(
        {
            "documents_total": sum(row["n"] for row in kinds),
            "documents_inbox": None,
            "inbox_tag": None,
            "inbox_tags": None,
            "document_file_type_counts": [
                {"mime_type": r["mime_type"], "mime_type_count": r["n"]} for r in kinds
            ],
            "character_count": letters["n"] if letters else 0,
            **counts,
            "current_asn": 0,
        }
    )


@routes.add("GET", "/api/remote_version/")
def remote_version(_ctx: Context) -> Response:
    """No newer version."""
    return json_response({"version": "0.0.0", "update_available": False})


def _empty(ctx: Context) -> Response:
    return ctx.page([], lambda _ids: [])


for _kind in ("saved_views", "groups", "mail_accounts", "mail_rules", "share_links", "workflows"):
    routes.add("GET", f"/api/{_kind}/")(_empty)
