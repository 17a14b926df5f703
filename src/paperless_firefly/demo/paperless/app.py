"""The demo Paperless-ngx as a WSGI application: version in Accept, token, routes."""

from __future__ import annotations

import base64
import hmac
import re
import sqlite3
from pathlib import Path

from ..server import DemoServer, time_zone_of
from ..wsgi import Refusal, Request, Response, html_response, json_response
from . import bulk, documents, files, misc, names, pages
from .context import VERSIONS, Context, refuse, refuse_text
from .schema import SCHEMA

TOKEN = "demo-paperless-token"  # noqa: S105 - of the demo, which listens on this machine alone
_ROUTES = (misc.routes, names.routes, bulk.routes, files.routes, documents.routes, pages.routes)
_OLDEST = {"2.20": 1, "3.0": 9}
_NO_ACCEPT = {"detail": "Could not satisfy the request Accept header."}
_BODIES = {
    401: {"detail": "Invalid token."},
    403: {"detail": "You do not have permission to perform this action."},
    404: {"detail": "Not found."},
    429: {"detail": "Request was throttled. Expected available in 5 seconds."},
}


class PaperlessServer(DemoServer):
    """A WSGI application that answers as Paperless-ngx 2.20 or 3.0 does, from a state file."""

    schema = SCHEMA

    def __init__(self, state: Path | str) -> None:
        super().__init__(state)
        defaults = {"version": "3.0", "token": TOKEN, "username": "demo", "password": "demo"}
        self.settings = {**defaults, **self.store.settings()}
        self.zone = time_zone_of(self.settings.get("zone", "Europe/Vienna"))

    @classmethod
    def create(
        cls,
        state: Path | str,
        *,
        version: str = "3.0",
        token: str = TOKEN,
        username: str = "demo",
        password: str = "demo",  # noqa: S107 - of the demo
        delay: float = 0.3,
        time_zone: str = "Europe/Vienna",
    ) -> PaperlessServer:
        """Make the state file where it is missing, and say as which version ("2.20", "3.0") to answer.

        `delay` is how many seconds pass before a bulk edit moves `modified`.
        """
        if version not in VERSIONS:
            raise ValueError(
                f"No demo of Paperless-ngx {version}; there are: {', '.join(VERSIONS)}"
            )
        cls(state).store.set(
            version=version,
            token=token,
            username=username,
            password=password,
            delay=str(delay),
            zone=time_zone,
        )
        return cls(state)

    def refusal(self, status: int) -> Response:
        """What Paperless says with a bare status."""
        if status >= 500:
            return html_response("<h1>Server Error (500)</h1>", status)
        return json_response(_BODIES.get(status, {"non_field_errors": ["Planned."]}), status)

    def answer(self, request: Request, db: sqlite3.Connection) -> Response:
        """Paperless' answer to one request."""
        version, newest = VERSIONS[self.settings["version"]]
        if not request.path.startswith("/api/"):
            return self._dispatch(Context(request, db, self.settings, self.zone, newest))
        if not _known(request.path):
            return _to_login(request)
        ctx = Context(request, db, self.settings, self.zone, self._api(request, newest))
        if request.path in ("/api/", "/api/token/"):
            return self._dispatch(ctx)
        self._check_token(request)
        stamps = {"X-Version": version, "X-Api-Version": str(newest)}
        try:
            response = self._dispatch(ctx)
        except Refusal as refusal:
            refused = refusal.response
            stamped = Response(refused.status, refused.body, {**refused.headers, **stamps})
            raise Refusal(stamped) from None
        return Response(response.status, response.body, {**response.headers, **stamps})

    def _api(self, request: Request, newest: int) -> int:
        """The API version that is asked for; 406 before anything else where it is unknown."""
        accept = request.headers.get("accept", "")
        oldest = _OLDEST[self.settings["version"]]
        asked = re.search(r"version=([^;,\s]*)", accept)
        if asked:
            known = asked[1].isdigit() and oldest <= int(asked[1]) <= newest
            if not known:
                raise refuse({"detail": 'Invalid version in "Accept" header.'}, 406)
            return int(asked[1])
        kinds = {part.split(";")[0].strip() for part in accept.split(",")}
        if not kinds & {"application/json", "*/*", "application/*", "text/html"}:
            raise refuse(_NO_ACCEPT, 406)
        return newest

    def _check_token(self, request: Request) -> None:
        scheme, _, given = request.headers.get("authorization", "").strip().partition(" ")
        if scheme.lower() == "basic":
            return self._check_password(given)
        if scheme.lower() != "token":
            raise refuse({"detail": "Authentication credentials were not provided."}, 401)
        if not given:
            raise refuse({"detail": "Invalid token header. No credentials provided."}, 401)
        if not hmac.compare_digest(given.encode(), self.settings["token"].encode()):
            raise refuse({"detail": "Invalid token."}, 401)
        return None

    def _check_password(self, given: str) -> None:
        try:
            pair = base64.b64decode(given).decode()
        except ValueError:
            pair = ""
        if pair != f"{self.settings['username']}:{self.settings['password']}":
            raise refuse({"detail": "Invalid username/password."}, 401)

    def _dispatch(self, ctx: Context) -> Response:
        method = "GET" if ctx.request.method == "HEAD" else ctx.request.method
        known = False
        for routes in _ROUTES:
            if (found := routes.find(ctx.request.path)) is None:
                continue
            handlers, values = found
            if method in handlers:
                return handlers[method](ctx, **values)
            known = True
        if known:
            raise refuse({"detail": f'Method "{method}" not allowed.'}, 405)
        raise refuse_text("Not found", 404)


def _known(path: str) -> bool:
    return any(routes.find(path) for routes in _ROUTES)


def _to_login(request: Request) -> Response:
    """An unknown path of the API, and one without its slash, leads to a page (a POST is refused)."""
    if request.method not in ("GET", "HEAD"):
        raise Refusal(html_response("<!DOCTYPE html>\n<title>403 Forbidden</title>", 403))
    return html_response("", 302, location=f"/accounts/login/?next={request.path}")
