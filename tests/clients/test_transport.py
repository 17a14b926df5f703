"""Real connections to servers of this machine that drip, hang, or go away."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import httpx
import pytest

from paperless_firefly.clients.http import Http
from paperless_firefly.clients.transport import Until, timeouts
from paperless_firefly.domain.errors import ServerFault, TimedOut, TooLarge, Unreachable

OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


@contextmanager
def serving(talk: Callable[[socket.socket], None]) -> Iterator[str]:
    """A server that treats each connection with `talk`; gives its address."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=_serve, args=(listener, talk), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        listener.shutdown(socket.SHUT_RDWR)
        thread.join(5)


def _serve(listener: socket.socket, talk: Callable[[socket.socket], None]) -> None:
    while True:
        try:
            connection, _ = listener.accept()
        except OSError:
            return
        with connection:
            try:
                talk(connection)
            except OSError:
                continue  # the client has gone, as it should


def ask(url: str, seconds: float = 0.4, max_bytes: int = 2**20) -> bytes:
    with Http("Firefly III", url, {}, timeout=httpx.Timeout(5), seconds=seconds) as http:
        return http.send("GET", "/", "it", max_bytes=max_bytes).body


def answer_of(*pieces: bytes, pause: float = 0) -> Callable[[socket.socket], None]:
    def talk(connection: socket.socket) -> None:
        connection.recv(65536)
        for piece in pieces:
            connection.sendall(piece)
            time.sleep(pause)

    return talk


def test_an_answer_is_read() -> None:
    with serving(answer_of(OK + b"Content-Length: 2\r\n\r\n{}")) as url:
        assert ask(url) == b"{}"


def test_several_requests_go_over_one_client() -> None:
    def talk(connection: socket.socket) -> None:
        while connection.recv(65536):
            connection.sendall(OK + b"Content-Length: 2\r\n\r\n{}")

    with serving(talk) as url, Http("Firefly III", url, {}) as http:
        assert [http.json("GET", "/", "it")[0] for _ in range(3)] == [{}, {}, {}]


@pytest.mark.parametrize(
    "pieces",
    [
        [OK, *([b"X"] * 100)],  # a header that never ends
        [OK + b"Content-Length: 999\r\n\r\n", *([b" "] * 100)],
        [OK + b"Transfer-Encoding: chunked\r\n\r\n", *([b"0"] * 100)],  # a size that never ends
    ],
    ids=["header", "body", "chunk"],
)
def test_a_server_that_drips_is_left_at_the_deadline(pieces: list[bytes]) -> None:
    begun = time.monotonic()
    with serving(answer_of(*pieces, pause=0.05)) as url, pytest.raises(TimedOut):
        ask(url)
    assert time.monotonic() - begun < 4


def test_a_server_that_says_nothing_times_out() -> None:
    with serving(answer_of(b"", pause=0.8)) as url, pytest.raises(TimedOut):
        ask(url, seconds=0.2)


def test_a_server_that_sends_without_end_is_cut_at_the_limit() -> None:
    pieces = [OK + b"\r\n", *([b"x" * 2**16] * 64)]
    with serving(answer_of(*pieces)) as url, pytest.raises(TooLarge):
        ask(url, seconds=5, max_bytes=2**20)


def test_a_connection_that_closes_in_the_middle_is_a_fault() -> None:
    with serving(answer_of(OK + b"Content-Length: 99\r\n\r\n{")) as url, pytest.raises(ServerFault):
        ask(url)


def test_a_connection_that_closes_without_an_answer_is_a_fault() -> None:
    with serving(answer_of(b"")) as url, pytest.raises(ServerFault, match="broke off"):
        ask(url)


def test_another_protocol_is_a_fault() -> None:
    with serving(answer_of(b"SSH-2.0-OpenSSH_9.6\r\n")) as url, pytest.raises(ServerFault):
        ask(url)


def test_a_closed_port_is_unreachable() -> None:
    with serving(answer_of()) as url:
        pass
    with pytest.raises(Unreachable, match="refused"):
        ask(url)


def test_https_to_a_plain_server_is_unreachable() -> None:
    with (
        serving(answer_of(b"HTTP/1.1 400 Bad Request\r\n\r\n")) as url,
        pytest.raises(Unreachable),
    ):
        ask(url.replace("http:", "https:"), seconds=3)


def test_a_large_body_is_sent_whole() -> None:
    received: list[int] = []

    def talk(connection: socket.socket) -> None:
        size = 0
        while size < 2**20:
            size += len(connection.recv(65536))
        received.append(size)
        connection.sendall(b"HTTP/1.1 204 No Content\r\n\r\n")

    with serving(talk) as url, Http("Firefly III", url, {}) as http:
        assert http.send("POST", "/", "it", content=bytes(2**20)).status == 204
    assert received[0] > 2**20


def test_a_timeout_without_end_ends_at_the_deadline() -> None:
    limits = timeouts(httpx.Timeout(None), time.monotonic() + 2)
    read = limits["read"]
    assert isinstance(read, Until)
    assert read.left() <= 2


def test_after_the_deadline_no_wait_begins() -> None:
    with pytest.raises(TimeoutError):
        Until(5, time.monotonic() - 1).left()
