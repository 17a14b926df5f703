"""SparkLink's commands as processes of their own, with a bare environment and a folder for data."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parents[2]
_PREPARE = """
import click
from paperless_firefly.cli._prepare import configure, prepare

@click.command()
def start():
    configure()
    {before}
    prepare()

start()
"""


def environment(data: Path, **options: str) -> dict[str, str]:
    """Nothing of the developer's own; static files are as good as collected."""
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT / "src"),
        "PYTHONWARNINGS": "ignore::UserWarning",
        "SPARKLINK_DATA": str(data),
        "SPARKLINK_STATIC": str(data / "no-static"),
        "SPARKLINK_HOST": "127.0.0.1",
        **options,
    }


def sparklink(
    data: Path, *arguments: str, said: str = "", **options: str
) -> subprocess.CompletedProcess[str]:
    """Runs a command to its end."""
    command = [sys.executable, "-m", "paperless_firefly", *arguments]
    return _run(command, data, said, options)


def prepare(data: Path, before: str = "", **options: str) -> subprocess.CompletedProcess[str]:
    """Does what every start does first; `before` is code between settings and database."""
    code = _PREPARE.format(before=before)
    return _run([sys.executable, "-c", code], data, "", options)


def _run(
    command: list[str], data: Path, said: str, options: dict[str, str]
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, env=environment(data, **options), input=said, capture_output=True, text=True,
        timeout=120, check=False, cwd=data.parent,
    )  # fmt: skip


@dataclass
class Running:
    """A server that runs: its address, its process and its log."""

    url: str
    process: subprocess.Popen[bytes]
    log_path: Path

    @property
    def log(self) -> str:
        """Everything it said so far."""
        return self.log_path.read_text(encoding="utf-8")

    def children(self) -> dict[int, str]:
        """Process ids and command lines of what the supervisor started."""
        pid = self.process.pid
        ids = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return {int(i): Path(f"/proc/{i}/cmdline").read_text().replace("\0", " ") for i in ids}

    def until(self, text: str, seconds: float = 30) -> None:
        """Waits until the log holds a text."""
        end = time.monotonic() + seconds
        while text not in self.log:
            assert time.monotonic() < end, f"{text!r} is not in: {self.log}"
            time.sleep(0.1)


@contextmanager
def running(data: Path, command: str = "server", **options: str) -> Iterator[Running]:
    """Starts SparkLink on a free port, waits until it is ready, and ends it."""
    port = free_port()
    log = data.parent / f"{data.name}-{port}.log"
    env = environment(data, PORT=str(port), **options)
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "paperless_firefly", command],
            env=env, stdout=out, stderr=out, cwd=data.parent,
        )  # fmt: skip
    server = Running(f"http://127.0.0.1:{port}", process, log)
    try:
        _wait(server)
        yield server
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.wait(60)


def _wait(server: Running, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        assert server.process.poll() is None, server.log
        try:
            if httpx.get(f"{server.url}/readyz", timeout=5).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.2)
    raise AssertionError(f"not ready after {seconds} s: {server.log}")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
