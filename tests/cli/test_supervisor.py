"""Two processes live and die together."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from paperless_firefly.cli import _supervisor

_TALKS = """
trap 'echo {name} TERM; exit {code}' TERM
trap 'echo {name} HUP' HUP
trap 'echo {name} INT' INT
echo {name} up
while :; do sleep 0.05; done
"""


def start(
    folder: Path, web: str, worker: str, new_group: bool = False
) -> tuple[subprocess.Popen[bytes], Path]:
    """The supervisor over two shell scripts, and its log."""
    log = folder / "log"
    command = [sys.executable, "-m", _supervisor.__name__, "sh", "-c", web, "--and--", "sh", "-c"]
    with log.open("wb") as out:
        process = subprocess.Popen([*command, worker], stdout=out, start_new_session=new_group)
    return process, log


def talks(name: str, code: int = 0) -> str:
    """A script that tells of its signals."""
    return _TALKS.format(name=name, code=code)


def until(log: Path, *texts: str) -> str:
    """The log, once it holds all texts."""
    end = time.monotonic() + 10
    while not all(text in log.read_text() for text in texts):
        assert time.monotonic() < end, log.read_text()
        time.sleep(0.02)
    return log.read_text()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_to_stop_ends_both_once_and_well(number: signal.Signals, tmp_path: Path) -> None:
    process, log = start(tmp_path, talks("web", 3), talks("worker"))
    until(log, "web up", "worker up")
    process.send_signal(number)
    process.send_signal(number)
    assert process.wait(10) == 0
    assert sorted(log.read_text().splitlines()[2:]) == ["web TERM", "worker TERM"]


def test_hup_goes_to_the_web_server_alone(tmp_path: Path) -> None:
    process, log = start(tmp_path, talks("web"), talks("worker"))
    until(log, "web up", "worker up")
    process.send_signal(signal.SIGHUP)
    text = until(log, "web HUP")
    assert "worker HUP" not in text
    process.terminate()
    assert process.wait(10) == 0


@pytest.mark.parametrize("first", ["web", "worker"])
def test_the_first_death_ends_the_other_with_its_code(first: str, tmp_path: Path) -> None:
    dies, lives = "sleep 0.3; exit 7", talks("other")
    process, log = start(tmp_path, *((dies, lives) if first == "web" else (lives, dies)))
    assert process.wait(10) == 7
    assert "other TERM" in log.read_text()


def test_a_kill_is_told_as_a_shell_would(tmp_path: Path) -> None:
    process, _ = start(tmp_path, "kill -KILL $$", talks("worker"))
    assert process.wait(10) == 128 + 9


def test_ctrl_c_in_the_terminal_reaches_the_supervisor_alone(tmp_path: Path) -> None:
    process, log = start(tmp_path, talks("web"), talks("worker"), new_group=True)
    until(log, "web up", "worker up")
    os.killpg(process.pid, signal.SIGINT)
    assert process.wait(10) == 0
    assert "INT" not in log.read_text()


def test_who_does_not_listen_is_killed_in_the_end() -> None:
    deaf = ["sh", "-c", "trap '' TERM; sleep 60 & wait; sleep 60"]
    began = time.monotonic()
    # the supervisor is a process of its own: its signal handlers must not be the tests'
    code = (
        f"from {_supervisor.__name__} import Supervisor\n"
        f"raise SystemExit(Supervisor(['sh', '-c', 'sleep 0.3; exit 5'], {deaf}, patience=1).run())"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 5
    assert time.monotonic() - began < 10
