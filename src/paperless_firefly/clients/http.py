"""Transport policy of both clients: one origin, no redirects, limits on time and size."""

from __future__ import annotations

import json
import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any, BinaryIO, Self, TypeVar

import httpx

from ..domain.calls import Answer
from ..domain.errors import (
    ConfigurationError,
    NotAnApi,
    ServerFault,
    TimedOut,
    TooLarge,
    Unreachable,
)
from .failures import Reply, failure
from .transport import Transport, timeouts, trusted

T = TypeVar("T")
# field, file name, content, media type
FormFile = tuple[str, str, BinaryIO, str]
JSON_TYPES = frozenset({"application/json", "application/vnd.api+json"})
TIMEOUT = httpx.Timeout(30, connect=5)
SECONDS = 120.0  # for a whole exchange, however slowly its bytes drip
JSON_BYTES = 64 * 2**20
_NO_CONTENT = 204
_ERROR_BYTES = 64 * 2**10
_READING = frozenset({"GET", "HEAD"})
_ENCODINGS = frozenset({"", "identity", "gzip", "deflate"})
_REASONS = {
    "Name or service not known": "the name is not known",
    "Temporary failure in name resolution": "the name cannot be resolved",
    "No address associated": "the name has no address",
    "Connection refused": "the connection is refused",
    "No route to host": "there is no way to it",
    "CERTIFICATE_VERIFY_FAILED": "its certificate is not trusted",
    "WRONG_VERSION_NUMBER": "it does not speak https there",
}


