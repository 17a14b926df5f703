"""The recorded servers: request and response pairs of real ones, and a transport that replays them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import httpx

FOLDER = Path(__file__).parent / "recordings"
PAPERLESS_2 = "paperless-2.20.15"
PAPERLESS_3 = "paperless-3.0.5"
FIREFLY = "firefly-6.6.6"
BOTH = (PAPERLESS_2, PAPERLESS_3)
# They describe the bytes on the wire that day: the recording holds them decoded.
_OF_THE_WIRE = {"content-length", "content-encoding", "transfer-encoding"}


@dataclass(frozen=True)
class Recording:
    """One pair. `content` is the response's body; the recorders kept only the hash of a file's."""

    name: str
    data: dict[str, Any]
    content: bytes

    @property
    def method(self) -> str:
        """The request's method."""
        return str(self.data["method"])

    @cached_property
    def url(self) -> httpx.URL:
        """Path and query of the request."""
        return httpx.URL("http://recorded" + str(self.data["path"]))

    @property
    def status(self) -> int:
        """The response's status."""
        return int(self.data["status"])

    @property
    def headers(self) -> dict[str, str]:
        """The response's headers that do not describe the wire."""
        headers: dict[str, str] = self.data["response_headers"]
        return {name: value for name, value in headers.items() if name not in _OF_THE_WIRE}

    @property
    def sent(self) -> Any:
        """The JSON that the recorded request sent, or None."""
        body = self.data["request_body"]
        return body["json"] if isinstance(body, dict) and list(body) == ["json"] else body

    @property
    def json(self) -> Any:
        """The response's JSON."""
        return json.loads(self.content)

    def response(self) -> httpx.Response:
        """The response, to be handed to a client."""
        return httpx.Response(self.status, headers=self.headers, content=self.content)

    def saying(self, content: object) -> Recording:
        """The same with another body: bytes, or what becomes JSON."""
        body = content if isinstance(content, bytes) else json.dumps(content).encode()
        return replace(self, content=body)


def load(folder: str, name: str) -> Recording:
    """A recording by folder and file name, or by its number ("109") alone."""
    pattern = f"{name}_*.json" if name.isdigit() else f"{name.removesuffix('.json')}.json"
    (path,) = (FOLDER / folder).glob(pattern)
    data = json.loads(path.read_text(encoding="utf-8"))
    return Recording(path.stem, data, _content(data["response_body"]))


def _content(body: Any) -> bytes:
    if body is None:
        return b""
    if isinstance(body, dict) and set(body) == {"json"}:
        return json.dumps(body["json"]).encode()
    if isinstance(body, dict) and set(body) & {"text", "__raw__"}:
        return str(body.get("text", body.get("__raw__"))).encode()
    if isinstance(body, dict) and set(body) == {"sha256", "length"}:
        return bytes(int(body["length"]))
    return json.dumps(body).encode()


class RecordedTransport(httpx.MockTransport):
    """Answers each request with the first recording not yet used that has its method and path.

    The query is not compared: look at `requests`. A request that no recording answers fails the
    test, and so does `finished` if a recording was not asked for.
    """

    def __init__(self, *recordings: Recording) -> None:
        super().__init__(self._answer)
        self.left = list(recordings)
        self.requests: list[httpx.Request] = []

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        for index, recording in enumerate(self.left):
            if (recording.method, recording.url.path) == (request.method, request.url.path):
                return self.left.pop(index).response()
        raise AssertionError(f"no recording left for {request.method} {request.url}")

    def finished(self) -> None:
        """Fail if a recording was not asked for."""
        assert not self.left, [recording.name for recording in self.left]

    def asked(self) -> list[str]:
        """Method and path of every request so far."""
        return [f"{request.method} {request.url.path}" for request in self.requests]

    @property
    def bodies(self) -> list[Any]:
        """The JSON of every request that had a body."""
        return [json.loads(r.content) for r in self.requests if r.content]


def replay(folder: str, names: Iterable[str]) -> RecordedTransport:
    """A transport over some recordings of one folder."""
    return RecordedTransport(*(load(folder, name) for name in names))
