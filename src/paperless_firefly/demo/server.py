"""What both demo servers share: one request, one transaction, its log row, its fault."""

from __future__ import annotations

import sqlite3
import time
from datetime import UTC, tzinfo
from pathlib import Path
from typing import ClassVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from .faults import Dropped, Fault, close_socket, strike, take_fault
from .store import Store, log_arrival
from .wsgi import Environ, Refusal, Request, Response, StartResponse


class DemoServer:
    """A WSGI application over a state file.

    Subclasses answer in `answer` (which may raise Refusal) and say in `refusal` what a bare status
    looks like. A changing request runs in one transaction; what it wrote is kept only where the
    answer is no Refusal.
    """

    schema: ClassVar[str]

    def __init__(self, state: Path | str) -> None:
        self.store = Store(state, self.schema)

    def answer(self, request: Request, db: sqlite3.Connection) -> Response:
        """The server's own answer."""
        raise NotImplementedError

    def refusal(self, status: int) -> Response:
        """The body that goes with a bare status."""
        raise NotImplementedError

    def __call__(self, environ: Environ, start_response: StartResponse) -> list[bytes]:
        request = Request.of(environ)
        row, fault = self._arrive(request)
        try:
            response, announced = self._respond(request, fault)
        except Dropped:
            self._leave(row, None, fault)
            close_socket(environ)
        self._leave(row, response.status, fault)
        if request.method == "HEAD":
            return [b""] if response.send(start_response) else []
        return response.send(start_response, announced=announced)

    def _respond(self, request: Request, fault: Fault | None) -> tuple[Response, int | None]:
        if fault is not None and fault.phase == "before":
            if fault.action != "late":
                return strike(fault, request, None, self.refusal)
            time.sleep(float(fault.argument or 5))
        response = self._handle(request)
        if fault is not None and fault.phase == "after":
            return strike(fault, request, response, self.refusal)
        return response, None

    def _handle(self, request: Request) -> Response:
        opened = self.store.read if request.method in ("GET", "HEAD") else self.store.write
        try:
            with opened() as db:
                return self.answer(request, db)
        except Refusal as refusal:
            return refusal.response

    def _arrive(self, request: Request) -> tuple[int, Fault | None]:
        with self.store.write() as db:
            row = log_arrival(db, request.method, request.target)
            return row, take_fault(db, request.method, request.target)

    def _leave(self, row: int, status: int | None, fault: Fault | None) -> None:
        with self.store.write() as db:
            db.execute(
                "UPDATE requests SET status = ?, fault = ? WHERE id = ?",
                (status, str(fault) if fault else None, row),
            )


def time_zone_of(name: str) -> tzinfo:
    """A time zone by name; UTC where the machine has no such zone."""
    try:
        return ZoneInfo(name)
    except ZoneInfoNotFoundError:
        return UTC
