"""Runs the demo servers on 127.0.0.1, each request in a thread of its own."""

from __future__ import annotations

import argparse
import contextlib
import json
import signal
import socket
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any, ClassVar
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from .firefly import FireflyServer
from .firefly.app import TOKEN as FIREFLY_TOKEN
from .paperless import PaperlessServer
from .paperless.app import TOKEN as PAPERLESS_TOKEN
from .paperless.context import VERSIONS
from .samples import populate

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


@dataclass(frozen=True)
class Demo:
    """Both demo servers while they run."""

    paperless: Running
    firefly: Running

    def stop(self) -> None:
        """Answer no more."""
        self.paperless.stop()
        self.firefly.stop()


def run_both(
    folder: Path,
    *,
    paperless_port: int = 0,
    firefly_port: int = 0,
    paperless_version: str = "3.0",
    today: date | None = None,
) -> Demo:
    """Run both on states in a folder; new states are filled with samples where today is given."""
    paperless_state, firefly_state = folder / "paperless.sqlite3", folder / "firefly.sqlite3"
    fresh = not paperless_state.exists() and not firefly_state.exists()
    paperless = PaperlessServer.create(paperless_state, version=paperless_version)
    firefly = FireflyServer.create(firefly_state)
    if fresh and today is not None:
        populate(paperless_state, firefly_state, today=today)
    return Demo(serve(paperless, paperless_port), serve(firefly, firefly_port))


def main(arguments: list[str] | None = None) -> None:
    """Run both until the process is ended; one JSON line says where they answer."""
    parser = argparse.ArgumentParser(prog="python -m paperless_firefly.demo.serve")
    parser.add_argument("--folder", type=Path, required=True, help="where their states are kept")
    parser.add_argument("--paperless-port", type=int, default=0)
    parser.add_argument("--firefly-port", type=int, default=0)
    parser.add_argument("--paperless-version", choices=sorted(VERSIONS), default="3.0")
    parser.add_argument("--empty", action="store_true", help="without samples")
    given = parser.parse_args(arguments)
    demo = run_both(
        given.folder,
        paperless_port=given.paperless_port,
        firefly_port=given.firefly_port,
        paperless_version=given.paperless_version,
        today=None if given.empty else datetime.now().astimezone().date(),
    )
    ready = {
        "paperless": demo.paperless.url,
        "paperless_token": PAPERLESS_TOKEN,
        "firefly": demo.firefly.url,
        "firefly_token": FIREFLY_TOKEN,
    }
    sys.stdout.write(json.dumps(ready) + "\n")
    sys.stdout.flush()
    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    stopped.wait()
    demo.stop()


if __name__ == "__main__":
    main()
