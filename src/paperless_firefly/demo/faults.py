"""Faults on request: a demo server that fails, lies or keeps silent, before or after its commit.

A row of the table `faults` is one fault. It counts the requests that match its method ('' is any)
and its pattern (a shell pattern over path and query) and strikes from the `nth` on, `times` times.
`phase` 'before' means that nothing was done, 'after' that all was done and committed.

Actions: `status` (argument: the code, with a body as the real server would send), `html` (200 and a
page), `cut` (half of the body, then the end), `drop` (the connection is closed without an answer),
`late` (argument: seconds; the right answer, afterwards), `hang` (argument: seconds, then dropped).
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any, NoReturn

from .store import Store
from .wsgi import Request, Response, html_response

ACTIONS = ("status", "html", "cut", "drop", "late", "hang")


@dataclass(frozen=True)
class Fault:
    """A fault that strikes the request at hand."""

    action: str
    argument: str
    phase: str

    def __str__(self) -> str:
        return f"{self.phase}:{self.action}:{self.argument}"


def add_fault(
    store: Store,
    action: str,
    *,
    method: str = "",
    pattern: str = "*",
    nth: int = 1,
    times: int = 1,
    argument: str = "",
    phase: str = "before",
) -> None:
    """Plan a fault; ValueError for an action or phase that does not exist."""
    if action not in ACTIONS or phase not in ("before", "after"):
        raise ValueError(f"No fault {action!r} {phase!r}")
    with store.write() as db:
        db.execute(
            "INSERT INTO faults (method, pattern, nth, times, action, argument, phase)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (method, pattern, nth, times, action, argument, phase),
        )


def clear_faults(store: Store) -> None:
    """Forget every planned fault."""
    with store.write() as db:
        db.execute("DELETE FROM faults")


def take_fault(db: sqlite3.Connection, method: str, target: str) -> Fault | None:
    """Count a request against every planned fault; the first that strikes it, if one does."""
    struck: Fault | None = None
    for row in db.execute("SELECT * FROM faults ORDER BY id").fetchall():
        if row["method"] not in ("", method) or not fnmatchcase(target, row["pattern"]):
            continue
        seen = row["seen"] + 1
        db.execute("UPDATE faults SET seen = ? WHERE id = ?", (seen, row["id"]))
        if struck is None and row["nth"] <= seen < row["nth"] + row["times"]:
            struck = Fault(row["action"], row["argument"], row["phase"])
    return struck


class Dropped(Exception):
    """The connection ends without an answer."""


def strike(
    fault: Fault, request: Request, proper: Response | None, refuse: Callable[[int], Response]
) -> tuple[Response, int | None]:
    """The answer of a fault, and the length to announce where it is not the body's.

    `proper` is what would have been answered (None before the commit), `refuse` makes the server's
    own body for a status. Dropped is raised where nothing is to be answered.
    """
    if fault.action == "status":
        return refuse(int(fault.argument or 500)), None
    if fault.action == "html":
        return html_response("<!DOCTYPE html><title>Please wait</title><p>Please wait."), None
    if fault.action == "cut":
        whole = proper or Response(200, b'{"data": []}', {"Content-Type": "application/json"})
        half = Response(whole.status, whole.body[: len(whole.body) // 2], whole.headers)
        return half, len(whole.body)
    if fault.action in ("late", "hang"):
        time.sleep(float(fault.argument or 5))
    if fault.action == "late" and proper is not None:
        return proper, None
    raise Dropped(str(request.target))


def close_socket(environ: dict[str, Any]) -> NoReturn:
    """End the connection under a WSGI request; always raises ConnectionAbortedError.

    The error is what tells the WSGI server (or a test that calls the application itself) that
    nothing will be answered.
    """
    if (handler := environ.get("demo.socket")) is not None:
        handler.close_now()
    raise ConnectionAbortedError("dropped on purpose")
