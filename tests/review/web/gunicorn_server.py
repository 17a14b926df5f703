"""A real gunicorn with SparkLink's configuration, for tests."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx

SLOW = "tests.review.web.slow_app:application"


@dataclass
class Server:
    """A running gunicorn: its address, its process, its log so far."""

    url: str
    process: subprocess.Popen[bytes]
    log_path: Path

    @property
    def log(self) -> str:
        """Everything it said."""
        return self.log_path.read_text(encoding="utf-8")

    def get(self, path: str, timeout: float = 20) -> httpx.Response:
        """One request on a connection of its own."""
        return httpx.get(self.url + path, timeout=timeout)

    def signal(self, number: signal.Signals) -> None:
        """Sends a signal to the arbiter."""
        os.kill(self.process.pid, number)


@contextlib.contextmanager
def gunicorn(folder: Path, application: str = SLOW, /, **options: str | int) -> Iterator[Server]:
    """Starts gunicorn with options of the environment, and stops it afterwards."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "-b", f"127.0.0.1:{port}"]
    command += ["-c", "python:paperless_firefly.review.web.gunicorn_conf", application]
    env = {**os.environ, "SPARKLINK_DATA": str(folder), **{k: str(v) for k, v in options.items()}}
    log = folder / "gunicorn.log"
    with (
        log.open("wb") as out,
        subprocess.Popen(command, env=env, stdout=out, stderr=subprocess.STDOUT) as process,
    ):
        try:
            url = f"http://127.0.0.1:{port}"
            wait_for(url + "/", process)
            yield Server(url, process, log)
        finally:
            process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(10)
            process.kill()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(url: str, process: subprocess.Popen[bytes], seconds: float = 20) -> None:
    """Waits until the process answers at the URL; fails at once if it ends."""
    end = time.monotonic() + seconds
    while True:
        try:
            httpx.get(url, timeout=5)
            return
        except httpx.TransportError:
            if time.monotonic() > end or process.poll() is not None:
                raise
            time.sleep(0.1)
