"""Two plain pages of the demo Paperless-ngx, so that a person can look at the documents."""

from __future__ import annotations

import json
from html import escape

from ..wsgi import Refusal, Response, Routes, html_response
from .context import Context, number
from .documents import custom_fields, represent, rows_of

routes = Routes()
_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem}"
    "table{border-collapse:collapse;width:100%}td,th{padding:.3rem .6rem;text-align:left;"
    "border-bottom:1px solid #ccc;vertical-align:top}pre{white-space:pre-wrap;background:#f5f5f5;"
    "padding:1rem}"
)


def page(title: str, body: str, status: int = 200) -> Response:
    """A whole page around a body of HTML."""
    head = f"<!DOCTYPE html><html lang=en><meta charset=utf-8><title>{escape(title)}</title>"
    return html_response(f"{head}<style>{_STYLE}</style><h1>{escape(title)}</h1>{body}", status)


def _names(ctx: Context, table: str) -> dict[int, str]:
    return {row["id"]: row["name"] for row in ctx.db.execute(f"SELECT id, name FROM {table}")}  # noqa: S608


@routes.add("GET", "/")
@routes.add("GET", "/documents/")
def index(ctx: Context) -> Response:
    """Every document, the latest first."""
    sql = "SELECT id FROM documents WHERE deleted_at IS NULL ORDER BY id DESC LIMIT 500"
    ids = [row["id"] for row in ctx.db.execute(sql)]
    tags = _names(ctx, "tags")
    lines = [
        f'<tr><td>{d["id"]}<td><a href="/documents/{d["id"]}/">{escape(d["title"])}</a>'
        f"<td>{d['created_date']}<td>{escape(', '.join(tags[t] for t in d['tags']))}</tr>"
        for d in (represent(ctx, row) for row in rows_of(ctx, ids))
    ]
    head = "<tr><th>Id<th>Title<th>Date<th>Tags</tr>"
    return page(f"Demo Paperless-ngx {ctx.version}", f"<table>{head}{''.join(lines)}</table>")


@routes.add("GET", "/documents/{entry}/")
@routes.add("GET", "/documents/{entry}/details")
def show(ctx: Context, entry: str) -> Response:
    """One document: what is known of it, its notes, its text."""
    rows = rows_of(ctx, [number(entry)])
    if not rows or rows[0]["deleted_at"]:
        raise Refusal(page("Not found", '<p>No such document. <a href="/">All documents</a>', 404))
    found = represent(ctx, rows[0])
    shown = {
        "Date": found["created_date"],
        "Correspondent": _names(ctx, "correspondents").get(found["correspondent"], ""),
        "Type": _names(ctx, "document_types").get(found["document_type"], ""),
        "Tags": ", ".join(_names(ctx, "tags")[tag] for tag in found["tags"]),
        "File": found["original_file_name"],
        **_values(ctx, rows[0]["id"]),
    }
    table = "".join(f"<tr><th scope=row>{escape(k)}<td>{escape(v)}</tr>" for k, v in shown.items())
    notes = "".join(f"<li>{escape(note['note'])}</li>" for note in found["notes"])
    body = f"<table>{table}</table><h2>Notes</h2><ul>{notes}</ul><h2>Text</h2>"
    text = f'<pre>{escape(found["content"])}</pre><p><a href="/">All documents</a>'
    return page(f"#{found['id']} {found['title']}", body + text)


def _values(ctx: Context, document_id: int) -> dict[str, str]:
    names = _names(ctx, "custom_fields")
    values = custom_fields(ctx, document_id)
    return {
        names[item["field"]]: item["value"]
        if isinstance(item["value"], str)
        else json.dumps(item["value"])
        for item in values
    }


@routes.add("GET", "/accounts/login/")
def login(_ctx: Context) -> Response:
    """Where the real server sends whoever asks for a path that it does not know."""
    return page("Sign in", "<p>The demo has no sign-in page; its API wants a token.")
