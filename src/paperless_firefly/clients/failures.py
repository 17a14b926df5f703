"""What an answer that is no success means: from status and body to an error of our tree."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

import httpx

from ..domain.errors import (
    Busy,
    Forbidden,
    Invalid,
    Missing,
    NotAnApi,
    ServerFault,
    TokenRefused,
    UpstreamError,
)

# 520 to 530 are a tunnel's or proxy's own words for a server that does not answer it.
BUSY = frozenset({408, 429, 502, 503, 504, *range(520, 531)})
NO_SUCH_API = {405: "it does not know the method", 406: "it does not speak this API version"}
_LEVELS = 8


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer whose body was read: status, headers and the decoded bytes."""

    status: int
    headers: httpx.Headers
    body: bytes

    @property
    def media_type(self) -> str:
        """The content type without its parameters, in small letters."""
        return str(self.headers.get("content-type", "")).partition(";")[0].strip().lower()

    @property
    def is_page(self) -> bool:
        """Whether this is a web page: Paperless sends plain words as text/html too."""
        return self.media_type == "text/html" and self.body.lstrip()[:1] in {b"<", b""}


def failure(service: str, url: str, what: str, reply: Reply) -> UpstreamError:
    """The error for an answer other than 2xx; `what` names the object that was asked for."""
    status = reply.status
    if 300 <= status < 400:
        return NotAnApi(service, url, f"a redirect to {_target(reply)}")
    if status in BUSY:
        return Busy(service, status, _retry_after(reply))
    if status >= 500:
        return ServerFault(service, status, "" if reply.is_page else said(reply.body)[1])
    if status == 413:  # a proxy's limit, mostly told in a page
        return Invalid(service, {}, "it is larger than the server takes")
    if reply.is_page:
        return NotAnApi(service, url, f"a web page with status {status}")
    return _refusal(service, url, what, reply)


def _refusal(service: str, url: str, what: str, reply: Reply) -> UpstreamError:
    if reply.status == 401:
        return TokenRefused(service)
    if reply.status == 403:
        return Forbidden(service, what)
    if reply.status in {404, 410}:
        return Missing(service, what)
    if reply.status in NO_SUCH_API:
        return NotAnApi(service, url, NO_SUCH_API[reply.status])
    errors, message = said(reply.body)
    return Invalid(service, errors, message or f"status {reply.status}, without a reason")


def said(body: bytes) -> tuple[dict[str, list[str]], str]:
    """A body's complaints by field, and the words that concern no field; of every recorded shape.

    Paperless: {"field": […]}, {"detail": …}, {"error": …}, nested lists, plain text.
    Firefly: {"message", "errors": {…}}, [].
    """
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        return {}, body.decode("utf-8", "replace").strip()[:300]
    if isinstance(data, Mapping) and isinstance(data.get("errors"), Mapping):
        return _by_field(data["errors"])[0], str(data.get("message", ""))
    return _by_field(data)


def _by_field(data: object) -> tuple[dict[str, list[str]], str]:
    errors: dict[str, list[str]] = {}
    for path, text in _leaves(data, ()):
        errors.setdefault(path, []).append(text)
    errors.pop("exception", None)  # the class's name in PHP
    general = [errors.pop(name, []) for name in ("", "detail", "error", "message")]
    return errors, " ".join(text for texts in general for text in texts)


def _leaves(value: object, path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if len(path) > _LEVELS or not isinstance(value, Mapping | list):
        if value is not None:
            yield ".".join(path), str(value)[:300]
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _leaves(inner, path if name == "non_field_errors" else (*path, str(name)))
    else:
        for index, inner in enumerate(value):
            yield from _leaves(inner, path if isinstance(inner, str) else (*path, str(index)))


def _target(reply: Reply) -> str:
    """Where a redirect leads, without its query: that can hold secrets."""
    return str(reply.headers.get("location", "nowhere")).partition("?")[0][:200]


def _retry_after(reply: Reply) -> float | None:
    """Seconds until another try, from either form of the header; None if it is not said."""
    value = reply.headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time.time())
    except ValueError:
        return None
