"""What every answer of the demo Paperless-ngx needs: request, state, version, paging, words."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from email import message_from_bytes
from email.message import Message
from typing import Any
from urllib.parse import parse_qsl, urlencode

from ..wsgi import Refusal, Request, Response, html_response, json_response
from .store import Shelf, stamp

VERSIONS = {"2.20": ("2.20.15", 9), "3.0": ("3.0.5", 10)}
MAX_PAGE = 100_000
PLAIN_HTML = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Context:
    """One request at the demo Paperless-ngx; `api` is the API version that it speaks."""

    request: Request
    db: sqlite3.Connection
    settings: dict[str, str]
    zone: tzinfo
    api: int

    @property
    def version(self) -> str:
        """The server's version: "2.20.15" or "3.0.5"."""
        return VERSIONS[self.settings["version"]][0]

    @property
    def third(self) -> bool:
        """Whether this is version 3."""
        return self.settings["version"] == "3.0"

    @property
    def user(self) -> dict[str, Any]:
        """The token's user, as notes name it."""
        return {
            "id": self.user_id,
            "username": self.settings["username"],
            "first_name": "",
            "last_name": "",
        }

    @property
    def user_id(self) -> int:
        """The id of the token's user."""
        return 2 if self.third else 3

    @property
    def shelf(self) -> Shelf:
        """The documents, to be changed."""
        return Shelf(self.db, delay=float(self.settings.get("delay", "0.3")))

    def local(self, moment: str | None) -> str | None:
        """An instant of the state as the API writes it: in the server's zone."""
        if moment is None:
            return None
        at = datetime.fromisoformat(moment).astimezone(self.zone)
        return at.isoformat(timespec="microseconds")

    def day_of(self, moment: str) -> str:
        """The server's day of an instant that a client sent."""
        at = datetime.fromisoformat(moment)
        aware = at if at.tzinfo else at.replace(tzinfo=UTC)
        return aware.astimezone(self.zone).date().isoformat()

    def now(self) -> str:
        """The present as the state keeps it."""
        return stamp()

    def one(self, sql: str, *values: object) -> sqlite3.Row | None:
        """The first row of a query, or None."""
        row: sqlite3.Row | None = self.db.execute(sql, values).fetchone()
        return row

    def page(
        self,
        ids: list[int],
        make: Callable[[list[int]], list[dict[str, Any]]],
        *,
        shown: int | None = None,
        size: int = 25,
    ) -> Response:
        """One page of a list of ids; `make` turns those of the page into objects.

        API versions up to 9 name all ids; a page that does not exist is 404. `shown` is how many
        rows the real pages would show (tags count their children again).
        """
        size = _size(self.request.query.get("page_size"), size)
        pages = max(-(-len(ids) // size), 1)
        number = _page(self.request.query.get("page"), pages)
        if number is None:
            raise refuse({"detail": "Invalid page."}, 404)
        found: dict[str, Any] = {
            "count": len(ids),
            "next": self._page_url(number + 1) if number < pages else None,
            "previous": self._page_url(number - 1) if number > 1 else None,
        }
        if self.api < 10:
            found["all"] = ids
        found["results"] = make(ids[(number - 1) * size : number * size])
        if shown is not None:
            found["display_count"] = shown
        return json_response(found)

    def _page_url(self, number: int) -> str:
        given = parse_qsl(self.request.query_string, keep_blank_values=True)
        params = [(name, value) for name, value in given if name != "page"]
        if number > 1:
            params.append(("page", str(number)))
        query = urlencode(sorted(params, key=lambda param: param[0]))
        address = self.request.base + self.request.path
        return f"{address}?{query}" if query else address

    def body(self) -> dict[str, Any]:
        """What was sent, as JSON or as a form; 400 and 415 as the real server answers them."""
        kind = self.request.content_type
        if kind == "application/x-www-form-urlencoded":
            return dict(parse_qsl(self.request.body.decode(), keep_blank_values=True))
        if kind == "multipart/form-data":
            return self.form()[0]
        if kind != "application/json" and self.request.body:
            raise refuse({"detail": f'Unsupported media type "{kind}" in request.'}, 415)
        try:
            sent = self.request.json() if self.request.body else {}
        except ValueError as error:
            raise refuse({"detail": f"JSON parse error - {error}"}, 400) from None
        return sent if isinstance(sent, dict) else {}

    def form(self) -> tuple[dict[str, Any], dict[str, tuple[str, bytes]]]:
        """A multipart body: its fields (a list where one is repeated) and its files."""
        fields: dict[str, Any] = {}
        files: dict[str, tuple[str, bytes]] = {}
        for part in _parts(self.request):
            name = str(part.get_param("name", "", "content-disposition"))
            data = part.get_payload(decode=True)
            content = data if isinstance(data, bytes) else b""
            if (file_name := part.get_filename()) is not None:
                files[name] = (file_name, content)
            elif name in fields:
                fields[name] = [*_listed(fields[name]), content.decode()]
            else:
                fields[name] = content.decode()
        return fields, files


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _parts(request: Request) -> list[Message]:
    head = f"Content-Type: {request.headers.get('content-type', '')}\r\n\r\n".encode()
    whole = message_from_bytes(head + request.body)
    payload = whole.get_payload()
    return [part for part in payload if isinstance(part, Message)] if whole.is_multipart() else []


def _size(text: str | None, default: int) -> int:
    try:
        size = int(text or default)
    except ValueError:
        return default
    return min(size, MAX_PAGE) if size > 0 else default


def _page(text: str | None, pages: int) -> int | None:
    if text == "last":
        return pages
    try:
        number = int(text or 1)
    except ValueError:
        return None
    return number if 1 <= number <= pages else None


def refuse(said: object, status: int) -> Refusal:
    """A refusal in JSON."""
    return Refusal(json_response(said, status))


def refuse_text(said: str, status: int) -> Refusal:
    """A refusal in bare text, which some calls answer with."""
    return Refusal(Response(status, said.encode(), {"Content-Type": PLAIN_HTML}))


def server_error() -> Refusal:
    """500, in HTML."""
    page = (
        '\n<!doctype html>\n<html lang="en">\n<head>\n  <title>Server Error (500)</title>\n</head>'
        "\n<body>\n  <h1>Server Error (500)</h1><p></p>\n</body>\n</html>\n"
    )
    return Refusal(html_response(page, 500))


def number(text: object) -> int:
    """An id of a path or body; 0, which nothing has, where it is none."""
    try:
        return int(str(text))
    except ValueError:
        return 0
