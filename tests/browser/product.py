"""The whole product as a newcomer starts it: `sparklink demo`, with its servers' files at hand."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx


@dataclass(frozen=True)
class Product:
    """A running demo."""

    url: str
    folder: Path
    process: subprocess.Popen[bytes]

    @property
    def password(self) -> str:
        """What the demo printed."""
        return (self.folder / "password.txt").read_text().strip()

    def firefly(self, query: str, *values: object) -> list[dict[str, Any]]:
        """Rows of the demo Firefly's own file."""
        return _rows(self.folder / "servers" / "firefly.sqlite3", query, values)

    def paperless(self, query: str, *values: object) -> list[dict[str, Any]]:
        """Rows of the demo Paperless' own file."""
        return _rows(self.folder / "servers" / "paperless.sqlite3", query, values)


@contextmanager
def running(folder: Path, version: str, **options: str) -> Iterator[Product]:
    """Starts the demo on a free port, waits until it is ready, and ends it."""
    port = _free_port()
    kept = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    environment = {**kept, "PORT": str(port), "FIREFLY_URL": "http://ignored.invalid"}
    environment |= options
    command = [sys.executable, "-m", "paperless_firefly", "demo", "--folder", str(folder)]
    with (folder.parent / f"{folder.name}.log").open("wb") as log:
        process = subprocess.Popen(
            [*command, "--paperless", version], env=environment, stdout=log, stderr=log
        )
    product = Product(f"http://127.0.0.1:{port}", folder, process)
    try:
        _wait(product, folder.parent / f"{folder.name}.log")
        yield product
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


def _wait(product: Product, log: Path, seconds: float = 90) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            if httpx.get(f"{product.url}/readyz", timeout=5).status_code == 200:
                return
        except httpx.HTTPError:
            pass
        assert product.process.poll() is None, log.read_text()
        time.sleep(0.3)
    raise AssertionError(f"not ready after {seconds} s: {log.read_text()}")


def _rows(path: Path, query: str, values: tuple[object, ...]) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(path, timeout=20)) as db:
        db.row_factory = sqlite3.Row
        return [dict(row) for row in db.execute(query, values)]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
