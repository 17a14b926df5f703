"""A small supervisor: two processes live and die together.

TERM and INT stop both gracefully, HUP goes to the web server alone, and the first death ends the
other, with the code of the one that died. As PID 1 it also takes in orphans.
"""

from __future__ import annotations

import os
import signal
import subprocess
import time
from types import FrameType

_PATIENCE = 50.0


class Supervisor:
    """Runs the web server and the worker."""

    def __init__(self, web: list[str], worker: list[str]) -> None:
        self._commands = {"web": web, "worker": worker}
        self._processes: dict[str, subprocess.Popen[bytes]] = {}
        self._stopping = False

    def run(self) -> int:
        """Until both are dead; the exit code of the first that died, 0 after a signal to stop."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        signal.signal(signal.SIGHUP, self._reload)
        for name, command in self._commands.items():
            self._processes[name] = subprocess.Popen(command)
        code = self._first_death()
        self._end_all()
        return 0 if self._stopping else code or 1

    def _first_death(self) -> int:
        """Waits for any child; orphans that PID 1 inherited are taken in on the way."""
        while True:
            try:
                pid, status = os.wait()
            except ChildProcessError:
                return 0
            for process in self._processes.values():
                if process.pid == pid:
                    process.returncode = os.waitstatus_to_exitcode(status)
                    return (
                        process.returncode if process.returncode >= 0 else 128 - process.returncode
                    )

    def _end_all(self) -> None:
        self._send_all(signal.SIGTERM)
        deadline = time.monotonic() + _PATIENCE
        for process in self._processes.values():
            try:
                process.wait(max(deadline - time.monotonic(), 0.1))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self._stopping = True
        self._send_all(signal.SIGTERM)

    def _reload(self, number: int, frame: FrameType | None) -> None:
        web = self._processes.get("web")
        if web is not None and web.returncode is None:
            web.send_signal(signal.SIGHUP)

    def _send_all(self, number: signal.Signals) -> None:
        for process in self._processes.values():
            if process.returncode is None:
                process.send_signal(number)
