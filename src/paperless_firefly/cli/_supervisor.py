"""A small supervisor: two processes live and die together.

TERM and INT stop both gracefully, HUP goes to the web server alone, and the first death ends the
other, with the code of the one that died. As PID 1 it also takes in orphans. It is a process of its
own that needs nothing but Python, so that it costs little.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from types import FrameType
from typing import NoReturn

# longer than gunicorn's 30 and the worker's 45 seconds, shorter than Compose's 60
PATIENCE = 50.0
_BETWEEN = "--and--"


def supervise(web: list[str], worker: list[str]) -> NoReturn:
    """Becomes the supervisor of both commands: this process, with all it has loaded, is gone."""
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-m", __name__, *web, _BETWEEN, *worker])


class Supervisor:
    """Runs the web server and the worker."""

    def __init__(self, web: list[str], worker: list[str], *, patience: float = PATIENCE) -> None:
        self._commands = {"web": web, "worker": worker}
        self._patience = patience
        self._processes: dict[str, subprocess.Popen[bytes]] = {}
        self._stopping = False

    def run(self) -> int:
        """Until both are dead; the exit code of the first that died, 0 after a signal to stop."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        signal.signal(signal.SIGHUP, self._reload)
        for name, command in self._commands.items():
            # groups of their own: Ctrl-C is for the supervisor, which then asks them politely
            self._processes[name] = subprocess.Popen(command, process_group=0)
        if self._stopping:
            self._ask_all()
        code = self._first_death()
        if not self._stopping:
            self._ask_all()
        self._wait_for_others()
        return 0 if self._stopping else code

    def _first_death(self) -> int:
        """Waits for a process of ours; orphans that PID 1 inherited are taken in on the way."""
        ours = {process.pid: process for process in self._processes.values()}
        while all(process.returncode is None for process in ours.values()):
            pid, status = os.wait()
            if pid in ours:
                ours[pid].returncode = os.waitstatus_to_exitcode(status)
        code = next(p.returncode for p in ours.values() if p.returncode is not None)
        return code if code >= 0 else 128 - code

    def _wait_for_others(self) -> None:
        deadline = time.monotonic() + self._patience
        for process in self._processes.values():
            try:
                process.wait(max(deadline - time.monotonic(), 0.1))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _stop(self, number: int, frame: FrameType | None) -> None:
        # asked twice, Huey and gunicorn would hurry
        if not self._stopping:
            self._stopping = True
            self._ask_all()

    def _reload(self, number: int, frame: FrameType | None) -> None:
        web = self._processes.get("web")
        if web is not None and web.returncode is None:
            os.kill(web.pid, signal.SIGHUP)

    def _ask_all(self) -> None:
        for process in self._processes.values():
            if process.returncode is None:
                # not Popen's way, which may reap: `_first_death` waits for all who die
                os.kill(process.pid, signal.SIGTERM)


def main(arguments: list[str]) -> int:
    """The command line: web server, a mark, worker."""
    mark = arguments.index(_BETWEEN)
    return Supervisor(arguments[:mark], arguments[mark + 1 :]).run()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
