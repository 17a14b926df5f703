"""What every answer of the demo Firefly III needs: the request, the state, the clock, its words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any
from urllib.parse import quote_plus, urlencode

from ..wsgi import Refusal, Request, Response, json_response

API = "application/vnd.api+json"
MAX_PAGE = 65536
Errors = dict[str, list[str]]


@dataclass(frozen=True)
class Context:
    """One request at the demo Firefly III."""

    request: Request
    db: sqlite3.Connection
    zone: tzinfo

    @property
    def now(self) -> str:
        """The server's time as it writes it."""
        return datetime.now(self.zone).isoformat(timespec="seconds")

    def one(self, sql: str, *values: object) -> sqlite3.Row | None:
        """The first row of a query, or None."""
        row: sqlite3.Row | None = self.db.execute(sql, values).fetchone()
        return row

    def must(self, sql: str, *values: object) -> sqlite3.Row:
        """The first row of a query that cannot be empty."""
        if (row := self.one(sql, *values)) is None:
            raise LookupError(sql)
        return row

    def insert(self, table: str, **values: object) -> int:
        """Add a row; its id."""
        marks = ", ".join("?" * len(values))
        sql = f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})"  # noqa: S608 - our own names
        return int(self.db.execute(sql, tuple(values.values())).lastrowid or 0)

    def update(self, table: str, row_id: int, **values: object) -> None:
        """Change columns of a row."""
        names = ", ".join(f"{name} = ?" for name in values)
        sql = f"UPDATE {table} SET {names} WHERE id = ?"  # noqa: S608 - our own names
        self.db.execute(sql, (*values.values(), row_id))

    def resource(
        self, kind: str, row_id: object, attributes: Mapping[str, Any], uri: str = ""
    ) -> dict[str, Any]:
        """One object as the API writes it."""
        return {
            "type": kind,
            "id": str(row_id),
            "attributes": dict(attributes),
            "links": {
                "self": f"{self.request.base}/api/v1/{kind}/{row_id}",
                "0": {"rel": "self", "uri": f"/{uri or kind}/{row_id}"},
            },
        }

    def data(self, resource: dict[str, Any]) -> Response:
        """The answer that holds one object."""
        return json_response({"data": resource}, content_type=API)

    def limit(self) -> int:
        """The page size: 50 unless asked, at least 1, at most 65536."""
        return min(max(_int(self.request.query.get("limit"), 50), 1), MAX_PAGE)

    def page(self) -> int:
        """The page asked for, from 1."""
        return max(_int(self.request.query.get("page"), 1), 1)

    def listing(
        self,
        resources: list[dict[str, Any]],
        total: int,
        *,
        per_page: int | None = None,
        page: int | None = None,
        address: str | None = None,
        params: Iterable[tuple[str, object]] | None = None,
    ) -> Response:
        """The answer that holds one page of a list; `params` stand in its links before `page`."""
        size = per_page or self.limit()
        number = page or self.page()
        pages = max(-(-total // size), 1)
        where = address or self.request.base + self.request.path
        given: list[tuple[str, object]] = list([("limit", size)] if params is None else params)
        links = _links(where, given, number, pages)
        counted = {
            "total": total,
            "count": len(resources),
            "per_page": size,
            "current_page": number,
            "total_pages": pages,
        }
        body = {"data": resources, "meta": {"pagination": counted}, "links": links}
        return json_response(body, content_type=API)

    def body(self) -> dict[str, Any]:
        """The JSON object that was sent; an empty one where it cannot be parsed, as Firefly does."""
        try:
            sent = self.request.json()
        except ValueError:
            return {}
        return sent if isinstance(sent, dict) else {}


def _links(address: str, params: list[tuple[str, object]], page: int, pages: int) -> dict[str, str]:
    def at(number: int) -> str:
        return f"{address}?{urlencode([*params, ('page', number)], quote_via=quote_plus)}"

    links = {"self": at(page), "first": at(1)}
    if page > 1:
        links["prev"] = at(page - 1)
    if page < pages:
        links["next"] = at(page + 1)
    return {**links, "last": at(pages)}


def _int(text: str | None, default: int) -> int:
    try:
        return int(text or default)
    except ValueError:
        return default


def unauthenticated() -> Refusal:
    """401, for a bad token and for an object that does not exist alike."""
    return Refusal(
        json_response({"message": "Unauthenticated.", "exception": "AuthenticationException"}, 401)
    )


def not_found() -> Refusal:
    """404, for a route that does not exist and for tags and currencies."""
    return Refusal(
        json_response({"message": "Resource not found", "exception": "NotFoundHttpException"}, 404)
    )


def internal(message: str, status: int = 500) -> Refusal:
    """Firefly's own failure."""
    said = f"Internal Firefly III Exception: {message}"
    return Refusal(json_response({"message": said, "exception": "UndisclosedException"}, status))


def bad_header(message: str, status: int) -> Refusal:
    """406 and 415."""
    return Refusal(
        json_response({"message": message, "exception": "BadHttpHeaderException"}, status)
    )


def invalid(errors: Errors) -> Refusal:
    """422 with words by field; nothing where there are no errors."""
    texts = [text for field in errors.values() for text in field]
    message = texts[0]
    if len(texts) > 1:
        more = len(texts) - 1
        message += f" (and {more} more error{'s' if more > 1 else ''})"
    return Refusal(json_response({"message": message, "errors": errors}, 422))


def row_id(text: object) -> int:
    """An id of a path or body as a number; 0, which no row has, where it is none."""
    try:
        return int(str(text))
    except ValueError:
        return 0
