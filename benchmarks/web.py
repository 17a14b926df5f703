"""Pages under load: 16 clients on the queue and on reconciliation, beside the sign-in page.

usage: python -m benchmarks.web [--seconds 30] [--memory 0] [--documents 1000]
                                [--transactions 5000] [--reconciliation]

The server is the real one (gunicorn, four processes of two threads); the clients are a process of
their own with kept connections, on the same machine. Figures are one JSON line each. `--memory N`
sends N requests to the same processes, recycling off, and prints their PSS on the way.
`--reconciliation` asks for its pages alone, on 10,000 documents and 100,000 transactions.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

CLIENTS = 16
DOCUMENTS, TRANSACTIONS = 1_000, 5_000
PAGES = (("sign-in", "/accounts/login/"), ("queue", "/review/"), ("reconcile", "/reconcile/"))
MANY = (10_000, 100_000)
RECONCILIATION = (
    ("sign-in", "/accounts/login/"),
    ("reconcile", "/reconcile/"),
    ("reconcile, a pair that was not proposed", "/reconcile/?d=4999&t=777"),
    ("reconcile, far back", "/reconcile/?dk=1:2025-06-01.1&tk=2025-03-01.1"),
    ("reconcile, searched", "/reconcile/?dq=seller&tq=seller+7"),
    ("reconcile, filtered", "/reconcile/?least=100&most=200&since=2026-01-01&state=likely"),
    ("preview of links at once", "/reconcile/accept/?above=90"),
    ("coverage", "/reconcile/coverage/?year=2026"),
)


@dataclass(frozen=True)
class Server:
    """The web server under measure."""

    port: int
    session: str
    pid: int


def main() -> None:
    """Runs what was asked for."""
    parser = argparse.ArgumentParser(prog="web")
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--memory", type=int, default=0)
    parser.add_argument("--documents", type=int)
    parser.add_argument("--transactions", type=int)
    parser.add_argument("--reconciliation", action="store_true")
    given = parser.parse_args()
    usual = MANY if given.reconciliation else (DOCUMENTS, TRANSACTIONS)
    rows = (given.documents or usual[0], given.transactions or usual[1])
    with (
        tempfile.TemporaryDirectory(prefix="bench") as folder,
        serving(Path(folder), rows) as server,
    ):
        if given.memory:
            remember(server, given.memory)
        else:
            load(server, given.seconds, RECONCILIATION if given.reconciliation else PAGES)


def load(server: Server, seconds: float, pages: Sequence[tuple[str, str]]) -> None:
    """Requests per second and their times, page by page."""
    for name, path in pages:
        cookie = server.session if name != "sign-in" else ""
        times, failed = hammer(server.port, path, cookie, seconds)
        tell(f"{name}: requests per second", len(times) / seconds, "1/s")
        for share in (50, 95, 99):
            tell(f"{name}: p{share}", 1000 * times[int(len(times) * share / 100)], "ms")
        tell(f"{name}: slowest", 1000 * times[-1], "ms")
        tell(f"{name}: failed", failed, "requests")


def remember(server: Server, most: int) -> None:
    """Memory of web and worker after 10, 50 and 100 % of the requests."""
    burst(server, 800)
    pids = children(server.pid)
    tell("memory after 800 requests", pss(server.pid), "MB")
    done = 0
    for goal in (most // 10, most // 2, most):
        while done < goal:
            done += burst(server, min(2_000, goal - done))
        tell(f"memory after {done} requests", pss(server.pid), "MB")
    tell("same processes", float(children(server.pid) == pids), "1 is yes")


def burst(server: Server, count: int) -> int:
    """So many requests over all pages, from eight clients."""

    def client(share: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        for n in range(share):
            _get(connection, PAGES[n % len(PAGES)][1], server.session)

    threads = [threading.Thread(target=client, args=(count // 8,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return count // 8 * 8 or count


def hammer(port: int, path: str, session: str, seconds: float) -> tuple[list[float], int]:
    """Sorted times of all answers within some seconds, and how many were not 200."""
    times: list[float] = []
    failed = [0]
    until = time.monotonic() + seconds

    def client() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        while time.monotonic() < until:
            began = time.monotonic()
            failed[0] += _get(connection, path, session) != 200
            times.append(time.monotonic() - began)

    threads = [threading.Thread(target=client) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(times), failed[0]


def _get(connection: http.client.HTTPConnection, path: str, session: str) -> int:
    headers = {"Cookie": f"sparklink_session={session}"} if session else {}
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    answer.read()
    return answer.status


@contextmanager
def serving(folder: Path, rows: tuple[int, int]) -> Iterator[Server]:
    """The real web server on a folder with many rows."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PAPERLESS", "FIREFLY"))}
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    environment = kept | {
        "SPARKLINK_DATA": str(folder), "PORT": str(port), "SPARKLINK_HOST": "127.0.0.1",
        "GUNICORN_WORKERS": "4", "GUNICORN_THREADS": "2", "GUNICORN_MAX_REQUESTS": "0",
    }  # fmt: skip
    data = [sys.executable, "-m", "benchmarks.web_data", str(folder)]
    made = subprocess.run(
        [*data, str(rows[0]), str(rows[1])], env=environment, check=True, capture_output=True
    )
    session = made.stdout.decode().split()[-1]
    command = [sys.executable, "-m", "paperless_firefly", "server"]
    with (folder / "web.log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    try:
        _wait(port)
        yield Server(port, session, process.pid)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


def _wait(port: int) -> None:
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the web server did not start")


def children(pid: int) -> set[int]:
    """All processes under a process: gunicorn's and the worker's."""
    own = {int(p) for p in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()}
    return own.union(*(children(p) for p in own))


def pss(pid: int) -> float:
    """Proportional set size of a process and its children, in MB."""
    total = 0
    for each in {pid, *children(pid)}:
        found = re.search(
            r"^Pss:\s+(\d+)", Path(f"/proc/{each}/smaps_rollup").read_text(), re.MULTILINE
        )
        total += int(found[1]) if found else 0
    return total / 1000


def tell(name: str, value: float, unit: str) -> None:
    """One figure as a JSON line."""
    print(json.dumps({"name": name, "value": round(value, 2), "unit": unit}), flush=True)


if __name__ == "__main__":
    main()
