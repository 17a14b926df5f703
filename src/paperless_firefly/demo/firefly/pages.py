"""Two plain pages of the demo Firefly III, so that a person can look at what was booked."""

from __future__ import annotations

from html import escape

from ..wsgi import Response, Routes, html_response
from .context import Context, not_found, row_id
from .groups import groups_of, whole
from .ledger import ORDER

routes = Routes()
_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem}"
    "table{border-collapse:collapse;width:100%}td,th{padding:.3rem .6rem;text-align:left;"
    "border-bottom:1px solid #ccc;vertical-align:top}td.n{text-align:right;white-space:nowrap}"
)
_SHOWN = (
    "type", "date", "amount", "currency_code", "foreign_amount", "foreign_currency_code",
    "description", "source_name", "destination_name", "category_name", "budget_name", "bill_name",
    "tags", "notes", "external_id", "internal_reference", "external_url", "reconciled",
    "invoice_date", "due_date", "has_attachments",
)  # fmt: skip


def page(title: str, body: str, status: int = 200) -> Response:
    """A whole page around a body of HTML."""
    head = f"<!DOCTYPE html><html lang=en><meta charset=utf-8><title>{escape(title)}</title>"
    return html_response(f"{head}<style>{_STYLE}</style><h1>{escape(title)}</h1>{body}", status)


@routes.add("GET", "/")
def index(ctx: Context) -> Response:
    """The latest 500 splits."""
    sql = f"SELECT j.* FROM journals j WHERE j.deleted = 0 ORDER BY {ORDER} LIMIT 500"  # noqa: S608
    groups = groups_of(ctx, ctx.db.execute(sql).fetchall())
    lines = [_line(group["id"], s) for group in groups for s in group["attributes"]["transactions"]]
    head = "<tr><th>Date<th>Description<th>From<th>To<th>Amount<th>External id</tr>"
    return page("Demo Firefly III", f"<table>{head}{''.join(lines)}</table>")


def _line(group_id: str, split: dict[str, str]) -> str:
    cells = (
        escape(split["date"][:10]),
        f'<a href="/transactions/show/{group_id}">{escape(split["description"])}</a>',
        escape(split["source_name"]),
        escape(split["destination_name"]),
    )
    amount = f"<td class=n>{_amount(split)}"
    return f"<tr><td>{'<td>'.join(cells)}{amount}<td>{escape(split['external_id'] or '')}</tr>"


def _amount(split: dict[str, str]) -> str:
    return f"{float(split['amount']):.2f} {escape(split['currency_code'])}"


@routes.add("GET", "/transactions/show/{group_id}")
def show(ctx: Context, group_id: str) -> Response:
    """One group with what its splits hold."""
    if ctx.one("SELECT id FROM groups WHERE id = ? AND deleted = 0", row_id(group_id)) is None:
        raise not_found()
    attributes = whole(ctx, row_id(group_id))["attributes"]
    tables = [_table(split) for split in attributes["transactions"]]
    title = attributes["group_title"] or attributes["transactions"][0]["description"]
    return page(f"#{group_id} {title}", "".join(tables) + '<p><a href="/">All transactions</a>')


def _table(split: dict[str, object]) -> str:
    rows = [
        f"<tr><th scope=row>{name.replace('_', ' ')}<td>{_value(name, split[name])}</tr>"
        for name in _SHOWN
        if split[name] not in (None, [], "")
    ]
    return f"<table>{''.join(rows)}</table>"


def _value(name: str, value: object) -> str:
    if name == "external_url" and str(value).startswith(("http://", "https://")):
        return f'<a href="{escape(str(value))}" rel="noreferrer">{escape(str(value))}</a>'
    shown = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return escape(shown)


@routes.add("GET", "/login")
def login(_ctx: Context) -> Response:
    """Where the real server sends a stranger."""
    return page("Sign in", "<p>The demo has no sign-in page; its API wants a token.")
