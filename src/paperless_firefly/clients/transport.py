"""Connections on which every wait ends with the exchange's deadline, however slowly bytes drip.

httpx limits each single wait; a server that sends one byte of a header every few seconds would
hold a worker for hours. A `Until` in the request's timeouts carries the deadline down to the socket.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Self, cast

import httpcore
import httpx

_LONG = 3600.0
_PIECE = 64 * 2**10


class Until(float):
    """A timeout in seconds that also ends at a moment of `time.monotonic()`."""

    moment: float

    def __new__(cls, seconds: float, moment: float) -> Self:
        """`seconds` for one wait, `moment` for all of them."""
        self = super().__new__(cls, seconds)
        self.moment = moment
        return self

    def left(self) -> float:
        """Seconds that a wait may take now; TimeoutError if there are none."""
        left = min(float(self), self.moment - time.monotonic())
        if left <= 0:
            raise TimeoutError("the whole exchange took too long")
        return left


def timeouts(timeout: httpx.Timeout, moment: float) -> dict[str, float]:
    """httpx' timeouts, each ending at `moment` too; none stays without an end."""
    return {
        name: Until(_LONG if limit is None else float(limit), moment)
        for name, limit in timeout.as_dict().items()
    }


def trusted() -> ssl.SSLContext:
    """Trust in the public authorities and in those of the system, where one's own are added."""
    context = httpx.create_ssl_context(trust_env=False)
    context.load_default_certs()
    return context


class Transport(httpx.BaseTransport):
    """HTTP/1.1 with a pool of connections, no proxy, no retries."""

    def __init__(self, context: ssl.SSLContext | None) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=context, keepalive_expiry=5, network_backend=_Backend()
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The response, its body still to be read."""
        url = request.url
        asked = httpcore.Request(
            method=request.method,
            url=httpcore.URL(
                scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
            ),
            headers=request.headers.raw,
            content=cast(Iterable[bytes], request.stream),
            extensions=request.extensions,
        )
        with _renamed():
            answer = self._pool.handle_request(asked)
        return httpx.Response(
            answer.status,
            headers=answer.headers,
            stream=_Body(answer),
            extensions=answer.extensions,
        )

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        with _renamed():
            yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


class _Backend(httpcore.SyncBackend):
    """Sockets whose reads and writes know of the deadline."""

    def connect_tcp(self, *args: Any, **kwargs: Any) -> httpcore.NetworkStream:
        """A stream over a new connection."""
        return _Stream(super().connect_tcp(*args, **kwargs))


class _Stream(httpcore.NetworkStream):
    def __init__(self, inner: httpcore.NetworkStream) -> None:
        self._inner = inner

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        with _late(httpcore.ReadTimeout):
            return self._inner.read(max_bytes, _left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        with _late(httpcore.WriteTimeout):
            for start in range(0, len(buffer), _PIECE):
                self._inner.write(buffer[start : start + _PIECE], _left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        with _late(httpcore.ConnectTimeout):
            return _Stream(self._inner.start_tls(ssl_context, server_hostname, _left(timeout)))

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


def _left(timeout: float | None) -> float | None:
    return timeout.left() if isinstance(timeout, Until) else timeout


@contextmanager
def _late(kind: type[Exception]) -> Iterator[None]:
    try:
        yield
    except TimeoutError as error:
        raise kind(str(error)) from error


@contextmanager
def _renamed() -> Iterator[None]:
    """httpcore's errors as httpx' errors of the same name, which callers know."""
    try:
        yield
    except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError) as error:
        raise getattr(httpx, type(error).__name__)(str(error)) from error
