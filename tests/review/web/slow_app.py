"""A small application for the tests of gunicorn's worker: `/sleep/3` answers after 3 seconds."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from typing import Any


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Sleeps as long as the path says and answers with the id of its process."""
    _, what, *rest = environ["PATH_INFO"].split("/")
    if what == "stream":
        return _stream(start_response, float(rest[0]))
    if what == "sleep":
        time.sleep(float(rest[0]))
    body = str(os.getpid()).encode()
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(len(body)))])
    return [body]


def _stream(start_response: Callable[..., Any], seconds: float) -> Iterable[bytes]:
    start_response("200 OK", [("Content-Type", "text/plain")])
    yield b"begun"
    time.sleep(seconds)
    yield b"ended"
