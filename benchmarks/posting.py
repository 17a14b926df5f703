"""Documents posted per minute on slow servers: the worker beside a plain serial loop.

usage: python -m benchmarks.posting [--documents 40] [--threads 2] [--latency 0.1]

Each answer of both servers comes `--latency` seconds late. Each document is posted, attached and
written back; the clock runs from the first call to the last. The serial loop does the same calls,
one document after another. Figures are one JSON line each.
"""

from __future__ import annotations

import argparse
import json
import os
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from paperless_firefly.demo import serve
from paperless_firefly.demo.firefly import FireflyServer
from paperless_firefly.demo.paperless import PaperlessServer

_DEADLINE = 900.0
_LEFT = """
SELECT (SELECT count(*) FROM review_posting WHERE state != 'done')
     + (SELECT count(*) FROM review_writeback WHERE state != 'done')
     + (SELECT count(*) FROM review_attachment WHERE state != 'done')
"""
_IN_FLIGHT = "SELECT count(*) FROM review_attachment WHERE state = 'working'"


class Meter:
    """Counts calls, and when the first came and the last was answered; makes each wait."""

    def __init__(self, latency: float) -> None:
        self.latency, self.calls = latency, 0
        self.first = self.last = 0.0
        self._lock = threading.Lock()

    def enter(self) -> None:
        """A call arrives."""
        with self._lock:
            self.first = self.first or time.monotonic()
            self.calls += 1
        time.sleep(self.latency)

    def leave(self) -> None:
        """Its answer goes."""
        self.last = time.monotonic()


@dataclass(frozen=True)
class Metered:
    """A demo server behind a meter."""

    server: Any
    meter: Meter

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """One call."""
        self.meter.enter()
        try:
            answer: Iterable[bytes] = self.server(environ, start_response)
            return answer
        finally:
            self.meter.leave()


@dataclass(frozen=True)
class Measured:
    """One way of posting: seconds, HTTP calls, attachments in flight, transactions and files."""

    seconds: float
    calls: int
    at_once: int
    transactions: int
    files: int


def main() -> None:
    """Measures both ways and prints."""
    parser = argparse.ArgumentParser(prog="posting")
    parser.add_argument("--documents", type=int, default=40)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--latency", type=float, default=0.1)
    given = parser.parse_args()
    serial, worker = (
        _measure(given, command)
        for command in (
            ["-m", "benchmarks.posting_data", "serial"],
            ["-m", "paperless_firefly", "worker", "--prepared"],
        )
    )
    many, ms = given.documents, round(given.latency * 1000)
    rate, plain = (many * 60 / each.seconds for each in (worker, serial))
    where = f"{ms} ms latency, SPARKLINK_WORKER_THREADS={given.threads}, original attached"
    _print("posting: documents a minute", round(rate), "1/min",
           f"{plain:.0f} by a serial loop in the same run ({where})")  # fmt: skip
    _print("posting: times the serial loop", round(rate / plain, 1), "x", "1")
    _print("posting: attachments in flight, most", worker.at_once, "attachments", serial.at_once)
    _print("posting: HTTP calls a document", round(worker.calls / many, 1), "calls",
           f"{serial.calls / many:.1f} by the serial loop")  # fmt: skip
    _print("posting: transactions, files of our own", [worker.transactions, worker.files], "",
           [many, many])  # fmt: skip


def _measure(given: argparse.Namespace, command: list[str]) -> Measured:
    with tempfile.TemporaryDirectory(prefix="posting") as top:
        folder, ports = Path(top), (_free_port(), _free_port())
        env = {
            **{k: v for k, v in os.environ.items() if not k.startswith(("PAPERLESS_", "FIREFLY_"))},
            "SPARKLINK_DATA": top, "POSTING_DELAY": "0",
            "SPARKLINK_WORKER_THREADS": str(given.threads),
        }  # fmt: skip
        make = ["-m", "benchmarks.posting_data", "make", str(given.documents)]
        subprocess.run([sys.executable, *make, *map(str, ports)], env=env, check=True)
        meter = Meter(given.latency)
        servers = [
            serve.serve(Metered(server.create(folder / name), meter), port)
            for server, name, port in (
                (PaperlessServer, "paperless.sqlite3", ports[0]),
                (FireflyServer, "firefly.sqlite3", ports[1]),
            )
        ]
        with subprocess.Popen(
            [sys.executable, *command], env=env, stdout=subprocess.DEVNULL
        ) as process:
            at_once = _wait(folder / "db.sqlite3")
            process.terminate()
        for running in servers:
            running.stop()
        made, attached = (
            _count(folder / "firefly.sqlite3", query)
            for query in (
                "SELECT count(*) FROM journals WHERE external_id LIKE 'paperless:%'",
                "SELECT count(*) FROM attachments WHERE hash != ''",
            )
        )
        return Measured(meter.last - meter.first, meter.calls, at_once, made, attached)


def _wait(path: Path) -> int:
    """Until all is done; the most attachments that were worked at one moment."""
    until, most = time.monotonic() + _DEADLINE, 0
    while _count(path, _LEFT):
        if time.monotonic() > until:
            raise RuntimeError("The documents were not posted in time.")
        most = max(most, _count(path, _IN_FLIGHT))
        time.sleep(0.05)
    return most


def _count(path: Path, query: str) -> int:
    with closing(sqlite3.connect(path, timeout=20)) as db:
        return int(db.execute(query).fetchone()[0])


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _print(name: str, value: object, unit: str, against: object) -> None:
    print(json.dumps({"name": name, "value": value, "unit": unit, "against": against}), flush=True)


if __name__ == "__main__":
    main()