class Http:
    """Sends requests to one server and hands back checked answers.

    The token goes into `headers` and so only to `url`: no redirect is followed, no proxy of the
    environment used, no cookie kept. `timeout` is for each step, `seconds` for a whole exchange.
    `answers` grows with each call that may have written.
    """

    def __init__(
        self,
        service: str,
        url: str,
        headers: Mapping[str, str],
        *,
        timeout: httpx.Timeout = TIMEOUT,
        transport: httpx.BaseTransport | None = None,
        verify: ssl.SSLContext | None = None,
        seconds: float = SECONDS,
    ) -> None:
        self.service = service
        self.url = base_url(service, url)
        self.answers: list[Answer] = []
        # a user who shortens the timeout means the whole exchange too
        self._seconds = min(seconds, 4 * (timeout.read or seconds))
        self._timeout = timeout
        self._client = httpx.Client(
            headers={"User-Agent": "SparkLink", "Accept-Encoding": "gzip", **headers},
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
            timeout=timeout,
            transport=transport or Transport(self._context(verify)),
            follow_redirects=False,
            trust_env=False,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _context(self, verify: ssl.SSLContext | None) -> ssl.SSLContext | None:
        return (verify or trusted()) if self.url.startswith("https:") else None

    def json(
        self,
        method: str,
        path: str,
        what: str,
        *,
        params: Mapping[str, str | int] | None = None,
        body: object = None,
        form: Mapping[str, list[str]] | None = None,
        file: FormFile | None = None,
        seconds: float | None = None,
    ) -> tuple[Any, httpx.Headers]:
        """The JSON of a successful answer (numbers with a point as Decimal), and its headers.

        What is sent is `body` as JSON, or a form's fields with one file, read as it is sent.
        """
        content = None if body is None else json.dumps(body).encode()
        headers = {} if body is None else {"Content-Type": "application/json"}
        reply = self.send(
            method, path, what, params=params, content=content, headers=headers,
            form=form, file=file, seconds=seconds,
        )  # fmt: skip
        if reply.media_type not in JSON_TYPES:
            raise NotAnApi(self.service, self.url, reply.media_type or "no content type")
        try:
            return json.loads(reply.body, parse_float=Decimal), reply.headers
        except (ValueError, RecursionError) as error:
            raise ServerFault(self.service, reply.status, "its JSON cannot be read") from error

    def act(
        self,
        method: str,
        path: str,
        what: str,
        *,
        params: Mapping[str, str | int] | None = None,
        content: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """A call whose answer holds nothing of interest, if the API gave it: a page may not pass."""
        reply = self.send(method, path, what, params=params, content=content, headers=headers)
        if reply.status != _NO_CONTENT and reply.media_type not in JSON_TYPES:
            raise NotAnApi(self.service, self.url, reply.media_type or "no content type")

    def send(
        self,
        method: str,
        path: str,
        what: str,
        *,
        params: Mapping[str, str | int] | None = None,
        content: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        form: Mapping[str, list[str]] | None = None,
        file: FormFile | None = None,
        max_bytes: int = JSON_BYTES,
        seconds: float | None = None,
    ) -> Reply:
        """An answer with status 2xx, read whole; every other end is an UpstreamError."""
        until = time.monotonic() + (seconds or self._seconds)
        request = self._client.build_request(
            method,
            self.url + path,
            params=params,
            content=content,
            data=form,
            files=None if file is None else {file[0]: file[1:]},
            headers=headers,
            extensions={"timeout": timeouts(self._timeout, until)},
        )
        with self._noting(method, path) as status, self._failing():
            reply = self._exchange(request, what, max_bytes, until)
            status.append(reply.status)
        if not 200 <= reply.status < 300:
            raise failure(self.service, self.url, what, reply)
        return reply

    def parsed(self, parse: Callable[[Any], T], data: Any) -> T:
        """What `parse` makes of JSON; a shape that it does not know is the server's fault."""
        try:
            return parse(data)
        except (AttributeError, KeyError, TypeError, ValueError, ArithmeticError) as error:
            raise ServerFault(
                self.service, 200, f"its answer has another shape ({error!r})"
            ) from error

    def _exchange(self, request: httpx.Request, what: str, max_bytes: int, until: float) -> Reply:
        response = self._client.send(request, stream=True)
        try:
            limit = max_bytes if response.is_success else _ERROR_BYTES
            body = b"".join(self._chunks(response, what, limit, until))
        finally:
            response.close()
        return Reply(response.status_code, response.headers, body)

    def _chunks(
        self, response: httpx.Response, what: str, limit: int, until: float
    ) -> Iterator[bytes]:
        """The decoded body piece by piece, watched over; an error's body ends at the limit."""
        if response.headers.get("content-encoding", "").lower() not in _ENCODINGS:
            raise ServerFault(self.service, response.status_code, "an encoding nobody asked for")
        size, declared = 0, _declared(response)
        if response.is_success and declared is not None and declared > limit:
            raise TooLarge(self.service, what, limit)
        for chunk in response.iter_bytes():
            size += len(chunk)
            if time.monotonic() > until:
                raise httpx.ReadTimeout("the whole exchange took too long")
            if size > limit:
                if response.is_success:
                    raise TooLarge(self.service, what, limit)
                return
            yield chunk
        if response.is_success and declared not in {None, size}:
            raise ServerFault(self.service, response.status_code, "its answer was cut off")

    @contextmanager
    def _noting(self, method: str, path: str) -> Iterator[list[int]]:
        """Remembers what was said to a call that writes, or that nothing was."""
        status: list[int] = []
        try:
            yield status
        finally:
            if method not in _READING:
                self.answers.append(Answer(self.service, method, path, sum(status)))

    @contextmanager
    def _failing(self) -> Iterator[None]:
        begun = time.monotonic()
        try:
            yield
        except (httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            waited = f"no connection within {self._timeout.connect or 0:g} seconds"
            raise Unreachable(self.service, self.url, waited) from error
        except httpx.TimeoutException as error:
            raise TimedOut(self.service, time.monotonic() - begun) from error
        except (httpx.ConnectError, httpx.UnsupportedProtocol) as error:
            raise Unreachable(self.service, self.url, _reason(error)) from error
        except httpx.HTTPError as error:
            raise ServerFault(self.service, 0, _reason(error)) from error


def base_url(service: str, url: str) -> str:
    """An address without its trailing slash; ConfigurationError if it is none of http or https."""
    try:
        parsed = httpx.URL(url.strip())
    except httpx.InvalidURL as error:
        raise ConfigurationError(f"The address of {service} is not a URL: {error}.") from error
    if parsed.scheme not in {"http", "https"} or not parsed.host:
        raise ConfigurationError(
            f'The address of {service} must begin with "http://" or "https://".'
        )
    if parsed.userinfo or parsed.query or parsed.fragment:
        raise ConfigurationError(f"The address of {service} must be without user, query and #.")
    return str(parsed).rstrip("/")


def clean_token(service: str, token: str) -> str:
    """A token without the blanks around it; ConfigurationError if no header can carry it."""
    token = token.strip()
    if not token or not token.isascii() or not token.isprintable():
        raise ConfigurationError(f"The token of {service} is empty, or no token. Enter it again.")
    return token


def _declared(response: httpx.Response) -> int | None:
    """The announced length of a body that is sent as it is."""
    length = response.headers.get("content-length", "")
    plain = response.headers.get("content-encoding", "").lower() in {"", "identity"}
    return int(length) if plain and length.isascii() and length.isdigit() else None


def _reason(error: httpx.HTTPError) -> str:
    text = str(error)
    return next((words for part, words in _REASONS.items() if part in text), text or repr(error))
