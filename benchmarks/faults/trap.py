"""Wraps the demo servers: at one chosen HTTP call there is a fault, and the caller is killed."""

from __future__ import annotations

import glob
import re
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from paperless_firefly.demo.faults import Dropped, add_fault, close_socket
from paperless_firefly.demo.server import DemoServer

from .plans import FAULTS, Scenario

_NUMBER = re.compile(r"(?<=/)[0-9]+(?=/|$)")


class Trap:
    """Counts calls over both servers by server, method and path; springs once."""

    def __init__(self, plan: Scenario | None, silence: float, kill: Callable[[int], None]) -> None:
        self.plan, self.silence, self.kill = plan, silence, kill
        self.calls: Counter[str] = Counter()
        self.busy = 0
        self.sprung = self.killed = False
        self._lock = threading.Lock()

    def enter(self, call: str) -> str:
        """What is to happen at this call: "fault", "kill" or nothing."""
        with self._lock:
            self.busy += 1
            self.calls[call] += 1
            plan = self.plan
            if plan and not self.sprung and (call, self.calls[call]) == (plan.call, plan.nth):
                self.sprung = True
                return "fault"
            if plan and self.sprung and plan.kill == "next" and not self.killed:
                self.killed = True
                return "kill"
            return ""

    def leave(self) -> None:
        """A call is over, whatever became of it."""
        with self._lock:
            self.busy -= 1


class Trapped:
    """A demo server behind a trap."""

    def __init__(self, name: str, server: DemoServer, trap: Trap) -> None:
        self.name, self.server, self.trap = name, server, trap

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """One call."""
        path = _NUMBER.sub("N", environ.get("PATH_INFO", "/"))
        what = self.trap.enter(f"{self.name} {environ['REQUEST_METHOD']} {path}")
        try:
            if what == "kill":
                self._kill(environ)
                _drop(environ)
            if what == "fault" and self.trap.plan:
                return self._fault(self.trap.plan, environ, start_response)
            return self.server(environ, start_response)
        finally:
            self.trap.leave()

    def _fault(
        self, plan: Scenario, environ: dict[str, Any], start_response: Any
    ) -> Iterable[bytes]:
        if plan.kill == "before":
            self._kill(environ)
        action, phase, argument = FAULTS.get(plan.fault, ("", "", ""))
        if action == "unread" or plan.kill == "before":
            _drop(environ)
        if action:
            self._plan(environ, action, phase, argument or str(self.trap.silence))
        try:
            answer = self.server(environ, start_response)
        finally:
            if plan.kill == "during":
                self._kill(environ)
        return _then(answer, lambda: self._kill(environ)) if plan.kill == "after" else answer

    def _plan(self, environ: dict[str, Any], action: str, phase: str, argument: str) -> None:
        query = environ.get("QUERY_STRING", "")
        target = environ.get("PATH_INFO", "/") + (f"?{query}" if query else "")
        add_fault(
            self.server.store,
            action,
            method=environ["REQUEST_METHOD"],
            pattern=glob.escape(target),
            argument=argument,
            phase=phase,
        )

    def _kill(self, environ: dict[str, Any]) -> None:
        self.trap.killed = True
        self.trap.kill(environ["demo.socket"].client_address[1])


def owner_of(port: int, among: Iterable[int]) -> int | None:
    """The process that has the local TCP port open (Linux, /proc)."""
    wanted = f"{port:04X}"
    rows = (line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:])
    sockets = {f"socket:[{row[9]}]" for row in rows if row[1].endswith(f":{wanted}")}
    return next((pid for pid in among if sockets & set(_open_files(pid))), None)


def _open_files(pid: int) -> Iterator[str]:
    with suppress(OSError):  # the process ended meanwhile
        for path in Path(f"/proc/{pid}/fd").iterdir():
            with suppress(OSError):  # it was closed meanwhile
                yield str(path.readlink())


def _then(answer: Iterable[bytes], act: Callable[[], None]) -> Iterator[bytes]:
    yield from answer
    # the server writes what was yielded before it asks for more; a moment for the client to read
    threading.Timer(0.01, act).start()


def _drop(environ: dict[str, Any]) -> None:
    close_socket(environ)
    raise Dropped
