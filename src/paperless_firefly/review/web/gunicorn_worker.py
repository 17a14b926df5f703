"""A threaded gunicorn worker that ends requests which take too long.

gthread's timeout is a heartbeat of the process: a request that hangs in a thread would keep it for
ever. A thread cannot be ended, a process can. So a worker with an overdue request takes no new
ones, reports itself alive no more, finishes what its other threads do, answers the overdue one with
an error and ends; the arbiter replaces it. At the latest the arbiter ends it, for it hears nothing.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from threading import get_ident
from typing import Any

from gunicorn.workers.gthread import ThreadWorker

# How long kept-alive connections may still bring a request that is already on its way.
_LINGER = 2.0
_BODY = b"This request took too long and was ended. Nothing was left half done; try again.\n"
_OVERDUE = (
    b"HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Type: text/plain\r\n"
    b"Cache-Control: private, no-store, no-transform\r\nX-Content-Type-Options: nosniff\r\n"
    b"Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n"
    b"Content-Length: %d\r\n\r\n%b" % (len(_BODY), _BODY)
)


@dataclass(slots=True)
class Running:
    """A request in a thread; `response` is gunicorn's, once the application was called."""

    what: str
    sock: Any
    began: float = field(default_factory=time.monotonic)
    response: Any = None


class Worker(ThreadWorker):  # type: ignore[misc]  # gunicorn has no types
    """Ends overdue requests, and accepts no connection that none of its threads can serve."""

    wsgi: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._running: dict[int, Running] = {}

    def load_wsgi(self) -> None:
        """Loads the application, wrapped so that an answer's state can be seen from outside."""
        super().load_wsgi()
        application = self.wsgi

        def noting(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
            if running := self._running.get(get_ident()):
                running.response = getattr(start, "__self__", None)
                self._let_others_in(running)
            answer: Iterable[bytes] = application(environ, start)
            return answer

        self.wsgi = noting

    def handle_request(self, req: Any, conn: Any) -> Any:
        """Serves one request in a thread, from its head to the last byte of its answer."""
        self._running[get_ident()] = Running(f"{req.method} {req.path}", conn.sock)
        try:
            return super().handle_request(req, conn)
        finally:
            self._running.pop(get_ident(), None)

    def accept(self, listener: Any) -> None:
        """Takes a connection; with the last free thread gone, others are for other workers."""
        super().accept(listener)
        if not self._free():
            super().set_accept_enabled(False)

    def set_accept_enabled(self, enabled: bool) -> None:
        """Asked by the main loop each time round: yes as soon as a thread is free."""
        super().set_accept_enabled(enabled and self._free())

    def notify(self) -> None:
        """Tells the arbiter that this worker is well, at least each second; or begins its end."""
        if self._overdue():
            self._retire()
        super().notify()

    def _let_others_in(self, running: Running) -> None:
        """With every thread busy, a kept connection would shut out those that wait to be accepted.

        So it is closed after its answer and queues up again, behind them.
        """
        if running.response is not None and len(self._running) >= self.cfg.threads:
            running.response.force_close()

    def _free(self) -> bool:
        waiting = len(self.keepalived_conns) + len(self.pending_conns)
        return bool(self.nr_conns - waiting < self.cfg.threads)

    def _overdue(self) -> list[Running]:
        latest = time.monotonic() - self.cfg.timeout
        return [running for running in list(self._running.values()) if running.began < latest]

    def _retire(self) -> None:
        self.alive = False
        super().set_accept_enabled(False)
        for running in self._overdue():
            self.log.error(
                "%s takes more than %s s: its worker finishes the others and ends.",
                running.what,
                self.cfg.timeout,
            )
        self._finish_others(time.monotonic() + _LINGER)
        for running in self._overdue():
            _answer(running)
        os._exit(0)

    def _finish_others(self, linger: float) -> None:
        """Until nothing but overdue requests is left, or every thread is held by one."""
        while len(self._overdue()) < min(self.nr_conns, self.cfg.threads):
            self.wait_for_and_dispatch_events(timeout=0.2)
            self.murder_keepalived(force=time.monotonic() > linger)
            self.murder_pending()


def _answer(running: Running) -> None:
    """Tells the client, if nothing was told yet; else the end of the connection has to do."""
    if running.response is None or not running.response.headers_sent:
        try:
            running.sock.sendall(_OVERDUE)
        except OSError:  # the client has gone
            return
