"""Runs the demo servers on 127.0.0.1, each request in a thread of its own."""

from __future__ import annotations

import contextlib
import socket
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from socketserver import ThreadingMixIn
from typing import Any, ClassVar
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

ADDRESS = "127.0.0.1"


class _Handler(WSGIRequestHandler):
    """One connection: kept silent, and closed at once where a fault asks for it."""

    timeout = 60

    def get_environ(self) -> dict[str, Any]:
        environ: dict[str, Any] = super().get_environ()
        environ["demo.socket"] = self
        return environ

    def close_now(self) -> None:
        """Close the connection without an answer."""
        with contextlib.suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)

    def address_string(self) -> str:
        return ADDRESS

    def log_message(self, *_args: Any) -> None:
        """The state file holds the log."""


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True
    request_queue_size = 64
    allow_reuse_address = True
    _quiet: ClassVar[tuple[type[BaseException], ...]] = (ConnectionError, TimeoutError)

    def server_bind(self) -> None:
        # The parent class would ask the name service for the machine's own name.
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = ADDRESS, self.server_address[1]
        self.setup_environ()

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exc_info()[1], self._quiet):
            super().handle_error(request, client_address)


@dataclass
class Running:
    """A server that answers at `url` until it is stopped; also a context manager."""

    server: WSGIServer
    thread: threading.Thread = field(repr=False)

    @property
    def url(self) -> str:
        """Where it answers, without a slash at the end."""
        return f"http://{ADDRESS}:{self.server.server_port}"

    def stop(self) -> None:
        """Answer no more."""
        self.server.shutdown()
        self.server.server_close()
        self.thread.join(5)

    def __enter__(self) -> Running:
        return self

    def __exit__(self, *_error: object) -> None:
        self.stop()


def serve(application: Callable[..., Any], port: int = 0) -> Running:
    """Run one application in the background; port 0 takes any free one. OSError if it is taken."""
    server = _Server((ADDRESS, port), _Handler)
    server.set_app(application)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    return Running(server, thread)
