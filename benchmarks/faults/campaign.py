"""Kills the worker before, during and after the HTTP calls of posting, and counts the books.

usage: python -m benchmarks.faults.campaign [--scenarios N] [--seed N] [--slots N] [--without WHAT]

Each scenario starts from the same twenty decided documents. A real worker process works them on
the demo servers; at one call it is killed by SIGKILL, in a third of the scenarios Firefly answers
late after it has committed as well. A new worker follows, and nobody clicks. The last line is
JSON; `duplicates`, `losses` and `overwritten` are counted from the demo servers' own files.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import random
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

from paperless_firefly.demo import serve
from paperless_firefly.demo.faults import add_fault
from paperless_firefly.demo.firefly import FireflyServer
from paperless_firefly.demo.paperless import PaperlessServer

from .count import Expected, judge
from .killer import PHASES, Trap, Trapped

_TIMEOUT = 0.4
_PATIENCE = 40.0
_VERSIONS = ("3.0", "2.20")


@dataclass(frozen=True)
class Scenario:
    """One plan: kill at the `nth` call in a phase; late answers to the `late`th change."""

    nth: int
    phase: str
    late: int


@dataclass(frozen=True)
class Outcome:
    """What came of a scenario; `calls` are the HTTP calls that were made in all."""

    duplicates: int
    losses: int
    overwritten: int
    stuck: int
    calls: int
    killed: bool


def main() -> None:
    """Plans, runs and sums up."""
    parser = argparse.ArgumentParser(prog="faults")
    parser.add_argument("--scenarios", type=int, default=200)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--slots", type=int, default=4)
    parser.add_argument("--without", default="", choices=["", "no-search-no-hash", "no-sweep"])
    given = parser.parse_args()
    print(json.dumps({"seed": given.seed, "without": given.without}), flush=True)
    rng = random.Random(given.seed)
    with tempfile.TemporaryDirectory(prefix="faults") as top:
        outcomes = _run(Path(top), given, rng)
    print(json.dumps(_sum(outcomes)), flush=True)


def _run(top: Path, given: argparse.Namespace, rng: random.Random) -> list[Outcome]:
    slots = [
        Slot(top / str(n), _VERSIONS[n % len(_VERSIONS)], given.without) for n in range(given.slots)
    ]
    context = multiprocessing.get_context("spawn")
    with context.Pool(given.slots) as pool:
        calls = max(pool.map(_prepare, slots))
        print(json.dumps({"calls_without_faults": calls}), flush=True)
        plans = [_plan(rng, calls) for _ in range(given.scenarios)]
        shares = [(slot, plans[n :: given.slots]) for n, slot in enumerate(slots)]
        return [outcome for share in pool.imap_unordered(_work, shares) for outcome in share]


def _plan(rng: random.Random, calls: int) -> Scenario:
    late = rng.randrange(1, 12) if rng.random() < 1 / 3 else 0
    return Scenario(rng.randrange(1, calls + 1), rng.choice(PHASES), late)


def _sum(outcomes: list[Outcome]) -> dict[str, int]:
    names = ("duplicates", "losses", "stuck", "overwritten")
    return {
        "scenarios": len(outcomes),
        **{name: sum(getattr(o, name) for o in outcomes) for name in names},
        "killed": sum(o.killed for o in outcomes),
    }


class Slot:
    """A place where scenarios run one after another: a folder, two ports, a template."""

    def __init__(self, folder: Path, version: str, without: str) -> None:
        self.folder, self.version, self.without = folder, version, without
        self.template, self.live = folder / "template", folder / "live"
        self.ports = (_free_port(), _free_port())

    def prepare(self) -> None:
        """Makes the template in a process of its own."""
        self.template.mkdir(parents=True)
        ports = [str(p) for p in self.ports]
        command = [sys.executable, "-m", "benchmarks.faults.template", str(self.template), *ports]
        subprocess.run([*command, self.version], env=self.env(self.template), check=True)
        for path in self.template.glob("*.sqlite3"):
            with closing(sqlite3.connect(path)) as db:
                db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def env(self, folder: Path) -> dict[str, str]:
        """A short-tempered worker's environment, and nothing of the caller's servers."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("PAPERLESS_", "FIREFLY_"))}
        return kept | {
            "SPARKLINK_DATA": str(folder),
            "SPARKLINK_UPSTREAM_TIMEOUT": str(_TIMEOUT if folder == self.live else 20),
            "SPARKLINK_SWEEP_SECONDS": "0.3",
            "SPARKLINK_BACKOFF": "0.1",
            "POSTING_DELAY": "0",
            "DJANGO_SETTINGS_MODULE": "paperless_firefly.review.web.settings",
        }

    def run(self, scenario: Scenario) -> Outcome:
        """One scenario from the template to the count."""
        shutil.rmtree(self.live, ignore_errors=True)
        shutil.copytree(self.template, self.live)
        worker = Worker(self)
        trap = Trap(scenario.nth, scenario.phase, worker.kill)
        servers = self._serve(trap, scenario.late)
        try:
            worker.start()
            stuck = self._wait(worker)
        finally:
            worker.end()
            for server in servers:
                server.stop()
        verdict = judge(self.live, self.template, Expected.load(self.live / "expected.json"))
        return Outcome(**asdict(verdict), stuck=stuck, calls=trap.calls, killed=worker.killed)

    def _serve(self, trap: Trap, late: int) -> list[serve.Running]:
        paperless = PaperlessServer.create(self.live / "paperless.sqlite3", version=self.version)
        firefly = FireflyServer.create(self.live / "firefly.sqlite3")
        if late:
            seconds = str(2.5 * _TIMEOUT)
            for method in ("POST", "PUT"):
                add_fault(
                    firefly.store, "late", method=method, nth=late, argument=seconds, phase="after"
                )
        return [
            serve.serve(Trapped(application, trap), port)
            for application, port in zip((paperless, firefly), self.ports, strict=True)
        ]

    def _wait(self, worker: Worker) -> int:
        """Waits until all is done, starting a new worker once; how many rows stay open."""
        deadline = time.monotonic() + _PATIENCE
        while (left := self._open_rows()) and time.monotonic() < deadline:
            worker.follow()
            time.sleep(0.1)
        return left

    def _open_rows(self) -> int:
        with closing(sqlite3.connect(self.live / "db.sqlite3", timeout=20)) as db:
            postings = "SELECT count(*) FROM review_posting WHERE state != 'done'"
            written = "SELECT count(*) FROM review_writeback WHERE state = 'done'"
            all_postings = "SELECT count(*) FROM review_posting"
            (not_posted,), (back,), (total,) = (
                db.execute(q).fetchone() for q in (postings, written, all_postings)
            )
        return int(not_posted or total - back)


