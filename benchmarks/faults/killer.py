"""Wraps the demo servers: at one chosen HTTP call, the worker is killed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from paperless_firefly.demo.faults import Dropped, close_socket

PHASES = ("before", "during", "after")
Application = Callable[..., Iterable[bytes]]


class Trap:
    """Counts calls over both servers, and kills at the `nth`; 0 kills at none."""

    def __init__(self, nth: int, phase: str, kill: Callable[[], None]) -> None:
        self.nth, self.phase, self.kill = nth, phase, kill
        self.calls = 0
        self._lock = threading.Lock()

    def count(self) -> bool:
        """Whether this call is the one."""
        with self._lock:
            self.calls += 1
            return self.calls == self.nth


class Trapped:
    """A WSGI application behind a trap: before it acts, after it committed, or after its answer."""

    def __init__(self, application: Application, trap: Trap) -> None:
        self.application, self.trap = application, trap

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """One call."""
        if not self.trap.count():
            return self.application(environ, start_response)
        if self.trap.phase == "before":
            self.trap.kill()
            _drop(environ)
        answer = self.application(environ, start_response)
        if self.trap.phase == "during":
            self.trap.kill()
            return answer
        return _then(answer, self.trap.kill)


def _then(answer: Iterable[bytes], act: Callable[[], None]) -> Iterator[bytes]:
    yield from answer
    # the server writes what was yielded before it asks for more; a moment for the client to read
    threading.Timer(0.01, act).start()


def _drop(environ: dict[str, Any]) -> None:
    close_socket(environ)
    raise Dropped
