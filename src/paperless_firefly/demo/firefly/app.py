"""The demo Firefly III as a WSGI application: headers, token, routes."""

from __future__ import annotations

import hmac
import sqlite3
from datetime import datetime
from pathlib import Path

from ..server import DemoServer, time_zone_of
from ..wsgi import Request, Response, html_response, json_response
from . import accounts, attachments, create, lists, misc, money, pages, search, transactions, update
from .context import Context, bad_header, internal, not_found, unauthenticated
from .schema import CURRENCIES, SCHEMA

TOKEN = "demo-firefly-token"  # noqa: S105 - of the demo, which listens on this machine alone
_ROUTES = (
    pages.routes,
    misc.routes,
    money.routes,
    accounts.routes,
    search.routes,
    create.routes,
    update.routes,
    transactions.routes,
    attachments.routes,
    lists.routes,
)
_ACCEPTED = ("application/json", "application/vnd.api+json", "*/*", "text/html")
_SENT = (
    "application/json",
    "application/vnd.api+json",
    "application/x-www-form-urlencoded",
    "multipart/form-data",
)
_BODIES = {
    401: {"message": "Unauthenticated.", "exception": "AuthenticationException"},
    404: {"message": "Resource not found", "exception": "NotFoundHttpException"},
    422: {"message": "The given data was invalid.", "errors": {"name": ["Refused on purpose."]}},
    429: {"message": "Too Many Attempts.", "exception": "ThrottleRequestsException"},
}


class FireflyServer(DemoServer):
    """A WSGI application that answers as Firefly III 6.6.6 does, from a state file."""

    schema = SCHEMA

    def __init__(self, state: Path | str) -> None:
        super().__init__(state)
        settings = self.store.settings()
        self._token = settings.get("token", TOKEN)
        self.zone = time_zone_of(settings.get("zone", "Europe/Vienna"))

    @classmethod
    def create(
        cls, state: Path | str, *, token: str = TOKEN, time_zone: str = "Europe/Vienna"
    ) -> FireflyServer:
        """Make the state file where it is missing, with the currencies of a fresh installation."""
        server = cls(state)
        if "token" not in server.store.settings():
            now = datetime.now(time_zone_of(time_zone)).isoformat(timespec="seconds")
            server.store.set(token=token, zone=time_zone, created_at=now)
            with server.store.write() as db:
                db.executemany(
                    "INSERT INTO currencies VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    [(*row, int(row[0] == 1), now, now) for row in CURRENCIES],
                )
        return cls(state)

    def refusal(self, status: int) -> Response:
        """What Firefly III says with a bare status."""
        fault = {
            "message": "Internal Firefly III Exception: planned",
            "exception": "RuntimeException",
        }
        return json_response(_BODIES.get(status, fault), status)

    def answer(self, request: Request, db: sqlite3.Connection) -> Response:
        """Firefly's answer to one request."""
        ctx = Context(request, db, self.zone)
        if request.path.startswith("/api/"):
            self._check(request)
        return _dispatch(ctx)

    def _check(self, request: Request) -> None:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        known = scheme.lower() == "bearer" and hmac.compare_digest(
            token.strip().encode(), self._token.encode()
        )
        accepted = request.headers.get("accept", "").split(",")[0].split(";")[0].strip()
        if not known:
            raise unauthenticated()
        if accepted and accepted not in _ACCEPTED:
            said = f'Sorry, Accept header "{accepted}" is not something this endpoint can provide.'
            raise bad_header(said, 406)
        if request.method in ("POST", "PUT") and not request.path.endswith("/upload"):
            sent = request.content_type
            if sent and sent not in _SENT:
                raise bad_header(f'Content-Type cannot be "{sent}"', 415)

    def _handle(self, request: Request) -> Response:
        response = super()._handle(request)
        if response.status == 401 and "json" not in request.headers.get("accept", ""):
            return _to_login(request)
        return response


def _to_login(request: Request) -> Response:
    """A stranger who did not ask for JSON is sent to the login page."""
    address = f"{request.base}/login"
    return html_response(
        f"<!DOCTYPE html><title>Redirecting to {address}</title>"
        f'Redirecting to <a href="{address}">{address}</a>.',
        302,
        location=address,
    )


def _dispatch(ctx: Context) -> Response:
    request = ctx.request
    method = "GET" if request.method == "HEAD" else request.method
    known: set[str] = set()
    for routes in _ROUTES:
        if (found := routes.find(request.path)) is None:
            continue
        handlers, values = found
        if method in handlers:
            return handlers[method](ctx, **values)
        known |= set(handlers)
    if not known:
        raise not_found()
    offered = ", ".join(sorted(known | ({"HEAD"} if "GET" in known else set())))
    route = request.path.lstrip("/")
    raise internal(
        f"The {method} method is not supported for route {route}. Supported methods: {offered}.",
        405,
    )