class Worker:
    """The worker process of a scenario; killed once, followed by another."""

    def __init__(self, slot: Slot) -> None:
        self.slot, self.killed = slot, False
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Starts the process."""
        log = (self.slot.folder / "worker.log").open("ab")
        command = [sys.executable, "-m", "benchmarks.faults.worker", self.slot.without]
        self.process = subprocess.Popen(
            command, env=self.slot.env(self.slot.live), stdout=log, stderr=log
        )
        log.close()

    def kill(self) -> None:
        """SIGKILL, as the kernel does when memory runs out."""
        if self.process and not self.killed:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
            self.killed = True

    def follow(self) -> None:
        """Starts another once the first is dead."""
        if self.process and self.process.poll() is not None:
            self.start()

    def end(self) -> None:
        """Ends whatever runs."""
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()


def _prepare(slot: Slot) -> int:
    slot.prepare()
    outcome = slot.run(Scenario(0, "before", 0))
    if (outcome.stuck or outcome.losses or outcome.overwritten) and not slot.without:
        raise SystemExit(f"without any fault: {outcome}")
    return outcome.calls


def _work(share: tuple[Slot, list[Scenario]]) -> list[Outcome]:
    slot, plans = share
    outcomes = []
    for plan in plans:
        outcome = slot.run(plan)
        if outcome.duplicates or outcome.losses or outcome.stuck or outcome.overwritten:
            print(json.dumps({**asdict(plan), **asdict(outcome)}), flush=True)
        outcomes.append(outcome)
    return outcomes


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    main()
