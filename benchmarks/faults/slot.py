"""A place where scenarios run one after another: a folder, two ports, workers that are killed."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from paperless_firefly.demo import serve
from paperless_firefly.demo.firefly import FireflyServer
from paperless_firefly.demo.paperless import PaperlessServer

from .count import judge
from .plans import Scenario
from .trap import Trap, Trapped, owner_of

TIMEOUT = 0.4
_SILENCE = 2 * TIMEOUT
_PATIENCE = 40.0
# of a story's rows, those that are not as they are to end
_OPEN = """
SELECT (SELECT count(*) FROM review_posting p WHERE state IN ('due', 'sending', 'failed', 'undoing')
           OR state = 'held' AND json_extract(hold, '$.code') NOT IN ('changed', 'touched'))
     + (SELECT count(*) FROM review_writeback w JOIN review_posting p ON p.id = w.posting_id
         WHERE p.state = 'done' AND w.state != 'done')
     + (SELECT count(*) FROM review_attachment a JOIN review_posting p ON p.id = a.posting_id
         WHERE p.state = 'done' AND (a.state != 'done' OR a.error != ''))
"""
_WHY = """
SELECT 'posting', state, attempts, due_at, lease_until, error FROM review_posting
UNION ALL SELECT 'note', state, attempts, due_at, lease_until, error FROM review_writeback
UNION ALL SELECT 'file', state, attempts, due_at, lease_until, error FROM review_attachment
UNION ALL SELECT kind, failures, '', datetime('now'), open_until, trouble FROM review_connection
"""
_REFUSED = """
SELECT (SELECT count(*) FROM review_posting
         WHERE state = 'held' AND json_extract(hold, '$.code') = 'refused')
     + (SELECT count(*) FROM review_attachment a JOIN review_posting p ON p.id = a.posting_id
         WHERE p.state = 'done' AND a.state = 'done' AND a.error != '')
"""


@dataclass(frozen=True)
class Outcome:
    """What came of a scenario; `asked` is how often a person had to press a button.

    `crashed` are workers that ended without being killed; `left` says why rows are stuck.
    """

    duplicates: int
    losses: int
    overwritten: int
    stuck: int
    sprung: bool
    killed: bool
    asked: int
    crashed: int
    calls: dict[str, int]
    left: tuple[str, ...] = ()

    @property
    def bad(self) -> bool:
        """Whether anything is wrong."""
        return bool(self.duplicates or self.losses or self.overwritten or self.stuck)


class Slot:
    """Its templates hold the state that each story begins with."""

    def __init__(self, folder: Path, version: str) -> None:
        self.folder, self.version, self.live = folder, version, folder / "live"
        self.ports = (_free_port(), _free_port())

    def prepare(self) -> None:
        """Makes the templates in a process of its own."""
        self.folder.mkdir(parents=True)
        ports = [str(port) for port in self.ports]
        command = [sys.executable, "-m", "benchmarks.faults.template", str(self.live), *ports]
        subprocess.run([*command, self.version], env=self.env(20), check=True)

    def template(self, story: str) -> Path:
        """The folder that a story begins with."""
        return self.folder / story

    def env(self, timeout: float) -> dict[str, str]:
        """A short-tempered worker's environment, and nothing of the caller's servers."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("PAPERLESS_", "FIREFLY_"))}
        return kept | {
            "SPARKLINK_DATA": str(self.live),
            "SPARKLINK_UPSTREAM_TIMEOUT": str(timeout),
            "SPARKLINK_SWEEP_SECONDS": "0.3",
            "SPARKLINK_BACKOFF": "0.005",
            "POSTING_DELAY": "0",
            "DJANGO_SETTINGS_MODULE": "paperless_firefly.review.web.settings",
            "FAULTS_LOG": str(self.folder / "worker.log"),
        }

    def run(self, zygote: Zygote, story: str, plan: Scenario | None) -> Outcome:
        """One scenario from the template to the count."""
        shutil.rmtree(self.live, ignore_errors=True)
        shutil.copytree(self.template(story), self.live)
        workers = Workers(zygote, plan.workers if plan else 1)
        trap = Trap(plan, _SILENCE, workers.kill_owner)
        with self._serving(trap):
            workers.follow()
            stuck, asked = self._wait(workers, trap)
            left = self._left() if stuck else ()
            workers.end()
        verdict = judge(self.live, self.template(story))
        return Outcome(
            verdict.duplicates, verdict.losses, verdict.overwritten, stuck,
            trap.sprung, trap.killed, asked, workers.crashed, dict(trap.calls), left,
        )  # fmt: skip

    @contextmanager
    def zygote(self, without: str = "") -> Iterator[Zygote]:
        """What forks this slot's workers, with a protection switched off."""
        command = [sys.executable, "-m", "benchmarks.faults.zygote", without]
        with subprocess.Popen(
            command, env=self.env(TIMEOUT), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as process:
            yield Zygote(process)
            process.communicate()

    @contextmanager
    def _serving(self, trap: Trap) -> Iterator[None]:
        paperless = PaperlessServer.create(self.live / "paperless.sqlite3", version=self.version)
        firefly = FireflyServer.create(self.live / "firefly.sqlite3")
        servers = [
            serve.serve(Trapped(name, server, trap), port)
            for name, server, port in zip(
                ("paperless", "firefly"), (paperless, firefly), self.ports, strict=True
            )
        ]
        try:
            yield
        finally:
            for running in servers:
                running.stop()

    def _wait(self, workers: Workers, trap: Trap) -> tuple[int, int]:
        """Waits until all is done, and no call is under way; open rows, and questions answered."""
        deadline, asked = time.monotonic() + _PATIENCE, 0
        while time.monotonic() < deadline:
            left = self._count(_OPEN)
            if not left and not trap.busy:
                return 0, asked
            if left and self._count(_REFUSED):
                asked += workers.ask_person()
            workers.follow()
            time.sleep(0.05)
        return max(left, 1), asked

    def _left(self) -> tuple[str, ...]:
        with closing(sqlite3.connect(self.live / "db.sqlite3", timeout=20)) as db:
            return tuple(" | ".join(map(str, row)) for row in db.execute(_WHY))

    def _count(self, query: str) -> int:
        with closing(sqlite3.connect(self.live / "db.sqlite3", timeout=20)) as db:
            return int(db.execute(query).fetchone()[0])


class Zygote:
    """The process that forks workers and persons (benchmarks.faults.zygote)."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def fork(self, role: str) -> int:
        """A worker's process id, or how many questions a person answered."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(role + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())


class Workers:
    """The worker processes of a scenario; a dead one is followed by another."""

    def __init__(self, zygote: Zygote, many: int) -> None:
        self.zygote, self.many = zygote, many
        self.living: list[int] = []
        self.crashed = 0
        self._lock = threading.Lock()

    def follow(self) -> None:
        """Starts as many as are missing, as the supervisor does."""
        with self._lock:
            lives = [pid for pid in self.living if _lives(pid)]
            self.crashed += len(self.living) - len(lives)
            self.living = lives
        while len(self.living) < self.many:
            self.living.append(self.zygote.fork("worker"))

    def ask_person(self) -> int:
        """Somebody answers what a server refused; how many questions."""
        return self.zygote.fork("person")

    def kill_owner(self, port: int) -> None:
        """SIGKILL for the worker that made the call, as the kernel does when memory runs out."""
        with self._lock:
            pid = owner_of(port, self.living)
            if pid is not None:
                os.kill(pid, signal.SIGKILL)
                self.living.remove(pid)

    def end(self) -> None:
        """Ends whatever runs."""
        for pid in self.living:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


def _lives(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
