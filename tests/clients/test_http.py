"""The transport policy: one origin, no redirects, limits on time and size."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from decimal import Decimal

import httpx
import pytest

from paperless_firefly.clients.http import Http, base_url, clean_token
from paperless_firefly.domain.errors import (
    Busy,
    ConfigurationError,
    NotAnApi,
    ServerFault,
    TimedOut,
    TooLarge,
    Unreachable,
    UpstreamError,
)
from tests.recorded import FIREFLY, PAPERLESS_3, load

Answer = Callable[[httpx.Request], httpx.Response]


def http(answer: Answer, seconds: float = 60) -> Http:
    return Http(
        "Firefly III",
        "https://firefly/sub/",
        {"Authorization": "Bearer secret", "Accept": "application/json"},
        transport=httpx.MockTransport(answer),
        seconds=seconds,
    )


def always(response: httpx.Response) -> Answer:
    return lambda _: response


def raising(error: Exception) -> Answer:
    def answer(_: httpx.Request) -> httpx.Response:
        raise error

    return answer


class Dripping(httpx.SyncByteStream):
    """A body without end."""

    def __init__(self, piece: bytes) -> None:
        self.piece = piece
        self.sent = 0

    def __iter__(self) -> Iterator[bytes]:
        while True:
            self.sent += len(self.piece)
            yield self.piece


class Broken(httpx.SyncByteStream):
    """A body whose connection breaks."""

    def __iter__(self) -> Iterator[bytes]:
        yield b'{"data":'
        raise httpx.ReadError("[Errno 104] Connection reset by peer")


JSON = {"content-type": "application/json"}


def test_the_token_goes_to_the_origin_and_a_path_below_its_address() -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json={})

    http(answer).json("GET", "/api/v1/about", "it", params={"a": "b c"})
    assert str(seen[0].url) == "https://firefly/sub/api/v1/about?a=b+c"
    assert seen[0].headers["authorization"] == "Bearer secret"


def test_no_redirect_is_followed_not_even_on_the_same_host() -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(301, headers={"location": "https://evil.example/api"})

    with pytest.raises(NotAnApi, match=r"redirect to https://evil\.example/api"):
        http(answer).json("GET", "/api/", "it")
    assert [request.url.host for request in seen] == ["firefly"]


def test_cookies_of_the_server_are_not_kept() -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json={}, headers={"set-cookie": "sessionid=1; Path=/"})

    client = http(answer)
    client.json("GET", "/a", "it")
    client.json("GET", "/a", "it")
    assert "cookie" not in seen[1].headers


@pytest.mark.parametrize("type_", ["text/html", "text/plain", "", "application/xml"])
def test_an_answer_of_another_type_is_not_the_api(type_: str) -> None:
    response = httpx.Response(200, content=b"{}", headers={"content-type": type_})
    with pytest.raises(NotAnApi):
        http(always(response)).json("GET", "/", "it")


@pytest.mark.parametrize("type_", ["application/json; charset=utf-8", "application/vnd.api+json"])
def test_both_kinds_of_json_are_taken_and_numbers_stay_exact(type_: str) -> None:
    response = httpx.Response(200, content=b'{"a": 0.10}', headers={"content-type": type_})
    data, _ = http(always(response)).json("GET", "/", "it")
    assert data == {"a": Decimal("0.10")}


@pytest.mark.parametrize("body", [b"", b'{"data":', b"\xff\xfe", b"[" * 100_000, b"9" * 5000])
def test_json_that_cannot_be_read_is_the_servers_fault(body: bytes) -> None:
    with pytest.raises(ServerFault, match="cannot be read"):
        http(always(httpx.Response(200, content=body, headers=JSON))).json("GET", "/", "it")


def test_a_body_that_breaks_off_is_the_servers_fault_and_may_have_happened() -> None:
    with pytest.raises(ServerFault, match="broke off") as caught:
        http(always(httpx.Response(200, stream=Broken(), headers=JSON))).json("GET", "/", "it")
    assert caught.value.may_have_happened
    assert caught.value.retriable


def test_a_body_shorter_than_announced_was_cut_off() -> None:
    response = httpx.Response(200, content=b"%PDF", headers={"content-length": "9"})
    with pytest.raises(ServerFault, match="cut off"):
        http(always(response)).send("GET", "/", "it")


def test_a_body_without_end_stops_at_the_limit() -> None:
    body = Dripping(b"x" * 2**16)
    with pytest.raises(TooLarge):
        http(always(httpx.Response(200, stream=body))).send("GET", "/", "it", max_bytes=2**20)
    assert body.sent <= 2**20 + 2**17


def test_an_announced_size_over_the_limit_is_not_even_begun() -> None:
    body = Dripping(b"x")
    response = httpx.Response(200, stream=body, headers={"content-length": str(2**40)})
    with pytest.raises(TooLarge, match="1 MB") as caught:
        http(always(response)).send("GET", "/", "it", max_bytes=2**20)
    assert not caught.value.retriable
    assert body.sent == 0


def test_the_body_of_an_error_ends_at_its_own_limit() -> None:
    body = Dripping(b"x" * 2**10)
    with pytest.raises(Busy):
        http(always(httpx.Response(503, stream=body))).send("GET", "/", "it")
    assert body.sent < 2**18


def test_a_body_that_drips_ends_at_the_deadline() -> None:
    response = httpx.Response(200, stream=Dripping(b" "), headers=JSON)
    with pytest.raises(TimedOut):
        http(always(response), seconds=0.05).json("GET", "/", "it")


def test_a_compressed_body_is_counted_as_what_it_becomes() -> None:
    body = gzip.compress(bytes(2**22))
    response = httpx.Response(200, content=body, headers={"content-encoding": "gzip"})
    with pytest.raises(TooLarge):
        http(always(response)).send("GET", "/", "it", max_bytes=2**20)


def test_an_encoding_that_nobody_asked_for_is_not_decoded() -> None:
    response = httpx.Response(200, stream=Dripping(b"x"), headers={"content-encoding": "br"})
    with pytest.raises(ServerFault, match="encoding"):
        http(always(response)).send("GET", "/", "it")


@pytest.mark.parametrize(
    ("error", "kind", "words"),
    [
        (httpx.ConnectError("[Errno 111] Connection refused"), Unreachable, "refused"),
        (httpx.ConnectError("[Errno -2] Name or service not known"), Unreachable, "name"),
        (httpx.ConnectError("[SSL: CERTIFICATE_VERIFY_FAILED] x"), Unreachable, "not trusted"),
        (httpx.ConnectTimeout("timed out"), Unreachable, "no connection within 5 seconds"),
        (httpx.PoolTimeout("no connection free"), Unreachable, "no connection"),
        (httpx.ReadTimeout("timed out"), TimedOut, "did not answer"),
        (httpx.WriteTimeout("timed out"), TimedOut, "did not answer"),
        (httpx.RemoteProtocolError("Server disconnected"), ServerFault, "disconnected"),
        (httpx.ReadError("reset"), ServerFault, "reset"),
        (httpx.WriteError("reset"), ServerFault, "reset"),
    ],
)
def test_what_happens_on_the_way(error: Exception, kind: type[UpstreamError], words: str) -> None:
    with pytest.raises(kind, match=words) as caught:
        http(raising(error)).json("POST", "/", "it", body={})
    assert caught.value.retriable
    assert caught.value.may_have_happened is (kind is not Unreachable)


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_busy_says_when_to_come_back(status: int) -> None:
    response = httpx.Response(status, headers={"retry-after": "30"}, text="later")
    with pytest.raises(Busy) as caught:
        http(always(response)).json("GET", "/", "it")
    assert (caught.value.status, caught.value.after) == (status, 30)


def test_a_localhost_that_does_not_answer_hints_at_the_container() -> None:
    refused = httpx.MockTransport(raising(httpx.ConnectError("Connection refused")))
    client = Http("Firefly III", "http://localhost:8080", {}, transport=refused)
    with pytest.raises(Unreachable, match="container"):
        client.json("GET", "/", "it")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("http://paperless:8000/", "http://paperless:8000"),
        (" https://home.example/paperless ", "https://home.example/paperless"),
        ("http://192.168.1.5", "http://192.168.1.5"),
    ],
)
def test_addresses_are_taken_without_their_last_slash(given: str, kept: str) -> None:
    assert base_url("Paperless-ngx", given) == kept


@pytest.mark.parametrize(
    "given",
    [
        "", "paperless:8000", "ftp://host", "http://", "http://user:pw@host", "http://h/?a=1",
        "http://h/#x", "http://ho st/\x00",
    ],
)  # fmt: skip
def test_what_is_no_address_of_a_server_is_refused_without_a_password_in_the_text(
    given: str,
) -> None:
    with pytest.raises(ConfigurationError) as caught:
        base_url("Paperless-ngx", given)
    assert "pw" not in str(caught.value)


@pytest.mark.parametrize("token", ["", "  ", "a\nb", "tökén", "a\x00"])
def test_what_no_header_can_carry_is_no_token(token: str) -> None:
    with pytest.raises(ConfigurationError):
        clean_token("Firefly III", token)


def test_blanks_around_a_token_are_of_the_clipboard() -> None:
    assert clean_token("Firefly III", " abc\n") == "abc"


def test_the_recordings_are_replayed_as_they_are() -> None:
    recording = load(PAPERLESS_3, "088")
    assert recording.response().json()["count"] == 5
    assert load(FIREFLY, "269").response().content == b""
