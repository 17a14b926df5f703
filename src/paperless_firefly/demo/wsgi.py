"""The least of HTTP that the demo servers need: a request, a response, routes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl

StartResponse = Callable[..., Any]
Environ = dict[str, Any]


@dataclass(frozen=True)
class Request:
    """One request; `path` is decoded, `base` the scheme and host that were asked."""

    method: str
    path: str
    query_string: str
    headers: Mapping[str, str]
    body: bytes
    base: str

    @classmethod
    def of(cls, environ: Environ) -> Request:
        """The request of a WSGI environment; reads its body."""
        length = int(environ.get("CONTENT_LENGTH") or 0)
        host = environ.get("HTTP_HOST") or f"{environ['SERVER_NAME']}:{environ['SERVER_PORT']}"
        return cls(
            environ["REQUEST_METHOD"],
            environ.get("PATH_INFO", "/").encode("latin-1").decode("utf-8", "replace"),
            environ.get("QUERY_STRING", ""),
            _headers(environ),
            environ["wsgi.input"].read(length) if length else b"",
            f"{environ.get('wsgi.url_scheme', 'http')}://{host}",
        )

    @cached_property
    def query(self) -> dict[str, str]:
        """The query's parameters, the last of each name."""
        return dict(parse_qsl(self.query_string, keep_blank_values=True))

    @property
    def target(self) -> str:
        """Path and query, as logs and faults see them."""
        return f"{self.path}?{self.query_string}" if self.query_string else self.path

    @property
    def content_type(self) -> str:
        """The bare media type of the body, or "" where none is named."""
        return self.headers.get("content-type", "").split(";")[0].strip().lower()

    def json(self) -> Any:
        """The body as JSON; ValueError where it is none."""
        return json.loads(self.body or b"null")


def _headers(environ: Environ) -> dict[str, str]:
    named = {k[5:].replace("_", "-").lower(): v for k, v in environ.items() if k[:5] == "HTTP_"}
    if environ.get("CONTENT_TYPE"):
        named["content-type"] = environ["CONTENT_TYPE"]
    return named


@dataclass(frozen=True)
class Response:
    """One answer; Content-Length is added when it is sent."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)

    def send(self, start_response: StartResponse, *, announced: int | None = None) -> list[bytes]:
        """Hand the answer to the WSGI server; `announced` is a length other than the body's."""
        headers = dict(self.headers)
        if self.status != 204:
            headers["Content-Length"] = str(len(self.body) if announced is None else announced)
        try:
            phrase = HTTPStatus(self.status).phrase
        except ValueError:
            phrase = "Unknown"
        start_response(f"{self.status} {phrase}", list(headers.items()))
        return [self.body]


class Refusal(Exception):
    """Ends the handling of a request with an answer; nothing that it wrote is kept."""

    def __init__(self, response: Response) -> None:
        super().__init__(response.status)
        self.response = response


def json_response(
    data: object, status: int = 200, content_type: str = "application/json", **headers: str
) -> Response:
    """An answer in JSON; header names are given with underscores."""
    named = {name.replace("_", "-").title(): value for name, value in headers.items()}
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    return Response(status, body, {"Content-Type": content_type, **named})


def html_response(html: str, status: int = 200, **headers: str) -> Response:
    """A small page."""
    named = {name.replace("_", "-").title(): value for name, value in headers.items()}
    return Response(status, html.encode(), {"Content-Type": "text/html; charset=utf-8", **named})


Handler = Callable[..., Response]


class Routes:
    """Which function answers which method and path; `{name}` stands for one path segment."""

    def __init__(self) -> None:
        self._routes: list[tuple[re.Pattern[str], dict[str, Handler]]] = []
        self._by_template: dict[str, dict[str, Handler]] = {}

    def add(self, methods: str, template: str) -> Callable[[Handler], Handler]:
        """Register a handler for methods ("GET POST") on a path; a decorator."""

        def register(handler: Handler) -> Handler:
            if template not in self._by_template:
                pattern = re.sub(
                    r"\{(\w+)\}",
                    r"(?P<\1>[^/]+)",
                    re.escape(template).replace(r"\{", "{").replace(r"\}", "}"),
                )
                self._by_template[template] = {}
                self._routes.append((re.compile(pattern), self._by_template[template]))
            self._by_template[template].update(dict.fromkeys(methods.split(), handler))
            return handler

        return register

    def find(self, path: str) -> tuple[dict[str, Handler], dict[str, str]] | None:
        """The handlers by method at a path, and the path's values; None where nothing is."""
        for pattern, handlers in self._routes:
            if match := pattern.fullmatch(path):
                return handlers, match.groupdict()
        return None
